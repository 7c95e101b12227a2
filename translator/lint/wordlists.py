"""Find the words of a rule in a statement, but for the phrases in which they are harmless."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from .facts import Facts
from .lexicon import key, phrase_pattern
from .loader import load_rules
from .schema import Group

_ADVERBS = (
    r"(?:(?:very|really|highly|both|so|too|quite|extremely|also|as|more|and|or|either|always|fully|"
    r"sufficiently|all|kept|not|[\w-]+ly|[\w-]+,|[\w-]+,? (?:and|or|but|yet)) ){0,4}"
)
_PREDICATE = re.compile(
    r"(?:\b(?:be|is|are|was|were|been|being|feels?|looks?|remains?|stays?|becomes?|seems?|sounds?"
    r"|works?|performs?|runs?|behaves?|loads?|appears?|kept|made|get|gets|turn out) "
    rf"|\b(?:make|makes|making|keep|keeps|keeping|made) (?:[\w'-]+ ){{1,5}}){_ADVERBS}$"
)
_BENEFIT = re.compile(
    r"\b(?:gives?|offers?|provides?|delivers?|ensures?|enables?|allows?|receives?|gets?|produces?"
    r"|creates?|achieves?|supports?"
    r"|guarantees?|returns?|shows?|loads?|answers?|responds?|brings?|requires?|come with"
    r"|comes with) (?:[\w'-]+ ){0,4}$"
)
_DEFINED = re.compile(r"[\w' -]{0,40}?\b(?:means?|refers? to|is defined as|are defined as)\b")
_VESSEL_GAP = re.compile(r"(?:,? (?:and |or )?[\w-]+){0,2}? $")


_SENTENCE_START = re.compile(r"(?:^|[.:;!?(\[\"'|–—>/-])\W*$")


def is_name(facts: Facts, start: int, end: int) -> bool:
    """Whether a capital inside the sentence makes the word a name: "the Smart Saver fare"."""
    text = facts.text
    word = text[start:end]
    if not word[0].isupper() or word.isupper():
        return False
    follow = re.match(r" ([A-Z][a-z]+)", text[end:])
    if _SENTENCE_START.search(text[:start]):
        return follow is not None and not _title_case(text)
    if follow and not _title_case(text):
        return True
    words = [w for w in text.split() if len(w) > 3]
    return sum(w[0].isupper() for w in words) * 2 < len(words)


def _title_case(text: str) -> bool:
    words = [w for w in text.split() if len(w) > 3 and w[0].isalpha()]
    return sum(w[0].isupper() for w in words) * 5 > len(words) * 4 and len(words) > 2


@dataclass(frozen=True, slots=True)
class Found:
    """A word of a group, and where it stands."""

    group: Group
    start: int
    end: int


class WordList:
    """One rule's words, compiled."""

    def __init__(self, rule_id: str) -> None:
        rule = load_rules()[rule_id]
        words = [w for g in rule.groups for w in g.words if w[0].isalnum()]
        self._pattern = phrase_pattern(words)
        self._groups = {key(w): g for g in rule.groups for w in g.words}
        self._wild = [
            (re.compile(phrase_pattern([w]).pattern + r"$"), g)
            for g in rule.groups
            for w in g.words
            if "*" in w
        ]
        self._spare = phrase_pattern(rule.spare)
        self._vessel = phrase_pattern(rule.vessels)

    def find(self, facts: Facts) -> Iterator[Found]:
        """Words of the rule in the statement, where their group says that they count."""
        lower = facts.lower
        spared = [m.span() for m in self._spare.finditer(lower)]
        for match in self._pattern.finditer(lower):
            start, end = match.span()
            if (start and lower.startswith("-", start - 1)) or _DEFINED.match(lower, end):
                continue
            if any(s < end and start < e for s, e in spared) or is_name(facts, start, end):
                continue
            group = self._groups.get(key(match.group())) or self._wild_group(match.group())
            if group and self._counts(group, facts, start, end):
                yield Found(group, start, end)

    def _wild_group(self, text: str) -> Group | None:
        return next((g for pattern, g in self._wild if pattern.match(text)), None)

    def _counts(self, group: Group, facts: Facts, start: int, end: int) -> bool:
        if group.where == "anywhere":
            return True
        lower = facts.lower
        if group.where == "requirement":
            return facts.demands or facts.fragment
        if group.where == "asked":
            return self._asked(facts, start)
        alone = not lower[:start].strip(' "*') and not lower[end:].strip(' ".!;,')
        if alone and facts.statement.kind == "item":
            return True
        named = lower.endswith("the ", 0, start) and not facts.demands
        if not named and self._before_vessel(lower, end):
            return True
        claims = facts.demands or (
            not group.name.startswith("quality") and self._vessel.search(lower, 0, start)
        )
        return bool(claims and _PREDICATE.search(lower, max(0, start - 90), start))

    def _asked(self, facts: Facts, start: int) -> bool:
        """Whether the word is demanded or claimed, and not part of a name: "rapid tests"."""
        begin = facts.demanded_from
        if facts.fragment or (begin is not None and begin <= start):
            return True
        before = facts.lower[max(0, start - 90) : start]
        return bool(_BENEFIT.search(before) or _PREDICATE.search(before))

    def _before_vessel(self, lower: str, end: int) -> bool:
        vessel = self._vessel.search(lower, end, end + 40)
        if not vessel:
            return False
        gap = lower[end : vessel.start()]
        return gap == " " or bool(_VESSEL_GAP.fullmatch(gap))


@cache
def word_list(rule_id: str) -> WordList:
    """The compiled words of a rule, once a process."""
    return WordList(rule_id)
