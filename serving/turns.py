"""Whose turn it is at the model: first come, first served, so many at once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Turns:
    """A line before the model. `at_once` says how many it serves now; it may change meanwhile."""

    def __init__(self, at_once: Callable[[], int]) -> None:
        self._at_once = at_once
        self._line: list[object] = []
        self._busy = 0
        self._moved = threading.Condition()

    @contextmanager
    def turn(self, on_place: Callable[[int], None]) -> Iterator[None]:
        """Wait for a turn and keep it. `on_place` hears the place in the line, from 1, as it
        changes and once a second; what it raises leaves the line.
        """
        mine = object()
        with self._moved:
            self._line.append(mine)
            try:
                while self._line[0] is not mine or self._busy >= self._at_once():
                    on_place(self._line.index(mine) + 1)
                    self._moved.wait(1.0)
                self._busy += 1
            finally:
                self._line.remove(mine)
                self._moved.notify_all()
        try:
            yield
        finally:
            with self._moved:
                self._busy -= 1
                self._moved.notify_all()
