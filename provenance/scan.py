"""The scan that enforces provenance on every text that leaves the program.

Every number must be a figure of the ledger or stand in a source with the same value and unit,
every date must stand in a source, every longer quotation must be a source's own words. Pure;
imports only `briefstar.errors` and its neighbours here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ..errors import CheckFailed
from .figures import Figure, Ledger
from .numbers import Number, find_numbers
from .sentences import sentences


@dataclass(frozen=True, slots=True)
class Violation:
    """What stands at [start, end) of a scanned text and may not, and why."""

    start: int
    end: int
    text: str
    kind: Literal["number", "date", "quote"]
    why: str


class _Known:
    """Every number that a text may hold, by absolute value, and every date."""

    def __init__(self, sources: Mapping[str, str], figures: Iterable[Figure]) -> None:
        self.numbers: dict[Decimal, list[Number]] = defaultdict(list)
        self.dates: list[Number] = []
        for text in sources.values():
            self._text(text)
        for figure in figures:
            self._text(figure.text)
            self._number(Number(0, 0, figure.text, figure.value, figure.unit, "figure"))
            if figure.formula:
                self._text(figure.formula)
            for each in figure.inputs:
                self._text(each.text)

    def _text(self, text: str) -> None:
        found = find_numbers(text)
        # An answer that is nothing but a number leaves its unit to the question.
        alone = len(found) == 1 and found[0].text == text.strip(" .~≈") and not found[0].unit
        for number in found:
            if number.kind == "date":
                self.dates.append(number)
            self._number(number, any_unit=alone)

    def _number(self, number: Number, *, any_unit: bool = False) -> None:
        if any_unit:
            number = Number(number.start, number.end, number.text, number.value, "*")
        for value in _readings(number):
            self.numbers[value].append(number)

    def allows(self, found: Number) -> bool:
        if found.date is not None and self._allows_date(found):
            return True
        if found.date is not None and found.date.year != found.value:
            return False
        if found.date is not None and (found.date.month or found.date.quarter):
            return False
        return any(
            _same_unit(found, known) for value in _readings(found) for known in self.numbers[value]
        )

    def _allows_date(self, found: Number) -> bool:
        assert found.date is not None
        return any(known.date is not None and found.date.within(known.date) for known in self.dates)


def _readings(number: Number) -> list[Decimal]:
    values = [abs(number.value)]
    if number.other is not None:
        values.append(abs(number.other))
    return values


def _same_unit(found: Number, known: Number) -> bool:
    if known.unit in ("*", found.unit):
        return True
    # "3" may stand for "3 weeks", but not "3 teams"; and nothing may gain a unit.
    return found.unit is None and found.noun is None


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
    units must agree. A date may be less exact than what was said, never more.
    """
    found = find_numbers(text)
    if not found:
        return []
    known = _Known(sources or {}, _figures(figures))
    return [
        Violation(
            number.start,
            number.end,
            number.text,
            number.kind,
            f"{number.text!r} is in neither the text nor the facts",
        )
        for number in found
        if not known.allows(number)
    ]


def enforce(
    text: str,
    figures: Ledger | Iterable[Figure] = (),
    *,
    sources: Mapping[str, str] | None = None,
) -> None:
    """Raise `CheckFailed`, worded for the model, if `scan` finds anything."""
    violations = scan(text, figures, sources=sources)
    if violations:
        names = list(dict.fromkeys(repr(v.text) for v in violations))
        is_are = "is" if len(names) == 1 else "are"
        it_them = "it" if len(names) == 1 else "them"
        raise CheckFailed(
            f"{', '.join(names)} {is_are} in neither the text nor the facts; leave {it_them} out"
        )


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
