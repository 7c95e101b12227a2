"""Drift: the textbooks' sample size and square root rule, and sums worked by hand."""

from __future__ import annotations

import pytest
from briefstar.calculators import calculate
from briefstar.errors import UsageError

_DELAY = {"delay": "30 days", "interval": "4 weeks", "training": "2 days"}
_WATCH = {"events": "1,000 a day", "labelled": "10%", "rate": "90%"}
_STALE = {"decay": "1 pp", "value": "5,000 USD a month"}
_ORDERS = {"run_cost": "2 USD", "growth": 1600 / 365**2}


@pytest.mark.parametrize(
    ("name", "inputs", "output", "expected"),
    [
        # 30 + 2 = 32 at best, + 14 on average, + 28 at worst
        ("label-delay", _DELAY, "at_best", 32),
        ("label-delay", _DELAY, "average", 46),
        ("label-delay", _DELAY, "at_worst", 60),
        # 12 hours are half a day
        ("label-delay", {**_DELAY, "training": "12 hours", "interval": 1}, "average", 31),
        # (1.6449 x 0.3 + 0.8416 x 0.4)^2 / 0.1^2 = (0.49346 + 0.33665)^2 / 0.01 = 68.9
        ("drift-detection", {**_WATCH, "drop": "10 pp"}, "needed", 69),
        ("drift-detection", {**_WATCH, "drop": "10 pp"}, "days", 0.69),
        # 50% to 40%, at 5% and 90%: (1.6449 x 0.5 + 1.2816 x 0.4899)^2 / 0.01 = 210.3
        (
            "drift-detection",
            {**_WATCH, "rate": "50%", "drop": "10 pp", "power": "90%"},
            "needed",
            211,
        ),
        # 3 pp at the end, 1.5 on average: 7,500 a month, 90,000 a year
        ("staleness-loss", {**_STALE, "interval": "3 months"}, "at_worst", 0.03),
        ("staleness-loss", {**_STALE, "interval": "3 months"}, "yearly", 90_000),
        ("staleness-loss", {**_STALE, "interval": "1 month"}, "monthly", 2500),
        # The textbook order quantity: 2 an order, 10,000 pieces a year at 0.16 each kept a year:
        # 500 at once, so every 18.25 days, 20 orders, 40 + 40 a year
        ("retraining-cadence", _ORDERS, "interval", 18.25),
        ("retraining-cadence", _ORDERS, "runs", 20),
        ("retraining-cadence", _ORDERS, "yearly", 80),
        # sqrt(2 x 500 / 10) = 10 days; 36.5 x 500 twice
        ("retraining-cadence", {"run_cost": "500 USD", "growth": "10 USD"}, "interval", 10),
        ("retraining-cadence", {"run_cost": "500 USD", "growth": "10 USD"}, "yearly", 36_500),
    ],
)
def test_it_gives_the_worked_value(
    name: str, inputs: dict[str, str | float], output: str, expected: float
) -> None:
    assert calculate(name, inputs).figure(output).value == pytest.approx(expected)


@pytest.mark.parametrize("nearby", [9, 11])
def test_no_other_interval_is_cheaper(nearby: float) -> None:
    best = calculate("retraining-cadence", {"run_cost": 500, "growth": 10}).figure("yearly").value
    assert 365 * (500 / nearby + 10 * nearby / 2) > best


@pytest.mark.parametrize(
    ("name", "inputs", "problem"),
    [
        ("drift-detection", {**_WATCH, "rate": "5%", "drop": "5 pp"}, "cannot fall"),
        ("drift-detection", {**_WATCH, "labelled": 0, "drop": "2 pp"}, "no finite answer"),
        ("staleness-loss", {**_STALE, "decay": "1%", "interval": 3}, "percentage points"),
        ("retraining-cadence", {"run_cost": 500, "growth": 0}, "no finite answer"),
        ("label-delay", {**_DELAY, "training": "2 USD"}, "training"),
    ],
)
def test_what_cannot_be_is_refused(name: str, inputs: dict[str, str | float], problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        calculate(name, inputs)
