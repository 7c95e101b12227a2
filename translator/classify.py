"""Observe the kind of work: shortlist by similarity and cue words, in code.

Similarity is to the playbook's example goals, in the vectors of a small sentence model; cue
words add or take away. The result is a probability for each kind, which `observe` lets the
language model confirm where it is close.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from .playbook import load_playbook

if TYPE_CHECKING:
    from numpy.typing import NDArray

# The best of `scripts/tune_kinds.py`, which cross-validates on the playbook's own examples.
RIDGE = 4.0
NEIGHBOURS = 5
SHARPNESS = 12.0
CUE_WEIGHTS = (0.25, 0.06, -0.15)  # strong, weak, against
_MOST_HITS = 2
_ALONE = 4  # characters up to which a cue word must stand alone


def kind_probabilities(text: str) -> Mapping[str, float]:
    """Return a probability for each kind of the playbook, best first, for an English text."""
    import numpy as np

    from ..llm.embedding import embed

    found = scores(embed([text]), *_trained())[0] + cue_hits(text) @ np.array(CUE_WEIGHTS)
    weights = np.exp(SHARPNESS * (found - found.max()))
    probabilities = weights / weights.sum()
    ranked = sorted(zip(load_playbook().kinds, probabilities, strict=True), key=lambda kp: -kp[1])
    return {kind: float(p) for kind, p in ranked}


def cue_hits(text: str) -> NDArray[Any]:
    """Return how many cue words of each kind stand in a text: strong, weak and against."""
    import numpy as np

    lowered = text.lower()
    hits: NDArray[Any] = np.array(
        [
            [min(len(set(p.findall(lowered))), _MOST_HITS) if p else 0 for p in patterns]
            for patterns in _cue_patterns()
        ]
    )
    return hits


def scores(
    vectors: NDArray[Any], examples: NDArray[Any], labels: NDArray[Any], ridge: NDArray[Any]
) -> NDArray[Any]:
    """Return a score for each vector and kind: ridge regression plus the nearest examples."""
    import numpy as np

    similar = vectors @ examples.T
    near = [
        np.sort(similar[:, labels == kind], axis=1)[:, -NEIGHBOURS:].mean(axis=1)
        for kind in range(labels.max() + 1)
    ]
    found: NDArray[Any] = vectors @ ridge + np.stack(near, axis=1)
    return found


def fit(examples: NDArray[Any], labels: NDArray[Any]) -> NDArray[Any]:
    """Return ridge-regression weights from vectors to one-hot kinds, each kind weighing alike."""
    import numpy as np

    onehot = np.eye(labels.max() + 1)[labels]
    weight = (1 / onehot.sum(axis=0))[labels] * len(labels) / onehot.shape[1]
    gram = (examples * weight[:, None]).T @ examples + RIDGE * np.eye(examples.shape[1])
    solved: NDArray[Any] = np.linalg.solve(gram, (examples * weight[:, None]).T @ onehot)
    return solved


def training_texts() -> tuple[list[str], list[int]]:
    """Return the example goals of all kinds and the number of the kind each belongs to."""
    rows = [
        (text, number)
        for number, kind in enumerate(load_playbook().kinds.values())
        for text in (*kind.examples, f"{kind.name}. {kind.summary}")
    ]
    return [text for text, _ in rows], [number for _, number in rows]


@cache
def _trained() -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    import numpy as np

    from ..llm.embedding import embed_cached

    texts, numbers = training_texts()
    examples, labels = embed_cached(texts), np.array(numbers)
    return examples, labels, fit(examples, labels)


def _pattern(phrases: list[str]) -> re.Pattern[str] | None:
    if not phrases:
        return None
    # A phrase matches its inflections, "churn" also in "churned"; a short one stands alone.
    return re.compile(
        "|".join(
            rf"\b{re.escape(p.lower())}" + (r"\b" if len(p) <= _ALONE else "") for p in phrases
        )
    )


@cache
def _cue_patterns() -> list[tuple[re.Pattern[str] | None, ...]]:
    kinds = load_playbook().kinds.values()
    return [(_pattern(k.strong), _pattern(k.weak), _pattern(k.against)) for k in kinds]
