"""Open the model that the options name, and show what is asked of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import UsageError
from .progress import Activity

if TYPE_CHECKING:
    from ..llm.model import Model

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
