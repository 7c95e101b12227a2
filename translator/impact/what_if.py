"""What if an input were different: the figures again, from an impact's own inputs, no model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...calculators import Input, Value, compute
from ...calculators.display import natural
from ...provenance.units import is_currency
from .arithmetic import ARITHMETIC
from .arithmetic.wording import requoted
from .figures import PERIODS, figures_of
from .impact import FigureInput, Impact, ImpactFigure
from .judge import Outcome
from .known import calculator_of


@dataclass(frozen=True, slots=True)
class Knob:
    """An input that can be turned: which calculator's, and between which values, in `unit`."""

    calculator: str
    input: FigureInput
    least: float
    most: float
    whole: bool


def knobs(impact: Impact) -> list[Knob]:
    """Return the inputs that an impact's figures rest on, those of the main figures first.

    There are none where a wish was judged: its figures rest on plans, not on calculators alone.
    """
    if impact.direction == "technical":
        return []
    found: dict[tuple[str, str], Knob] = {}
    turned: set[str | None] = set()
    for figure in sorted(impact.figures, key=lambda f: not f.main):
        for each in figure.inputs:
            key = (figure.calculator, each.name)
            wanted = calculator_of(figure.calculator, impact.text).inputs.get(each.name)
            twin = figure.calculator == ARITHMETIC and each.quantity in turned
            if wanted and key not in found and not twin:
                turned.add(each.quantity if figure.calculator != ARITHMETIC else None)
                found[key] = _knob(figure.calculator, each, wanted)
    return list(found.values())


def what_if(impact: Impact, changed: Mapping[tuple[str, str], float]) -> list[ImpactFigure]:
    """Return the figures with some inputs at other values.

    `changed` maps calculator and input to a value in the unit that the impact shows it in. Raises
    `UsageError` for a value that the input cannot have.
    """
    figures: list[ImpactFigure] = []
    for id in dict.fromkeys(f.calculator for f in impact.figures):
        if id == ARITHMETIC and any(other != ARITHMETIC for other, _ in changed):
            continue  # its steps beside a calculator rest on what the text said
        own = [f for f in impact.figures if f.calculator == id]
        told = {i.name: i for figure in own for i in figure.inputs}
        calculator = calculator_of(id, impact.text)
        wanted = calculator.inputs
        values = {
            name: _value(wanted[name], each, changed.get((id, name)))
            for name, each in told.items()
            if name in wanted
        }
        result = compute(calculator, values, seed=impact.provenance.seed)
        again = figures_of(Outcome(result, {}), _period(impact, own))
        if id == ARITHMETIC:
            again = _as_told(again, own, told, {k: v for (c, k), v in changed.items() if c == id})
        figures += [_with_quotes(figure, told) for figure in again]
    return figures


def _as_told(
    again: list[ImpactFigure],
    own: list[ImpactFigure],
    told: Mapping[str, FigureInput],
    changed: Mapping[str, float],
) -> list[ImpactFigure]:
    """Of the text's own arithmetic the steps that were told, in words that fit the new values."""
    before = {f.name: f for f in own}
    new = {told[k].text: f"{v:g} {told[k].unit}".strip() for k, v in changed.items() if k in told}
    return [
        f.model_copy(
            update={
                "main": before[f.name].main,
                "formula": before[f.name].formula,
                "means": requoted(f.means, new),
                "text": requoted(f.text, new),
            }
        )
        for f in again
        if f.name in before
    ]


def _knob(calculator: str, each: FigureInput, wanted: Input) -> Knob:
    times = natural(1.0, wanted.unit)
    top = times * wanted.most if wanted.most < 1e9 else 4 * max(each.high, each.value)
    least = max(times * wanted.low, min(0.0, each.value))
    return Knob(calculator, each, least, max(top, each.high, least + 1e-9), wanted.whole)


def _value(wanted: Input, told: FigureInput, changed: float | None) -> Value:
    times = natural(1.0, wanted.unit)
    money = told.unit.split("/")[0].strip()
    currency = money if is_currency(money) else None
    if changed is None or changed == told.value:
        at = (told.value / times, told.low / times, told.high / times)
        return Value(*at, told.source, told.text, currency, told.note)
    at_once = changed / times
    return Value(at_once, at_once, at_once, "given", f"{changed:g} {told.unit}".strip(), currency)


def _period(impact: Impact, figures: list[ImpactFigure]) -> str | None:
    used = {i.quantity for figure in figures for i in figure.inputs}
    periods = [q.per for q in impact.quantities if q.id in used and q.per in PERIODS]
    return periods[0] if periods else None


def _with_quotes(figure: ImpactFigure, told: Mapping[str, FigureInput]) -> ImpactFigure:
    """Name the quantity that an unchanged input was said in."""
    inputs = [
        i.model_copy(update={"quantity": told[i.name].quantity})
        if i.source != "given" and i.name in told
        else i
        for i in figure.inputs
    ]
    return figure.model_copy(update={"inputs": inputs})
