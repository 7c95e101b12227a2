"""Calendar dates, quarters, years and clock times in text: numbers that are not amounts.

"March 2026", "2026-03-01", "Q3 2026", "3月1日", "14:30", "5 pm". Slashed dates are read day first,
unless only month first makes sense. Pure functions; imports nothing of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MONTH_ROWS = (
    "january jan januar janvier enero gennaio janeiro januari",
    "february feb februar février febrero febbraio fevereiro februari",
    "march mar märz mars marzo março maart",
    "april apr avril abril aprile",
    "may mai mayo maggio maio mei",
    "june jun juni juin junio giugno junho",
    "july jul juli juillet julio luglio julho",
    "august aug août agosto augustus",
    "september sep sept septembre septiembre settembre setembro",
    "october oct okt oktober octobre octubre ottobre outubro",
    "november nov novembre noviembre novembro",
    "december dec dez dezember décembre diciembre dicembre dezembro",
)
MONTHS = {word: n for n, row in enumerate(_MONTH_ROWS, start=1) for word in row.split()}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"

_DATE = re.compile(
    rf"(?<![\w.,-])(?P<iso_y>{_YEAR})(?!\.\d\d(?!\.\d))(?P<s>[-/.])(?P<iso_m>1[0-2]|0[1-9])"
    rf"(?:(?P=s)(?P<iso_d>{_DAY})(?:T[\d:.]{{4,16}}Z?)?)?(?![\w%])(?!-\d)(?!(?P=s)\d)"
    rf"|(?<![\w.,/-])(?P<a>\d{{1,2}})(?P<t>[./-])(?P<b>\d{{1,2}})(?P=t)(?P<dmy_y>{_YEAR}|\d\d)"
    r"(?![\w%])(?![./-]\d)"
    rf"|(?<![\w.,/-])(?P<my_m>1[0-2]|0[1-9])/(?P<my_y>{_YEAR})(?![\w%])"
    rf"|(?<![\w-])(?:(?P<d1>{_DAY})(?:st|nd|rd|th|er|º|\.)?(?: of| de| di)? )"
    rf"(?P<m1>(?i:{_MONTH}))(?!\w)(?:\.?,? (?:de |del )?(?P<y1>{_YEAR})(?![\w%]))?"
    rf"|(?<!\w)(?P<m2>(?i:{_MONTH}))(?!\w)\.? (?P<d2>{_DAY})(?:st|nd|rd|th)?(?![\w%])(?![.,]\d)"
    rf"(?! ?(?:%|[a-z]))(?:,? (?P<y2>{_YEAR})(?![\w%]))?"
    rf"|(?<!\w)(?P<m3>(?i:{_MONTH}))(?!\w)\.?,?(?: of| de| del)?[ -]['’]?(?P<y3>{_YEAR})(?![\w%])"
    rf"|(?<!\w)(?P<q>[QH][1-4])[ /-]?(?:FY ?)?(?P<qy>{_YEAR}|['’]\d\d)(?![\w%])(?![.,]\d)"
    rf"|(?<!\w)(?P<fy>FY) ?['’]?(?P<fyy>{_YEAR}|\d\d)(?![\w%])"
    rf"|(?<!\w)(?P<qy2>{_YEAR})[ /-]?(?P<q2>[QH][1-4])(?!\w)"
    rf"|(?P<cy>{_YEAR})年(?:(?P<cm>\d{{1,2}})月(?:(?P<cd>\d{{1,2}})[日号])?)?"
    r"|(?<!\d)(?P<cm2>\d{1,2})月(?:(?P<cd2>\d{1,2})[日号])",
)
_CLOCK = re.compile(
    r"(?<![\w:.,])(?P<h>[01]?\d|2[0-4]):(?P<min>[0-5]\d)(?::[0-5]\d)?(?!\d|:\d)"
    r"(?: ?(?P<ap>[ap]m\b|[ap]\.m\.))?"
    r"|(?<![\w:.,])(?P<h2>1[0-2]|0?\d) ?(?P<ap2>[ap]m\b|[ap]\.m\.)",
    re.IGNORECASE,
)
_AT = re.compile(r"(?:\b(?i:at|by|before|after|until|till|from|to|and)[ ]|[-–])$")


@dataclass(frozen=True, slots=True)
class Date:
    """Parts of a date, as far as they are written. `quarter` is "Q3", "H1" or "FY"."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    quarter: str | None = None

    def within(self, other: Date) -> bool:
        """Whether every part written here is written the same in `other`."""
        pairs = (
            (self.year, other.year),
            (self.month, other.month),
            (self.day, other.day),
            (self.quarter, other.quarter),
        )
        return all(mine is None or mine == theirs for mine, theirs in pairs)


def _year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text)


def _int(text: str | None) -> int | None:
    return int(text) if text else None


def _month(text: str | None) -> int | None:
    return MONTHS[text.lower()] if text else None


def _read(match: re.Match[str]) -> Date | None:
    g = match.groupdict()
    if g["iso_y"]:
        return Date(_year(g["iso_y"]), _int(g["iso_m"]), _int(g["iso_d"]))
    if g["a"]:
        day, month = int(g["a"]), int(g["b"])
        if month > 12 >= day:
            day, month = month, day
        if not (1 <= day <= 31 and 1 <= month <= 12):
            return None
        return Date(_year(g["dmy_y"]), month, day)
    if g["my_m"]:
        return Date(_year(g["my_y"]), _int(g["my_m"]))
    if word := g["m1"] or g["m2"] or g["m3"]:
        year = _year(g["y1"] or g["y2"] or g["y3"])
        # "may", "mar" and "sep" are words too: without a year, only a capital makes a month.
        if year is None and not word[0].isupper():
            return None
        return Date(year, _month(word), _int(g["d1"] or g["d2"]))
    if quarter := g["q"] or g["q2"] or g["fy"]:
        return Date(_year((g["qy"] or g["qy2"] or g["fyy"]).lstrip("'’")), quarter=quarter)
    return Date(_year(g["cy"]), _int(g["cm"] or g["cm2"]), _int(g["cd"] or g["cd2"]))


def find_dates(text: str) -> Iterator[tuple[int, int, Date]]:
    """Dates with their offsets. Bare years are not among them: they need the words around."""
    for match in _DATE.finditer(text):
        date = _read(match)
        if date is not None:
            yield match.start(), match.end(), date


def find_clock_times(text: str) -> Iterator[tuple[int, int, int]]:
    """Times of day with their offsets, as minutes since midnight."""
    for match in _CLOCK.finditer(text):
        # "1 PM" in a team's head count is a product manager.
        if (
            match["h2"]
            and match.group().endswith(" PM")
            and not _AT.search(text, max(0, match.start() - 8), match.start())
        ):
            continue
        hour = int(match["h"] or match["h2"])
        half = (match["ap"] or match["ap2"] or "").lower()
        if half:
            hour = hour % 12 + (12 if half.startswith("p") else 0)
        yield match.start(), match.end(), hour * 60 + int(match["min"] or 0)
