"""A model that tells what it is asked, for whoever shows progress or wants to stop it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Generator
from typing import Any

from .model import Model
from .requests import ModelInfo, Prime


class Watched:
    """A model that reports each question before it is asked. Implements `Model`.

    What the report raises ends the job before the question is asked.
    """

    def __init__(self, model: Model, on_question: Callable[[str], None]) -> None:
        self._model = model
        self._on_question = on_question

    @property
    def info(self) -> ModelInfo:
        """The watched model's."""
        return self._model.info

    def ask(self, request: Any) -> Any:
        """Report, then ask."""
        self._report(request)
        return self._model.ask(request)

    async def aask(self, request: Any) -> Any:
        """Report, then ask."""
        self._report(request)
        return await self._model.aask(request)

    def stream(self, request: Any) -> Generator[Any, None, None]:
        """Report, then ask."""
        self._report(request)
        return self._model.stream(request)

    def astream(self, request: Any) -> AsyncGenerator[Any, None]:
        """Report, then ask."""
        self._report(request)
        return self._model.astream(request)

    def close(self) -> None:
        """Close the watched model."""
        self._model.close()

    def _report(self, request: Any) -> None:
        if isinstance(request, Prime):
            self._on_question("getting ready")
        else:
            self._on_question(f"asking: {request.messages[-1].content}")
