"""Every released schema comes forward with all that it kept; newer ones are left alone."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from briefstar import rank_ideas
from briefstar.library.library import Library
from briefstar.storage import schema
from briefstar.storage.migrating import migrate
from briefstar.storage.opening import open_database
from briefstar.storage.place import StorageError
from briefstar.storage.store import Store
from sqlalchemy import Engine, create_engine, text

FIRST_RELEASE = """
CREATE TABLE records (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  owner TEXT NOT NULL,
  id TEXT,
  at TEXT NOT NULL,
  body TEXT NOT NULL,
  UNIQUE (kind, id)
);
CREATE INDEX records_by_owner ON records (kind, owner, number);
PRAGMA user_version = 1;
"""
"""The table as its release made it, without Alembic."""

USERS = ("", "ann", "ann@example.com")
RANKED = rank_ideas({"ideas": [{"name": "Search", "impact": "2", "effort": "3 weeks"}]})
STEPS = ("records_0000", "works_0001", "works_0002", "records_0003", "works_0004")


@contextlib.contextmanager
def engine_of(place: Path | str) -> Iterator[Engine]:
    url = f"sqlite:///{place}" if isinstance(place, Path) else place
    if isinstance(place, Path):
        place.parent.mkdir(exist_ok=True)
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    yield engine
    engine.dispose()


def fill(engine: Engine, step: str) -> None:
    """Save what a release saved in the tables that it had."""
    with engine.begin() as db:
        for user in USERS:
            whose = f"@{user}" if user else ""
            rows = [("turn", "s", None, {"n": n}) for n in range(3)]
            for kind, owner, id, body in [*rows, ("story", "", "one", {"of": user})]:
                told = {"kind": kind + whose, "owner": owner, "id": id, "body": json.dumps(body)}
                if step in ("records_0003", "works_0004"):
                    told |= {"kind": kind, "user": user}
                columns = ", ".join(f'"{name}"' for name in told)
                values = ", ".join(f":{name}" for name in told)
                db.execute(
                    text(f"INSERT INTO records ({columns}, at) VALUES ({values}, '2026')"), told
                )
            if step == "records_0000":
                continue
            work = {"id": f"w{user}"[:12], "user": user, "at": "2026"}
            db.execute(
                text(
                    'INSERT INTO works (id, "user", kind, title, folded, made_at, changed_at) '
                    "VALUES (:id, :user, 'ranking', 'T', 't', :at, :at)"
                ),
                work,
            )
            for number in (1, 2):
                db.execute(
                    text("INSERT INTO versions VALUES (:id, :number, :at, :body, :words)"),
                    {**work, "number": number, "body": RANKED.model_dump_json(),
                     "words": r"user\_id of r&amp;d" if number == 2 else "plain"},
                )  # fmt: skip
            if step != "works_0001":
                db.execute(text("INSERT INTO links VALUES (:id, 'notion', 'p1')"), work)


def check(place: Path | str, step: str) -> None:
    """See to it that all of it is there and the tables can be used."""
    with open_database(place) as database:
        for user in USERS:
            store, library = Store(database, user=user), Library(database, user=user)
            assert [r.body["n"] for r in store.all("turn", owner="s")] == [0, 1, 2]
            assert [r.at for r in store.all("turn")] == ["2026"] * 3
            found = store.get("story", "one")
            assert found is not None and found.body == {"of": user}
            store.append("turn", {"n": 3}, owner="s")
            assert [r.body["n"] for r in store.all("turn", owner="s")] == [0, 1, 2, 3]
            if step != "records_0000":
                (work,) = library.works("r&d user_id" if step != "works_0004" else "")
                assert (work.versions, work.title) == (2, "T")
                assert library.get(work.id, 1).result == RANKED
                linked = {} if step == "works_0001" else {"notion": "p1"}
                assert library.links(work.id) == linked
            library.link(library.save(RANKED).work, "notion", "p2")


@pytest.mark.parametrize("step", STEPS)
def test_every_released_schema_comes_forward_whole(step: str, place: Path | str) -> None:
    with engine_of(place) as engine:
        with engine.begin() as connection:
            migrate(connection, "it", step)
        fill(engine, step)
    check(place, step)


def test_the_first_release_which_had_no_alembic_comes_forward_whole(tmp_path: Path) -> None:
    file = tmp_path / "briefstar.db"
    with contextlib.closing(sqlite3.connect(file)) as db:
        db.executescript(FIRST_RELEASE)
    with engine_of(file) as engine:
        fill(engine, "records_0000")
    check(file, "records_0000")
    with contextlib.closing(sqlite3.connect(file)) as db:
        # What that release looks at: it refuses the file, as it cannot read the new table.
        assert db.execute("PRAGMA user_version").fetchone() == (2,)


def test_the_steps_are_these_and_the_code_knows_the_newest() -> None:
    config = Config()
    config.set_main_option(
        "script_location", str(Path(__file__).parents[2] / "storage" / "migrations")
    )
    steps = ScriptDirectory.from_config(config).walk_revisions()
    assert tuple(step.revision for step in steps)[::-1] == STEPS
    assert STEPS[-1] == schema.NEWEST


def test_the_steps_make_the_tables_that_the_code_uses(place: Path | str) -> None:
    open_database(place).close()
    with engine_of(place) as engine, engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.tables) == []


def test_a_step_that_fails_changes_nothing(
    place: Path | str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with engine_of(place) as engine:
        with engine.begin() as connection:
            migrate(connection, "it", "works_0002")
        fill(engine, "works_0002")
        with engine.begin() as connection:
            # A table of the name that the next step wants is in its way.
            connection.execute(text("CREATE TABLE records_before (n INTEGER)"))
    with pytest.raises(StorageError, match="records_before"):
        open_database(place)
    with engine_of(place) as engine, engine.begin() as connection:
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        assert found == "works_0002"
        assert connection.execute(text("SELECT count(*) FROM records")).scalar() == 12


def test_a_newer_one_is_refused_and_left_as_it_is(place: Path | str) -> None:
    open_database(place).close()
    with engine_of(place) as engine, engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'works_9999'"))
    before = place.read_bytes() if isinstance(place, Path) else b""
    for opened in (Library, Store, open_database):
        with pytest.raises(StorageError, match="newer briefstar") as caught:
            opened(place)
        assert "BRIEFSTAR_DATABASE_URL" in str(caught.value)
    if isinstance(place, Path):
        assert place.read_bytes() == before
