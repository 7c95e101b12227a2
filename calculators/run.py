"""Run a calculator: bind what is given, compute the figures and their ranges.

What is not given is assumed where an input has a default; figures that still lack an input are
left out and the input is named.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..errors import UsageError
from .formulas import evaluate, names_in
from .load import get
from .model import Calculator, Output
from .simulate import SEED, ranges
from .values import Value, assumed, check, one_currency, read_value

Given = Mapping[str, Value | str | float]


@dataclass(frozen=True, slots=True)
class Figure:
    """One computed figure in its output's unit, between `low` and `high` where inputs vary."""

    output: Output
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Result:
    """A calculation: what went in, what came out, and which inputs the other figures lack."""

    calculator: Calculator
    inputs: Mapping[str, Value]
    figures: tuple[Figure, ...]
    currency: str | None
    lacking: tuple[str, ...] = ()

    @property
    def main(self) -> Figure | None:
        """The figure that a decision hangs on, if it could be computed; of two the later one."""
        return next((f for f in reversed(self.figures) if f.output.main), None)

    def figure(self, name: str) -> Figure:
        """The figure of that name."""
        return next(f for f in self.figures if f.output.name == name)


def calculate(name: str, inputs: Given, *, seed: int = SEED) -> Result:
    """Run a calculator by its id, with all that it needs.

    Inputs are values, texts such as "20%" or "3 to 5 weeks", or floats in the declared unit. What
    is not given is assumed where the input has a default. Raises `UsageError` for an unknown
    name, a missing or wrong input, and contradictory inputs.
    """
    done = calculate_partly(name, inputs, seed=seed)
    if done.lacking:
        wanted = done.calculator.inputs
        told = "; ".join(f"{key} ({wanted[key].means})" for key in done.lacking)
        raise UsageError(f"{name} needs {told}")
    return done


def calculate_partly(name: str, inputs: Given, *, seed: int = SEED) -> Result:
    """Run a calculator with what there is; `lacking` names the inputs that have to be asked for.

    Raises `UsageError` as `calculate` does, but not for a missing input.
    """
    return compute(get(name), inputs, seed=seed)


def compute(chosen: Calculator, inputs: Given, *, seed: int = SEED) -> Result:
    """Run a calculator, known by an id or not; otherwise as `calculate_partly`."""
    values = _bound(chosen, inputs)
    lacking = tuple(k for k, wanted in chosen.inputs.items() if wanted.needed and k not in values)
    currency = one_currency(chosen, values)
    point = outputs_at(chosen, {k: v.value for k, v in values.items()})
    spread = ranges(values, lambda at: outputs_at(chosen, at), point, seed)
    figures = tuple(
        Figure(o, point[o.name], *spread[o.name]) for o in chosen.outputs if o.name in point
    )
    return Result(chosen, values, figures, currency, lacking)


def outputs_at(chosen: Calculator, at: Mapping[str, float]) -> Mapping[str, float]:
    """The outputs for inputs in their declared units; those that lack an input are left out.

    Raises `UsageError` for inputs that contradict each other or have no finite answer.
    """
    rounded = {k: float(round(v)) if chosen.inputs[k].whole else v for k, v in at.items()}
    try:
        open_ = [wanted for key, wanted in chosen.inputs.items() if key not in rounded]
        if any(wanted.needed for wanted in open_):
            return _by_formula(chosen, rounded)
        if chosen.checks and (problem := chosen.checks(rounded)):
            raise UsageError(f"{chosen.id}: {problem}")
        return _by_formula(chosen, rounded) if open_ else chosen.function(**rounded)
    except (ZeroDivisionError, OverflowError, ValueError) as error:
        told = ", ".join(f"{k} = {v:g}" for k, v in rounded.items())
        why = f": {error}" if isinstance(error, ValueError) and str(error) else ""
        raise UsageError(f"{chosen.id} has no finite answer for {told}{why}") from None


def _by_formula(chosen: Calculator, at: dict[str, float]) -> dict[str, float]:
    known, found = dict(at), dict[str, float]()
    for output in chosen.outputs:
        if not output.steps and names_in(output.formula) <= known.keys():
            known[output.name] = found[output.name] = evaluate(output.formula, known)
    return found


def _bound(chosen: Calculator, inputs: Given) -> dict[str, Value]:
    if unknown := inputs.keys() - chosen.inputs.keys():
        known = ", ".join(chosen.inputs)
        raise UsageError(f"{chosen.id} has no input {min(unknown)!r}; there are: {known}")
    values = dict[str, Value]()
    for key, wanted in chosen.inputs.items():
        given = inputs.get(key)
        if isinstance(given, str):
            values[key] = read_value(wanted, given)
        elif isinstance(given, Value):
            values[key] = given
        elif given is not None:
            values[key] = Value(float(given), float(given), float(given), "given")
        elif default := assumed(wanted):
            values[key] = default
        if key in values:
            check(wanted, values[key])
    return values
