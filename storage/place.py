"""Where saved work is: the PostgreSQL database that a setting names, else one SQLite file."""

from __future__ import annotations

import os
from pathlib import Path

from ..errors import BriefstarError

URL_SETTING = "BRIEFSTAR_DATABASE_URL"
FOLDER_SETTING = "BRIEFSTAR_DATA_DIR"


class StorageError(BriefstarError):
    """Saved work cannot be read or written; the message says what to do."""


def database_url() -> str | None:
    """Return the URL of the database that keeps the work, or None where a file does.

    It may hold a password: show it to nobody.
    """
    return os.environ.get(URL_SETTING, "").strip() or None


def data_file() -> Path:
    """Return the file of saved work: in `BRIEFSTAR_DATA_DIR`, or the user's data folder."""
    if given := os.environ.get(FOLDER_SETTING):
        return Path(given).expanduser() / "briefstar.db"
    import platformdirs

    return Path(platformdirs.user_data_dir("briefstar", appauthor=False)) / "briefstar.db"
