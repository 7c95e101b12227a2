"""How quantities are told: "USD 1,460,000 a year", "16.2%", "800 a day". Pure."""

from __future__ import annotations

from .units import COUNT, MONEY, POINTS, SHARE

_SHOWN = {"gigabyte": "GB", "kilobyte": "kB", "quarter_year": "quarter", "kilowatt_hour": "kWh"}
_ABBREVIATED = {"GB", "MB", "kB", "TB", "kW", "kWh", "kg", "ms"}
_VOWEL_PERIODS = ("hour",)


def natural(value: float, unit: str) -> float:
    """A value as people give it: a share in percent, a difference in points."""
    return value * 100 if unit.partition("/")[0] in (SHARE, POINTS) else value


def named(unit: str, currency: str | None) -> str:
    """A declared unit with the currency in it: "USD/year", "%", "1/day"; counts have none."""
    if unit == COUNT:
        return ""
    return unit.replace(MONEY, currency or MONEY) if unit.startswith(MONEY) else unit


def told(value: float, unit: str, currency: str | None = None, counts: str = "") -> str:
    """A figure as a reader meets it. `counts` names what a plain number counts."""
    amount = natural(value, unit)
    over, _, under = (part.strip() for part in unit.partition("/"))
    under = _SHOWN.get(under, under)
    each = f" {_article(under)} {under}" if under else ""
    if over == SHARE:
        return f"{number(amount)}%{each}"
    if over == POINTS:
        return f"{number(amount)} percentage points{each}"
    if over == MONEY:
        return f"{(currency + ' ') if currency else ''}{number(amount)}{each}"
    if over in (COUNT, ""):
        return f"{number(amount)}{(' ' + counts) if counts else ''}{each}"
    over = _SHOWN.get(over, over).replace("_", " ")
    plural = "" if over in _ABBREVIATED or number(amount) == "1" else "s"
    return f"{number(amount)} {over}{plural}{each}"


def phrase(value: float, unit: str, currency: str | None, means: str) -> str:
    """A figure with what it is: "800 false alerts a day", "USD 4,000 a day spent on …"."""
    if unit.partition("/")[0].strip() in (COUNT, ""):
        return told(value, unit, currency, means)
    return f"{told(value, unit, currency)} {means}"


def told_range(
    low: float, high: float, unit: str, currency: str | None = None, counts: str = ""
) -> str:
    """Both ends of a range, with the unit said once."""
    if unit.startswith(MONEY) and currency:
        return f"{told(low, MONEY, currency)} to {told(high, unit, None, counts)}"
    return f"{number(natural(low, unit))} to {told(high, unit, currency, counts)}"


def number(value: float) -> str:
    """Three significant digits below a thousand, whole numbers with commas above."""
    if abs(value) >= 1_000:
        return f"{value:,.0f}"
    if abs(value) >= 100:
        return f"{value:,.1f}".removesuffix(".0")
    text = f"{value:.3g}"
    return f"{value:.6f}".rstrip("0").rstrip(".") if "e" in text else text


def _article(word: str) -> str:
    return "an" if word.startswith(_VOWEL_PERIODS) else "a"
