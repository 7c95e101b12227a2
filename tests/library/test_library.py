"""The library: versions, search, differences, export, deletion, many processes, migrations."""

from __future__ import annotations

import contextlib
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from briefstar import Ranking, UsageError, rank_ideas
from briefstar.library.library import Library
from briefstar.storage.opening import open_database
from briefstar.storage.place import StorageError

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
def library(place: Path | str) -> Iterator[Library]:
    with Library(place) as opened:
        yield opened


def test_what_is_saved_comes_back_whole(library: Library, place: Path | str) -> None:
    result = ideas("Search", "Ranking of Łódź", "NUL \0 in a name")
    saved = library.save(result)
    with Library(place) as again:
        found = again.get(saved.work)
    assert found.result == result
    assert (found.number, found.at) == (1, saved.at)
    assert [work.id for work in library.works("NUL  in a NAME")] == [saved.work]


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
        library.rename(work, " \0")
    library.rename(work, "Autumn \0")
    assert library.work(work).title == "Autumn"


def test_the_page_a_work_was_published_to_is_remembered(
    library: Library, other_place: Path | str
) -> None:
    work = library.save(ideas("Search")).work
    other = library.save(ideas("Chat")).work
    assert library.links(work) == {}
    library.link(work, "notion", "first")
    library.link(work, "notion", "second")
    library.link(work, "confluence wiki.example.com", "7")
    assert library.links(work) == {"confluence wiki.example.com": "7", "notion": "second"}
    assert library.links(other) == {}
    with Library(other_place) as moved:
        moved.load(library.export())
        assert moved.links(work) == library.links(work)
    library.delete(work)
    with pytest.raises(UsageError, match="no work"):
        library.links(work)
    with pytest.raises(UsageError, match="no work"):
        library.link(work, "notion", "third")
    with library._database.reading() as db:
        assert db.exec_driver_sql("SELECT count(*) FROM links").scalar() == 0


def test_a_work_is_told_without_its_content(library: Library) -> None:
    work = library.save(ideas("Search")).work
    library.save(ideas("Search"), to=work)
    assert [library.work(work)] == library.works()
    with pytest.raises(UsageError, match="no work"):
        library.work("nope")


def test_deleted_is_gone(library: Library) -> None:
    work = library.save(ideas("Unmistakable")).work
    library.save(ideas("Other"))
    library.delete(work)
    assert len(library.works()) == 1
    assert library.works("unmistakable") == []
    with pytest.raises(UsageError, match="no work"):
        library.get(work)


def test_deleted_is_gone_from_the_disk(file: Path) -> None:
    with Library(file) as library:
        work = library.save(ideas("Unmistakable")).work
        library.save(ideas("Other"))
        assert len(library.works("mistak")) == 1
        library.delete(work)
        for path in file.parent.iterdir():
            assert b"nmistakable" not in path.read_bytes()


def test_users_see_only_their_own(place: Path | str) -> None:
    with open_database(place) as both:
        ann, bob = Library(both, user="ann"), Library(both, user="bob")
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


WRITER = """
import sys
from briefstar import rank_ideas
from briefstar.library.library import Library
idea = {"name": sys.argv[3], "impact": "2", "effort": "3 weeks"}
with Library(sys.argv[1]) as library:
    for _ in range(int(sys.argv[4])):
        print(library.save(rank_ideas({"ideas": [idea]}), to=sys.argv[2] or None).work, flush=True)
"""


def writer(place: Path | str, work: str, name: str, times: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(place), work, name, str(times)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def test_processes_that_make_and_write_one_place_lose_nothing(place: Path | str) -> None:
    first = [writer(place, "", f"new {n}", 3) for n in range(3)]  # all migrate at once
    assert [process.wait(60) for process in first] == [0, 0, 0]
    with Library(place) as library:
        assert len(library.works()) == 9
        work = library.works()[0].id
        more = [writer(place, work, f"again {n}", 8) for n in range(3)]
        assert [process.wait(60) for process in more] == [0, 0, 0]
        assert library.get(work).number == 25
        assert [library.get(work, n).number for n in range(1, 26)] == list(range(1, 26))
    for process in first + more:
        assert process.stdout is not None
        process.stdout.close()


def test_a_kill_loses_nothing_that_was_told_saved(place: Path | str) -> None:
    for _ in range(3):
        with writer(place, "", "killed", 10_000) as process:
            assert process.stdout is not None
            told = [process.stdout.readline().strip() for _ in range(3)]
            process.send_signal(signal.SIGKILL)
            told += process.stdout.read().split()
        with Library(place) as library:
            assert {id for id in told if len(id) == 12} <= {work.id for work in library.works()}
    if isinstance(place, Path):
        with contextlib.closing(sqlite3.connect(place)) as db:
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_file_that_is_none_is_refused(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"not a database, surely" * 100)
    with pytest.raises(StorageError, match="not a file of briefstar"):
        Library(file)
