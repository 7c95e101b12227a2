"""The impact pipeline: read, observe, judge, write, verify, as one generator for `llm.drive`.

It yields model requests and events (`QuantitiesRead`, a `Seen` a quantity, then `FiguresDone`)
and returns an `Impact`. The model is asked about roles only; with nothing to ask it is not used.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any

from ...calculators import get
from ...calculators.values import Value
from ...llm.requests import ModelInfo, Usage
from ...provenance import Span
from ..read import read
from . import roles
from .arithmetic import ARITHMETIC, arithmetic_of
from .choose import ALIKE, LIKELY_ALONE, MAX_CHOSEN, Candidate, candidates, choose
from .figures import figures_of, needs_of, needs_of_candidate, swings_of
from .impact import (
    Audience,
    Doubt,
    Impact,
    ImpactFigure,
    ImpactProvenance,
    Quantity,
    Role,
)
from .judge import Judged, judge
from .quantities import TEXT, read_quantities
from .quantities import Quantity as Read
from .roles import Seen
from .settle import settle
from .statement import coins_of, doubts_of, limits_of, options, statement
from .verify import verify

ABOUT = "about"
"""The setting that names the calculator, for a text that may be about more than one."""


@dataclass(frozen=True, slots=True)
class Job:
    """What to explain, and to whom. `settings` maps names of inputs to texts (`--set`)."""

    text: str
    audience: Audience = "product"
    settings: Mapping[str, str] = field(default_factory=dict)
    seed: int = 7


@dataclass(frozen=True, slots=True)
class QuantitiesRead:
    """The text was read: the first event, before any model is asked."""

    quantities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FiguresDone:
    """The figures are computed."""

    figures: tuple[ImpactFigure, ...]


@dataclass(frozen=True, slots=True)
class Worked:
    """What was seen in some sentences, and what follows from it by computation."""

    quantities: tuple[Read, ...]
    chosen: tuple[Candidate, ...]
    seen: tuple[Seen, ...]
    judged: Judged
    usage: Usage
    perhaps: tuple[Candidate, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def work_out(
    text: str,
    spans: Sequence[Span],
    settings: Mapping[str, str],
    seed: int,
    *,
    label: str = TEXT,
    whole_only: bool = False,
) -> Generator[Any, Any, Worked]:
    """Read, observe and judge some sentences of a text.

    `label` is the text's name in quotes. With `whole_only` a calculator is left out unless it is
    most probably meant, and all that it needs may have been said. The setting `about` names the
    calculator, or the text's own arithmetic; where none is probable enough, `perhaps` are the
    likeliest.
    """
    quantities = read_quantities(text, spans, label)
    yield QuantitiesRead(tuple(q.text for q in quantities))
    told, given = [s.text for s in spans], dict(settings)
    about = given.pop(ABOUT, "")
    meant = about == ARITHMETIC
    if about and not meant:
        chosen = [c for c in candidates(told, quantities) if c.calculator.id == get(about).id]
    else:
        chosen = choose(told, quantities)
    if whole_only:
        chosen = [c for c in chosen if c.is_whole and c.p >= LIKELY_ALONE]
    seen, usage = list[Seen](), Usage()
    if quantities and chosen:
        shown = " ".join(" ".join(s.text.split()) for s in spans)
        seen, usage = yield from roles.read_roles(shown, quantities, chosen)
    recipe = None
    if meant or not (whole_only or about):
        recipe = arithmetic_of(text, quantities)
    also = recipe.calculator.inputs if recipe else ()
    judged = judge(seen, chosen, given, seed, also)
    settled = settle(
        judged, recipe, chosen, given, seed, said=[q.id for q in quantities], meant=meant
    )
    perhaps = () if chosen or settled.judged.outcomes else _perhaps(told, quantities)
    return Worked(
        tuple(quantities), tuple(chosen), tuple(seen), settled.judged, usage, perhaps,
        settled.doubts,
    )  # fmt: skip


def explain(job: Job, info: ModelInfo) -> Generator[Any, Any, Impact]:
    """Explain one constraint. Raises `UsageError` for what cannot be one, and `ModelError`."""
    material = read(job.text)
    spans = [Span(s.quote.start, s.quote.end, s.text) for s in material.of("goal")]
    worked = yield from work_out(job.text, spans, job.settings, job.seed)
    judged = worked.judged
    figures = [figures_of(outcome) for outcome in judged.outcomes]
    yield FiguresDone(tuple(f for own in figures for f in own))
    limits = limits_of(job.text, spans, TEXT)
    needs = [need for outcome in judged.outcomes for need in needs_of(outcome)]
    if worked.perhaps and worked.perhaps[0].likeness >= ALIKE:
        needs += needs_of_candidate(worked.perhaps[0])
    doubts = [
        *worked.doubts,
        *doubts_of(judged.doubtful, worked.perhaps),
        *coins_of(worked.quantities),
    ]
    impact = Impact(
        text=job.text,
        direction="business",
        quantities=_quantities(worked.quantities, worked.seen),
        figures=[f for own in figures for f in own],
        statement=statement(job.audience, judged.outcomes, figures, limits, needs, doubts),
        options=options(judged.outcomes, limits, job.seed),
        needs=needs,
        doubts=doubts,
        problems=list(judged.problems),
        limits=limits,
        sensitivity=[s for outcome in judged.outcomes for s in swings_of(outcome)],
        settings=dict(job.settings),
        set_aside=[job.text[o.start : o.end] for o in material.omissions],
        provenance=_provenance(job, info, worked),
    )
    return verify(impact)


def _perhaps(told: Sequence[str], quantities: Sequence[Read]) -> tuple[Candidate, ...]:
    """The calculators that the text may be about, where none is probable enough to be used."""
    found = candidates(told, quantities)[:MAX_CHOSEN]
    return tuple(c for c in found if quantities or c.likeness >= ALIKE)


def _quantities(read_: Sequence[Read], seen: Sequence[Seen]) -> list[Quantity]:
    found_roles = {s.quantity.id: s.roles for s in seen}
    quantities = []
    for each in read_:
        ends = [float(n.value) for n in each.numbers]
        at = Value((min(ends) + max(ends)) / 2, min(ends), max(ends), "said")
        quantities.append(
            Quantity(
                id=each.id,
                text=each.text,
                value=at.value,
                low=at.low,
                high=at.high,
                unit=each.unit,
                per=each.per,
                counts=each.noun,
                quote=each.quote,
                roles=[
                    Role(calculator=id, input=key, p=round(p, 4))
                    for (id, key), p in found_roles.get(each.id, {}).items()
                ],
            )
        )
    return quantities


def _provenance(job: Job, info: ModelInfo, worked: Worked) -> ImpactProvenance:
    usage = worked.usage
    return ImpactProvenance(
        briefstar=version("briefstar"),
        model=info.model,
        endpoint=info.endpoint,
        revision=info.revision,
        prompts=roles.prompts_used() if usage.calls else {},
        calculators={
            o.result.calculator.id: o.result.calculator.source for o in worked.judged.outcomes
        },
        seed=job.seed,
        usage={
            "calls": usage.calls,
            "prompt_tokens": usage.prompt_tokens,
            "cached_tokens": usage.cached_tokens,
            "completion_tokens": usage.completion_tokens,
            "seconds": round(usage.seconds, 3),
        },
    )
