"""Observe without a model: readings that put a calculator's inputs in their usual order.

A test's target is above its baseline, a miss costs more than a false alarm: where a reading has two
inputs the other way round and the other reading is nearly as likely, they change places.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources
from typing import TypeVar

from ...shipped import read_yaml

ODDS = 0.2
"""How likely, beside the unusual reading, the usual one has to be to be taken."""

T = TypeVar("T")


@cache
def orders() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """For each calculator its pairs of inputs, the usually smaller one first."""
    text = (resources.files(__package__) / "orders.yaml").read_text("utf-8")
    return {
        id: tuple((line.split("<")[0].strip(), line.split("<")[1].strip()) for line in lines)
        for id, lines in read_yaml(text).items()
    }


def in_usual_order(
    id: str,
    taken: Mapping[str, T],
    weight: Callable[[T, str], float],
    value: Callable[[T, str], float | None],
) -> dict[str, T]:
    """Return what each input takes, with pairs exchanged that stand in an unusual order.

    `weight` says how well a quantity fits an input, zero where it cannot be it; `value` is what it
    would be there, in the input's unit.
    """
    found = dict(taken)
    for small, large in orders().get(id, ()):
        if small not in found or large not in found:
            continue
        a, b = found[small], found[large]
        at_a, at_b = value(a, small), value(b, large)
        if at_a is None or at_b is None or at_a <= at_b:
            continue
        turned = value(b, small), value(a, large)
        if turned[0] is None or turned[1] is None or turned[0] > turned[1]:
            continue
        if weight(b, small) * weight(a, large) >= ODDS * weight(a, small) * weight(b, large):
            found[small], found[large] = b, a
    return found
