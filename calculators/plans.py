"""A plan against a date and a budget: people, work and waiting times; what money buys."""

from __future__ import annotations

from collections.abc import Mapping
from math import floor
from typing import Annotated

from .model import Default, Input, Output, calculator
from .planning import FOCUS, NONE, OVERRUN, WeeksLeft

_WHOLE = Default(1, 1, 1, "full time, as nothing else was said")
_CAP = Default(3, 3, 3, "practice estimate of this project, no published source")
_ON_PAYROLL = Default(
    0, 0, 0, "assumed: the people are on the payroll, the budget pays what is bought"
)
_RATE = Default(
    2_500, 1_300, 4_500,
    "practice estimate of this project; the low end is 40 hours at the mean labour cost of the EU "
    "in 2024 (Eurostat), the high end an experienced freelancer",
)  # fmt: skip
_LABEL_PRICE = Default(
    0.5, 0.1, 3,
    "practice estimate of this project, no published source: from a plain label by a crowd to a "
    "few minutes of an expert",
)  # fmt: skip
_ONCE = Default(1, 1, 1, "one, as nothing else was said")
DRAWS_STEPS = (
    "One draw is in time when its spare is not negative. Where inputs are ranges, 4,000 draws are "
    "made with the seed, triangular about the likely value where it is assumed, even over the "
    "range where it was said; the figure is the share of the draws in time."
)

Effort = Annotated[float, Input(
    "week", "the work, in weeks of one person", who="engineering manager", better="down",
    ask="How many person-weeks of work is it?", cues=("person-weeks", "effort", "work"),
)]  # fmt: skip
Overrun = Annotated[float, Input(
    "%", "what estimates are exceeded by on average", who="engineering manager",
    default=OVERRUN, high=5, better="down", cues=("overrun", "usually late", "slip"),
)]  # fmt: skip
Rate = Annotated[float, Input(
    "money/week", "what a week of one person costs, all in", who="finance", default=_RATE,
    better="down", ask="What does a week of one person cost, all in?",
    cues=("a week", "per person", "salary", "day rate"),
)]  # fmt: skip
Budget = Annotated[float, Input(
    "money", "the budget", who="finance", better="up", ask="What may it cost in all?",
    cues=("budget", "funding", "may cost", "spend"),
)]  # fmt: skip


@calculator(
    "weeks-left",
    title="Weeks until a date",
    cues=("until", "by the date", "deadline"),
    outputs=[Output("left", "week", "days / 7 - blocked", "until the date", main=True)],
    source="Calendar arithmetic: a week has seven days; weeks in which nothing moves are no time.",
)
def weeks_left(
    days: Annotated[float, Input(
        "day", "the days until the date", who="product manager", better="up",
        ask="On which date does it have to be done?", cues=("days", "until", "by"),
    )],
    blocked: Annotated[float, Input(
        "week", "the weeks until then in which nothing moves", who="engineering manager",
        default=NONE, better="down", cues=("freeze", "closed", "vacation"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How long there is until a date."""
    return {"left": days / 7 - blocked}


@calculator(
    "plan-chance",
    title="Chance that a plan is done by a date",
    cues=("done in time", "with these people", "by the deadline", "critical path"),
    outputs=[
        Output("work", "week",
               "effort * (1 + overrun) / (min(people, at_once) * share * focus)",
               "of work for these people"),
        Output("finish", "week", "before + max(work, beside) + after",
               "until it is done, waiting included"),
        Output("spare", "week", "weeks - finish", "to spare"),
        Output("in_time", "%", "share_of_draws(spare >= 0)", "chance to be done in time",
               steps=DRAWS_STEPS, main=True),
    ],
    source="Critical path with uncertain durations: Malcolm et al., Application of a Technique for "
    "Research and Development Program Evaluation (PERT), 1959, by simulation (van Slyke, Monte "
    "Carlo Methods and the PERT Problem, 1963); people shorten work but no wait, and only as many "
    "as can work at once (Brooks, The Mythical Man-Month, 1975).",
)  # fmt: skip
def plan_chance(
    weeks: WeeksLeft,
    people: Annotated[float, Input(
        "1", "people on it", who="engineering manager", better="up", low=0.01,
        ask="How many people work on it?", cues=("people", "engineers", "team of", "developers"),
    )],
    effort: Effort,
    share: Annotated[float, Input(
        "%", "the share of their time that they have for it", who="engineering manager",
        default=_WHOLE, low=0.01, better="up", ask="What share of their time do they have for it?",
        cues=("half-time", "part-time", "of their time"),
    )],
    focus: Annotated[float, Input(
        "%", "the part of that time that goes into the work itself", who="engineering manager",
        default=FOCUS, low=0.01, better="up", cues=("focus", "meetings", "productive"),
    )],
    overrun: Overrun,
    at_once: Annotated[float, Input(
        "1", "people who can work on it at once without waiting for each other",
        who="engineering manager", default=_CAP, low=1, better="up", cues=("parallel", "at once"),
    )],
    before: Annotated[float, Input(
        "week", "waiting before the work can start", who="data engineer", default=NONE,
        better="down", cues=("access", "wait", "before"),
    )],
    beside: Annotated[float, Input(
        "week", "waiting that runs beside the work", who="legal", default=NONE, better="down",
        cues=("meanwhile", "in parallel", "contract"),
    )],
    after: Annotated[float, Input(
        "week", "waiting after the work, before it is live", who="legal", default=NONE,
        better="down", cues=("review", "approval", "roll-out"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """Whether these people get this work and its waiting times done by a date."""
    work = effort * (1 + overrun) / (min(people, at_once) * share * focus)
    finish = before + max(work, beside) + after
    spare = weeks - finish
    return {
        "work": work,
        "finish": finish,
        "spare": spare,
        "in_time": 1.0 if spare >= 0 else 0.0,
    }


@calculator(
    "plan-cost",
    title="Cost of a plan against a budget",
    cues=("cost in all", "within the budget", "money for people and purchases"),
    outputs=[
        Output("salaries", "money", "effort * (1 + overrun) * rate * paid", "for people"),
        Output("total", "money", "bought + salaries", "in all"),
        Output("spare", "money", "budget - total", "of the budget left"),
        Output("in_budget", "%", "share_of_draws(spare >= 0)", "chance to stay in the budget",
               steps=DRAWS_STEPS.replace("in time", "in the budget"), main=True),
    ],
    source="Cost is what is bought plus people's time at its price (Horngren, Datar and Rajan, "
    "Cost Accounting, chapter 4); simulated as plan-chance is.",
)  # fmt: skip
def plan_cost(
    budget: Budget,
    bought: Annotated[float, Input(
        "money", "what is bought: fees, machines, labels", who="finance", better="down",
        ask="What has to be bought for it?", cues=("fees", "licence", "cloud", "buy"),
    )],
    effort: Effort,
    overrun: Overrun,
    rate: Rate,
    paid: Annotated[float, Input(
        "%", "the share of the people's cost that the budget pays", who="finance",
        default=_ON_PAYROLL, better="down", ask="Does the budget pay the people too?",
        cues=("including salaries", "all in", "payroll"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """Whether a budget carries what is bought and, where it has to, the people."""
    salaries = effort * (1 + overrun) * rate * paid
    total = bought + salaries
    spare = budget - total
    return {
        "salaries": salaries,
        "total": total,
        "spare": spare,
        "in_budget": 1.0 if spare >= 0 else 0.0,
    }


@calculator(
    "labels-for-budget",
    title="Labels that a budget buys",
    cues=("how many labels", "budget for labelling", "price of a label"),
    outputs=[
        Output("labels", "1", "floor(budget / price)", "labels if all of it went into them"),
        Output("items", "1", "floor(budget / (price * each))", "items labelled", main=True),
    ],
    source="A budget divided by the unit cost; a part of a label is no label.",
)
def labels_for_budget(
    budget: Budget,
    price: Annotated[float, Input(
        "money", "the price of one label", who="operations", default=_LABEL_PRICE, low=0.0001,
        better="down", ask="What does one label cost?", cues=("per label", "a label", "each"),
    )],
    each: Annotated[float, Input(
        "1", "labels for each item", default=_ONCE, low=1, who="data scientist",
        cues=("annotators", "per item", "twice"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How many items a budget can have labelled if nothing else is paid from it."""
    return {"labels": float(floor(budget / price)), "items": float(floor(budget / (price * each)))}


@calculator(
    "work-for-budget",
    title="Work that a budget buys",
    cues=("how many person-weeks", "budget for freelancers", "who can we pay"),
    outputs=[Output("work", "week", "budget / rate", "of one person's work", main=True)],
    source="A budget divided by the price of a week of one person's work.",
)
def work_for_budget(budget: Budget, rate: Rate) -> Mapping[str, float]:
    """How much work a budget pays if all of it goes to people."""
    return {"work": budget / rate}
