"""The base of what keeps one user's work in a database."""

from __future__ import annotations

from pathlib import Path

from .closing import Closing
from .database import Database
from .opening import open_database


class UsersWork(Closing):
    """One user's part of a database. Use it as a context manager, or `close` it."""

    def __init__(self, place: Path | str | Database | None = None, *, user: str = "") -> None:
        """Open a place as `open_database` does, or use a database that stays open after it.

        `user` names whose work is seen. Raises `StorageError`.
        """
        self.user = user
        self._given = isinstance(place, Database)
        self._database = place if isinstance(place, Database) else open_database(place)

    def close(self) -> None:
        """Close what was opened."""
        if not self._given:
            self._database.close()
