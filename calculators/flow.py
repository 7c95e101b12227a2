"""What flows in and out: how long things stay, what piles up, how long a stock lasts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from .model import Default, Input, Output, calculator

_LITTLE = (
    "Little, A Proof for the Queuing Formula L = λW, 1961: what is open is the rate times the time."
)
_FLOW = "Conservation of flow: a stock grows by what arrives less what leaves."
_NOTHING = Default(0, 0, 0, "none, as nothing else was said")
_ONE = Default(1, 1, 1, "one, as nothing else was said")

Rate = Annotated[float, Input(
    "1/day", "how many come in, and are finished", who="operations",
    ask="How many come in and are finished?",
    cues=("come in", "arrive", "close", "finish", "new", "a day", "an hour", "a week"),
)]  # fmt: skip


@calculator(
    "time-in-system",
    title="How long things stay open",
    cues=("open at any time", "held steady", "how long does it take on average", "in the system",
          "somewhere in the registry"),
    outputs=[
        Output("days", "day", "open_ones / rate", "that one stays on average", main=True),
        Output("over", "day", "days - promised", "over what is promised"),
        Output("allowed", "1", "rate * promised", "may be open to keep the promise"),
    ],
    source=_LITTLE,
)  # fmt: skip
def time_in_system(
    open_ones: Annotated[float, Input(
        "1", "how many are open on average", who="operations", better="down",
        ask="How many are open at any time?",
        cues=("open", "in the system", "in progress", "files"),
    )],
    rate: Rate,
    promised: Annotated[float, Input(
        "day", "the time that is promised", who="product manager", extra=True,
        ask="What time is promised?", cues=("promise", "promised", "within", "tells customers"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How long one stays on average where as many come in as are finished."""
    days = open_ones / rate
    return {"days": days, "over": days - promised, "allowed": rate * promised}


@calculator(
    "open-items",
    title="How many are open at any time",
    cues=("from receipt to decision", "how many are open", "in there at once", "each spends",
          "busy at any one time"),
    outputs=[
        Output("open_ones", "1", "rate * stay", "open on average", main=True),
        Output("open_then", "1", "rate * target", "open with the shorter time"),
        Output("fewer", "1", "open_ones - open_then", "fewer open with the shorter time"),
    ],
    source=_LITTLE,
)  # fmt: skip
def open_items(
    rate: Rate,
    stay: Annotated[float, Input(
        "day", "how long one stays on average", who="operations", better="down",
        ask="How long does one stay on average?", cues=("takes", "spends", "wait", "on average"),
    )],
    target: Annotated[float, Input(
        "day", "how long it is to be", who="product manager", extra=True, better="down",
        ask="How long is it to be?", cues=("promised", "got down to", "target", "only"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How many are open on average when each stays for a while."""
    open_ones = rate * stay
    return {
        "open_ones": open_ones,
        "open_then": rate * target,
        "fewer": open_ones - rate * target,
    }


@calculator(
    "outage-backlog",
    title="Catching up after an outage",
    cues=("stood still for", "was down for", "after the restart", "kept arriving", "caught up"),
    outputs=[
        Output("backlog", "1", "arrivals * outage", "waiting at the restart"),
        Output("net", "1/hour", "capacity - arrivals", "fewer waiting"),
        Output("drain", "hour", "backlog / net", "until it has caught up", main=True),
    ],
    source=_FLOW,
    checks=lambda at: (
        "more arrives than is done, so it never catches up"
        if at["capacity"] <= at["arrivals"]
        else None
    ),
)
def outage_backlog(
    arrivals: Annotated[float, Input(
        "1/hour", "how many arrive all the time", who="data engineer", better="down",
        ask="How many arrive all the time?", cues=("arriving", "sending", "come in", "kept"),
    )],
    outage: Annotated[float, Input(
        "hour", "how long nothing is done", who="operations", better="down",
        ask="How long does it stand still?", cues=("down for", "stood still", "outage", "stop"),
    )],
    capacity: Annotated[float, Input(
        "1/hour", "how many can be done once it runs", who="engineering manager", better="up",
        ask="How many can be done once it runs?", cues=("work off", "process", "handles", "can"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How long it takes to catch up after nothing was done for a while."""
    backlog, net = arrivals * outage, capacity - arrivals
    return {"backlog": backlog, "net": net, "drain": backlog / net}


@calculator(
    "piled-up",
    title="A backlog that piled up, and more capacity to clear it",
    cues=(
        "in a row",
        "a second shift",
        "raises our capacity",
        "how big is the pile",
        "for weeks more came in",
    ),
    outputs=[
        Output("growth", "1/day", "arrivals - capacity", "more waiting while it piles up"),
        Output("backlog", "1", "growth * stretch", "waiting at the end"),
        Output("net", "1/day", "capacity_then - arrivals", "fewer waiting from then on"),
        Output("drain", "day", "backlog / net", "until it is cleared", main=True),
    ],
    source=_FLOW,
    checks=lambda at: (
        "with this capacity it never clears" if at["capacity_then"] <= at["arrivals"] else None
    ),
)
def piled_up(
    arrivals: Annotated[float, Input(
        "1/day", "how many arrive", who="operations", better="down", ask="How many arrive?",
        cues=("received", "arrive", "come in", "inflow"),
    )],
    capacity: Annotated[float, Input(
        "1/day", "how many are done at first", who="operations", better="up",
        ask="How many are done at first?", cues=("processed", "only", "done", "manages"),
    )],
    stretch: Annotated[float, Input(
        "day", "how long it piles up", who="operations", better="down",
        ask="How long does it pile up?", cues=("days", "in a row", "for", "weeks"),
    )],
    capacity_then: Annotated[float, Input(
        "1/day", "how many are done from then on", who="operations", better="up",
        ask="How many are done from then on?", cues=("raises", "then", "new", "second shift"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How large a pile grew, and how long a raised capacity takes to clear it."""
    growth, net = arrivals - capacity, capacity_then - arrivals
    backlog = growth * stretch
    return {"growth": growth, "backlog": backlog, "net": net, "drain": backlog / net}


@calculator(
    "buffer-time",
    title="How long a buffer lasts",
    cues=("buffer holds", "before messages are dropped", "how long may an outage last",
          "until it is full", "free space"),
    outputs=[
        Output("growth", "1/hour", "arrivals - capacity", "more in the buffer"),
        Output("full", "hour", "room / growth", "until it is full", main=True),
    ],
    source=_FLOW,
    checks=lambda at: (
        "as much leaves as arrives, so it never fills" if at["capacity"] >= at["arrivals"] else None
    ),
)  # fmt: skip
def buffer_time(
    room: Annotated[float, Input(
        "1", "how many still fit", who="data engineer", better="up", ask="How many still fit?",
        cues=("buffer", "holds", "room", "queue", "limit"),
    )],
    arrivals: Annotated[float, Input(
        "1/hour", "how many arrive", who="data engineer", better="down", ask="How many arrive?",
        cues=("arrive", "send", "fills", "a second"),
    )],
    capacity: Annotated[float, Input(
        "1/hour", "how many leave meanwhile", who="engineering manager", better="up",
        default=_NOTHING, cues=("take", "handles", "processes", "leave"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How long it takes until a buffer is full and things are dropped."""
    growth = arrivals - capacity
    return {"growth": growth, "full": room / growth}


@calculator(
    "disk-full",
    title="How long storage lasts",
    cues=("until the disk is full", "grows by", "free space", "the archive is full"),
    outputs=[
        Output("free", "gigabyte", "size - used", "free"),
        Output("growth", "gigabyte/day", "written + written_too", "written"),
        Output("full", "day", "free / growth", "until it is full", main=True),
        Output("order_in", "day", "full - lead", "until more has to be ordered"),
    ],
    source=_FLOW,
    checks=lambda at: "more is used than there is" if at["used"] > at["size"] else None,
)
def disk_full(
    size: Annotated[float, Input(
        "gigabyte", "the storage that there is", who="data engineer", better="up",
        ask="How much storage is there?", cues=("free", "archive", "disk", "of the"),
    )],
    written: Annotated[float, Input(
        "gigabyte/day", "how much is written", who="data engineer", better="down",
        ask="How much is written a day?", cues=("grows", "takes", "writes", "a day"),
    )],
    used: Annotated[float, Input(
        "gigabyte", "how much of it is in use", who="data engineer", better="down",
        default=_NOTHING, cues=("used", "taken", "full"),
    )],
    written_too: Annotated[float, Input(
        "gigabyte/day", "how much is written beside that", who="data engineer", better="down",
        default=_NOTHING, cues=("another", "indexes", "and"),
    )],
    lead: Annotated[float, Input(
        "day", "how long it takes to get more", who="operations", better="down", extra=True,
        ask="How long does it take to get more storage?", cues=("procurement", "takes", "order"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How long there is room for what is written, and when more has to be ordered."""
    free, growth = size - used, written + written_too
    full = free / growth
    return {"free": free, "growth": growth, "full": full, "order_in": full - lead}


@calculator(
    "allowance",
    title="How long an allowance lasts",
    cues=("included a year", "used up", "bought up front", "how many days does it last"),
    outputs=[
        Output("daily", "1/day", "requests * each", "used"),
        Output("lasts", "day", "stock / daily", "until it is used up", main=True),
        Output("yearly", "1/year", "daily * 365", "needed"),
        Output("short", "1", "max(0, daily * 365 - stock)", "short over a year"),
    ],
    source="A stock divided by its daily use.",
)
def allowance(
    stock: Annotated[float, Input(
        "1", "what is included or was bought", who="finance", better="up",
        ask="How much is included?", cues=("includes", "bought", "allowance", "for the year"),
    )],
    requests: Annotated[float, Input(
        "1/day", "how often it is used", who="product manager", better="down",
        ask="How often is it used a day?", cues=("a day", "conversations", "burns", "see"),
    )],
    each: Annotated[float, Input(
        "1", "what one use takes", who="ml engineer", better="down", default=_ONE,
        cues=("uses", "each", "on average", "per"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How many days an allowance lasts at a daily use, and what is short over a year."""
    daily = requests * each
    return {
        "daily": daily,
        "lasts": stock / daily,
        "yearly": daily * 365,
        "short": max(0.0, daily * 365 - stock),
    }
