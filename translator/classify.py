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

from .playbook import Kind, load_playbook

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Fitted by leave-one-out on the playbook's own examples (`make tune-kinds`), never on evals/.
RIDGE = 1.0
SHARPNESS = 9.0
NEIGHBOURS = 3
STRONG, WEAK, AGAINST = 0.25, 0.06, -0.15


def kind_probabilities(text: str) -> Mapping[str, float]:
    """Return a probability for each kind of the playbook, best first, for an English text."""
    import numpy as np

    from ..llm.embedding import embed

    scores = similarity_scores(embed([text]))[0] + cue_scores(text)
    weights = np.exp(SHARPNESS * (scores - scores.max()))
    probabilities = weights / weights.sum()
    ranked = sorted(zip(load_playbook().kinds, probabilities, strict=True), key=lambda kp: -kp[1])
    return {kind: float(p) for kind, p in ranked}


def similarity_scores(vectors: NDArray[np.float32]) -> NDArray[Any]:
    """Return a score for each vector and kind: ridge regression plus nearest neighbours."""
    examples, labels, ridge = _trained()
    return _scores(vectors, examples, labels, ridge)


def cue_scores(text: str) -> NDArray[Any]:
    """Return what the cue words of each kind add to its score."""
    import numpy as np

    lowered = text.lower()
    return np.array([_cue_score(patterns, lowered) for patterns in _cue_patterns()])


def _scores(
    vectors: NDArray[Any], examples: NDArray[Any], labels: NDArray[Any], ridge: NDArray[Any]
) -> NDArray[Any]:
    import numpy as np

    similar = vectors @ examples.T
    kinds = labels.max() + 1
    near = np.stack(
        [
            np.sort(similar[:, labels == k], axis=1)[:, -NEIGHBOURS:].mean(axis=1)
            for k in range(kinds)
        ],
        axis=1,
    )
    linear: NDArray[Any] = vectors @ ridge
    return linear + near


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
    # A phrase matches its inflections: "churn" also in "churning", "churned".
    return re.compile("|".join(rf"\b{re.escape(p.lower())}" for p in phrases))


@cache
def _cue_patterns() -> list[tuple[re.Pattern[str] | None, ...]]:
    kinds: list[Kind] = list(load_playbook().kinds.values())
    return [(_pattern(k.strong), _pattern(k.weak), _pattern(k.against)) for k in kinds]


def _cue_score(patterns: tuple[re.Pattern[str] | None, ...], text: str) -> float:
    hits = [len(set(p.findall(text))) if p else 0 for p in patterns]
    return STRONG * min(hits[0], 2) + WEAK * min(hits[1], 2) + AGAINST * min(hits[2], 2)
