"""Finds the calculators: imports every family once and looks ids up."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module

from ..errors import UsageError
from .model import CALCULATORS, Calculator

FAMILIES = (
    "alerts",
    "everyday",
    "outcomes",
    "classification",
    "evaluation",
    "people",
    "experiments",
    "effects",
    "drift",
    "labels",
    "data",
    "serving",
    "capacity",
    "availability",
    "training",
    "forecasting",
    "planning",
    "delay",
    "business",
    "users",
    "reach",
    "stocks",
    "changes",
    "pairs",
    "flow",
    "sizing",
    "bills",
    "pauses",
    "steps",
)
PLANS = ("plans",)
"""Families for plans (`briefstar impact --toward technical`): no text is matched against them."""


@cache
def load() -> Mapping[str, Calculator]:
    """The calculators that a constraint may be about by id, in the order of the families."""
    return {id: c for id, c in everything().items() if c.family not in PLANS}


@cache
def everything() -> Mapping[str, Calculator]:
    """All calculators by id, those for plans last."""
    for family in (*FAMILIES, *PLANS):
        import_module(f".{family}", __package__)
    return CALCULATORS


def get(id: str) -> Calculator:
    """The calculator of that id. Raises `UsageError` with the nearest ids for another."""
    from difflib import get_close_matches

    known = everything()
    if id in known:
        return known[id]
    near = get_close_matches(id, known, n=3, cutoff=0.4) or list(known)
    raise UsageError(f"no calculator {id!r}; there is: {', '.join(near)}")
