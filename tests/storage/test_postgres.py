"""PostgreSQL: clear errors without secrets, no special rights, locks a user, one state a read."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from briefstar import UsageError, rank_ideas
from briefstar.cli import main
from briefstar.library.library import Library
from briefstar.storage import postgres as module
from briefstar.storage.opening import erase, open_database
from briefstar.storage.place import StorageError
from briefstar.storage.store import Store

from tests.databases import PASSWORD, PostgresServer

RANKED = rank_ideas({"ideas": [{"name": "Search", "impact": "2", "effort": "3 weeks"}]})


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ann:hid@den@db/work",
        "postgresql://ann:hid@d/en@db/work",
        "postgresql://ann:12@hidden/db@work",
        "postgresql://ann:hidden@db:hidden/work",
        "postgresql://ann:hidden@db",
        "mysql://ann:hidden@db/work",
        "hidden://",
    ],
)
def test_a_url_that_is_none_is_refused_without_showing_it(url: str) -> None:
    with pytest.raises(UsageError, match="BRIEFSTAR_DATABASE_URL") as caught:
        open_database(url)
    assert "hid" not in "".join(traceback.format_exception(caught.value)).replace(__file__, "")


def test_a_missing_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(UsageError, match=r'pip install "psycopg\[binary\]"'):
        open_database("postgresql://ann@db/work")


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"port": 1}, "no server answers there"),
        ({"password": "wrong s3cret"}, "does not let this user in"),
        ({"user": "nobody"}, "does not let this user in"),
        ({"name": "absent"}, "make it with: createdb"),
        ({"host": "db.invalid"}, "no server answers"),
    ],
)
def test_a_server_that_cannot_be_used_is_told_in_one_line(
    change: dict[str, Any], told: str, postgres: PostgresServer,
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    to = {"user": "briefstar", "password": PASSWORD, "host": "127.0.0.1", "port": postgres.port,
          "name": "postgres"} | change  # fmt: skip
    url = (
        f"postgresql://{to['user']}:{quote(to['password'], safe='')}@{to['host']}"
        f":{to['port']}/{to['name']}"
    )
    monkeypatch.setenv("BRIEFSTAR_DATABASE_URL", url)
    monkeypatch.setenv("BRIEFSTAR_DEBUG", "1")
    assert main(["library"]) == 4
    shown = capfd.readouterr().err
    assert told in shown
    assert len(shown.splitlines()) == 1
    with pytest.raises(StorageError) as caught:
        open_database(url)
    everything = "".join(traceback.format_exception(caught.value)) + repr(caught.value.__cause__)
    assert to["password"] not in everything
    assert quote(to["password"], safe="") not in everything


@pytest.mark.postgres
def test_the_commands_work_on_it_with_a_password(
    postgres: PostgresServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    name = postgres.new().split("/")[3].partition("?")[0]
    login = f"briefstar:{quote(PASSWORD, safe='')}@127.0.0.1:{postgres.port}"
    monkeypatch.setenv("BRIEFSTAR_DATABASE_URL", f"postgresql://{login}/{name}")
    monkeypatch.setenv("BRIEFSTAR_DATA_DIR", str(tmp_path / "unused"))
    result = tmp_path / "ranked.json"
    result.write_text(RANKED.model_dump_json())
    assert main(["library", "add", str(result)]) == 0
    assert main(["library", "search", "sear"]) == 0
    assert "Ideas: Search" in capfd.readouterr().out
    assert main(["forget", "--yes"]) == 0
    assert f"deleted everything in the PostgreSQL database {name}" in capfd.readouterr().err
    assert main(["library"]) == 0
    assert "nothing is kept yet" in capfd.readouterr().err
    assert main(["forget", "--yes"]) == 0
    assert "nothing was saved" in capfd.readouterr().err
    assert not (tmp_path / "unused").exists()


@pytest.mark.postgres
def test_everything_is_deleted_of_all_users(postgres: PostgresServer) -> None:
    url = postgres.new()
    with Library(url, user="ann") as ann, Store(url, user="bob") as bob:
        ann.link(ann.save(RANKED).work, "notion", "p1")
        bob.put("story", "one", {})
        assert erase(url) == [f"everything in the {ann._database.name}"]
        assert erase(url) == []
        assert (ann.works(), bob.all("story")) == ([], [])
    for table in ("records", "works", "versions", "links"):
        assert postgres.sql(f"SELECT count(*) FROM {table}", url) == [(0,)]


@pytest.mark.postgres
def test_a_role_that_may_not_make_tables_is_told_so(postgres: PostgresServer) -> None:
    with pytest.raises(StorageError, match="let it make and change tables"):
        open_database(postgres.new("postgres"))


@pytest.mark.postgres
def test_a_write_that_waits_too_long_says_so_and_another_user_does_not_wait(
    postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 1)
    with open_database(postgres.new()) as database:
        ann, bob = Store(database, user="ann"), Store(database, user="bob")
        with database.writing("ann"):
            with pytest.raises(StorageError, match="another briefstar is writing"):
                ann.append("turn", {})
            bob.append("turn", {})
            assert ann.all("turn") == []
        ann.append("turn", {})
        assert len(ann.all("turn")) == len(bob.all("turn")) == 1


@pytest.mark.postgres
def test_a_broken_connection_is_made_anew(postgres: PostgresServer) -> None:
    url = postgres.new()
    with Store(url) as store:
        store.append("turn", {})
        end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'briefstar'"
        assert postgres.sql(end) == [(True,)]
        store.append("turn", {})
        assert len(store.all("turn")) == 2


@pytest.mark.postgres
def test_a_read_sees_one_state(postgres: PostgresServer) -> None:
    with open_database(postgres.new()) as database, Store(database) as store:
        from briefstar.storage.rows import select_records

        with database.reading() as db:
            assert select_records(db, "", "turn") == []
            store.append("turn", {})
            assert select_records(db, "", "turn") == []
        assert len(store.all("turn")) == 1
