"""What a matcher returns: a place in a statement, and the statement rewritten there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .facts import Facts
from .loader import load_rules

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


def swap(rule: str, facts: Facts, start: int, end: int, template: str) -> Hit:
    """A hit whose rewrite fills a rule's template.

    `{text}` is what was found. What stands before "…" in the template takes its place, what
    stands behind goes to the statement's end; an empty first part drops the words.
    """
    text = facts.text
    new, _, tail = template.partition("…")
    said = text[start:end]
    new, tail = new.strip().replace("{text}", said), tail.replace("{text}", said)
    before, after = text[:start], text[end:]
    if not new:
        before, after = before.rstrip(), after.lstrip(" ,") if start == 0 else after
        new, after = (after[:1], after[1:]) if start == 0 else ("", after)
    if start == 0:
        new = new[:1].upper() + new[1:]
    body = before + new + after
    bare = body.rstrip(" .!;") if tail else body
    return Hit(rule, start, end, bare + tail + body[len(bare) :])


def fill(rule: str, values: dict[str, str]) -> str:
    """A rule's own template with its places filled."""
    template = load_rules()[rule].rewrite or ""
    return re.sub(r"\{(\w+)\}", lambda m: values[m[1]], template)


def own(rule: str) -> str:
    """A rule's own template, for `swap`."""
    return load_rules()[rule].rewrite or ""


def conditional(facts: Facts, at: int) -> bool:
    """Whether the clause around `at` is a condition ("if demand increases")."""
    return bool(_CONDITION.search(facts.lower, max(0, at - 80), at))
