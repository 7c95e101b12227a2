"""Values that go into a calculator: read from a text, as a point or a range, with their source."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from ..errors import UsageError
from ..provenance import Number, find_numbers
from ..provenance.units import is_currency
from .model import Calculator, Input
from .units import COUNT, MONEY, POINTS, SHARE, convert

_DAYS = ("day", "working day")
Source = Literal["given", "said", "assumed", "computed"]


@dataclass(frozen=True, slots=True)
class Value:
    """A value in its input's unit (shares as fractions of one), with the range if it is one.

    `text` is how it was written; `currency` is set for money; `note` says where an assumed value
    comes from.
    """

    value: float
    low: float
    high: float
    source: Source
    text: str = ""
    currency: str | None = None
    note: str = ""

    @property
    def exact(self) -> bool:
        """Whether it is a point."""
        return self.low == self.high


def read_value(wanted: Input, text: str, source: Source = "given") -> Value:
    """Read "20%", "60 USD an hour" or "3 to 5 weeks" for an input.

    Raises `UsageError` when there is no number or range of two, or one of another kind.
    """
    numbers = [n for n in find_numbers(text.replace("..", " to ")) if n.kind == "number"]
    if source == "given":
        numbers = [_in_period(n, wanted.unit) for n in numbers]
    if len(numbers) == 2 and "1 in " in f" {text}" and wanted.unit.startswith(SHARE):
        share = float(numbers[0].value / numbers[1].value)
        return of_numbers(wanted, [_bare(numbers[0], share)], text, source)
    if not 1 <= len(numbers) <= 2:
        raise UsageError(
            f"{wanted.name}: {text!r} is not one value or a range; write for example "
            f"{example(wanted)}"
        )
    return of_numbers(wanted, numbers, text, source)


def of_numbers(wanted: Input, numbers: list[Number], text: str, source: Source) -> Value:
    """The value of one read number, or of the two ends of a range. Raises `UsageError`."""
    try:
        ends = [_converted(wanted, n) for n in numbers]
    except UsageError as error:
        raise UsageError(f"{wanted.name}: {error}; write for example {example(wanted)}") from None
    codes = {n.unit for n in numbers if is_currency(n.unit)}
    if len(codes) > 1:
        raise UsageError(f"{wanted.name}: {text!r} holds two currencies")
    low, high = min(ends), max(ends)
    found = Value((low + high) / 2, low, high, source, text, next(iter(codes), None))
    check(wanted, found)
    return found


def _converted(wanted: Input, number: Number) -> float:
    """The number in the input's unit; a price for so many is brought to the input's own many."""
    if wanted.unit == COUNT and number.unit in _DAYS and number.per in (None, "year"):
        return float(number.value)  # 250 working days a year are counted, not converted
    value = convert(float(number.value), number.unit, number.per, wanted.unit)
    said_many = number.per is not None and number.per.isdigit()
    return value * wanted.per_many if said_many else value


def turned(wanted: Input, numbers: list[Number], text: str, source: Source) -> Value:
    """The value where the opposite was said: the share that is right, how many an hour.

    Raises `UsageError` as `of_numbers` does.
    """
    from dataclasses import replace

    if wanted.unit == SHARE:
        opposite = of_numbers(replace(wanted, low=0.0, high=1.0), numbers, text, source)
        ends = [1 - opposite.low, 1 - opposite.high]
    else:
        rates = of_numbers(replace(wanted, unit=f"1/{wanted.unit}"), numbers, text, source)
        if rates.low <= 0:
            raise UsageError(f"{wanted.name}: {text!r} would take for ever")
        ends = [1 / rates.low, 1 / rates.high]
    low, high = min(ends), max(ends)
    found = Value((low + high) / 2, low, high, source, text)
    check(wanted, found)
    return found


def check(wanted: Input, found: Value) -> None:
    """Raise `UsageError` for a value that the input cannot have."""
    for end in (found.low, found.value, found.high):
        if not math.isfinite(end) or not wanted.low <= end <= wanted.most:
            bounds = (
                f"{wanted.low:g} to {wanted.most:g}"
                if wanted.most < 1e18
                else (f"{wanted.low:g} or more")
            )
            raise UsageError(
                f"{wanted.name}: {found.text or end} is out of range; {wanted.means} can be "
                f"{bounds}"
            )


def assumed(wanted: Input) -> Value | None:
    """The value that is assumed when none is given, or None when it has to be asked for."""
    if wanted.default is None:
        return None
    d = wanted.default
    return Value(d.value, d.low, d.high, "assumed", note=d.source)


def one_currency(calculator: Calculator, values: dict[str, Value]) -> str | None:
    """The currency that all money of a calculation is in. Raises `UsageError` for two."""
    codes = {
        v.currency: name
        for name, v in values.items()
        if v.currency and calculator.inputs[name].unit.startswith(MONEY)
    }
    if len(codes) > 1:
        told = " and ".join(f"{name} in {code}" for code, name in codes.items())
        raise UsageError(f"{told}: give both in one currency, no exchange rate is assumed")
    return next(iter(codes), None)


def example(wanted: Input) -> str:
    """A value that could be given for an input, as one would write it."""
    examples = {
        SHARE: "20%", POINTS: '"2 pp"', COUNT: "1,000", "1/day": '"1,000 a day"', MONEY: '"60 USD"',
        "money/hour": '"60 USD an hour"', "minute": '"5 minutes"',
    }  # fmt: skip
    over, _, under = wanted.unit.partition("/")
    if under and over in (MONEY, COUNT):
        return f'"{"60 USD" if over == MONEY else "1,000"} a {under}"'
    return examples.get(wanted.unit) or (f'"3 {over}s"' if over.isalpha() else f'"3 {over}"')


def _in_period(number: Number, target: str) -> Number:
    """A bare amount that was given for a rate is per that rate's period: 60 USD for an hour."""
    from dataclasses import replace

    period = target.partition("/")[2].strip()
    if period and number.per is None and is_currency(number.unit):
        return replace(number, per=period)
    return number


def _bare(number: Number, value: float) -> Number:
    from dataclasses import replace
    from decimal import Decimal

    return replace(number, value=Decimal(str(value)), unit=None, noun=None, per=None)
