"""Experiments: how long a test of two variants runs, what it can show, and what it costs."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil, sqrt
from statistics import NormalDist
from typing import Annotated

from .conventions import Power, Significance
from .model import Default, Input, Output, calculator

_Z = NormalDist().inv_cdf
_ARMS = Default(2, 2, 2, "the plain case: one variant against what there is")

Users = Annotated[float, Input(
    "1/day", "new users in all variants together", who="product manager", better="up",
    ask="How many new users a day can take part, in all variants together?",
    cues=("users", "visitors", "sessions", "traffic", "customers"),
)]  # fmt: skip
Baseline = Annotated[float, Input(
    "%", "the rate as it is now", who="data scientist", low=0.00001, high=0.99999,
    ask="What is the rate now that the test is to raise?",
    cues=("conversion", "baseline", "rate", "currently", "click-through"),
)]  # fmt: skip
Arms = Annotated[float, Input(
    "1", "variants, with the one that there is", who="product manager", default=_ARMS, low=2,
    high=100, whole=True, better="down", cues=("variants", "arms", "versions"),
)]  # fmt: skip

_CRITICAL = "z(1 - significance / (2 * (arms - 1)))"
_PER_ARM = Output(
    "per_arm", "1",
    f"ceil(({_CRITICAL} * sqrt((baseline + target) * (1 - (baseline + target) / 2)) + z(power) * "
    "sqrt(baseline * (1 - baseline) + target * (1 - target))) ** 2 / (target - baseline) ** 2)",
    "users needed in each variant",
)  # fmt: skip
_DURATION = (
    Output("total", "1", "per_arm * arms", "users needed in all variants"),
    Output("days", "day", "total / users", "until the test has its users"),
    Output("weeks", "week", "days / 7", "until the test has its users", main=True),
)
_SOURCE = (
    "Fleiss, Statistical Methods for Rates and Proportions, 1981, chapter 3, two-sided, without "
    "continuity correction; with more variants each is tested at its share of the significance "
    "(Bonferroni)."
)


def _impossible_lift(at: Mapping[str, float]) -> str | None:
    if at["baseline"] * (1 + at["effect"]) >= 1:
        return "the effect would lift the rate to 100% or more"
    return None


def _impossible_points(at: Mapping[str, float]) -> str | None:
    if at["baseline"] + at["effect"] >= 1:
        return "the effect would lift the rate to 100% or more"
    return None


def _critical(significance: float, arms: float) -> float:
    return _Z(1 - significance / (2 * (arms - 1)))


def _per_arm(
    baseline: float, target: float, arms: float, power: float, significance: float
) -> float:
    same = sqrt((baseline + target) * (1 - (baseline + target) / 2))
    apart = sqrt(baseline * (1 - baseline) + target * (1 - target))
    needed = (_critical(significance, arms) * same + _Z(power) * apart) ** 2
    return float(ceil(needed / (target - baseline) ** 2))


def _duration(per_arm: float, arms: float, users: float) -> dict[str, float]:
    total = per_arm * arms
    return {"per_arm": per_arm, "total": total, "days": total / users, "weeks": total / users / 7}


@calculator(
    "ab-test-duration",
    title="Duration of an A/B test",
    checks=_impossible_lift,
    cues=("a/b test", "split test", "relative lift", "minimum detectable effect", "experiment"),
    outputs=[
        Output("target", "%", "baseline * (1 + effect)", "is the rate to be told apart"),
        _PER_ARM,
        *_DURATION,
    ],
    source=_SOURCE,
)
def ab_test_duration(
    baseline: Baseline,
    effect: Annotated[float, Input(
        "%", "the smallest relative rise worth finding", who="product manager", low=0.0001,
        ask="What is the smallest relative rise of the rate that is worth finding?",
        better="up", cues=("lift", "uplift", "relative", "improve by", "detect"),
    )],
    users: Users,
    arms: Arms,
    power: Power,
    significance: Significance,
) -> Mapping[str, float]:  # fmt: skip
    """How long a test has to run to show a relative rise of a rate."""
    target = baseline * (1 + effect)
    needed = _per_arm(baseline, target, arms, power, significance)
    return {"target": target, **_duration(needed, arms, users)}


@calculator(
    "ab-test-duration-points",
    title="Duration of an A/B test, effect in points",
    checks=_impossible_points,
    cues=("a/b test", "split test", "percentage points", "absolute lift", "experiment"),
    outputs=[
        Output("target", "%", "baseline + effect", "is the rate to be told apart"),
        _PER_ARM,
        *_DURATION,
    ],
    source=_SOURCE,
)
def ab_test_duration_points(
    baseline: Baseline,
    effect: Annotated[float, Input(
        "pp", "the smallest rise worth finding", who="product manager", low=0.00001, high=1,
        ask="What is the smallest rise of the rate, in percentage points, worth finding?",
        better="up", cues=("points", "percentage points", "absolute", "lift", "detect"),
    )],
    users: Users,
    arms: Arms,
    power: Power,
    significance: Significance,
) -> Mapping[str, float]:  # fmt: skip
    """How long a test has to run to show a rise of a rate in percentage points."""
    target = baseline + effect
    needed = _per_arm(baseline, target, arms, power, significance)
    return {"target": target, **_duration(needed, arms, users)}


@calculator(
    "ab-test-to-target",
    title="Duration of an A/B test, from one rate to another",
    checks=lambda at: "both rates are the same" if at["baseline"] == at["target"] else None,
    cues=("a/b test", "see it go from one rate to another", "from x% to y%", "experiment"),
    outputs=[_PER_ARM, *_DURATION],
    source=_SOURCE,
)
def ab_test_to_target(
    baseline: Baseline,
    target: Annotated[float, Input(
        "%", "the rate that it should become", who="product manager", low=0.0001, high=0.9999,
        ask="Which rate should it become?", cues=("to", "target", "would be", "go from"),
    )],
    users: Users,
    arms: Arms,
    power: Power,
    significance: Significance,
) -> Mapping[str, float]:  # fmt: skip
    """How long a test has to run to show that a rate went from one value to another."""
    return _duration(_per_arm(baseline, target, arms, power, significance), arms, users)


@calculator(
    "ab-test-detectable",
    title="Smallest effect that an A/B test can show",
    cues=("weeks of testing", "time for an a/b test", "detect in", "test runs for",
          "enough traffic"),
    outputs=[
        Output("per_arm", "1", "users * duration * 7 / arms", "users in each variant"),
        Output("lift", "pp",
               f"({_CRITICAL} + z(power)) * sqrt(2 * baseline * (1 - baseline) / per_arm)",
               "is the smallest lift that can be told from chance", main=True),
        Output("relative", "%", "lift / baseline", "of the rate as it is now"),
    ],
    source="van Belle, Statistical Rules of Thumb, 2008, chapter 2: the normal sample size solved "
    "for the difference, with the variance of the present rate.",
)  # fmt: skip
def ab_test_detectable(
    baseline: Baseline,
    users: Users,
    duration: Annotated[float, Input(
        "week", "how long the test may run", who="product manager", better="down",
        ask="How long may the test run?", cues=("weeks", "days", "run for", "duration", "within"),
    )],
    arms: Arms,
    power: Power,
    significance: Significance,
) -> Mapping[str, float]:  # fmt: skip
    """What lift a test can show in the time and with the traffic that there is."""
    per_arm = users * duration * 7 / arms
    error = sqrt(2 * baseline * (1 - baseline) / per_arm)
    lift = (_critical(significance, arms) + _Z(power)) * error
    return {"per_arm": per_arm, "lift": lift, "relative": lift / baseline}


@calculator(
    "ab-test-mean",
    title="Duration of an A/B test of a mean",
    cues=("revenue per user", "average order value", "a/b test of a mean", "spend per visitor"),
    outputs=[
        Output("per_arm", "1",
               f"ceil(2 * ({_CRITICAL} + z(power)) ** 2 * deviation ** 2 / difference ** 2)",
               "users needed in each variant"),
        *_DURATION,
    ],
    source="Cochran and Cox, Experimental Designs, 1957, chapter 2: two means with a known, equal "
    "standard deviation, two-sided; Bonferroni for more variants.",
)  # fmt: skip
def ab_test_mean(
    deviation: Annotated[float, Input(
        "money", "the standard deviation of the amount between users", who="data scientist",
        ask="What is the standard deviation of the amount between users?", better="down",
        cues=("standard deviation", "sd", "deviation", "spread", "varies"),
    )],
    difference: Annotated[float, Input(
        "money", "the smallest difference of the mean worth finding", who="product manager",
        ask="What is the smallest difference of the mean amount that is worth finding?",
        better="up", cues=("difference", "more per user", "detect", "increase"),
    )],
    users: Users,
    arms: Arms,
    power: Power,
    significance: Significance,
) -> Mapping[str, float]:  # fmt: skip
    """How long a test has to run to show a difference of a mean amount."""
    spread = (_critical(significance, arms) + _Z(power)) ** 2 * deviation**2
    return _duration(float(ceil(2 * spread / difference**2)), arms, users)


@calculator(
    "peeking",
    title="False positives of looking early",
    cues=("peek", "look at the results", "stop early", "check the test every", "interim looks"),
    outputs=[
        Output("false_positives", "%", "1 - (1 - significance) ** looks",
               "is the most that the risk of a false positive can become", main=True),
        Output("added", "pp", "false_positives - significance", "added to the risk by looking"),
        Output("safe", "%", "significance / looks",
               "is the significance for each look that keeps the risk (Bonferroni)"),
    ],
    source="Šidák, Rectangular Confidence Regions, 1967, as an upper bound; looks at data that "
    "adds up inflate less: 14% for 5 at 5% (Armitage, McPherson and Rowe, 1969).",
)  # fmt: skip
def peeking(
    looks: Annotated[float, Input(
        "1", "times that the result is looked at", who="data scientist", low=1, whole=True,
        ask="How many times is the result looked at before the test ends?", better="down",
        cues=("looks", "peeks", "times", "checks", "interim"),
    )],
    significance: Significance,
) -> Mapping[str, float]:  # fmt: skip
    """How much looking early can raise the risk of seeing what is not there."""
    found = 1 - (1 - significance) ** looks
    return {"false_positives": found, "added": found - significance, "safe": significance / looks}


@calculator(
    "holdout-cost",
    title="Cost of a holdout group",
    cues=("holdout", "control group", "hold back", "without the feature", "kept out"),
    outputs=[
        Output("held", "1", "users * share", "users held out"),
        Output("monthly", "money/month", "held * value", "not earned on the holdout"),
        Output("lost", "money", "monthly * duration", "not earned on the holdout", main=True),
    ],
    source="Opportunity cost of measuring long-term effects with a holdout: Kohavi, Tang and Xu, "
    "Trustworthy Online Controlled Experiments, 2020, chapter 23.",
)
def holdout_cost(
    users: Annotated[float, Input(
        "1", "users in all", ask="How many users are there?", who="product manager",
        cues=("users", "customers", "members", "subscribers"),
    )],
    share: Annotated[float, Input(
        "%", "the share held out", ask="What share of the users is held out?",
        who="data scientist", better="down", cues=("holdout", "held out", "control", "hold back"),
    )],
    value: Annotated[float, Input(
        "money/month", "what the feature adds for a user", who="finance",
        ask="What does the feature add for one user a month?",
        cues=("per user", "each user", "uplift", "a month", "worth"),
    )],
    duration: Annotated[float, Input(
        "month", "how long they are held out", who="product manager", better="down",
        ask="For how long are they held out?", cues=("months", "weeks", "quarter", "for"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What is not earned on users who go without a feature so that it can be measured."""
    held = users * share
    return {"held": held, "monthly": held * value, "lost": held * value * duration}
