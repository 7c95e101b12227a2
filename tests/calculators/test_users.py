"""Users: churn summed month by month, the rest worked by hand."""

from __future__ import annotations

import pytest
from briefstar.calculators import calculate
from briefstar.errors import UsageError

_CHURN = {"customers": "10,000", "churn": "3%", "target": "2.5%", "value": "20 USD a month"}
_FRAUD = {"transactions": "50,000 a day", "rate": "0.1%", "amount": "120 USD"}


@pytest.mark.parametrize(
    ("name", "inputs", "output", "expected"),
    [
        # 10,000 x 0.5%
        ("churn-value", _CHURN, "kept_monthly", 50),
        # 0.975^12 = 0.737998, 0.97^12 = 0.693842
        ("churn-value", _CHURN, "kept", 441.56),
        # month by month, the sum of 0.97^1 to 0.97^12 and of 0.975^1 to 0.975^12
        ("churn-value", _CHURN, "months_now", sum(0.97**m for m in range(1, 13))),
        ("churn-value", _CHURN, "months_then", sum(0.975**m for m in range(1, 13))),
        # 9.899097 and 10.218065 months: 10,000 x 0.318968 x 20
        ("churn-value", _CHURN, "gained", 63_793.5),
        ("churn-value", {**_CHURN, "target": "3%"}, "gained", 0),
        # 20,000 x 0.2% = 40 a day x 60 x 365 = 876,000; a quarter of it is margin
        (
            "conversion-value",
            {"visits": 20_000, "lift": "0.2 pp", "value": "60 USD", "margin": "25%"},
            "profit",
            219_000,
        ),
        (
            "conversion-value",
            {"visits": 20_000, "lift": "20 bp", "value": "60 USD", "margin": 1},
            "revenue",
            876_000,
        ),
        # 50 frauds x 120 x 365 = 2,190,000; a fifth of it is lost
        ("fraud-loss", {**_FRAUD, "recall": "80%"}, "lost", 438_000),
        ("fraud-loss", {**_FRAUD, "recall": "80%"}, "caught", 1_752_000),
        # 2,000 x 25% = 500 x 6 x 365
        (
            "support-deflection",
            {"tickets": 2000, "share": "25%", "cost": "6 USD"},
            "saved",
            1.095e6,
        ),
        ("support-deflection", {"tickets": 2000, "share": "25%", "cost": "6 USD"}, "left", 1500),
    ],
)
def test_it_gives_the_worked_value(
    name: str, inputs: dict[str, str | float], output: str, expected: float
) -> None:
    found = calculate(name, inputs).figure(output).value
    assert found == pytest.approx(expected, rel=1e-4, abs=1e-9)


def test_a_churn_that_rises_is_refused() -> None:
    with pytest.raises(UsageError, match="nothing is saved"):
        calculate("churn-value", {**_CHURN, "target": "4%"})


def test_a_relative_lift_is_not_taken_for_points() -> None:
    with pytest.raises(UsageError, match="percentage points"):
        calculate("conversion-value", {"visits": 9, "lift": "10%", "value": 1, "margin": "20%"})
