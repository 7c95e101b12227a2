"""Classification: the textbook's screening tests, and costs worked by hand."""

from __future__ import annotations

import pytest
from briefstar.calculators import calculate
from briefstar.errors import UsageError

_MISSED = {"cases": "5,000 a day", "base_rate": "0.4%", "value": "100 USD"}
_COSTS = {
    "cases": 1000, "base_rate": "2%", "recall": "80%", "false_positive_rate": "5%",
    "cost_fp": "10 USD", "cost_fn": "90 USD",
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "inputs", "output", "expected"),
    [
        # 20 positives a day, a quarter missed: 5 x 365 = 1,825 a year x 100
        ("missed-value", {**_MISSED, "recall": "75%"}, "lost", 182_500),
        ("missed-value", {**_MISSED, "recall": "75%"}, "missed", 5),
        ("missed-value", {**_MISSED, "recall": "100%"}, "lost", 0),
        # 980 x 5% = 49 wrong flags, 20 x 20% = 4 missed: 490 + 360 = 850 a day
        ("cost-matrix", _COSTS, "false_positives", 49),
        ("cost-matrix", _COSTS, "false_negatives", 4),
        ("cost-matrix", _COSTS, "per_case", 0.85),
        ("cost-matrix", _COSTS, "yearly_cost", 850 * 365),
        # flag none: 20 x 90 = 1,800 a day; flag all: 980 x 10 = 9,800
        ("cost-matrix", _COSTS, "without", 1800 * 365),
        # Elkan 2001, equation 2: 10 / (10 + 90)
        ("cost-matrix", _COSTS, "break_even", 0.1),
        # Eddy 1982: mammography at 1% prevalence, 80% sensitivity, 9.6% false positives is 7.8%
        (
            "precision-at-base-rate",
            {"base_rate": "1%", "recall": "80%", "false_positive_rate": "9.6%"},
            "precision",
            0.0776,
        ),
        # Gigerenzer, Calculated Risks, 2002: 8 in 1,000, 90%, 7%: 7 right of about 77 positives
        (
            "precision-at-base-rate",
            {"base_rate": "0.8%", "recall": "90%", "false_positive_rate": "7%"},
            "alerts",
            7.2 + 69.44,
        ),
        (
            "precision-at-base-rate",
            {"base_rate": "0.8%", "recall": "90%", "false_positive_rate": "7%"},
            "precision",
            0.09395,
        ),
        # 20,000 x 0.5% = 100 a day x 365 x 2
        (
            "errors-at-volume",
            {"cases": 20_000, "error_rate": "0.5%", "error_cost": "2 USD"},
            "cost",
            73_000,
        ),
        # 365,000 a year are 1,000 a day
        (
            "errors-at-volume",
            {"cases": "365,000 a year", "error_rate": "3%", "error_cost": 1},
            "wrong",
            30,
        ),
    ],
)
def test_it_gives_the_worked_value(
    name: str, inputs: dict[str, str | float], output: str, expected: float
) -> None:
    assert calculate(name, inputs).figure(output).value == pytest.approx(expected, rel=1e-3)


@pytest.mark.parametrize(
    ("name", "inputs", "problem"),
    [
        ("missed-value", {**_MISSED, "recall": "120%"}, "recall"),
        ("cost-matrix", {**_COSTS, "cost_fp": 0, "cost_fn": 0}, "no finite answer"),
        ("cost-matrix", {**_COSTS, "cost_fn": "90 EUR"}, "one currency"),
        (
            "precision-at-base-rate",
            {"base_rate": 0, "recall": "80%", "false_positive_rate": 0},
            "no finite answer",
        ),
    ],
)
def test_what_cannot_be_is_refused(name: str, inputs: dict[str, str | float], problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        calculate(name, inputs)
