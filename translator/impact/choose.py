"""Observe without a model: which calculators a text may be about, by meaning and by what fits."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ...calculators import Calculator, get, load
from ...llm.embedding import embed, embed_cached
from .bind import Prior, assign, priors
from .heads import CHOICE, Heads, about, load_heads
from .quantities import Quantity
from .themes import examples

if TYPE_CHECKING:
    from ...llm.embedding import Vectors

LIKELY, LIKELY_ALONE = 0.4, 0.75
"""How probable a calculator has to be to be used; for a part of a text it has to be more."""
ALIKE, ASKED = 0.33, 0.45
"""Likeness below which a text is about no calculator, whatever fits; the second where none of the
inputs was said, so that all have to be asked for. Of the labelled texts 4% are below the first.
"""
MAX_CHOSEN = 3
"""How many calculators are used for one text at most."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A calculator that may be meant, with how well each quantity fits its inputs."""

    calculator: Calculator
    p: float
    likeness: float
    priors: tuple[Prior, ...]

    @property
    def used(self) -> frozenset[str]:
        """The quantities that it would use."""
        return frozenset(q.id for q, _ in assign(self.priors).values())

    @property
    def is_whole(self) -> bool:
        """Whether each input that is needed could be one of the quantities."""
        taken = assign(self.priors)
        return all(n in taken for n, i in self.calculator.inputs.items() if i.needed)


def candidates(texts: Sequence[str], quantities: Sequence[Quantity]) -> list[Candidate]:
    """All calculators, the likeliest first; `texts` are the sentences that count."""
    heads = load_heads()
    found = priors_of(quantities, heads)
    values = choice_values(texts, quantities, heads, found)
    scores = {id: sum(heads.choice[k] * v[k] for k in CHOICE) for id, v in values.items()}
    most = max(scores.values())
    odds = {id: math.exp(score - most) for id, score in scores.items()}
    total = sum(odds.values())
    ranked = [
        Candidate(get(id), odds[id] / total, values[id]["likeness"], tuple(found[id]))
        for id in odds
    ]
    return sorted(ranked, key=lambda c: -c.p)


def priors_of(quantities: Sequence[Quantity], heads: Heads) -> dict[str, list[Prior]]:
    """The odds of all quantities for every calculator."""
    return {id: priors(quantities, get(id), heads) for id in heads.ids}


def choice_values(
    texts: Sequence[str],
    quantities: Sequence[Quantity],
    heads: Heads,
    found: Mapping[str, list[Prior]] | None = None,
) -> dict[str, dict[str, float]]:
    """What speaks for each calculator: the values of `heads.CHOICE`."""
    import numpy as np

    whole = " ".join(" ".join(texts).split())
    told = embed([*texts, whole])
    known = found or priors_of(quantities, heads)
    logs, alike = (
        about(told[-1], heads),
        dict(zip(heads.ids, heads.centres @ told[-1], strict=True)),
    )
    values = dict[str, dict[str, float]]()
    words = dict(zip(load(), descriptions(), strict=True))
    for id in heads.ids:  # what no text is about is for `calculate` alone
        calculator, vectors = get(id), words[id]
        near = np.sort((told @ vectors.T).max(axis=0))[::-1]
        taken = assign(known[id])
        needed = [n for n, i in calculator.inputs.items() if i.needed]
        values[id] = {
            "about": logs[id],
            "likeness": float(0.7 * near[0] + 0.3 * near[1]),
            "alike": float(alike[id]),
            "fits": sum(n in taken for n in needed) / max(1, len(needed)),
            "uses": len(taken) / max(1, len(quantities)),
            "covered": sum(_sure(taken, n) for n in needed) / max(1, len(needed)),
            "used": sum(_sure(taken, n) for n in taken) / max(1, len(quantities)),
        }
    return values


def _sure(taken: Mapping[str, tuple[Quantity, float]], name: str) -> float:
    """How sure it is that an input was said."""
    odds = taken[name][1] if name in taken else 0.0
    return odds / (1 + odds)


def choose(texts: Sequence[str], quantities: Sequence[Quantity]) -> list[Candidate]:
    """The calculators to use: one for the whole text, and for stretches about something else.

    Where no calculator is likely for the whole, those that are for a stretch come first.
    """
    whole = [c for c in candidates(texts, quantities)[:1] if c.p >= LIKELY and _says_enough(c)]
    parts = [c for group in _stretches(texts) for c in _of_stretch(group, quantities)]
    parts = [c for c in parts if not whole or c.calculator.id != whole[0].calculator.id]
    parts.sort(key=lambda c: -c.p)
    sure = [c for c in whole if c.p >= LIKELY_ALONE]
    chosen = list[Candidate]()
    for candidate in [*sure, *parts, *whole]:
        used = {id for c in chosen for id in c.used}
        known = {c.calculator.id for c in chosen}
        new = len(candidate.used - used) >= 2 and candidate.calculator.id not in known
        if len(chosen) < MAX_CHOSEN and (new or not chosen):
            chosen.append(candidate)
    return chosen


def _of_stretch(group: Sequence[str], quantities: Sequence[Quantity]) -> list[Candidate]:
    own = [q for q in quantities if q.sentence.text in group]
    found = candidates(group, own)[:1] if len(own) > 1 else []
    return [c for c in found if c.p >= LIKELY_ALONE and _says_enough(c)]


def _says_enough(candidate: Candidate) -> bool:
    """Whether the words are about it: probabilities only tell one calculator from another."""
    return candidate.likeness >= (ALIKE if candidate.used else ASKED)


def _stretches(texts: Sequence[str]) -> list[list[str]]:
    """Single sentences, and in a longer text pairs of sentences that follow each other."""
    pairs = [list(pair) for pair in pairwise(texts)] if len(texts) > 2 else []
    return [*pairs, *([text] for text in texts)] if len(texts) > 1 else []


def descriptions() -> list[Vectors]:
    """For each calculator the meanings of its title, of what it is about, cues and examples."""
    texts = [[c.title, c.about, *c.cues, *examples().get(c.id, ())] for c in load().values()]
    flat = embed_cached([t for each in texts for t in each], "calculators")
    ends, at = [], 0
    for each in texts:
        ends.append(flat[at : at + len(each)])
        at += len(each)
    return ends
