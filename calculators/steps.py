"""Steps one after the other, starts before the whole is ready, and runs that come more often."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from .model import Default, Input, Output, calculator

_NONE = Default(0, 0, 0, "none, as nothing else was said")
_ONE = Default(1, 1, 1, "one, as nothing else was said")
_DELAY = "Cost of delay: Reinertsen, The Principles of Product Development Flow, 2009."


def _step(which: str, needed: bool) -> Input:
    return Input(
        "week", f"the time of the {which} step", who="operations", better="down",
        ask=f"How long does the {which} step take?", default=None if needed else _NONE,
        cues=("takes", "review", "test", "procurement", "training", "another", "then"),
    )  # fmt: skip


@calculator(
    "lead-times",
    title="Time left after steps one after the other",
    cues=(
        "one after the other",
        "none of it can overlap",
        "all in sequence",
        "lead times",
        "how much slack",
    ),
    outputs=[
        Output("fixed", "week", "first + second + third", "for the steps together"),
        Output("left", "week", "time - fixed", "left", main=True),
        Output("late", "week", "build - left", "too late"),
    ],
    source="Backward pass of the critical path method (Kelley and Walker, 1959).",
)
def lead_times(
    time: Annotated[
        float,
        Input(
            "week",
            "the time until the date",
            who="product manager",
            better="up",
            ask="How long is it until the date?",
            cues=("live in", "opens in", "in force in", "from today", "expects", "weeks to"),
        ),
    ],
    first: Annotated[float, _step("first", True)],
    second: Annotated[float, _step("second", False)],
    third: Annotated[float, _step("third", False)],
    build: Annotated[
        float,
        Input(
            "week",
            "the time that the rest takes",
            who="engineering manager",
            better="down",
            extra=True,
            ask="How long does the rest take?",
            cues=("build", "development", "estimate"),
        ),
    ],
) -> Mapping[str, float]:
    """How much time is left until a date when several steps follow one another."""
    fixed = first + second + third
    return {"fixed": fixed, "left": time - fixed, "late": build - (time - fixed)}


@calculator(
    "head-start",
    title="Gain of a part that starts earlier",
    cues=(
        "could start earlier as a pilot",
        "one part goes live before",
        "running both systems",
        "waiting for one big launch",
        "step one would run for",
    ),
    outputs=[
        Output("monthly", "money/month", "units * value * share", "for the part that starts"),
        Output("earned", "money", "monthly * months", "earned before the rest"),
        Output("net", "money", "earned - once", "after the cost of two steps", main=True),
    ],
    source=_DELAY,
)
def head_start(
    months: Annotated[float, Input(
        "month", "how much earlier it starts", who="product manager", better="up",
        ask="How much earlier does it start?", cues=("earlier", "before", "months", "weeks"),
    )],
    value: Annotated[float, Input(
        "money/month", "what it is worth", who="finance", better="up",
        ask="What is it worth a month?", cues=("worth", "saves", "a month", "a week", "bring"),
    )],
    share: Annotated[float, Input(
        "%", "the share of that from the part", who="product manager", better="up", default=_ONE,
        cues=("percent of", "a quarter of", "make up", "share"),
    )],
    units: Annotated[float, Input(
        "1", "how many start earlier", who="product manager", better="up", default=_ONE,
        cues=("of them", "clinics", "depots", "shops"),
    )],
    once: Annotated[float, Input(
        "money", "what the two steps cost on top", who="finance", better="down", default=_NONE,
        cues=("one-off", "extra", "additional", "costs us"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What it brings that a part starts earlier, less what two steps cost on top."""
    monthly = units * value * share
    return {"monthly": monthly, "earned": monthly * months, "net": monthly * months - once}


@calculator(
    "phased-by-money",
    title="A first phase against waiting, both in money a month",
    cues=("plan A is to wait", "which plan wins", "start in two steps or at once",
          "by the end of month 12"),
    outputs=[
        Output("waiting", "money", "(horizon - whole) * full", "earned by waiting"),
        Output("early", "money", "(phased - first) * part", "earned by the first phase"),
        Output("with_phases", "money", "early + (horizon - phased) * full",
               "earned with the first phase"),
        Output("gain", "money", "with_phases - waiting", "more with the first phase", main=True),
    ],
    source=_DELAY,
)  # fmt: skip
def phased_by_money(
    first: Annotated[float, Input(
        "month", "when the first phase starts", who="product manager", better="down",
        ask="When does the first phase start?", cues=("first", "after", "simple", "start"),
    )],
    part: Annotated[float, Input(
        "money/month", "what the first phase brings", who="finance", better="up",
        ask="What does the first phase bring a month?", cues=("first", "brings", "with"),
    )],
    phased: Annotated[float, Input(
        "month", "when the whole follows it", who="product manager", better="down",
        ask="When does the whole follow the first phase?", cues=("instead", "follows", "comes"),
    )],
    whole: Annotated[float, Input(
        "month", "when the whole starts without a first phase", who="product manager",
        better="down", ask="When does the whole start without a first phase?",
        cues=("wait", "goes live", "at once"),
    )],
    full: Annotated[float, Input(
        "money/month", "what the whole brings", who="finance", better="up",
        ask="What does the whole bring a month?", cues=("in all", "full", "whole", "brings"),
    )],
    horizon: Annotated[float, Input(
        "month", "until when it is counted", who="finance",
        ask="Until when is it counted?", cues=("first", "by the end of", "months from today"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """Whether a first phase earns more by a date than waiting for the whole."""
    waiting, early = (horizon - whole) * full, (phased - first) * part
    with_phases = early + (horizon - phased) * full
    return {
        "waiting": waiting,
        "early": early,
        "with_phases": with_phases,
        "gain": with_phases - waiting,
    }


@calculator(
    "all-in-time",
    title="Chance that all of several hold",
    cues=(
        "all have to be up",
        "independently of each other",
        "each of them kept its date",
        "one after the other and each is up",
    ),
    outputs=[
        Output("together", "%", "each ** count", "that all of them hold", main=True),
        Output("down", "hour/year", "(1 - together) * 8760", "in which not all hold"),
        Output("expected", "money", "(1 - together) * penalty", "to be expected to pay"),
    ],
    source="Product of independent probabilities: Trivedi, Probability and Statistics with "
    "Reliability, 2002.",
)
def all_in_time(
    each: Annotated[float, Input(
        "%", "how often each of them holds", who="engineering manager", better="up",
        turned="how often each of them fails", ask="How often does each of them hold?",
        cues=("each", "up", "kept", "percent of the time"),
    )],
    count: Annotated[float, Input(
        "1", "how many have to hold", who="engineering manager", better="down", whole=True, low=1,
        ask="How many have to hold?", cues=("services", "suppliers", "all", "independent"),
    )],
    penalty: Annotated[float, Input(
        "money", "what it costs if one does not", who="finance", better="down", extra=True,
        ask="What does it cost if one does not hold?", cues=("penalty", "costs", "pay"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How likely all of several independent things are, and what is to be paid otherwise."""
    together = each**count
    return {
        "together": together,
        "down": (1 - together) * 8760,
        "expected": (1 - together) * penalty,
    }


@calculator(
    "more-runs",
    title="Extra cost of retraining more often",
    cues=(
        "once a week instead of once a month",
        "going daily",
        "from one run a month to one a week",
        "what would that add",
    ),
    outputs=[
        Output("gpu_hours", "hour", "gpus * hours", "of computing a run"),
        Output("run_cost", "money", "gpu_hours * price", "for one run"),
        Output("cost_now", "money/year", "run_cost * now", "as often as now"),
        Output("cost_then", "money/year", "run_cost * then", "as often as is asked for"),
        Output("runs_more", "1/year", "then - now", "more runs"),
        Output("hours_more", "hour/year", "gpu_hours * runs_more", "more of computing"),
        Output("added", "money/year", "cost_then - cost_now", "more", main=True),
    ],
    source="Runs a year times what a run costs; a year has 52 weeks or 12 months.",
)
def more_runs(
    hours: Annotated[float, Input(
        "hour", "how long a run takes", who="ml engineer", better="down",
        ask="How long does a run take?", cues=("hours", "busy", "run", "for"),
    )],
    price: Annotated[float, Input(
        "money", "what an hour of one GPU costs", who="finance", better="down",
        ask="What does an hour of one GPU cost?", cues=("per gpu", "an hour", "gpu-hour"),
    )],
    now: Annotated[float, Input(
        "1/year", "how often it runs now", who="ml engineer",
        ask="How often does it run now?", cues=("today", "now", "once", "from"),
    )],
    then: Annotated[float, Input(
        "1/year", "how often it is to run", who="product manager",
        ask="How often is it to run?", cues=("instead", "to", "would like", "every"),
    )],
    gpus: Annotated[float, Input(
        "1", "GPUs that a run takes", who="ml engineer", better="down", default=_ONE,
        cues=("gpus", "a100", "machines", "cards"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What it costs a year to train more often than now."""
    gpu_hours = gpus * hours
    run_cost = gpu_hours * price
    return {
        "gpu_hours": gpu_hours,
        "run_cost": run_cost,
        "cost_now": run_cost * now,
        "cost_then": run_cost * then,
        "runs_more": then - now,
        "hours_more": gpu_hours * (then - now),
        "added": run_cost * (then - now),
    }


@calculator(
    "more-runs-by-price",
    title="Extra cost of retraining more often, at a price a run",
    cues=(
        "a run costs",
        "once a week instead of once a month at",
        "each retraining is",
        "per year more",
    ),
    outputs=[
        Output("cost_now", "money/year", "run_cost * now", "as often as now"),
        Output("cost_then", "money/year", "run_cost * then", "as often as is asked for"),
        Output("added", "money/year", "cost_then - cost_now", "more", main=True),
    ],
    source="Runs a year times what a run costs; a year has 52 weeks or 12 months.",
)
def more_runs_by_price(
    run_cost: Annotated[float, Input(
        "money", "what one run costs", who="finance", better="down",
        ask="What does one run cost?", cues=("a run", "each", "costs"),
    )],
    now: Annotated[float, Input(
        "1/year", "how often it runs now", who="ml engineer",
        ask="How often does it run now?", cues=("today", "now", "once", "from"),
    )],
    then: Annotated[float, Input(
        "1/year", "how often it is to run", who="product manager",
        ask="How often is it to run?", cues=("instead", "to", "asking", "every"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What it costs a year to run more often than now."""
    return {
        "cost_now": run_cost * now,
        "cost_then": run_cost * then,
        "added": run_cost * (then - now),
    }
