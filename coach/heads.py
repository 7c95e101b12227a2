"""From small observations to what a sentence does, by weights fitted on labelled answers.

Logistic regressions over what the model saw (the moves), the sentence's cues and its meaning
(an embedding). `heads.json` holds the weights and says which answers they were fitted on;
`python -m briefstar.evals fit` makes it again. No weight knows the whole answer: one head sees a
sentence alone, one also its neighbours and its place.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from ..llm.embedding import embed
from .cues import cue_values
from .moves import MOVES, TALK, Strategy

if TYPE_CHECKING:
    from typing import TypeAlias

    import numpy as np
    from numpy.typing import NDArray

    Matrix: TypeAlias = NDArray[np.float64]

FLOOR = 0.003
"""A move that the model did not list has this probability."""
MOVE_SCALE, CUE_SCALE, ORDER_CUE_SCALE = 0.3, 0.5, 0.25
"""How long a move's logarithm and a cue count beside an embedding, whose length is one."""

ORDER_THRESHOLD = 0.88
"""A sentence that is likelier than this to be an order to the grader is set aside."""


def alone(sentences: Sequence[str], moves: Sequence[Mapping[str, float]], told: Strategy) -> Matrix:
    """One row a sentence: its moves, its meaning, its cues. No other sentence has a part in it."""
    import numpy as np

    cues = CUE_SCALE * np.array([cue_values(s) for s in sentences])
    meaning = np.asarray(embed(sentences), dtype=np.float64)
    return np.hstack([_logs(moves, told), meaning, cues])


def in_place(rows: Matrix, moves: Sequence[Mapping[str, float]], told: Strategy) -> Matrix:
    """The rows of `alone`, each with its neighbours' moves and its place among the sentences."""
    import numpy as np

    logs, n = _logs(moves, told), len(moves)
    edge = np.full((1, logs.shape[1]), -1.0)
    before, after = np.vstack([edge, logs[:-1]]), np.vstack([logs[1:], edge])
    at = np.arange(n)
    place = np.stack([at == 0, at == n - 1, at / n, 1 - at / n], axis=1)
    return np.hstack([rows, before, after, place])


def talk_probability(
    sentences: Sequence[str], moves: Sequence[Mapping[str, float]], told: Strategy
) -> list[float]:
    """For each sentence alone, how likely it is that it is only talk."""
    found = _yes(alone(sentences, moves, told), _heads()[told]["talk"])
    return [row[TALK] for row in found]


def part_probabilities(
    sentences: Sequence[str], moves: Sequence[Mapping[str, float]], told: Strategy
) -> list[dict[str, float]]:
    """For each sentence in its place, the probability of each part; they sum to one."""
    rows = in_place(alone(sentences, moves, told), moves, told)
    return _shares(rows, _heads()[told]["parts"])


def tag_probabilities(
    sentences: Sequence[str], moves: Sequence[Mapping[str, float]], told: Strategy
) -> list[dict[str, float]]:
    """For each sentence alone, the probability of each tag that a rubric's checks ask for."""
    return _yes(alone(sentences, moves, told), _heads()[told]["tags"])


def order_rows(sentences: Sequence[str]) -> Matrix:
    """One row a sentence: its meaning and cues. An order is known before any model is asked."""
    import numpy as np

    cues = ORDER_CUE_SCALE * np.array([cue_values(s) for s in sentences])
    return np.hstack([np.asarray(embed(sentences), dtype=np.float64), cues])


def is_order(sentence: str) -> bool:
    """Whether a sentence by its meaning tells the one who grades what to do."""
    (row,) = _yes(order_rows([sentence]), _heads()["order"])
    return row["order"] >= ORDER_THRESHOLD


@cache
def heads_sha256() -> str:
    """The hash of the weights."""
    return hashlib.sha256(_text().encode()).hexdigest()


def fitted_on() -> str:
    """The hash of the labelled answers that the weights were fitted on."""
    return str(_heads()["answers_sha256"])


def _logs(moves: Sequence[Mapping[str, float]], told: Strategy) -> Matrix:
    import numpy as np

    listed = [[max(row.get(move, 0.0), FLOOR) for move in MOVES[told]] for row in moves]
    logs: Matrix = MOVE_SCALE * np.log(np.array(listed))
    return logs


@cache
def _heads() -> Mapping[str, Any]:
    import numpy as np

    raw = json.loads(_text())
    for head in (raw["order"], *(head for told in MOVES for head in raw[told].values())):
        head["weights"] = np.array(head["weights"])
        head["bias"] = np.array(head["bias"])
    return dict(raw)


def _text() -> str:
    return (resources.files(__package__) / "heads.json").read_text("utf-8")


def _shares(rows: Matrix, head: Mapping[str, Any]) -> list[dict[str, float]]:
    import numpy as np

    scores = rows @ head["weights"].T + head["bias"]
    p = np.exp(scores - scores.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    return [dict(zip(head["labels"], map(float, row), strict=True)) for row in p]


def _yes(rows: Matrix, head: Mapping[str, Any]) -> list[dict[str, float]]:
    import numpy as np

    p = 1 / (1 + np.exp(-(rows @ head["weights"].T + head["bias"])))
    return [dict(zip(head["labels"], map(float, row), strict=True)) for row in p]
