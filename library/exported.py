"""An export as it is read: its lists, and how much of each kind was in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import UsageError

Entry = Mapping[str, Any]
MAX_TIME = 40
"""Characters of a time in ISO 8601."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is of each kind; as text, such as “2 works and 1 story”."""

    works: int = 0
    sessions: int = 0
    stories: int = 0

    @property
    def all(self) -> int:
        """All of them together."""
        return self.works + self.sessions + self.stories

    def __str__(self) -> str:
        told = [
            f"{count} {one if count == 1 else many}"
            for count, one, many in (
                (self.works, "work", "works"),
                (self.sessions, "practice session", "practice sessions"),
                (self.stories, "story", "stories"),
            )
            if count or (one == "work" and not self.all)
        ]
        return " and ".join([", ".join(told[:-1]), told[-1]] if told[1:] else told)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What an import added, and what was here already and stays as it is."""

    added: Counts
    passed: Counts

    def __str__(self) -> str:
        return f"{self.added} added" + (f", {self.passed} here already" if self.passed.all else "")


def counted(exported: Entry) -> Counts:
    """Return how much is in an export."""
    return Counts(*(len(exported[key]) for key in ("works", "sessions", "stories")))


def entries(of: Entry, key: str) -> list[Entry]:
    """Return a list of objects in an export. Raises `UsageError` where there is none."""
    found = of.get(key)
    if not isinstance(found, list) or not all(isinstance(item, Mapping) for item in found):
        raise UsageError(f"the export is damaged: {key} is no list; nothing was added")
    return found


def time_of(entry: Entry, key: str = "at") -> str:
    """Return when an entry was kept. Raises `UsageError` where it does not say so."""
    at = entry.get(key)
    if not isinstance(at, str) or not 0 < len(at) <= MAX_TIME:
        raise UsageError("the export is damaged: an entry has no time; nothing was added")
    return at
