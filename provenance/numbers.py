"""The reader of numbers: every figure in a text, where it stands and what it is worth.

Complete on purpose: what others could count as a number is found, whatever its notation
("2.4M", "1,8 %", "€31", "1 800", "10-minute", "twenty-five"). Not figures: names that hold digits
(`names.py`), ordinals in words, "one" as a pronoun, "Q3" as a bare label. Pure; no I/O.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from . import tails, units
from .dates import Date, find_clock_times, find_dates
from .digits import DIGITS, SPACES, ascii_digits, continental, tidy, worth
from .names import BLANK, blank_links, blank_names
from .words import find_words


@dataclass(frozen=True, slots=True)
class Number:
    """A figure in a text: `text` is exactly what stands at [start, end).

    `value` is in `unit` (canonical: "%", "pp", "week", "EUR"; None for a plain count), with
    magnitudes applied. `noun` is the word after a plain count, `per` the period of a rate
    ("month" in "42,000 returns a month"). `other` is the second reading of an ambiguous notation
    ("1.800" is 1.8 or 1800). Dates have kind "date" and their parts in `date`; so have times of
    day, as minutes since midnight with the unit "clock".
    """

    start: int
    end: int
    text: str
    value: Decimal
    unit: str | None = None
    noun: str | None = None
    per: str | None = None
    kind: Literal["number", "date"] = "number"
    other: Decimal | None = None
    date: Date | None = None


_MONEY_BEFORE = re.compile(
    r"(?:(?:US|AU|CA|NZ|HK|A|C|R|S)?\$|[€£¥₹₽₩₺₪₫₦฿₴₱]"
    r"|(?<![A-Za-z])(?:EUR|USD|GBP|CHF|JPY|CNY|RMB|INR|BRL|CAD|AUD|HKD|SGD|NZD|SEK|NOK|DKK|PLN|CZK"
    r"|HUF|RON|RUB|UAH|ZAR|KRW|MXN|ILS|AED|SAR|NGN|KES|THB|IDR|VND|EGP|Rs\.?|kr\.?))"
    rf"[{SPACES}]?(?P<sign>[-−])?$"
)
_CUTOFF = re.compile(r"(?:\b(?i:top|first|last)[ -]?|@)$")
_SIGNS = "-−+±"
_RANGE = re.compile(
    r"\s{0,3}(?:-|–|—|−|~|〜|～|to|up to|or|bis|à|a|til|till|→|->|y|et|und|and|e|/)\s{0,3}",
    re.IGNORECASE,
)
_AND = ("and", "y", "et", "und", "e")
_BETWEEN = re.compile(r"\b(?:between|entre|zwischen|tra|fra)\s+$", re.IGNORECASE)
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|by|since|until|till|before|after|during|early|late|mid|year|from|through|through"
    r"|(?:end|start|beginning|middle|half|close|summer|autumn|fall|winter|spring|course) of"
    r"|depuis|en|seit|ab|bis|im jahr|año|anno)[ -]|\()$",
    re.IGNORECASE,
)


class _Reader:
    """One text being read: the text as given, and the copy with names and dates blanked out."""

    def __init__(self, text: str) -> None:
        self.given = text
        self.text = blank_links(ascii_digits(text))
        self.continental = continental(self.text)
        self.found: list[Number] = []
        self.tentative: set[int] = set()

    def read(self) -> list[Number]:
        for start, end, date in find_dates(self.text):
            self._date(start, end, Decimal(date.year or date.day or date.month or 0), date)
        self._blank_found()
        self.text = blank_names(self.text)
        for start, end, minutes in find_clock_times(self.text):
            self._date(start, end, Decimal(minutes), None)
        self._blank_found()
        at = 0
        while match := DIGITS.search(self.text, at):
            at = self._digits(match)
        # Words last, so that "5 million" and "30 thousand" have been read already.
        self._blank_found()
        for word in find_words(self.text):
            self._number(
                word.start, word.end, word.value, unit=word.unit, needs_unit=word.needs_unit
            )
        self.found.sort(key=lambda n: n.start)
        found = _share_units(self.text, self.found)
        return [n for n in found if n.unit or n.start not in self.tentative]

    def _blank_found(self) -> None:
        pieces, at = [], 0
        for number in sorted(self.found, key=lambda n: n.start):
            pieces += [self.text[at : number.start], BLANK * (number.end - number.start)]
            at = number.end
        self.text = "".join([*pieces, self.text[at:]])

    def _date(self, start: int, end: int, value: Decimal, date: Date | None) -> None:
        unit = None if date else "clock"
        self.found.append(
            Number(start, end, self.given[start:end], value, unit, kind="date", date=date)
        )

    def _digits(self, match: re.Match[str]) -> int:
        """Read one number written in digits; returns where to go on."""
        start, end = match.span()
        plain = match["plain"]
        if plain and "," in plain and self._in_list(start, end):
            # "options 1,2,3" is a list, not a decimal.
            plain = plain.split(",")[0]
            end = start + len(plain)
        value, other = worth(match, plain)
        low = self.found[-1].end if self.found and self.found[-1].kind == "number" else 0
        before = self.text[max(low, start - 8) : start]
        unit = None
        if money := _MONEY_BEFORE.search(before):
            start -= len(before) - money.start()
            sign = self.text[start : match.start()].strip(SPACES + "-−.")
            unit = units.unit_of(sign.lower()) or units.unit_of(sign)
            value = -value if money["sign"] else value
        elif before[-1:] in ("x", "×") and not before[-2:-1].isalnum():
            start, unit = start - 1, "x"
        if start > low and self.text[start - 1] in _SIGNS and self._opens(start - 1):
            start -= 1
            value = -value if self.text[start] in "-−" else value
        return self._number(start, end, value, unit=unit, other=other)

    def _opens(self, at: int) -> bool:
        """Whether what stands at an offset begins a word, so that "-" there is a minus."""
        return at == 0 or self.text[at - 1] in " \t\n\u00a0([{|>=:,;~≈\"“'/"

    def _in_list(self, start: int, end: int) -> bool:
        return bool(
            re.match(r",\d", self.text[end : end + 2])
            or re.search(r"\d,$", self.text[max(0, start - 2) : start])
        )

    def _number(
        self,
        start: int,
        end: int,
        value: Decimal,
        *,
        unit: str | None = None,
        other: Decimal | None = None,
        needs_unit: bool = False,
    ) -> int:
        """Read magnitude, unit and noun behind a number, and note it; returns its end."""
        digits_end = end
        times, end = tails.magnitude(self.text, end, money=unit is not None and unit != "x")
        if unit is None:
            unit, end = tails.unit(self.text, end)
        elif units.is_currency(unit) and (code := tails.unit(self.text, end))[0] == unit:
            end = code[1]
        noun = None
        if unit is None:
            # "top-5" and "precision@5" count, whatever follows.
            cutoff = _CUTOFF.search(self.text, max(0, start - 6), start)
            noun = tails.noun(self.text, end) or (cutoff.group().rstrip(" -") if cutoff else None)
        per = tails.per(self.text, end)
        if other is not None and (self.continental or units.is_currency(unit)):
            value, other = other, value
        value, other = tidy(value * times), None if other is None else tidy(other * times)
        number = Number(start, end, self.given[start:end], value, unit, noun, per, other=other)
        if end == digits_end and self._is_year(number):
            number = replace(number, kind="date", date=Date(int(value)), noun=None, per=None)
        if needs_unit and unit is None:
            self.tentative.add(start)
        self.found.append(number)
        return end

    def _is_year(self, number: Number) -> bool:
        text = self.text[number.start : number.end]
        if not re.fullmatch(r"(?:19|20)\d\d", text) or number.unit:
            return False
        before = self.text[max(0, number.start - 20) : number.start]
        if number.noun and number.noun.islower():
            return False
        return bool(_YEAR_BEFORE.search(before) or re.search(r"(?:19|20)\d\d[-–/]$", before))


def _share_units(text: str, found: list[Number]) -> list[Number]:
    """In a range, the unit that is written once counts for both: "3 to 5 weeks", "€2–3M"."""
    for i in range(len(found) - 2, -1, -1):
        left, right = found[i], found[i + 1]
        if "date" in (left.kind, right.kind):
            continue
        link = text[left.end : right.start]
        if len(link) > 8 or not _RANGE.fullmatch(link):
            continue
        if link.strip().lower() in _AND and not _BETWEEN.search(
            text[max(0, left.start - 12) : left.start]
        ):
            continue
        times = _magnitude_of(right)
        loose = link.strip().lower() in ("/", "a", *_AND)
        if (
            times > 1
            and not loose
            and _magnitude_of(left) == 1
            and left.value < right.value / times
        ):
            left = replace(left, value=left.value * times)
        bare = left.unit is None and left.noun is None
        if bare and right.unit and not (loose and units.is_currency(right.unit)):
            left = replace(left, unit=right.unit)
        if left.per is None and not loose:
            left = replace(left, per=right.per)
        found[i] = left
        if units.is_currency(left.unit) and right.unit is None and right.noun is None and not loose:
            found[i + 1] = replace(right, unit=left.unit)
    return found


def _magnitude_of(number: Number) -> Decimal:
    """The multiplier that the number's own text spells, 1 if none."""
    match = re.search(r"\d([^\W\d_]+)|\d[ -]([^\W\d_]+)", number.text)
    if not match:
        return Decimal(1)
    word = match[1] or match[2]
    return units.MAGNITUDES.get(word.lower()) or units.LETTERS.get(word) or Decimal(1)


def find_numbers(text: str) -> list[Number]:
    """All figures in a text, in order and not overlapping; offsets count characters.

    Dates and times of day are included with kind "date". A range gives two numbers.
    """
    return _Reader(text).read()
