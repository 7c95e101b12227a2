"""Items: what terms are before and after steps. Values are plain numbers in fixed units."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from .terms import DAYS, Term

Type = Literal[
    "flow", "count", "each", "people", "share", "points", "money", "wage", "money flow", "effort",
    "span", "hours", "work flow", "work", "often", "two",
]  # fmt: skip
"""flow: so many a period; count: so many; each: so many for one of something; people: who work;
money: for one, or in all; wage: money for an hour; effort: time for one; span: time that passes;
hours: worked in a period; work flow and work: time that is worked; often: how often something is
done; two: two readings side by side."""

PER_PERIOD = frozenset({"flow", "money flow", "work flow", "hours", "wage"})


@dataclass(frozen=True, slots=True)
class Item:
    """A term, or what a step makes of two items.

    `values` are one, or two where a contrast stands in it: money in its currency, shares as
    fractions of one, times in days, rates per `time`. `exact` are the values before they were
    rounded to whole ones. `cost` is that of all steps so far, `costs` their names. `first` and
    `last` are the places of its outermost terms.
    """

    type: Type
    values: tuple[float, ...]
    places: frozenset[int]
    first: int
    last: int
    counts: frozenset[str] = frozenset()
    per: frozenset[str] = frozenset()
    each: bool = False
    time: str | None = None
    code: str | None = None
    step: str = ""
    cost: float = 0.0
    costs: tuple[str, ...] = ()
    parts: tuple[Item, ...] = ()
    exact: tuple[float, ...] = ()
    term: Term | None = None
    partner: Term | None = None

    @property
    def days(self) -> float:
        """Its period in days."""
        return DAYS[self.time or "day"]

    @property
    def is_unit(self) -> bool:
        """Whether it stands for one of something: "each", "per call"."""
        return self.each or bool(self.per)


def leaf(term: Term, partner: Term | None = None) -> Item:
    """Return a term as an item; `partner` is the other side of its contrast."""
    both = [term, partner] if partner else [term]
    kind: Type = "often" if term.often else type_of(term)
    if kind == "often":
        values = tuple(t.value for t in both)
        place = frozenset({term.place})
        return Item(kind, values, place, term.place, term.place, time=term.time, term=term,
                    partner=partner)  # fmt: skip
    return Item(
        type=kind,
        values=tuple(t.value for t in both),
        places=frozenset({term.place}),
        first=term.place,
        last=term.place,
        counts=frozenset().union(*(t.counts for t in both)),
        per=frozenset().union(*(t.per for t in both)),
        each=any(t.each for t in both),
        time=next((t.time for t in both if t.time), None),
        code=term.code,
        term=term,
        partner=partner,
    )


def type_of(term: Term) -> Type:
    """Return what a term is on its own."""
    if term.kind == "share":
        return "share"
    if term.kind == "points":
        return "points"
    if term.kind == "money":
        if term.time in ("hour", "minute", "s"):
            return "wage"
        return "money flow" if term.time else "money"
    if term.kind == "time":
        if term.time:
            return "hours"
        return "effort" if term.value < 0.5 else "span"
    if term.workers:
        return "people"
    if term.time:
        return "flow"
    return "each" if term.per or term.each else "count"


def combined(how: Callable[[float, float], float], a: Item, b: Item) -> tuple[float, ...]:
    """Return the values of a step; one side's contrast carries over to the other."""
    many = max(len(a.values), len(b.values))
    left, right = (i.values * many if len(i.values) == 1 else i.values for i in (a, b))
    return tuple(how(x, y) for x, y in zip(left, right, strict=True))


def steps_of(item: Item) -> Iterator[Item]:
    """Yield the steps of an item, the first ones first."""
    for part in item.parts:
        yield from steps_of(part)
    if item.parts and item.type != "two":
        yield item


def leaves_of(item: Item) -> Iterator[Item]:
    """Yield the terms of an item, in the order of its steps."""
    if not item.parts:
        yield item
    for part in item.parts:
        yield from leaves_of(part)
