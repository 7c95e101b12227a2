"""Steps: everything that two items can be joined to, by their types, with what it costs. Pure.

Each rule states one way in which a text's quantities belong together; what a rule forbids no text
can mean. The values of a step follow from its rule alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from . import capacity_steps, total_steps, unit_steps
from .asks import Asks
from .items import Item
from .links import Links
from .making import Ground
from .terms import Term

_RULES = (
    unit_steps.share, unit_steps.unit, capacity_steps.people, capacity_steps.capacity,
    capacity_steps.period, capacity_steps.needed, total_steps.divided, total_steps.summed,
)  # fmt: skip


class Steps:
    """The steps that are possible between the items of one text."""

    def __init__(self, asks: Asks, terms: Sequence[Term]) -> None:
        spans = [t.value for t in terms if t.kind == "time" and not t.time and not t.often]
        self.ground = Ground(asks, terms, Links(asks, terms), spans)

    def join(self, a: Item, b: Item) -> Iterator[Item]:
        """Yield what `a` and `b` become together, `a` being what the step starts from."""
        if a.code and b.code and a.code != b.code:
            return
        for rule in _RULES:
            yield from rule(self.ground, a, b)
