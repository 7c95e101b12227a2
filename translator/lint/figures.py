"""Amounts in a statement, by kind, and whether each is a value to reach or only a count.

"Raise conversion from 2% to 3%" has two values to reach; "our 2 million users in 12 markets"
has none, though it has figures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ...provenance import Number, find_numbers
from .times import Times

FigureKind = Literal["percent", "points", "money", "duration", "data", "times", "ratio", "count"]

# Number words matter here only as parts ("a third", "nine of ten") or before a unit.
_MAYBE_NUMBER = re.compile(
    r"[\d½¼¾]|\b(?:percent|per cent|half|halves|thirds?|quarters?|fifths?|tenths?|twice|hundred"
    r"|thousand|million|dozen|(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen"
    r"|twenty|thirty|forty|fifty|sixty|ninety) (?:(?:out )?of|in|hours?|minutes?|seconds?|days?"
    r"|weeks?|months?|years?|times|percentage|euros?|dollars?|points?))\b"
)
_LEAD = re.compile(
    r"(?:\b(?:from|to|by|below|beneath|under|above|over|beyond|past|exceed(?:s|ing|ed)?|at|is|are"
    r"|was|were"
    r"|be|of|reach(?:es|ing|ed)?|hit(?:s|ting)?|achiev(?:e|es|ing)|attain|stays?|remains?|between"
    r"|and|within|in|than|target|threshold|versus|currently|today|against|limit|cap(?:ped)?|equals?"
    r"|least|most|minimum|maximum|up|down|until|only|half|baseline|now|average|median|around|about"
    r"|exactly|score|scores|vs\.?|min\.?|max\.?|through|or|has|have|had|earn|drop(?:s|ped)?"
    r"|cost(?:s|ing)?|takes?|gets?|needs?|brings?|saves?|loses?|a|an|gain|get|with|p\d\d|f1|auc"
    r"|save"
    r"|mape|wape|mrr|ndcg|precision|recall|accuracy|nps|csat)|[≥≤<>=:(~|±+@]|->|→)"
    r"(?: (?:the|a|an|its|our|their|least|most|about|around|approximately|roughly|only|another"
    r"|further|baseline|of|median|level|figure|value|rate|today's|current|or|average|p\d\d|just"
    r"|at|below|above|under|over|than|to|as|additional|extra|up|total|and))*[ \[(~$€£≥≤<>=+]*$"
)
_WEAK_LEAD = re.compile(r"\b(?:in|a|an|and|or|with|at|over|has|have|had|of|is|are|half)[ (]*$")
_LEVEL_OF = re.compile(
    r"\b(?:nps|csat|sus|scores?|ratings?|index|average|median|total|minimum|maximum|target|rate"
    r"|level|value|count|goal|volume)"
    r" (?:of|is) (?:about |over |around )?$"
)
_DAY_RANGE = re.compile(
    r" ?(?:to|and|-|–|until) \d{1,2}\.? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
)
_TOP = re.compile(r"\b(?:top|first|last|bottom|our|these|those|all|the)[ -]$")
_RATE_NOUNS = re.compile(r"[ -](?:percentage )?points?\b")
_TARGET_TIME = re.compile(
    r"\b(?:to|from|by|below|under|above|over|than|least|most|exceed|is|be|of|takes?|at)"
    r"(?: (?:the|a|an|about|around|less|more|at|most|least))* ?$"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount in a statement. `aim`: it reads as a value reached or compared, not as a count."""

    start: int
    end: int
    kind: FigureKind
    value: float
    aim: bool
    bare: bool
    noun: str


def read_figures(text: str, lower: str, times: Times) -> tuple[Figure, ...]:
    """All amounts of a statement; dates are not among them."""
    if not _MAYBE_NUMBER.search(lower):
        return ()
    found = []
    for number in find_numbers(text):
        inside = any(s <= number.start and number.end <= e for s, e in times.due)
        inside = inside or bool(_DAY_RANGE.match(lower, number.end))
        if number.kind != "date" and not inside:
            found.append(_figure(number, lower, times))
    return tuple(found)


def _figure(number: Number, lower: str, times: Times) -> Figure:
    start, end = number.start, number.end
    before = lower[max(0, start - 48) : start]
    kind = _kind(number, lower[end : end + 20])
    lead = _LEAD.search(before)
    aim = lead is not None or start == 0 or kind in ("percent", "points", "ratio")
    if kind == "count":
        weak = _WEAK_LEAD.search(before) and not _LEVEL_OF.search(before)
        aim = lead is not None and not weak
    if kind == "duration":
        period = any(s < end and start < e for s, e in times.periods)
        aim = aim and (not period or bool(_TARGET_TIME.search(before)))
    if kind == "percent" and _TOP.search(before):
        aim = False
    if (
        kind == "percent"
        and lower.startswith(" of ", end)
        and re.search(r"\b(?:for|among|to|by|the) (?:the |about )?$", before)
    ):
        aim = False
    noun = (number.noun or "").lower()
    return Figure(start, end, kind, float(number.value), aim, number.unit is None, noun)


def _kind(number: Number, after: str) -> FigureKind:
    unit = number.unit
    if unit in ("pp", "bp") or (unit in (None, "%") and _RATE_NOUNS.match(after)):
        return "points"
    if unit in ("%", "‰"):
        return "percent"
    if unit == "x" or (number.text[0].isalpha() and 0 < number.value < 1):
        return "times"
    if unit in ("us", "ms", "s", "minute", "hour", "day", "week", "month", "quarter", "year"):
        return "duration"
    if unit in ("B", "kB", "MB", "GB", "TB"):
        return "data"
    if unit == "cent" or (unit and len(unit) == 3 and unit.isupper()):
        return "money"
    # A decimal without a noun is a score: "nDCG@10 of 0.61", "a rating of 4.5".
    fraction = not float(number.value).is_integer()
    if unit is None and fraction and (number.noun is None or number.value < 1):
        return "ratio"
    return "count"
