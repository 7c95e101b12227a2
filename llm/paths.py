"""Where files that can be had again are kept."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder() -> Path:
    """Return `BRIEFSTAR_CACHE_DIR`, or the user's cache folder for briefstar; may not exist yet."""
    if given := os.environ.get("BRIEFSTAR_CACHE_DIR"):
        return Path(given).expanduser()
    import platformdirs

    return Path(platformdirs.user_cache_dir("briefstar", appauthor=False))
