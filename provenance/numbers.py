"""The reader of numbers: every figure in a text, where it stands and what it is worth.

Complete on purpose: what others could count as a number is found, whatever its notation
("2.4M", "1,8 %", "€31", "1 800", "10-minute", "twenty-five"). Not figures: names that hold digits
(`names.py`), ordinals in words, "one" as a pronoun, "Q3" as a bare label. Pure; no I/O.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from . import units
from .dates import Date, find_clock_times, find_dates
from .names import BLANK, blank_links, blank_names
from .words import find_words


@dataclass(frozen=True, slots=True)
class Number:
    """A figure in a text: `text` is exactly what stands at [start, end).

    `value` is in `unit` (canonical: "%", "pp", "week", "EUR"; None for a plain count), with
    magnitudes applied. `noun` is the word after a plain count. `other` is the second reading of
    an ambiguous notation ("1.800" is 1.8 or 1800). Dates and times of day have kind "date".
    """

    start: int
    end: int
    text: str
    value: Decimal
    unit: str | None = None
    noun: str | None = None
    kind: Literal["number", "date"] = "number"
    other: Decimal | None = None
    date: Date | None = None


_SPACES = " \u00a0\u202f\u2009"
_DIGITS = re.compile(
    r"(?<!\d)(?:"
    r"(?P<indian>\d{1,2}(?:,\d{2})++,\d{3}(?!\d)(?:\.\d++)?)"
    rf"|(?P<grouped>\d{{1,3}}(?P<sep>[,.'’٬{_SPACES}])\d{{3}}(?:(?P=sep)\d{{3}})*+)(?!\d)"
    r"(?P<fraction>[.,٫]\d++)?"
    r"|(?P<science>\d++(?:\.\d++)?[eE][+-]?\d{1,3}(?!\w))"
    r"|(?P<plain>\d++(?:[.,٫]\d++)?)"
    r")(?P<vulgar> ?[¼½¾⅐-⅞])?"
    r"|(?P<bare>(?<![\d.\w])\.\d++)"
    r"|(?P<alone>[¼½¾⅐-⅞])"
)
_MONEY_BEFORE = re.compile(
    r"(?:(?:US|AU|CA|NZ|HK|A|C|R|S)?\$|[€£¥₹₽₩₺₪₫₦฿₴₱]"
    r"|(?<![A-Za-z])(?:EUR|USD|GBP|CHF|JPY|CNY|RMB|INR|BRL|CAD|AUD|HKD|SGD|NZD|SEK|NOK|DKK|PLN|CZK"
    r"|HUF|RON|RUB|UAH|ZAR|KRW|MXN|ILS|AED|SAR|NGN|KES|THB|IDR|VND|EGP|Rs\.?|kr\.?))"
    rf"[{_SPACES}]?(?P<sign>[-−])?$"
)
_SIGN_BEFORE = re.compile(r"(?:^|(?<=[\s(\[{|>=:,;~≈\"“'/]))[-−+±]$")
_GAP = rf"[{_SPACES}\t]?-?"
_WORD = re.compile(rf"(?P<gap>{_GAP})(?P<word>[^\W\d_]{{1,40}}(?:\.(?=\w))?)")
_TWO_WORDS = re.compile(
    rf"{_GAP}(?P<two>{'|'.join(re.escape(words) for words in units.TWO_WORDS)})(?!\w)",
    re.IGNORECASE,
)
_SIGN_AFTER = re.compile(rf"[{_SPACES}]?(?P<sign>[%％٪‰]|°C|[{units.CURRENCY_SIGNS}]|[×°℃¢])")
_CJK_AFTER = re.compile(
    rf"[{_SPACES}]?(?P<mag>{'|'.join(sorted(units.CJK_MAGNITUDES, key=len, reverse=True))})?"
    rf"(?P<unit>{'|'.join(units.CJK_UNITS)}|円|元|원|日元)?"
)
_NOUN = re.compile(rf"[{_SPACES}\t-]?(?P<noun>[^\W\d_][^\W\d_'’-]{{0,40}})")
_RANGE = re.compile(
    r"\s{0,3}(?:-|–|—|−|~|〜|～|to|up to|or|bis|à|a|til|till|→|->|y|et|und|and|,)\s{0,3}",
    re.IGNORECASE,
)
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|by|since|until|till|before|after|during|early|late|mid|year|from|through|through"
    r"|(?:end|start|beginning|middle|half|close|summer|autumn|fall|winter|spring|course) of"
    r"|depuis|en|seit|ab|bis|im jahr|año|anno)[ -]|\()$",
    re.IGNORECASE,
)
_COMMA_DECIMALS = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})*,\d{1,2}(?![\d,])")
_DOT_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3}){2,}(?![\d.])")


def _tidy(value: Decimal) -> Decimal:
    """The same value without trailing zeros or, for ordinary sizes, an exponent."""
    value = value.normalize()
    return (
        value.quantize(Decimal(1))
        if value == value.to_integral_value() and value.adjusted() < 25
        else value
    )


def _ascii_digits(text: str) -> str:
    """The text, same length, with every script's decimal digits as 0 to 9."""
    if text.isascii():
        return text
    return re.sub(r"[^\x00-\x7f]", _ascii_digit, text)


def _ascii_digit(match: re.Match[str]) -> str:
    digit = unicodedata.decimal(match.group(), None)
    return match.group() if digit is None else str(digit)


class _Reader:
    """One text being read: the text as given, and the copy with names and dates blanked out."""

    def __init__(self, text: str) -> None:
        self.given = text
        self.text = blank_links(_ascii_digits(text))
        self.continental = bool(_COMMA_DECIMALS.search(self.text) or _DOT_GROUPS.search(self.text))
        self.found: list[Number] = []

    def read(self) -> list[Number]:
        for start, end, date in find_dates(self.text):
            self._date(start, end, Decimal(date.year or date.day or date.month or 0), date)
        self._blank_found()
        self.text = blank_names(self.text)
        for start, end, minutes in find_clock_times(self.text):
            self._date(start, end, Decimal(minutes), None)
        self._blank_found()
        at = 0
        while match := _DIGITS.search(self.text, at):
            at = self._digits(match)
        # Words last, so that "5 million" and "30 thousand" have been read already.
        self._blank_found()
        for word in find_words(self.text):
            self._number(
                word.start, word.end, word.value, unit=word.unit, needs_unit=word.needs_unit
            )
        self.found.sort(key=lambda n: n.start)
        return _share_units(self.text, self.found)

    def _blank_found(self) -> None:
        pieces, at = [], 0
        for number in sorted(self.found, key=lambda n: n.start):
            pieces += [self.text[at : number.start], BLANK * (number.end - number.start)]
            at = number.end
        self.text = "".join([*pieces, self.text[at:]])

    def _date(self, start: int, end: int, value: Decimal, date: Date | None) -> None:
        unit = None if date else "clock"
        self.found.append(
            Number(start, end, self.given[start:end], value, unit, None, "date", None, date)
        )

    def _digits(self, match: re.Match[str]) -> int:
        """Read one number written in digits; returns where to go on."""
        start, end = match.span()
        plain = match["plain"]
        if plain and "," in plain and self._in_list(start, end):
            # "options 1,2,3" is a list, not a decimal.
            plain = plain.split(",")[0]
            end = start + len(plain)
        value, other = self._value(match, plain)
        before = self.text[max(0, start - 8) : start]
        unit = None
        if money := _MONEY_BEFORE.search(before):
            start -= len(before) - money.start()
            sign = self.text[start : match.start()].strip(_SPACES + "-−.")
            unit = units.unit_of(sign.lower()) or units.unit_of(sign)
            value = -value if money["sign"] else value
            before = self.text[max(0, start - 2) : start]
        elif before[-1:] in ("x", "×") and not before[-2:-1].isalnum():
            start, unit = start - 1, "x"
        if _SIGN_BEFORE.search(before):
            start -= 1
            value = -value if before[-1] in "-−" else value
        return self._number(start, end, value, unit=unit, other=other)

    def _in_list(self, start: int, end: int) -> bool:
        return bool(
            re.match(r",\d", self.text[end : end + 2])
            or re.search(r"\d,$", self.text[max(0, start - 2) : start])
        )

    def _value(self, match: re.Match[str], plain: str | None) -> tuple[Decimal, Decimal | None]:
        other = None
        if grouped := match["grouped"]:
            whole = re.sub(r"\D", "", grouped)
            fraction = (match["fraction"] or "").replace(",", ".").replace("٫", ".")
            sep, groups = match["sep"], len(re.findall(r"\d+", grouped))
            value = Decimal(whole + fraction)
            if groups == 2 and not fraction and sep in ".,":
                decimal = Decimal(grouped.replace(",", "."))
                if grouped.startswith("0"):
                    value = decimal
                elif sep == ".":
                    value, other = decimal, value
        elif match["indian"]:
            value = Decimal(match["indian"].replace(",", ""))
        elif match["alone"]:
            value = Decimal(0)
        else:
            digits = plain or match["science"] or "0" + match["bare"]
            value = Decimal(digits.replace(",", ".").replace("٫", "."))
        if part := match["vulgar"] or match["alone"]:
            value += round(Decimal(repr(unicodedata.numeric(part.strip()))), 6)
        return value, other

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
        times, end = self._magnitude(end, money=unit is not None and unit != "x")
        if unit is None:
            unit, end = self._unit(end)
        elif units.is_currency(unit) and (code := self._unit(end))[0] == unit:
            end = code[1]
        noun = None
        if unit is None and (match := _NOUN.match(self.text, end)):
            word = match["noun"]
            noun = word if word.lower() not in units.NOT_NOUNS else None
        if needs_unit and unit is None:
            return end
        if other is not None and (self.continental or units.is_currency(unit)):
            value, other = other, value
        value, other = _tidy(value * times), None if other is None else _tidy(other * times)
        number = Number(start, end, self.given[start:end], value, unit, noun, other=other)
        if end == digits_end and self._is_year(number):
            number = replace(number, kind="date", date=Date(int(value)), noun=None)
        self.found.append(number)
        return end

    def _magnitude(self, at: int, *, money: bool) -> tuple[Decimal, int]:
        if (match := _CJK_AFTER.match(self.text, at)) and match["mag"]:
            return units.CJK_MAGNITUDES[match["mag"]], match.end("mag")
        match = _WORD.match(self.text, at)
        if not match:
            return Decimal(1), at
        word, gap = match["word"].rstrip("."), match["gap"]
        end = match.end("word")
        if (times := units.MAGNITUDES.get(word.lower())) and (word.lower(), gap) != ("mm", " "):
            dotted = word.lower() in ("mio", "mrd", "tsd") and self.text[end : end + 1] == "."
            return times, end + dotted
        if gap == "-":
            return Decimal(1), at
        if (times := units.LETTERS.get(word)) and (not gap or word != "k" or money):
            return times, end
        rest = self.text[end : end + 3]
        if times := units.MONEY_LETTERS.get(word):
            euros = rest.lstrip(_SPACES)[:1]
            if money or (euros and euros in units.CURRENCY_SIGNS):
                return times, end
            # "5m users" counts users; "5m" alone is metres.
            if word == "m" and not gap and re.match(r" [a-z]{3,}s\b", self.text[end : end + 30]):
                return times, end
        return Decimal(1), at

    def _unit(self, at: int) -> tuple[str | None, int]:
        if match := _TWO_WORDS.match(self.text, at):
            return units.TWO_WORDS[match["two"].lower()], match.end()
        if match := _SIGN_AFTER.match(self.text, at):
            return units.unit_of(match["sign"]), match.end()
        if (match := _CJK_AFTER.match(self.text, at)) and match["unit"]:
            return units.unit_of(match["unit"]), match.end()
        match = _WORD.match(self.text, at)
        if not match:
            return None, at
        word, end = match["word"].rstrip("."), match.end("word")
        unit = units.unit_of(word)
        if unit is None:
            return None, at
        if len(word) == 1 and self.text[end : end + 1] in ("'", "’", "-", "/", "&"):
            # French "10 d'utilisateurs", "5 x-rays"; but "5s/request" is a rate.
            return (unit, end) if self.text[end] == "/" else (None, at)
        if word == "x" and match["gap"]:
            return None, at
        if self.text[end - 1] == ".":
            end -= 1
        if word.lower() == "s" and re.search(
            r"(?i)(?:under|over|mid|late|early|their)[- ]?$",
            (self.text[max(0, at - 9) : at].rstrip("0123456789")),
        ):
            return None, at
        return unit, end

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
        times = _magnitude_of(right)
        loose = link.strip().lower() in ("and", ",", "y", "et", "und", "a")
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
