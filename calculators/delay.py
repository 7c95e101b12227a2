"""Time is money: what delays lose, what phases bring forward, when accuracy is worth the wait."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from .model import Input, Output, calculator

ValuePerMonth = Annotated[float, Input(
    "money/month", "what the finished thing is worth", who="finance", better="up",
    ask="What is it worth a month once it works?",
    cues=("worth", "a month", "value", "benefit", "saves"),
)]  # fmt: skip
Delay = Annotated[float, Input(
    "month", "the delay", ask="How long is the delay?", who="product manager", better="down",
    cues=("delay", "later", "slip", "postpone", "wait"),
)]  # fmt: skip


@calculator(
    "cost-of-delay",
    title="Cost of delay",
    cues=("every month of delay", "cost of delay", "each week we wait", "if it slips"),
    outputs=[
        Output("weekly", "money/week", "value * 12 * 7 / 365", "lost with each week of delay"),
        Output("lost", "money", "value * delay", "lost by the delay", main=True),
        Output("waiting", "money", "meanwhile * delay", "paid meanwhile"),
        Output("monthly", "money/month", "value + meanwhile", "lost and paid each month"),
        Output("in_all", "money", "lost + waiting", "lost and paid by the delay"),
    ],
    source="Reinertsen, The Principles of Product Development Flow, 2009, chapter 2.",
)
def cost_of_delay(
    value: ValuePerMonth,
    delay: Delay,
    meanwhile: Annotated[float, Input(
        "money/month", "what is paid as long as it is not there", who="finance", better="down",
        extra=True, ask="What is paid as long as it is not there?",
        cues=("keep paying", "carries on", "old system", "on top"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What a delay loses when the value comes later but does not shrink."""
    return {
        "weekly": value * 12 * 7 / 365,
        "lost": value * delay,
        "waiting": meanwhile * delay,
        "monthly": value + meanwhile,
        "in_all": (value + meanwhile) * delay,
    }


def _gone_before(at: Mapping[str, float]) -> str | None:
    return "the delay is longer than the life" if at["delay"] > at["life"] else None


@calculator(
    "late-entry",
    title="Cost of entering a market late",
    checks=_gone_before,
    cues=("window is closing", "competitor is first", "late to market", "market shrinks"),
    outputs=[
        Output("kept", "%", "(1 - decay) ** delay", "of the monthly value left at the start"),
        Output("missed", "money", "value * delay", "missed while waiting"),
        Output("shrunk", "money", "value * (1 - kept) * (life - delay)", "lost for being late"),
        Output("lost", "money", "missed + shrunk", "lost by the delay", main=True),
    ],
    source="Late entry with a lower peak and a fixed end of life: Smith and Reinertsen, "
    "Developing Products in Half the Time, 1991, chapter 2.",
)
def late_entry(
    value: ValuePerMonth,
    delay: Delay,
    decay: Annotated[float, Input(
        "%", "the share of the value lost for each month of delay", who="product manager",
        better="down", ask="What share of the monthly value is lost for each month of delay?",
        cues=("shrinks", "decay", "loses", "per month late", "erodes"),
    )],
    life: Annotated[float, Input(
        "month", "the months from today in which it is worth something", who="product manager",
        better="up", ask="For how many months from today is it worth something?",
        cues=("life", "window", "season", "until", "contract"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What a delay loses when the value also shrinks with every month of waiting."""
    kept = (1 - decay) ** delay
    missed = value * delay
    shrunk = value * (1 - kept) * (life - delay)
    return {"kept": kept, "missed": missed, "shrunk": shrunk, "lost": missed + shrunk}


def _phases_out_of_order(at: Mapping[str, float]) -> str | None:
    if not at["first"] <= at["phased"] <= at["horizon"]:
        return "the first phase comes before the full one, and both before the horizon"
    return "the horizon is before everything is done" if at["whole"] > at["horizon"] else None


@calculator(
    "phased-plan",
    title="Value of starting with a first phase",
    checks=_phases_out_of_order,
    cues=("first phase", "start with a subset", "minimum viable", "phased", "simple version first"),
    outputs=[
        Output("early", "money", "value * share * (phased - first)", "earned by the first phase"),
        Output("with_phases", "money", "early + value * (horizon - phased)", "earned in phases"),
        Output("at_once", "money", "value * (horizon - whole)", "earned when all comes at once"),
        Output("gain", "money", "with_phases - at_once", "gained by starting with a phase",
               main=True),
    ],
    source="Incremental funding: Denne and Cleland-Huang, Software by Numbers, 2003.",
)  # fmt: skip
def phased_plan(
    value: ValuePerMonth,
    share: Annotated[float, Input(
        "%", "the share of the value that the first phase brings", who="product manager",
        better="up", ask="What share of the value does the first phase bring?",
        cues=("share", "of the value", "first phase", "already"),
    )],
    first: Annotated[float, Input(
        "month", "the months to the first phase", who="engineering manager", better="down",
        ask="How long until the first phase works?", cues=("first phase", "first version", "mvp"),
    )],
    phased: Annotated[float, Input(
        "month", "the months to everything, in phases", who="engineering manager",
        better="down", ask="How long until everything works, if it is done in phases?",
        cues=("second phase", "then", "full", "complete"),
    )],
    whole: Annotated[float, Input(
        "month", "the months to everything, at once", who="engineering manager",
        better="up", ask="How long until everything works, if it is done at once?",
        cues=("at once", "all in one", "in one go", "big bang"),
    )],
    horizon: Annotated[float, Input(
        "month", "the months that are counted", who="finance",
        ask="Over how many months should the value be counted?",
        cues=("horizon", "over", "within", "fiscal year"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What a first phase earns, against waiting until everything is done at once."""
    early = value * share * (phased - first)
    with_phases = early + value * (horizon - phased)
    at_once = value * (horizon - whole)
    return {
        "early": early,
        "with_phases": with_phases,
        "at_once": at_once,
        "gain": with_phases - at_once,
    }


@calculator(
    "price-of-accuracy",
    title="Whether more accuracy is worth the wait",
    cues=("one more point", "wait for better accuracy", "good enough", "improve the model first"),
    outputs=[
        Output("gained", "money", "points * 100 * value * years", "gained by the accuracy"),
        Output("lost", "money", "months * delay_cost", "lost by waiting"),
        Output("net", "money", "gained - lost", "gained by waiting for it", main=True),
        Output("worth_waiting", "month", "gained / delay_cost", "that it may take at most"),
    ],
    source="Trade-off by cost of delay: Reinertsen, The Principles of Product Development Flow, "
    "2009, principle E1.",
)
def price_of_accuracy(
    points: Annotated[float, Input(
        "pp", "the accuracy gained", ask="How many percentage points would be gained?",
        who="data scientist", better="up", cues=("points", "pp", "more accurate", "improve"),
    )],
    value: Annotated[float, Input(
        "money/year", "what one percentage point is worth", who="product manager",
        better="up", ask="What is one percentage point worth a year?",
        cues=("each point", "per point", "worth", "percentage point"),
    )],
    years: Annotated[float, Input(
        "year", "the years that it is used", ask="For how many years will it be used?",
        who="product manager", better="up", cues=("years", "lifetime", "used for"),
    )],
    months: Annotated[float, Input(
        "month", "the time that it takes", ask="How many months would it take?",
        who="data scientist", better="down", cues=("months", "takes", "longer", "weeks"),
    )],
    delay_cost: Annotated[float, Input(
        "money/month", "what waiting costs", ask="What does a month of waiting cost?",
        who="finance", better="down", cues=("delay", "waiting", "a month", "later"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """Whether a more accurate model is worth its delay."""
    gained = points * 100 * value * years
    lost = months * delay_cost
    return {
        "gained": gained,
        "lost": lost,
        "net": gained - lost,
        "worth_waiting": gained / delay_cost,
    }
