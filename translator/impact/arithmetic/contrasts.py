"""Contrasts: two quantities that stand for one, before and after, or one way and the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .terms import Term

_FROM = re.compile(r"\bfrom\s+(?:\w+\s+){0,2}$")
_TO = re.compile(r"\W*(?:\w+\W+){0,4}?(?:down |up )?to\b")
_INSTEAD = re.compile(
    r"\b(?:instead of|rather than|where it used to be|compared (?:to|with)|as against|up from|"
    r"down from|versus|vs|where (?:it|there) (?:was|were|used)|used to (?:be|take|cost))\b"
)
_MOVED = re.compile(
    r"\b(?:(?:down|up|cut|brings?|lifts?|raises?|gets?|got|push(?:es)?|drops?|falls?|rises?|rose|"
    r"fell|go|goes|went|moves?|moved|reduces?|lowers?|improves?|halves?)\b[^.,;]{0,40}?\bto|whereas)"
    r"\b[^.;]{0,60}$"
)
_MOVING = re.compile(
    r"\b(?:lifting|raising|cutting|bringing|getting|pushing|taking|moving|improving) "
    r"(?:that|it|this|them)\b[^.;]{0,20}$",
    re.IGNORECASE,
)
_THAT_TO = re.compile(
    r"\b(?:get|got|bring|take|push|raise|lift|cut|move|lower|drop)\w* (?:that|it|this|them)"
    r"(?: back| down| up)? to\s+(?:\w+\s+)?$"
)
_WITHOUT = re.compile(
    r"\b(?:one without|without|unknown|the others?|new ones|unpersonali[sz]ed|whereas|while)\b"
)
_LAST, _THIS = (re.compile(rf"\b{w} (?:year|month|week|quarter)\b") for w in ("last", "this"))
_NEW = re.compile(
    r"\b(?:the new|a new|new one|next version|would|could|candidate|challenger|retrained|after|now)"
    r"\b[^.;]{0,60}$"
)
_OLD = re.compile(
    r"\b(?:current|today|now|old|before|so far|present|existing|until now|at the moment)\b"
)
_REACH = 190
"""Characters between the two at most."""
_NEARBY = 3


def pair_up(text: str, terms: Sequence[Term]) -> None:
    """Set `partner` of the terms that are each other's before and after."""
    for at, late in enumerate(terms):
        for early in reversed(terms[max(0, at - _NEARBY) : at]):
            if late.partner is None and early.partner is None and _contrast(text, early, late):
                early.partner, late.partner = late.place, early.place
                early.first = True


def _contrast(text: str, early: Term, late: Term) -> bool:
    if early.often and late.often:
        return early.value != late.value
    link = text[early.end : late.start]
    leads = text[max(0, early.start - 30) : early.start].lower()
    from_to = bool(_FROM.search(leads) and _TO.match(link)) or bool(_THAT_TO.search(link))
    instead = bool(_INSTEAD.search(link)) and len(link) < 70
    if from_to or instead:
        _lend_unit(early, late, len(link))
    if not _alike(early, late) or len(link) > _REACH or link.count(".") > 1:
        return False
    between = late.place - early.place > 1
    if early.kind == "count" and between:
        return False
    if from_to or instead:
        return True
    if (early.kind != "count" or late.alike) and early.kind != "points" and _MOVED.search(link):
        return True
    if early.kind == "money":
        return not between and bool(_WITHOUT.search(link))
    return early.kind == "share" and _two_times(text, early, late, link)


def _two_times(text: str, early: Term, late: Term, link: str) -> bool:
    """Whether two shares are of now and then: "last year … this year", "today … the new model"."""
    if _MOVING.search(link):
        return True
    if _LAST.search(text[early.start : late.start]):
        return bool(_THIS.search(text[late.start : late.end + 60]))
    around = text[max(0, early.start - 60) : early.end + 40].lower()
    return bool(_NEW.search(link) and _OLD.search(around))


def _lend_unit(early: Term, late: Term, apart: int) -> None:
    """A bare second number is in the unit of the first: "2.8 seconds where it used to be 0.8"."""
    bare = late.kind == "count" and not (late.time or late.workers)
    bare = bare and (not late.counts or apart < 25)
    if bare and early.kind in ("time", "money", "share") and early.raw:
        late.kind, late.code = early.kind, early.code
        late.value = late.raw * early.value / early.raw
        late.counts = frozenset()


def _alike(early: Term, late: Term) -> bool:
    if (early.kind, early.code, early.workers) != (late.kind, late.code, late.workers):
        return False
    if early.kind == "share" and late.of_them:
        return False
    if early.time and late.time and early.time != late.time:
        return False
    if early.kind == "time" and (early.value > 0.5) != (late.value > 0.5):
        return False
    if early.kind == "share" or not late.value:
        return True
    return 1 / 30 < early.value / late.value < 30
