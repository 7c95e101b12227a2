"""The judgement over ideas: value per person-week, probabilities, quadrants, what dominates what.

Order and best choice rest on expected values, which are computed exactly; the draws give ranges
and probabilities.
"""

from __future__ import annotations

from dataclasses import dataclass

from .amounts import comparable, computed
from .draws import DRAWS, HIGH, LOW, Drawn, draw, middle, share_below, share_in_top
from .find_out import find_out_first
from .groups import Groups, groups_of
from .limits import filters
from .order import order
from .read import Sheet
from .types import Estimate, Filter, Idea, RankedIdea, Ranking

DOMINATED_IN = 0.95
METHOD = [
    "Expected impact = middle of the impact × middle of the confidence.",
    "Value per person-week = expected impact ÷ middle of the effort; its range holds the middle "
    f"{HIGH - LOW:.0%} of {DRAWS:,} draws.",
    "Drawn are impact, effort and confidence: uniformly over a range that was said, triangularly "
    "about an assumed one. The draws of an idea depend on the seed and its name alone.",
    "Best and top three: the share of draws in which the idea has the highest value per "
    "person-week, or one of the three highest, among those that can be done; ties are split.",
    "Much: an expected impact from half-way between the least and the most on, or from what was "
    "said on; or a value per person-week at or above that of all ideas together, which the best "
    "for its effort always has. Quick: an effort up to half-way, or up to what was said.",
    "Quick win: much and quick. Big bet: much, not quick. Fill-in: quick, not much. Don't: "
    "neither. What cannot be done moves no threshold.",
    "Dominated: another idea that can be done has no less impact and no more effort, in the "
    f"middle of both, and a higher value per person-week in {DOMINATED_IN:.0%} of the draws.",
    "Order of doing: by value per person-week; an idea and all that blocks it count as one.",
    "Find out first: how much the value per person-week of the best choice would rise on average "
    "if the figure were known before choosing; for a confidence, if it were known whether the "
    "impact comes at all. No dependency between ideas is assumed.",
]


@dataclass(frozen=True, slots=True)
class _Rated:
    """An idea with both figures, and what follows from them alone."""

    idea: Idea
    effort: Estimate
    expected: Estimate
    rate: Estimate
    drawn: Drawn
    filters: list[Filter]


def rank(sheet: Sheet, seed: int) -> Ranking:
    """Rank what was read."""
    barred = filters(sheet.ideas, sheet.limits)
    rated = [r for idea in sheet.ideas if (r := _rated(idea, barred[idea.name], sheet, seed))]
    rated.sort(key=lambda r: (bool(r.filters), -comparable(r.rate.value), r.idea.name.casefold()))
    doable = [r for r in rated if not r.filters]
    groups = groups_of(doable or rated, sheet.thresholds, sheet.unit)
    return Ranking(
        unit=sheet.unit,
        ideas=_ranked(rated, doable, groups),
        order=order({r.idea.name: (r.idea, r.effort, r.expected) for r in doable}, sheet.limits),
        find_out_first=find_out_first([(r.idea, r.drawn) for r in doable], sheet.unit),
        needs=sheet.needs,
        limits=sheet.limits,
        much_from=groups.much_from if groups else None,
        worth_from=groups.worth_from if groups else None,
        quick_up_to=groups.quick_up_to if groups else None,
        notes=sheet.notes,
        method=METHOD,
        seed=seed,
        draws=DRAWS,
    )


def _rated(idea: Idea, barred: list[Filter], sheet: Sheet, seed: int) -> _Rated | None:
    impact, effort = idea.impact, idea.effort
    if impact is None or effort is None:
        return None
    drawn = draw(idea, impact, effort, seed)
    expected = computed(
        impact.value * idea.confidence.value, sheet.unit, "impact × confidence",
        *middle(drawn.value),
    )  # fmt: skip
    rate = computed(
        expected.value / effort.value, f"{sheet.unit} per person-week",
        "impact × confidence ÷ effort", *middle(drawn.rate),
    )  # fmt: skip
    return _Rated(idea, effort, expected, rate, drawn, barred)


def _ranked(rated: list[_Rated], doable: list[_Rated], groups: Groups | None) -> list[RankedIdea]:
    if groups is None:
        return []
    rates = [r.drawn.rate for r in doable]
    best, top = share_in_top(rates, 1), share_in_top(rates, 3)
    ranked = []
    for at, r in enumerate(rated):
        can_be_done = at < len(doable)  # these come first
        ranked.append(
            RankedIdea(
                place=at + 1,
                idea=r.idea,
                expected=r.expected,
                rate=r.rate,
                p_best=_share(best[at], "the best") if can_be_done else None,
                p_top_three=_share(top[at], "among the best three") if can_be_done else None,
                quadrant=groups.quadrant(r),
                dominated_by=_dominating(doable, at) if can_be_done else None,
                filters=r.filters,
            )
        )
    return ranked


def _share(value: float, of: str) -> Estimate:
    return computed(value, "share", f"share of {DRAWS:,} draws in which it is {of}")


def _dominating(doable: list[_Rated], at: int) -> str | None:
    """The best idea that dominates the one at `at`; `doable` is sorted, the best first."""
    below = share_below([r.drawn.rate for r in doable], at)
    mine = doable[at]
    for other, share in zip(doable, below, strict=True):
        if (
            share >= DOMINATED_IN
            and _impact(other.idea) >= _impact(mine.idea)
            and other.effort.value <= mine.effort.value
        ):
            return other.idea.name
    return None


def _impact(idea: Idea) -> float:
    return idea.impact.value if idea.impact else 0.0
