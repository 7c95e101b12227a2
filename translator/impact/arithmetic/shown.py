"""How items are shown: the unit of each, and the number that stands between it and its steps."""

from __future__ import annotations

from dataclasses import dataclass

from ....calculators.units import COUNT, MONEY, POINTS, SHARE
from .items import PER_PERIOD, Item, Type
from .terms import DAYS, Term

_PINT = {
    "s": "second", "us": "microsecond", "ms": "millisecond", "working day": "working_day",
    "quarter": "quarter_year", "fortnight": "week",
}  # fmt: skip
_OVER: dict[Type, str] = {
    "flow": "1", "money flow": MONEY, "wage": MONEY, "hours": "hour", "work flow": "hour",
    "count": COUNT, "each": COUNT, "people": COUNT, "money": MONEY, "share": SHARE,
    "points": POINTS, "work": "hour",
}  # fmt: skip
_YEARLY = {"hour": 8_760, "day": 365, "working_day": 250, "week": 52, "month": 12,
           "quarter_year": 4}  # fmt: skip
"""Periods of a year, as budgets count them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A unit as calculators name it. An item's value times `times` is the number in that unit.

    An `inverse` one shows how far apart what is done "every two weeks" lies.
    """

    unit: str
    times: float = 1.0
    inverse: bool = False

    def number(self, value: float) -> float:
        """The value of an item in this unit."""
        return self.times / value if self.inverse else value * self.times


def shown(item: Item) -> Shown:
    """Return how an item is shown: terms as they were said, steps in usual units."""
    if item.type == "often":
        return _often(item.term)
    if item.type in ("effort", "span"):
        return _time(_said_time(item) or _usual_time(item))
    over = _OVER[item.type]
    # Worked time is kept in days, and told in hours.
    times = 24.0 if over == "hour" else 1.0
    if item.type not in PER_PERIOD:
        return Shown(over, times)
    period = item.time or "day"
    if period == "fortnight":
        times /= 2
    return Shown(f"{over}/{_PINT.get(period, period)}", times)


def a_year(unit: str) -> int | None:
    """Return how many periods of a rate's unit a year has; None for the year itself."""
    return _YEARLY.get(unit.partition("/")[2])


def _often(term: Term | None) -> Shown:
    unit = term.quantity.unit if term else None
    if unit in DAYS:
        name = _PINT.get(unit, unit)
        times = DAYS["week"] if unit == "fortnight" else DAYS[unit]
        # The item is so many a day; the period is 1 / value days.
        return Shown(name, 1 / times, inverse=True)
    period = (term.quantity.per if term else None) or "day"
    # The item is so many a day.
    return Shown(
        f"1/{_PINT.get(period, period)}", DAYS["week" if period == "fortnight" else period]
    )


def _time(unit: str) -> Shown:
    days = DAYS["week"] if unit == "fortnight" else DAYS[unit]
    return Shown(_PINT.get(unit, unit), 1 / days)


def _said_time(item: Item) -> str | None:
    """The unit that a time was said in, or that of what it was made from."""
    if item.term is not None:
        unit = item.term.quantity.unit
        return unit if unit in DAYS else None
    if item.step == "lasts":
        return item.parts[1].time
    for part in item.parts:
        if part.type in ("effort", "span") and (unit := _said_time(part)):
            return unit
    return None


def _usual_time(item: Item) -> str:
    for unit in ("year", "month", "week", "day", "hour", "minute"):
        if item.values[0] >= DAYS[unit]:
            return unit
    return "s"
