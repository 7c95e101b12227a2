"""What it costs that a model goes wrong or may not be changed for a while."""

from __future__ import annotations

from collections.abc import Mapping
from math import floor
from typing import Annotated

from .model import Default, Input, Output, calculator

_NONE = Default(0, 0, 0, "none, as nothing else was said")
_EPISODE = "Time times rate times unit cost; detection and repair follow each other."

Price = Annotated[float, Input(
    "money", "what one wrong decision costs", who="finance", better="down",
    ask="What does one wrong decision cost?", cues=("each", "wrong one", "costs", "apiece"),
)]  # fmt: skip
Repair = Annotated[float, Input(
    "day", "how long the repair takes after that", who="ml engineer", better="down", default=_NONE,
    cues=("fix", "repair", "retrain and ship", "another"),
)]  # fmt: skip
Freeze = Annotated[float, Input(
    "week", "how long nothing may be changed", who="engineering manager", better="down",
    ask="How long may nothing be changed?", cues=("freeze", "bans", "no deploys", "for"),
)]  # fmt: skip


@calculator(
    "floor-reached",
    title="Time until a metric falls below its floor",
    cues=("will not accept anything under", "the contract's floor", "how many months until",
          "loses points every month", "when do we have to retrain"),
    outputs=[
        Output("room", "pp", "start - least", "of room"),
        Output("lasts", "week", "room / decay", "until the floor is reached", main=True),
        Output("at_end", "%", "start - decay * stretch", "at the end of the stretch"),
        Output("below", "week", "max(0, stretch - lasts)", "below the floor"),
    ],
    source="Linear decay between retrainings: Gama et al., A Survey on Concept Drift Adaptation, "
    "2014.",
    checks=lambda at: "it starts below the floor" if at["start"] < at["least"] else None,
)  # fmt: skip
def floor_reached(
    start: Annotated[float, Input(
        "%", "the metric at the start", who="data scientist", better="up",
        ask="What is the metric at the start?", cues=("starts", "launch", "now", "was"),
    )],
    least: Annotated[float, Input(
        "%", "the least that is accepted", who="product manager", better="down",
        ask="What is the least that is accepted?",
        cues=("floor", "under", "demands", "at least", "below", "limit"),
    )],
    decay: Annotated[float, Input(
        "pp/week", "how fast it falls", who="data scientist", better="down",
        ask="How many points does it lose a week?", cues=("loses", "a week", "a month", "slipping"),
    )],
    stretch: Annotated[float, Input(
        "week", "how long nothing can be done", who="engineering manager", extra=True,
        ask="How long can nothing be done?", cues=("freeze", "for", "weeks"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How long a metric that falls steadily stays above the least that is accepted."""
    room = start - least
    lasts = room / decay
    return {
        "room": room,
        "lasts": lasts,
        "at_end": start - decay * stretch,
        "below": max(0.0, stretch - lasts),
    }


@calculator(
    "skipped-runs",
    title="Cost of retrainings that a freeze skips",
    cues=(
        "each run we skip costs",
        "retrainings that are skipped",
        "exception to the freeze",
        "every retrain missed",
    ),
    outputs=[
        Output("skipped", "1", "floor(freeze / interval)", "retrainings skipped"),
        Output("lost", "pp", "skipped * points", "lost by the end"),
        Output("cost", "money", "skipped * price", "for those skipped", main=True),
        Output("net", "money", "cost - exemption", "gained by the exemption"),
    ],
    source="Calendar arithmetic: whole intervals within the freeze, times what each costs.",
)
def skipped_runs(
    freeze: Freeze,
    interval: Annotated[float, Input(
        "week", "how often it is retrained otherwise", who="ml engineer",
        ask="How often is it retrained otherwise?", cues=("every", "normally", "otherwise"),
    )],
    points: Annotated[float, Input(
        "pp", "the points that each one skipped costs", who="data scientist", better="down",
        extra=True, ask="How many points does each one skipped cost?", cues=("points", "each"),
    )],
    price: Annotated[float, Input(
        "money", "what each one skipped costs", who="finance", better="down", extra=True,
        ask="What does each one skipped cost?", cues=("costs us", "each", "skipped"),
    )],
    exemption: Annotated[float, Input(
        "money", "what an exemption costs", who="finance", better="down", extra=True,
        ask="What does an exemption cost?", cues=("exception", "exemption", "overtime", "paying"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How many retrainings a freeze skips, and what that costs in points or in money."""
    skipped = float(floor(round(freeze / interval, 6)))
    return {
        "skipped": skipped,
        "lost": skipped * points,
        "cost": skipped * price,
        "net": skipped * price - exemption,
    }


@calculator(
    "damage-after-grace",
    title="Cost of a freeze after some days of grace",
    cues=(
        "from one week after a training on",
        "from day 11 of the freeze",
        "old model costs us",
        "cost of the freeze a day",
    ),
    outputs=[
        Output("days", "day", "max(0, freeze * 7 - grace)", "with damage"),
        Output("cost", "money", "days * daily", "until the freeze ends", main=True),
        Output("net", "money", "cost - exemption", "gained by the exemption"),
    ],
    source=_EPISODE,
)
def damage_after_grace(
    freeze: Freeze,
    grace: Annotated[float, Input(
        "day", "how long it does no harm", who="data scientist", better="up",
        ask="How long does it do no harm?", cues=("from", "after", "day", "on"),
    )],
    daily: Annotated[float, Input(
        "money/day", "what a day costs after that", who="finance", better="down",
        ask="What does a day cost after that?", cues=("a day", "per calendar day", "daily"),
    )],
    exemption: Annotated[float, Input(
        "money", "what an exemption costs", who="finance", better="down", extra=True,
        ask="What does an exemption cost?", cues=("exception", "exemption", "overtime"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What a freeze costs where the harm begins only after a while."""
    days = max(0.0, freeze * 7 - grace)
    return {"days": days, "cost": days * daily, "net": days * daily - exemption}


@calculator(
    "drift-damage",
    title="Damage until a drift is noticed",
    cues=("nobody notices", "until the audit", "days passed until", "went wrong for nine days",
          "error rate jumped"),
    outputs=[
        Output("taken", "1", "cases * days", "decisions until it is noticed"),
        Output("wrong", "1/day", "cases * max(after - before, before - after)",
               "additional wrong decisions"),
        Output("wrong_in_all", "1", "wrong * days", "additional wrong decisions in all"),
        Output("daily", "money/day", "wrong * price", "lost"),
        Output("cost", "money", "daily * days", "lost until it is noticed", main=True),
    ],
    source=_EPISODE,
)  # fmt: skip
def drift_damage(
    cases: Annotated[float, Input(
        "1/day", "decisions that are taken", who="operations",
        ask="How many decisions are taken a day?", cues=("a day", "decisions", "daily"),
    )],
    days: Annotated[float, Input(
        "day", "how long it is not noticed", who="ml engineer", better="down",
        ask="How many days is it not noticed?",
        cues=("until", "notice", "days", "for", "audit", "every"),
    )],
    after: Annotated[float, Input(
        "%", "the error rate while it is wrong", who="data scientist", better="down",
        turned="the share that is right while it is wrong", ask="What is the error rate meanwhile?",
        cues=("to", "additional", "jumps", "risen"),
    )],
    price: Price,
    before: Annotated[float, Input(
        "%", "the error rate as it was before", who="data scientist",
        turned="the share that was right before", default=_NONE, cues=("from", "before", "was"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What it costs that a model makes more mistakes than before until somebody notices."""
    wrong = cases * abs(after - before)
    return {
        "taken": cases * days,
        "wrong": wrong,
        "wrong_in_all": wrong * days,
        "daily": wrong * price,
        "cost": wrong * days * price,
    }


@calculator(
    "mistakes-until-fixed",
    title="Cost of mistakes until they are noticed and fixed",
    cues=(
        "it took us three weeks to notice",
        "another four days to fix",
        "the whole episode",
        "additional mistakes a day",
    ),
    outputs=[
        Output("lasted", "day", "notice + repair", "with additional mistakes"),
        Output("mistakes", "1", "wrong * lasted", "additional mistakes"),
        Output("cost", "money", "mistakes * price", "for the episode", main=True),
    ],
    source=_EPISODE,
)
def mistakes_until_fixed(
    wrong: Annotated[float, Input(
        "1/day", "additional mistakes", who="operations", better="down",
        ask="How many additional mistakes are there a day?",
        cues=("additional", "mistakes", "more"),
    )],
    notice: Annotated[float, Input(
        "day", "how long it takes to notice", who="ml engineer", better="down",
        ask="How long does it take to notice?", cues=("notice", "until", "took us"),
    )],
    price: Price,
    repair: Repair,
) -> Mapping[str, float]:  # fmt: skip
    """What additional mistakes cost from the first day until the repair."""
    lasted = notice + repair
    return {"lasted": lasted, "mistakes": wrong * lasted, "cost": wrong * lasted * price}


@calculator(
    "detection-delay",
    title="Days until enough cases are labelled to notice",
    cues=(
        "needs 600 reviewed cases",
        "labelled outcomes",
        "days blind",
        "until the drift is seen",
        "from the alarm it takes",
    ),
    outputs=[
        Output("labels", "1/day", "cases * labelled", "labelled"),
        Output("days", "day", "needed / labels", "until it is noticed", main=True),
        Output("repaired", "day", "days + repair", "until it is repaired"),
        Output("cost", "money", "repaired * daily", "lost by then"),
        Output("more_wrong", "1", "repaired * wrong", "more wrong by then"),
    ],
    source="A sample of n takes n over its rate of arrival: sequential monitoring, Basseville and "
    "Nikiforov, Detection of Abrupt Changes, 1993.",
)
def detection_delay(
    needed: Annotated[float, Input(
        "1", "labelled cases that it takes to notice", who="data scientist", better="down",
        ask="How many labelled cases does it take to notice?",
        cues=("needs", "once it has seen", "need", "labelled cases"),
    )],
    cases: Annotated[float, Input(
        "1/day", "cases that come, or that are labelled", who="operations", better="up",
        ask="How many cases come a day?", cues=("a day", "cases", "reach us", "daily"),
    )],
    labelled: Annotated[float, Input(
        "%", "the share of them that is labelled", who="operations", better="up", low=0.0001,
        default=Default(1, 1, 1, "all of them, as nothing else was said"),
        cues=("review", "label", "percent of", "sample"),
    )],
    repair: Repair,
    daily: Annotated[float, Input(
        "money/day", "what is lost meanwhile", who="finance", better="down", extra=True,
        ask="What is lost a day meanwhile?", cues=("lose", "a day", "costs"),
    )],
    wrong: Annotated[float, Input(
        "1/day", "additional mistakes meanwhile", who="operations", better="down", extra=True,
        ask="How many additional mistakes are there a day?", cues=("additional", "misdirects"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How long it takes until enough labelled cases show that a model went wrong."""
    labels = cases * labelled
    days = needed / labels
    return {
        "labels": labels,
        "days": days,
        "repaired": days + repair,
        "cost": (days + repair) * daily,
        "more_wrong": (days + repair) * wrong,
    }
