"""What code can see in a sentence of an answer: wording that tells its part. No model here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern, and the factor by which it multiplies the probability of each part it names."""

    id: str
    pattern: re.Pattern[str]
    weights: Mapping[str, float]


@cache
def part_cues() -> tuple[Cue, ...]:
    """Load `part_cues.yaml`."""
    import yaml

    raw = yaml.safe_load((resources.files(__package__) / "part_cues.yaml").read_text("utf-8"))
    return tuple(
        Cue(cue["id"], re.compile(cue["pattern"], re.IGNORECASE), cue["weights"])
        for cue in raw["cues"]
    )


def with_cues(probabilities: Mapping[str, float], sentence: str) -> dict[str, float]:
    """Return the probabilities after all cues that fit the sentence; they sum to one.

    A part that the model gave nothing keeps a little, so that a cue can speak against it.
    """
    floor = 0.01
    weighed = {part: max(p, floor) for part, p in probabilities.items()}
    for cue in part_cues():
        if cue.pattern.search(sentence):
            for part, weight in cue.weights.items():
                weighed[part] *= weight
    total = sum(weighed.values())
    return {part: p / total for part, p in weighed.items()}
