"""What a matcher returns: a place in a statement, and the statement rewritten there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .facts import Facts

_CONDITION = re.compile(
    r"\b(?:if|when|whenever|while|unless|until|once|whether|because|since|where|wherever|after"
    r"|before)\b"
    r"[^,;:.]*$"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """Rule `rule` fires on `text[start:end]` of a statement; `rewrite` is the new statement."""

    rule: str
    start: int
    end: int
    rewrite: str


def swap(rule: str, facts: Facts, start: int, end: int, new: str) -> Hit:
    """A hit whose rewrite puts `new` in place of the words that were found."""
    text = facts.text
    if start == 0 and new[:1].islower():
        new = new[0].upper() + new[1:]
    return Hit(rule, start, end, text[:start] + new + text[end:])


def conditional(facts: Facts, at: int) -> bool:
    """Whether the clause around `at` is a condition ("if demand increases")."""
    return bool(_CONDITION.search(facts.lower, max(0, at - 80), at))
