"""Words: stems, what counts as a noun here, and words that tell right from wrong. Pure."""

from __future__ import annotations

import re
from importlib import resources

from ....shipped import read_yaml

WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")

_LISTS = read_yaml((resources.files(__package__) / "words.yaml").read_text("utf-8"))
PERIODS, STOP, WRONG, RIGHT = (
    frozenset(_LISTS[name].split()) for name in ("periods", "stop", "wrong", "right")
)
"""Of time; without a meaning of their own; what goes wrong; what goes right or is found."""


def stem(word: str) -> str:
    """Return a word in lower case without plural and possessive."""
    word = re.sub(r"['’]s?$", "", word.lower().strip("-'’"))
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and re.search(r"(?:ss|x|ch|sh|zz)es$", word):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not re.search(r"(?:ss|us|is)$", word):
        return word[:-1]
    return word


def content(text: str) -> list[str]:
    """Return the stems of the words that carry meaning."""
    return [stem(w) for w in WORD.findall(text) if w.lower() not in STOP and len(w) > 1]


def leading(text: str) -> list[str]:
    """Return the stems of the words that a text begins with, up to a function word."""
    found: list[str] = []
    for word in text.split():
        if word.lower() in STOP:
            break
        found.append(stem(word))
    return found


def same(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two sets of stems name the same thing: a word, or the beginning of one."""
    if a & b:
        return True
    return any(len(x) > 4 and len(y) > 4 and x[:5] == y[:5] for x in a for y in b)
