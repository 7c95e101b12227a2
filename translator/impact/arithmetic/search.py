"""The search for what a text means: all ways to join its terms, the cheapest first. Pure.

For each set of terms the few cheapest items of each type are kept and joined with those of every
other set (dynamic programming over sets, so at most `MAX_TERMS` terms are looked at).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from ..quantities import Quantity
from .asks import Asks, is_statistics, read_asks
from .contrasts import pair_up
from .costs import cost_of
from .items import Item, leaf, type_of
from .neighbours import amounts
from .reader import read_terms
from .sides import EITHER
from .steps import Steps
from .terms import Term

MAX_TERMS = 8
KEPT, KEPT_A_TYPE = 6, 3
SLACK, TURNED_SLACK = 0.16, 0.3
"""How much more another order of the same steps may cost, or the other side of a share."""
_PAIRED = 40
_SHARED_BASES = frozenset({"flow", "count", "people"})

Places = frozenset[int]
Table = dict[Places, list[Item]]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a text: `cost` is that of its steps and of what it leaves over."""

    item: Item
    cost: float
    costs: tuple[str, ...]


def readings(text: str, quantities: Sequence[Quantity]) -> list[Reading]:
    """Return the ways in which the quantities of a text belong together, the likeliest first.

    None where a text asks for statistics, which are no chain of steps.
    """
    terms = read_terms(text, quantities)
    if is_statistics(text, terms):
        return []
    pair_up(text, terms)
    terms = amounts(terms)
    asks = read_asks(text, terms)
    every = _units(terms)
    units = every[:MAX_TERMS]
    table = _table(units, Steps(asks, [u.term for u in units if u.term]))
    single = sorted(_whole(table, every, asks), key=lambda r: r.cost)
    return sorted([*single, *_in_two(single, every, asks)], key=lambda r: r.cost)


def alike(found: Sequence[Reading]) -> list[Item]:
    """Return the best reading's item, and those that come to the same by another order.

    Among them are those that differ only in which side they take of a share that is right or
    found: what is caught and what is missed are both true.
    """
    best = found[0]
    core = sorted(c for c in best.costs if c not in EITHER)
    same = [best.item]
    for other in found[1:]:
        item = other.item
        if other.cost > best.cost + TURNED_SLACK or item.places != best.item.places:
            continue
        if (item.type, len(item.values)) != (best.item.type, len(best.item.values)):
            continue
        equal = all(
            math.isclose(x, y, rel_tol=1e-9)
            for x, y in zip(item.values, best.item.values, strict=True)
        )
        turned = bool(EITHER & set(other.costs)) and core == sorted(
            c for c in other.costs if c not in EITHER
        )
        near = other.cost <= best.cost + SLACK
        if (equal and near and item.type != "two") or turned:
            same.append(item)
    return same


def _units(terms: Sequence[Term]) -> list[Item]:
    """The terms as items; the two sides of a contrast are one."""
    by_place = {t.place: t for t in terms}
    return [
        leaf(t, by_place.get(t.partner) if t.partner is not None else None)
        for t in terms
        if t.first or t.partner is None
    ]


def _table(units: Sequence[Item], steps: Steps) -> Table:
    table: Table = {unit.places: [unit] for unit in units}
    places = [unit.first for unit in units]
    for size in range(2, len(places) + 1):
        for chosen in combinations(places, size):
            made = [*_joined(chosen, table, steps), *_on_a_shared_base(chosen, units, table, steps)]
            if kept := _cheapest(made):
                table[frozenset(chosen)] = kept
    return table


def _joined(chosen: tuple[int, ...], table: Table, steps: Steps) -> Iterator[Item]:
    first, *others = chosen
    for size in range(len(others)):
        for more in combinations(others, size):
            left = frozenset((first, *more))
            for a in table.get(left, ()):
                for b in table.get(frozenset(chosen) - left, ()):
                    yield from steps.join(a, b)
                    yield from steps.join(b, a)


def _on_a_shared_base(
    chosen: tuple[int, ...], units: Sequence[Item], table: Table, steps: Steps
) -> Iterator[Item]:
    """Two things that rest on the same count, together or one against the other."""
    types = {unit.first: unit.type for unit in units}
    for base in chosen if len(chosen) >= 3 else ():
        if types[base] not in _SHARED_BASES:
            continue
        first, *others = (place for place in chosen if place != base)
        for size in range(len(others)):
            for more in combinations(others, size):
                left = frozenset((base, first, *more))
                right = frozenset(chosen) - left | {base}
                for a in table.get(left, ()):
                    for b in table.get(right, ()):
                        yield from _compared(a, b, steps)


def _compared(a: Item, b: Item, steps: Steps) -> Iterator[Item]:
    if a.type != b.type or a.type not in ("money", "money flow", "flow", "count"):
        return
    counted = a.type in ("flow", "count")
    if counted and not (a.step.startswith("share") and b.step.startswith("share")):
        return
    for made in (*steps.join(a, b), *steps.join(b, a)):
        if made.step in ("add", "sub"):
            extra = ("shared-base",)
            yield replace(made, cost=made.cost + cost_of(extra), costs=made.costs + extra)


def _cheapest(made: Sequence[Item]) -> list[Item]:
    best: dict[object, Item] = {}
    for item in made:
        key = (item.type, tuple(round(v, 9) for v in item.values), item.parts[0].places)
        if key not in best or best[key].cost > item.cost:
            best[key] = item
    kept, many = list[Item](), dict[str, int]()
    for item in sorted(best.values(), key=lambda i: i.cost):
        many[item.type] = many.get(item.type, 0) + 1
        if many[item.type] <= KEPT_A_TYPE:
            kept.append(item)
    return kept[:KEPT]


def _whole(table: Table, units: Sequence[Item], asks: Asks) -> Iterator[Reading]:
    for places, items in table.items():
        alone = len(places) < 2
        if alone and len(items[0].values) < 2:
            continue
        left = _left(units, places)
        for item in items:
            costs = item.costs + left + _asked(item, asks, units) + ("contrast-alone",) * alone
            yield Reading(item, cost_of(costs), costs)


def _in_two(single: Sequence[Reading], units: Sequence[Item], asks: Asks) -> Iterator[Reading]:
    """Readings of a text that is about two things, side by side."""
    tops = [r.item for r in single if r.item.parts][:_PAIRED]
    for a, b in combinations(tops, 2):
        places = a.places | b.places
        if a.places & b.places or len(places) < len(units) - 1:
            continue
        costs = a.costs + b.costs + _left(units, places) + ("two",)
        if _asked(a, asks, units) and _asked(b, asks, units):
            costs += _asked(a, asks, units)
        both = Item("two", (), places, min(a.first, b.first), max(a.last, b.last), parts=(a, b))
        yield Reading(both, cost_of(costs), costs)


def _left(units: Sequence[Item], places: Places) -> tuple[str, ...]:
    return tuple(_left_over(u.term) for u in units if u.first not in places and u.term)


def _left_over(term: Term) -> str:
    """What it costs that a reading leaves a quantity over."""
    type = "often" if term.often else type_of(term)
    if term.inside:
        return "left-small"
    if term.workers:
        return "left-people"
    if type == "count" and term.value <= 10 and term.in_words:
        return "left-small"
    if type in ("count", "each") and not term.counts:
        return "left-bare"
    if type == "span":
        return "left-small" if term.text.lower().startswith(("a ", "an ", "one ")) else "left-span"
    if type in ("share", "points"):
        return "left-share"
    if type in ("money", "money flow", "wage"):
        return "left-money"
    return "left-time" if type in ("effort", "hours") else "left-count"


def _asked(item: Item, asks: Asks, units: Sequence[Item]) -> tuple[str, ...]:
    """What it costs that a reading ends in another kind of thing than is asked for.

    Where the text names no money, none can be asked of it.
    """
    time = item.type in ("span", "work flow", "work", "effort")
    money = item.type in ("money", "money flow", "wage")
    fits = {"time": time, "money": money, "count": not money or item.type == "wage",
            "share": item.type == "share"}  # fmt: skip
    wants = asks.wants
    if wants == "money" and not any(u.type in ("money", "money flow", "wage") for u in units):
        return ()
    return () if not wants or fits[wants] else (f"asked-{wants}",)
