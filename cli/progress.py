"""What is going on, on stderr: one live line on a terminal, plain lines elsewhere.

The live line gives way while a piece of the document is written to the same terminal.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Self

from .terminal import one_line, say

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from ..llm.weights.progress import PullProgress

_PLAIN_WIDTH = 88
_PLAIN_EVERY = 15.0  # seconds between two plain lines about one download


class Activity:
    """Shows the step under way and how long the whole has taken. A context manager."""

    def __init__(self) -> None:
        self._live: Progress | None = None
        self._task: TaskID | None = None
        self._told = ""
        self._pull_source = ""
        self._pull_told = 0.0

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import (
                BarColumn,
                DownloadColumn,
                Progress,
                SpinnerColumn,
                TextColumn,
                TimeElapsedColumn,
            )

            self._live = Progress(
                SpinnerColumn(),
                TimeElapsedColumn(),
                TextColumn("{task.description}", markup=False),
                console=Console(stderr=True),
                transient=True,
            )
            self._task = self._live.add_task("", total=None)
            self._columns = (*self._live.columns, BarColumn(), DownloadColumn())
            self._live.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._live:
            self._live.stop()
        self._live = None

    def doing(self, step: str) -> None:
        """Show the step that begins."""
        step = one_line(step)
        room = self._live.console.width - 14 if self._live else _PLAIN_WIDTH
        shown = step if len(step) <= room else step[: room - 1] + "…"
        if self._live and self._task is not None:
            self._live.update(self._task, description=shown)
        elif step != self._told:
            say(shown)
        self._told = step

    def tell(self, line: str) -> None:
        """Leave a line that stays."""
        with self.aside():
            say(line)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Clear the live line while something else is written to the terminal."""
        if self._live:
            self._live.stop()
        try:
            yield
        finally:
            if self._live:
                self._live.start()

    def pulling(self, event: PullProgress) -> None:
        """Show what is being done to have the embedded model ready."""
        busy = event.busy
        if self._live and self._task is not None:
            self._live.columns = self._columns if busy else self._columns[:-2]
            self._live.update(
                self._task,
                description=one_line(event.step),
                completed=event.done_bytes,
                total=event.total_bytes if busy else None,
            )
            return
        now = time.monotonic()
        if event.source != self._pull_source or now - self._pull_told >= _PLAIN_EVERY:
            self._pull_source, self._pull_told = event.source, now
            say(event.line)
