"""Calendar arithmetic: weeks, months, quarters and halves of a year, and Easter. Pure."""

from __future__ import annotations

from datetime import date, timedelta

DAY = timedelta(days=1)


def current(unit: str, at: date) -> tuple[date, date]:
    """The first and last day of the week, month, quarter, half-year or year of a day."""
    if unit in ("week", "sprint"):
        first = at - timedelta(days=at.weekday())
        return first, first + timedelta(days=6)
    if unit == "month":
        return month(at.year, at.month)
    if unit == "quarter":
        return ends(f"Q{(at.month + 2) // 3}", at.year)
    if unit.startswith("half"):
        return ends(f"H{(at.month + 5) // 6}", at.year)
    return date(at.year, 1, 1), date(at.year, 12, 31)


def ends(name: str, year: int) -> tuple[date, date]:
    """The first and last day of "Q3" or "H1"."""
    size, nth = (3 if name[0].upper() == "Q" else 6), int(name[1])
    first = size * (nth - 1) + 1
    return date(year, first, 1), month(year, first + size - 1)[1]


def month(year: int, month: int) -> tuple[date, date]:
    """The first and last day of a month."""
    after = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), after - DAY


def easter(year: int) -> date:
    """Easter Sunday, by the anonymous Gregorian computus (Nature, 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
