"""Matcher for accuracy as the only target of a classifier of rare events (BS116)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .facts import Facts
from .hits import Hit, own, swap
from .vocabulary import vocabulary

_ACCURATE = re.compile(
    r"\b(?:accuracy|accurate|accurately|correct|correctly|misclassif\w+|(?:is|are|be|gets?"
    r"|get) (?:[\w' ]{1,40} )?(?:right|wrong)"
    r"|right in|wrong in|errs in|right answers?|hit rate|success rate|error rate)\b"
)

_NUMBER = r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|twenty|hundred)"

_N_OF_N = re.compile(rf"\b{_NUMBER} (?:of|out of|in) (?:the |every |all )?{_NUMBER}\b")

_MODEL = re.compile(
    r"\b(?:check|checker|filter|alarm|alert|alerts|recogniser|recognizer|scorer|risk score|score"
    r"|warning|models?|classif\w+|detect\w*|predict\w*|algorithms?|ai|ml|screening|diagnos\w+"
    r"|flag\w*|identif\w+|finder|spotter|screener)\b"
)

_PAST = re.compile(r"\b(?:was|were|had|has been|have been|reached|went)\b")

_ACCEPTED = re.compile(
    r"\b(?:passes|pass|accepted|counts? as|done|ships?|go live|goes live|success|enough"
    r"|acceptance)\b"
)

_OTHER_ACCURACY = re.compile(
    r"\b(?:forecast|forecasting|transcription|transcri\w+|address|ocr|extraction|translation"
    r"|location|inventory|stock|picking|order|billing"
    r"|invoice|eta|delivery|count|data entry|register|balanced|speech|measurement|sensor|gps"
    r"|pricing|top-\d) accuracy\b"
    r"|\bbalanced classes\b|\baccuracy of the (?:address|inventory|stock|forecast|count|transcript)"
)

_SCORES = re.compile(
    r"\b(?:model|classifier|detector|finder|predictor|check|checker|screening|alarm) (?:must "
    r"|should "
    r"|shall )?(?:reach(?:es)?|achieves?|scores?|gets?|hits?) (?:at least |over )?"
    r"\d+(?:\.\d+)? ?(?:%|percent)(?! (?:precision|recall|of))"
)
_NOT_USED = re.compile(
    r"\baccuracy (?:alone )?(?:is|are|was) (?:not|no\b|reported|misleading|only)|\b(?:not"
    r"|instead of|rather than|no) accuracy\b"
)


def accuracy_alone(facts: Facts) -> Iterator[Hit]:
    """BS116: accuracy as the only target of a classifier."""
    if facts.question or facts.unknown or facts.outside:
        return
    lower = facts.lower
    match = _ACCURATE.search(lower) or _SCORES.search(lower)
    if (
        not match
        or _PAST.search(lower)
        or vocabulary().balanced_metric.search(lower)
        or _NOT_USED.search(lower)
        or _OTHER_ACCURACY.search(lower)
    ):
        return
    share = any(f.kind in ("percent", "ratio") for f in facts.figures) or bool(
        _N_OF_N.search(lower)
    )
    rare = bool(vocabulary().rare_event.search(lower))
    named = match.group().startswith("accura")
    wanted = named or facts.demands or not facts.times.due or _ACCEPTED.search(lower)
    fires = share and bool(wanted) and (rare or bool(_MODEL.search(lower)))
    if fires or (match.group() == "accuracy" and rare and facts.demands):
        yield swap("BS116", facts, *match.span(), own("BS116"))
