"""Plans: worked by hand; the simulation does the same arithmetic as the calculator."""

from __future__ import annotations

import numpy as np
import pytest
from briefstar.calculators import Value, calculate, get, load
from briefstar.calculators.chance import drawn, finish, total
from briefstar.errors import UsageError

_PLAN = {
    "weeks": "12 weeks", "people": 2, "effort": "14 weeks", "share": "50%", "focus": "70%",
    "overrun": "25%", "at_once": 3, "before": "1 week", "beside": "4 weeks", "after": "2 weeks",
}  # fmt: skip
_COST = {"budget": "40k EUR", "bought": "10k EUR", "effort": "8 weeks", "overrun": "25%"}


@pytest.mark.parametrize(
    ("name", "inputs", "output", "expected"),
    [
        # 14 x 1.25 / (2 x 0.5 x 0.7) = 17.5 / 0.7
        ("plan-chance", _PLAN, "work", 25),
        ("plan-chance", _PLAN, "finish", 28),  # 1 + 25 + 2
        ("plan-chance", _PLAN, "spare", -16),
        ("plan-chance", _PLAN, "in_time", 0),
        # five people, of whom three can work at once: 17.5 / (3 x 0.5 x 0.7) = 16.667
        ("plan-chance", {**_PLAN, "people": 5}, "work", 16.6667),
        # what waits beside the work counts where it is longer: 1 + 30 + 2
        ("plan-chance", {**_PLAN, "beside": "30 weeks"}, "finish", 33),
        ("plan-chance", {**_PLAN, "weeks": "28 weeks"}, "in_time", 1),
        ("weeks-left", {"days": "70 days", "blocked": "3 weeks"}, "left", 7),
        # 8 x 1.25 x 2,000 = 20,000; and 10,000 that is bought
        ("plan-cost", {**_COST, "rate": "2,000 EUR", "paid": "100%"}, "total", 30_000),
        ("plan-cost", {**_COST, "rate": "2,000 EUR", "paid": "100%"}, "spare", 10_000),
        ("plan-cost", {**_COST, "rate": "4,000 EUR", "paid": "100%"}, "in_budget", 0),
        ("plan-cost", {**_COST, "rate": "4,000 EUR", "paid": "0%"}, "total", 10_000),
        ("labels-for-budget", {"budget": "1,000 EUR", "price": "0.30 EUR"}, "labels", 3_333),
        (
            "labels-for-budget",
            {"budget": "1,000 EUR", "price": "0.30 EUR", "each": 3},
            "items",
            1_111,
        ),
        ("work-for-budget", {"budget": "40k EUR", "rate": "2,500 EUR"}, "work", 16),
    ],
)
def test_it_gives_the_worked_value(
    name: str, inputs: dict[str, str | float], output: str, expected: float
) -> None:
    assert calculate(name, inputs).figure(output).value == pytest.approx(expected, rel=1e-4)


def test_a_budget_in_two_currencies_is_refused() -> None:
    with pytest.raises(UsageError, match="one currency"):
        calculate("work-for-budget", {"budget": "40k EUR", "rate": "2,500 USD"})


def test_no_text_is_matched_against_calculators_of_plans() -> None:
    assert "plan-chance" not in load() and get("plan-chance").id == "plan-chance"


def test_the_simulation_is_the_calculator_draw_by_draw() -> None:
    values = {
        name: Value(2, 1, 4, "assumed") for name in ("effort", "before", "beside", "after")
    } | {
        "weeks": Value(9, 9, 9, "said"), "people": Value(2, 1, 3, "said"),
        "share": Value(0.5, 0.5, 0.5, "said"), "focus": Value(0.7, 0.5, 0.8, "assumed"),
        "overrun": Value(0.3, 0.2, 0.4, "assumed"), "at_once": Value(2, 2, 2, "assumed"),
    }  # fmt: skip
    at = drawn(values, seed=7, draws=50)
    function = get("plan-chance").function
    for n, done in enumerate(finish(at)):
        one = {name: float(column[n]) for name, column in at.items()}
        assert function(**one)["finish"] == pytest.approx(done)
    money = {
        "effort": Value(2, 1, 4, "assumed"), "overrun": Value(0.3, 0.2, 0.4, "assumed"),
        "rate": Value(2500, 1300, 4500, "assumed"), "paid": Value(1, 1, 1, "said"),
        "bought": Value(10, 5, 20, "assumed"), "budget": Value(9e3, 9e3, 9e3, "said"),
    }  # fmt: skip
    at = drawn(money, seed=7, draws=50)
    function = get("plan-cost").function
    for n, cost in enumerate(total(at)):
        one = {name: float(column[n]) for name, column in at.items()}
        assert function(**one)["total"] == pytest.approx(cost)


def test_draws_are_triangular_or_even_and_those_of_one_input_stay_when_another_changes() -> None:
    assumed, said = Value(2, 1, 6, "assumed"), Value(3.5, 1, 6, "said")
    at = drawn({"a": assumed, "b": said}, seed=3, draws=40_000)
    assert at["a"].mean() == pytest.approx((1 + 2 + 6) / 3, rel=0.01)
    assert at["b"].mean() == pytest.approx(3.5, rel=0.01)
    assert at["a"].min() >= 1 and at["a"].max() <= 6
    again = drawn({"a": assumed, "b": Value(9, 9, 9, "said")}, seed=3, draws=40_000)
    assert np.array_equal(at["a"], again["a"])
