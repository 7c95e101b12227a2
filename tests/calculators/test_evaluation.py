"""Evaluation: published intervals and sample sizes, and sums worked by hand."""

from __future__ import annotations

import pytest
from briefstar.calculators import calculate
from briefstar.errors import UsageError

_HALF = {"test_size": 1600, "accuracy": "50%"}


@pytest.mark.parametrize(
    ("name", "inputs", "output", "expected"),
    [
        # Newcombe 1998, table I, Wilson without correction: 81 of 263 is 0.2553 to 0.3662
        ("wilson-interval", {"share": 81 / 263, "test_size": 263}, "lowest", 0.2553),
        ("wilson-interval", {"share": 81 / 263, "test_size": 263}, "highest", 0.3662),
        # 15 of 148 is 0.0624 to 0.1605; 1 of 29 is 0.0061 to 0.1718 (the same table)
        ("wilson-interval", {"share": 15 / 148, "test_size": 148}, "highest", 0.1605),
        ("wilson-interval", {"share": 1 / 29, "test_size": 29}, "lowest", 0.0061),
        # 0 of 20 is 0 to 0.1611: 3.8415 / 23.8415
        ("wilson-interval", {"share": 0, "test_size": 20}, "highest", 0.1611),
        ("wilson-interval", {"share": 0, "test_size": 20}, "half_width", 0.1611 / 2),
        # Lehr 1992: 16 x p (1 - p) / d^2 items for each, so 1,600 items tell 5 pp at 50%
        ("test-set-resolution", _HALF, "difference", 0.0495),
        # 4 times the items halve it: 2.8016 x sqrt(0.5 / 6,400)
        ("test-set-resolution", {**_HALF, "test_size": 6400}, "difference", 0.02476),
        # sqrt(2 x 0.09 / 200) = 3 pp; x (1.96 + 0.8416) x 200 = 16.8 items
        ("test-set-resolution", {"test_size": 200, "accuracy": "90%"}, "standard_error", 0.03),
        ("test-set-resolution", {"test_size": 200, "accuracy": "90%"}, "items", 16.81),
        # 2% fraud, 98.5% accurate: 0.5 pp over always "no", a quarter of its errors
        ("accuracy-against-majority", {"accuracy": "98.5%", "base_rate": "2%"}, "gain", 0.005),
        ("accuracy-against-majority", {"accuracy": "98.5%", "base_rate": "2%"}, "removed", 0.25),
        # 90% accuracy is worse than always "yes" at 95%
        ("accuracy-against-majority", {"accuracy": "90%", "base_rate": "95%"}, "gain", -0.05),
    ],
)
def test_it_gives_the_worked_value(
    name: str, inputs: dict[str, str | float], output: str, expected: float
) -> None:
    found = calculate(name, inputs).figure(output).value
    assert found == pytest.approx(expected, rel=1e-3, abs=6e-5)


def test_an_interval_never_leaves_what_is_possible() -> None:
    for share in (0.0, 1.0):
        done = calculate("wilson-interval", {"share": share, "test_size": 3})
        assert done.figure("lowest").value >= -1e-12
        assert done.figure("highest").value <= 1 + 1e-12


@pytest.mark.parametrize(
    ("name", "inputs", "problem"),
    [
        ("wilson-interval", {"share": "90%", "test_size": 0}, "test_size"),
        ("test-set-resolution", {**_HALF, "accuracy": "100%"}, "accuracy"),
        ("accuracy-against-majority", {"accuracy": 90, "base_rate": "2%"}, "accuracy"),
    ],
)
def test_what_cannot_be_is_refused(name: str, inputs: dict[str, str | float], problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        calculate(name, inputs)
