"""Write: figures and needs as they are told, from calculations. Every text here is computed."""

from __future__ import annotations

from collections.abc import Sequence

from ...calculators import Calculator, Input, Output, Result, Value
from ...calculators.display import named, natural, phrase, told, told_range
from ...calculators.formulas import names_in, readable
from ...calculators.run import Figure
from ...calculators.sensitivity import sensitivity
from ...calculators.units import COUNT, MONEY, factor
from ...calculators.values import example
from .bind import assign
from .choose import Candidate
from .impact import FigureInput, ImpactFigure, Need, Swing
from .judge import Outcome

PERIODS = ("day", "week", "month", "year")
_WHEN = "before anybody decides on it"


def figures_of(outcome: Outcome, period: str | None = None) -> list[ImpactFigure]:
    """All figures of one calculation; a rate is told in the period that the text speaks of."""
    period = period or _said_period(outcome)
    return [_figure(outcome, figure, period) for figure in outcome.result.figures]


def needs_of(outcome: Outcome) -> list[Need]:
    """The inputs that the open figures wait for."""
    return _needs(outcome.result.calculator, outcome.result.lacking)


def _needs(calculator: Calculator, lacking: Sequence[str]) -> list[Need]:
    wanted = calculator.inputs
    mains = [o for o in calculator.outputs if o.main] or [calculator.outputs[-1]]
    waiting = next((o for o in mains if names_in(o.formula) & set(lacking)), mains[0])
    return [
        Need(
            name=key,
            calculator=calculator.id,
            means=wanted[key].means,
            question=wanted[key].ask or f"What is {wanted[key].means}?",
            who=wanted[key].who,
            when=_WHEN,
            formula=f"{waiting.name} = {readable(waiting.formula)}",
            example=example(wanted[key]).strip('"'),
            set=f"{key}={example(wanted[key])}",
        )
        for key in lacking
    ]


def needs_of_candidate(candidate: Candidate) -> list[Need]:
    """The inputs that nobody surely said of the calculator that a text is most probably about."""
    calculator = candidate.calculator
    said = {key for key, (_, odds) in assign(candidate.priors).items() if odds >= 1}
    lacking = [key for key, i in calculator.inputs.items() if i.needed and key not in said]
    return _needs(calculator, lacking)


def swings_of(outcome: Outcome) -> list[Swing]:
    """How far the main figure moves with each input, the strongest first."""
    result, main = outcome.result, outcome.result.main
    if main is None or not main.value:
        return []
    found = []
    for swing in sensitivity(result):
        wanted = result.calculator.inputs[swing.input]
        if not swing.width:
            continue
        found.append(
            Swing(
                calculator=result.calculator.id,
                input=swing.input,
                means=wanted.means,
                from_=told(swing.low, wanted.unit, result.currency),
                to=told(swing.high, wanted.unit, result.currency),
                at_from=told(swing.at_low, main.output.unit, result.currency),
                at_to=told(swing.at_high, main.output.unit, result.currency),
                share=round(swing.width / abs(main.value), 4),
            )
        )
    return found


def headline_figure(figures: Sequence[ImpactFigure]) -> ImpactFigure | None:
    """The figure that a decision hangs on, or the last that could be computed."""
    return next((f for f in reversed(figures) if f.main), figures[-1] if figures else None)


def _figure(outcome: Outcome, figure: Figure, period: str | None) -> ImpactFigure:
    result, output = outcome.result, figure.output
    unit, times = _in_period(output.unit, period)
    at, low, high = (times * v for v in (figure.value, figure.low, figure.high))
    text = phrase(at, unit, result.currency, output.means)
    if low != high:
        text += f" ({told_range(low, high, unit, result.currency)})"
    return ImpactFigure(
        name=output.name,
        calculator=result.calculator.id,
        means=output.means,
        value=_plain(natural(at, unit)),
        unit=named(unit, result.currency),
        low=_plain(natural(low, unit)),
        high=_plain(natural(high, unit)),
        text=text,
        formula=f"{output.name} = {readable(output.formula)}",
        steps=output.steps,
        inputs=[_input(outcome, key, result.inputs[key]) for key in _used(outcome, output)],
        main=output.main,
    )


def _used(outcome: Outcome, output: Output) -> list[str]:
    """The inputs that a figure rests on, directly or through earlier figures."""
    result = outcome.result
    earlier = {o.name: o for o in result.calculator.outputs}
    names, open_ = set[str](), [output]
    while open_:
        now = open_.pop()
        # Of an algorithm the formula does not tell what it uses: all of them, then.
        spoken = set(result.inputs) if now.steps else names_in(now.formula)
        open_ += [earlier[n] for n in spoken - names if n in earlier]
        names |= spoken
    return [key for key in result.inputs if key in names]


def _input(outcome: Outcome, key: str, value: Value) -> FigureInput:
    result = outcome.result
    wanted = result.calculator.inputs[key]
    bound = outcome.said.get(key)
    return FigureInput(
        name=key,
        means=wanted.means,
        value=_plain(natural(value.value, wanted.unit)),
        low=_plain(natural(value.low, wanted.unit)),
        high=_plain(natural(value.high, wanted.unit)),
        unit=named(wanted.unit, result.currency),
        source=value.source,
        text=value.text or _told_input(wanted, value, result),
        quantity=bound.quantity.id if bound else None,
        note=value.note,
    )


def _told_input(wanted: Input, value: Value, result: Result) -> str:
    if value.exact:
        return told(value.value, wanted.unit, result.currency)
    ends = told_range(value.low, value.high, wanted.unit, result.currency)
    at = told(value.value, wanted.unit, result.currency)
    return f"{at} ({ends})" if value.source == "assumed" else ends


def _said_period(outcome: Outcome) -> str | None:
    """The period of the first rate that was said, if it is one that people budget in."""
    said = sorted(outcome.said.values(), key=lambda b: b.quantity.quote.start)
    periods = [b.quantity.per for b in said if b.quantity.per in PERIODS]
    return periods[0] if periods else None


def _in_period(unit: str, period: str | None) -> tuple[str, float]:
    """A daily rate is told by the week when the text counts by the week; money a year stays."""
    over, _, under = (part.strip() for part in unit.partition("/"))
    if period is None or under not in PERIODS or under == period:
        return unit, 1.0
    if over == MONEY and under in ("year", "month"):
        return unit, 1.0
    if over in (COUNT, MONEY, "hour") and under in ("day", "week", "month"):
        return f"{over}/{period}", factor(period, under)
    return unit, 1.0


def _plain(value: float) -> float:
    """Without the noise of binary fractions."""
    return float(f"{value:.10g}")
