"""A file of records: appended and read back in order, put and replaced by id, durable at once.

SQLite, so that a kill at any point loses at most the record being written, and two commands may
use one file. Bodies are JSON; their schemas belong to whoever saves them.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..errors import BriefstarError
from .closing import Closing

SCHEMA_VERSION = 1
_NEWER = (
    "was written by a newer briefstar; update this one, or set BRIEFSTAR_DATA_DIR to another folder"
)
_TABLES = """
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
"""


class StorageError(BriefstarError):
    """The file with saved work cannot be read or written; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Record:
    """A saved value: `number` orders records, `at` is UTC in ISO 8601."""

    number: int
    kind: str
    owner: str
    id: str | None
    at: str
    body: Mapping[str, Any]


def data_file() -> Path:
    """Return the file of saved work: in `BRIEFSTAR_DATA_DIR`, or the user's data folder."""
    if given := os.environ.get("BRIEFSTAR_DATA_DIR"):
        return Path(given).expanduser() / "briefstar.db"
    import platformdirs

    return Path(platformdirs.user_data_dir("briefstar", appauthor=False)) / "briefstar.db"


class Store(Closing):
    """An open file of records. Use it as a context manager, or `close` it."""

    def __init__(self, file: Path | str | None = None, *, user: str = "") -> None:
        """Open or make the file; `":memory:"` keeps nothing. `user` names whose records are seen.

        Raises `StorageError`.
        """
        self.file = Path(file) if file is not None else data_file()
        self._whose = f"@{user}" if user else ""
        with self._told():
            if str(file) != ":memory:":
                self.file.parent.mkdir(parents=True, exist_ok=True)
                _make_private(self.file)
            self._db = sqlite3.connect(str(file or self.file), timeout=10, isolation_level=None)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")
            self._db.execute("PRAGMA secure_delete = ON")
            self._migrate()

    def append(self, kind: str, body: Mapping[str, Any], *, owner: str = "") -> Record:
        """Save a record after all others; it is on disk when this returns."""
        return self._insert(kind, owner, None, body)

    def put(self, kind: str, id: str, body: Mapping[str, Any]) -> Record:
        """Save a record under an id, in place of the one that had it."""
        with self._told(), self._transaction():
            self._delete(kind, id)
            return self._insert(kind, "", id, body)

    def get(self, kind: str, id: str) -> Record | None:
        """Return the record of an id, or None."""
        found = self._select(kind, id=id)
        return found[0] if found else None

    def all(self, kind: str, *, owner: str | None = None) -> list[Record]:
        """Return the records of a kind, and of one owner if given, oldest first."""
        return self._select(kind, owner=owner)

    def remove(self, kind: str, id: str) -> bool:
        """Delete the record of an id; return whether there was one."""
        with self._told():
            gone = self._delete(kind, id)
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return gone

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _delete(self, kind: str, id: str) -> bool:
        done = self._db.execute(
            "DELETE FROM records WHERE kind = ? AND id = ?", (kind + self._whose, id)
        )
        return done.rowcount > 0

    def _insert(self, kind: str, owner: str, id: str | None, body: Mapping[str, Any]) -> Record:
        at = datetime.now(UTC).isoformat(timespec="seconds")
        with self._told():
            done = self._db.execute(
                "INSERT INTO records (kind, owner, id, at, body) VALUES (?, ?, ?, ?, ?)",
                (kind + self._whose, owner, id, at, json.dumps(body, ensure_ascii=False)),
            )
        return Record(int(done.lastrowid or 0), kind, owner, id, at, body)

    def _select(
        self, kind: str, *, owner: str | None = None, id: str | None = None
    ) -> list[Record]:
        with self._told():
            rows = self._db.execute(
                "SELECT number, owner, id, at, body FROM records WHERE kind = ? "
                "AND (? IS NULL OR owner = ?) AND (? IS NULL OR id = ?) ORDER BY number",
                (kind + self._whose, owner, owner, id, id),
            ).fetchall()
        return [
            Record(number, kind, owner, id, at, json.loads(body))
            for number, owner, id, at, body in rows
        ]

    def _migrate(self) -> None:
        with self._transaction():
            (version,) = self._db.execute("PRAGMA user_version").fetchone()
            if version > SCHEMA_VERSION:
                raise StorageError(f"{self.file} {_NEWER}")
            if version < 1:
                for statement in _TABLES.split(";"):
                    self._db.execute(statement)
                self._db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Turn SQLite's and the system's errors into one that says which file and what to do."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise StorageError(f"{self.file}: {advice(error)}") from error
        except OSError as error:
            raise StorageError(
                f"{self.file}: {(error.strerror or str(error)).lower()}; "
                "set BRIEFSTAR_DATA_DIR to a folder that can be written"
            ) from error


def erase(file: Path | None = None) -> list[Path]:
    """Delete the file of saved work and what SQLite keeps beside it; return what was deleted."""
    target = file or data_file()
    gone: list[Path] = []
    for path in (target, *(target.with_name(target.name + tail) for tail in ("-wal", "-shm"))):
        try:
            path.unlink()
        except FileNotFoundError:
            continue
        except OSError as error:
            raise StorageError(f"cannot delete {path}: {error.strerror}") from error
        gone.append(path)
    return gone


def _make_private(file: Path) -> None:
    """Make a new file that only its owner may read: answers are personal."""
    with contextlib.suppress(FileExistsError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def advice(error: BaseException) -> str:
    """Return what to do about an error of SQLite."""
    told = str(error)
    if "full" in told:
        return "the disk is full; free some space and run the command again, nothing was lost"
    if "locked" in told:
        return "another briefstar command is writing; try again when it is done"
    if "readonly" in told or "unable to open" in told:
        return "cannot be written; set BRIEFSTAR_DATA_DIR to a folder that can be written"
    if "not a database" in told or "malformed" in told:
        return (
            "is not a file of briefstar, or damaged; move it away to start anew, nothing in it "
            "was changed"
        )
    return told
