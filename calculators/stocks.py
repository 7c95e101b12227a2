"""What builds up: a backlog that grows, data that is kept, losses until there is history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from .model import Default, Input, Output, calculator


@calculator(
    "backlog-growth",
    title="Growth of a backlog",
    cues=("more come in than are done", "falls further behind", "backlog grows"),
    outputs=[
        Output("growth", "1/day", "arrivals - capacity", "more waiting", main=True),
        Output("monthly", "1", "growth * 365 / 12", "more waiting after a month"),
        Output("days", "day", "(limit - backlog) / growth", "until the limit is reached"),
    ],
    source="Conservation of flow: a stock rises by what arrives less what leaves (Little, 1961).",
    checks=lambda at: (
        "as many are done as arrive, so nothing builds up"
        if at["arrivals"] <= at["capacity"]
        else None
    ),
)  # fmt: skip
def backlog_growth(
    arrivals: Annotated[float, Input(
        "1/day", "how many new ones arrive", who="operations", better="down",
        ask="How many new ones arrive a day?",
        cues=("come in", "arrive", "new", "getting", "incoming", "land"),
    )],
    capacity: Annotated[float, Input(
        "1/day", "how many are done", who="engineering manager", better="up",
        ask="How many can be done a day?",
        cues=("close", "done", "through", "handles", "clear", "process"),
    )],
    backlog: Annotated[float, Input(
        "1", "how many are waiting now", who="operations", better="down",
        default=Default(0, 0, 0, "none, as nothing else was said"),
        cues=("waiting", "backlog", "already", "sitting", "queue"),
    )],
    limit: Annotated[float, Input(
        "1", "how many may wait at most", who="operations", extra=True, better="up",
        ask="How many may wait at most?",
        cues=("limit", "at most", "breach", "until", "gets to", "reaches", "full"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How fast a backlog grows and when it reaches a limit."""
    growth = arrivals - capacity
    return {
        "growth": growth,
        "monthly": growth * 365 / 12,
        "days": (limit - backlog) / growth,
    }


@calculator(
    "retained-storage",
    title="Cost of keeping a stream for a while",
    cues=("kept for days, then overwritten", "retention of recordings", "each makes gb a day"),
    outputs=[
        Output("daily", "gigabyte/day", "sources * size", "of new data"),
        Output("held", "gigabyte", "daily * retention", "kept at any time"),
        Output("monthly", "money/month", "held * price", "spent on storage"),
        Output("yearly", "money/year", "monthly * 12", "spent on storage", main=True),
    ],
    source="Little's law: what is kept is what comes in times how long it stays (Little, 1961), at "
    "the price of a GB-month.",
)  # fmt: skip
def retained_storage(
    sources: Annotated[float, Input(
        "1", "how many produce data", who="data engineer", better="down",
        default=Default(1, 1, 1, "one, as nothing else was said"),
        cues=("cameras", "sensors", "devices", "each", "machines", "sources"),
    )],
    size: Annotated[float, Input(
        "gigabyte/day", "what each produces", who="data engineer", better="down",
        ask="How much data does each produce a day?", cues=("gb a day", "each", "produces", "per"),
    )],
    retention: Annotated[float, Input(
        "day", "how long it is kept", who="legal", better="down",
        ask="How long is the data kept?", cues=("kept", "keep", "retention", "days", "overwritten"),
    )],
    price: Annotated[float, Input(
        "money/month", "what a GB costs", who="finance", better="down",
        ask="What does it cost to store a GB for a month?",
        cues=("per gb", "gb-month", "storage price", "a month"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What it costs to keep what comes in each day for a while."""
    daily = sources * size
    held = daily * retention
    return {"daily": daily, "held": held, "monthly": held * price, "yearly": held * price * 12}


@calculator(
    "cold-start-loss",
    title="Loss until there is enough history",
    cues=("new store has no history", "needs weeks of data before", "loses until it has learned"),
    outputs=[
        Output("each_loses", "money", "wait * weekly_loss", "lost by each until then"),
        Output("total", "money", "each_loses * starts", "lost until then in all", main=True),
    ],
    source="Time without the model times what is lost in it, for each new start.",
)
def cold_start_loss(
    wait: Annotated[float, Input(
        "week", "the time until there is enough history", who="data scientist", better="down",
        ask="How long does it take until there is enough history?",
        cues=("history", "needs", "weeks of", "before", "until", "warm up"),
    )],
    weekly_loss: Annotated[float, Input(
        "money/week", "what one loses meanwhile", who="finance", better="down",
        ask="What does one lose in a week without the model?",
        cues=("loses", "a week", "meanwhile", "each", "in those weeks"),
    )],
    starts: Annotated[float, Input(
        "1", "how many start", who="product manager", better="down", low=1,
        default=Default(1, 1, 1, "one, as nothing else was said"),
        cues=("stores", "opening", "new", "launch", "next year", "countries"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What new ones lose until the model has learned enough about them."""
    return {"each_loses": wait * weekly_loss, "total": wait * weekly_loss * starts}
