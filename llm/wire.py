"""What the request logic asks of a transport, and what it gets back. Plain values, no I/O.

The logic (`exchange`) is a generator that yields these calls; a sync or an async transport
performs them and sends the outcome back, or throws a `Failure` in. It never sees the SDK.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from .requests import Usage


@dataclass(frozen=True, slots=True)
class Post:
    """Send a chat-completions request; the outcome is a `Chunk` with all of it."""

    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OpenStream:
    """Begin a streamed request; no outcome."""

    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class NextChunk:
    """Read on; the outcome is a `Chunk`, or None at the end."""


@dataclass(frozen=True, slots=True)
class Sleep:
    """Wait some seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class ListModels:
    """Ask which models there are; the outcome is a tuple of their names."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A reply, or a piece of one."""

    text: str = ""
    finish: str | None = None
    refusal: str | None = None
    tokens: tuple[tuple[str, float], ...] | None = None
    usage: Usage | None = None


FailureKind = Literal[
    "key",
    "missing",
    "rate",
    "quota",
    "server",
    "connection",
    "dropped",
    "timeout",
    "refused",
    "garbled",
]


class Failure(Exception):
    """An HTTP exchange failed. Holds no header, no key and no reference to the SDK's error.

    `kind`: `key` 401 and 403, `missing` 404, `rate` 429, `quota` 429 with nothing left to
    spend, `server` 5xx, `connection` none was made, `dropped` it broke in mid-reply, `timeout`,
    `refused` any other 4xx, `garbled` a reply that is no completion. `retry_after` is in seconds.
    """

    def __init__(
        self,
        kind: FailureKind,
        detail: str = "",
        *,
        status: int | None = None,
        param: str | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(kind, status, detail)
        self.kind: FailureKind = kind
        self.detail = detail
        self.status = status
        self.param = param
        self.retry_after = retry_after
