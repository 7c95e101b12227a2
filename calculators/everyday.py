"""Sums that people state in one sentence: a volume, a share of it, a price."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated

from .model import Default, Input, Output, calculator

_DAYS = Default(365, 250, 365, "every day of the year; 250 when only on working days")
_NO_ARRIVALS = Default(0, 0, 0, "none were named")
_ONE = Default(1, 1, 1, "once, as nothing else was said")

Days = Annotated[float, Input("1", "days a year on which this happens", default=_DAYS, high=366)]
Price = Annotated[float, Input(
    "money", "the price of one", who="finance", better="down", ask="What does one cost?",
    cues=("each", "per", "price", "costs", "a case", "apiece"),
)]  # fmt: skip


@calculator(
    "review-cost",
    title="Cost of reviewing every case",
    cues=("looked at by a person", "reviewed by hand", "a case costs", "manual check of each"),
    outputs=[
        Output("daily_cost", "money/day", "cases * price", "spent on review"),
        Output("yearly_cost", "money/year", "daily_cost * days", "spent on review", main=True),
    ],
    source="Volume times unit cost.",
)
def review_cost(
    cases: Annotated[float, Input(
        "1/day", "cases that are reviewed", who="operations", ask="How many cases are reviewed?",
        cues=("cases", "every working day", "a day", "reviews"), better="down",
    )],
    price: Price,
    days: Days,
) -> Mapping[str, float]:  # fmt: skip
    """What it costs to have a person look at every case."""
    return {"daily_cost": cases * price, "yearly_cost": cases * price * days}


@calculator(
    "backlog-drain",
    title="Time to clear a backlog",
    cues=("backlog", "waiting", "to clear", "unread", "in the queue", "catch up"),
    outputs=[
        Output("net", "1/day", "capacity - arrivals", "fewer waiting"),
        Output("days", "day", "backlog / net", "until the backlog is cleared", main=True),
    ],
    source="Conservation of flow: a stock falls by what leaves less what arrives (Little, 1961).",
    checks=lambda at: (
        "more arrives than is done, so the backlog never clears"
        if at["capacity"] <= at["arrivals"]
        else None
    ),
    instead="backlog-growth",
)
def backlog_drain(
    backlog: Annotated[float, Input(
        "1", "how many are waiting now", who="operations", ask="How many are waiting now?",
        cues=("waiting", "backlog", "open", "holds", "unread"), better="down",
    )],
    capacity: Annotated[float, Input(
        "1/day", "how many are done", who="engineering manager", better="up",
        ask="How many can be done a day?",
        cues=("reads", "closes", "through", "per second", "handles"),
    )],
    arrivals: Annotated[float, Input(
        "1/day", "how many new ones arrive", default=_NO_ARRIVALS,
        cues=("new", "arrive", "come in", "added"), better="down",
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How long it takes until nothing waits any more."""
    net = capacity - arrivals
    return {"net": net, "days": backlog / net}


@calculator(
    "label-price",
    title="Cost of labels at a price each",
    cues=("per label", "price of a label", "annotators per item", "labelled twice"),
    outputs=[
        Output("labels", "1", "items * each", "labels"),
        Output("cost", "money", "labels * price", "for the labels", main=True),
    ],
    source="Volume times unit cost.",
)
def label_price(
    items: Annotated[float, Input(
        "1", "items to label", who="data scientist", ask="How many items have to be labelled?",
        cues=("clips", "images", "documents", "items", "texts"), better="down",
    )],
    price: Price,
    each: Annotated[float, Input(
        "1", "labels for each item", default=_ONE, low=1,
        cues=("annotators", "per item", "twice", "times"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What labels cost when each has a price."""
    return {"labels": items * each, "cost": items * each * price}


@calculator(
    "training-budget",
    title="Training runs that a budget allows",
    cues=("caps training", "training budget", "one run costs", "how many runs"),
    outputs=[
        Output("exact", "1/month", "budget / run_cost", "runs, before rounding down"),
        Output("quarterly", "1/quarter_year", "floor(exact * 3)", "whole runs"),
        Output("yearly", "1/year", "floor(exact * 12)", "whole runs", main=True),
        Output("apart", "day", "365 / max(1, yearly)", "between two runs"),
    ],
    source="A budget divided by the unit cost; a part of a run is no run.",
)
def training_budget(
    budget: Annotated[float, Input(
        "money/month", "the budget for training", who="finance", better="up",
        ask="What may be spent on training?", cues=("budget", "caps", "spend", "a quarter"),
    )],
    run_cost: Annotated[float, Input(
        "money", "what one run costs", who="ml engineer", better="down",
        ask="What does one training run cost?", cues=("run", "comes to", "each"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How often a budget lets one train."""
    exact = budget / run_cost
    yearly = math.floor(exact * 12)
    return {
        "exact": exact,
        "quarterly": math.floor(exact * 3),
        "yearly": yearly,
        "apart": 365 / max(1, yearly),
    }


@calculator(
    "forecast-error-cost",
    title="Cost of a forecast error",
    cues=("forecast is off by", "imbalance", "forecast error", "misses by"),
    outputs=[
        Output("wrong", "1/day", "volume * error * counted", "units forecast wrong"),
        Output("daily_cost", "money/day", "wrong * price", "for forecast errors"),
        Output("yearly_cost", "money/year", "daily_cost * days", "for forecast errors", main=True),
    ],
    source="Volume times the mean absolute percentage error (Hyndman and Koehler, 2006), priced.",
)
def forecast_error_cost(
    volume: Annotated[float, Input(
        "1/day", "units that are forecast", who="operations", ask="How many units are forecast?",
        cues=("a day", "meals", "volume", "demand"),
    )],
    error: Annotated[float, Input(
        "%", "the mean error of the forecast", who="data scientist", better="down",
        ask="By what share is the forecast off?", cues=("off by", "error", "misses"),
    )],
    price: Price,
    counted: Annotated[float, Input(
        "%", "the share of the error that costs", default=Default(1, 1, 1, "all of it, as nothing "
        "else was said"), cues=("half", "of that", "too much"),
    )],
    days: Days,
) -> Mapping[str, float]:  # fmt: skip
    """What it costs that a forecast is off."""
    wrong = volume * error * counted
    return {
        "wrong": wrong, "daily_cost": wrong * price, "yearly_cost": wrong * price * days
    }  # fmt: skip


@calculator(
    "uptime-gain",
    title="Downtime that better uptime avoids",
    cues=("uptime from to", "going from 99% to", "more uptime", "second region"),
    outputs=[
        Output("avoided", "hour/year", "(then - now) * 8760", "of downtime avoided"),
        Output("worth", "money/year", "avoided * hourly_loss", "of losses avoided", main=True),
        Output("down_now", "hour/year", "(1 - now) * 8760", "of downtime today"),
        Output("down_then", "hour/year", "(1 - then) * 8760", "of downtime afterwards"),
        Output("lost_now", "money/year", "down_now * hourly_loss", "lost today"),
        Output("net", "money/year", "worth - price", "left after its price"),
    ],
    source="Availability is the share of time in service; a year has 8,760 hours.",
    instead="downtime-cost",
    checks=lambda at: "uptime gets worse" if at["then"] <= at["now"] else None,
)
def uptime_gain(
    now: Annotated[float, Input(
        "%", "uptime today", who="engineering manager", low=0.5, ask="What is the uptime today?",
        cues=("from", "today", "only"),
    )],
    then: Annotated[float, Input(
        "%", "uptime afterwards", who="engineering manager", low=0.5, better="up",
        ask="What would the uptime be?", cues=("to", "would", "promise"),
    )],
    hourly_loss: Annotated[float, Input(
        "money/hour", "what an hour of downtime costs", who="finance",
        ask="What does an hour of downtime cost?", cues=("an hour", "revenue", "lose"),
    )],
    price: Annotated[float, Input(
        "money/year", "what the better uptime costs on top", who="finance", better="down",
        extra=True, ask="What does the better uptime cost on top?",
        cues=("extra", "another", "dearer", "upgrade"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What more uptime saves."""
    avoided = (then - now) * 8760
    return {
        "avoided": avoided,
        "worth": avoided * hourly_loss,
        "down_now": (1 - now) * 8760,
        "down_then": (1 - then) * 8760,
        "lost_now": (1 - now) * 8760 * hourly_loss,
        "net": avoided * hourly_loss - price,
    }


@calculator(
    "data-stream",
    title="Data that sources send",
    cues=("sensors send", "machines send", "readings every second", "keep it all"),
    outputs=[
        Output("daily", "gigabyte/day", "sources * size * 86400 / interval / 1000000", "to keep"),
        Output("yearly", "gigabyte/year", "daily * 365", "to keep", main=True),
    ],
    source="Rate times size; a gigabyte is a thousand million bytes (IEC 80000-13).",
)
def data_stream(
    sources: Annotated[float, Input(
        "1", "sources that send", who="data engineer", ask="How many sources send?",
        cues=("machines", "sensors", "devices", "send"),
    )],
    size: Annotated[float, Input(
        "kilobyte", "the size of one reading", who="data engineer", better="down",
        ask="How large is one reading?", cues=("byte", "kB", "each", "reading"),
    )],
    interval: Annotated[float, Input(
        "second", "the time between two readings", who="data engineer", better="up",
        default=Default(1, 1, 1, "one a second, as nothing else was said"),
        cues=("every", "second", "minute"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How much data a fleet of sources sends."""
    daily = sources * size * 86400 / interval / 1_000_000
    return {"daily": daily, "yearly": daily * 365}


@calculator(
    "latency-share",
    title="Revenue lost to added latency",
    cues=("each 100 ms costs", "slower page", "added latency", "loses sales", "adds ms"),
    outputs=[
        Output("lost_share", "%", "extra / 100 * loss", "of sales lost"),
        Output("daily", "money/day", "revenue * lost_share", "of revenue lost"),
        Output("lost", "money/year", "daily * 365", "of revenue lost", main=True),
    ],
    source="Linear loss per 100 ms, as measured at Amazon (Linden, 2006) and Akamai (2017).",
)
def latency_share(
    extra: Annotated[float, Input(
        "millisecond", "the latency that is added", who="ml engineer", better="down",
        ask="How much latency is added?", cues=("adds", "ms", "slower", "extra"),
    )],
    loss: Annotated[float, Input(
        "%", "the share of sales lost for each 100 ms", who="data scientist", better="down",
        ask="What share of sales is lost for each 100 ms?",
        cues=("each extra 100", "loses", "of orders", "per 100"),
    )],
    revenue: Annotated[float, Input(
        "money/day", "the revenue that depends on it", who="finance",
        ask="What is the revenue that depends on it?", cues=("takes", "sell", "revenue", "a week"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What a slower answer costs where the loss per 100 ms is known."""
    lost_share = extra / 100 * loss
    return {"lost_share": lost_share, "daily": revenue * lost_share,
            "lost": revenue * lost_share * 365}  # fmt: skip
