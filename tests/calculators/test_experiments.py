"""Experiments: sample sizes of R and the textbooks, and sums worked by hand."""

from __future__ import annotations

import pytest
from briefstar.calculators import calculate
from briefstar.errors import UsageError

_MEAN = {"deviation": "10 USD", "difference": "5 USD", "users": 18}
_HOLDOUT = {"users": "200,000", "share": "5%", "value": "0.40 USD a month"}


@pytest.mark.parametrize(
    ("name", "inputs", "output", "expected"),
    [
        # R, help of power.prop.test: p1 = 0.5, p2 = 0.75, power = 0.9 gives n = 76.7
        (
            "ab-test-duration",
            {"baseline": "50%", "effect": "50%", "users": 22, "power": "90%"},
            "per_arm",
            77,
        ),
        # 2 x 77 = 154 users, 22 a day: 7 days
        (
            "ab-test-duration",
            {"baseline": "50%", "effect": "50%", "users": 22, "power": "90%"},
            "weeks",
            1,
        ),
        # R: power.prop.test(p1 = 0.10, p2 = 0.12, power = 0.8) gives n = 3840.847
        ("ab-test-duration", {"baseline": "10%", "effect": "20%", "users": 9}, "per_arm", 3841),
        # R: power.prop.test(p1 = 0.20, p2 = 0.25, power = 0.8) gives n = 1093.739
        (
            "ab-test-duration-points",
            {"baseline": "20%", "effect": "5 pp", "users": "500 a day"},
            "per_arm",
            1094,
        ),
        (
            "ab-test-duration-points",
            {"baseline": "20%", "effect": "5 pp", "users": 8},
            "days",
            273.5,
        ),
        # three variants, so each at 2.5%: z(0.9875) = 2.2414; (2.2414 x 0.590551 + 0.496127)^2
        # / 0.0025 = 1324.5; x 3
        (
            "ab-test-duration-points",
            {"baseline": "20%", "effect": "5 pp", "users": 1, "arms": 3},
            "total",
            3975,
        ),
        # van Belle 2008: 16 x p (1 - p) / d^2 users each, so 14 days x 1,143 / 2 = 8,000 users
        # at 50% show sqrt(16 x 0.25 / 8,000) = 2.236 pp; exactly 2.8016 x sqrt(0.5 / 8,000)
        (
            "ab-test-detectable",
            {"baseline": "50%", "users": 8000 / 7, "duration": "14 days"},
            "lift",
            0.022149,
        ),
        (
            "ab-test-detectable",
            {"baseline": "50%", "users": 8000 / 7, "duration": "2 weeks"},
            "relative",
            0.044297,
        ),
        # 16 times the users, a quarter of the lift
        (
            "ab-test-detectable",
            {"baseline": "50%", "users": 128_000 / 7, "duration": "2 weeks"},
            "lift",
            0.0055372,
        ),
        # half a standard deviation: 2 x 7.8489 / 0.25 = 62.8 (64 with the t of Cohen 1988)
        ("ab-test-mean", _MEAN, "per_arm", 63),
        ("ab-test-mean", _MEAN, "weeks", 1),
        # a full one at 90%: 2 x (1.96 + 1.2816)^2 = 21.01
        ("ab-test-mean", {**_MEAN, "difference": 10, "power": "90%"}, "per_arm", 22),
        # 1 - 0.95^5 = 22.6%, 1 - 0.95^10 = 40.1%
        ("peeking", {"looks": 5}, "false_positives", 0.22622),
        ("peeking", {"looks": 10}, "false_positives", 0.40126),
        ("peeking", {"looks": 1}, "added", 0),
        ("peeking", {"looks": 10}, "safe", 0.005),
        # 10,000 users x 0.40 x 6 months
        ("holdout-cost", {**_HOLDOUT, "duration": "6 months"}, "lost", 24_000),
        ("holdout-cost", {**_HOLDOUT, "duration": "1 quarter"}, "lost", 12_000),
    ],
)
def test_it_gives_the_worked_value(
    name: str, inputs: dict[str, str | float], output: str, expected: float
) -> None:
    found = calculate(name, inputs).figure(output).value
    assert found == pytest.approx(expected, rel=1e-4, abs=1e-9)


def test_conventions_make_no_range() -> None:
    weeks = calculate("ab-test-duration", {"baseline": 0.1, "effect": 0.2, "users": 900}).main
    assert weeks.low == weeks.value == weeks.high


@pytest.mark.parametrize(
    ("name", "inputs", "problem"),
    [
        ("ab-test-duration", {"baseline": "60%", "effect": "70%", "users": 9}, "100% or more"),
        ("ab-test-duration-points", {"baseline": "99%", "effect": "1 pp", "users": 9}, "100%"),
        ("ab-test-duration-points", {"baseline": "9%", "effect": "1%", "users": 9}, "points"),
        ("ab-test-mean", {**_MEAN, "difference": 0}, "no finite answer"),
        ("ab-test-duration", {"baseline": "5%", "effect": "9%", "users": 9, "arms": 1}, "arms"),
    ],
)
def test_what_cannot_be_is_refused(name: str, inputs: dict[str, str | float], problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        calculate(name, inputs)
