"""What was read from a text: values with their quotes, dates, waits, limits and what is open."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from ...calculators import Value
from ..impact.impact import Doubt, Limit
from ..impact.quantities import Quantity
from .data import Phase, WaitKind

UNITS = {
    "people": "", "share": "%", "weeks": "week", "blocked": "week", "budget": "money",
    "labels": "", "latency": "millisecond", "accuracy": "%",
    "base_rate": "%", "users": "1/day", "baseline": "%",
    "label_price": "money", "rate": "money/week", "paid": "%", "wait": "week",
}  # fmt: skip
"""What can be said, and the unit of each; shares as fractions of one."""


@dataclass(frozen=True, slots=True)
class Said:
    """A value of the text in its role; `quantity` is None for one that was set."""

    name: str
    value: Value
    quantity: Quantity | None = None


@dataclass(frozen=True, slots=True)
class SaidWait:
    """Something that takes part of the time, as it was said."""

    what: str
    kind: WaitKind
    when: Phase
    said: Said


@dataclass(frozen=True, slots=True)
class SaidDay:
    """A day of the text: a deadline, a freeze or a start."""

    kind: str
    day: date
    sure: bool
    note: str
    quantity: Quantity


@dataclass(slots=True)
class Reading:
    """All that was read. `asked` names what stands in the text but cannot be used as it is."""

    today: date
    said: dict[str, Said] = field(default_factory=dict)
    waits: list[SaidWait] = field(default_factory=list)
    days: list[SaidDay] = field(default_factory=list)
    limits: list[Limit] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    unplaced: list[Quantity] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    currency: str | None = None
    deadline: date | None = None
    start: date | None = None

    def value(self, name: str) -> Value | None:
        """The value of that name, if there is one."""
        found = self.said.get(name)
        return found.value if found else None

    def put(self, name: str, value: Value, quantity: Quantity | None = None) -> None:
        """Take a value; one that was set stays."""
        self.said[name] = Said(name, value, quantity)

    def changed(self, **values: Value) -> Reading:
        """A copy in which some values are others, for a what-if."""
        changed = {name: Said(name, value) for name, value in values.items()}
        return replace(self, said=self.said | changed)

    @property
    def usable(self) -> bool:
        """Whether anything was said that a plan can rest on."""
        return bool(self.said or self.days or self.waits or self.limits)
