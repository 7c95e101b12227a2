"""What holds for every calculator: formulas give the figures, nothing is silent or unsourced."""

from __future__ import annotations

import math
import random

import pytest
from briefstar.calculators import Calculator, Input, everything
from briefstar.calculators.formulas import evaluate, names_in
from briefstar.calculators.units import POINTS, SHARE, registry

ALL = list(everything().values())
PEOPLE = {
    "product manager", "data scientist", "ml engineer", "data engineer", "operations", "finance",
    "legal", "engineering manager",
}  # fmt: skip


def drawn(wanted: Input, dice: random.Random) -> float:
    """A value that the input can have."""
    low, high = (wanted.default.low, wanted.default.high) if wanted.default else (None, None)
    if low is None or high is None:
        low = max(wanted.low, 0.02 if wanted.unit[:1] in "%p" else 1.0)
        widest = {SHARE: low + 0.38, POINTS: 0.05}.get(wanted.unit.partition("/")[0], 50.0)
        high = min(wanted.most, widest)
    value = dice.uniform(low, max(low, high))
    return float(round(value)) if wanted.whole else value


def possible(calculator: Calculator, dice: random.Random) -> dict[str, float]:
    """Inputs for which the calculator has an answer."""
    for _ in range(500):
        at = {name: drawn(wanted, dice) for name, wanted in calculator.inputs.items()}
        try:
            if not (calculator.checks and calculator.checks(at)):
                calculator.function(**at)
                return at
        except (ValueError, ZeroDivisionError, OverflowError):
            continue
    raise AssertionError(f"{calculator.id} never has an answer")


@pytest.mark.parametrize("calculator", ALL, ids=lambda c: c.id)
def test_the_formulas_give_the_figures(calculator: Calculator) -> None:
    dice = random.Random(3)
    for _ in range(20):
        names = dict(at := possible(calculator, dice))
        found = calculator.function(**at)
        assert list(found) == [o.name for o in calculator.outputs]
        for output in calculator.outputs:
            assert math.isfinite(found[output.name])
            if not output.steps:
                assert names_in(output.formula) <= names.keys()
                assert evaluate(output.formula, names) == pytest.approx(found[output.name])
            names[output.name] = found[output.name]


@pytest.mark.parametrize("calculator", ALL, ids=lambda c: c.id)
def test_it_says_where_it_comes_from_and_what_to_ask(calculator: Calculator) -> None:
    assert calculator.about.endswith(".") and len(calculator.source) > 20
    assert sum(o.main for o in calculator.outputs) == 1 and len(calculator.cues) >= 3
    for wanted in calculator.inputs.values():
        assert wanted.means and wanted.who in PEOPLE
        if wanted.default is None:
            assert wanted.ask.endswith("?") and wanted.cues
        else:
            d = wanted.default
            assert wanted.low <= d.low <= d.value <= d.high <= wanted.most and len(d.source) > 10


@pytest.mark.parametrize("calculator", ALL, ids=lambda c: c.id)
def test_every_unit_is_known(calculator: Calculator) -> None:
    units = [i.unit for i in calculator.inputs.values()] + [o.unit for o in calculator.outputs]
    for unit in {u.replace(SHARE, "1").replace(POINTS, "1") for u in units}:
        registry().parse_units(unit)
