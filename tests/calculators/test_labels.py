"""Labels: published kappas, and labelling worked by hand."""

from __future__ import annotations

import pytest
from briefstar.calculators import calculate
from briefstar.errors import UsageError

_LABELS = {"items": "10,000", "annotators": 3, "hourly_cost": "24 USD an hour"}
_TEAM = {"annotators": 5, "daily": "6 hours a day"}


@pytest.mark.parametrize(
    ("name", "inputs", "output", "expected"),
    [
        # 30,000 labels x 2 minutes = 1,000 hours x 24
        ("label-cost", {**_LABELS, "minutes": "2 minutes"}, "hours", 1000),
        ("label-cost", {**_LABELS, "minutes": "2 minutes"}, "cost", 24_000),
        # 30 seconds are half a minute: 250 hours
        ("label-cost", {**_LABELS, "minutes": "30 seconds"}, "cost", 6000),
        # 600 / (5 x 6) = 20 working days = 4 weeks
        ("label-time", {**_TEAM, "hours": 600}, "days", 20),
        ("label-time", {**_TEAM, "hours": "600 hours"}, "weeks", 4),
        ("label-time", {**_TEAM, "hours": "15 hours"}, "weeks", 0.1),
        # Cohen 1960 in the usual example: (0.70 - 0.50) / 0.50; and two with the same agreement
        # of 60% but 54% and 46% by chance
        ("label-agreement", {"agreement": "70%", "chance": "50%"}, "kappa", 0.4),
        ("label-agreement", {"agreement": "60%", "chance": "54%"}, "kappa", 0.1304),
        ("label-agreement", {"agreement": "60%", "chance": "46%"}, "kappa", 0.2593),
        # worse than chance
        ("label-agreement", {"agreement": "40%", "chance": "50%"}, "kappa", -0.2),
        # 0.95 x 0.9 + 0.05 x 0.1 = 0.86
        ("label-noise-ceiling", {"accuracy": "95%", "noise": "10%"}, "measured", 0.86),
        ("label-noise-ceiling", {"accuracy": "95%", "noise": "10%"}, "hidden", 0.09),
        ("label-noise-ceiling", {"accuracy": "95%", "noise": "10%"}, "ceiling", 0.9),
        # labels at random show 50% whatever the model does
        ("label-noise-ceiling", {"accuracy": "95%", "noise": "50%"}, "measured", 0.5),
    ],
)
def test_it_gives_the_worked_value(
    name: str, inputs: dict[str, str | float], output: str, expected: float
) -> None:
    assert calculate(name, inputs).figure(output).value == pytest.approx(expected, rel=3e-4)


def test_an_unknown_noise_leaves_a_wide_ceiling() -> None:
    ceiling = calculate("label-noise-ceiling", {"accuracy": "99%"}).main
    assert ceiling.low < ceiling.value < ceiling.high


@pytest.mark.parametrize(
    ("name", "inputs", "problem"),
    [
        ("label-cost", {**_LABELS, "minutes": "2 USD"}, "minutes"),
        ("label-cost", {**_LABELS, "minutes": 2, "annotators": 0}, "annotators"),
        ("label-time", {"hours": 10, "annotators": 0}, "no finite answer"),
        ("label-agreement", {"agreement": "90%", "chance": "100%"}, "chance"),
    ],
)
def test_what_cannot_be_is_refused(name: str, inputs: dict[str, str | float], problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        calculate(name, inputs)
