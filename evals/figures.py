"""A crude reader of numbers, for checking briefs from outside.

Deliberately not the pipeline's own reader: an evaluation that shared it would miss whatever it
misses. It errs towards seeing a number. Names such as "p95", "Q3" and "F1" are not numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

_ONES = ("two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS: dict[str, int] = {
    **{word: n for n, word in enumerate(_ONES, 2)},
    **{word: n for n, word in enumerate(_TEENS, 10)},
    **{word: n * 10 for n, word in enumerate(_TENS, 2)},
}
# "1.8" may be a decimal and "1.800" a thousand; both are kept where the text leaves it open.
_DIGITS = r"\d{1,3}(?:[.,'’\u00a0\u202f\u2009 ]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_SPELLED = (
    rf"(?:{'|'.join(_TENS)})(?:[- ](?:one|{'|'.join(_ONES)}))?|(?:{'|'.join(_TEENS + _ONES)})"
    r"|(?:a|one)(?=[ -](?:hundred|thousand|million|billion)\b)"
)
# Words in any case; single letters mean something else in the other case.
_SCALES: tuple[tuple[str, tuple[int, ...]], ...] = (
    (r"(?i:billions?|bn|Mrd|milliard(?:s|en)?)\b|B\b", (10**9,)),
    (r"(?i:millions?|millionen|mill[oó]n(?:es)?|mio|mn)\b|M\b", (10**6,)),
    (r"(?i:thousand|tausend|tsd|mil|mille|k)\b", (10**3,)),
    (r"(?i:hundred)\b", (100,)),
    (r"億", (10**8,)),
    (r"万", (10**4,)),
    # "2.4m" may be metres.
    (r"m\b", (1, 10**6)),
)
_NAME = r"(?<![A-Za-z_])(?!(?:EUR|USD|GBP|CHF|JPY|SEK|NOK|DKK|PLN)\d)[A-Za-z_]+\d[A-Za-z\d_]*"
_TOKEN = re.compile(
    rf"(?P<name>{_NAME})|(?P<digits>{_DIGITS})|\b(?P<words>{_SPELLED})\b", re.IGNORECASE
)
_SCALE = tuple((re.compile(rf"[\s-]?(?:{p})"), factors) for p, factors in _SCALES)
_PERCENT = re.compile(
    r"\s*(?:[%‰％]|-?(?:per ?cent|pct|percentage|prozent|por ciento|pour cent|パーセント))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A number in a text, with every value that it may have there."""

    text: str
    values: frozenset[Decimal]
    percent: bool

    def stands_in(self, given: Iterable[Mention]) -> bool:
        """Whether one of the given numbers is this one; a share must have been a share there."""
        return any(self.values & g.values and g.percent >= self.percent for g in given)


def read_numbers(text: str) -> list[Mention]:
    """Return every number in a text, in digits or in English words from two on."""
    found: list[Mention] = []
    at = 0
    while match := _TOKEN.search(text, at):
        at = match.end()
        if match["name"]:
            continue
        values = _values(match["digits"]) if match["digits"] else {_spelled(match["words"])}
        while scale := _scale(text, at):
            at, factors = scale
            values = {v * f for v in values for f in factors}
        percent = _PERCENT.match(text, at)
        at = percent.end() if percent else at
        found.append(Mention(text[match.start() : at], frozenset(values), bool(percent)))
    return found


def _scale(text: str, at: int) -> tuple[int, tuple[int, ...]] | None:
    for pattern, factors in _SCALE:
        if match := pattern.match(text, at):
            return match.end(), factors
    return None


def _values(digits: str) -> set[Decimal]:
    spaced = re.split(r"[ \u00a0\u202f\u2009]", digits)
    plain = re.sub(r"[ \u00a0\u202f\u2009'’]", "", digits)
    values = {Decimal(part) for part in spaced if len(spaced) > 1 and part.isdigit()}
    marks = [c for c in plain if c in ".,"]
    if len(set(marks)) == 2:
        whole, _, part = plain.rpartition(marks[-1])
        return values | {Decimal(re.sub(r"[.,]", "", whole) + "." + part)}
    if len(marks) != 1:
        return values | {Decimal(re.sub(r"[.,]", "", plain))}
    whole, _, part = plain.partition(marks[0])
    values.add(Decimal(f"{whole}.{part}"))
    if len(part) == 3 and whole != "0":
        values.add(Decimal(whole + part))
    return values


def _spelled(words: str) -> Decimal:
    parts = re.split(r"[- ]", words.lower())
    return Decimal(sum(_WORDS.get(part, 1) for part in parts))
