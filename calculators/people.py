"""People beside the model: how much they can review, how long work waits, what they are spared."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Annotated

from .model import Default, Input, Output, calculator

_PRODUCTIVE = Default(
    5.6, 4.8, 6.4,
    "assumed: 8 hours less 30% for breaks, meetings and absence, the shrinkage that contact "
    "centres plan with (Cleveland, Call Center Management on Fast Forward, 2012)",
)  # fmt: skip

Items = Annotated[float, Input(
    "1/day", "items to review", ask="How many items come up for review a day?",
    who="operations", better="down", cues=("items", "cases", "to review", "flagged", "queue"),
)]  # fmt: skip
Minutes = Annotated[float, Input(
    "minute", "the time that one item takes a person", who="operations", better="down",
    turned="how many items one person gets done",
    ask="How long does one item take a person?",
    cues=("each", "per item", "per case", "handling time", "takes"),
)]  # fmt: skip
OneOrMore = Annotated[float, Input(
    "1", "people who serve at once", who="operations", better="up", whole=True, low=1,
    default=Default(1, 1, 1, "one, as nothing else was said"),
    cues=("agents", "clerks", "people", "servers", "on duty"),
)]  # fmt: skip
Reviewers = Annotated[float, Input(
    "1", "people who review at once", who="operations", better="up", whole=True, extra=True,
    ask="How many people review?",
    cues=("reviewers", "agents", "analysts", "moderators", "people"),
)]  # fmt: skip


@calculator(
    "review-capacity",
    title="Capacity of a review team",
    cues=("manual review", "reviewers", "human in the loop", "review backlog", "moderators"),
    outputs=[
        Output("sent", "1/day", "items * share", "items that a person looks at"),
        Output("workload", "hour/day", "sent * minutes / 60", "of review"),
        Output("reviewers_needed", "1", "workload / hours",
               "full-time reviewers needed to keep up", main=True),
        Output("capacity", "1/day", "reviewers * hours * 60 / minutes", "items can be reviewed"),
        Output("utilisation", "%", "sent / capacity", "of the capacity is asked for"),
        Output("growth", "1/day", "max(0, sent - capacity)", "items added to the backlog"),
        Output("each", "1/day", "hours * 60 / minutes", "items that one person reviews"),
        Output("whole", "1", "ceil(reviewers_needed)", "people needed in whole numbers"),
        Output("available", "hour/day", "reviewers * hours", "of review that there are"),
        Output("cost", "money/day", "workload * hourly_cost", "spent on review"),
        Output("yearly_cost", "money/year", "cost * 365", "spent on review"),
    ],
    source="Workload over productive time: Cleveland, Call Center Management on Fast Forward, "
    "2012, base staff and shrinkage.",
)  # fmt: skip
def review_capacity(
    items: Items,
    minutes: Minutes,
    reviewers: Reviewers,
    hours: Annotated[float, Input(
        "hour/day", "the hours a day that a reviewer reviews", who="operations", high=24,
        default=_PRODUCTIVE, better="up", cues=("hours a day", "productive", "shift"),
    )],
    share: Annotated[float, Input(
        "%", "the share of them that goes to a person", who="data scientist", better="down",
        default=Default(1, 1, 1, "all of them, as nothing else was said"),
        cues=("unsure", "sent to", "by hand", "one in", "sample", "goes to", "hands over"),
    )],
    hourly_cost: Annotated[float, Input(
        "money/hour", "what an hour of a reviewer costs", who="finance", better="down", extra=True,
        ask="What does an hour of a reviewer cost?", cues=("an hour", "hourly", "wage", "all in"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """Whether a team keeps up with its reviews, and how large it would have to be."""
    sent, capacity = items * share, reviewers * hours * 60 / minutes
    return {
        "sent": sent,
        "workload": sent * minutes / 60,
        "reviewers_needed": sent * minutes / 60 / hours,
        "capacity": capacity,
        "utilisation": sent / capacity,
        "growth": max(0, sent - capacity),
        "each": hours * 60 / minutes,
        "whole": float(ceil(sent * minutes / 60 / hours)),
        "available": reviewers * hours,
        "cost": sent * minutes / 60 * hourly_cost,
        "yearly_cost": sent * minutes / 60 * hourly_cost * 365,
    }


def _overload(at: Mapping[str, float]) -> str | None:
    load = at["arrivals"] * at["minutes"] / 60
    if load >= at["reviewers"]:
        return (
            f"{load:g} hours of work come in each hour, so {at['reviewers']:g} reviewers never "
            f"catch up; it takes at least {int(load) + 1}"
        )
    return None


@calculator(
    "team-throughput",
    title="Whether a team keeps up",
    cues=("each clear", "each handle", "come in every day", "keep up", "handlers"),
    outputs=[
        Output("capacity", "1/day", "people * each", "can be done"),
        Output("growth", "1/day", "max(0, items - capacity)", "added to the backlog"),
        Output("people_needed", "1", "ceil(items / each)", "people needed to keep up", main=True),
    ],
    source="Capacity is people times what each can do; a backlog grows by what exceeds it.",
)
def team_throughput(
    items: Items,
    each: Annotated[float, Input(
        "1/day", "what one person can do", who="operations", better="up",
        ask="How many can one person do a day?", cues=("each", "clear", "handles", "per person"),
    )],
    people: Annotated[float, Input(
        "1", "people in the team", who="operations", better="up", whole=True,
        ask="How many people are in the team?", cues=("people", "handlers", "clerks", "agents"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """Whether a team keeps up with what comes in, and how large it would have to be."""
    capacity = people * each
    return {
        "capacity": capacity,
        "growth": max(0.0, items - capacity),
        "people_needed": float(ceil(items / each)),
    }


@calculator(
    "review-queue",
    title="Waiting time for a review",
    checks=_overload,
    instead="review-capacity",
    cues=("wait for a reviewer", "review queue", "waiting time", "answer within",
          "response time of the team"),
    outputs=[
        Output("load", "1", "arrivals * minutes / 60", "reviewers busy on average"),
        Output("utilisation", "%", "load / reviewers", "of the reviewers' time is taken"),
        Output("waiting", "%", "erlang_c(load, reviewers)", "of the items have to wait",
               steps="Erlang C: Erlang B is built up reviewer by reviewer, b = load x b / "
               "(n + load x b), then b / (1 - utilisation x (1 - b))"),
        Output("wait", "minute", "waiting * minutes / (reviewers - load)",
               "of waiting on average", main=True),
        Output("queue", "1", "arrivals * wait / 60", "items in the queue on average"),
        Output("stay", "minute", "wait + minutes", "until one is done on average"),
        Output("inside", "1", "arrivals * stay / 60", "items waiting or under way on average"),
    ],
    source="Erlang, Solution of Some Problems in the Theory of Probabilities, 1917 (M/M/c); the "
    "queue by Little's law, 1961.",
)  # fmt: skip
def review_queue(
    arrivals: Annotated[float, Input(
        "1/hour", "items that come in", ask="How many items come in an hour?",
        who="operations", better="down", cues=("an hour", "arrive", "come in", "hourly", "calls"),
    )],
    minutes: Minutes,
    reviewers: OneOrMore,
) -> Mapping[str, float]:  # fmt: skip
    """How long items wait for a reviewer when they come in at random."""
    load = arrivals * minutes / 60
    blocked = 1.0
    for n in range(1, int(reviewers) + 1):
        blocked = load * blocked / (n + load * blocked)
    utilisation = load / reviewers
    waiting = blocked / (1 - utilisation * (1 - blocked))
    wait = waiting * minutes / (reviewers - load)
    return {
        "load": load,
        "utilisation": utilisation,
        "waiting": waiting,
        "wait": wait,
        "queue": arrivals * wait / 60,
        "stay": wait + minutes,
        "inside": arrivals * (wait + minutes) / 60,
    }


@calculator(
    "share-automated",
    title="Saving of automated handling",
    cues=("handled automatically", "automate", "without a person", "straight-through",
          "automation rate"),
    outputs=[
        Output("handled", "1/day", "volume * share", "handled without a person"),
        Output("hours", "hour/year", "handled * minutes / 60 * 365", "of people's time saved"),
        Output("saved", "money/year", "hours * hourly_cost", "saved by automation", main=True),
        Output("people", "1", "hours / 365 / working", "people's time that is"),
    ],
    source="Time-driven activity-based costing: Kaplan and Anderson, Harvard Business Review, "
    "November 2004.",
)  # fmt: skip
def share_automated(
    volume: Annotated[float, Input(
        "1/day", "items to handle", ask="How many items are there to handle a day?",
        who="operations", cues=("items", "requests", "documents", "volume", "invoices"),
    )],
    share: Annotated[float, Input(
        "%", "the share handled without a person", who="product manager", better="up",
        turned="the share that people still handle",
        ask="What share would be handled without a person?",
        cues=("automated", "automatically", "without a person", "straight-through"),
    )],
    minutes: Minutes,
    hourly_cost: Annotated[float, Input(
        "money/hour", "what an hour of a person costs", who="finance",
        ask="What does an hour of the people who handle them cost, all in?",
        cues=("an hour", "hourly", "wage", "clerk", "loaded cost"),
    )],
    working: Annotated[float, Input(
        "hour/day", "the hours a day that one person gives to it", who="operations", extra=True,
        ask="How many hours a day does one person give to it?", low=0.01, high=24,
        cues=("an agent gives", "has", "hours a week", "hours a month"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What is saved a year on items that no person has to touch."""
    handled = volume * share
    hours = handled * minutes / 60 * 365
    return {
        "handled": handled,
        "hours": hours,
        "saved": hours * hourly_cost,
        "people": hours / 365 / working,
    }


@calculator(
    "threshold-for-capacity",
    title="Share of cases that can be reviewed",
    cues=("can review at most", "review capacity", "top scores", "set the threshold",
          "only so many a day"),
    outputs=[
        Output("share", "%", "min(1, capacity / volume)",
               "of the cases can be reviewed; flag those with the highest scores", main=True),
        Output("unseen", "1/day", "max(0, volume - capacity)", "cases that nobody sees"),
    ],
    source="Precision at the top k: Manning, Raghavan and Schütze, Introduction to Information "
    "Retrieval, 2008, chapter 8; the threshold is the score at that quantile.",
)  # fmt: skip
def threshold_for_capacity(
    capacity: Annotated[float, Input(
        "1/day", "cases that can be reviewed", ask="How many cases can be reviewed a day?",
        who="operations", better="up", cues=("capacity", "at most", "can review", "can handle"),
    )],
    volume: Annotated[float, Input(
        "1/day", "cases that are scored", ask="How many cases are scored a day?",
        who="data engineer", cues=("cases", "scored", "transactions", "volume", "in all"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """Which share of the cases a threshold may flag so that people can see them all."""
    return {"share": min(1, capacity / volume), "unseen": max(0, volume - capacity)}
