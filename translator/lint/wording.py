"""Matchers for vague words, escape clauses, open lists and unbounded times (BS101, 103 to 105)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .facts import Facts
from .hits import Hit, conditional, swap
from .loader import load_words
from .wordlists import Found, word_list

# Words that a metric's definition needs: who judged it, or of what it is the share.
_JUDGED = re.compile(
    r"\b(?:judged?|judges|rated|graded|labell?ed|marked|annotat\w+|assessed|defined as|means"
    r"|counts? as|rubric|guidelines?|precision|recall|ndcg|share of|fraction of|proportion of"
    r"|percentage of|measured (?:by|as|on)|clicked|according to|reviewers?|raters?|per annex)\b"
)
_EXPLAINED = re.compile(
    r"[\s,;:(—–-]*(?:i\.e\.|that is|that means|meaning|namely|which means|defined (?:as|in|by)"
    r"|:|if|when|in case|for instance if)\b[\s,:]*\S"
)
_MEANS = "{text} …, where '{text}' means: <what is measured> of <target> on <test or sample>"
_DEMANDED = re.compile(
    r"\b(?:must|should|shall|has to|have to|needs? to|ought to)(?: not| never| always"
    r"| also)? (?:be|feel|look"
    r"|sound|seem|appear|remain|stay|become) (?:(?:very|more|as|so|too|quite|\w+ly) )?"
    r"(?P<word>[a-z-]+(?:ful|ive|able|ible|ous|less|ish|some|proof|ready|worthy|friendly|(?<!l)y"
    r"|ant|ent))"
    r"(?=[.,;!]|$| (?:and|or|but|for|to|in|at|on|when|even|while|enough)\b)"
)
_ENOUGH = re.compile(r"\b(?!(?:old|sure|not|far|is|are|be|have|has|well) )[a-z]+ enough\b")
_LIMIT_NEXT = re.compile(r" (?:to|to within|within|up to|in the sense|if|at) (?:about )?[±<≤]?\d")
_LIST_END = re.compile(r"\s*(?:$|[.,;:!)|])")
_LIST_ON = re.compile(r" (?:to|for|in|on|from|with|by|across|into|as|are|is|at|when|within)\b")
_OTHERS_TRY = re.compile(
    r"\b(?:who|that|users?|customers?|visitors?|people|attackers?|buyers?|callers?|players?) $"
)
_DOTS = re.compile(r"(?:(?<=\w)|(?<=[\w,] ))(?:\.\.\.|…)(?=\s*(?:$|[.)|]))")


def vague_terms(facts: Facts) -> Iterator[Hit]:
    """BS101: quality words without their measure; each kind of figure cures one kind of word."""
    found = list(word_list("BS101").find(facts))
    if not found:
        yield from _adjectives(facts)
    used: dict[str, str] = {}
    for word in sorted(found, key=lambda f: len(f.group.cured_by) or 9):
        if not _cured(word, facts, used):
            yield _by_group("BS101", facts, word)


def _adjectives(facts: Facts) -> Iterator[Hit]:
    """Any other adjective that is demanded ("must not feel pushy") and that no test decides."""
    for match in _DEMANDED.finditer(facts.lower):
        if match["word"] in load_words().testable or facts.figures or facts.nearby.figures:
            continue
        yield swap("BS101", facts, *match.span("word"), _MEANS)
    for match in _ENOUGH.finditer(facts.lower):
        if facts.demands and not (facts.figures or facts.nearby.figures):
            yield swap("BS101", facts, *match.span(), _MEANS)


def _cured(word: Found, facts: Facts, used: dict[str, str]) -> bool:
    kind_of_word = word.group.name.split()[0]
    if kind_of_word == "relevance":
        the = facts.lower.endswith("the ", 0, word.start) and not facts.demands
        if the or _JUDGED.search(facts.lower):
            return True
    if kind_of_word == "superlative" and word.start == 0 and not facts.demands:
        return True
    if _LIMIT_NEXT.match(facts.lower, word.end):
        return True
    if kind_of_word == "amount" and re.match(r" \(?[€$£]?\d", facts.lower[word.end :]):
        return True
    for kind in word.group.cured_by:
        if kind in facts.cures and used.setdefault(kind, kind_of_word) == kind_of_word:
            return True
    return False


def escape_clauses(facts: Facts) -> Iterator[Hit]:
    """BS103: clauses that let the requirement be skipped, unless the condition is told."""
    for word in word_list("BS103").find(facts):
        if word.group.name == "attempt" and (
            conditional(facts, word.start) or _OTHERS_TRY.search(facts.lower, 0, word.start)
        ):
            continue
        explained = word.group.name == "condition" and _EXPLAINED.match(facts.lower, word.end)
        if not explained:
            yield _by_group("BS103", facts, word)


def open_ends(facts: Facts) -> Iterator[Hit]:
    """BS104: lists that do not end."""
    for word in word_list("BS104").find(facts):
        if re.search(r"(?:\bthe |/)$", facts.lower[: word.start]):
            continue
        if facts.text.startswith("ETC", word.start) and not facts.text.isupper():
            continue
        listed = "," in facts.lower[: word.start] and _LIST_ON.match(facts.lower, word.end)
        if word.group.name != "open end" or listed or _LIST_END.match(facts.lower, word.end):
            yield _by_group("BS104", facts, word)
    for dots in _DOTS.finditer(facts.lower):
        yield swap("BS104", facts, *dots.span(), "<the rest of the list, by name>")


def unbounded_times(facts: Facts) -> Iterator[Hit]:
    """BS105: words of time without a duration, an interval or a date beside them."""
    for word in word_list("BS105").find(facts):
        if not facts.cures.intersection(word.group.cured_by):
            yield _by_group("BS105", facts, word)


def _by_group(rule: str, facts: Facts, word: Found) -> Hit:
    return swap(rule, facts, word.start, word.end, word.group.rewrite)
