"""Finds the calculator behind a figure: of the catalogue, or the one that a text itself makes."""

from __future__ import annotations

from functools import lru_cache

from ...calculators import Calculator, get
from ...errors import UsageError
from ...provenance import Span
from ..read import read
from .arithmetic import ARITHMETIC, arithmetic_of
from .quantities import read_quantities


def calculator_of(id: str, text: str) -> Calculator:
    """Return the calculator of that id; `text` is the constraint that its figures explain.

    Raises `UsageError` for an unknown id, and for a text that makes no calculator.
    """
    return _own(text) if id == ARITHMETIC else get(id)


@lru_cache(maxsize=16)
def _own(text: str) -> Calculator:
    spans = [Span(s.quote.start, s.quote.end, s.text) for s in read(text).of("goal")]
    recipe = arithmetic_of(text, read_quantities(text, spans))
    if recipe is None:
        raise UsageError("nothing follows from the quantities of this text alone")
    return recipe.calculator
