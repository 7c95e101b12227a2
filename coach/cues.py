"""What code can see in a sentence of an answer: wording that tells what it does. No model here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources

from ..provenance import find_numbers
from ..shipped import read_yaml


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    raw = read_yaml((resources.files(__package__) / "cues.yaml").read_text("utf-8"))
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in raw["cues"].items()}


def cue_names() -> list[str]:
    """The names of all cues, in the order in which `cue_values` gives them."""
    return [*_patterns(), "number", "short", "long", "timeless", "nobody_acts"]


def cue_values(sentence: str) -> list[float]:
    """One or zero for each cue: whether the sentence has it."""
    words = len(sentence.split())
    straight = sentence.replace("’", "'").replace("‘", "'")
    found = {name: bool(pattern.search(straight)) for name, pattern in _patterns().items()}
    timeless = not found["past_tense"]
    speaker = found["first_person"] or found["plural"]
    more = (
        bool(find_numbers(sentence)),
        words <= 5,
        words >= 28,
        timeless,
        timeless and not speaker,
    )
    return [float(v) for v in (*found.values(), *more)]


def has_cue(sentence: str, name: str) -> bool:
    """Whether the sentence has one cue of `cues.yaml`."""
    return bool(_patterns()[name].search(sentence.replace("’", "'").replace("‘", "'")))
