"""Ranges of computed figures, and which input matters most. Draws come from a seed.

A figure that rests on ranges which somebody said goes from end to end over their corners. One that
rests on an assumed value is drawn: what is said as a range uniformly, what is assumed triangularly
about its default, and its range holds 80% of the draws.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from itertools import product

from ..errors import UsageError
from .values import Value

DRAWS, SEED = 2_000, 7
LOW, HIGH = 0.1, 0.9
MAX_CORNERS = 6
"""With more said ranges than this the corners are too unlikely to be told, and draws are used."""

Outputs = Callable[[Mapping[str, float]], Mapping[str, float]]


def ranges(
    values: Mapping[str, Value], outputs: Outputs, point: Mapping[str, float], seed: int = SEED
) -> dict[str, tuple[float, float]]:
    """Return (low, high) of every output; both are the point where no input varies."""
    said = [k for k, v in values.items() if not v.exact and v.source != "assumed"]
    open_ = [k for k, v in values.items() if not v.exact and v.source == "assumed"]
    found = {name: (at, at) for name, at in point.items()}
    if said and len(said) <= MAX_CORNERS:
        found = _ends(outputs, _corners(values, said), point)
    if open_ or len(said) > MAX_CORNERS:
        moved = _ends(outputs, _corners(values, open_[:MAX_CORNERS]), point)
        drawn = _collected(outputs, _draws(values, seed), point)
        for name, at in point.items():
            if moved[name] != (at, at) or len(said) > MAX_CORNERS:
                found[name] = _within(at, drawn[name])
    return found


def _ends(
    outputs: Outputs, corners: list[dict[str, float]], point: Mapping[str, float]
) -> dict[str, tuple[float, float]]:
    found = _collected(outputs, corners, point)
    return {name: (min(values), max(values)) for name, values in found.items()}


def _collected(
    outputs: Outputs, draws: list[dict[str, float]], point: Mapping[str, float]
) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {name: [at] for name, at in point.items()}
    for at in draws:
        try:
            drawn = outputs(at)
        except UsageError:  # an impossible corner of possible ranges
            continue
        for name, kept in found.items():
            kept.append(drawn[name])
    return found


def _corners(values: Mapping[str, Value], varying: list[str]) -> list[dict[str, float]]:
    now = {key: value.value for key, value in values.items()}
    ends = product(*((values[key].low, values[key].high) for key in varying))
    return [{**now, **dict(zip(varying, corner, strict=True))} for corner in ends]


def _draws(values: Mapping[str, Value], seed: int) -> list[dict[str, float]]:
    dice = random.Random(seed)  # noqa: S311 - a simulation that has to repeat, no secret
    return [{key: _drawn(value, dice) for key, value in values.items()} for _ in range(DRAWS)]


def _drawn(value: Value, dice: random.Random) -> float:
    if value.exact:
        return value.value
    if value.source == "assumed":
        return dice.triangular(value.low, value.high, value.value)
    return dice.uniform(value.low, value.high)


def _within(point: float, drawn: list[float]) -> tuple[float, float]:
    """80% of the draws; a default at the end of its own range still lies within."""
    ordered = sorted(drawn)
    low, high = ordered[int(LOW * len(ordered))], ordered[int(HIGH * len(ordered))]
    return min(low, point), max(high, point)
