"""What a pull tells its caller while it runs, and what a source says when it cannot serve."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

EVENTS_PER_SECOND = 10
_USER_INFO = re.compile(r"(?<=://)[^/@\s]+@")
_QUERY = re.compile(r"(?<=\S)\?[^\s'\")]*=[^\s'\")]*")


@dataclass(frozen=True, slots=True)
class PullProgress:
    """How far a pull is.

    `source` is `hub`, `index`, `cache` (the file on disk is being checked), `waiting` (another
    process pulls) or `memory` (the model is being loaded). `done_bytes` of `total_bytes` are on
    disk or, while checking, read. `note` is one line for people.
    """

    source: str
    done_bytes: int
    total_bytes: int
    note: str = ""

    @property
    def busy(self) -> bool:
        """Whether bytes are still on their way; a model that is being loaded has all of them."""
        return self.source != "memory" and self.done_bytes < self.total_bytes

    @property
    def step(self) -> str:
        """What is being done, for people."""
        return f"the embedded model, {self.note or self.source}"

    @property
    def line(self) -> str:
        """What is being done and how far it is, on one line."""
        if not self.busy:
            return self.step
        return f"{self.step}: {self.done_bytes / 1e6:,.0f} of {self.total_bytes / 1e6:,.0f} MB"


OnEvent: TypeAlias = Callable[[PullProgress], None]


class Reporter:
    """Hands progress on, at most ten times a second; a new note, and the end, always."""

    def __init__(self, on_event: OnEvent | None) -> None:
        self._on_event = on_event
        self._said: tuple[str, str] | None = None
        self._when = 0.0

    def __call__(self, source: str, done: int, total: int, note: str = "") -> None:
        """Report; cheap enough to be called for every block."""
        now = time.monotonic()
        recent = now - self._when < 1 / EVENTS_PER_SECOND
        if self._on_event is None or (recent and (source, note) == self._said and done < total):
            return
        self._said, self._when = (source, note), now
        self._on_event(PullProgress(source, done, total, note))


class SourceFailed(Exception):
    """A source cannot serve the file, or not go on; the message is one line without secrets."""

    def __init__(self, reason: str) -> None:
        super().__init__(scrub_urls(" ".join(reason.split())))


def scrub_urls(text: str) -> str:
    """Cut user names, passwords and queries out of the URLs in a text."""
    return _QUERY.sub("", _USER_INFO.sub("", text))


def megabytes(count: int) -> str:
    """Bytes for people: whole kilobytes or megabytes, gigabytes with one decimal."""
    if count >= 1e9:
        return f"{count / 1e9:.1f} GB"
    return f"{count / 1e6:.0f} MB" if count >= 1e6 else f"{count / 1e3:.0f} kB"
