"""Observe without a model: whether words speak of what is right or found, or of the opposite."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources

from ...shipped import read_yaml


@lru_cache(maxsize=4096)
def polarity(words: str) -> int:
    """1 where words speak of what is right or found, -1 of what is wrong or missed, else 0."""
    good, bad, turned = _patterns()
    lowered = words.lower()
    turns = turned.findall(lowered)
    plain = turned.sub(" ", lowered)
    is_bad = bool(bad.search(plain)) or bool(turns)
    is_good = bool(good.search(bad.sub(" ", plain)))
    return is_good - is_bad


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    raw = read_yaml((resources.files(__package__) / "polarity.yaml").read_text("utf-8"))
    good, bad, turn = ("|".join(map(re.escape, raw[key])) for key in ("good", "bad", "turn"))
    return (
        re.compile(rf"\b(?:{good})"),
        re.compile(rf"\b(?:{bad})"),
        re.compile(rf"(?:\b|(?<=\w))(?:{turn})\s(?:\w+\s)?(?:{good})\w*"),
    )
