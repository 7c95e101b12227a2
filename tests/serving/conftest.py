"""What servers share, on a fake model."""

from __future__ import annotations

from tests.serving_fixtures import _cache, _environment, again, script, services

__all__ = ["_cache", "_environment", "again", "script", "services"]
