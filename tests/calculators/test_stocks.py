"""What builds up, and calculators that another gives way to, worked by hand."""

from __future__ import annotations

import pytest
from briefstar.calculators import calculate, everything
from briefstar.calculators.run import calculate_partly
from briefstar.errors import UsageError

_CAMERAS = {
    "sources": 40,
    "size": "6 GB a day",
    "retention": "90 days",
    "price": "0.02 USD a month",
}
_SCREENING = {"base_rate": "0.4%", "recall": "92%", "false_positive_rate": "5%", "cases": 50_000}
_BOT = {"tickets": "900 a day", "share": "30%", "cost": "7 USD", "bot_cost": "0.40 USD"}


@pytest.mark.parametrize(
    ("name", "inputs", "output", "expected"),
    [
        # 1,900 - 1,640 = 260 a day more; (6,000 - 800) / 260 = 20 days
        (
            "backlog-growth",
            {"arrivals": 1900, "capacity": 1640, "backlog": 800, "limit": 6000},
            "days",
            20,
        ),
        # 40 x 6 x 90 = 21,600 GB; x 0.02 = 432 a month
        ("retained-storage", _CAMERAS, "held", 21_600),
        ("retained-storage", _CAMERAS, "monthly", 432),
        # 6 weeks x 900 x 40
        (
            "cold-start-loss",
            {"wait": "6 weeks", "weekly_loss": "900 USD a week", "starts": 40},
            "total",
            216_000,
        ),
        # 45 of 50: Wilson gives 78.6% to 95.7% (Brown, Cai and DasGupta's formula by hand)
        ("wilson-counts", {"right": 45, "test_size": 50}, "lowest", 0.7864),
        ("wilson-counts", {"right": 45, "test_size": 50}, "highest", 0.9565),
        # 50,000 x 0.004 x 0.92 = 184 right; 50,000 x 0.996 x 0.05 = 2,490 wrong
        ("precision-at-base-rate", _SCREENING, "right_in_all", 184),
        ("precision-at-base-rate", _SCREENING, "wrong_in_all", 2490),
        # 900 x 0.3 x (7 - 0.4) x 365
        ("support-deflection", _BOT, "net", 650_430),
    ],
)
def test_worked_by_hand(name: str, inputs: dict[str, str], output: str, expected: float) -> None:
    assert calculate(name, inputs).figure(output).value == pytest.approx(expected, rel=1e-3)


def test_a_test_by_users_in_each_variant_takes_as_long_as_by_users_in_all() -> None:
    asked = {"baseline": "8%", "effect": "10%"}
    each = calculate("ab-test-per-variant", {**asked, "users_each": "1500 a day"})
    whole = calculate("ab-test-duration", {**asked, "users": "3000 a day"})
    assert each.figure("days").value == pytest.approx(whole.figure("days").value)


def test_nobody_is_asked_for_an_extra_input_and_its_figures_are_left_out() -> None:
    given = {key: _BOT[key] for key in ("tickets", "share", "cost")}
    result = calculate("support-deflection", given)
    assert not result.lacking
    assert "net" not in [f.output.name for f in result.figures]
    assert result.figure("saved").value == pytest.approx(900 * 0.3 * 7 * 365)


@pytest.mark.parametrize(
    "id", [id for id, c in everything().items() if any(i.extra for i in c.inputs.values())]
)
def test_all_other_figures_are_there_without_the_extra_inputs(id: str) -> None:
    # Without an extra input figures come from formulas alone, so there must be no algorithm.
    assert not any(o.steps for o in everything()[id].outputs)


def test_what_never_drains_is_refused_where_it_is_asked_to_drain() -> None:
    with pytest.raises(UsageError, match="never clears"):
        calculate_partly("backlog-drain", {"backlog": 10, "capacity": 5, "arrivals": 6})
    with pytest.raises(UsageError, match="nothing builds up"):
        calculate_partly("backlog-growth", {"arrivals": 5, "capacity": 6})
