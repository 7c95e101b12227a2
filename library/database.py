"""Open the database of saved work, migrated: one SQLite file, shared with the records."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError

from ..storage.store import StorageError, Store, advice, data_file
from .schema import NEWEST


def open_database(file: Path | None = None) -> Engine:
    """Return an engine on the file of saved work, made and migrated if need be.

    Raises `StorageError` where the file cannot be used or a newer briefstar wrote it.
    """
    target = file or data_file()
    with Store(target):  # makes a private file with the first release's table, or says why not
        pass
    engine = create_engine(f"sqlite:///{target}", connect_args={"timeout": 10})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    try:
        with told(target), engine.begin() as connection:
            _migrate(connection, target)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextlib.contextmanager
def told(file: Path) -> Iterator[None]:
    """Turn the database's errors into one that says which file and what to do."""
    try:
        yield
    except DBAPIError as error:
        raise StorageError(f"{file}: {advice(error.orig or error)}") from error


def reading(engine: Engine) -> Connection:
    """Return a connection that sees one state and waits for no writer."""
    return engine.execution_options(reads=True).connect()


def flush(engine: Engine) -> None:
    """Write the log back into the file and empty it, so that what was deleted is in neither."""
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        raw.close()


def _migrate(connection: Connection, file: Path) -> None:
    """Bring the tables to the newest form; two processes at once do it one after the other."""
    if inspect(connection).has_table("alembic_version"):
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        if found == NEWEST:
            return
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise StorageError(
            f"{file}: was written by a newer briefstar; install that one, or set "
            "BRIEFSTAR_DATA_DIR to another folder"
        ) from error


def _prepare(connection: Any, _: Any) -> None:
    """Let `_begin` begin transactions; durable at once; what is deleted is overwritten."""
    connection.isolation_level = None
    for setting in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
    ):
        connection.execute(f"PRAGMA {setting}")


def _begin(connection: Connection) -> None:
    """Take the write lock first, so that no two processes read one state and both change it."""
    reads = connection.get_execution_options().get("reads", False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
