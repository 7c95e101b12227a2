"""Neighbours: what terms lend each other, and which of them say an amount at all. Pure."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise

from .terms import Term

PERIOD_ALONE = re.compile(
    r"^(?:hourly|daily|nightly|weekly|monthly|quarterly|yearly|annual\w*|every \w+|once an? \w+)$",
    re.IGNORECASE,
)
"""A quantity that is no more than a period: "monthly", "every week"."""
_ONE_PERIOD = re.compile(
    r"(?:every|each|an?|one) (?:single |further |extra )?(hour|day|week|month|quarter|year)$", re.I
)
_COSTS_IT = re.compile(
    r"[^,;.]{0,60}?\b(?:costs?|is|are|brings?|earns?|loses?|saves?|worth)\b[^,;.\d]{0,20}"
)
_BY_CHANCE = 12
"""Up to this a number may well come twice and mean two things."""


def by_the_period(text: str, terms: Sequence[Term]) -> None:
    """Money that is said of a period is per that period: "every week of waiting costs $8,000"."""
    for term, money in pairwise(terms):
        period = _ONE_PERIOD.match(term.text)
        if not period or money.kind != "money" or money.time:
            continue
        if _COSTS_IT.fullmatch(text[term.end : money.start]):
            money.time, term.is_label = period[1].lower(), True


def amounts(terms: Sequence[Term]) -> list[Term]:
    """Return the terms that something can follow from: each amount once, and no mere labels."""
    kept = [t for t in _once(terms) if t.partner is not None or not _says_no_amount(t)]
    return [t for t in kept if math.isfinite(t.value) and t.value >= 0]


def _once(terms: Sequence[Term]) -> list[Term]:
    """Each amount once: who says again what was said means the same."""
    found: list[Term] = []
    for term in terms:
        amount = (term.value, term.kind, term.time, term.code)
        telling = term.kind == "money" or (term.kind == "count" and term.value > _BY_CHANCE)
        again = telling and any((t.value, t.kind, t.time, t.code) == amount for t in found)
        if not again:
            found.append(term)
    return found


def as_the_one_before(terms: Sequence[Term]) -> None:
    """A bare count counts what the one before does: "5,100 a day and we process 4,700"."""
    for at, term in enumerate(terms):
        if term.kind != "count" or term.time or term.workers or term.counts or term.in_words:
            continue
        for before in reversed(terms[:at]):
            if before.quantity.sentence != term.quantity.sentence:
                break
            if before.kind == "count" and not before.workers and (before.time or before.counts):
                term.time = before.time
                if not term.per and not term.each:
                    term.counts, term.alike, term.noun = before.counts, True, before.noun
                break


def _says_no_amount(term: Term) -> bool:
    """Whether it only names a period, a year, a version, or a place on a scale."""
    if term.is_label:
        return True
    if PERIOD_ALONE.match(term.text):
        return not term.often
    if term.kind != "count":
        return False
    if 1990 <= term.value <= 2040 and not term.counts and not term.time:
        return True
    part = re.search(r"half|third|quarter", term.text)
    return term.value < 1 and not term.time and not part
