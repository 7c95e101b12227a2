"""Evaluation: how far a measured accuracy can be trusted, and what it is to be compared with."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt
from statistics import NormalDist
from typing import Annotated

from .conventions import Confidence, Power, Significance
from .model import Input, Output, calculator

TestSize = Annotated[float, Input(
    "1", "the items in the test set", who="data scientist", low=1, better="up",
    ask="How many items are in the test set?",
    cues=("test set", "test items", "examples", "held out", "samples"),
)]  # fmt: skip

_WILSON = (
    "Wilson, Probable Inference, the Law of Succession, and Statistical Inference, 1927; "
    "Brown, Cai and DasGupta, Interval Estimation for a Binomial Proportion, 2001."
)
_INTERVAL = (
    Output("z_value", "1", "z((1 + confidence) / 2)", "standard errors either side"),
    Output("centre", "%",
           "(share + z_value ** 2 / (2 * test_size)) / (1 + z_value ** 2 / test_size)",
           "is the middle of the interval"),
    Output("half_width", "pp",
           "z_value * sqrt(share * (1 - share) / test_size + z_value ** 2 / "
           "(4 * test_size ** 2)) / (1 + z_value ** 2 / test_size)",
           "either side of the middle", main=True),
    Output("lowest", "%", "centre - half_width", "is the least that the true share may be"),
    Output("highest", "%", "centre + half_width", "is the most that the true share may be"),
)  # fmt: skip


@calculator(
    "wilson-interval",
    title="Confidence interval of a share",
    cues=("measured on a test set", "confidence interval", "margin of error", "sample of",
          "out of"),
    outputs=(Output("measured", "%", "share", "was measured"), *_INTERVAL),
    source=_WILSON,
    instead="wilson-counts",
)  # fmt: skip
def wilson_interval(
    share: Annotated[float, Input(
        "%", "the measured share, such as an accuracy", who="data scientist",
        ask="What share was measured on the test set?",
        cues=("accuracy", "precision", "recall", "rate", "measured", "correct"),
    )],
    test_size: TestSize,
    confidence: Confidence,
) -> Mapping[str, float]:  # fmt: skip
    """Between which values the true share lies when it was measured on a few items."""
    return {"measured": share, **_interval(share, test_size, confidence)}


@calculator(
    "wilson-counts",
    title="Confidence interval of a count",
    cues=("got right out of", "of the sample were right", "of the items tested"),
    outputs=(Output("share", "%", "right / test_size", "was measured"), *_INTERVAL),
    source=_WILSON,
    instead="wilson-interval",
    checks=lambda at: "more are right than were tested" if at["right"] > at["test_size"] else None,
)
def wilson_counts(
    right: Annotated[float, Input(
        "1", "how many were right", who="data scientist",
        ask="How many items of the test set were right?",
        cues=("right", "correct", "passed", "found", "wrong", "of them"),
    )],
    test_size: TestSize,
    confidence: Confidence,
) -> Mapping[str, float]:  # fmt: skip
    """Between which values the true share lies when so many of a few items were right."""
    share = right / test_size
    return {"share": share, **_interval(share, test_size, confidence)}


def _interval(share: float, test_size: float, confidence: float) -> dict[str, float]:
    z_value = NormalDist().inv_cdf((1 + confidence) / 2)
    shrink = 1 + z_value**2 / test_size
    centre = (share + z_value**2 / (2 * test_size)) / shrink
    spread = share * (1 - share) / test_size + z_value**2 / (4 * test_size**2)
    half_width = z_value * sqrt(spread) / shrink
    return {
        "z_value": z_value,
        "centre": centre,
        "half_width": half_width,
        "lowest": centre - half_width,
        "highest": centre + half_width,
    }


@calculator(
    "test-set-resolution",
    title="Smallest difference that a test set shows",
    cues=("size of the test set", "better than the current model", "compare two models",
          "small test set", "difference in accuracy"),
    outputs=[
        Output("standard_error", "pp", "sqrt(2 * accuracy * (1 - accuracy) / test_size)",
               "of chance in the difference of two models"),
        Output("difference", "pp",
               "(z(1 - significance / 2) + z(power)) * standard_error",
               "is the smallest difference that can be told from chance", main=True),
        Output("items", "1", "difference * test_size", "items of the test set apart"),
    ],
    source="Fleiss, Statistical Methods for Rates and Proportions, 1981, solved for the "
    "difference, each model on its own items; on the same items, two models that mostly agree can "
    "be told apart at less (McNemar 1947).",
)  # fmt: skip
def test_set_resolution(
    test_size: TestSize,
    accuracy: Annotated[float, Input(
        "%", "the accuracy of the models about to be compared", who="data scientist",
        turned="the error rate of the models about to be compared",
        low=0.001, high=0.999, ask="About how accurate are the models?",
        cues=("accuracy", "accurate", "correct", "baseline"),
    )],
    significance: Significance,
    power: Power,
) -> Mapping[str, float]:  # fmt: skip
    """How far apart two models have to be before a test set of this size shows it."""
    z = NormalDist().inv_cdf
    standard_error = sqrt(2 * accuracy * (1 - accuracy) / test_size)
    difference = (z(1 - significance / 2) + z(power)) * standard_error
    return {
        "standard_error": standard_error,
        "difference": difference,
        "items": difference * test_size,
    }


@calculator(
    "accuracy-against-majority",
    title="Accuracy against always saying the commoner class",
    cues=("accuracy of", "imbalanced", "majority class", "rare class", "accurate model"),
    outputs=[
        Output("majority", "%", "max(base_rate, 1 - base_rate)",
               "right by always saying the commoner class"),
        Output("gain", "pp", "accuracy - majority", "gained over the commoner class", main=True),
        Output("removed", "%", "gain / (1 - majority)",
               "of the errors of the commoner class are removed"),
    ],
    source="Zero-rule baseline: Witten and Frank, Data Mining, 2005, chapter 4; the share of "
    "errors removed is Goodman and Kruskal's lambda, 1954.",
)  # fmt: skip
def accuracy_against_majority(
    accuracy: Annotated[float, Input(
        "%", "the share of cases that are decided right", who="data scientist", better="up",
        turned="the share of cases that are decided wrong",
        ask="What share of cases does the model decide right?",
        cues=("accuracy", "accurate", "correct", "right"),
    )],
    base_rate: Annotated[float, Input(
        "%", "the share of cases in one of the two classes", who="data scientist",
        ask="What share of all cases is positive?", low=0.0001, high=0.9999,
        cues=("base rate", "prevalence", "positive", "rare", "of all cases"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What an accuracy is worth when one of two classes is much commoner."""
    majority = max(base_rate, 1 - base_rate)
    gain = accuracy - majority
    return {"majority": majority, "gain": gain, "removed": gain / (1 - majority)}
