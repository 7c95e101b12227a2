"""Experiments: how long a test of two variants runs, what it can show, and what it costs."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil, sqrt
from statistics import NormalDist
from typing import Annotated

from .conventions import Power, Significance
from .model import Default, Input, Output, calculator

Z = NormalDist().inv_cdf
_ARMS = Default(2, 2, 2, "the plain case: one variant against what there is")

Users = Annotated[float, Input(
    "1/day", "new users in all variants together", who="product manager", better="up",
    ask="How many new users a day can take part, in all variants together?",
    cues=("users", "visitors", "sessions", "traffic", "customers"),
    unlike=("each variant", "each arm", "each group", "each version", "per variant", "per arm",
            "per group", "each of the", "either variant", "both variants", "a variant", "an arm"),
)]  # fmt: skip
UsersEach = Annotated[float, Input(
    "1/day", "new users in each variant", who="product manager", better="up",
    ask="How many new users a day take part in each variant?",
    cues=("each variant", "per variant", "per arm", "each arm", "each of the", "per group"),
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
RelativeRise = Annotated[float, Input(
    "%", "the smallest relative rise worth finding", who="product manager", low=0.0001,
    ask="What is the smallest relative rise of the rate that is worth finding?",
    better="up", cues=("lift", "uplift", "relative", "improve by", "detect"),
)]  # fmt: skip

CRITICAL = "z(1 - significance / (2 * (arms - 1)))"
_TARGET = Output("target", "%", "baseline * (1 + effect)", "is the rate to be told apart")
_PER_ARM = Output(
    "per_arm", "1",
    f"ceil(({CRITICAL} * sqrt((baseline + target) * (1 - (baseline + target) / 2)) + z(power) * "
    "sqrt(baseline * (1 - baseline) + target * (1 - target))) ** 2 / (target - baseline) ** 2)",
    "users needed in each variant",
)  # fmt: skip
DURATION = (
    Output("total", "1", "per_arm * arms", "users needed in all variants"),
    Output("days", "day", "total / users", "until the test has its users"),
    Output("weeks", "week", "days / 7", "until the test has its users", main=True),
    Output("full_days", "day", "ceil(days)", "in whole days"),
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


def critical_value(significance: float, arms: float) -> float:
    """How many standard errors a difference has to be, with so many variants compared."""
    return Z(1 - significance / (2 * (arms - 1)))


def _per_arm(
    baseline: float, target: float, arms: float, power: float, significance: float
) -> float:
    same = sqrt((baseline + target) * (1 - (baseline + target) / 2))
    apart = sqrt(baseline * (1 - baseline) + target * (1 - target))
    needed = (critical_value(significance, arms) * same + Z(power) * apart) ** 2
    return float(ceil(needed / (target - baseline) ** 2))


def duration_of(per_arm: float, arms: float, users: float) -> dict[str, float]:
    """`DURATION` for the users needed in each variant and those who come a day."""
    total = per_arm * arms
    days = total / users
    return {
        "per_arm": per_arm,
        "total": total,
        "days": days,
        "weeks": days / 7,
        "full_days": float(ceil(days)),
    }


@calculator(
    "ab-test-duration",
    title="Duration of an A/B test",
    checks=_impossible_lift,
    instead="ab-test-per-variant",
    cues=("a/b test", "split test", "relative lift", "minimum detectable effect", "experiment"),
    outputs=[
        _TARGET,
        _PER_ARM,
        *DURATION,
    ],
    source=_SOURCE,
)
def ab_test_duration(
    baseline: Baseline,
    effect: RelativeRise,
    users: Users,
    arms: Arms,
    power: Power,
    significance: Significance,
) -> Mapping[str, float]:  # fmt: skip
    """How long a test has to run to show a relative rise of a rate."""
    target = baseline * (1 + effect)
    needed = _per_arm(baseline, target, arms, power, significance)
    return {"target": target, **duration_of(needed, arms, users)}


@calculator(
    "ab-test-per-variant",
    title="Duration of an A/B test, by users in each variant",
    checks=_impossible_lift,
    cues=("each variant gets", "visitors per arm", "a/b test"),
    outputs=[
        _TARGET,
        _PER_ARM,
        Output("days", "day", "per_arm / users_each", "until the test has its users"),
        Output("weeks", "week", "days / 7", "until the test has its users", main=True),
    ],
    source=_SOURCE,
)
def ab_test_per_variant(
    baseline: Baseline,
    effect: RelativeRise,
    users_each: UsersEach,
    arms: Arms,
    power: Power,
    significance: Significance,
) -> Mapping[str, float]:  # fmt: skip
    """How long a test has to run when one knows how many users each variant gets."""
    target = baseline * (1 + effect)
    needed = _per_arm(baseline, target, arms, power, significance)
    days = needed / users_each
    return {"target": target, "per_arm": needed, "days": days, "weeks": days / 7}


@calculator(
    "ab-test-duration-points",
    title="Duration of an A/B test, effect in points",
    checks=_impossible_points,
    cues=("a/b test", "split test", "percentage points", "absolute lift", "experiment"),
    outputs=[
        Output("target", "%", "baseline + effect", "is the rate to be told apart"),
        _PER_ARM,
        *DURATION,
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
    return {"target": target, **duration_of(needed, arms, users)}


@calculator(
    "ab-test-to-target",
    title="Duration of an A/B test, from one rate to another",
    checks=lambda at: "both rates are the same" if at["baseline"] == at["target"] else None,
    cues=("a/b test", "see it go from one rate to another", "from x% to y%", "experiment"),
    outputs=[_PER_ARM, *DURATION],
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
    return duration_of(_per_arm(baseline, target, arms, power, significance), arms, users)
