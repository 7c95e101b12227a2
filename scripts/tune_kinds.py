"""Cross-validate the shortlist of kinds on the playbook's own example goals.

Prints, for a grid of constants, how often the right kind comes first and in the first two, and
the log-loss. The constants in `translator/classify.py` are the best of such a run. Goals of
`evals/` are never used.
"""

from __future__ import annotations

import itertools

import numpy as np
from briefstar.llm.embedding import embed_cached
from briefstar.translator import classify

FOLDS = 10


def main() -> None:
    """Run the grid and print one line for each setting, best log-loss last."""
    texts, numbers = classify.training_texts()
    vectors, labels = embed_cached(texts), np.array(numbers)
    fold = np.random.default_rng(0).permutation(len(texts)) % FOLDS
    hits = np.array([classify.cue_hits(text) for text in texts])
    rows = []
    for ridge, neighbours in itertools.product((0.5, 1.0, 2.0, 4.0), (1, 3, 5)):
        classify.RIDGE, classify.NEIGHBOURS = ridge, neighbours
        scores = np.zeros((len(texts), labels.max() + 1))
        for f in range(FOLDS):
            train, test = fold != f, fold == f
            weights = classify.fit(vectors[train], labels[train])
            scores[test] = classify.scores(vectors[test], vectors[train], labels[train], weights)
        for cue, sharpness in itertools.product((0.0, 0.5, 1.0, 1.5), (6.0, 9.0, 12.0, 16.0)):
            total = scores + cue * (hits @ np.array(classify.CUE_WEIGHTS))
            logits = sharpness * (total - total.max(axis=1, keepdims=True))
            p = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
            right = p[np.arange(len(texts)), labels]
            rank = (p > right[:, None]).sum(axis=1)
            rows.append(
                (-np.log(right).mean(), ridge, neighbours, cue, sharpness, rank == 0, rank < 2)
            )
    for loss, ridge, neighbours, cue, sharpness, first, two in sorted(rows, key=lambda r: -r[0])[
        -12:
    ]:
        print(
            f"ridge {ridge} neighbours {neighbours} cue {cue} sharpness {sharpness}: "
            f"first {first.mean():.3f}, first two {two.mean():.3f}, log-loss {loss:.3f}"
        )


if __name__ == "__main__":
    main()
