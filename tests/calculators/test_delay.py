"""Delay: waiting, phases and accuracy, worked by hand."""

from __future__ import annotations

import pytest
from briefstar.calculators import calculate
from briefstar.errors import UsageError

_DELAY = {"value": "10,000 USD a month", "delay": "3 months"}
_PHASES = {
    "value": "10,000 USD a month", "share": "60%", "first": "2 months", "phased": "7 months",
    "horizon": "12 months",
}  # fmt: skip
_POINTS = {"points": "2 pp", "value": "50,000 USD a year", "years": 1, "delay_cost": 40_000}


@pytest.mark.parametrize(
    ("name", "inputs", "output", "expected"),
    [
        ("cost-of-delay", _DELAY, "lost", 30_000),
        # 120,000 a year x 7 / 365
        ("cost-of-delay", _DELAY, "weekly", 2301.37),
        # kept 0.9^3 = 0.729; 30,000 missed + 10,000 x 0.271 x 9 = 24,390
        ("late-entry", {**_DELAY, "decay": "10%", "life": "12 months"}, "lost", 54_390),
        # without decay it is the plain cost of delay
        ("late-entry", {**_DELAY, "decay": "0%", "life": "1 year"}, "lost", 30_000),
        # 6,000 x 5 = 30,000 early, + 10,000 x 5 = 80,000; at once 10,000 x 6 = 60,000
        ("phased-plan", {**_PHASES, "whole": "6 months"}, "with_phases", 80_000),
        ("phased-plan", {**_PHASES, "whole": "6 months"}, "gain", 20_000),
        # a first phase of little worth that holds the rest up loses: 5,000 + 50,000 - 60,000
        ("phased-plan", {**_PHASES, "share": "10%", "whole": "6 months"}, "gain", -5_000),
        # 2 x 50,000 against 3 x 40,000
        ("price-of-accuracy", {**_POINTS, "months": "3 months"}, "net", -20_000),
        ("price-of-accuracy", {**_POINTS, "months": "2 months"}, "net", 20_000),
        ("price-of-accuracy", {**_POINTS, "months": "2 months"}, "worth_waiting", 2.5),
    ],
)
def test_it_gives_the_worked_value(
    name: str, inputs: dict[str, str | float], output: str, expected: float
) -> None:
    assert calculate(name, inputs).figure(output).value == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize(
    ("name", "inputs", "problem"),
    [
        ("late-entry", {**_DELAY, "decay": "5%", "life": "2 months"}, "longer than the life"),
        ("phased-plan", {**_PHASES, "first": "8 months", "whole": 6}, "first phase comes before"),
        ("phased-plan", {**_PHASES, "whole": "13 months"}, "horizon is before"),
    ],
)
def test_what_cannot_be_is_refused(name: str, inputs: dict[str, str | float], problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        calculate(name, inputs)
