"""Explain a constraint in one call: sync, async or streaming."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
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
    toward: str = "business",
    today: date | None = None,
) -> Impact:
    """Explain what a technical constraint means for the business, or the other way round.

    `audience` is product, finance, legal, executive or engineering. `settings` gives or changes
    inputs by name, such as {"precision": "35%"}. `model` is what `open_model` takes. With
    `toward="technical"` a deadline, budget or promise is judged for what it allows, without a
    model; `today` is the day that dates are counted from, by default the real one. Raises
    `UsageError` and `ModelError`.
    """
    from ...llm import open_model, run

    if is_technical(toward):
        return _allowed(text, audience, settings, seed, today)
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
    toward: str = "business",
    today: date | None = None,
) -> Impact:
    """Async form of `explain_impact`."""
    from ...llm import arun, open_model

    if is_technical(toward):
        return _allowed(text, audience, settings, seed, today)
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
    toward: str = "business",
    today: date | None = None,
) -> Iterator[Event | Impact]:
    """Yield events as they come and the `Impact` last; closing it early cancels the work."""
    from ...llm import Done, open_model, stream

    if is_technical(toward):
        yield _allowed(text, audience, settings, seed, today)
        return
    job = _job(text, audience, settings, seed)
    opened = open_model(model)
    for item in stream(opened, explain(job, opened.info)):
        yield item.result if isinstance(item, Done) else item


def is_technical(toward: str) -> bool:
    """Whether a direction is the technical one. Raises `UsageError` for an unknown one."""
    if toward not in ("business", "technical"):
        raise UsageError(f"no direction {toward!r}; there are: business, technical")
    return toward == "technical"


def _allowed(
    text: str, audience: str, settings: Mapping[str, str] | None, seed: int, today: date | None
) -> Impact:
    """What a deadline, budget or promise allows: plain code, so the same in all three forms."""
    from ..toward.pipeline import Job as Wish
    from ..toward.pipeline import explain as judged

    day = today or date.today()
    return judged(Wish(text, _audience(audience), dict(settings or {}), seed, day))


def _job(text: str, audience: str, settings: Mapping[str, str] | None, seed: int) -> Job:
    return Job(text, _audience(audience), dict(settings or {}), seed)


def _audience(name: str) -> Audience:
    known: dict[str, Audience] = {each: each for each in AUDIENCES}
    if name not in known:
        raise UsageError(f"no audience {name!r}; there are: {', '.join(AUDIENCES)}")
    return known[name]
