"""Does an answer speak of what the question asks? By meaning alone, and only in plain cases.

The embedded model answers this question by chance, and embeddings rank it at an area under the
curve of 0.8 on the labelled answers: too little to take a grade away in doubt. So only an answer
that is farther from its question than every fitting one that was measured is called off it.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..llm.embedding import embed

FARTHEST = 0.18
"""Likeness of the nearest two sentences plus that of the whole; fitting answers have 0.24 up."""


def answers_question(question: str, sentences: Sequence[str]) -> bool:
    """Whether the sentences may be an answer to the question."""
    if not sentences:
        return True
    import numpy as np

    asked, whole = embed([question, " ".join(sentences)])
    likeness = np.sort(embed(sentences) @ asked)[::-1][:2].mean()
    return bool(likeness + whole @ asked >= FARTHEST)
