"""The scan that enforces provenance on every text that leaves the program.

Every number must be a figure of the ledger or stand in a source with the same value and unit,
every date must stand in a source, every longer quotation must be a source's own words. Pure;
imports only `briefstar.errors` and its neighbours here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from ..errors import CheckFailed
from .dates import MONTHS, Date
from .figures import Figure, Ledger
from .numbers import Number, find_numbers
from .quotes import Sources
from .sentences import sentences
from .units import ADVERBS, UNITS

_PERIOD = re.compile(
    r"\b(?:in|by|until|till|before|after|since|from|during|for|of|mid|early|late|this|next|end)[ -]"
    r"(?P<period>Q[1-4]|H[12]|January|February|March|April|May|June|July|August|September|October"
    r"|November|December)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Violation:
    """What stands at [start, end) of a scanned text and may not, and why."""

    start: int
    end: int
    text: str
    kind: Literal["number", "date", "quote"]
    why: str


@lru_cache(maxsize=1024)
def _read(text: str) -> tuple[Number, ...]:
    """`find_numbers`, kept because every section is compared with the same sources."""
    return tuple(find_numbers(text))


@dataclass(frozen=True, slots=True)
class _Entry:
    """A number that may be repeated, and the words around it. The unit "*" allows any."""

    unit: str | None
    per: str | None
    around: str


class _Known:
    """Every number that a text may hold, by absolute value, and every date."""

    def __init__(self, sources: Mapping[str, str], figures: Iterable[Figure]) -> None:
        self.entries: dict[Decimal, list[_Entry]] = defaultdict(list)
        self.dates: list[Date] = []
        self.texts: list[str] = []
        for text in sources.values():
            self._text(text)
        for figure in figures:
            self._text(figure.text)
            around = f"{figure.text} {figure.formula or ''}"
            self.entries[abs(figure.value)].append(_Entry(figure.unit, None, around))
            for shown in (figure.formula or "", *(each.text for each in figure.inputs)):
                self._text(shown)

    def _text(self, text: str) -> None:
        found = _read(text)
        self.texts.append(text)
        # An answer that is nothing but a number leaves its unit to the question.
        alone = len(found) == 1 and found[0].text == text.strip(" .~≈\n") and not found[0].unit
        for number in found:
            if number.date is not None:
                self.dates.append(number.date)
                if number.date.year is None:
                    continue
            around = text[max(0, number.start - 80) : number.end + 80]
            entry = _Entry("*" if alone else number.unit, number.per, around)
            for value in _readings(number):
                self.entries[value].append(entry)

    def mentions(self, period: str) -> bool:
        """Whether a quarter or month is named in a source, or part of a date there."""
        month = MONTHS.get(period.lower())
        if any(d.quarter == period or (month and d.month == month) for d in self.dates):
            return True
        word = re.compile(rf"(?<!\w){period}(?!\w)", re.IGNORECASE)
        return any(word.search(text) for text in self.texts)

    def objection(self, found: Number) -> str | None:
        """Why a number may not stand in a text, worded for the model; None if it may."""
        absent = f"{found.text!r} is in neither the text nor the facts"
        if found.date is not None:
            if any(found.date.within(date) for date in self.dates):
                return None
            if found.date != Date(found.date.year):
                return absent
        entries = [e for value in _readings(found) for e in self.entries.get(value, ())]
        same = [e for e in entries if _same_unit(found, e)]
        if not same:
            units = sorted({e.unit or "no unit" for e in entries})
            return (
                f"{found.text!r} stands in the text with {' or '.join(units)}" if units else absent
            )
        if found.per and not any(_same_rate(found.per, e) for e in same):
            return f"{found.text!r} is nowhere said to be per {found.per}"
        return None


def _readings(number: Number) -> list[Decimal]:
    values = [abs(number.value)]
    if number.other is not None:
        values.append(abs(number.other))
    return values


def _same_unit(found: Number, known: _Entry) -> bool:
    if known.unit in ("*", found.unit):
        return True
    # "3" may stand for "3 weeks", but not "3 teams"; and nothing may gain a unit.
    return found.unit is None and found.noun is None


def _same_rate(period: str, known: _Entry) -> bool:
    if known.per:
        return known.per == period
    words = re.findall(r"[^\W\d_]+", known.around.lower())
    return any(UNITS.get(word) == period or ADVERBS.get(word) == period for word in words)


def _periods(text: str, found: list[Number]) -> list[re.Match[str]]:
    """Deadlines without a year ("by Q3", "until March") that are not part of a longer date."""
    taken = [(n.start, n.end) for n in found]
    return [
        m for m in _PERIOD.finditer(text) if not any(a <= m.start("period") < b for a, b in taken)
    ]


def _verbatim(text: str, sources: Mapping[str, str]) -> bool:
    """Whether a whole text of three words or more is a passage of a source.

    A passage may end where the reader no longer sees what its number is ("the first 48" of "the
    first 48 hours"); it is said all the same.
    """
    passage = text.strip()
    if len(passage.split()) < 3:
        return False
    known = sources if isinstance(sources, Sources) else Sources(sources)
    quote = known.locate(passage)
    return quote is not None and quote.text == passage


def _figures(figures: Ledger | Iterable[Figure]) -> list[Figure]:
    return figures.figures() if isinstance(figures, Ledger) else list(figures)


def scan(
    text: str,
    figures: Ledger | Iterable[Figure] = (),
    *,
    sources: Mapping[str, str] | None = None,
) -> list[Violation]:
    """Numbers and dates of a text that are neither figures nor said in a source, in order.

    Values are compared after normalising ("42k" is "42,000", "twenty" is "20"), signs aside;
    units must agree, and a rate's period. A date may be less exact than what was said, never
    more; "by Q3" and "in March" count as dates. A text that is a passage of a source passes.
    """
    found = find_numbers(text)
    periods = _periods(text, found)
    if not found and not periods:
        return []
    known = _Known(sources or {}, _figures(figures))
    checked = [(number, known.objection(number)) for number in found]
    violations = [Violation(n.start, n.end, n.text, n.kind, why) for n, why in checked if why]
    for match in periods:
        if not known.mentions(match["period"]):
            why = f"{match['period']!r} is in neither the text nor the facts"
            violations.append(Violation(*match.span("period"), match["period"], "date", why))
    if violations and _verbatim(text, sources or {}):
        return []
    return sorted(violations, key=lambda v: v.start)


def enforce(
    text: str,
    figures: Ledger | Iterable[Figure] = (),
    *,
    sources: Mapping[str, str] | None = None,
) -> None:
    """Raise `CheckFailed`, worded for the model, if `scan` finds anything."""
    violations = scan(text, figures, sources=sources)
    if violations:
        reasons = "; ".join(dict.fromkeys(v.why for v in violations))
        raise CheckFailed(f"{reasons}; leave {'it' if len(violations) == 1 else 'them'} out")


def strip_sentences(text: str, violations: Iterable[Violation]) -> str:
    """The text without the sentences that carry violations; line structure is kept."""
    places = list(violations)
    pieces: list[str] = []
    at = 0
    for span in sentences(text):
        if any(v.start < span.end and v.end > span.start for v in places):
            pieces.append(text[at : span.start].rstrip(" \t"))
            at = span.end
    return "".join([*pieces, text[at:]]).strip() if pieces else text
