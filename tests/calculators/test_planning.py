"""Planning: lognormal dates from the normal table, the rest worked by hand."""

from __future__ import annotations

import pytest
from briefstar.calculators import calculate
from briefstar.errors import UsageError

_NO_OVERRUN = {"estimate": "10 weeks", "overrun": 0, "spread": 0.4}
_HIRE = {"people": 2, "ramp": "10 weeks", "productive": "50%", "mentor": "20%"}
_FREEZE = {"weeks": "10 weeks", "retraining": "3 days", "validation": "4 days"}


@pytest.mark.parametrize(
    ("name", "inputs", "output", "expected"),
    [
        # mean 10, median 10 x exp(-0.08) = 9.231
        ("estimate-overrun", {**_NO_OVERRUN, "promised": 10}, "median", 9.231),
        # 9.231 x exp(0.4 x 0.8416) = 9.231 x 1.4003
        ("estimate-overrun", {**_NO_OVERRUN, "promised": 10}, "p80", 12.926),
        # ln(10 / 9.231) / 0.4 = 0.2; the normal table gives 57.93% below 0.2
        ("estimate-overrun", {**_NO_OVERRUN, "promised": 10}, "in_time", 0.5793),
        # at the defaults 1.7 times the estimate is exceeded by one project in six: the mean 13,
        # median 13 x exp(-0.06125) = 12.228, ln(17 / 12.228) / 0.35 = 0.941, 82.7% below
        ("estimate-overrun", {"estimate": 10, "promised": 17}, "in_time", 0.8267),
        # 4 x 10 x 0.7 = 28 of 35 person-weeks
        ("team-capacity", {"people": 4, "weeks": "10 weeks", "scope": 35}, "available", 28),
        ("team-capacity", {"people": 4, "weeks": "10 weeks", "scope": 35}, "short", 7),
        # 35 / (4 x 0.7) = 12.5 weeks; or 35 / 7 = 5 people
        ("team-capacity", {"people": 4, "weeks": "10 weeks", "scope": 35}, "needed", 12.5),
        (
            "team-capacity",
            {"people": 4, "weeks": 10, "scope": 36, "focus": "80%"},
            "people_needed",
            5,
        ),
        # 8 weeks are 56 days, / 7; with a day more each 56 / 8 = 7
        ("feature-freeze", {**_FREEZE, "freeze": "2 weeks"}, "fit", 8),
        ("feature-freeze", {**_FREEZE, "freeze": "2 weeks", "validation": "5 days"}, "fit", 7),
        ("feature-freeze", {**_FREEZE, "freeze": "11 weeks"}, "fit", 0),
        # 20 - 3 - 4 - 2
        (
            "deadline-backward",
            {"weeks": 20, "approvals": 3, "testing": "28 days", "rollout": 2},
            "left",
            11,
        ),
        ("deadline-backward", {"weeks": 6, "approvals": 3, "testing": 4, "rollout": 2}, "left", -3),
        # there for 16: 10 at half and 6 in full are 11 each, so 22; help 2 x 10 x 0.2 = 4
        ("hiring-lag", {**_HIRE, "weeks": 20, "hiring": 4}, "done", 22),
        ("hiring-lag", {**_HIRE, "weeks": 20, "hiring": 4}, "gained", 18),
        # Brooks's law: help of more than they do makes it later: 2 x 8 x (0.25 - 0.3)
        (
            "hiring-lag",
            {**_HIRE, "weeks": 12, "hiring": 4, "productive": "25%", "mentor": "30%"},
            "gained",
            -0.8,
        ),
        ("hiring-lag", {**_HIRE, "weeks": 12, "hiring": 14}, "gained", 0),
    ],
)
def test_it_gives_the_worked_value(
    name: str, inputs: dict[str, str | float], output: str, expected: float
) -> None:
    assert calculate(name, inputs).figure(output).value == pytest.approx(expected, rel=1e-3)


def test_an_assumed_overrun_makes_a_range() -> None:
    chance = calculate("estimate-overrun", {"estimate": 10, "promised": 12}).main
    assert 0 < chance.low < chance.value < chance.high < 1


def test_a_price_is_no_estimate() -> None:
    with pytest.raises(UsageError, match="estimate"):
        calculate("estimate-overrun", {"estimate": "10 USD", "promised": 12})


def test_a_retraining_that_takes_no_time_is_refused() -> None:
    with pytest.raises(UsageError, match="no finite answer"):
        calculate("feature-freeze", {**_FREEZE, "freeze": 1, "retraining": 0, "validation": 0})
