"""Which input moves the main figure most: each alone, from one end of its range to the other."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import UsageError
from .run import Result, outputs_at

STEP = 0.1
"""How far a point is moved either way, as a share of itself."""


@dataclass(frozen=True, slots=True)
class Swing:
    """What the main figure is with an input at one end and at the other."""

    input: str
    low: float
    high: float
    at_low: float
    at_high: float

    @property
    def width(self) -> float:
        """The size of the move, in the main figure's unit."""
        return abs(self.at_high - self.at_low)


def sensitivity(result: Result) -> list[Swing]:
    """How the main figure moves with each input alone, the strongest first.

    A range goes from end to end; a point moves by `STEP` either way, within what is possible.
    Empty when the main figure could not be computed.
    """
    if result.main is None:
        return []
    chosen, main = result.calculator, result.main.output.name
    now = {key: value.value for key, value in result.inputs.items()}
    swings = []
    for key, value in result.inputs.items():
        wanted, low, high = chosen.inputs[key], value.low, value.high
        if value.exact:
            low = max(wanted.low, value.value * (1 - STEP))
            high = min(wanted.most, value.value * (1 + STEP))
        try:
            at_low = outputs_at(chosen, {**now, key: low})[main]
            at_high = outputs_at(chosen, {**now, key: high})[main]
        except UsageError:  # the end is impossible together with the other inputs
            continue
        swings.append(Swing(key, low, high, at_low, at_high))
    return sorted(swings, key=lambda swing: -swing.width)
