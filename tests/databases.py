"""Both databases: a fixture that runs a test on each, and a PostgreSQL server of the tests' own."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.ports import free_port

PASSWORD = "s3cret p@ss/word"
_HBA = "local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n"


def _program(name: str) -> str:
    """A server's program, which Debian keeps off the path."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = shutil.which(name, path=os.pathsep.join(map(str, folders))) or shutil.which(name)
    assert found, f"{name} is missing: install PostgreSQL's server"
    return found


class PostgresServer:
    """A server in a folder of its own; `briefstar` is a role without special rights."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="briefstar-pg-"))
        self.port = free_port()
        self._names = (f"work{n}" for n in itertools.count())
        self._as: dict[str, Any] = {"cwd": self.folder}
        if os.geteuid() == 0:  # the server refuses to run as root
            nobody = pwd.getpwnam("nobody")
            os.chown(self.folder, nobody.pw_uid, nobody.pw_gid)
            self._as |= {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        data = self.folder / "data"
        self._run(
            "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"
        )
        (data / "pg_hba.conf").write_text(_HBA)
        options = {
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": str(self.folder),
            "fsync": "off",
        }
        with (self.folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                [
                    "setpriv", "--pdeathsig", "INT",  # it ends with the tests, also killed ones
                    _program("postgres"), "-D", str(data), "-p", str(self.port),
                    *(f"--{key}={value}" for key, value in options.items()),
                ],
                stderr=log, **self._as,
            )  # fmt: skip
        self._wait()
        self.sql(f"CREATE ROLE briefstar LOGIN PASSWORD '{PASSWORD}'")

    def new(self, owner: str = "briefstar") -> str:
        """Make an empty database, and return its URL for the ordinary role."""
        name = next(self._names)
        self.sql(f"CREATE DATABASE {name} OWNER {owner}")
        return self.url(name)

    def url(self, name: str) -> str:
        return f"postgresql://briefstar@/{name}?host={self.folder}&port={self.port}"

    def sql(self, statement: str, url: str | None = None) -> list[Any]:
        """Run a statement as the superuser, in a database or the first one."""
        import psycopg

        where = (url or self.url("postgres")).replace("//briefstar@", "//postgres@")
        with psycopg.connect(where, autocommit=True) as connection:
            done = connection.execute(statement)
            return done.fetchall() if done.description else []

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(30)
        shutil.rmtree(self.folder)

    def _run(self, name: str, *args: object) -> None:
        subprocess.run(
            [_program(name), *map(str, args)], check=True, capture_output=True, **self._as
        )

    def _wait(self) -> None:
        ready = [_program("pg_isready"), "-h", str(self.folder), "-p", str(self.port), "-q"]
        for _ in range(300):
            assert self._process.poll() is None, (self.folder / "log").read_text()
            if subprocess.run(ready, check=False).returncode == 0:
                return
            time.sleep(0.1)
        raise AssertionError("the server does not start")


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    server = PostgresServer()
    yield server
    server.close()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def kind(request: pytest.FixtureRequest) -> str:
    """The database that the test runs on."""
    return str(request.param)


@pytest.fixture
def place(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """A place for work that holds nothing: a file, or the URL of a database."""
    if kind == "sqlite":
        return tmp_path / "new" / "briefstar.db"
    return str(request.getfixturevalue("postgres").new())


@pytest.fixture
def other_place(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """A second place of the same kind."""
    if kind == "sqlite":
        return tmp_path / "other.db"
    return str(request.getfixturevalue("postgres").new())
