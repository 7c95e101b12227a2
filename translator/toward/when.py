"""Read: which days a sentence names, from "1 March" to "before the holiday season". No model.

A day that is written out is said; a period or a name stands for a day by rule, which is assumed
and asked about. What has no year is the next one that lies ahead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, partial

from ...provenance.dates import MONTHS, Date, find_dates
from .data import NamedDate, named_dates
from .periods import DAY, current, easter, ends, month

_MONTH = "|".join(sorted((m for m in MONTHS if len(m) > 2), key=len, reverse=True))
_PART = (
    r"(?:(?P<prep>by|before|until|till|in|during|for|bis|vor) )?(?:the )?"
    r"(?:(?P<part>(?:very )?(?:end|close|start|beginning|middle) of|early|mid|late|end)[ -](?:in )?"
    r"(?:the )?)?(?:(?P<which>this|next|coming|current|last|previous|past|following)[ -])?"
)
_PERIOD = re.compile(
    rf"\b{_PART}(?P<unit>week|month|quarter|half[- ]year|year|sprint)\b(?!['’]s|s\b)", re.IGNORECASE
)
_OF_YEAR = r"(?:,? (?P<year>20\d\d)(?!\d))?"
_QUARTER = re.compile(
    rf"\b{_PART}(?:(?P<q>[QH][1-4])|(?P<nth>first|second|third|fourth) (?P<w>quarter|half))\b"
    r"(?:(?: of(?: the)?|,)? (?:FY ?)?(?P<year>20\d\d|['’]\d\d))?(?: of (?:the |this )?year)?",
    re.IGNORECASE,
)
_MONTH_ALONE = re.compile(
    rf"(?<!\w){_PART}(?P<month>{_MONTH})(?!\w)(?:,? (?P<year>20\d\d))?", re.IGNORECASE
)
_SHORT = re.compile(
    r"\b(?P<short>EO[YQMW]|year[- ]end|quarter[- ]end|month[- ]end|tomorrow|tonight|today)\b"
    r"(?! (?:clos|report|book|account|process|result))",
    re.I,
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(
    rf"\b(?:by|before|until|till|on|this|next|coming)(?: next| this)? "
    rf"(?P<weekday>{'|'.join(_WEEKDAYS)})\b",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"\b(?P<prep>by|before|until|in|during)(?: (?:the )?(?P<part>end|start|middle) of)? "
    r"(?P<year>20\d\d)\b(?![-./,]?\d|[ -]?[a-z]*%)",
    re.IGNORECASE,
)
_PAST = ("last", "previous", "past")
_CLOSING = ("by", "before", "until", "till", "bis", "vor")
_ORDER = ("first", "second", "third", "fourth")


@dataclass(frozen=True, slots=True)
class Day:
    """A day that a text names. `sure` says that it was written out; `past` that it asks for one
    that is over ("last March"). `note` says how it was taken.
    """

    start: int
    end: int
    day: date
    sure: bool
    note: str = ""
    past: bool = False


def told(day: date) -> str:
    """A day as a reader meets it: "1 March 2027"."""
    return f"{day.day} {day:%B %Y}"


def days_in(text: str, today: date) -> list[Day]:
    """The days that a text names, in order; each stretch of text names one."""
    found = list[Day]()
    for reader in (_written, _named, _quarters, _short, _months, _periods, _weekdays, _years):
        for each in reader(text, today):
            if all(each.end <= f.start or f.end <= each.start for f in found):
                found.append(each)
    return sorted(found, key=lambda f: f.start)


def _written(text: str, today: date) -> Iterator[Day]:
    for start, end, at in find_dates(text):
        if at.day is None and re.match(r"[QH]\d|(?!FY)[^\W\d]", text[start:end]):
            continue  # "mid-March 2027", "early Q3 2027": read with the words before them
        if day := _of(at, today, text, start):
            yield Day(start, end, day, at.day is not None, _how(at, text[start:end]))


def _how(at: Date, said: str) -> str:
    if at.day is None:
        return "its last day" if at.quarter else "the earlier reading of it"
    if re.match(r"0?\d[./-]0?\d[./-]|1[0-2][./-]0?\d[./-]", said) and at.day <= 12:
        return "read with the day first"
    return "" if at.year else "the next one ahead"


def _of(at: Date, today: date, text: str, start: int) -> date | None:
    try:
        if at.quarter:
            year = at.year or today.year
            return ends(at.quarter, year)[1] if at.quarter[0] in "QH" else date(year, 12, 31)
        if at.day and at.month:
            year = at.year or today.year
            if at.year is None and date(year, at.month, at.day) < today:
                year += 1
            return date(year, at.month, at.day)
        if at.month and at.year:
            first, last = month(at.year, at.month)
            before = text[max(0, start - 12) : start].lower()
            early = re.search(r"\b(?:by|before|until|till) $", before)
            return first - DAY if early and "before" in before else first if early else last
    except ValueError:  # 30 February
        return None
    return None


def _named(text: str, today: date) -> Iterator[Day]:
    for name, pattern in _patterns():
        for match in pattern.finditer(text):
            if (match["which"] or "").lower() in _PAST:
                continue
            prep, part = (match["prep"] or "").lower(), (match["part"] or "").lower()
            if name.end and (part.startswith(("end", "late")) or prep in ("in", "during")):
                day = _next(partial(_season_end, name), today, match["year"])
            else:
                before = prep in ("before", "vor") or not name.end
                less = DAY if before and name.id not in ("halloween", "valentine") else 0 * DAY
                day = _next(partial(_begin, name, less), today, match["year"])
            if day:
                yield Day(match.start(), match.end(), day, False, name.source)


@cache
def _patterns() -> list[tuple[NamedDate, re.Pattern[str]]]:
    return [
        (name, re.compile(rf"\b{_PART}(?:{'|'.join(name.signs)})(?!\w){_OF_YEAR}", re.IGNORECASE))
        for name in named_dates()
    ]


def _begin(name: NamedDate, less: timedelta, year: int) -> date | None:
    if name.days:
        own = [date.fromisoformat(d) for d in name.days if d.startswith(str(year))]
        return own[0] - less if own else None
    if name.easter is not None:
        return easter(year) + timedelta(days=name.easter) - less
    month = name.month or 1
    if name.nth is not None and name.weekday is not None:
        first = date(year, month, 1)
        ahead = (name.weekday - first.weekday()) % 7 + 7 * (name.nth - 1)
        return first + timedelta(days=ahead + name.plus) - less
    return date(year, month, name.day or 1) - less


def _season_end(name: NamedDate, year: int) -> date | None:
    return date(year, *name.end) if name.end else None


def _next(rule: Callable[[int], date | None], today: date, year: str | None) -> date | None:
    """The first day of a yearly rule that lies ahead, or that of the year that is written."""
    if year:
        return rule(int(year))
    days = [rule(today.year + n) for n in (-1, 0, 1, 2)]
    return next((d for d in days if d and d > today), None)


def _quarters(text: str, today: date) -> Iterator[Day]:
    for match in _QUARTER.finditer(text):
        name = match["q"]
        if not name:
            letter = "Q" if match["w"].lower() == "quarter" else "H"
            name = f"{letter}{_ORDER.index(match['nth'].lower()) + 1}"
        if name.upper() in ("H3", "H4"):
            continue
        years = _years_of(match["year"], today)
        yield from _taken(match, [ends(name.upper(), year) for year in years], today)


def _years_of(written: str | None, today: date) -> list[int]:
    """The year that is written, or those that may be meant."""
    if not written:
        return [today.year + n for n in (-1, 0, 1)]
    return [int(written) if len(written) == 4 else 2000 + int(written[-2:])]


def _months(text: str, today: date) -> Iterator[Day]:
    for match in _MONTH_ALONE.finditer(text):
        word = match["month"]
        # "may", "mar" and "sep" are words too.
        if not word[0].isupper() or (word == "May" and not (match["prep"] or match["part"])):
            continue
        years = _years_of(match["year"], today)
        yield from _taken(match, [month(y, MONTHS[word.lower()]) for y in years], today, by=True)


def _periods(text: str, today: date) -> Iterator[Day]:
    for match in _PERIOD.finditer(text):
        unit, which = match["unit"].lower(), (match["which"] or "").lower()
        part, prep = (match["part"] or "").lower(), (match["prep"] or "").lower()
        if not which and not (part or (prep in _CLOSING and unit in ("quarter", "year"))):
            continue  # "a year of data", "in the month after"
        now = current(unit, today)
        if which in ("next", "coming", "following"):
            now = current(unit, now[1] + DAY)
        elif which in _PAST:
            now = current(unit, now[0] - DAY)
        yield from _taken(match, [now], today)


def _taken(
    match: re.Match[str], periods: list[tuple[date, date]], today: date, *, by: bool = False
) -> Iterator[Day]:
    """The day that a period stands for: its last, its first for "by March", the one before."""
    prep, part = (match["prep"] or "").lower(), (match["part"] or "").lower()
    is_past = (match["which"] or "").lower() in _PAST
    for first, last in periods:
        sure, note = False, "its last day"
        if part.startswith(("end", "close", "very end")):
            day, sure = last, True
            note = ""
        elif part == "late":
            day = last
        elif part.startswith(("start", "beginning", "early")):
            day, note = first + (last - first) / 3, "the end of its first third"
        elif part.startswith("mid"):
            day, note = first + (last - first) / 2, "its middle"
        elif prep in ("before", "vor"):
            day, sure, note = first - DAY, True, "the day before it begins"
        elif by and prep in _CLOSING:
            day, note = first, "its first day, the earlier reading"
        else:
            day = last
        if is_past:
            earlier = [p for p in periods if p[1] < today]
            yield Day(match.start(), match.end(), max(earlier)[1], True, past=True)
            return
        if day > today or len(periods) == 1:
            yield Day(match.start(), match.end(), day, sure, note)
            return


def _short(text: str, today: date) -> Iterator[Day]:
    for match in _SHORT.finditer(text):
        word = match["short"].lower().replace(" ", "-")
        if word in ("today", "tonight"):
            continue  # mostly "as it is today"
        if word == "tomorrow":
            yield Day(match.start(), match.end(), today + DAY, True)
            continue
        unit = {"y": "year", "q": "quarter", "m": "month", "w": "week"}
        name = unit[word[2]] if word.startswith("eo") else word.split("-")[0]
        yield Day(match.start(), match.end(), current(name, today)[1], True)


def _weekdays(text: str, today: date) -> Iterator[Day]:
    for match in _WEEKDAY.finditer(text):
        ahead = (_WEEKDAYS.index(match["weekday"].lower()) - today.weekday()) % 7 or 7
        day = today + timedelta(days=ahead)
        yield Day(match.start(), match.end(), day, False, "the next one ahead")


def _years(text: str, _today: date) -> Iterator[Day]:
    for match in _YEAR.finditer(text):
        year, prep, part = int(match["year"]), match["prep"].lower(), match["part"] or ""
        day = date(year, 1, 1) - DAY if prep == "before" and not part else date(year, 12, 31)
        yield Day(match.start(), match.end(), day, part == "end", "" if part else "its last day")
