"""Matcher for targets of product metrics without a date or a period (BS115)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .change import changes
from .facts import Facts
from .figures import Figure
from .hits import Hit, conditional, own, swap

_LIMIT = re.compile(
    r"\b(?:below|under|above|over|exceed|exceeds|at least|at most|of|than|to|from|is|be|stay|stays"
    r"|reach|reaches|by|least|most"
    r"|within|at|maximum|minimum|around|about|between|and|hit|achieve|approximately|target|up to"
    r"|takes?|lasts?|costs?|weighs?|has|have|half)\b[ :(~]*$|[<>≤≥=:]\s*$"
)

_TODAY = re.compile(
    r"(?:baseline|today|now|current(?:ly)?|status|actual|as is|before|last (?:year|month|quarter)"
    r"|20\d\d|guardrail baseline)\b"
)

_GAP = re.compile(
    r"(?: (?:for|of|in|on|from|among|with) [a-z' -]{2,30}?)?:?(?: ?(?:rate|score|volume|level"
    r"|per \w+|of|above|below|under|over|at|to|least|most|than|more|less|fewer|up|around|about"
    r"|target|no|not|on average|[=<>≥≤:(~-]))*[ €$£]*"
)

_LIMITS = re.compile(
    r"(?: (?:rate|score|volume|level|target|per \w+|for \w+|of|above|below|under|over|at|to|from|by"
    r"|least|most|than|more|less|fewer|up|around|about|no|not|on average|is)|[ :=<>≥≤(~€$£-])*"
)
_VERB = re.compile(
    r"\b(?:must|shall|should|may|can|will|needs?|has to|have to|to be|is|are|be|falls?|rises?"
    r"|stays?|reach(?:es)?|drops?|grows?|exceeds?|goes|comes|goal|target)\b"
)
_BROUGHT = re.compile(
    r"(?:^|[:;|] ?|\b(?:to|must|should|shall|will|we|and) )(?:get|bring|push|cut|reduce|raise|lower"
    r"|lift|grow|shorten|drive|drop) (?:the |our |an? )?(?:[\w'-]+ ){1,6}"
    r"(?:to|under|below|above|over|down to|up to|beneath) (?:about |at least )?[€$£]?$"
)
_LEVEL_FIRST = re.compile(
    r"(?:[^:]{1,30}: )?(?:the |an? )?(?:average|median|mean|share of|number of|cost per|costs per"
    r"|price per|revenue per|rate of|time to|time per|time from)\b"
)
_SHOULD_DO = re.compile(
    r"\b(?:must|should|shall|has to|have to|needs? to) (?:solve|answer|handle|resolve|close"
    r"|complete|use|rate|fill|order|return|open|click|convert|accept|pass|finish|reach|process"
    r"|settle|cover|save|keep|win|sell|reuse|recycle|renew) (?:at least |over |more than |about )?$"
)
_MACHINE = re.compile(
    r"\b(?:model|classifier|detector|algorithm|system|service|api|filter|scanner|camera|parser"
    r"|endpoint)\b"
)
_OUT_OF = re.compile(r" (?:in|of|out of) \d+ [a-z]")
_TAIL = re.compile(r"^(?: [a-z-]+){1,2}(?=:)")
_KEY_RESULT = re.compile(
    r"(?:krs?|kr ?\d+|okrs?|o\d|goals?|targets?|objectives?|kpis?|key results?)(?: \d+)?: ?$"
)

_PER_PERIOD = re.compile(
    r" (?:per|an?|each|every|in any|in each|in every) (?:calendar |working )?(?:day|week|month"
    r"|quarter|year|shift|hour)\b"
)

_LEVEL_NOUN = re.compile(
    r"\b(?:share|rate|rates|proportion|percentage|average|median|mean|number of|count of|volume"
    r"|ratio|fraction|proportion of)\b"
)

_PART_OF = re.compile(
    r"(?:at least|at most|(?:fewer|less|more|lower) than|no (?:fewer|more|less) than|maximum"
    r"|minimum|up to|only|below|under|over) $"
)

_OF_SOMETHING = re.compile(r" of (?:all |the |our |these )?[a-z]")

_MUST = re.compile(
    r"\b(?:must|shall|should|may|can|will|needs?|have to|has to|want|wants|target|goal|aim)\b"
)

_CHANGE_VERB = re.compile(
    r"(?:^|[:;|]\s*|\b(?:to|must|should|shall|will|we|and|or|would|please|let's|also|goal is"
    r"|aim is|,)\s)(?:\w+ly )?(?:increas|reduc|decreas|improv"
    r"|rais|lower|cut|grow|boost|lift|shrink|trim|slash|bring|driv|get|mov|push|reach|hit|achiev"
    r"|drop|fall|ris|enhanc|shorten|keep|hold|sav"
    r"|gain|optimi[sz]|minimi[sz]|maximi[sz]|convert|retain|win|sell|deliver|attain|go|climb"
    r"|lead)(?:e|es|s|t|ing|ting)?\b"
)

_COUNT_GOAL = re.compile(
    r"\b(?:target|goal|aim|objective|ambition)s?(?: is| are| of|:) (?:at least |over |more than )?$"
    r"|\b(?:needs?|wants?) (?:at least |over |more than )?$"
    r"|(?:^|[:;|]\s*|\b(?:to|must|should|shall|will|we|and|target|goal is)\s)(?:get|reach|win|sell"
    r"|sign|sign up|acquire|want|needs?|onboard|attract|recruit|enrol"
    r"|enroll|activate|add|land|convert|have|close|register|ship to|hit|grow to|bring in|generate"
    r"|book|retain|serve) (?:at least |over |more than )?$"
)

_TEST_SET = re.compile(
    r"\b(?:test set|sample|hold-?out|per arm|sample size|detectable|statistical power"
    r"|detect a difference|benchmark|validation set|labelled set|held-out|test data|backtest)\b"
)


def without_windows(facts: Facts) -> Iterator[Hit]:
    """BS115: a value to reach for a product metric, and no date or period."""
    if facts.question or facts.unknown or facts.outside:
        return
    if not facts.figures or facts.bounded or facts.model_metric or _TEST_SET.search(facts.lower):
        return
    aims = [f for f in facts.aims if not conditional(facts, f.start)]
    aims += [c.figure for c in changes(facts) if c.figure and c.figure not in aims]
    aims = [f for f in aims if _is_target(facts, f)]
    if not aims:
        aims = [f for f in facts.figures if _is_count_goal(facts, f)]
    if not aims:
        return
    first, last = min(aims, key=lambda f: f.start), max(aims, key=lambda f: f.end)
    start = facts.lower.rfind("from ", 0, first.start)
    start = start if start >= 0 and first.start - start < 12 else first.start
    yield swap("BS115", facts, start, last.end, own("BS115"))


def _is_target(facts: Facts, figure: Figure) -> bool:
    lower = facts.lower
    before = lower[max(0, figure.start - 30) : figure.start]
    metric = bool(facts.product_metric or _LEVEL_NOUN.search(lower))
    if _CHANGE_VERB.search(lower) and (
        metric or facts.ranged or figure.kind in ("percent", "points")
    ):
        return True
    if _BROUGHT.search(lower, 0, figure.start) and figure.kind != "count":
        return True
    if facts.fragment and _LEVEL_FIRST.match(lower) and _LIMIT.search(before):
        return True
    if _SHOULD_DO.search(before) and _OF_SOMETHING.match(lower, figure.end):
        return not _MACHINE.search(lower, 0, figure.start)
    if facts.product_metric and facts.fragment and not _TODAY.match(lower):
        gap = _TAIL.sub("", lower[facts.product_metric.end() : figure.start])
        early = facts.product_metric.start() < 40 and facts.product_metric.end() <= figure.start
        if early and _LIMIT.search(gap) and _GAP.fullmatch(gap):
            return True
    if (
        metric
        and facts.demands
        and _LIMIT.search(before)
        and not _PER_PERIOD.match(lower, figure.end)
        and _belongs(facts, figure)
    ):
        modal = _MUST.search(lower)
        return (
            modal is None
            or modal.start() < figure.start
            or modal.group() in ("target", "goal")
            or "target" in lower
        )
    share = figure.kind == "percent" or (figure.kind == "times" and figure.value < 1)
    if share and figure.start == 0 and _OF_SOMETHING.match(lower, figure.end):
        return facts.demands and not facts.times.short
    if _OUT_OF.match(lower, figure.end):
        return bool((figure.start == 0 or _PART_OF.search(before)) and _MUST.search(lower))
    part = share and _OF_SOMETHING.match(lower, figure.end)
    return bool(part and _PART_OF.search(before) and _MUST.search(lower))


def _belongs(facts: Facts, figure: Figure) -> bool:
    """Whether the figure is the metric's, not that of something named in between."""
    metric = facts.product_metric or _LEVEL_NOUN.search(facts.lower)
    if not metric or metric.end() > figure.start:
        return True
    gap = facts.lower[metric.end() : figure.start]
    return bool(_VERB.search(gap) or _LIMITS.fullmatch(gap))


def _is_count_goal(facts: Facts, figure: Figure) -> bool:
    """Whether a verb wants this many of something: "get 10,000 farmers onto the app"."""
    before = facts.lower[max(0, figure.start - 40) : figure.start]
    wanted = _COUNT_GOAL.search(before) or _KEY_RESULT.fullmatch(facts.lower[: figure.start])
    return figure.kind == "count" and figure.value >= 10 and bool(figure.noun and wanted)
