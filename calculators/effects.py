"""Effects: what a test of a given length can show, and what looking early or a holdout costs."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil, sqrt
from typing import Annotated

from .conventions import Power, Significance
from .experiments import CRITICAL, DURATION, Arms, Baseline, Users, Z, critical_value, duration_of
from .model import Input, Output, calculator


@calculator(
    "ab-test-detectable",
    title="Smallest effect that an A/B test can show",
    cues=("weeks of testing", "time for an a/b test", "detect in", "test runs for",
          "enough traffic"),
    outputs=[
        Output("per_arm", "1", "users * duration * 7 / arms", "users in each variant"),
        Output("lift", "pp",
               f"({CRITICAL} + z(power)) * sqrt(2 * baseline * (1 - baseline) / per_arm)",
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
    lift = (critical_value(significance, arms) + Z(power)) * error
    return {"per_arm": per_arm, "lift": lift, "relative": lift / baseline}


@calculator(
    "ab-test-mean",
    title="Duration of an A/B test of a mean",
    cues=("revenue per user", "average order value", "a/b test of a mean", "spend per visitor"),
    outputs=[
        Output("per_arm", "1",
               f"ceil(2 * ({CRITICAL} + z(power)) ** 2 * deviation ** 2 / difference ** 2)",
               "users needed in each variant"),
        *DURATION,
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
    spread = (critical_value(significance, arms) + Z(power)) ** 2 * deviation**2
    return duration_of(float(ceil(2 * spread / difference**2)), arms, users)


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
