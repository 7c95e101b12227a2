"""Data: how much piles up, what keeping and moving it costs, and when there is enough."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from .model import Input, Output, calculator

Events = Annotated[float, Input(
    "1/day", "events", ask="How many events come in a day?", who="data engineer",
    cues=("events", "records", "rows", "transactions", "interactions"),
)]  # fmt: skip


@calculator(
    "data-volume",
    title="Volume of stored data",
    cues=("events a day", "kb each", "retention", "data volume", "keep the data for"),
    outputs=[
        Output("daily", "gigabyte/day", "events * size / 1e6", "of new data"),
        Output("monthly", "gigabyte/month", "daily * 365 / 12", "of new data"),
        Output("stored", "gigabyte", "daily * retention", "kept at any time", main=True),
    ],
    source="Little's law: what is kept is what comes in times how long it stays (Little, 1961); "
    "a GB of the SI, a million kB, one copy, not compressed.",
)
def data_volume(
    events: Events,
    size: Annotated[float, Input(
        "kilobyte", "the size of one event", ask="How large is one event?", who="data engineer",
        better="down", cues=("kb", "bytes", "each", "size", "payload"),
    )],
    retention: Annotated[float, Input(
        "day", "how long events are kept", ask="How long are the events kept?", who="legal",
        better="down", cues=("retention", "kept", "stored for", "days", "history"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How much data is kept at any time, and how much is added."""
    daily = events * size / 1e6
    return {"daily": daily, "monthly": daily * 365 / 12, "stored": daily * retention}


@calculator(
    "storage-cost",
    title="Cost of storage",
    instead="retained-storage",
    cues=("storage", "gb stored", "per gb-month", "store the data", "tb of data"),
    outputs=[
        Output("monthly", "money/month", "stored * price", "spent on storage"),
        Output("yearly", "money/year", "monthly * 12", "spent on storage", main=True),
    ],
    source="Price list arithmetic of object stores: the mean volume times the price of a "
    "GB-month; reading and writing are charged beside it.",
)
def storage_cost(
    stored: Annotated[float, Input(
        "gigabyte", "what is stored, all copies", who="data engineer", better="down",
        ask="How much is stored, with all copies?", cues=("gb", "tb", "stored", "storage"),
    )],
    price: Annotated[float, Input(
        "money/month", "what a GB costs", who="finance", better="down",
        ask="What does it cost to store a GB for a month?",
        cues=("per gb", "gb-month", "storage price", "a month"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What it costs to keep data."""
    monthly = stored * price
    return {"monthly": monthly, "yearly": monthly * 12}


@calculator(
    "egress-cost",
    title="Cost of moving data out",
    cues=("egress", "data transfer", "move data out", "between regions", "download"),
    outputs=[
        Output("monthly", "money/month", "moved * price", "spent on moving data"),
        Output("yearly", "money/year", "monthly * 12", "spent on moving data", main=True),
    ],
    source="Price list arithmetic of cloud networks: GB that leave times the price of a GB; free "
    "allowances and steps for large volumes are not taken off.",
)
def egress_cost(
    moved: Annotated[float, Input(
        "gigabyte/month", "what is moved out", who="data engineer", better="down",
        ask="How much data is moved out a month?", cues=("gb", "tb", "egress", "transfer", "moved"),
    )],
    price: Annotated[float, Input(
        "money", "what moving a GB costs", ask="What does it cost to move a GB out?",
        who="finance", better="down", cues=("per gb", "egress price", "each gb"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What it costs to move data out of where it is kept."""
    monthly = moved * price
    return {"monthly": monthly, "yearly": monthly * 12}


@calculator(
    "cold-start-coverage",
    title="Users or items too new for the model",
    cues=("cold start", "new users", "new items", "not enough history", "first interactions"),
    outputs=[
        Output("wait", "month", "needed / activity", "until a new one has enough history"),
        Output("uncovered", "%", "min(1, arriving * wait)", "are too new at any time",
               main=True),
        Output("covered", "%", "1 - uncovered", "have enough history"),
    ],
    source="Little's law: the number too new is arrivals times the time they stay so (Little, "
    "1961); cold start as in Schein et al., Methods and Metrics for Cold-Start "
    "Recommendations, 2002.",
)  # fmt: skip
def cold_start_coverage(
    arriving: Annotated[float, Input(
        "%", "the share of users or items that are new each month", who="product manager",
        ask="What share of the users or items is new each month?", better="down",
        cues=("new users", "new items", "each month", "turnover", "join"),
    )],
    needed: Annotated[float, Input(
        "1", "the interactions before the model is of use", who="data scientist", better="down",
        ask="How many interactions does the model need before it is of use?",
        cues=("interactions", "needs", "at least", "ratings", "history"),
    )],
    activity: Annotated[float, Input(
        "1/month", "interactions of a new one", who="data engineer", better="up",
        ask="How many interactions does a new user or item have a month?",
        cues=("interactions", "a month", "visits", "clicks", "per user"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What share of users or items has too little history for the model at any time."""
    wait = needed / activity
    uncovered = min(1, arriving * wait)
    return {"wait": wait, "uncovered": uncovered, "covered": 1 - uncovered}


@calculator(
    "learning-curve",
    title="Time until there is enough data",
    cues=("enough data", "events needed", "collect data", "training examples needed",
          "data for training"),
    outputs=[
        Output("days", "day", "needed / events", "of collecting"),
        Output("weeks", "week", "days / 7", "of collecting until there is enough", main=True),
    ],
    source="What is needed over what comes in; how much is needed is read off a learning curve "
    "(Figueroa et al., Predicting Sample Size Required for Classification Performance, 2012).",
)  # fmt: skip
def learning_curve(
    needed: Annotated[float, Input(
        "1", "events needed for training", who="data scientist", better="down",
        ask="How many events does training need?",
        cues=("needed", "examples", "at least", "training set", "required"),
    )],
    events: Events,
) -> Mapping[str, float]:  # fmt: skip
    """How long data has to be collected before a model can learn from it."""
    days = needed / events
    return {"days": days, "weeks": days / 7}


@calculator(
    "positive-cases",
    title="Time until there are enough positives",
    cues=("rare events", "positive examples", "only a few cases", "base rate", "failures a year"),
    outputs=[
        Output("positives", "1/day", "events * base_rate", "positives"),
        Output("events_needed", "1", "wanted / base_rate", "events that hold as many positives"),
        Output("days", "day", "wanted / positives", "of collecting"),
        Output("weeks", "week", "days / 7", "of collecting until there are enough positives",
               main=True),
    ],
    source="Mean of the negative binomial distribution: n positives at a rate p take n / p trials "
    "(Feller, An Introduction to Probability Theory, 1968, chapter VI).",
)  # fmt: skip
def positive_cases(
    events: Events,
    base_rate: Annotated[float, Input(
        "%", "the share of events that are positive", who="data scientist",
        ask="What share of the events is positive?",
        cues=("base rate", "prevalence", "positive", "rare", "failures"),
    )],
    wanted: Annotated[float, Input(
        "1", "positives wanted for training and testing", who="data scientist", better="down",
        ask="How many positives are wanted for training and testing?",
        cues=("positives", "wanted", "at least", "examples", "cases"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How long it takes until rare positives are enough to learn from."""
    positives = events * base_rate
    days = wanted / positives
    return {
        "positives": positives,
        "events_needed": wanted / base_rate,
        "days": days,
        "weeks": days / 7,
    }
