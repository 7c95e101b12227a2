"""Matcher for absolutes (BS106): always, never, guaranteed, 100%, and claims about everything."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .claims import claims
from .facts import Facts
from .hits import Hit, swap
from .vocabulary import vocabulary
from .wordlists import word_list

_BEYOND_ANY = re.compile(
    r"(?:never|always|at all times|in all cases|every time|at any time)(?: \w+ly)? (?:be |is |are "
    r"|get |gets |become )*"
    r"(?:wrong|late|fail|fails|crash|crashes|miss|misses|lose|loses|go down|goes down|break|breaks"
    r"|hallucinat"
    r"|make|makes|err|misclassif|time out|times out|down\b|unavailable|slow|forget|confus"
    r"|disappoint|annoy"
    r"|available|correct|accurate|right|know|find|finds|return|answer|respond|work|succeed|up\b"
    r"|on time"
    r"|relevant|fast|the best|happy|predict|recommend|deliver|give|provide|meet|satisf|online"
    r"|fresh|current"
    r"|in stock|perfect|understand|identify|identifies|detect|choose|pick|reachable"
    r"|up[ -]to[ -]date|responsive"
    r"|catch|suggest|outperform|beat|better|run out|delayed|exceed|produce|generate|offer|reliable"
    r"|safe|secure)"
)

_JUDGEMENT = re.compile(
    r"\b(?:wrong|wrongly|right|legitimate|genuine|honest|innocent|bad|best|correct|incorrect"
    r"|irrelevant|relevant|late|false|valid|creditworthy|healthy|mistakes?"
    r"|perfect|perfectly|accurate|satisfied|happy|disappoint\w*|bored|unavailable|reliable|on time"
    r"|good (?:customer|user|answer|order|buyer|guest|tenant)\w*)\b"
)

# Orders to people ("never open the valve") and customs ("the exam is always held in June").
_INSTRUCTION = re.compile(r"(?:never|always) (?!be\b)[a-z]+\b")

_PERSON = re.compile(
    r"\b(?:clerks?|nurses?|doctors?|analysts?|officers?|managers?|leads?|engineers?|team|teacher"
    r"|guard|foreman|auditors?|lawyers?|reviewers?|annotators?|operators?|dispatchers?|editors?"
    r"|person|staff|members?|colleagues?|partners?) $"
)
_CUSTOM = re.compile(
    r"\b(?:is|are) (?:always|never) [a-z]+(?:ed|en|ld|pt|ft)\b|\bshows?\b|\bstates?\b"
)

_FULL = re.compile(r"(?<![\d.,])100 ?(?:%|percent\b|per cent\b)")

_FULL_ASIDE = re.compile(
    r"\b(?:roll(?:ed|s|ing)?[ -]?out|traffic|ramp|from \d|budget|discount|refund|of the (?:fee"
    r"|price|cost)"
    r"|renewable|cotton|allocation|of (?:the )?(?:visitors|stores|teams|sessions|logs|employees"
    r"|releases|traffic))\b"
)


def absolutes(facts: Facts) -> Iterator[Hit]:
    """BS106. Rules of law, access and process may be absolute; the behaviour of a model may not."""
    restricted = bool(vocabulary().restricted.search(facts.lower))
    for word in word_list("BS106").find(facts):
        if facts.lower.startswith("-", word.end):
            continue
        if word.group.name == "ever" and not _beyond(facts, word.start, restricted):
            continue
        if word.group.name == "perfection" and restricted and _is_legal_degree(facts, word.start):
            continue
        yield swap("BS106", facts, word.start, word.end, word.group.rewrite)
    yield from claims(facts)
    yield from _full(facts)


def _beyond(facts: Facts, start: int, restricted: bool) -> bool:
    """Whether the claim is about what a system does or how good it is, not a rule for people."""
    lower = facts.lower
    if _BEYOND_ANY.search(lower, start) or _JUDGEMENT.search(lower):
        return True
    if _PERSON.search(lower, max(0, start - 40), start):
        return False
    return not restricted and not _INSTRUCTION.match(lower) and not _CUSTOM.search(lower)


def _is_legal_degree(facts: Facts, start: int) -> bool:
    """Whether an audit can check it: "completely deleted" and "entirely masked"."""
    return facts.lower.startswith(("completely", "entirely", "totally"), start)


def _full(facts: Facts) -> Iterator[Hit]:
    lower = facts.lower
    for match in _FULL.finditer(lower):
        quality = vocabulary().model_metric.search(lower) or vocabulary().capability.search(lower)
        named = re.search(
            r"accura|objective|neutral|unbiased|transparent|automat|correct|reliab|secur|satisf|complian|happy|bug|error|fraud",
            lower,
        )
        if (quality or named) and not _FULL_ASIDE.search(lower):
            new = "at least <the share that is good enough>"
            yield swap("BS106", facts, *match.span(), new)
