"""Training: bills worked by hand, and published estimates of carbon."""

from __future__ import annotations

import pytest
from briefstar.calculators import calculate
from briefstar.errors import UsageError

_RETRAIN = {"run_cost": "500 USD", "hours": "6 hours", "hourly_cost": "80 USD an hour"}
_RTX = {"gpus": 1, "power": 0.25, "hours": "100 hours", "pue": 1}


@pytest.mark.parametrize(
    ("name", "inputs", "output", "expected"),
    [
        # 8 x 12 x 2.50 = 240 a run, x 30 runs
        (
            "training-cost",
            {"gpus": 8, "hours": "12 hours", "price": "2.50 USD", "runs": 30},
            "total",
            7200,
        ),
        # half a day on 4: 4 x 12 x 2
        (
            "training-cost",
            {"gpus": 4, "hours": "0.5 days", "price": "2 USD", "runs": 1},
            "per_run",
            96,
        ),
        # 12 x 500 + 12 x 6 x 80 = 6,000 + 5,760
        ("retraining-cost", {**_RETRAIN, "runs": "12 a year"}, "yearly_cost", 11_760),
        # monthly is the same; quarterly is a third of it
        ("retraining-cost", {**_RETRAIN, "runs": "1 a month"}, "yearly_cost", 11_760),
        ("retraining-cost", {**_RETRAIN, "runs": "4 a year"}, "people", 1920),
        # 2 x 168 x 0.5 = 168 hours, / 12
        ("experiments-per-week", {"hours": "12 hours", "machines": 2, "usable": "50%"}, "runs", 14),
        # at the default: 168 x 0.7 = 117.6 hours, / 24
        ("experiments-per-week", {"hours": "1 day", "machines": 1}, "runs", 4.9),
        # The example of Lacoste et al.'s own calculator (ML CO2 Impact): an RTX 2080 Ti of 250 W
        # for 100 hours at 0.432 kg per kWh emits 10.8 kg
        ("carbon", {**_RTX, "grid": 432}, "emitted", 10.8),
        ("carbon", {**_RTX, "grid": 432}, "energy", 25),
        # Strubell et al. 2019, table 3, BERT base on 64 V100: 1,507 kWh with a PUE of 1.58
        # at 0.954 lb per kWh are 1,438 lb = 652 kg; 1,507 / 1.58 = 953.8 kWh of the machines
        (
            "carbon",
            {
                "gpus": 64,
                "power": 953.8 / 79 / 64,
                "hours": 79,
                "pue": 1.58,
                "grid": 0.954 * 453.592,
            },
            "emitted",
            652.2,
        ),
    ],
)
def test_it_gives_the_worked_value(
    name: str, inputs: dict[str, str | float], output: str, expected: float
) -> None:
    assert calculate(name, inputs).figure(output).value == pytest.approx(expected, rel=1e-3)


def test_a_site_cannot_use_less_than_its_machines() -> None:
    with pytest.raises(UsageError, match="pue"):
        calculate("carbon", {**_RTX, "pue": 0.9})


def test_watts_are_not_taken_for_kilowatts() -> None:
    with pytest.raises(UsageError, match="power"):
        calculate("carbon", {**_RTX, "power": "250 W"})


def test_carbon_is_a_range_unless_site_and_grid_are_given() -> None:
    emitted = calculate("carbon", {"gpus": 8, "power": 0.7, "hours": 100}).main
    assert emitted.low < emitted.value < emitted.high
