"""Business: annuities of the published tables, and sums worked by hand."""

from __future__ import annotations

import pytest
from briefstar.calculators import calculate
from briefstar.errors import UsageError

_CASE = {"investment": "100,000 USD", "benefit": "60,000 USD a year", "cost": "10,000 USD a year"}
_VENDOR = {"units": "100,000 a month", "price": "0.05 USD", "investment": "24,000 USD"}


@pytest.mark.parametrize(
    ("name", "inputs", "output", "expected"),
    [
        # 60,000 / (15,000 - 5,000)
        ("payback", {"investment": 60_000, "saving": 15_000, "running": 5000}, "months", 6),
        ("payback", {"investment": "1,000 USD", "saving": 50, "running": 0}, "months", 20),
        # annuity table: 3 years at 7% is 2.6243; 5 years at 10% is 3.7908
        ("roi", {**_CASE, "years": 3, "discount": "7%"}, "annuity", 2.62432),
        ("roi", {**_CASE, "years": 5, "discount": "10%"}, "annuity", 3.79079),
        # 50,000 x 2.62432 - 100,000; plainly (150,000 - 100,000) / 100,000
        ("roi", {**_CASE, "years": "3 years", "discount": "7%"}, "npv", 31_216),
        ("roi", {**_CASE, "years": "36 months", "discount": "7%"}, "roi", 0.5),
        # 5,000 a month - 1,000; 24,000 / 4,000
        ("vendor-price", {**_VENDOR, "running": "1,000 USD a month"}, "months", 6),
        ("vendor-price", {**_VENDOR, "running": "3,000 USD a month"}, "saved", 2000),
    ],
)
def test_it_gives_the_worked_value(
    name: str, inputs: dict[str, str | float], output: str, expected: float
) -> None:
    assert calculate(name, inputs).figure(output).value == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize(
    ("name", "inputs", "problem"),
    [
        ("payback", {"investment": 100, "saving": 5, "running": 5}, "never pays back"),
        ("vendor-price", {**_VENDOR, "running": 6000}, "never pays back"),
        ("payback", {"investment": "9 USD", "saving": "9 EUR a month", "running": 1}, "currency"),
        ("roi", {**_CASE, "years": 3, "discount": "0%"}, "discount"),
    ],
)
def test_what_cannot_be_is_refused(name: str, inputs: dict[str, str | float], problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        calculate(name, inputs)
