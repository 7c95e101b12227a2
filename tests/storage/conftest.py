"""Both databases for the tests of this folder."""

from __future__ import annotations

from tests.databases import kind, other_place, place, postgres

__all__ = ["kind", "other_place", "place", "postgres"]
