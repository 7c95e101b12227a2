"""Serving: hand-worked bills, and the textbook's average access time."""

from __future__ import annotations

import pytest
from briefstar.calculators import calculate
from briefstar.errors import UsageError

_TOKENS = {"prompt": "1,500", "answer": "500", "input_price": "3 USD", "output_price": "15 USD"}


@pytest.mark.parametrize(
    ("name", "inputs", "output", "expected"),
    [
        # 100,000 x 0.002 = 200 a day, x 365 = 73,000 a year
        ("inference-cost", {"requests": "100,000 a day", "cost": "0.002 USD"}, "yearly_cost", 73e3),
        ("inference-cost", {"requests": "100,000 a day", "cost": "0.002 USD"}, "per_thousand", 2),
        # 24,000 x 0.01 = 240 a day, x 365 / 12 = 7,300 a month
        ("inference-cost", {"requests": "1,000 an hour", "cost": "0.01 USD"}, "monthly_cost", 7300),
        # 4 x 24 = 96 hours, x 2.50 = 240 a day, x 365 = 87,600
        ("gpu-serving-cost", {"gpus": "4", "price": "2.50 USD an hour"}, "yearly_cost", 87_600),
        # 2 x 8 x 3 = 48 a day, x 365 / 12 = 1,460
        (
            "gpu-serving-cost",
            {"gpus": "2", "price": "3 USD an hour", "hours": "8 hours a day"},
            "monthly_cost",
            1460,
        ),
        # 10 a second x 3,600 x 0.5 = 18,000 an hour; 3.6 / 18,000 = 0.0002
        (
            "gpu-unit-cost",
            {"price": 3.6, "throughput": "10 requests a second"},
            "per_thousand",
            0.2,
        ),
        # 1 a second x 3,600 x 0.25 = 900 an hour; 1.8 / 900 = 0.002
        (
            "gpu-unit-cost",
            {"price": 1.8, "throughput": 1, "utilisation": "25%"},
            "per_request",
            0.002,
        ),
        # (1,500 x 3 + 500 x 15) / 1,000,000 = 0.012; x 10,000 x 365 = 43,800
        ("token-cost", {"requests": "10,000 a day", **_TOKENS}, "per_request", 0.012),
        ("token-cost", {"requests": "10,000 a day", **_TOKENS}, "yearly_cost", 43_800),
        # 3,650 / 0.012 a month, x 12 / 365 = 10,000 a day: the way back
        ("token-budget", {"budget": "3,650 USD a month", **_TOKENS}, "daily", 10_000),
        ("token-budget", {"budget": "12 USD a month", **_TOKENS}, "monthly", 1000),
        # 10,000 x 0.3 = 3,000 a day, x 0.01 x 365 = 10,950
        ("cache-saving", {"requests": 10_000, "cost": 0.01, "hit_rate": "30%"}, "saved", 10_950),
        ("cache-saving", {"requests": 10_000, "cost": 0.01, "hit_rate": "30%"}, "left", 25_550),
        # 0.8 x 10 + 0.2 x 500 = 108
        ("cache-latency", {"hit": "10 ms", "miss": "0.5 s", "hit_rate": "80%"}, "mean", 108),
        ("cache-latency", {"hit": "10 ms", "miss": "500 ms", "hit_rate": "0%"}, "saved", 0),
    ],
)
def test_it_gives_the_worked_value(
    name: str, inputs: dict[str, str | float], output: str, expected: float
) -> None:
    assert calculate(name, inputs).figure(output).value == pytest.approx(expected)


def test_a_rate_of_answers_is_no_hit_rate() -> None:
    with pytest.raises(UsageError, match="hit_rate"):
        calculate("cache-saving", {"requests": 10, "cost": 1, "hit_rate": "30 a day"})


def test_a_gpu_that_serves_nothing_has_no_cost_per_request() -> None:
    with pytest.raises(UsageError, match="no finite answer"):
        calculate("gpu-unit-cost", {"price": 2, "throughput": 0})
