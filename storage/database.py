"""A database of saved work: reads of one state, writes one after the other, clear errors."""

from __future__ import annotations

import contextlib
from abc import ABC, abstractmethod
from collections.abc import Iterator

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import DBAPIError, TimeoutError

from .closing import Closing
from .migrating import is_newest, migrate
from .place import StorageError
from .schema import records, works

PATIENCE = 10
"""Seconds that a write waits for another one, and a start for the server's reply."""


class Database(Closing, ABC):
    """An open database; `name` is how errors call it. Any number of processes may use it."""

    def __init__(self, engine: Engine, name: str) -> None:
        """Bring the tables to their newest form. Raises `StorageError`."""
        self._engine = engine
        self.name = name
        try:
            with self.reading() as connection:
                ready = is_newest(connection)
            if not ready:
                with self._told(), engine.begin() as connection:
                    self._migrates_alone(connection)
                    migrate(connection, name)
        except BaseException:
            engine.dispose()
            raise

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state and waits for no writer."""
        with self._told(), self._reader().connect() as connection:
            yield connection

    @contextlib.contextmanager
    def writing(self, user: str) -> Iterator[Connection]:
        """Give a connection whose changes are kept together, or not at all.

        What it reads of the user's work, nobody else changes meanwhile.
        """
        with self._told(), self._engine.begin() as connection:
            self._writes_alone(connection, user)
            yield connection

    def empty(self) -> bool:
        """Delete the work of all users; return whether there was any."""
        with self._told(), self._engine.begin() as connection:
            self._migrates_alone(connection)
            some = any(
                connection.execute(select(func.count()).select_from(table)).scalar()
                for table in (records, works)
            )
            self._clear(connection)
        self.sweep()
        return some

    @abstractmethod
    def sweep(self) -> None:
        """See to it that what was deleted is not left where this database keeps its files."""

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    @abstractmethod
    def _reader(self) -> Engine:
        """Return the engine whose transactions see one state and wait for nobody."""

    @abstractmethod
    def _writes_alone(self, connection: Connection, user: str) -> None:
        """Wait until nobody else writes this user's work."""

    @abstractmethod
    def _migrates_alone(self, connection: Connection) -> None:
        """Wait until nobody else changes the tables."""

    @abstractmethod
    def _clear(self, connection: Connection) -> None:
        """Empty all tables."""

    @abstractmethod
    def _advice(self, error: BaseException) -> str:
        """Return what an error of the driver means and what to do, without a secret."""

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Turn the database's errors into one that says which it is and what to do."""
        try:
            yield
        except DBAPIError as error:
            raise StorageError(f"{self.name}: {self._advice(error.orig or error)}") from error
        except TimeoutError as error:
            raise StorageError(
                f"{self.name}: too much is asked of it at once; try again in a moment"
            ) from error
