"""Saved work in one SQLite file: private, durable at once, and what is deleted is overwritten."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, delete, event
from sqlalchemy.pool import StaticPool

from .database import PATIENCE, Database
from .opening import MEMORY
from .place import FOLDER_SETTING, StorageError
from .schema import records, works

_SETTINGS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON")


class SQLite(Database):
    """The file, made if need be; `":memory:"` keeps nothing."""

    def __init__(self, file: Path | str) -> None:
        given: dict[str, Any] = {"connect_args": {"timeout": PATIENCE}}
        if str(file) == MEMORY:
            given = {"connect_args": {"check_same_thread": False}, "poolclass": StaticPool}
        else:
            _make_private(Path(file))
        engine = create_engine(
            URL.create("sqlite", database=str(file)), hide_parameters=True, **given
        )
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        super().__init__(engine, str(file))

    def sweep(self) -> None:
        """Write the log back into the file and empty it, so that what was deleted is in neither."""
        with self._told(), contextlib.closing(self._engine.raw_connection()) as raw:
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _reader(self) -> Engine:
        return self._engine.execution_options(reads=True)

    def _writes_alone(self, connection: Connection, user: str) -> None:
        """Nothing is left to do: `_begin` took the one lock that the file has."""

    def _migrates_alone(self, connection: Connection) -> None:
        """Nothing is left to do: `_begin` took the one lock that the file has."""

    def _clear(self, connection: Connection) -> None:
        connection.execute(delete(records))
        connection.execute(delete(works))

    def _advice(self, error: BaseException) -> str:
        told = str(error)
        if "full" in told:
            return "the disk is full; free some space and run the command again, nothing was lost"
        if "locked" in told:
            return "another briefstar command is writing; try again when it is done"
        if "readonly" in told or "unable to open" in told:
            return f"cannot be written; set {FOLDER_SETTING} to a folder that can be written"
        if "not a database" in told or "malformed" in told:
            return (
                "is not a file of briefstar, or damaged; move it away to start anew, nothing in it "
                "was changed"
            )
        return told


def _make_private(file: Path) -> None:
    """Make a new file that only its owner may read: answers are personal."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise StorageError(
            f"{file}: {(error.strerror or str(error)).lower()}; "
            f"set {FOLDER_SETTING} to a folder that can be written"
        ) from error


def _prepare(connection: Any, _: Any) -> None:
    """Let `_begin` begin transactions, and set what the file promises."""
    connection.isolation_level = None
    for setting in _SETTINGS:
        connection.execute(f"PRAGMA {setting}")


def _begin(connection: Connection) -> None:
    """Take the write lock first, so that no two processes read one state and both change it."""
    reads = connection.get_execution_options().get("reads", False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
