"""Units: what a quantity is measured in, converted and checked by pint.

Beside pint's own units: `money` (any one currency, told apart by its ISO code), `%` for a share,
`pp` for a difference of shares. Things that are counted have no unit. Imports `briefstar.errors`
and the reader of numbers.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from ..errors import UsageError
from ..provenance.units import is_currency

if TYPE_CHECKING:
    from pint import UnitRegistry

SHARE, POINTS, COUNT, MONEY = "%", "pp", "1", "money"
_DEFINITIONS = (
    "money = [money]",
    "year = 365 * day",  # the year of budgets, not of astronomers
    "month = year / 12",
    "quarter_year = 3 * month",
    "working_day = 7 / 5 * day",
    "person = []",
)
# The reader's canonical names that pint spells otherwise, and what one of them is worth.
_AS_PINT = {
    "us": "microsecond",
    "s": "second",
    "quarter": "quarter_year",
    "working day": "working_day",
    "rps": "1 / second",
    "fps": "1 / second",
    "x": "",
    "B": "byte",
    "kB": "kilobyte",
    "MB": "megabyte",
    "GB": "gigabyte",
    "TB": "terabyte",
    "l": "liter",
    "t": "tonne",
    "m": "meter",
}
_SHARES = {"%": 0.01, "‰": 0.001, "bp": 0.0001}
# Measures of a product: how many of them there are is what a calculator asks for.
_COUNTED = frozenset({"MWh", "kWh", "kg", "t", "l", "km"})
_POINTS = {"pp": 0.01, "bp": 0.0001}


@cache
def registry() -> UnitRegistry[Any]:
    """The units that calculators may use."""
    from pint import UnitRegistry

    made: UnitRegistry[Any] = UnitRegistry()
    for line in _DEFINITIONS:
        made.define(line)
    return made


def convert(value: float, unit: str | None, per: str | None, target: str) -> float:
    """Return a read number in the unit that an input is declared in.

    `unit` and `per` are as `provenance.find_numbers` gives them ("USD" and "hour"); a share comes
    out as a fraction of one. A bare number is taken in the target's unit, a bare share above one
    is refused. Raises `UsageError` when the two do not measure the same thing.
    """
    if per is not None and per.isdigit():  # a price for so many
        return convert(value / int(per), unit, None, target)
    if unit in _COUNTED:
        unit = None
    over, _, under = (part.strip() for part in target.partition("/"))
    if over in (SHARE, POINTS):
        times = 1.0
        if under and per is not None:
            times, per = factor(under, per), None
        return (_share if over == SHARE else _points)(value, unit, per) * times
    if unit is None and per is None:
        return value
    if unit in _SHARES or unit in _POINTS:
        raise UsageError(f"{_said(value, unit, per)} is a share, not {in_words(target)}")
    made = registry()
    source = _parsed(unit)
    if per is not None:
        source = source / _parsed(per)
    wanted = made.parse_units(target if target != COUNT else "dimensionless")
    if not source.is_compatible_with(wanted):
        raise UsageError(f"{_said(value, unit, per)} is not {in_words(target)}")
    return float(made.Quantity(value, source).to(wanted).magnitude)


def factor(source: str, target: str) -> float:
    """How many `target` one `source` is: 24 for day and hour. Raises `UsageError`."""
    made = registry()
    a, b = made.parse_units(source), made.parse_units(target)
    if not a.is_compatible_with(b):
        raise UsageError(f"{source} cannot be told in {target}")
    return float(made.Quantity(1.0, a).to(b).magnitude)


@cache
def compatible(unit: str | None, per: str | None, target: str) -> bool:
    """Whether a read number could stand for an input by its unit alone; a bare one can."""
    try:
        convert(0.5 if target.startswith(SHARE) else 1.0, unit, per, target)
    except UsageError:
        return False
    return True


def in_words(unit: str) -> str:
    """A declared unit as a reader would say it: "money per hour", "a share in %"."""
    if unit.startswith(SHARE):
        return "a share in %" + (f" a {unit.partition('/')[2].strip()}" if "/" in unit else "")
    if unit.startswith(POINTS):
        return "a difference in percentage points"
    if unit == COUNT:
        return "a plain number"
    over, _, under = unit.partition("/")
    if over.strip() == "1":
        return f"a number per {under.strip()}"
    return f"{over.strip()} per {under.strip()}" if under else over.strip() + "s"


def _points(value: float, unit: str | None, per: str | None) -> float:
    if unit in _POINTS and per is None:
        return value * _POINTS[unit]
    raise UsageError("a difference of shares is given in percentage points, such as 2 pp")


def _parsed(unit: str | None) -> Any:
    from pint.errors import UndefinedUnitError

    try:
        return registry().parse_units(_pint_name(unit) or "dimensionless")
    except UndefinedUnitError:
        raise UsageError(f"{unit} is no unit that a calculator knows") from None


def _share(value: float, unit: str | None, per: str | None) -> float:
    if per is not None or (unit is not None and unit not in _SHARES):
        raise UsageError(f"{_said(value, unit, per)} is not a share in %")
    if unit is None and value > 1:
        raise UsageError(f"{value:g} is no share: write {value:g}% if that is meant")
    return value * _SHARES[unit] if unit else value


def _pint_name(unit: str | None) -> str:
    if unit is None:
        return ""
    return "money" if is_currency(unit) else _AS_PINT.get(unit, unit)


def _said(value: float, unit: str | None, per: str | None) -> str:
    return f"{value:g}" + (f" {unit}" if unit else "") + (f" per {per}" if per else "")
