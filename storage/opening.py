"""Open the database of saved work, or delete all that is in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .place import StorageError, data_file, database_url

if TYPE_CHECKING:
    from .database import Database

MEMORY = ":memory:"
"""A place that keeps nothing."""


def open_database(place: Path | str | None = None) -> Database:
    """Open what keeps the work, made and migrated if need be: a file, or the URL of PostgreSQL.

    By default what the settings name. Raises `StorageError` where it cannot be used or a newer
    briefstar wrote it, and `UsageError` for a URL that is none.
    """
    place = place or database_url() or data_file()
    if isinstance(place, str) and "://" in place:
        from .postgres import Postgres

        return Postgres(place)
    from .sqlite import SQLite

    return SQLite(place)


def told_place() -> str:
    """Return how the place of saved work is called; a password is not in it."""
    if url := database_url():
        from .postgres import name_of, read_url

        return name_of(read_url(url))
    return str(data_file())


def erase(place: Path | str | None = None) -> list[str]:
    """Delete all saved work, of all its users; return what was deleted.

    A file goes with what SQLite keeps beside it, even where it is damaged; a database of
    PostgreSQL stays, with empty tables.
    """
    place = place or database_url() or data_file()
    if isinstance(place, str) and "://" in place:
        with open_database(place) as database:
            return [f"everything in the {database.name}"] if database.empty() else []
    file, gone = Path(place), []
    for path in (file, *(file.with_name(file.name + tail) for tail in ("-wal", "-shm"))):
        try:
            path.unlink()
        except FileNotFoundError:
            continue
        except OSError as error:
            raise StorageError(f"cannot delete {path}: {error.strerror}") from error
        gone.append(str(path))
    return gone
