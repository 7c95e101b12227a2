"""The app, without a server and without a browser."""

from __future__ import annotations

from tests.serving_fixtures import _cache, _environment, again, script, services

__all__ = ["_cache", "_environment", "again", "script", "services"]
