"""Making an item of two: the values of a step, and what it costs. Pure."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ....calculators.formulas import rounded_down, rounded_up
from .asks import Asks
from .costs import MOST, cost_of
from .items import Item, Type, combined
from .links import NO_LINK, Links
from .terms import Term

ROUNDED: Mapping[str, Callable[[float], float]] = {"need": rounded_up, "buys": rounded_down}
"""What is counted in whole: how many are needed, how many can be had."""

OF_A_FLOW: Mapping[Type, Type] = {"flow": "count", "money flow": "money", "work flow": "work"}
"""What a rate comes to over a time."""

UNIT_PRICES = frozenset({"", "unit-wage", "unit-part"})
"""Steps by which money is still what one of something costs."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the steps of one text are judged by."""

    asks: Asks
    terms: Sequence[Term]
    links: Links
    spans: Sequence[float]
    """The times that pass in the text, in days."""

    @property
    def has_deadline(self) -> bool:
        """Whether the longest time is one that all others have to fit into."""
        longest = max(self.spans, default=0.0)
        fits = len(self.spans) > 1 and 2 * longest > sum(self.spans)
        return fits and self.asks.says("deadline") and not self.asks.says("age")


def times(x: float, y: float) -> float:
    """Multiply."""
    return x * y


def over(x: float, y: float) -> float:
    """Divide; by nothing it is infinite, which no step may be."""
    return x / y if y else math.inf


def made(
    a: Item,
    b: Item,
    type: Type,
    how: Callable[[float, float], float],
    step: str,
    costs: Sequence[str],
    **more: Any,
) -> Iterator[Item]:
    """Yield what `a` and `b` become; nothing where a link forbids it, or no number comes out."""
    values = combined(how, a, b)
    if NO_LINK & set(costs) or not all(math.isfinite(v) and v >= 0 for v in values):
        return
    exact = values if step in ROUNDED else ()
    if exact:
        values = tuple(ROUNDED[step](v) for v in values)
    cost = a.cost + b.cost + cost_of(list(costs))
    if cost > MOST:
        return
    money = type in ("money", "money flow", "wage")
    yield Item(
        type=type,
        values=values,
        places=a.places | b.places,
        first=min(a.first, b.first),
        last=max(a.last, b.last),
        code=(a.code or b.code) if money else None,
        step=step,
        cost=cost,
        costs=(*a.costs, *b.costs, *costs),
        parts=(a, b),
        exact=exact,
        **more,
    )
