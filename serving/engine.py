"""Which model answers in this app: opened when it is first needed, and switched on a page."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..llm.endpoint import open_model
from ..llm.model import Model
from ..llm.requests import Choose, Message, ModelInfo

EMBEDDED_AT_ONCE, REMOTE_AT_ONCE = 1, 8
"""Jobs at once: the embedded model has one slot on this machine's cores."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What a test question to a model gave."""

    info: ModelInfo
    first_seconds: float
    again_seconds: float


class Engine:
    """Holds the app's model. `spec` and `settings` are what `llm.open_model` takes."""

    def __init__(self, spec: Any = None) -> None:
        self._spec = spec
        self._settings: Any = None
        self._model: Model | None = None
        self._lock = threading.Lock()

    @property
    def info(self) -> ModelInfo | None:
        """Which model answers, or None while none was opened."""
        return self._model.info if self._model else None

    def at_once(self) -> int:
        """How many jobs the model is given at once."""
        info = self.info
        remote = info is not None and info.kind != "embedded"
        return REMOTE_AT_ONCE if remote else EMBEDDED_AT_ONCE

    def open(self, tell: Callable[[str], None] = lambda _: None) -> Model:
        """Return the model; `tell` hears of weights being pulled and loaded. Raises `ModelError`
        and `UsageError`.
        """
        with self._lock:
            if self._model is None:
                tell("choosing a model")
                self._model = open_model(
                    self._spec,
                    settings=self._settings,
                    on_event=lambda event: tell(event.line),
                )
            return self._model

    def use(self, spec: Any, settings: Any = None) -> None:
        """Take another model from the next job on; jobs under way keep theirs."""
        with self._lock:
            self._spec, self._settings, self._model = spec, settings, None

    def try_out(self, tell: Callable[[str], None] = lambda _: None) -> Tried:
        """Ask the model one small question, twice, and take the time in seconds."""
        model = self.open(tell)
        tell("asking: is snow cold?")
        question = (Message("user", "Is snow cold? Answer yes or no."),)
        times = []
        for _ in range(2):
            began = time.perf_counter()
            model.ask(Choose(messages=question, options=("yes", "no")))
            times.append(time.perf_counter() - began)
        return Tried(model.info, *times)
