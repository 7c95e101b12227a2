"""People: published Erlang C tables, and teams worked by hand."""

from __future__ import annotations

import pytest
from briefstar.calculators import calculate
from briefstar.errors import UsageError

_TEAM = {"items": "600 a day", "minutes": "6 minutes", "reviewers": 8}
_CALLS = {"arrivals": "720 an hour", "minutes": "4 minutes", "reviewers": 55}
_AUTO = {"volume": "1,200 a day", "minutes": "5 minutes", "hourly_cost": "40 USD an hour"}


@pytest.mark.parametrize(
    ("name", "inputs", "output", "expected"),
    [
        # 8 x 6 x 60 / 6 = 480 a day; 120 too many; 600 x 6 / 60 / 6 = 10 reviewers
        ("review-capacity", {**_TEAM, "hours": "6 hours a day"}, "capacity", 480),
        ("review-capacity", {**_TEAM, "hours": "6 hours a day"}, "growth", 120),
        ("review-capacity", {**_TEAM, "hours": "6 hours a day"}, "utilisation", 1.25),
        ("review-capacity", {**_TEAM, "hours": "6 hours a day"}, "reviewers_needed", 10),
        ("review-capacity", {**_TEAM, "items": 100, "hours": 6}, "growth", 0),
        # Mitan's worked Erlang C: 360 calls in 30 minutes, 240 s each, 55 agents:
        # 48 erlangs, 87.3% occupied, 23.9% wait, 8.2 s on average
        ("review-queue", _CALLS, "load", 48),
        ("review-queue", _CALLS, "utilisation", 0.8727),
        ("review-queue", _CALLS, "waiting", 0.239),
        ("review-queue", _CALLS, "wait", 8.2 / 60),
        # one reviewer, half busy: 50% wait, 0.5 x 3 / (1 - 0.5) = 3 minutes, 0.5 in the queue
        ("review-queue", {"arrivals": 10, "minutes": 3, "reviewers": 1}, "wait", 3),
        ("review-queue", {"arrivals": 10, "minutes": 3, "reviewers": 1}, "queue", 0.5),
        # two reviewers at a load of one: a third wait (any textbook on M/M/2)
        ("review-queue", {"arrivals": 6, "minutes": 10, "reviewers": 2}, "waiting", 1 / 3),
        # 600 a day x 5 / 60 = 50 hours a day x 365 = 18,250 x 40
        ("share-automated", {**_AUTO, "share": "50%"}, "hours", 18_250),
        ("share-automated", {**_AUTO, "share": "50%"}, "saved", 730_000),
        ("share-automated", {**_AUTO, "share": "0%"}, "saved", 0),
        ("threshold-for-capacity", {"capacity": 50, "volume": "2,000 a day"}, "share", 0.025),
        ("threshold-for-capacity", {"capacity": 50, "volume": "2,000 a day"}, "unseen", 1950),
        ("threshold-for-capacity", {"capacity": 50, "volume": 40}, "share", 1),
    ],
)
def test_it_gives_the_worked_value(
    name: str, inputs: dict[str, str | float], output: str, expected: float
) -> None:
    assert calculate(name, inputs).figure(output).value == pytest.approx(expected, rel=4e-3)


def test_the_hours_that_are_assumed_make_a_range() -> None:
    needed = calculate("review-capacity", _TEAM).main
    assert 600 * 6 / 60 / 6.4 <= needed.low < needed.value < needed.high <= 600 * 6 / 60 / 4.8


@pytest.mark.parametrize(
    ("name", "inputs", "problem"),
    [
        ("review-queue", {**_CALLS, "reviewers": 48}, "never catch up; it takes at least 49"),
        ("review-capacity", {**_TEAM, "minutes": "6 USD"}, "minutes"),
        ("threshold-for-capacity", {"capacity": 50, "volume": 0}, "no finite answer"),
    ],
)
def test_what_cannot_be_is_refused(name: str, inputs: dict[str, str | float], problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        calculate(name, inputs)
