"""Forecasting: the newsvendor of the textbook, normal loss tables, and sums worked by hand."""

from __future__ import annotations

import pytest
from briefstar.calculators import calculate
from briefstar.errors import UsageError

# A standard error of 100 units: 1,000 x 7.97885% x sqrt(pi / 2).
_STOCK = {"demand": 1000, "error": 0.0797885, "cycles": "52 a year", "margin": "10 USD"}
_WETSUIT = {"underage": "80 USD", "overage": "20 USD", "mean": 3192, "deviation": 1181}
_CALLS = {"volume": 6000, "error": "10%", "minutes": "6 minutes", "hourly_cost": "30 USD an hour"}


@pytest.mark.parametrize(
    ("name", "inputs", "output", "expected"),
    [
        # Normal table: z(95%) = 1.645
        ("stock-out-cost", {**_STOCK, "service": "95%"}, "safety_stock", 164.5),
        # 52 x 5% = 2.6 cycles a year run out
        ("stock-out-cost", {**_STOCK, "service": "95%"}, "stock_outs", 2.6),
        # Unit normal loss table: L(1.645) = 0.0209; 52 x 100 x 0.0209 = 108.6
        ("stock-out-cost", {**_STOCK, "service": "95%"}, "short", 108.6),
        # L(0) = 0.3989 at a service level of one half; 52 x 100 x 0.3989 x 10
        ("stock-out-cost", {**_STOCK, "service": "50%"}, "lost", 20_745),
        # Cachon and Terwiesch, Hammer 3/2 wetsuit: price 190, cost 110, salvage 90, so 80 and 20;
        # ratio 0.8; z = 0.84, order about 4,186
        ("newsvendor", _WETSUIT, "ratio", 0.8),
        ("newsvendor", _WETSUIT, "order", 4186),
        # and a mismatch cost of about 33,000: 100 x 1,181 x 0.2800 (density at 0.8416)
        ("newsvendor", _WETSUIT, "expected_cost", 33_064),
        # equal costs: the mean
        ("newsvendor", {**_WETSUIT, "overage": "80 USD"}, "order", 3192),
        # 2,000 x 5% = 100 a day x 365 x 3
        (
            "waste-cost",
            {"volume": 2000, "over": "5%", "unit_cost": 3, "days": 365},
            "cost",
            109_500,
        ),
        ("waste-cost", {"volume": 300, "over": "10%", "unit_cost": 1, "days": 250}, "yearly", 7500),
        # 600 cases wrong x 6 minutes = 60 hours a day, half each way
        ("staffing-error", _CALLS, "wrong", 60),
        # 30 x 30 x 365 = 328,500 idle; half of that again as the premium for overtime
        ("staffing-error", _CALLS, "idle_cost", 328_500),
        ("staffing-error", _CALLS, "cost", 492_750),
        # all too high on 250 days: 60 x 30 x 250
        ("staffing-error", {**_CALLS, "over": "100%", "days": 250}, "cost", 450_000),
    ],
)
def test_it_gives_the_worked_value(
    name: str, inputs: dict[str, str | float], output: str, expected: float
) -> None:
    assert calculate(name, inputs).figure(output).value == pytest.approx(expected, rel=1e-3)


def test_a_service_level_of_all_is_refused() -> None:
    with pytest.raises(UsageError, match="service"):
        calculate("stock-out-cost", {**_STOCK, "service": "100%"})


def test_no_cost_either_way_has_no_best_order() -> None:
    with pytest.raises(UsageError, match="no finite answer"):
        calculate("newsvendor", {**_WETSUIT, "underage": 0, "overage": 0})
