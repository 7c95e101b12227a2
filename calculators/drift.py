"""Drift: how stale a model gets, how soon a fall is noticed, and how often to retrain."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil, sqrt
from statistics import NormalDist
from typing import Annotated

from .conventions import Power, Significance
from .model import Default, Input, Output, calculator


@calculator(
    "label-delay",
    title="Age of what the model learned from",
    cues=("labels arrive after", "label delay", "outcome is known after", "retrained every",
          "delayed feedback"),
    outputs=[
        Output("at_best", "day", "delay + training", "is the age of the newest label, at best"),
        Output("average", "day", "at_best + interval / 2",
               "is the age of the newest label, on average", main=True),
        Output("at_worst", "day", "at_best + interval", "is the age of the newest label, at worst"),
    ],
    source="The age of a copy refreshed at a fixed interval is half of it on average: Cho and "
    "Garcia-Molina, Synchronizing a Database to Improve Freshness, 2000.",
)  # fmt: skip
def label_delay(
    delay: Annotated[float, Input(
        "day", "the time until a label is known", who="data scientist", better="down",
        ask="How long after a case is its outcome known?",
        cues=("labels", "delay", "outcome", "known after", "feedback"),
    )],
    interval: Annotated[float, Input(
        "day", "the time from one retraining to the next", who="ml engineer", better="down",
        turned="how often the model is retrained", turned_cues=("retrain", "refresh", "refit"),
        ask="How long is it from one retraining to the next?",
        cues=("retrain", "every", "refresh", "interval"),
    )],
    training: Annotated[float, Input(
        "day", "the time to train, check and release", default=Default(
            0, 0, 0, "none was named"
        ), who="ml engineer", better="down",
        ask="How long does it take to train, check and release a model?",
        cues=("training takes", "to release", "deploy", "validation"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How old the newest label is that a model in use has learned from."""
    at_best = delay + training
    return {"at_best": at_best, "average": at_best + interval / 2, "at_worst": at_best + interval}


def _falls_below_zero(at: Mapping[str, float]) -> str | None:
    if at["drop"] >= at["rate"]:
        return "the rate cannot fall by as much as it is or more"
    return None


@calculator(
    "drift-detection",
    title="Time until a fall is noticed",
    checks=_falls_below_zero,
    cues=("detect drift", "accuracy drops", "monitor the model", "notice a fall", "degradation"),
    outputs=[
        Output("fallen", "%", "rate - drop", "is the rate after the fall"),
        Output("needed", "1",
               "ceil((z(1 - significance) * sqrt(rate * (1 - rate)) + z(power) * "
               "sqrt(fallen * (1 - fallen))) ** 2 / drop ** 2)", "labelled events needed"),
        Output("labels", "1/day", "events * labelled", "labelled events"),
        Output("days", "day", "needed / labels", "until the fall is told from chance", main=True),
    ],
    source="Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, 2003, chapter "
    "2, one-sided against a known rate; counted from the fall, without the delay of labels.",
)  # fmt: skip
def drift_detection(
    events: Annotated[float, Input(
        "1/day", "events that the rate is counted on", who="data engineer", better="up",
        ask="How many events a day is the rate counted on?",
        cues=("events", "predictions", "cases", "requests"),
    )],
    labelled: Annotated[float, Input(
        "%", "the share of events whose outcome becomes known", who="data scientist",
        ask="For what share of the events does the outcome become known?", better="up",
        cues=("labelled", "outcome", "checked", "sampled", "feedback"),
    )],
    rate: Annotated[float, Input(
        "%", "the rate watched, such as the accuracy, as it is now", who="data scientist",
        ask="What is the rate now that is watched?",
        cues=("accuracy", "precision", "recall", "rate", "currently"),
    )],
    drop: Annotated[float, Input(
        "pp", "the fall to be noticed", who="product manager", low=0.0001, high=1, better="up",
        ask="A fall by how many percentage points has to be noticed?",
        cues=("drop", "fall", "points", "decline", "degrade"),
    )],
    power: Power,
    significance: Significance,
) -> Mapping[str, float]:  # fmt: skip
    """How long it takes until enough labels show that a rate has fallen."""
    z = NormalDist().inv_cdf
    fallen = rate - drop
    spread = z(1 - significance) * sqrt(rate * (1 - rate)) + z(power) * sqrt(fallen * (1 - fallen))
    needed = float(ceil(spread**2 / drop**2))
    labels = events * labelled
    return {"fallen": fallen, "needed": needed, "labels": labels, "days": needed / labels}


@calculator(
    "staleness-loss",
    title="Loss of a model that grows stale",
    cues=("decays", "loses accuracy", "stale model", "points a month", "retrained every"),
    outputs=[
        Output("at_worst", "pp", "decay * interval", "lost just before a retraining"),
        Output("average", "pp", "at_worst / 2", "lost on average"),
        Output("monthly", "money/month", "100 * average * value", "lost to staleness"),
        Output("yearly", "money/year", "monthly * 12", "lost to staleness", main=True),
    ],
    source="A straight decline restored at each retraining loses half of its depth on average; "
    "that models decline: Vela et al., Temporal Quality Degradation in AI Models, 2022.",
)
def staleness_loss(
    decay: Annotated[float, Input(
        "pp/month", "how much the metric falls", who="data scientist", high=1,
        ask="By how many percentage points does the metric fall in a month?", better="down",
        cues=("decay", "loses", "falls", "points", "degrades"),
    )],
    interval: Annotated[float, Input(
        "month", "the time from one retraining to the next", who="ml engineer", better="down",
        ask="How long is it from one retraining to the next?",
        cues=("retrain", "every", "months", "refresh"),
    )],
    value: Annotated[float, Input(
        "money/month", "what one percentage point of the metric is worth", who="finance",
        ask="What is one percentage point of the metric worth a month?", better="down",
        cues=("per point", "each point", "a point", "worth"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What is lost because a model gets worse between retrainings."""
    at_worst = decay * interval
    monthly = 100 * at_worst / 2 * value
    return {
        "at_worst": at_worst,
        "average": at_worst / 2,
        "monthly": monthly,
        "yearly": monthly * 12,
    }


@calculator(
    "retraining-cadence",
    title="Best interval between retrainings",
    cues=("how often to retrain", "retraining schedule", "retraining cadence", "retrain weekly"),
    outputs=[
        Output("interval", "day", "sqrt(2 * run_cost / growth)", "between retrainings at best",
               main=True),
        Output("runs", "1/year", "365 / interval", "retrainings"),
        Output("retraining", "money/year", "runs * run_cost", "spent on retraining"),
        Output("staleness", "money/year", "365 * growth * interval / 2", "lost to staleness"),
        Output("yearly", "money/year", "retraining + staleness",
               "spent on retraining and lost to staleness"),
    ],
    source="The square root rule of Harris, How Many Parts to Make at Once, 1913, with "
    "retrainings for orders and a loss that grows in a straight line for stock.",
)  # fmt: skip
def retraining_cadence(
    run_cost: Annotated[float, Input(
        "money", "what one retraining costs, people's time too", who="ml engineer",
        ask="What does one retraining cost, with people's time?", better="down",
        cues=("per retraining", "each retraining", "to retrain", "run"),
    )],
    growth: Annotated[float, Input(
        "money/day", "how much dearer each further day without retraining is than the one before",
        who="data scientist", better="down",
        ask="By how much does the daily loss grow with each day since the last retraining?",
        cues=("grows by", "more each day", "loss", "a day more"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How often to retrain so that retraining and staleness together cost least."""
    interval = sqrt(2 * run_cost / growth)
    runs = 365 / interval
    staleness = 365 * growth * interval / 2
    return {
        "interval": interval,
        "runs": runs,
        "retraining": runs * run_cost,
        "staleness": staleness,
        "yearly": runs * run_cost + staleness,
    }
