"""Read: the quantities of a text, each a quote with its place, as a point or a range.

Plain code over the reader of numbers. What a quantity stands for is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...provenance import Number, Quote, Sources, Span, find_numbers, sentences
from ...provenance.units import is_currency
from .notation import as_meant

TEXT = "text"
"""The label of the text in its quotes."""

_RANGE = re.compile(r"\s*(?:-|–|—|to|up to|and|or|bis)\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)
_FROM = re.compile(
    r"(?<!anywhere )\b(?:from|go(?:es)?|cut|moved?|rose|fell|lift(?:ed)?)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_PER_MANY = re.compile(r"\s*(?:per|for(?: every)?|a|/|each|every)\s+", re.IGNORECASE)
_MANY = (100, 1_000, 10_000, 100_000, 1_000_000)
_MANY_WORD = re.compile(
    r"\s*(?:per|for every|a|/|each|every)\s+(thousand|million)\b", re.IGNORECASE
)
_UNIT_AFTER = re.compile(
    r"\s*(?:[a-z]+[- ])?(hour|day|week|month|minute|second|year)s?\b(?! each)", re.IGNORECASE
)
_TIMES = frozenset({"s", "minute", "hour", "day", "week", "month", "quarter", "year"})
_SPLIT = re.compile(r"(?<![\d.])\d{1,2}\s?/\s?\d{1,2}(?!\.?\d)")
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)$", re.IGNORECASE)
_MORE = re.compile(r"\b(?:each|every|per|for each)\s+(?:extra|additional|further|added)\s+$", re.I)
_EVERY = re.compile(
    r"\b(?:each|every|per)\s+(hour|day|week|month|quarter|year)\b|"
    r"\b(hour)(?:'s)?\s+(?:is|costs|comes|of)\b|\b(hourly|daily|weekly|monthly|yearly)\b",
    re.IGNORECASE,
)
_ADVERB = {"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "yearly": "year"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity of the text: one number, or the two ends of a range.

    `sentence` is where it stands; `numbers` are as they were read, in the text's offsets.
    """

    id: str
    quote: Quote
    numbers: tuple[Number, ...]
    sentence: Span

    @property
    def text(self) -> str:
        """The quantity as it was written."""
        return self.quote.text

    @property
    def unit(self) -> str | None:
        """Its unit, as the reader of numbers names it."""
        return self.numbers[-1].unit

    @property
    def per(self) -> str | None:
        """The period of a rate."""
        return self.numbers[-1].per

    @property
    def noun(self) -> str | None:
        """What it counts."""
        return self.numbers[-1].noun


def read_quantities(
    text: str, allowed: Sequence[Span] | None = None, label: str = TEXT
) -> list[Quantity]:
    """Return the quantities of a text in order.

    `allowed` are its sentences that count, `label` is its name in the quotes.
    """
    sources = Sources({label: text})
    spans = list(allowed) if allowed is not None else sentences(text)
    found: list[Quantity] = []
    for span in spans:
        numbers = [
            replace(n, start=n.start + span.start, end=n.end + span.start)
            for n in find_numbers(span.text)
            if n.kind == "number"
        ]
        numbers = as_meant(text, span, [n for n in numbers if not _names_no_quantity(text, n)])
        for plain in _grouped(text, _with_units(text, numbers)):
            group = [_in_its_period(text, span, _of_many(text, n)) for n in plain]
            quote = sources.quote(label, group[0].start, group[-1].end)
            found.append(Quantity(f"q{len(found) + 1}", quote, tuple(group), span))
    return found


def _names_no_quantity(text: str, number: Number) -> bool:
    """Whether a number is a half of "50/50", an ordinal, or what a rate is counted by."""
    if _ORDINAL.search(number.text):
        return True
    if _MORE.search(text[: number.start]):
        return True
    around = text[max(0, number.start - 4) : number.end + 4]
    return number.unit is None and bool(_SPLIT.search(around))


def _with_units(text: str, numbers: list[Number]) -> list[Number]:
    """Units that a reader sees: "6.5 productive hours", "36 person-weeks", "two points"."""
    found: list[Number] = []
    for number in numbers:
        known = number
        if number.unit is None and number.noun and (unit := _UNIT_AFTER.match(text, number.end)):
            known = replace(number, unit=unit[1].lower(), noun=None)
        found.append(known)
    return found


def _grouped(text: str, numbers: list[Number]) -> list[list[Number]]:
    """Put the two ends of a range together."""
    groups: list[list[Number]] = []
    for number in numbers:
        if groups and len(groups[-1]) == 1:
            last = groups[-1][0]
            link = text[last.end : number.start]
            if _is_range(text, last, number, link):
                groups[-1].append(number)
                continue
            if _per_many(last, number, link):
                groups[-1] = [replace(last, end=number.end, per=str(int(number.value)))]
                continue
        groups.append([number])
    return groups


def _is_range(text: str, left: Number, right: Number, link: str) -> bool:
    if not _RANGE.fullmatch(link) or left.value >= right.value:
        return False
    if link.strip().lower() in ("and", "or") and not _BETWEEN.search(text[: left.start]):
        return False
    if link.strip().lower() == "to" and _FROM.search(text[: left.start]):
        return False  # "from 3% to 2%" is a change: two quantities
    return left.unit in (None, right.unit) and left.noun in (None, right.noun)


def _per_many(left: Number, right: Number, link: str) -> bool:
    """Whether it is a price for so many: "$1.50 per 1,000 predictions"."""
    return is_currency(left.unit) and right.value in _MANY and bool(_PER_MANY.fullmatch(link))


def _of_many(text: str, number: Number) -> Number:
    """A price that is written per thousand or per million; `per` says how many."""
    found = _MANY_WORD.match(text, number.end) if is_currency(number.unit) else None
    if found is None:
        return number
    times = 1_000 if found[1].lower() == "thousand" else 1_000_000
    return replace(number, end=found.end(), per=str(times))


def _in_its_period(text: str, span: Span, number: Number) -> Number:
    """An amount whose period stands elsewhere in its sentence: "each week … costs us €40k"."""
    if number.per is not None or not is_currency(number.unit):
        return number
    start = text.rfind(",", span.start, number.start) + 1 or span.start
    stop = re.compile(r"[,;.]\s").search(text, number.end, span.end)
    found = _EVERY.search(text[start : stop.start() if stop else span.end])
    if found is None:
        return number
    word = next(w for w in found.groups() if w).lower()
    return replace(number, per=_ADVERB.get(word, word))
