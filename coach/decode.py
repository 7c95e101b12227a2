"""From a probability for each sentence alone to one for each sentence in its sequence.

Parts of an answer mostly come in order, and neighbours mostly share one: a chain of weights says
so, and forward-backward gives each sentence's probabilities given all the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

PARTS = ("Situation", "Task", "Action", "Result", "None")

# How plausible it is that a sentence of the second part follows one of the first, relative to a
# sentence of the same part (1). Ordered as PARTS; chosen by reason, not fitted: forward is easy,
# back is rare but happens ("It turned out that …"), and talk may stand anywhere.
_FOLLOWS: Mapping[str, tuple[float, ...]] = {
    "Situation": (1.0, 0.7, 0.7, 0.15, 0.2),
    "Task": (0.25, 0.7, 1.0, 0.15, 0.2),
    "Action": (0.1, 0.1, 1.0, 0.7, 0.2),
    "Result": (0.05, 0.05, 0.2, 1.0, 0.3),
    "None": (0.6, 0.3, 0.4, 0.4, 1.0),
}
_FIRST = (1.0, 0.4, 0.4, 0.1, 0.5)


def in_sequence(rows: Sequence[Mapping[str, float]]) -> list[dict[str, float]]:
    """Return each row's probabilities given the whole sequence; each sums to one."""
    if not rows:
        return []
    ahead = [_normal([p * row[s] for p, s in zip(_FIRST, PARTS, strict=True)]) for row in rows[:1]]
    for row in rows[1:]:
        before = ahead[-1]
        came = [
            sum(before[i] * _FOLLOWS[PARTS[i]][j] for i in range(len(PARTS)))
            for j in range(len(PARTS))
        ]
        ahead.append(_normal([c * row[s] for c, s in zip(came, PARTS, strict=True)]))
    behind = [[1.0] * len(PARTS)]
    for row in reversed(rows[1:]):
        after = behind[0]
        went = [
            sum(_FOLLOWS[s][j] * row[PARTS[j]] * after[j] for j in range(len(PARTS))) for s in PARTS
        ]
        behind.insert(0, _normal(went))
    both = [
        _normal([a * b for a, b in zip(x, y, strict=True)])
        for x, y in zip(ahead, behind, strict=True)
    ]
    return [dict(zip(PARTS, row, strict=True)) for row in both]


def _normal(values: Sequence[float]) -> list[float]:
    total = sum(values)
    return [v / total for v in values]
