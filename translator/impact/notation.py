"""Read: ways to write a quantity that the reader of numbers leaves as plain numbers.

"One sale in 250", "half a point", "a quarter of an hour", "80 cents", "four more months", "three
nines". Each step takes the numbers of one sentence, with offsets into the whole text, and returns
them as they are meant. Plain code; nothing is decided here about what a quantity stands for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import zip_longest

from ...provenance import Number, Span, find_numbers
from ...provenance.units import is_currency, unit_of
from .clock import by_the_clock

PEOPLE = (
    "people|persons?|engineers?|developers?|scientists?|analysts?|reviewers?|agents?|annotators?|"
    "moderators?|handlers?|labell?ers?|nurses?|doctors?|clerks?|experts?|staff|colleagues?|"
    "lawyers?|drivers?|technicians?|operators?|inspectors?|assistants?|adjusters?"
)
"""Words for those who do the work, as a pattern."""
_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|"
    "twenty-five|thirty|forty|fifty|sixty|hundred|a hundred|a thousand|ten thousand|a million"
)
_N = rf"(?:\d[\d,]*(?:\.\d+)?|{_WORDS})"
_TIMES = "second|minute|hour|day|week|fortnight|month|quarter|year"
_SHARE = re.compile(
    rf"\b(?P<n>{_N})(?P<words>(?:[ -][a-z][\w'’-]*){{0,3}}?)[ -](?:in|out[ -]of|of[ -]every)"
    rf"(?:[ -]every)?[ -](?P<m>{_N})\b(?![.,]?\d|[ -]?(?:%|per ?cent|(?:{_TIMES}|points?)s?\b))",
    re.IGNORECASE,
)
_NOUN_BEHIND = re.compile(r" [a-z]+s\b", re.IGNORECASE)
_FRACTIONS = {
    "half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "twentieth": 20, "hundredth": 100,
}  # fmt: skip
_PART = re.compile(
    rf"\b(?:an?|one) (?P<part>{'|'.join(p for p in _FRACTIONS if p != 'half')})\b"
    r"(?!['’]s| of an? (?:hour|minute|day|week|month|year|(?:percentage )?point))",
    re.IGNORECASE,
)
_POINT = re.compile(
    r"\b(?:(?P<part>half|a (?:tenth|fifth|quarter|third) of|(?P<n>\d*\.?\d+) of) an?"
    r"|(?P<half>one and a half)|an?)(?: full| whole| percentage)? points?\b"
    r"(?! of (?:view|contact))",
    re.IGNORECASE,
)
_POINTS = re.compile(r"(?: and a half)?[ -](?:more |percentage |full |whole )?(?:points?|pts?)\b")
_SPRINTS = re.compile(r"\bsprints?\b|\bstory points?\b", re.IGNORECASE)
"""Where these are spoken of, points are work and no difference of shares."""
_HOUR = re.compile(
    r"\b(?:(?P<three>three[ -]quarters)|(?P<half>half)|(?:an? )?(?P<part>quarter|third)) "
    r"(?:of )?an (?P<unit>hour)\b",
    re.IGNORECASE,
)
_FORTNIGHT = re.compile(rf"\b(?:(?P<n>{_N})|an?|every|each|per) fortnights?\b", re.IGNORECASE)
_A_TIME = re.compile(
    r"\b(?:takes?|took|for|within|wait(?:s|ing)?|needs?|after|lasts?|adds?|another|up to|about|"
    r"roughly|nearly|almost|over|late by|full|whole|entire) "
    rf"(?P<said>(?:an?|one)(?: full| whole| good)? (?P<unit>{_TIMES}))\b(?! of\b|['’]s)"
    rf"|\b(?P<whole>an? (?:full|whole|entire) (?P<unit2>{_TIMES}))\b"
    rf"|\b(?P<his>(?:an?|one) (?P<unit3>{_TIMES})['’]s)\b",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\s+(?:more|extra|additional|further|full|whole|straight|solid|elapsed|calendar|good)\s+"
    r"(?P<word>[a-z]+)",
    re.IGNORECASE,
)
_UNIT_BEFORE = re.compile(r"\b(day|week|month|year)\s+$", re.IGNORECASE)
_SMALL_MONEY = {"pence": ("GBP", "0.01"), "bucks": ("USD", "1"), "grand": (None, "1000")}
_WATT = re.compile(r"\s?W\b")
_PER_KWH = re.compile(r"\s?(?:/|per )\s?kWh\b")
_PERIOD = re.compile(
    rf"\b(?:an?|per|each|every)\s+(?P<one>{_TIMES}|night)\b"
    r"|\b(?P<adverb>hourly|daily|nightly|weekly|monthly|quarterly|yearly|annually)\b"
    r"|\b(?P<annum>per annum|p\.a\.)",
    re.IGNORECASE,
)
_ADVERB = {
    "hourly": "hour", "daily": "day", "nightly": "day", "weekly": "week", "monthly": "month",
    "quarterly": "quarter", "yearly": "year", "annually": "year",
}  # fmt: skip
_STOP = re.compile(r"[,;.:!?()](?:\s|$)|\d|\b(?:and|but|while|so|each of)\s", re.IGNORECASE)
_REACH = 45
"""How far behind a number, in characters, the period that it is a rate of may stand."""
_OFTEN = re.compile(
    rf"\b(?:once )?(?:every|once an?) (?P<every>{_TIMES}|night)\b|\b(?P<adverb>daily|nightly|"
    r"weekly|monthly|quarterly|yearly|annually)\b",
    re.IGNORECASE,
)
_SIZES = {
    "kilobytes": "kB", "megabytes": "MB", "gigabytes": "GB", "terabytes": "TB", "gigabyte": "GB",
    "terabyte": "TB", "kilowatts": "kW", "kilowatt": "kW",
}  # fmt: skip
_OF = re.compile(r"\s+(?:\w+\s+)?of\s+(?:the |our |all |those |its |their )?", re.IGNORECASE)
LEAST_WHOLE = 10
"""Of fewer than this, "two of the five reviewers" counts people."""
_ONE_PERSON = re.compile(rf"\b(?:one|a single) (?P<who>{PEOPLE})\b", re.IGNORECASE)


def as_meant(text: str, span: Span, numbers: Sequence[Number]) -> list[Number]:
    """The numbers of a sentence as they are meant."""
    found = list(numbers)
    for step in (_shares, _points, _times, _parts, by_the_clock):
        found = _merged(found, step(text, span))
    plain: list[Callable[[str, Span, Number], Number]] = [
        _unit_that_follows, _unit_before, _nines, _small_money, _rate,
    ]  # fmt: skip
    for change in plain:
        found = [change(text, span, number) for number in found]
    found = _merged(found, _often(text, span, found))
    return _in_one_currency([*_of_whole(text, found)])


def _merged(numbers: list[Number], found: Iterator[Number]) -> list[Number]:
    """Put in what was found for all the numbers that it overlaps."""
    for new in found:
        numbers = [n for n in numbers if n.end <= new.start or new.end <= n.start] + [new]
    return sorted(numbers, key=lambda n: n.start)


def _number(
    text: str, start: int, end: int, value: Decimal, unit: str, per: str | None = None
) -> Number:
    return Number(start, end, text[start:end], value, unit=unit, per=per)


def _value(word: str) -> Decimal:
    if word.lower() == "one":
        return Decimal(1)
    found = find_numbers(word)
    return found[0].value if found else Decimal(0)


def _shares(text: str, span: Span) -> Iterator[Number]:
    """Read "One in nine", "4 out of 5", "one sale in 250", "three in a thousand"."""
    for match in _overlapping(_SHARE, text, span):
        n, m = _value(match["n"]), _value(match["m"])
        if not 0 < n < m or (match["words"] and n != 1):
            continue
        if len(match["words"].split()) > 1 and _NOUN_BEHIND.match(text, match.end()):
            continue  # "one person keys in 25 orders"
        yield _number(text, match.start(), match.end(), Decimal(100) * n / m, "%")


def _overlapping(pattern: re.Pattern[str], text: str, span: Span) -> Iterator[re.Match[str]]:
    """All matches, those too that begin within another: "15 minutes for one in eight"."""
    at = span.start
    while match := pattern.search(text, at, span.end):
        yield match
        at = match.start() + 1


def _points(text: str, span: Span) -> Iterator[Number]:
    """Read "A point", "half a point", "0.4 of a point", "one and a half points"."""
    for match in _POINT.finditer(text, span.start, span.end):
        worth = Decimal(1)
        if match["half"]:
            worth = Decimal("1.5")
        elif match["n"]:
            worth = Decimal(match["n"])
        elif match["part"]:
            worth = Decimal(1) / _FRACTIONS[match["part"].lower().split()[-2:][0]]
        yield _number(text, match.start(), match.end(), worth, "pp")


def _times(text: str, span: Span) -> Iterator[Number]:
    """Read "A quarter of an hour", "a fortnight", "takes a month", "a year's delay"."""
    for match in _HOUR.finditer(text, span.start, span.end):
        worth = Decimal("0.75") if match["three"] else Decimal("0.5")
        if match["part"]:
            worth = Decimal(1) / _FRACTIONS[match["part"].lower()]
        yield _number(text, match.start(), match.end(), worth, "hour")
    for match in _FORTNIGHT.finditer(text, span.start, span.end):
        count = _value(match["n"]) if match["n"] else Decimal(1)
        yield _number(text, match.start(), match.end(), 2 * count, "week")
    for match in _A_TIME.finditer(text, span.start, span.end):
        name = next(g for g in ("said", "whole", "his") if match[g])
        unit = next(u for u in (match["unit"], match["unit2"], match["unit3"]) if u).lower()
        if unit != "fortnight":
            known = "s" if unit == "second" else unit
            yield _number(text, *match.span(name), Decimal(1), known)


def _parts(text: str, span: Span) -> Iterator[Number]:
    """Read "A fifth", "a third": shares. A quarter without "of" is as often three months."""
    for match in _PART.finditer(text, span.start, span.end):
        part = match["part"].lower()
        if part == "quarter" and not re.match(r" of\b", text[match.end() :]):
            continue
        worth = Decimal(100) / _FRACTIONS[part]
        yield _number(text, match.start(), match.end(), worth, "%")


def _often(text: str, span: Span, numbers: Sequence[Number]) -> Iterator[Number]:
    """Read "every week", "monthly" and "one clerk", unless they belong to a number before them."""
    for match in _OFTEN.finditer(text, span.start, span.end):
        word = (match["every"] or _ADVERB[match["adverb"].lower()]).lower()
        per = {"night": "day", "second": "s", "fortnight": "week"}.get(word, word)
        rate = any(n.per == per and 0 <= match.start() - n.end < _REACH for n in numbers)
        if not rate and word != "fortnight":
            yield replace(_number(text, *match.span(), Decimal(1), ""), unit=None, per=per)
    for match in _ONE_PERSON.finditer(text, span.start, span.end):
        yield replace(_number(text, *match.span(), Decimal(1), ""), unit=None, noun=match["who"])


def _of_whole(text: str, numbers: Sequence[Number]) -> Iterator[Number]:
    """Read "46 of 50" as a share beside the 50 that it is of."""
    for number, whole in zip_longest(numbers, numbers[1:]):
        if whole is not None and _is_part(text, number, whole):
            share = 100 * number.value / whole.value
            yield _number(text, number.start, whole.end, share, "%")
        else:
            yield number


def _is_part(text: str, number: Number, whole: Number) -> bool:
    counts = (number.unit, number.per, whole.unit) == (None, None, None)
    possible = counts and 1 <= number.value <= whole.value and whole.value >= LEAST_WHOLE
    return possible and bool(_OF.fullmatch(text, number.end, whole.start))


def _unit_that_follows(text: str, span: Span, number: Number) -> Number:
    """Read "Four more months", "2 pts", "400 W"."""
    if number.unit == "g" and _PER_KWH.match(text, number.end):
        return replace(number, per="kWh")
    if number.unit == "week" and _WATT.search(number.text):
        return replace(number, unit="watt")
    if number.unit is not None:
        return number
    if _POINTS.match(text, number.end) and not _SPRINTS.search(text):
        return replace(number, unit="pp", noun=None)
    if size := _SIZES.get((number.noun or "").lower()):
        return replace(number, unit=size, noun=None)
    if _WATT.match(text, number.end) or (number.noun or "").lower() in ("watt", "watts"):
        return replace(number, unit="watt", noun=None)
    if more := _MORE.match(text, number.end, span.end):
        unit = unit_of(more["word"].lower()) if len(more["word"]) > 2 else None
        if unit and not is_currency(unit):
            return replace(number, unit=unit, noun=None)
    return number


def _unit_before(text: str, span: Span, number: Number) -> Number:
    """Read "Week 4", "day 30"."""
    if number.unit is None and number.noun is None and number.per is None:
        before = _UNIT_BEFORE.search(text[max(span.start, number.start - 8) : number.start])
        if before:
            return replace(number, unit=before[1].lower())
    return number


def _nines(_text: str, _span: Span, number: Number) -> Number:
    """Read "Three nines" are 99.9%."""
    if number.noun == "nines" and 1 <= number.value <= 7:
        worth = Decimal(100) - Decimal(10) ** (2 - int(number.value))
        return replace(number, value=worth, unit="%", noun=None)
    return number


def _small_money(text: str, _span: Span, number: Number) -> Number:
    """Read "80 cents", "12 pence", "four grand". What cents are of is settled with the others."""
    if number.unit == "cent":
        return replace(number, value=number.value / 100)
    worth = _SMALL_MONEY.get((number.noun or "").lower())
    if worth is None or number.unit is not None:
        return number
    end = text.index(number.noun or "", number.end) + len(number.noun or "")
    value = number.value * Decimal(worth[1])
    return replace(
        number, end=end, text=text[number.start : end], value=value, unit=worth[0], noun=None
    )


def _in_one_currency(numbers: list[Number]) -> list[Number]:
    """Cents are of the currency that is spoken of beside them, dollars if there is none."""
    codes = [n.unit for n in numbers if is_currency(n.unit) and n.unit != "cent"]
    code = codes[0] if codes else "USD"
    return [replace(n, unit=code) if n.unit == "cent" else n for n in numbers]


def _rate(text: str, span: Span, number: Number) -> Number:
    """The period that stands some words behind: "95 more land every day", "€3M paid a year"."""
    if number.per is not None or (number.unit is not None and not is_currency(number.unit)):
        return number
    if number.noun and re.fullmatch(PEOPLE, number.noun, re.IGNORECASE):
        return number
    behind = text[number.end : min(span.end, number.end + _REACH)]
    stop, period = _STOP.search(behind), _PERIOD.search(behind)
    if period is None or (stop and stop.start() < period.start()):
        return number
    if period["annum"]:
        return replace(number, per="year")
    word = (period["one"] or _ADVERB[period["adverb"].lower()]).lower()
    word = {"night": "day", "second": "s"}.get(word, word)
    return number if word == "fortnight" else replace(number, per=word)
