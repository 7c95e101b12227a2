"""What a model's limits come to for those it serves: missed, unknown, stale, lost or kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from .model import Input, Output, calculator


@calculator(
    "missed-cases",
    title="Cases that a model misses",
    cues=("recall", "missed", "slip through", "go unnoticed", "picks up only"),
    outputs=[
        Output("missed", "1/day", "positives * (1 - recall)", "missed cases"),
        Output("yearly", "1/year", "missed * 365", "missed cases"),
        Output("lost", "money/year", "yearly * value", "lost on missed cases", main=True),
    ],
    source="Recall is the share of true cases that are found (van Rijsbergen, 1979).",
)
def missed_cases(
    positives: Annotated[float, Input(
        "1/day", "true cases that happen", who="operations", ask="How many true cases are there?",
        cues=("a year", "happen", "cases", "defects", "leaks"),
    )],
    recall: Annotated[float, Input(
        "%", "the share of true cases that are found", turned="the share that is missed",
        turned_cues=("miss", "slip", "unnoticed", "overlook"),
        who="data scientist", better="up", ask="What share of the true cases is found?",
        cues=("recall", "finds", "catches", "picks up", "detects"),
    )],
    value: Annotated[float, Input(
        "money", "what a missed case costs", who="finance", better="down",
        ask="What does a missed case cost?", cues=("each", "costs", "per case", "repair"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What is lost a year on true cases that are not found."""
    missed = positives * (1 - recall)
    return {"missed": missed, "yearly": missed * 365, "lost": missed * 365 * value}


@calculator(
    "cold-start",
    title="Value lost on users without history",
    cues=("no history", "new visitors", "without recommendations", "cold start"),
    outputs=[
        Output("without", "1/day", "visitors * share", "visitors without history"),
        Output("daily", "money/day", "without * (known - unknown)", "lost on them"),
        Output("lost", "money/year", "daily * 365", "lost on them", main=True),
    ],
    source="Volume times the difference of the unit values.",
)
def cold_start(
    visitors: Annotated[float, Input(
        "1/day", "visitors", who="product manager", ask="How many visitors are there?",
        cues=("visitors", "users", "daily", "customers"),
    )],
    share: Annotated[float, Input(
        "%", "the share of them without history", who="data scientist", better="down",
        turned="the share of them with history", ask="What share has no history?",
        cues=("no history", "new", "without"),
    )],
    known: Annotated[float, Input(
        "money", "what a visitor with history is worth", who="finance",
        ask="What is a visitor with history worth?", cues=("with recommendations", "one with"),
    )],
    unknown: Annotated[float, Input(
        "money", "what a visitor without history is worth", who="finance", better="up",
        ask="What is a visitor without history worth?", cues=("without", "one without"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What is lost a year because the model does not know new visitors yet."""
    without = visitors * share
    daily = without * (known - unknown)
    return {"without": without, "daily": daily, "lost": daily * 365}


@calculator(
    "warm-up",
    title="Time until an item can be ranked",
    cues=("needs plays before", "needs clicks before", "new items a week", "until it can be"),
    outputs=[
        Output("days", "day", "needed / arriving", "until an item can be placed", main=True),
        Output("waiting", "1", "added * days", "items not yet placeable at any time"),
    ],
    source="Little's law: what is in the system is the arrival rate times the time in it (1961).",
)
def warm_up(
    needed: Annotated[float, Input(
        "1", "interactions that an item needs", who="data scientist", better="down",
        ask="How many interactions does an item need?", cues=("needs", "before", "first"),
    )],
    arriving: Annotated[float, Input(
        "1/day", "interactions that a new item gets", who="product manager", better="up",
        ask="How many interactions does a new item get a day?", cues=("gets", "on its own"),
    )],
    added: Annotated[float, Input(
        "1/day", "items that are added", who="product manager",
        ask="How many items are added a day?", cues=("release", "added", "new", "a week"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How long an item waits until the model knows it, and how many wait."""
    days = needed / arriving
    return {"days": days, "waiting": added * days}


@calculator(
    "metric-decay",
    title="Quality lost without retraining",
    cues=("without retraining", "loses points a week", "freeze", "decays"),
    outputs=[
        Output("lost", "pp", "weekly * weeks", "lost by then", main=True),
        Output("left", "%", "start - lost", "left by then"),
        Output("average", "pp", "lost / 2", "lost on average"),
        Output("more_wrong", "1/week", "cases * lost", "more wrong at the end"),
        Output("more_in_all", "1", "cases * weeks * average", "more wrong in all"),
        Output("cost_at_end", "money/week", "more_wrong * price", "more at the end"),
    ],
    source="A linear decay over the time without retraining.",
    checks=lambda at: (
        "more would be lost than there is" if at["weekly"] * at["weeks"] > at["start"] else None
    ),
)
def metric_decay(
    weeks: Annotated[float, Input(
        "week", "the time without retraining", who="engineering manager", better="down",
        ask="How long is the time without retraining?", cues=("freeze", "without", "for"),
    )],
    weekly: Annotated[float, Input(
        "pp/week", "points lost", who="data scientist", better="down",
        ask="How many points are lost in a week?", cues=("points", "loses", "a week", "drops"),
    )],
    start: Annotated[float, Input(
        "%", "the quality at the start", who="data scientist",
        ask="What is the quality at the start?", cues=("from", "starting", "accuracy"),
    )],
    cases: Annotated[float, Input(
        "1/week", "decisions that are taken", who="operations", extra=True,
        ask="How many decisions are taken?", cues=("decisions", "cases", "a week", "a day"),
    )],
    price: Annotated[float, Input(
        "money", "what a wrong one costs", who="finance", better="down", extra=True,
        ask="What does a wrong one cost?", cues=("each wrong", "costs", "to repair"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How far quality falls while the model cannot be refreshed."""
    lost = weekly * weeks
    return {
        "lost": lost,
        "left": start - lost,
        "average": lost / 2,
        "more_wrong": cases * lost,
        "more_in_all": cases * weeks * lost / 2,
        "cost_at_end": cases * lost * price,
    }


@calculator(
    "skipped-retrainings",
    title="Retrainings that a freeze skips",
    cues=("freeze", "frozen production", "no releases", "normally retrain"),
    outputs=[
        Output("skipped", "1", "freeze / interval", "retrainings skipped", main=True),
        Output("lost", "pp", "weekly * freeze", "lost by the end of the freeze"),
        Output("left", "%", "start - lost", "left at the end of the freeze"),
    ],
    source="The length of the freeze over the usual interval.",
)
def skipped_retrainings(
    freeze: Annotated[float, Input(
        "week", "the length of the freeze", who="engineering manager", better="down",
        ask="How long is the freeze?", cues=("freeze", "frozen", "freezes"),
    )],
    interval: Annotated[float, Input(
        "week", "the usual time between retrainings", who="ml engineer",
        ask="How often is the model usually retrained?", cues=("retrain", "every", "normally"),
    )],
    weekly: Annotated[float, Input(
        "pp/week", "points lost without retraining", who="data scientist", better="down",
        extra=True, ask="How many points are lost in a week without retraining?",
        cues=("points", "loses", "a week", "drops"),
    )],
    start: Annotated[float, Input(
        "%", "the quality at the start", who="data scientist", extra=True,
        ask="What is the quality at the start?", cues=("from", "starting", "accuracy", "now"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How many retrainings fall into a freeze, and what that costs in quality."""
    lost = weekly * freeze
    return {"skipped": freeze / interval, "lost": lost, "left": start - lost}


@calculator(
    "fraud-by-value",
    title="Fraud as a share of what is paid",
    cues=("basis points of payments", "fraud runs at", "stops it by value", "payments go through"),
    outputs=[
        Output("before", "money/year", "paid * rate", "of fraud before the model"),
        Output("stopped", "money/year", "before * recall", "of fraud stopped"),
        Output("lost", "money/year", "before - stopped", "of fraud that gets through", main=True),
        Output("less", "money/year", "before * (then - recall)", "less with the better model"),
    ],
    source="Fraud losses are reported in basis points of the value paid (Nilson Report).",
)
def fraud_by_value(
    paid: Annotated[float, Input(
        "money/year", "what is paid in all", who="finance", ask="What is paid in a year?",
        cues=("payments", "go through", "volume", "a year"),
    )],
    rate: Annotated[float, Input(
        "%", "the share of it that is fraud", who="finance", better="down",
        ask="What share of it is fraud?", cues=("fraud", "basis points", "runs at"),
    )],
    recall: Annotated[float, Input(
        "%", "the share of fraud that is stopped", who="data scientist", better="up",
        turned="the share of fraud that gets through", ask="What share of fraud is stopped?",
        cues=("stops", "catches", "blocks", "by value"),
    )],
    then: Annotated[float, Input(
        "%", "the share of fraud that would be stopped", who="data scientist", better="up",
        extra=True, ask="What share of fraud would be stopped?", cues=("to", "lift", "would"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What fraud takes, with and without the model."""
    before = paid * rate
    return {
        "before": before,
        "stopped": before * recall,
        "lost": before - before * recall,
        "less": before * (then - recall),
    }


@calculator(
    "churn-saved",
    title="Value of the customers that are kept",
    cues=("keep some of the leavers", "leave every month", "retention offer", "churners kept"),
    outputs=[
        Output("leaving", "1/month", "customers * churn", "customers leaving"),
        Output("kept", "1/month", "leaving * saved", "customers kept"),
        Output("worth", "money/month", "kept * value * months", "kept, over their time", main=True),
    ],
    source="Customers times churn times the share that stays, at what they go on to pay.",
)
def churn_saved(
    customers: Annotated[float, Input(
        "1", "customers", who="product manager", ask="How many customers are there?",
        cues=("customers", "subscribers", "users"),
    )],
    churn: Annotated[float, Input(
        "%/month", "the share that leaves", who="product manager", better="down",
        ask="What share leaves in a month?", cues=("leave", "churn", "every month"),
    )],
    saved: Annotated[float, Input(
        "%", "the share of the leavers that can be kept", who="data scientist", better="up",
        ask="What share of the leavers can be kept?", cues=("keep", "of the leavers", "kept"),
    )],
    value: Annotated[float, Input(
        "money/month", "what a customer pays", who="finance", ask="What does a customer pay?",
        cues=("pays", "a month", "fee"), better="up",
    )],
    months: Annotated[float, Input(
        "month", "how long a kept customer stays", who="finance", better="up",
        ask="How long does a kept customer stay?", cues=("another", "for", "stays"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What it is worth to keep some of those who would leave."""
    leaving = customers * churn
    kept = leaving * saved
    return {"leaving": leaving, "kept": kept, "worth": kept * value * months}


@calculator(
    "early-version",
    title="What a simple version earns before the full one",
    cues=("simple version first", "rule-based version", "live earlier", "part of the benefit"),
    outputs=[Output("gained", "money", "(later - early) * share * value", "gained", main=True)],
    source="The benefit of the early version over the time until the full one (Reinertsen, 2009).",
    checks=lambda at: "the early version is not earlier" if at["early"] >= at["later"] else None,
)
def early_version(
    early: Annotated[float, Input(
        "week", "when the simple version is live", who="engineering manager", better="down",
        ask="When is the simple version live?", cues=("can be live", "in", "first", "simple"),
    )],
    later: Annotated[float, Input(
        "week", "when the full version is live", who="engineering manager",
        ask="When is the full version live?", cues=("after", "full", "either way"),
    )],
    share: Annotated[float, Input(
        "%", "the share of the benefit that the simple version brings", who="product manager",
        better="up", ask="What share of the benefit does the simple version bring?",
        cues=("of the benefit", "of the value", "gets"),
    )],
    value: Annotated[float, Input(
        "money/week", "the full benefit", who="finance", better="up",
        ask="What is the full benefit?", cues=("a week", "a month", "benefit", "worth"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What it earns to start with a simple version."""
    return {"gained": (later - early) * share * value}
