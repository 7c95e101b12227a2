"""Sums that people state in one sentence, worked by hand beside each case."""

# ruff: noqa: E501 - one case a line reads best

from __future__ import annotations

import pytest
from briefstar.calculators import calculate, calculate_partly
from briefstar.errors import UsageError

CASES = [
    # 400 * (1 - 0.7) = 120 a year, times 9,000
    ("missed-cases", {"positives": "400 a year", "recall": "70%", "value": "9,000 GBP"}, "lost", 1_080_000),
    ("missed-cases", {"positives": "10 a day", "recall": "90%", "value": "1 USD"}, "missed", 1),
    # 300 * 4 * 250
    ("review-cost", {"cases": "300 a day", "price": "4 EUR", "days": "250"}, "yearly_cost", 300_000),
    ("review-cost", {"cases": "70 a week", "price": "2 EUR"}, "daily_cost", 20),
    # 240,000 / (18,000 - 15,000)
    ("backlog-drain", {"backlog": "240,000", "capacity": "18,000", "arrivals": "15,000"}, "days", 80),
    # 1.2M / 40 a second = 30,000 s
    ("backlog-drain", {"backlog": "1.2M", "capacity": "40 per second"}, "days", 30_000 / 86_400),
    # 5,000 * 3 * 0.12
    ("label-price", {"items": "5,000", "each": "3", "price": "0.12 USD"}, "cost", 1_800),
    ("label-price", {"items": "100", "price": "2 USD"}, "labels", 100),
    # 5,000 / 3 a month over 640 a run: 2.604 a month, 7.8 a quarter
    ("training-budget", {"budget": "5k EUR a quarter", "run_cost": "640 EUR"}, "quarterly", 7),
    ("training-budget", {"budget": "5k EUR a quarter", "run_cost": "640 EUR"}, "yearly", 31),
    # 5,000 * 18% * half * 3.20 * 365
    ("forecast-error-cost", {"volume": "5,000", "error": "18%", "counted": "50%", "price": "3.20 EUR"}, "yearly_cost", 525_600),
    ("forecast-error-cost", {"volume": "2,000", "error": "3%", "price": "85 EUR"}, "daily_cost", 5_100),
    # 0.9 points of 8,760 hours
    ("uptime-gain", {"now": "99%", "then": "99.9%", "hourly_loss": "100 USD"}, "avoided", 78.84),
    ("uptime-gain", {"now": "99%", "then": "99.9%", "hourly_loss": "100 USD"}, "worth", 7_884),
    # 2,000 * 0.2 kB * 86,400 / 10^6
    ("data-stream", {"sources": "2,000", "size": "200 bytes", "interval": "1 second"}, "daily", 34.56),
    ("data-stream", {"sources": "60", "size": "1 kB", "interval": "1 minute"}, "daily", 0.0864),
    # 3% of 2M a week over 300 ms
    ("latency-share", {"extra": "300 ms", "loss": "1%", "revenue": "2M EUR a week"}, "lost", 60_000 * 365 / 7),
    ("latency-share", {"extra": "300 ms", "loss": "1%", "revenue": "1 EUR"}, "lost_share", 0.03),
    # 200,000 * 30% * (0.50 - 0.35) = 9,000 a day
    ("cold-start", {"visitors": "200k", "share": "30%", "known": "0.50 EUR", "unknown": "0.35 EUR"}, "daily", 9_000),
    ("cold-start", {"visitors": "10", "share": "10%", "known": "2 EUR", "unknown": "1 EUR"}, "lost", 365),
    # 500 / 40 days; 28 a week waiting that long
    ("warm-up", {"needed": "500", "arriving": "40 a day", "added": "28 a week"}, "days", 12.5),
    ("warm-up", {"needed": "500", "arriving": "40 a day", "added": "28 a week"}, "waiting", 50),
    ("metric-decay", {"weeks": "7 weeks", "weekly": "0.8 pp", "start": "91%"}, "lost", 0.056),
    ("metric-decay", {"weeks": "7 weeks", "weekly": "0.8 pp", "start": "91%"}, "left", 0.854),
    ("skipped-retrainings", {"freeze": "6 weeks", "interval": "2 weeks"}, "skipped", 3),
    ("skipped-retrainings", {"freeze": "1 quarter", "interval": "1 month"}, "skipped", 3),
    # 2 billion * 6 basis points * 35%
    ("fraud-by-value", {"paid": "£2B a year", "rate": "6 bp", "recall": "65%"}, "lost", 420_000),
    ("fraud-by-value", {"paid": "£2B a year", "rate": "6 bp", "recall": "65%"}, "stopped", 780_000),
    # 80,000 * 2.5% * 10% * 12 * 14
    ("churn-saved", {"customers": "80,000", "churn": "2.5% a month", "saved": "10%", "value": "12 USD", "months": "14"}, "worth", 33_600),
    ("churn-saved", {"customers": "80,000", "churn": "30% a year", "saved": "10%", "value": "12 USD", "months": "14"}, "leaving", 2_000),
    # (20 - 4) * 60% * 50k
    ("early-version", {"early": "4 weeks", "later": "20 weeks", "share": "60%", "value": "50k GBP a week"}, "gained", 480_000),
    ("early-version", {"early": "1 week", "later": "2 weeks", "share": "50%", "value": "520 GBP a year"}, "gained", 520 * 7 / 365 / 2),
    # 9 * 80 = 720 of 850 a day
    ("team-throughput", {"items": "850", "each": "80", "people": "9"}, "growth", 130),
    ("team-throughput", {"items": "850", "each": "80", "people": "9"}, "people_needed", 11),
]  # fmt: skip


@pytest.mark.parametrize(("id", "inputs", "output", "expected"), CASES)
def test_worked_by_hand(id, inputs, output, expected):
    assert calculate(id, inputs).figure(output).value == pytest.approx(expected)


@pytest.mark.parametrize(
    ("id", "inputs", "told"),
    [
        ("backlog-drain", {"backlog": "9", "capacity": "3", "arrivals": "3"}, "never clears"),
        ("uptime-gain", {"now": "99.9%", "then": "99%", "hourly_loss": "1 USD"}, "worse"),
        ("early-version", {"early": "9 weeks", "later": "3 weeks", "share": "1%", "value": "1 USD"}, "earlier"),
        ("metric-decay", {"weeks": "90 weeks", "weekly": "2 pp", "start": "50%"}, "more would be lost"),
        ("metric-decay", {"weeks": "9 weeks", "weekly": "2%", "start": "50%"}, "percentage points"),
        ("cold-start", {"visitors": "9", "share": "9 weeks", "known": "1 USD", "unknown": "1 USD"}, "not a share"),
        ("fraud-by-value", {"paid": "9 EUR", "rate": "1%", "recall": "1%", "speed": "1"}, "no input"),
        ("missed-cases", {"positives": "9", "recall": "1%"}, "needs value"),
        ("latency-share", {"extra": "9 weeks", "loss": "400%", "revenue": "1 USD"}, "out of range"),
    ],
)  # fmt: skip
def test_what_cannot_be(id, inputs, told):
    with pytest.raises(UsageError, match=told):
        calculate(id, inputs)


def test_what_can_be_computed_is_though_an_input_is_missing():
    result = calculate_partly("missed-cases", {"positives": "400 a year", "recall": "70% to 80%"})
    assert result.lacking == ("value",)
    yearly = result.figure("yearly")
    assert (yearly.low, yearly.high) == (pytest.approx(80), pytest.approx(120))


def test_an_assumed_input_gives_a_range_that_repeats():
    inputs = {"cases": "300 a day", "price": "4 EUR"}
    first, again = calculate("review-cost", inputs), calculate("review-cost", inputs)
    assert first == again and first.figure("yearly_cost").low < first.figure("yearly_cost").value
    assert first.figure("daily_cost").low == first.figure("daily_cost").high
