"""Open the model that the options name, and show what is asked of it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Generator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import UsageError
from .progress import Activity

if TYPE_CHECKING:
    from ..llm.model import Model
    from ..llm.requests import ModelInfo

ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model", metavar="NAME", help="A model's name, the path of a GGUF file, or `embedded`."
    ),
]
BaseUrlOption = Annotated[
    str | None,
    typer.Option(
        "--base-url",
        metavar="URL",
        help="An OpenAI-compatible endpoint; its key is read from BRIEFSTAR_API_KEY.",
    ),
]


def spec_of(model: str | None, base_url: str | None) -> str | None:
    """Return the options as one description of a model, or None where neither is given."""
    if base_url is None:
        return model
    if not base_url.startswith(("http://", "https://")):
        raise UsageError(f"--base-url must start with http:// or https://, not {base_url!r}")
    return f"{base_url}#{model}" if model else base_url


def open_engine(model: str | None, base_url: str | None, activity: Activity) -> Model:
    """Open the model; tell which it is, where, and why. Raises `UsageError` and `ModelError`."""
    from ..llm.endpoint import open_model

    spec = spec_of(model, base_url)
    activity.doing("choosing a model")
    opened = open_model(spec, on_event=activity.pulling)
    info = opened.info
    activity.tell(f"using {info.model} ({info.endpoint}): {info.reason}")
    return opened


class Watched:
    """A model that reports each question before it is asked. Implements `Model`."""

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
        from ..llm.requests import Prime

        if isinstance(request, Prime):
            self._on_question("getting ready")
        else:
            self._on_question(f"asking: {request.messages[-1].content}")
