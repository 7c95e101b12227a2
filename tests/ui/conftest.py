"""The app, without a server and without a browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.serving_fixtures import _cache, _environment, again, script, services

__all__ = ["_cache", "_environment", "again", "script", "services"]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "work.db"
