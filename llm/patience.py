"""How long to wait before a failed request is sent again. No I/O, no clock."""

from __future__ import annotations

from dataclasses import dataclass

from .wire import Failure

_LONGEST_PAUSE = 8.0


@dataclass(frozen=True, slots=True)
class Retries:
    """What a caller puts up with.

    `times` retries after a server or connection error, the first after `backoff` seconds, each
    later one after twice as long; at most `max_wait` seconds of waiting in all.
    """

    times: int = 2
    backoff: float = 0.5
    max_wait: float = 60.0


class Patience:
    """Counts what one request has cost in waiting."""

    def __init__(self, retries: Retries) -> None:
        self._retries = retries
        self._waits = 0
        self._faults = 0
        self._drops = 0
        self.waited = 0.0

    def delay(self, failure: Failure) -> float | None:
        """Seconds to wait before the next try; None to give up.

        A busy endpoint (429) is waited for as long as it asks; a broken one is retried a few
        times, a reply that broke off once. A refusal or a timeout would only happen again.
        """
        pause = min(self._retries.backoff * 2.0**self._waits, _LONGEST_PAUSE)
        if failure.kind == "dropped":
            self._drops += 1
            if self._drops > 1:
                return None
        elif failure.kind in ("server", "connection"):
            self._faults += 1
            if self._faults > self._retries.times:
                return None
        elif failure.kind != "rate":
            return None
        pause = max(pause, failure.retry_after or 0.0)
        if self.waited + pause > self._retries.max_wait:
            return None
        self._waits += 1
        self.waited += pause
        return pause
