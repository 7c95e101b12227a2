"""Verify: every quote is exact and every figure of an impact's texts can be traced.

A number in a text must be a quantity of the text, a computed figure, an input of one, or part of
the user's own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from ...errors import BriefstarError
from ...provenance import Quote, Sources, find_numbers
from .bind import sides
from .impact import Impact, ImpactFigure, Way
from .known import calculator_of
from .quantities import TEXT

_TEXTS = ("statement", "options", "needs", "doubts", "limits", "ways", "dates")
_GIVEN = {"figure", "quote", "id", "calculator", "day", "latest_start", "parts", "basis"} | {
    "chance", "in_time", "in_budget", "weeks_needed", "people_needed"
}  # fmt: skip
_DIGITS = re.compile(r"\d[\d,.]*")


class ImpactError(BriefstarError):
    """An impact holds a quote or figure that cannot be traced: a defect of ours."""


def verify(impact: Impact) -> Impact:
    """Return the impact unchanged. Raises `ImpactError` naming what cannot be traced."""
    sources = Sources({TEXT: impact.text})
    quotes = [quantity.quote for quantity in impact.quantities]
    quotes += [limit.quote for limit in impact.limits]
    quotes += [each.quote for each in impact.dates if each.quote]
    for quote in quotes:
        if not _exact(sources, quote):
            raise ImpactError(f"not an exact quote: {quote.text!r}")
    for figure in (*impact.figures, *(f for way in impact.ways for f in _figures(way))):
        if not figure.formula or not figure.inputs:
            raise ImpactError(f"the figure {figure.text!r} has no formula or no inputs")
    known = set(_known(impact))
    for text in _strings(impact.model_dump(include=set(_TEXTS))):
        for number in find_numbers(text):
            digits = [d.rstrip(".,") for d in _DIGITS.findall(number.text)]
            if any(d not in known for d in digits):
                raise ImpactError(f"the figure {number.text!r} in {text!r} cannot be traced")
    return impact


def _figures(way: Way) -> list[ImpactFigure]:
    found = (way.chance, way.in_time, way.in_budget, way.weeks_needed, way.people_needed)
    return [figure for figure in found if figure]


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _exact(sources: Sources, quote: Quote) -> bool:
    return sources.verify(quote)


def _known(impact: Impact) -> Iterator[str]:
    """The digits of everything that was said, given, assumed, computed, or defines an input."""
    told = [impact.text, *impact.settings.values()]
    roles = {role.calculator for quantity in impact.quantities for role in quantity.roles}
    used = {figure.calculator for figure in impact.figures}
    used |= {need.calculator for need in impact.needs}
    for id in roles | used:
        calculator = calculator_of(id, impact.text)
        told += [t for i in sides(calculator).values() for t in (i.means, i.ask)]
        told += [output.means for output in calculator.outputs]
    for figure in (*impact.figures, *(o.figure for o in impact.options if o.figure)):
        told += [figure.text, figure.formula, *(i.text for i in figure.inputs)]
    for way in impact.ways:
        for figure in _figures(way):
            told += [figure.text, figure.formula, *(i.text for i in figure.inputs)]
        told += [i.text for i in (*way.parts, *(h.basis for h in way.hurdles if h.basis))]
        told += [way.start_told if way.latest_start else ""]
    told += [t for each in impact.dates for t in (each.told, each.note, each.day)]
    told += [_day(date.fromisoformat(impact.today))] if impact.today else []
    told += [option.text for option in impact.options if option.figure]
    told += [t for need in impact.needs for t in (need.formula, need.example, need.set)]
    for text in told:
        yield from (digits.rstrip(".,") for digits in _DIGITS.findall(text))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in _GIVEN:
                yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
