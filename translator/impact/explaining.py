"""Explain a constraint in one call: sync, async or streaming."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ...errors import UsageError
from .impact import AUDIENCES, Audience, Impact
from .pipeline import Job, explain

if TYPE_CHECKING:
    from ...llm.model import Model

Event = Any
"""`QuantitiesRead`, a `Seen` a quantity, `FiguresDone`."""


def explain_impact(
    text: str,
    *,
    audience: str = "product",
    settings: Mapping[str, str] | None = None,
    seed: int = 7,
    model: Model | Any | None = None,
    on_event: Callable[[Event], None] | None = None,
) -> Impact:
    """Explain what a technical constraint means for the business.

    `audience` is product, finance, legal, executive or engineering. `settings` gives or changes
    inputs by name, such as {"precision": "35%"}. `model` is what `open_model` takes. Raises
    `UsageError` and `ModelError`.
    """
    from ...llm import open_model, run

    job = _job(text, audience, settings, seed)
    opened = open_model(model)
    return run(opened, explain(job, opened.info), on_event)


async def aexplain_impact(
    text: str,
    *,
    audience: str = "product",
    settings: Mapping[str, str] | None = None,
    seed: int = 7,
    model: Model | Any | None = None,
    on_event: Callable[[Event], None] | None = None,
) -> Impact:
    """Async form of `explain_impact`."""
    from ...llm import arun, open_model

    job = _job(text, audience, settings, seed)
    opened = open_model(model)
    return await arun(opened, explain(job, opened.info), on_event)


def stream_impact(
    text: str,
    *,
    audience: str = "product",
    settings: Mapping[str, str] | None = None,
    seed: int = 7,
    model: Model | Any | None = None,
) -> Iterator[Event | Impact]:
    """Yield events as they come and the `Impact` last; closing it early cancels the work."""
    from ...llm import Done, open_model, stream

    job = _job(text, audience, settings, seed)
    opened = open_model(model)
    for item in stream(opened, explain(job, opened.info)):
        yield item.result if isinstance(item, Done) else item


def _job(text: str, audience: str, settings: Mapping[str, str] | None, seed: int) -> Job:
    known: dict[str, Audience] = {name: name for name in AUDIENCES}
    if audience not in known:
        raise UsageError(f"no audience {audience!r}; there are: {', '.join(AUDIENCES)}")
    return Job(text, known[audience], dict(settings or {}), seed)
