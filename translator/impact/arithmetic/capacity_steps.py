"""Steps of capacity: who works how long, what that does, and how many it takes. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from .items import Item, Type
from .making import OF_A_FLOW, Ground, made, over, times

_FAST = ("s", "minute", "hour")


def people(ground: Ground, a: Item, b: Item) -> Iterator[Item]:
    """Those who work, and what is said of each of them."""
    if a.type != "people":
        return
    own = b.each or bool(b.per & a.counts)
    # "8 GPUs for 14 hours"
    own = own or (b.type in ("effort", "span") and a.term is not None and b.first - a.last == 1)
    far = [] if own else ground.links.distance(a, b)
    open_ = "" if own else "-open"
    known: dict[Type, tuple[Type, str, list[str]]] = {
        "flow": ("flow", "people-rate", far),
        "hours": ("work flow", "people-hours", far),
        "wage": ("wage", "people-wage", []),
        "money flow": ("money flow", "people-money", []),
        "effort": ("work", "people-time", []),
        "span": ("work", "people-time", []),
    }
    if b.type in known:
        type, cost, distance = known[b.type]
        counts = b.counts if b.type == "flow" else frozenset()
        yield from made(
            a, b, type, times, "team", [cost + open_, *distance], counts=counts, time=b.time
        )


def capacity(ground: Ground, a: Item, b: Item) -> Iterator[Item]:
    """Hours that are worked, and how much an hour does."""
    team = a.type == "work flow" and a.step == "team"
    if b.type == "effort" and (a.type == "hours" or team):
        costs = ["capacity-team" if team else "capacity"]
        per, each = (frozenset[str](), False) if team else (a.per, a.each)
        step = "team" if team else "capacity"
        yield from made(a, b, "flow", over, step, costs, time=a.time, per=per, each=each)
    if b.type == "flow" and b.time in ("hour", "minute") and (a.type == "hours" or team):
        yield from made(
            a, b, "flow", lambda x, y: x * y / b.days, "capacity", ["hours-rate"],
            counts=b.counts, time=a.time, per=frozenset() if team else a.per | b.per,
            each=not team and (a.each or b.each),
        )  # fmt: skip
    fast = a.type == "flow" and a.time in _FAST and b.type == "effort"
    if fast and ground.asks.says("at once") and not ground.links.is_limit(b):
        yield from made(a, b, "people", lambda x, y: x / a.days * y, "at-once", ["at-once"])


def period(ground: Ground, a: Item, b: Item) -> Iterator[Item]:
    """A rate over a time that passes."""

    def passed(x: float, y: float) -> float:
        return x / a.days * y

    if b.type == "span" and a.type in OF_A_FLOW:
        rate = a.type == "flow"
        yield from made(
            a, b, OF_A_FLOW[a.type], passed, "span", ["span"], counts=a.counts,
            per=a.per if rate else frozenset(), each=a.each and rate,
        )  # fmt: skip
    if b.type == "span" and a.type == "hours":
        yield from made(
            a, b, "work", passed, "hours", ["span"], per=a.per | {"person"}, each=a.each
        )
    if b.type == "hours" and b.term and b.time == "week" and a.time in ("day", "working day"):
        days = "days" in ground.asks.text[b.term.start : b.term.end + 6]
        if days and a.type in OF_A_FLOW:
            costs = ["days-a-week", *ground.links.distance(a, b)]
            yield from made(a, b, a.type, times, "days", costs, counts=a.counts, time="week")
    hours = b.type == "effort" and b.term is not None and b.values[0] * 24 >= 1
    if hours and a.type == "flow" and a.time in _FAST and not b.per - a.counts:
        costs = ["window", *ground.links.distance(a, b)]
        yield from made(
            a, b, "count", passed, "window", costs, counts=a.counts, per=a.per, each=a.each
        )


def needed(ground: Ground, a: Item, b: Item) -> Iterator[Item]:
    """How many of those are needed that can do so much each."""
    if a.type == "work flow" and b.type == "hours" and a.step != "team":
        yield from made(
            a, b, "people", lambda x, y: over(x / a.days, y / b.days), "need", ["need-people"]
        )
    if a.type == b.type == "work" and b.step == "hours" and a.step != "hours":
        yield from made(a, b, "people", over, "need", ["need-people-hours"])
    if b.type == "count" and b.step == "window" and b.is_unit and a.type in ("flow", "count"):
        days = a.days if a.type == "flow" else 1.0
        yield from made(
            a, b, "people", lambda x, y: over(x / days, y), "need", ["need-window"],
            counts=b.per,
        )  # fmt: skip
    able = b.type == "each" or (b.type == "flow" and a.type == "flow")
    one = b.per - a.counts or b.each or b.step == "capacity"
    if a.type in ("flow", "count") and able and one:
        rate = (a.days if a.time else 1.0) / (b.days if b.time else 1.0)
        if a.values[0] / rate >= b.values[0]:
            cost = "need-asked" if ground.asks.says("needs") else "need"
            yield from made(
                a, b, "people", lambda x, y: over(x / rate, y), "need", [cost], counts=b.per
            )
