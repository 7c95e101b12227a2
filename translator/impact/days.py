"""Judge: on how many days a year something happens, where the text says more than the default."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...calculators import Value
from .quantities import Quantity

DAYS = "days"
"""The input of days a year that a calculator by the day has."""
WORKING, LONGEST = 250, 261
"""Working days a year: less public holidays and closures, and all weekdays."""
_WORKING_DAYS = re.compile(
    r"(?:work(?:ing)?|business|week)[ -]?days?\b|monday to friday|mon(?:day)?[-–]fri", re.IGNORECASE
)
_EVERY_DAY = re.compile(
    r"365|every day|each day of the year|seven days a week|24/7|round the clock"
    r"|weekends? (?:too|incl)",
    re.IGNORECASE,
)


def spoken_days(counted: Sequence[Quantity], told: Sequence[Quantity]) -> dict[str, Value]:
    """The input of days a year, if what was said tells it; `counted` are the inputs that were.

    Where all was counted by the week, month or year, days make no odds.
    """
    periods = [q.per for q in counted if q.unit is None and q.per]
    if periods and all(per in ("week", "month", "quarter", "year") for per in periods):
        return {DAYS: _assumed(365, 365, "what was said is not by the day")}
    sentences = " ".join({q.sentence.text for q in told})
    if _WORKING_DAYS.search(sentences):
        return {DAYS: _assumed(WORKING, LONGEST, "the text speaks of working days")}
    if _EVERY_DAY.search(sentences):
        return {DAYS: _assumed(365, 365, "every day, as the text says")}
    return {}


def _assumed(days: float, most: float, note: str) -> Value:
    return Value(days, days, most, "assumed", note=note)
