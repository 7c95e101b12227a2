"""Observe without a model: whether a quantity could be an input by its unit, and read as what.

People leave out what a listener adds: the unit that was said once ("validation 6"), the period
("£900 while it is down"), the currency ("240k"). What is added here weighs less than what was said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ...calculators import Input
from ...calculators.units import COUNT, MONEY, POINTS, SHARE, compatible
from ...provenance import Number
from ...provenance.units import is_currency
from .notation import PEOPLE
from .quantities import Quantity

_WORKER = re.compile(PEOPLE, re.IGNORECASE)
_TIMES = frozenset({"s", "minute", "hour", "day", "week", "month", "quarter", "year"})
_STOCK = "gigabyte"
"""Data that is said by the day is a flow: it never stands for what is there."""
_WORDS = {
    "hour": r"\bhour", "day": r"\bda(?:y|ily)", "week": r"\bweek", "month": r"\bmonth",
    "year": r"\b(?:year|annual|annum)",
}  # fmt: skip
_THOUSANDS = re.compile(r"\d[km]\b|thousand|million", re.IGNORECASE)
_METERS = re.compile(r"met(?:er|re)s$", re.IGNORECASE)
MANY = 1_000
"""So many drivers are no team that does the work."""
SAID, PERIOD_ADDED, UNIT_ADDED = 1.0, 0.7, 0.6
PERIOD_LEFT_OUT, CURRENCY_LEFT_OUT, RATE_AS_COUNT = 0.5, 0.5, 0.25


@dataclass(frozen=True, slots=True)
class Fit:
    """How a quantity reads as an input, and how exactly it was said so, up to one."""

    numbers: tuple[Number, ...]
    exactness: float


def fit(quantity: Quantity, wanted: Input, others: Sequence[Quantity]) -> Fit | None:
    """How a quantity could be an input; None if it cannot. `others` are those of its text."""
    if (numbers := _counted(quantity, wanted, others)) is not None:
        return Fit(numbers, PERIOD_ADDED)
    if _fits(quantity, wanted):
        told = quantity.per is None or "/" in wanted.unit
        return Fit(quantity.numbers, SAID if told else 0.7)
    for exactness, unit, per in _readings(quantity, wanted, others):
        numbers = tuple(replace(n, unit=unit, per=per) for n in quantity.numbers)
        if _is_possible(numbers[-1], wanted) and compatible(unit, per, wanted.unit):
            return Fit(numbers, exactness)
    return None


def _counted(
    quantity: Quantity, wanted: Input, others: Sequence[Quantity]
) -> tuple[Number, ...] | None:
    """A count as it is meant beside the others; None where nothing has to be added.

    Of "5,100 a minute come in and we do 4,700" both are by the minute, "18 moderators work every
    day" are 18, and five minutes at a price per minute are five.
    """
    unit, per, value = quantity.unit, quantity.per, float(quantity.numbers[-1].value)
    if unit is None and per is None and wanted.unit.startswith("1/") and value > 1:
        is_team = value < MANY and _WORKER.fullmatch(quantity.noun or "")
        periods = {o.per for o in others if o.unit is None and o.per and o.numbers[0].value != 1}
        if not is_team and len(periods) == 1 and (period := periods.pop()) in _TIMES:
            return tuple(replace(n, per=period) for n in quantity.numbers)
    if wanted.unit != COUNT:
        return None
    is_team = unit is None and value < MANY and _WORKER.fullmatch(quantity.noun or "")
    if is_team and per is not None and _speaks_of_people(wanted):
        return tuple(replace(n, per=None) for n in quantity.numbers)
    priced = any(is_currency(o.unit) and o.per == unit for o in others)
    if unit in _TIMES and per is None and priced and wanted.name not in ("days", "weeks"):
        return tuple(replace(n, unit=None) for n in quantity.numbers)
    return None


def _speaks_of_people(wanted: Input) -> bool:
    """Whether an input counts people."""
    return bool(_WORKER.search(f"{wanted.means} {wanted.cues}"))


def _fits(quantity: Quantity, wanted: Input) -> bool:
    """Whether it could be an input as it was said, by its unit and by what it counts."""
    unit, per, target = quantity.unit, quantity.per, wanted.unit
    value = float(quantity.numbers[-1].value)
    is_team = value < MANY and unit is None and _WORKER.fullmatch(quantity.noun or "")
    if is_team:
        return wanted.unit == COUNT and _speaks_of_people(wanted)
    if unit is None and per is None:
        if quantity.noun is None:
            if target.startswith(SHARE):
                return value < 1
            return target == COUNT and value >= 1
        return target == COUNT or (target.startswith("1/") and value >= 1)
    if unit is None and target == COUNT:
        return False
    if target == COUNT and unit in ("day", "working day"):
        return wanted.name == "days"
    if target.startswith(POINTS):
        return unit in ("pp", "bp")
    if unit == "pp":
        return False
    if unit is None and target.startswith("1/"):
        return True
    return compatible(unit, per, target)


def _readings(
    quantity: Quantity, wanted: Input, others: Sequence[Quantity]
) -> Iterator[tuple[float, str | None, str | None]]:
    """Ways to read it: how exact, its unit, its period."""
    unit, per, target = quantity.unit, quantity.per, wanted.unit
    over, _, under = (part.strip() for part in target.partition("/"))
    value, bare = quantity.numbers[-1].value, unit is None and quantity.noun is None
    if bare and per in _TIMES and value == Decimal(1) and not under:
        yield SAID, per, None  # "every week" is an interval of one week
    if per is not None and not under and over != _STOCK:
        yield (RATE_AS_COUNT if over == COUNT else PERIOD_LEFT_OUT), unit, None
    if unit in _TIMES and per is not None and over == COUNT:
        yield PERIOD_ADDED, None, per  # minutes of calls a month are counted
    if unit == "m" and over == COUNT and _METERS.search(quantity.text):
        yield SAID, None, per
    if per is None and under in _WORDS and (unit is not None or over == COUNT):
        spoken = re.search(_WORDS[under], quantity.sentence.text, re.IGNORECASE)
        if spoken or over != MONEY:
            yield PERIOD_ADDED, unit, under
    if bare:
        for known in dict.fromkeys((o.unit, o.per if under else None) for o in others if o.unit):
            yield UNIT_ADDED, known[0], per or known[1]
    if unit is None and over == MONEY and (bare or _THOUSANDS.search(quantity.text)):
        yield CURRENCY_LEFT_OUT, None, None


def _is_possible(number: Number, wanted: Input) -> bool:
    """Whether the reading makes sense beyond its unit: no fraction of a thing, no share of two."""
    value, over = float(number.value), wanted.unit.partition("/")[0].strip()
    if number.unit == "pp":
        return over == POINTS
    if over == SHARE:
        return number.unit in ("%", "bp", "‰") and value <= 100
    if over == COUNT:
        return number.unit is None and value >= 1
    return not (over == MONEY and not is_currency(number.unit) and value < 1)
