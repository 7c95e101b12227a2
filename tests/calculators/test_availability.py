"""Availability: the table of the SRE book, series systems, and losses worked by hand."""

from __future__ import annotations

import pytest
from briefstar.calculators import calculate
from briefstar.errors import UsageError

_SHOP = {"sessions": "100,000 a day", "conversion": "2%", "value": "50 USD"}


@pytest.mark.parametrize(
    ("name", "inputs", "output", "expected"),
    [
        # Site Reliability Engineering, appendix A: 99.9% is 8.76 hours a year, 10.1 min a week;
        # 99.5% is 1.83 days a year
        ("availability", {"availability": "99.9%"}, "yearly", 8.76),
        ("availability", {"availability": "99.9%"}, "weekly", 10.08),
        ("availability", {"availability": "99.5%"}, "yearly", 1.825 * 24),
        # 8.76 x 60 / 12 = 43.8
        ("availability", {"availability": "99.9%"}, "monthly", 43.8),
        # 1,000,000 x 0.001
        ("failed-requests", {"requests": "1,000,000 a day", "availability": "99.9%"}, "daily", 1e3),
        ("failed-requests", {"requests": 200, "availability": "99%"}, "yearly", 730),
        # 87.6 hours x 10,000
        (
            "downtime-cost",
            {"availability": "99%", "hourly_loss": "10,000 USD an hour"},
            "lost",
            876_000,
        ),
        ("downtime-cost", {"availability": "100%", "hourly_loss": 500}, "lost", 0),
        # 0.999 x 0.99^2 = 0.9791199
        (
            "serial-availability",
            {"own": "99.9%", "dependencies": 2, "each": "99%"},
            "together",
            0.9791199,
        ),
        # 30 parts of 99.99% (the usual microservices example): 99.7%
        (
            "serial-availability",
            {"own": "100%", "dependencies": 30, "each": "99.99%"},
            "together",
            0.997004,
        ),
        # none: only the service itself, 0.1% of 8,760 hours
        ("serial-availability", {"own": "99.9%", "dependencies": 0, "each": "9%"}, "yearly", 8.76),
        # 100 ms at 1%: 2,000 orders a day, 20 lost, x 50 x 365 = 365,000
        ("latency-revenue", {**_SHOP, "extra": "100 ms", "loss": "1%"}, "revenue", 365_000),
        # 0.2 s at 7%: 1 - 0.93^2 = 13.51%, of 2,000 orders 270.2
        ("latency-revenue", {**_SHOP, "extra": "0.2 s", "loss": "7%"}, "orders", 270.2),
    ],
)
def test_it_gives_the_worked_value(
    name: str, inputs: dict[str, str | float], output: str, expected: float
) -> None:
    assert calculate(name, inputs).figure(output).value == pytest.approx(expected, rel=1e-5)


def test_the_loss_of_latency_is_a_wide_range_unless_it_is_given() -> None:
    lost = calculate("latency-revenue", {**_SHOP, "extra": "100 ms"}).main
    assert lost.low < 365_000 < lost.high and lost.high > 2 * lost.low


def test_an_availability_above_one_is_refused() -> None:
    with pytest.raises(UsageError, match="availability"):
        calculate("availability", {"availability": "101%"})
