"""Signs: curated words whose presence in a text tells something about it."""

from __future__ import annotations

import re
from functools import cache


def found(signs: list[str], text: str) -> int:
    """Return how many of the signs stand in a text.

    A sign is a word or a phrase, which its plural counts for too; one that ends in * is how
    words begin.
    """
    return sum(bool(_pattern(sign).search(text)) for sign in signs)


@cache
def _pattern(sign: str) -> re.Pattern[str]:
    if sign.endswith("*"):
        return re.compile(rf"\b{re.escape(sign[:-1])}", re.IGNORECASE)
    plural = rf"{re.escape(sign[:-1])}(?:y|ies)" if sign.endswith("y") else re.escape(sign)
    return re.compile(rf"\b{plural}(?:s|es)?\b", re.IGNORECASE)
