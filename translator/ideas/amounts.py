"""Texts such as "100k to 300k EUR a year" as ranges, and ranges as texts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ...errors import UsageError
from ...provenance import Number, find_numbers, format_value
from ...provenance.units import is_currency
from .types import Estimate

PERSON_WEEKS = {
    "hour": 1 / 40, "day": 1 / 5, "working day": 1 / 5, "week": 1.0, "month": 52 / 12,
    "quarter": 13.0, "year": 52.0,
}  # fmt: skip
CALENDAR_WEEKS = {**PERSON_WEEKS, "hour": 1 / 168, "day": 1 / 7}
TIMES_A_YEAR = {None: 1, "year": 1, "quarter": 4, "month": 12, "week": 52, "day": 365}
YEARLY = ("impact", "much_from")
MOST = 1e15
EXAMPLES = {
    "impact": "100k to 300k EUR a year, or a score such as 3 to 8",
    "effort": "4 to 8 weeks",
    "confidence": "60%",
    "cost": "10,000 EUR",
    "budget": "40,000 EUR",
    "people": "3",
    "deadline": "12 weeks",
    "much_from": "50k EUR a year",
    "quick_up_to": "2 weeks",
}
_PERSON = re.compile(
    r"\b(?:person|people|man|staff|fte|dev|developer|engineer)(?:'s)?[\s-]?"
    r"(hour|day|week|month|quarter|year)s?\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^\s*(?:an?|one)\s+(?=[a-z])", re.IGNORECASE)
_JOINED = re.compile(r"(?:\b(?:to|and|or)\s*|[-–—~]\s*|\.\.+\s*)$")
_ONE_END = re.compile(
    r"\b(?:up to|at (?:most|least)|(?:more|less|fewer) than|over|under|below|above|max|min|from)"
    r"\s*$|[<>≤≥]\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A range as read. `currency` is None for a bare number, `period` for one that names none."""

    low: float
    high: float
    currency: str | None
    period: str | None
    quote: str

    @property
    def is_score(self) -> bool:
        """Whether it is a plain number, neither money nor a rate."""
        return self.currency is None and self.period is None


def read_money(field: str, text: str) -> Amount:
    """Read an impact, what counts as much of it, a cost or a budget. Raises `UsageError`.

    The first two may be scores.
    """
    found = [_millions(n) for n in _numbers(field, text)]
    codes = {n.unit for n in found if n.unit is not None}
    for n in found:
        if (n.unit and not is_currency(n.unit)) or (n.noun and not n.noun.startswith("point")):
            raise _unreadable(field, text)
    if len(codes) > 1:
        told = " and ".join(sorted(codes))
        raise UsageError(f"{field} {text!r} is in two currencies, {told}: give it in one")
    periods = {n.per for n in found if n.per}
    if len(periods) > 1 or not periods <= (TIMES_A_YEAR.keys() if field in YEARLY else set()):
        raise _unreadable(field, text)
    period = next(iter(periods), None)
    low, high = _ends(field, text, [float(n.value) * TIMES_A_YEAR[period] for n in found])
    return Amount(low, high, next(iter(codes), None), period, text)


def read_weeks(field: str, text: str) -> Amount:
    """Read an effort in person-weeks or a deadline in weeks; a bare number is weeks."""
    worth = CALENDAR_WEEKS if field == "deadline" else PERSON_WEEKS
    found = _numbers(field, _ARTICLE.sub("1 ", _PERSON.sub(r"\1s", text)))
    named = {n.unit for n in found if n.unit}
    # "2 weeks to 3 months" is fine; "2" in "2 to 3 months" takes the unit of its neighbour.
    shared = next(iter(named), "week") if len(named) < 2 else None
    values = []
    for n in found:
        unit = n.unit or shared
        if unit not in worth or n.per or n.noun:
            raise _unreadable(field, text)
        values.append(float(n.value) * worth[unit])
    low, high = _ends(field, text, values)
    if low <= 0:
        raise UsageError(f"{field} {text!r} is zero: give what it takes, as in {EXAMPLES[field]}")
    return Amount(low, high, None, None, text)


def read_share(field: str, text: str) -> Amount:
    """Read a chance, given in % or as a fraction of one."""
    found = _numbers(field, text)
    if any(n.unit not in (None, "%") or n.per or n.noun for n in found):
        raise _unreadable(field, text)
    percent = any(n.unit == "%" for n in found)
    low, high = _ends(field, text, [float(n.value) / (100 if percent else 1) for n in found])
    if high > 1:
        raise UsageError(f"{field} {text!r} is more than 100%: write it as in {EXAMPLES[field]}")
    return Amount(low, high, None, None, text)


def read_count(field: str, text: str) -> Amount:
    """Read how many people there are."""
    found = _numbers(field, text)
    low, high = _ends(field, text, [float(n.value) for n in found])
    if any(n.unit or n.per for n in found) or low <= 0:
        raise _unreadable(field, text)
    return Amount(low, high, None, None, text)


def said(amount: Amount, unit: str, note: str = "") -> Estimate:
    """A figure that somebody gave, with the text that it was read from."""
    low, high = amount.low, amount.high
    return Estimate(
        value=(low + high) / 2, low=low, high=high, unit=unit, text=tell_range(low, high, unit),
        source="said", quote=amount.quote, note=note,
    )  # fmt: skip


def computed(
    value: float, unit: str, formula: str, low: float | None = None, high: float | None = None
) -> Estimate:
    """A figure that follows from others."""
    return Estimate(
        value=value, low=value if low is None else low, high=value if high is None else high,
        unit=unit, text=tell(value, unit), source="computed", formula=formula,
    )  # fmt: skip


def comparable(value: float) -> float:
    """A value without the last digits of its arithmetic, so that equal figures tie."""
    return float(f"{value:.9e}")


def tell(value: float, unit: str) -> str:
    """A value with its unit: "EUR 200,000 a year", "6 person-weeks", "62%"."""
    if unit == "share":
        if 0 < value < 0.005 or 0.995 <= value < 1:
            return "under 1%" if value < 0.5 else "over 99%"
        return f"{value:.0%}"
    head, space, rest = unit.partition(" ")
    number = plain(value)
    if is_currency(head):
        return f"{head} {number}{space}{rest}"
    plural = {"person": "people"}.get(head, f"{head}s") if number != "1" else head
    return f"{number} {plural}{space}{rest}"


def tell_range(low: float, high: float, unit: str) -> str:
    """A range with its unit: "EUR 100,000 to 300,000 a year"."""
    lower, upper = tell(low, unit), tell(high, unit)
    if lower == upper:
        return upper
    head = unit.partition(" ")[0]
    if unit == "share":
        return f"{lower} to {upper}"
    if is_currency(head):
        return f"{head} {plain(low)} to {upper.removeprefix(head + ' ')}"
    return f"{plain(low)} to {upper}"


def plain(value: float) -> str:
    """A number to three digits, whole from 100 on, as a reader can use it."""
    shown = Decimal(str(round(value))) if abs(value) >= 99.95 else Decimal(f"{value:.3g}")
    return format_value(shown)


def _numbers(field: str, text: str) -> list[Number]:
    """The one number or the two ends of a range that a text holds."""
    found = find_numbers(text)
    if not 1 <= len(found) <= 2 or any(n.kind == "date" for n in found):
        raise _unreadable(field, text)
    if twice := next((n for n in found if n.other is not None), None):
        raise UsageError(
            f"{field} {text!r} can be read as {twice.value:,f} or {twice.other:,f}: "
            "write thousands with a comma and decimals with a point"
        )
    first = found[0]
    if len(found) == 2 and (first.noun or not _JOINED.search(text[first.end : found[1].start])):
        raise _unreadable(field, text)
    if len(found) == 1 and _ONE_END.search(text[: first.start]):
        raise UsageError(f"{field} {text!r} has one end only: give both, as in {EXAMPLES[field]}")
    return found


def _ends(field: str, text: str, values: list[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    if low < 0:
        raise UsageError(f"{field} {text!r} is below zero: give it as in {EXAMPLES[field]}")
    if high > MOST:
        raise UsageError(f"{field} {text!r} is too large to be meant: check its zeros")
    return low, high


def _millions(number: Number) -> Number:
    """An "m" that the reader takes for metres is millions where money is meant."""
    if number.unit != "m":
        return number
    return Number(number.start, number.end, number.text, number.value * 1_000_000, per=number.per)


def _unreadable(field: str, text: str) -> UsageError:
    return UsageError(f"{field} {text!r} cannot be read: write it as in {EXAMPLES[field]}")


READERS = {
    "impact": read_money, "effort": read_weeks, "confidence": read_share, "cost": read_money,
    "budget": read_money, "people": read_count, "deadline": read_weeks,
    "much_from": read_money, "quick_up_to": read_weeks,
}  # fmt: skip
