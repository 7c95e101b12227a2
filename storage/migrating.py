"""Bring the tables of saved work to their newest form, by Alembic's steps in `migrations/`."""

from __future__ import annotations

import threading
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from .place import FOLDER_SETTING, URL_SETTING, StorageError
from .schema import NEWEST

_STEPS = Path(__file__).parent / "migrations"
_one_at_a_time = threading.Lock()
"""Alembic's steps find their connection through a global, so threads take turns."""


def is_newest(connection: Connection) -> bool:
    """Return whether nothing is to be done; this is all that a start costs, without Alembic."""
    if not inspect(connection).has_table("alembic_version"):
        return False
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found == NEWEST


def migrate(connection: Connection, name: str, target: str = "head") -> None:
    """Take the steps that are missing, in the connection's transaction: all of them or none.

    Raises `StorageError` where the tables are newer than this briefstar.
    """
    if is_newest(connection):  # another process did it while this one waited
        return
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(_STEPS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        with _one_at_a_time:
            command.upgrade(config, target)
    except CommandError as error:
        raise StorageError(
            f"{name}: was written by a newer briefstar; install that one, or set "
            f"{FOLDER_SETTING} to another folder or {URL_SETTING} to another database"
        ) from error
