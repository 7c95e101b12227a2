"""From word lists to patterns: verb forms, and one fast pattern for a whole list of phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

_VOWELS = "aeiou"
Tree = dict[str, "Tree"]
_END = ""
_PARTS = {"-": "[ -]", " ": "[ -]", "*": r"[\w'-]+"}


def phrase_pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the phrases as whole words, the longest that fits, in lower case.

    A hyphen or space in a phrase fits either; `*` stands for one word. The phrases become a
    prefix tree, so that a list of hundreds costs about as much as a list of ten.
    """
    tree: Tree = {}
    for phrase in phrases:
        node = tree
        for char in phrase.lower():
            part = _PARTS.get(char) or re.escape(char)
            node = node.setdefault(part, {})
        node[_END] = {}
    if not tree:
        return re.compile(r"(?!)")
    return re.compile(rf"(?<!\w){_branch(tree)}(?!\w)")


def _branch(tree: Tree) -> str:
    ends = _END in tree
    options = [part + _branch(rest) for part, rest in tree.items() if part != _END]
    if not options:
        return ""
    body = options[0] if len(options) == 1 and not ends else f"(?:{'|'.join(options)})"
    return f"{body}?" if ends else body


def key(text: str) -> str:
    """What a found phrase and its list entry have in common."""
    return text.lower().replace("-", " ")


class Forms:
    """Forms of English verbs, regular ones by rule, others from the word list."""

    def __init__(self, irregular: Mapping[str, Sequence[str]], doubling: Sequence[str]) -> None:
        self._irregular = irregular
        self._doubling = frozenset(doubling)

    def third(self, verb: str) -> str:
        """Third person: "improve" → "improves"."""
        head, rest = _split(verb)
        if head.endswith(("s", "sh", "ch", "x", "z")):
            return head + "es" + rest
        if head.endswith("y") and head[-2] not in _VOWELS:
            return head[:-1] + "ies" + rest
        return head + "s" + rest

    def gerund(self, verb: str) -> str:
        """Gerund: "improve" → "improving"."""
        head, rest = _split(verb)
        if verb in self._doubling:
            return head + head[-1] + "ing" + rest
        if head.endswith("e") and not head.endswith(("ee", "oe")):
            return head[:-1] + "ing" + rest
        return head + "ing" + rest

    def past(self, verb: str) -> list[str]:
        """Past tense and participle: "improve" → ["improved"]."""
        if verb in self._irregular:
            return list(self._irregular[verb])
        head, rest = _split(verb)
        if verb in self._doubling:
            return [head + head[-1] + "ed" + rest]
        if head.endswith("e"):
            return [head + "d" + rest]
        if head.endswith("y") and head[-2] not in _VOWELS:
            return [head[:-1] + "ied" + rest]
        return [head + "ed" + rest]


def _split(verb: str) -> tuple[str, str]:
    """The inflected word and what follows it: "speed up" → ("speed", " up")."""
    head, space, rest = verb.partition(" ")
    return head, space + rest
