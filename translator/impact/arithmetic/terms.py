"""Terms: a quantity of a text as a word problem uses it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ..quantities import Quantity

Kind = Literal["count", "money", "time", "share", "points"]
DAYS = {
    "us": 1e-6 / 86_400, "ms": 1e-3 / 86_400, "s": 1 / 86_400, "minute": 1 / 1_440, "hour": 1 / 24,
    "day": 1.0, "working day": 7 / 5, "week": 7.0, "fortnight": 14.0, "month": 365 / 12,
    "quarter": 365 / 4, "year": 365.0,
}  # fmt: skip
"""Times in days."""


@dataclass(slots=True)
class Term:
    """A quantity as a word problem uses it; offsets count characters of the text.

    `value` is a fraction of one for a share, days for a time, else as said (a price for a thousand
    is the price of one). `time` is the period of a rate. `noun` is what is counted, `counts` are
    its stems, or those of what a share is a share of; `per` of what each of it is for; `words` of
    its clause.
    """

    place: int
    quantity: Quantity
    raw: float
    value: float
    kind: Kind
    start: int
    end: int
    clause: tuple[int, int]
    noun: str = ""
    time: str | None = None
    code: str | None = None
    counts: frozenset[str] = frozenset()
    per: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    each: bool = False
    workers: bool = False
    wrong: bool = False
    right: bool = False
    of_them: bool = False
    often: bool = False
    alike: bool = False
    of_next: int | None = None
    inside: bool = False
    is_label: bool = False
    partner: int | None = None
    first: bool = False

    @property
    def text(self) -> str:
        """The quantity as it was written."""
        return self.quantity.text

    @property
    def in_words(self) -> bool:
        """Whether it is written without digits."""
        return not re.search(r"\d", self.text)
