"""Matcher for comparisons without a reference (BS118): better than what?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .facts import Facts
from .hits import Hit, conditional, swap
from .wordlists import Found, word_list

_ADJECTIVE = re.compile(r"\b(?:improved|enhanced|upgraded|increased|reduced|decreased)$")

_BEFORE_ADJECTIVE = re.compile(
    r"(?:^|[:;|(—–]\s*|, |\b(?:an?|with|for|deliver\w*|provid\w*|offer\w*|through|via|of|and"
    r"|needs?|wants?|see|get|new"
    r"|significantly|in|ensure|bring|enabl\w+|achieve|greatly|much|towards?|to|our|give) )$"
)

_NUMBER_BEFORE = re.compile(
    r"(?:\d[\d.,]*|%|\b(?:one|two|three|four|five|ten|percent|points?|times|x)) ?$"
)

_CHOSEN = re.compile(r"\b(?:the|whichever is|which is|of|whatever is) $")

_NEXT_THAN = re.compile(r"(?: [\w-]+){0,4} than (?:\S)")


def unanchored_comparisons(facts: Facts) -> Iterator[Hit]:
    """BS118: "better", "faster", "more" with nothing to compare with and no value to reach."""
    found = [word for word in word_list("BS118").find(facts) if _compares(facts, word)]
    if not found or facts.question or facts.unknown or facts.outside or _anchored(facts):
        return
    for word in found:
        yield swap("BS118", facts, word.start, word.end, word.group.rewrite)


def _anchored(facts: Facts) -> bool:
    """Whether there is a baseline or a value to reach, in the sentence, its item or its row."""
    row = facts.statement.kind == "row" and facts.figures
    return bool(row or facts.aims or facts.nearby.aims or facts.baseline)


def _compares(facts: Facts, word: Found) -> bool:
    lower = facts.lower
    before, after = lower[max(0, word.start - 30) : word.start], lower[word.end : word.end + 40]
    if _NUMBER_BEFORE.search(before) or _CHOSEN.search(before) or conditional(facts, word.start):
        return False
    if _ADJECTIVE.search(lower[: word.end]):
        first = word.start == 0 and not facts.demands and len(lower.split()) > 6
        return (
            not first
            and bool(_BEFORE_ADJECTIVE.search(before))
            and bool(re.match(r" [a-z]", after))
        )
    describes = not facts.demands and not facts.fragment
    if describes and not lower[: word.start].rpartition(": ")[2].strip():
        return False
    if word.group.name == "amount" and re.search(r"\bwith (?:an? )?$", before):
        return (facts.demanded_from or word.start) < word.start
    if word.group.name == "amount":
        if _NEXT_THAN.match(after):
            return False
        return bool(re.match(r" [a-z]", after)) or not after.strip(" .!")
    return True
