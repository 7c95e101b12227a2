"""The library: versions, search, differences, export, deletion, many processes, migrations."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from briefstar import Ranking, UsageError, rank_ideas
from briefstar.library import schema
from briefstar.library.database import open_database
from briefstar.library.library import Library
from briefstar.storage.store import StorageError, Store
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, inspect

ROOT = Path(__file__).parents[2]


def ideas(*names: str) -> Ranking:
    """A real ranking: the one kind of result that needs no model."""
    return rank_ideas(
        {"ideas": [{"name": n, "impact": "2 to 4", "effort": "3 to 5 weeks"} for n in names]}
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "new" / "briefstar.db"


@pytest.fixture
def library(file: Path) -> Iterator[Library]:
    with Library(file) as opened:
        yield opened


def test_what_is_saved_comes_back_whole(library: Library, file: Path) -> None:
    result = ideas("Search", "Ranking of Łódź")
    saved = library.save(result)
    with Library(file) as again:
        found = again.get(saved.work)
    assert found.result == result
    assert (found.number, found.at) == (1, saved.at)
    assert file.stat().st_mode & 0o077 == 0


def test_every_save_is_a_version(library: Library) -> None:
    work = library.save(ideas("Search")).work
    assert library.save(ideas("Search", "Chat"), to=work).number == 2
    assert library.get(work, 1).result == ideas("Search")
    assert library.get(work).result == ideas("Search", "Chat")
    changed = library.differences(work, 1)
    assert any(line.startswith("+") and "Chat" in line for line in changed.splitlines())
    assert library.differences(work, 1, 1) == ""
    with pytest.raises(UsageError, match="versions 1 to 2, not 3"):
        library.get(work, 3)


def test_search_finds_all_words_in_any_case_and_takes_them_literally(library: Library) -> None:
    library.save(ideas("Größe der Suche", "Chat"))
    library.save(ideas("A_B% recall"))

    def titles(query: str) -> list[str]:
        return [work.title for work in library.works(query)]

    assert titles("chat GRÖSSE") == ["Ideas: Chat, Größe der Suche"]
    assert titles("a_b%") == ["Ideas: A_B% recall"]
    assert titles("chat recall") == []
    assert titles("a%l") == []
    assert titles("gr_sse") == []
    assert len(library.works(kind="ranking")) == 2
    assert library.works(kind="brief") == []
    with pytest.raises(UsageError, match="no kind of work"):
        library.works(kind="poem")


def test_a_new_title_is_found(library: Library) -> None:
    work = library.save(ideas("Search")).work
    library.rename(work, "  Żółw \n 2027 ")
    assert [found.title for found in library.works("żÓŁW")] == ["Żółw 2027"]
    with pytest.raises(UsageError, match="at least one letter"):
        library.rename(work, " ")


def test_the_page_a_work_was_published_to_is_remembered(library: Library, tmp_path: Path) -> None:
    work = library.save(ideas("Search")).work
    other = library.save(ideas("Chat")).work
    assert library.links(work) == {}
    library.link(work, "notion", "first")
    library.link(work, "notion", "second")
    library.link(work, "confluence wiki.example.com", "7")
    assert library.links(work) == {"confluence wiki.example.com": "7", "notion": "second"}
    assert library.links(other) == {}
    with Library(tmp_path / "other.db") as moved:
        moved.load(json.loads(json.dumps(library.export())))
        assert moved.links(work) == library.links(work)
    library.delete(work)
    with pytest.raises(UsageError, match="no work"):
        library.links(work)
    with pytest.raises(UsageError, match="no work"):
        library.link(work, "notion", "third")
    assert sqlite3.connect(library.file).execute("SELECT count(*) FROM links").fetchone() == (0,)


def test_an_export_of_an_earlier_release_has_no_links(library: Library, tmp_path: Path) -> None:
    work = library.save(ideas("Search")).work
    exported = library.export()
    del exported["works"][0]["links"]
    with Library(tmp_path / "other.db") as other:
        assert other.load(exported) == (1, 0)
        assert other.links(work) == {}


def test_a_work_is_told_without_its_content(library: Library) -> None:
    work = library.save(ideas("Search")).work
    library.save(ideas("Search"), to=work)
    assert [library.work(work)] == library.works()
    with pytest.raises(UsageError, match="no work"):
        library.work("nope")


def test_deleted_is_gone_from_the_disk(library: Library, file: Path) -> None:
    work = library.save(ideas("Unmistakable")).work
    library.save(ideas("Other"))
    library.delete(work)
    for path in file.parent.iterdir():
        assert b"Unmistakable" not in path.read_bytes()
    assert len(library.works()) == 1
    with pytest.raises(UsageError, match="no work"):
        library.get(work)


def test_users_see_only_their_own(file: Path) -> None:
    with Library(file, user="ann") as ann, Library(file, user="bob") as bob:
        work = ann.save(ideas("Search")).work
        assert bob.works() == []
        assert bob.export()["works"] == []
        for act in (
            lambda: bob.get(work),
            lambda: bob.delete(work),
            lambda: bob.rename(work, "mine"),
            lambda: bob.work(work),
            lambda: bob.links(work),
            lambda: bob.link(work, "notion", "mine"),
            lambda: bob.save(ideas("Chat"), to=work),
        ):
            with pytest.raises(UsageError, match="no work"):
                act()
        assert ann.get(work).number == 1


NAME = st.text(
    st.characters(codec="utf-8", exclude_categories=("C",)), min_size=1, max_size=30
).filter(lambda name: name.strip() == name and name.strip("\"'#-*: ") != "")


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(names=st.lists(NAME, min_size=1, max_size=3, unique_by=str.casefold))
def test_export_and_load_keep_everything(
    names: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("library")
    with Library(folder / "a.db") as one, Library(folder / "b.db") as other:
        work = one.save(ideas("first")).work
        one.save(ideas(*(f"x{name}" for name in names)), to=work)
        exported = json.loads(json.dumps(one.export()))
        assert other.load(exported) == (1, 0)
        assert other.load(exported) == (0, 1)
        assert other.export() == one.export()
        assert other.works() == one.works()


@pytest.mark.parametrize(
    "damage",
    [
        lambda e: None,
        lambda e: {"format": "other"},
        lambda e: {**e, "works": "x"},
        lambda e: {**e, "works": [*e["works"], {"id": "z", "versions": []}]},
        lambda e: {**e, "works": [*e["works"], {"id": "z", "versions": [{"result": {}}]}]},
        lambda e: {**e, "works": [*e["works"], {"versions": []}]},
        lambda e: {**e, "works": [{**e["works"][0], "links": ["x"]}]},
    ],
)
def test_a_damaged_export_adds_nothing(damage, library: Library, tmp_path: Path) -> None:
    library.save(ideas("Search"))
    with Library(tmp_path / "other.db") as other:
        with pytest.raises(UsageError):
            other.load(damage(library.export()))
        assert other.works() == []


WRITER = """
import sys
from pathlib import Path
from briefstar import rank_ideas
from briefstar.library.library import Library
idea = {"name": sys.argv[3], "impact": "2", "effort": "3 weeks"}
with Library(Path(sys.argv[1])) as library:
    for _ in range(int(sys.argv[4])):
        print(library.save(rank_ideas({"ideas": [idea]}), to=sys.argv[2] or None).work, flush=True)
"""


def writer(file: Path, work: str, name: str, times: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(file), work, name, str(times)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def test_processes_that_make_and_write_one_file_lose_nothing(file: Path) -> None:
    first = [writer(file, "", f"new {n}", 3) for n in range(3)]  # all migrate at once
    assert [process.wait(60) for process in first] == [0, 0, 0]
    with Library(file) as library:
        assert len(library.works()) == 9
        work = library.works()[0].id
        more = [writer(file, work, f"again {n}", 8) for n in range(3)]
        assert [process.wait(60) for process in more] == [0, 0, 0]
        assert library.get(work).number == 25
        assert [library.get(work, n).number for n in range(1, 26)] == list(range(1, 26))
    for process in first + more:
        assert process.stdout is not None
        process.stdout.close()


def test_a_kill_loses_nothing_that_was_told_saved(file: Path) -> None:
    for _ in range(3):
        with writer(file, "", "killed", 10_000) as process:
            assert process.stdout is not None
            told = [process.stdout.readline().strip() for _ in range(3)]
            process.send_signal(signal.SIGKILL)
            told += process.stdout.read().split()
        with Library(file) as library:
            assert {id for id in told if len(id) == 12} <= {work.id for work in library.works()}
            assert sqlite3.connect(file).execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_the_first_release_migrates_and_keeps_its_records(file: Path) -> None:
    with Store(file) as store:
        store.append("turn", {"text": "kept"})
    with Library(file) as library:
        work = library.save(ideas("Search")).work
    with Store(file) as store:
        assert [r.body["text"] for r in store.all("turn")] == ["kept"]
    with Library(file) as library:
        assert library.get(work).number == 1


def test_an_earlier_library_migrates_and_keeps_its_works(file: Path) -> None:
    with Library(file) as library:
        work = library.save(ideas("Search")).work
        kept = library.export()
    with sqlite3.connect(file) as db:
        db.executescript("DROP TABLE links; UPDATE alembic_version SET version_num = 'works_0001';")
    db.close()
    with Library(file) as library:
        assert library.export() == kept
        library.link(work, "notion", "p1")
    with Library(file) as library:
        assert library.links(work) == {"notion": "p1"}


def test_each_step_of_the_migrations_follows_the_one_before(file: Path) -> None:
    with Store(file):
        pass
    config = Config()
    config.set_main_option("script_location", str(ROOT / "library" / "migrations"))
    with create_engine(f"sqlite:///{file}").begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "works_0001")
        assert {"works", "versions"} <= set(inspect(connection).get_table_names())
        assert "links" not in inspect(connection).get_table_names()
    with Library(file) as library:
        assert library.links(library.save(ideas("Search")).work) == {}


def test_the_migrations_make_the_tables_that_the_code_uses(file: Path) -> None:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "library" / "migrations"))
    assert ScriptDirectory.from_config(config).get_current_head() == schema.NEWEST
    found = inspect(open_database(file))
    for table in schema.tables.tables.values():
        columns = {
            c["name"]: (str(c["type"]), c["nullable"]) for c in found.get_columns(table.name)
        }
        assert columns == {c.name: (str(c.type), c.nullable) for c in table.columns}
        assert {i["name"] for i in found.get_indexes(table.name)} == {i.name for i in table.indexes}


def test_a_newer_file_is_refused_and_left_as_it_is(file: Path) -> None:
    with Library(file):
        pass
    with sqlite3.connect(file) as db:
        db.execute("UPDATE alembic_version SET version_num = 'works_9999'")
    db.close()
    before = file.read_bytes()
    with pytest.raises(StorageError, match="newer briefstar"):
        Library(file)
    assert file.read_bytes() == before


def test_a_file_that_is_none_is_refused(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"not a database, surely" * 100)
    with pytest.raises(StorageError, match="not a file of briefstar"):
        Library(file)
