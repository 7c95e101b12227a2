"""Data: volumes, bills and waiting worked by hand."""

from __future__ import annotations

import pytest
from briefstar.calculators import calculate
from briefstar.errors import UsageError

_LOG = {"events": "2,000,000 a day", "size": "1.5 kB"}
_NEW = {"arriving": "4%", "needed": 10}
_RARE = {"events": "10,000 a day", "base_rate": "0.1%"}


@pytest.mark.parametrize(
    ("name", "inputs", "output", "expected"),
    [
        # 2,000,000 x 1.5 kB = 3 GB a day; x 90 = 270; x 365 / 12 = 91.25 a month
        ("data-volume", {**_LOG, "retention": "90 days"}, "stored", 270),
        ("data-volume", {**_LOG, "retention": "90 days"}, "monthly", 91.25),
        # two years are 730 days; 200 bytes are 0.2 kB: 0.4 GB a day
        ("data-volume", {**_LOG, "retention": "2 years"}, "stored", 2190),
        ("data-volume", {**_LOG, "size": "200 bytes", "retention": 1}, "stored", 0.4),
        # 10 TB = 10,000 GB x 0.02 = 200 a month
        ("storage-cost", {"stored": "10 TB", "price": "0.02 USD a month"}, "monthly", 200),
        ("storage-cost", {"stored": "500 GB", "price": "0.02 USD"}, "yearly", 120),
        # 5,000 GB x 0.09 = 450 a month
        ("egress-cost", {"moved": "5 TB a month", "price": "0.09 USD"}, "yearly", 5400),
        ("egress-cost", {"moved": 1200, "price": 0.05}, "monthly", 60),
        # 10 at 4 a month take 2.5 months; 4% x 2.5 = 10% are too new
        ("cold-start-coverage", {**_NEW, "activity": "4 a month"}, "wait", 2.5),
        ("cold-start-coverage", {**_NEW, "activity": "4 a month"}, "uncovered", 0.1),
        # one every three months: 30 months, so more than all: none are covered
        ("cold-start-coverage", {**_NEW, "activity": "4 a year"}, "covered", 0),
        # 70,000 / 500 = 140 days
        ("learning-curve", {"needed": "70,000", "events": "500 a day"}, "weeks", 20),
        ("learning-curve", {"needed": "1,000", "events": "70 a week"}, "days", 100),
        # 10 positives a day: 1,400 in 140 days, out of 1,400,000 events
        ("positive-cases", {**_RARE, "wanted": "1,400"}, "weeks", 20),
        ("positive-cases", {**_RARE, "wanted": "1,400"}, "events_needed", 1.4e6),
        ("positive-cases", {**_RARE, "wanted": "7"}, "weeks", 0.1),
    ],
)
def test_it_gives_the_worked_value(
    name: str, inputs: dict[str, str | float], output: str, expected: float
) -> None:
    found = calculate(name, inputs).figure(output).value
    assert found == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    ("name", "inputs", "problem"),
    [
        ("data-volume", {**_LOG, "retention": "90 GB"}, "retention"),
        ("storage-cost", {"stored": "10 days", "price": 1}, "stored"),
        ("learning-curve", {"needed": 100, "events": 0}, "no finite answer"),
        ("positive-cases", {**_RARE, "base_rate": 0, "wanted": 7}, "no finite answer"),
    ],
)
def test_what_cannot_be_is_refused(name: str, inputs: dict[str, str | float], problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        calculate(name, inputs)
