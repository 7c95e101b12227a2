"""The order of doing: by expected impact per effort, what blocks an idea before it."""

from __future__ import annotations

from collections.abc import Mapping

from .amounts import comparable, computed
from .types import Estimate, Idea, Limits, Step

Rated = Mapping[str, tuple[Idea, Estimate, Estimate]]
"""By name the idea, its effort and its expected impact; all that blocks one is in it as well."""


def order(rated: Rated, limits: Limits) -> list[Step]:
    """Return the steps, with how far people × deadline and the budget reach."""
    costs = any(idea.cost for idea, _, _ in rated.values())
    steps, weeks, money = [], 0.0, 0.0
    for name in _names(rated):
        idea, effort, _ = rated[name]
        weeks += effort.value
        money += idea.cost.value if idea.cost else 0.0
        code = next((i.cost.unit for i, _, _ in rated.values() if i.cost), "")
        steps.append(
            Step(
                idea=name,
                effort_so_far=computed(weeks, "person-week", "sum of the efforts up to here"),
                cost_so_far=computed(money, code, "sum of the costs given up to here")
                if costs
                else None,
                fits=_fits(weeks, money, limits),
            )
        )
    return steps


def _fits(weeks: float, money: float, limits: Limits) -> bool | None:
    if limits.capacity is None and limits.budget is None:
        return None
    in_time = limits.capacity is None or weeks <= limits.capacity.value * (1 + 1e-9)
    in_budget = limits.budget is None or money <= limits.budget.value * (1 + 1e-9)
    return in_time and in_budget


def _names(rated: Rated) -> list[str]:
    """Take, again and again, the best idea together with all that still blocks it.

    So a weak idea that opens the way to a strong one is not left until the end.
    """
    above = {name: _closure(name, rated) for name in rated}
    done: list[str] = []
    left = set(rated)
    while left:
        bundles = {name: [n for n in above[name] if n in left] for name in left}
        best = min(left, key=lambda n: (-_rate(bundles[n], rated), len(bundles[n]), n.casefold()))
        while waiting := [n for n in bundles[best] if n in left]:
            free = [n for n in waiting if not left & set(rated[n][0].blocked_by)]
            following = min(free, key=lambda n: (-_rate([n], rated), n.casefold()))
            done.append(following)
            left.remove(following)
    return done


def _closure(name: str, rated: Rated) -> list[str]:
    """An idea and all that blocks it, directly or not."""
    found, open_ = {name}, [name]
    while open_:
        fresh = [n for n in rated[open_.pop()][0].blocked_by if n not in found]
        found.update(fresh)
        open_ += fresh
    return sorted(found)


def _rate(names: list[str], rated: Rated) -> float:
    value = sum(rated[n][2].value for n in names)
    effort = sum(rated[n][1].value for n in names)
    return comparable(value / effort)
