"""Steps of totals: how long they last, what they buy, and sums and differences. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .items import Item, Type
from .making import OF_A_FLOW, UNIT_PRICES, Ground, made, over

_SUMMED = frozenset(
    {
        "flow",
        "count",
        "money flow",
        "money",
        "work flow",
        "work",
        "span",
        "effort",
        "wage",
        "people",
    }
)


def divided(ground: Ground, a: Item, b: Item) -> Iterator[Item]:
    """How long it lasts, how many it buys, what share it is."""
    total = a.type in ("count", "money", "work") and OF_A_FLOW.get(b.type) == a.type
    if total and not (a.type == "money" and a.term and a.is_unit):
        costs = ["lasts-asked" if ground.asks.says("lasts") else "lasts"]
        costs += ["lasts-nouns"] * (a.type == "count" and not a.counts & b.counts)
        spent, comes = ground.links.gain(a), ground.links.gain(b)
        if a.type == "money" and spent < 0 and comes <= 0:
            costs.append("lasts-costs" if comes else "lasts-unsaid")
        yield from made(a, b, "span", lambda x, y: over(x, y / b.days), "lasts", costs)
    budget = a.type in ("money", "money flow") and not a.is_unit
    own = a.term is not None or a.step.startswith("share") or a.step in ("sub", "add")
    price = b.type == "money" and b.step in UNIT_PRICES and a.values[0] > b.values[0]
    if budget and own and price:
        cost = "buys-asked" if ground.asks.says("buys") else "buys"
        type: Type = "count" if a.type == "money" else "flow"
        yield from made(a, b, type, over, "buys", [cost], counts=b.per, time=a.time)
    if a.type == b.type == "count" and a.values[0] < b.values[0] and a.last <= b.first + 1:
        cost = "ratio-noun" if a.counts & b.counts else "ratio"
        if a.term is not None and a.term.of_them:
            cost = "ratio-subset"
        yield from made(a, b, "share", over, "ratio", [cost], counts=b.counts)


def summed(ground: Ground, a: Item, b: Item) -> Iterator[Item]:
    """Two of a kind together, or what is between them."""
    if a.type == "span" and b.type == "often" and ground.asks.says("age"):
        yield from made(a, b, "span", lambda x, y: x + over(b.days, y), "add", ["add-age"])
    if a.type != b.type or a.type not in _SUMMED:
        return
    rate = a.days / b.days if a.time and b.time else 1.0
    sum_, difference = _sum_costs(ground, a, b)
    common: dict[str, Any] = {"time": a.time, "per": a.per | b.per}
    if a.first < b.first:
        yield from made(
            a, b, a.type, lambda x, y: x + y * rate, "add", sum_, counts=a.counts | b.counts,
            each=a.each and b.each, **common,
        )  # fmt: skip
    if a.values[0] > b.values[0] * rate:
        yield from made(
            a, b, a.type, lambda x, y: x - y * rate, "sub", difference, counts=a.counts,
            each=a.each, **common,
        )  # fmt: skip


def _sum_costs(ground: Ground, a: Item, b: Item) -> tuple[list[str], list[str]]:
    sum_ = ["add-both" if ground.asks.both else "add"]
    difference = ["sub-cue" if ground.asks.says("difference") else "sub"]
    either = list[str]()
    if a.type in ("flow", "count"):
        either += ["nouns-differ"] * bool(a.counts and b.counts and not a.counts & b.counts)
        if bool(a.per) != bool(b.per):
            either.append("per-differs")
    if a.type in ("money", "money flow"):
        _money_costs(ground, a, b, sum_, difference)
    if a.type in ("span", "effort"):
        sum_ = ["add-time" if ground.asks.says("in turn") else "add-time-unsaid"]
        difference = ["sub-time"]
        if a.type == "span" and ground.has_deadline:
            longest = [i for i in (a, b) if i.term and i.term.value == max(ground.spans)]
            difference += ["sub-deadline"] * (a in longest)
            sum_ += ["add-deadline"] * bool(longest)
    if a.type in ("work flow", "work"):
        difference.append("sub-work")
    if a.type == "flow" and a.time != b.time:
        sum_.append("times-differ")
    if a.type == "count" and b.term is not None and b.term.of_them:
        sum_.append("subset-add")
        difference.append("subset-sub")
    return sum_ + either, difference + either


def _money_costs(ground: Ground, a: Item, b: Item, sum_: list[str], difference: list[str]) -> None:
    left, right = ground.links.gain(a), ground.links.gain(b)
    if left and right:
        versus = left == right and ground.asks.says("versus")
        how = "opposite" if left != right else "versus" if versus else "same"
        difference.append("gain-opposite" if how == "opposite" else f"gain-{how}-sub")
        sum_.append(f"gain-{how}-add")
    if a.type == "money":
        plain = [not i.step for i in (a, b)]
        unit = any(not i.step and i.is_unit for i in (a, b))
        if unit and not all(plain):
            sum_.append("price-sum")
            difference.append("price-sum")
