"""Reach: unequal errors, coverage and opt-outs, worked by hand."""

from __future__ import annotations

import pytest
from briefstar.calculators import calculate
from briefstar.errors import UsageError


@pytest.mark.parametrize(
    ("name", "inputs", "output", "expected"),
    [
        # ProPublica 2016 on COMPAS: false positives of 44.9% against 23.5%
        ("fairness-gap", {"volume": 100, "worse": "44.9%", "better": "23.5%"}, "gap", 0.214),
        # 100 x 0.214 x 365
        ("fairness-gap", {"volume": 100, "worse": "44.9%", "better": "23.5%"}, "yearly", 7811),
        # 1,000 x 0.3 x 2 x 365
        ("coverage", {"cases": 1000, "share": "70%", "value": "2 USD"}, "missed", 219_000),
        ("coverage", {"cases": 1000, "share": "70%", "value": "2 USD"}, "reached", 700),
        # 200,000 x 15% = 30,000; x 40 a month
        ("opt-out", {"users": 200_000, "refusing": "15%", "events": "40 a month"}, "reach", 170e3),
        ("opt-out", {"users": 200_000, "refusing": "15%", "events": "40 a month"}, "rows", 1.2e6),
    ],
)
def test_it_gives_the_worked_value(
    name: str, inputs: dict[str, str | float], output: str, expected: float
) -> None:
    found = calculate(name, inputs).figure(output).value
    assert found == pytest.approx(expected, rel=1e-4, abs=1e-9)


def test_the_group_worse_off_has_more_errors() -> None:
    with pytest.raises(UsageError, match="swap"):
        calculate("fairness-gap", {"volume": 10, "worse": "2%", "better": "3%"})
