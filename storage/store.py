"""Records: appended and read back in order, put and replaced by id, durable at once.

A kill at any point loses at most the record being written, and any number of processes may use
one database. Bodies are JSON; their schemas belong to whoever saves them. Import it inside
functions: SQLAlchemy takes 0.2 s.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .rows import Record, delete_record, insert_record, select_records
from .users import UsersWork


class Store(UsersWork):
    """One user's records. All methods raise `StorageError` where they cannot be kept."""

    def append(self, kind: str, body: Mapping[str, Any], *, owner: str = "") -> Record:
        """Save a record after all others; it is on disk when this returns."""
        with self._database.writing(self.user) as db:
            return insert_record(db, self.user, kind, body, owner=owner)

    def put(self, kind: str, id: str, body: Mapping[str, Any]) -> Record:
        """Save a record under an id, in place of the one that had it."""
        with self._database.writing(self.user) as db:
            delete_record(db, self.user, kind, id)
            return insert_record(db, self.user, kind, body, id=id)

    def replace(self, kind: str, id: str, body: Mapping[str, Any]) -> bool:
        """Save a record in place of the one that has the id; return whether there was one."""
        with self._database.writing(self.user) as db:
            if not delete_record(db, self.user, kind, id):
                return False
            insert_record(db, self.user, kind, body, id=id)
        return True

    def get(self, kind: str, id: str) -> Record | None:
        """Return the record of an id, or None."""
        with self._database.reading() as db:
            found = select_records(db, self.user, kind, id=id)
        return found[0] if found else None

    def all(self, kind: str, *, owner: str | None = None) -> list[Record]:
        """Return the records of a kind, and of one owner if given, oldest first."""
        with self._database.reading() as db:
            return select_records(db, self.user, kind, owner=owner)

    def remove(self, kind: str, id: str) -> bool:
        """Delete the record of an id; return whether there was one."""
        with self._database.writing(self.user) as db:
            gone = delete_record(db, self.user, kind, id)
        self._database.sweep()
        return gone
