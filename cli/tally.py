"""How far a batch is, on stderr: a bar with rate and time left on a terminal, else plain lines."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from .terminal import say

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_PLAIN_EVERY = 10.0  # seconds between two plain lines


class Tally:
    """Counts finished lines. A context manager. `already` were done by an earlier run."""

    def __init__(self, total: int, *, already: int) -> None:
        self.done = 0
        self._failed = 0
        self._total = total
        self._already = already
        self._started = self._told = time.monotonic()
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        before = f", {self._already} done before" if self._already else ""
        say(f"{self._total} lines to do{before}")
        if self._total and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import (
                BarColumn,
                MofNCompleteColumn,
                Progress,
                TextColumn,
                TimeRemainingColumn,
            )

            self._bar = Progress(
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.description}", markup=False),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._task = self._bar.add_task("", total=self._total)
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar:
            self._bar.stop()

    def finish(self, *, failed: bool) -> None:
        """Count a line that is done, well or not."""
        self.done += 1
        self._failed += failed
        if self._bar and self._task is not None:
            self._bar.update(self._task, completed=self.done, description=self._pace())
        elif time.monotonic() - self._told >= _PLAIN_EVERY:
            self._told = time.monotonic()
            left = (self._total - self.done) / self._rate()
            say(f"{self.done} of {self._total} done, {self._pace()}, about {_span(left)} left")

    def sum_up(self, errors: int, target: Path) -> None:
        """Say how it ended; `errors` are all that the results hold."""
        what = f"{errors} with an error" if errors else "none with an error"
        say(f"all lines are in {target}, {what}")

    def _rate(self) -> float:
        return self.done / max(time.monotonic() - self._started, 1e-6)

    def _pace(self) -> str:
        failed = f", {self._failed} with an error" if self._failed else ""
        return f"{self._rate() * 60:.1f} a minute{failed}"


def _span(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{max(minutes, 1)} min"
