"""Observe without a model: which calculators a text may be about, by meaning and by what fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...calculators import Calculator, load
from ...llm.embedding import embed, embed_cached
from .bind import Prior, assign, priors
from .quantities import Quantity
from .themes import examples

if TYPE_CHECKING:
    from ...llm.embedding import Vectors

COVERED, USED = 0.25, 0.25
"""What it is worth that all needed inputs are there, and that all quantities have a use."""
LIKELY, ASKED = 0.3, 0.5
"""Likeness below which a text is not taken to be about a calculator; the second where none of its
inputs was said, so that all have to be asked for."""
MAX_CHOSEN = 3
"""How many calculators are used for one text at most."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A calculator that may be meant, with how well each quantity fits its inputs."""

    calculator: Calculator
    score: float
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
        return all(n in taken for n, i in self.calculator.inputs.items() if i.default is None)


def candidates(texts: Sequence[str], quantities: Sequence[Quantity]) -> list[Candidate]:
    """All calculators, the likeliest first; `texts` are the sentences that count."""
    import numpy as np

    told = embed([*texts, " ".join(texts)])
    found = []
    for calculator, vectors in zip(load().values(), _vectors(), strict=True):
        near = np.sort((told @ vectors.T).max(axis=0))[::-1]
        likeness = float(0.7 * near[0] + 0.3 * near[1])
        prior = priors(quantities, calculator)
        taken = assign(prior)
        needed = [n for n, i in calculator.inputs.items() if i.default is None]
        covered = sum(n in taken for n in needed) / max(1, len(needed))
        used = len(taken) / max(1, len(quantities))
        score = likeness + COVERED * covered + USED * used
        found.append(Candidate(calculator, score, likeness, tuple(prior)))
    return sorted(found, key=lambda c: -c.score)


def choose(texts: Sequence[str], quantities: Sequence[Quantity]) -> list[Candidate]:
    """The calculators to use for a text: for the whole of it, and for sentences with more."""
    chosen = shortlist(candidates(texts, quantities))
    used = {id for candidate in chosen for id in candidate.used}
    for text in texts:
        own = [q for q in quantities if q.sentence.text == text]
        if len(own) < 2 or len({q.id for q in own} - used) < 2 or len(chosen) >= MAX_CHOSEN:
            continue
        more = [c for c in shortlist(candidates([text], own)) if len(c.used - used) >= 2]
        known = {c.calculator.id for c in chosen}
        chosen += [c for c in more[:1] if c.calculator.id not in known]
        used |= {id for candidate in more[:1] for id in candidate.used}
    return chosen


def shortlist(ranked: Sequence[Candidate]) -> list[Candidate]:
    """The calculators to use: the first, and others for quantities that it leaves over."""
    likely = [c for c in ranked if c.likeness >= (LIKELY if c.used else ASKED)]
    if not likely:
        return []
    chosen, used = [likely[0]], set(likely[0].used)
    for candidate in likely[1:]:
        new = candidate.used - used
        if len(chosen) < MAX_CHOSEN and len(new) >= 2 and candidate.likeness >= likely[0].likeness:
            chosen.append(candidate)
            used |= candidate.used
    return chosen


def _vectors() -> list[Vectors]:
    """For each calculator the meanings of its title, of what it is about, cues and examples."""
    texts = [[c.title, c.about, *c.cues, *examples().get(c.id, ())] for c in load().values()]
    flat = embed_cached([t for each in texts for t in each], "calculators")
    ends, at = [], 0
    for each in texts:
        ends.append(flat[at : at + len(each)])
        at += len(each)
    return ends
