"""Matchers for the form of a statement (BS108 to BS111): all of them advice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from .facts import Facts
from .hits import Hit, own, swap
from .loader import load_words
from .vocabulary import vocabulary

_PRONOUN = re.compile(
    r"(?:it|this|they|that|these|those) (?:also |only |then )?(?:is|are|was|were|will|must|should"
    r"|shall|can|could|may|might|has|have|needs?"
    r"|does|do|would|means|helps?|makes|improves|reduces|allows|ensures|enables|gives|lets"
    r"|includes|causes|leads|requires|works"
    r"|provides|saves|happens|increases|applies)\b"
)

_PARTICIPLE = (
    r"(?:\w{2,}ed|built|done|made|sent|kept|shown|given|taken|found|held|written|read|run|set|put"
    r"|told|paid|sold|met|chosen|drawn|known|seen|hidden"
    r"|brought|bought|taught|split|cut|drafted)"
)

_NO_PARTICIPLE = frozenset(
    ("need", "based", "limited", "interested", "red", "embedded", "related", "linked", "located")
)

_PASSIVE = re.compile(
    rf"\b(?:must|shall|should|will|needs? to|has to|have to) (?:not )?be (?:\w+ly |also |first "
    rf"|then )?(?P<done>{_PARTICIPLE})\b"
)

_PROCESS = re.compile(
    r"\b(?:is|are) (?:\w+ly |also |first |then )?(?:sent|reviewed|checked|consulted|reported"
    r"|filled|deleted|labelled|labeled|updated|informed"
    r"|notified|approved|monitored|retrained|escalated|verified|validated|corrected|merged"
    r"|archived|signed|agreed)\b"
)

_BY = re.compile(
    r"\bby (?!(?:\d|january|february|march|april|may|june|july|august|september|october|november"
    r"|december|q[1-4]|the end|end|mon|tues"
    r"|wednes|thurs|fri|next|default|then|now|using|\w+ing\b))"
)

_NEGATIVE = re.compile(
    r"\b(?P<ban>(?:shall|should|must|may|will) not|cannot|can not|shouldn't|mustn't|won't)\b"
)

_INSTEAD = re.compile(
    r"\b(?:but|instead|rather|only|unless|until|before|without|if|when|more than|exceed|than|below"
    r"|above)\b"
)

_ACRONYM = re.compile(r"(?<![\w/.@#&-])[A-Z][A-Z0-9]*[A-Z](?:s)?(?![\w&@]|-?\d|/\w)")

_EXPANSION = re.compile(
    r"(?<=\w )\(([A-Z][A-Z0-9]*[A-Z]s?)\)"
    r"|(?<![\w-])([A-Z][A-Z0-9]*[A-Z]s?)(?: \([a-zA-Z]|\*{0,2}: | stands for| means| is short for)"
)

_ROMAN = re.compile(r"[IVXLC]+")


def pronouns(facts: Facts) -> Iterator[Hit]:
    """BS108: a sentence that opens with a pronoun for something outside it."""
    match = _PRONOUN.match(facts.lower)
    if match:
        end = facts.lower.index(" ")
        yield swap("BS108", facts, 0, end, own("BS108"))


def passives(facts: Facts) -> Iterator[Hit]:
    """BS109: something must be done, and nobody is named who does it."""
    for match in (*_PASSIVE.finditer(facts.lower), *_PROCESS.finditer(facts.lower)):
        if match.groupdict().get("done") in _NO_PARTICIPLE or _BY.search(facts.lower, match.end()):
            continue
        yield swap("BS109", facts, *match.span(), own("BS109"))


def bans(facts: Facts) -> Iterator[Hit]:
    """BS110: what must not happen, without what must; bans of law and safety are left alone."""
    lower = facts.lower
    match = _NEGATIVE.search(lower)
    if not match or facts.outside or facts.figures:
        return
    if _INSTEAD.search(lower, match.end()) or vocabulary().restricted.search(lower):
        return
    yield swap("BS110", facts, *match.span(), own("BS110"))


def acronyms(facts: Facts, known: frozenset[str], seen: set[str]) -> Iterator[Hit]:
    """BS111: the first use of an acronym that is neither common nor in `known`.

    Adds what it reports to `seen`.
    """
    if facts.text.isupper():
        return
    common = _common()
    for match in _ACRONYM.finditer(facts.text):
        name = match.group().removesuffix("s")
        if name in common or match.group() in common or name in seen or _ROMAN.fullmatch(name):
            continue
        seen.add(name)
        if name not in known:
            yield swap("BS111", facts, *match.span(), own("BS111"))


@cache
def _common() -> frozenset[str]:
    return frozenset(load_words().common_acronyms)


def expanded_acronyms(text: str) -> frozenset[str]:
    """Acronyms that the text spells out: "Long Name (LN)", "LN (long name)", "LN means …"."""
    return frozenset((m[1] or m[2]).removesuffix("s") for m in _EXPANSION.finditer(text))
