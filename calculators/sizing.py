"""How many people, cards or workers it takes, and how much fits into the time that there is."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Annotated

from .model import Default, Input, Output, calculator

_WHOLE = Default(1, 1, 1, "at full load, as nothing else was said")
_NONE = Default(0, 0, 0, "none, as nothing else was said")
_STAFFING = "Work over the time that one person, card or worker gives, rounded up."

Weeks = Annotated[float, Input(
    "week", "the time that there is", who="product manager", better="up",
    ask="How much time is there?", cues=("weeks", "within", "due in", "until", "deadline"),
)]  # fmt: skip
Peak = Annotated[float, Input(
    "1/second", "requests at the peak", who="product manager", better="down",
    ask="How many requests come at the peak?", cues=("peak", "rps", "a second", "busiest"),
)]  # fmt: skip
Spare = Annotated[float, Input(
    "1", "cards kept in reserve", who="ml engineer", default=_NONE, cues=("spare", "on top"),
)]  # fmt: skip
CardPrice = Annotated[float, Input(
    "money/month", "what one card costs", who="finance", better="down", extra=True,
    ask="What does one card cost a month?", cues=("a card", "each", "rent", "lease", "a GPU"),
)]  # fmt: skip


@calculator(
    "people-by-date",
    title="People needed to get work done by a date",
    cues=("how many people do I need", "annotators to book", "due in four weeks",
          "a person gives us", "hours a week each"),
    outputs=[
        Output("work", "hour", "items * minutes / 60", "of work"),
        Output("gives", "hour", "weekly * weeks", "that one person gives until then"),
        Output("people", "1", "ceil(work / gives)", "people needed", main=True),
    ],
    source=_STAFFING,
)  # fmt: skip
def people_by_date(
    items: Annotated[float, Input(
        "1", "items to be done", who="data scientist", better="down",
        ask="How many items are to be done?", cues=("images", "documents", "photos", "need"),
    )],
    minutes: Annotated[float, Input(
        "minute", "the time that one item takes", who="operations", better="down",
        turned="how many one person gets done", ask="How long does one item take?",
        cues=("each", "per", "takes", "for each"),
    )],
    weekly: Annotated[float, Input(
        "hour/week", "the hours a week that one person gives", who="operations", better="up",
        high=168, ask="How many hours a week does one person give?",
        cues=("hours a week", "productive", "gives", "works"),
    )],
    weeks: Weeks,
) -> Mapping[str, float]:  # fmt: skip
    """How many people it takes to get so many items done by a date."""
    work, gives = items * minutes / 60, weekly * weeks
    return {"work": work, "gives": gives, "people": float(ceil(work / gives))}


@calculator(
    "effort-by-date",
    title="Effort that fits before a date",
    cues=(
        "person-days",
        "days a week each",
        "how much scope has to come out",
        "hours short",
        "work off the backlog",
    ),
    outputs=[
        Output("weekly", "day/week", "people * each", "capacity of the team"),
        Output("capacity", "day", "weekly * weeks", "capacity until the date"),
        Output("over", "day", "scope - capacity", "more than fits", main=True),
        Output("needed", "week", "scope / weekly", "needed for all of it"),
        Output("people_needed", "1", "ceil(scope / (each * weeks))", "people would do it"),
    ],
    source="Effort over capacity: Brooks, The Mythical Man-Month, 1975, on what it leaves out.",
)
def effort_by_date(
    people: Annotated[float, Input(
        "1", "people in the team", who="engineering manager", better="up", whole=True,
        ask="How many people are in the team?", cues=("people", "engineers", "developers"),
    )],
    each: Annotated[float, Input(
        "day/week", "the working time a week that each has for it", who="engineering manager",
        better="up", ask="How many days or hours a week has each for it?",
        cues=("days a week", "hours a week", "each", "productive"),
    )],
    scope: Annotated[float, Input(
        "day", "the work that is to be done, for one person", who="engineering manager",
        better="down", ask="How much work is it for one person?",
        cues=("person-days", "hours", "scope", "to go", "backlog", "estimated"),
    )],
    weeks: Weeks,
) -> Mapping[str, float]:  # fmt: skip
    """How much of the work a team gets done until a date, and what is over.

    Working time in days or hours throughout: a scope in hours goes with hours a week.
    """
    weekly = people * each
    return {
        "weekly": weekly,
        "capacity": weekly * weeks,
        "over": scope - weekly * weeks,
        "needed": scope / weekly,
        "people_needed": float(ceil(scope / (each * weeks))),
    }


@calculator(
    "sprints",
    title="Sprints that the rest takes",
    cues=("story points", "a sprint is two weeks", "velocity", "points are left", "burn points"),
    outputs=[
        Output("net", "1", "velocity - added", "points off the rest each sprint"),
        Output("sprints", "1", "ceil(points / net)", "sprints needed"),
        Output("weeks", "week", "sprints * length", "needed", main=True),
        Output("fit", "1", "net * available / length", "points fit into the time"),
        Output("over", "1", "points - fit", "points do not fit"),
    ],
    source="Velocity: Cohn, Agile Estimating and Planning, 2005, chapter 4.",
)
def sprints_needed(
    points: Annotated[float, Input(
        "1", "points that are left", who="engineering manager", better="down",
        ask="How many points are left?", cues=("points", "left", "promised", "scope"),
    )],
    velocity: Annotated[float, Input(
        "1", "points done in a sprint", who="engineering manager", better="up",
        ask="How many points are done in a sprint?",
        cues=("a sprint", "per sprint", "averaged", "velocity", "each sprint"),
    )],
    length: Annotated[float, Input(
        "week", "how long a sprint is", who="engineering manager",
        ask="How long is a sprint?", cues=("sprint of", "sprint is", "a sprint", "weeks a sprint"),
    )],
    added: Annotated[float, Input(
        "1", "points that are added in each sprint", who="engineering manager", better="down",
        default=_NONE, cues=("adds", "another", "new points"),
    )],
    available: Annotated[float, Input(
        "week", "the time that there is", who="product manager", better="up", extra=True,
        ask="How much time is there?", cues=("from now", "weeks left", "promised", "until"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How many sprints the rest takes, and how much of it fits into the time that there is."""
    net = velocity - added
    if net <= 0:
        raise ValueError("as much is added in a sprint as is done")
    needed, fit = float(ceil(points / net)), net * available / length
    return {
        "net": net,
        "sprints": needed,
        "weeks": needed * length,
        "fit": fit,
        "over": points - fit,
    }


@calculator(
    "gpus-by-rate",
    title="GPUs by what one handles",
    cues=(
        "one GPU handles",
        "requests a second per card",
        "at 70% of what it can do",
        "how many GPUs do we order",
        "flat out",
    ),
    outputs=[
        Output("usable", "1/second", "each * utilisation", "that a card is planned for"),
        Output("needed", "1", "ceil(peak / usable)", "cards needed at the peak", main=True),
        Output("leased", "1", "needed + spare", "cards with the reserve"),
        Output("monthly", "money/month", "leased * price", "for the cards"),
        Output("yearly", "money/year", "monthly * 12", "for the cards"),
    ],
    source="Capacity planning by measured throughput and a ceiling on utilisation: Beyer et al., "
    "Site Reliability Engineering, 2016, chapter 18.",
)
def gpus_by_rate(
    peak: Peak,
    each: Annotated[float, Input(
        "1/second", "requests that one card handles", who="ml engineer", better="up",
        ask="How many requests a second does one card handle?",
        cues=("one gpu", "a gpu", "per card", "one card", "manages", "each"),
    )],
    utilisation: Annotated[float, Input(
        "%", "the share of that which may be planned for", who="ml engineer", default=_WHOLE,
        low=0.01, cues=("utilisation", "above", "load", "of what it can", "percent of that"),
    )],
    spare: Spare,
    price: CardPrice,
) -> Mapping[str, float]:  # fmt: skip
    """How many cards the peak needs by what one card handles, and what they cost."""
    usable = each * utilisation
    needed = float(ceil(peak / usable))
    return {
        "usable": usable,
        "needed": needed,
        "leased": needed + spare,
        "monthly": (needed + spare) * price,
        "yearly": (needed + spare) * price * 12,
    }


@calculator(
    "cards-by-streams",
    title="Cards for calls at the same time",
    cues=("at the same time", "a card carries", "concurrent calls", "streams on one card"),
    outputs=[
        Output("needed", "1", "ceil(streams / each)", "cards needed", main=True),
        Output("leased", "1", "needed + spare", "cards with the reserve"),
        Output("monthly", "money/month", "leased * price", "for the cards"),
        Output("yearly", "money/year", "monthly * 12", "for the cards"),
    ],
    source=_STAFFING,
)
def cards_by_streams(
    streams: Annotated[float, Input(
        "1", "calls or streams at the same time", who="product manager", better="down",
        ask="How many run at the same time?",
        cues=("at the same time", "concurrent", "people", "up to"),
    )],
    each: Annotated[float, Input(
        "1", "how many of them one card carries", who="ml engineer", better="up",
        ask="How many of them does one card carry?", cues=("carries", "a card", "one gpu"),
    )],
    spare: Spare,
    price: CardPrice,
) -> Mapping[str, float]:  # fmt: skip
    """How many cards it takes for all that runs at the same time, and what they cost."""
    needed = float(ceil(streams / each))
    return {
        "needed": needed,
        "leased": needed + spare,
        "monthly": (needed + spare) * price,
        "yearly": (needed + spare) * price * 12,
    }


@calculator(
    "batch-by-rate",
    title="Workers for a nightly batch, by what one does a second",
    cues=("nightly window", "rows a second per worker", "read every night", "how many workers"),
    outputs=[
        Output("rate", "1/second", "items / window / 3600", "to be done"),
        Output("one_does", "1", "each * window * 3600", "done by one worker in the window"),
        Output("workers", "1", "ceil(items / one_does)", "workers needed", main=True),
    ],
    source=_STAFFING,
)
def batch_by_rate(
    items: Annotated[float, Input(
        "1", "items in the batch", who="data engineer", better="down",
        ask="How many items are in the batch?", cues=("rows", "pages", "items", "scored"),
    )],
    each: Annotated[float, Input(
        "1/second", "how many one worker does", who="ml engineer", better="up",
        ask="How many does one worker do a second?", cues=("one worker", "a single", "a second"),
    )],
    window: Annotated[float, Input(
        "hour", "the time that the batch may take", who="operations", better="up",
        ask="How long may the batch take?", cues=("window", "night", "within", "between"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How many workers get a batch done in its window."""
    one_does = each * window * 3600
    return {
        "rate": items / window / 3600,
        "one_does": one_does,
        "workers": float(ceil(items / one_does)),
    }
