"""The link from a brief's constraints to their business impact: what was said, and what follows.

Only what can be computed in full from the brief's own words stands in a brief; `briefstar impact`
asks for what is missing and explains the rest.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Any

from ..provenance import Span
from .brief import Consequence
from .impact.figures import figures_of
from .impact.judge import Outcome
from .impact.pipeline import Worked, work_out
from .impact.roles import prompts_used
from .interview import Interview
from .read import Material, Sentence

MAX_SENTENCES = 6
"""Sentences with figures that are looked at; a small model reads about 60 tokens a second."""
SEED = 7


def observe_consequences(
    interview: Interview, material: Material
) -> Generator[Any, Any, list[Consequence]]:
    """Return what follows from the constraints in goal and context, by computation."""
    found: list[Consequence] = []
    for label in ("goal", "context"):
        counting = [s for s in material.of(label) if s.numbers][:MAX_SENTENCES]
        if sum(len(s.numbers) for s in counting) < 2:
            continue
        spans = [Span(s.quote.start, s.quote.end, s.text) for s in counting]
        worked: Worked = yield from work_out(
            material.sources[label], spans, {}, SEED, label=label, whole_only=True
        )
        if worked.usage.calls:
            interview.usage += worked.usage
            interview.prompts |= prompts_used()
        whole = [o for o in worked.judged.outcomes if not o.result.lacking and o.result.figures]
        found += [_consequence(outcome, counting) for outcome in whole]
    return found


def _consequence(outcome: Outcome, sentences: Sequence[Sentence]) -> Consequence:
    used = [bound.quantity.quote.start for bound in outcome.said.values()]
    quotes = [s.quote for s in sentences if any(s.quote.start <= at < s.quote.end for at in used)]
    return Consequence(
        calculator=outcome.result.calculator.id,
        title=outcome.result.calculator.title,
        quotes=quotes,
        figures=figures_of(outcome),
    )
