"""What servers share, on a fake model and both databases."""

from __future__ import annotations

from tests.databases import kind, place, postgres
from tests.serving_fixtures import _cache, _environment, again, script, services

__all__ = ["_cache", "_environment", "again", "kind", "place", "postgres", "script", "services"]
