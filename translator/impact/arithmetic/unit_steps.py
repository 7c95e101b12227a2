"""Steps of units: shares of what is counted, what is said of each, and who is paid. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .items import Item, Type
from .making import UNIT_PRICES, Ground, made, over, times
from .sides import TAKEN, sides

_UTILISED = re.compile(
    r"\b(?:busy|busier|utili[sz]\w*|load\w*|hotter|full|capacity|above|under|headroom|run)\b"
)
_AT = re.compile(r"\bat\s+(?:\w+\s+)?$")


def share(ground: Ground, a: Item, b: Item) -> Iterator[Item]:
    """A part of something, the rest of it, or so much more."""
    if b.type == "points" and a.type in ("flow", "count"):
        costs = ["points", *ground.links.distance(a, b)]
        yield from made(a, b, a.type, times, "points", costs, counts=a.counts, time=a.time)
    if b.type != "share" or a.type in ("share", "points", "wage", "hours", "often"):
        return
    if a.type == "people" and a.step in ("at-once", "need"):
        yield from _utilised(ground, a, b)
    link = ground.links.share(a, b)
    words = b.term.words if b.term else frozenset()
    for side, costs in _sides(ground, b):
        if a.type in ("effort", "span") and side == "part":
            continue
        yield from made(
            a, b, a.type, TAKEN[side], f"share-{side}", [*link, *costs],
            counts=a.counts | b.counts | words, time=a.time, per=a.per, each=a.each,
        )  # fmt: skip


def _sides(ground: Ground, share: Item) -> list[tuple[str, list[str]]]:
    if share.term is None:
        return [("part", ["side-derived"]), ("rest", ["side-derived-rest"])]
    return sides(share.term, ground.asks, ground.terms)


def _utilised(ground: Ground, a: Item, b: Item) -> Iterator[Item]:
    """So many are busy; none may be busy for more than a share of the time."""
    if b.term:
        near = ground.asks.text[max(0, b.term.start - 60) : b.term.end + 50].lower()
        if _UTILISED.search(near):
            yield from made(a, b, "people", over, "need", ["at-once-share"])


def unit(ground: Ground, a: Item, b: Item) -> Iterator[Item]:
    """So many, and what is said of each: a price, a time, so many of something."""
    if a.type in ("flow", "count") and b.type in ("each", "money", "effort"):
        yield from _of_each(ground, a, b)
    if a.type == "each" and b.type in ("money", "effort") and not b.step:
        costs = ["unit-of-part", *ground.links.per_item(a, b)]
        yield from made(
            a, b, b.type, times, "unit-part", costs, per=a.per, each=a.each
        )  # fmt: skip
    usual = b.type in ("money", "work", "effort", "span") and b.step not in ("sub", "span")
    if a.type == "often" and usual:
        work = b.type in ("money", "work") or (b.values[0] < 3 and ground.asks.says("machines"))
        if work:
            type: Type = "money flow" if b.type == "money" else "work flow"
            costs = ["often", *ground.links.distance(a, b)]
            yield from made(a, b, type, times, "often", costs, time=a.time)
    yield from _paid(ground, a, b)


def _of_each(ground: Ground, a: Item, b: Item) -> Iterator[Item]:
    link = ground.links.per_item(a, b)
    small = a.term is not None and a.term.value <= 10 and a.term.in_words
    if small and "link-noun" not in link:
        link.append("small-base")
    if b.type == "each":
        yield from made(
            a, b, "flow" if a.type == "flow" else "count", times, "each", ["each", *link],
            counts=b.counts, time=a.time,
        )  # fmt: skip
    elif b.type == "money" and b.step in UNIT_PRICES:
        type: Type = "money flow" if a.type == "flow" else "money"
        yield from made(a, b, type, times, "price", ["price", *link], time=a.time)
    elif b.type == "effort":
        costs = ["effort", *link]
        costs += ["base-before-time"] * ("base-before" in link and not ground.links.is_work(b))
        costs += ["quick"] * ground.links.is_quick(b)
        costs += ["effort-fast"] * (a.time == "s")
        type = "work flow" if a.type == "flow" else "work"
        yield from made(a, b, type, times, "effort", costs, time=a.time)


def _paid(ground: Ground, a: Item, b: Item) -> Iterator[Item]:
    """Time that is worked, and what an hour of it costs."""

    def wage(x: float, y: float) -> float:
        return x * y / b.days

    if b.type == "wage":
        next_ = b.first - a.last == 1
        if a.type in ("work flow", "work"):
            type: Type = "money flow" if a.type == "work flow" else "money"
            yield from made(a, b, type, wage, "wage", ["wage"], time=a.time)
        elif a.type == "hours":
            yield from made(a, b, "money flow", wage, "wage", ["wage-unit"], time=a.time)
        elif a.type == "effort" and not a.step:
            costs = ["wage-unit", *ground.links.distance(a, b)]
            yield from made(a, b, "money", wage, "unit-wage", costs, per=a.per, each=a.each)
        elif a.type == "span":
            cost = "wage-next" if next_ else "wage-far"
            yield from made(a, b, "money", wage, "wage", [cost])
    if a.type in ("effort", "span") and a.term and b.type == "money" and b.term:
        near = ground.asks.text[max(0, b.term.start - 14) : b.term.start]
        if b.first - a.last == 1 and "hour" in a.term.text and _AT.search(near):
            yield from made(
                a, b, "money", lambda x, y: x * 24 * y, "unit-wage", ["at-price"],
                per=a.per, each=a.each,
            )  # fmt: skip
