"""Saved work in a PostgreSQL database, by psycopg; needs no rights beyond making tables."""

from __future__ import annotations

import re
import zlib
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, make_url, text
from sqlalchemy.exc import SQLAlchemyError

from ..errors import UsageError
from .database import PATIENCE, Database
from .place import URL_SETTING

_FORM = "postgresql://USER:PASSWORD@HOST/DATABASE"
_USER, _TABLES = 0x42534852, 0x42534853
"""The locks of who writes a user's work, and of who changes tables: apart from those of other
programs in the database."""
_DRIVERS = ("postgresql", "postgres", "postgresql+psycopg")

_REFUSED = f"the server does not let this user in; look at the user and password in {URL_SETTING}"
_ABSENT = "there is no such database; make it with: createdb"
_STATES = {
    "22001": "a text is longer than its place; nothing was changed",
    "23505": "another briefstar saved the same at this moment; try again",
    "25006": "cannot be written: it is a copy for reading; name the main server",
    "28000": _REFUSED,
    "28P01": _REFUSED,
    "3D000": _ABSENT,
    "42501": "this user may not do that: let it make and change tables in its schema",
    "53100": "the server's disk is full; nothing was changed",
    "53300": "takes no more connections now; try again in a moment",
    "55P03": "another briefstar is writing; try again when it is done",
    "57P01": "the server is stopping; try again in a moment",
    "57P03": "the server is starting or stopping; try again in a moment",
}
"""What to do, by PostgreSQL's SQLSTATE."""

_TOLD = (
    (r"refused|no such file|not known|translate host|unreachable|no route",
     f"no server answers there; start it, or mend {URL_SETTING}"),
    (r"timeout|timed out", f"no server answers in time; look at the network and {URL_SETTING}"),
    (r"password|authentication|pg_hba|role \S+ does not exist", _REFUSED),
    (r"database \S+ does not exist", _ABSENT),
    (r"too many|connection slots", _STATES["53300"]),
    (r"starting up|shutting down", _STATES["57P03"]),
    (r"closed|terminat|lost", "the connection broke; look whether it was saved, then try again"),
    (r"NUL|0x00", "does not keep the character NUL; leave it out"),
)  # fmt: skip
"""What to do, by what is told where there is no SQLSTATE, as when no connection was made."""


class Postgres(Database):
    """The database that a URL names."""

    def __init__(self, url: str) -> None:
        read = read_url(url)
        wait = {} if "connect_timeout" in read.query else {"connect_timeout": PATIENCE}
        self._password = str(read.password or "")
        try:
            engine = create_engine(
                read, connect_args=wait, pool_pre_ping=True, hide_parameters=True
            )
        except ModuleNotFoundError:
            raise UsageError(
                f'{URL_SETTING} needs the driver: pip install "psycopg[binary]"'
            ) from None
        super().__init__(engine, name_of(read))

    def sweep(self) -> None:
        """Nothing is left to do: rows go at once, and the server tends its own files."""

    def _reader(self) -> Engine:
        return self._engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )

    def _writes_alone(self, connection: Connection, user: str) -> None:
        """Users whose names have one checksum wait for each other, which costs time alone."""
        self._lock(connection, _USER, zlib.crc32(user.encode()) - 2**31)

    def _migrates_alone(self, connection: Connection) -> None:
        self._lock(connection, _TABLES, 0)

    def _lock(self, connection: Connection, lock: int, key: int) -> None:
        """Hold a lock until the transaction ends, or say after a while that it is held."""
        connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}s'"))
        connection.execute(
            text("SELECT pg_advisory_xact_lock(:lock, :key)"), {"lock": lock, "key": key}
        )

    def _clear(self, connection: Connection) -> None:
        """`TRUNCATE` gives the files back to the system, where `DELETE` would keep them."""
        connection.execute(text("TRUNCATE records, works CASCADE"))

    def _advice(self, error: BaseException) -> str:
        told, state = str(error), getattr(error, "sqlstate", None)
        if state in _STATES:
            return _STATES[state]
        for pattern, known in () if state else _TOLD:
            if re.search(pattern, told, re.IGNORECASE):
                return known
        first = " ".join(told.split("\n", 1)[0].split())
        return first.replace(self._password, "***") if self._password else first


def read_url(given: str) -> URL:
    """Return the URL for psycopg. Raises `UsageError`, which shows nothing of it."""
    fault = UsageError(
        f"{URL_SETTING} is no URL of PostgreSQL: write {_FORM}, with %40 for an @ and %2F for a / "
        "in the password"
    )
    try:
        url = make_url(given)
    except (SQLAlchemyError, ValueError):
        raise fault from None
    # A password with a bare @, / or ? is read as a host or a name, which errors show.
    astray = given.count("@") > 1 or "@" in (url.database or "")
    if url.drivername not in _DRIVERS or astray or ("@" in given and url.username is None):
        raise fault
    if not url.database:
        raise UsageError(f"{URL_SETTING} names no database: write {_FORM}")
    return url.set(drivername="postgresql+psycopg")


def name_of(url: URL) -> str:
    """Return how a database is called: neither the user nor the password is in it."""
    where: Any = url.host or url.query.get("host") or "this machine"
    at = where if isinstance(where, str) else ", ".join(where)
    return f"PostgreSQL database {url.database} at {at}" + (f":{url.port}" if url.port else "")
