"""Plans against dates: overruns, capacity, steps that take their time, and new people."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil, exp, floor, log
from statistics import NormalDist
from typing import Annotated

from .model import Default, Input, Output, calculator

OVERRUN = Default(
    0.3, 0.2, 0.4,
    "software takes about 30% more than estimated on average (Jørgensen, What We Do and Don't "
    "Know about Software Development Effort Estimation, IEEE Software, 2014)",
)  # fmt: skip
_SPREAD = Default(
    0.35, 0.25, 0.6,
    "assumed so that one project in six takes 1.7 times its estimate, as Flyvbjerg and Budzier "
    "found (Why Your IT Project May Be Riskier Than You Think, HBR, 2011)",
)  # fmt: skip
FOCUS = Default(
    0.7, 0.5, 0.8,
    "assumed: the focus factor for a team without a record (Kniberg, Scrum and XP from the "
    "Trenches, 2007)",
)  # fmt: skip
_RAMP = Default(
    16, 4, 26,
    "80 working days to assimilate (Abdel-Hamid and Madnick, Software Project Dynamics, 1991)",
)  # fmt: skip
_NEW = Default(
    0.5, 0.25, 0.75,
    "a new person does half of an experienced one's work (Abdel-Hamid and Madnick, Software "
    "Project Dynamics, 1991)",
)  # fmt: skip
_MENTOR = Default(
    0.2, 0.1, 0.3,
    "a fifth of an experienced person for each new one (Abdel-Hamid and Madnick, Software "
    "Project Dynamics, 1991)",
)  # fmt: skip

WeeksLeft = Annotated[float, Input(
    "week", "the weeks until the date", who="product manager", better="up",
    ask="How many weeks are there until the date?",
    cues=("weeks", "deadline", "launch", "until", "by", "left"),
)]  # fmt: skip

NONE = Default(0, 0, 0, "none was named")


@calculator(
    "estimate-overrun",
    title="Chance to meet a date",
    cues=("estimated at", "promised date", "will it be ready", "we think it takes", "deadline"),
    outputs=[
        Output("median", "week", "estimate * (1 + overrun) * exp(-spread ** 2 / 2)",
               "as likely too long as too short"),
        Output("p80", "week", "median * exp(spread * z(0.8))", "kept in four cases of five"),
        Output("late", "week", "estimate * (1 + overrun) - promised",
               "past the promised date on average"),
        Output(
            "in_time", "%", "normal_cdf(ln(promised / median) / spread)",
            "chance to meet the promised date",
            steps="The time is lognormal: its logarithm is normal about that of the median, with "
            "the spread as standard deviation; the chance is the part below the promised date.",
            main=True,
        ),
    ],
    source="Lognormal overruns (Little, Schedule Estimation and Uncertainty Surrounding the Cone "
    "of Uncertainty, IEEE Software, 2006).",
)  # fmt: skip
def estimate_overrun(
    estimate: Annotated[float, Input(
        "week", "the time estimated", ask="How long is it estimated to take?",
        who="engineering manager", better="down", cues=("estimate", "takes", "needs", "weeks"),
    )],
    promised: WeeksLeft,
    overrun: Annotated[float, Input(
        "%", "what estimates are exceeded by on average", who="engineering manager",
        default=OVERRUN, high=5, better="down", cues=("overrun", "usually late", "slip"),
    )],
    spread: Annotated[float, Input(
        "1", "the standard deviation of the logarithm of actual over estimate",
        who="data scientist", default=_SPREAD, low=0.01, high=2, better="down",
        cues=("spread", "log standard deviation"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How likely a promised date is, given how estimates of software usually turn out."""
    mean = estimate * (1 + overrun)
    median = mean * exp(-(spread**2) / 2)
    return {
        "median": median,
        "p80": median * exp(spread * NormalDist().inv_cdf(0.8)),
        "late": mean - promised,
        "in_time": NormalDist().cdf(log(promised / median) / spread),
    }


@calculator(
    "team-capacity",
    title="Work that a team can do until a date",
    cues=("people for", "person-weeks", "team of", "capacity of the team", "scope against time"),
    outputs=[
        Output("available", "week", "people * weeks * focus", "of one person's work available"),
        Output("short", "week", "scope - available", "of one person's work short", main=True),
        Output("needed", "week", "scope / (people * focus)", "needed by this team"),
        Output("people_needed", "1", "ceil(scope / (weeks * focus))", "people needed by the date"),
    ],
    source="Kniberg, Scrum and XP from the Trenches, 2007: available days times focus factor.",
)
def team_capacity(
    people: Annotated[float, Input(
        "1", "people on it", ask="How many people work on it?", who="engineering manager",
        better="up", cues=("people", "engineers", "team of", "developers", "scientists"),
    )],
    weeks: WeeksLeft,
    scope: Annotated[float, Input(
        "week", "the work, in weeks of one person", who="engineering manager", better="down",
        ask="How many person-weeks of work is it?",
        cues=("person-weeks", "effort", "work", "scope", "estimate"),
    )],
    focus: Annotated[float, Input(
        "%", "the share of their time for this work", who="engineering manager",
        default=FOCUS, better="up", cues=("focus", "half-time", "share of their time"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """Whether the work fits into the time of the people, after meetings and everything else."""
    available = people * weeks * focus
    return {
        "available": available,
        "short": scope - available,
        "needed": scope / (people * focus),
        "people_needed": float(ceil(scope / (weeks * focus))),
    }


@calculator(
    "feature-freeze",
    title="Retrainings that fit before a freeze",
    cues=("code freeze", "feature freeze", "change freeze", "retrainings before launch"),
    outputs=[
        Output("days", "day", "max(0, weeks - freeze) * 7", "before the freeze"),
        Output("cycle", "day", "retraining + validation", "for one retraining"),
        Output("fit", "1", "floor(days / cycle)", "retrainings before the freeze", main=True),
    ],
    source="Calendar arithmetic: whole cycles of retraining and validation, one after the other.",
)
def feature_freeze(
    weeks: WeeksLeft,
    freeze: Annotated[float, Input(
        "week", "the weeks before the date in which nothing changes", better="down",
        ask="How many weeks before the date may nothing change any more?",
        who="engineering manager", cues=("freeze", "frozen", "no changes", "lock"),
    )],
    retraining: Annotated[float, Input(
        "day", "the time of one retraining", ask="How many days does one retraining take?",
        who="ml engineer", better="down", cues=("retraining", "training", "retrain"),
    )],
    validation: Annotated[float, Input(
        "day", "the time to validate it", ask="How many days does its validation take?",
        who="data scientist", better="down", cues=("validation", "review", "sign-off", "testing"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How often a model can still be retrained and checked before nothing may change."""
    days = max(0.0, weeks - freeze) * 7
    cycle = retraining + validation
    return {"days": days, "cycle": cycle, "fit": float(floor(days / cycle))}


@calculator(
    "deadline-backward",
    title="Weeks left to build",
    cues=("counting back from", "approval takes", "before the launch date", "weeks for legal"),
    outputs=[
        Output("fixed", "week", "approvals + testing + rollout", "for steps of fixed length"),
        Output("left", "week", "weeks - fixed", "left to build", main=True),
    ],
    source="Backward pass of the critical path method (Kelley and Walker, 1959).",
)
def deadline_backward(
    weeks: WeeksLeft,
    approvals: Annotated[float, Input(
        "week", "the time for approvals",
        default=NONE, ask="How many weeks do all approvals take?",
        who="legal", better="down", cues=("approval", "legal", "privacy review", "sign-off"),
    )],
    testing: Annotated[float, Input(
        "week", "the time for tests and trials", default=NONE, who="data scientist", better="down",
        ask="How many weeks does the test with users take?",
        cues=("test", "pilot", "experiment", "trial", "validation"),
    )],
    rollout: Annotated[float, Input(
        "week", "the time for a roll-out or another fixed step",
        default=NONE, ask="How many weeks does the roll-out take?",
        who="operations", better="down",
        cues=("rollout", "roll-out", "release", "shadow", "certification", "audit"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How long there is to build when the steps that follow take their fixed time."""
    fixed = approvals + testing + rollout
    return {"fixed": fixed, "left": weeks - fixed}


@calculator(
    "hiring-lag",
    title="Work gained by new people before a date",
    cues=("hire more", "add people", "new engineers", "onboarding", "ramp-up", "contractors"),
    outputs=[
        Output("present", "week", "max(0, weeks - hiring)", "that each new person is there"),
        Output("learning", "week", "min(present, ramp)", "of ramp-up for each"),
        Output("done", "week", "people * (learning * productive + present - learning)",
               "of one person's work done by them"),
        Output("mentoring", "week", "people * learning * mentor", "of the team's time to help"),
        Output("gained", "week", "done - mentoring", "of one person's work gained", main=True),
    ],
    source="Brooks, The Mythical Man-Month, 1975; Abdel-Hamid and Madnick, Software Project "
    "Dynamics, 1991.",
)  # fmt: skip
def hiring_lag(
    people: Annotated[float, Input(
        "1", "new people", ask="How many new people would join?", who="engineering manager",
        better="up", cues=("hire", "new", "additional", "contractors", "join"),
    )],
    weeks: WeeksLeft,
    hiring: Annotated[float, Input(
        "week", "the time until they start", ask="How many weeks until they start?",
        who="engineering manager", better="down", cues=("start", "hiring", "notice", "recruit"),
    )],
    ramp: Annotated[float, Input(
        "week", "the ramp-up time", who="engineering manager", default=_RAMP, better="down",
        cues=("ramp-up", "onboarding", "up to speed"),
    )],
    productive: Annotated[float, Input(
        "%", "the work done in the ramp-up, against later", who="engineering manager",
        default=_NEW, better="up", cues=("productive", "effective"),
    )],
    mentor: Annotated[float, Input(
        "%", "a colleague's time taken for each in the ramp-up", who="engineering manager",
        default=_MENTOR, better="down", cues=("mentor", "buddy", "training them"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What new people really add before a date, after hiring, ramp-up and the help they need."""
    present = max(0.0, weeks - hiring)
    learning = min(present, ramp)
    done = people * (learning * productive + present - learning)
    mentoring = people * learning * mentor
    return {
        "present": present,
        "learning": learning,
        "done": done,
        "mentoring": mentoring,
        "gained": done - mentoring,
    }
