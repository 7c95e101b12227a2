"""What a text is about and what a quantity is, by weights fitted on labelled texts.

Regressions over meanings (embeddings) and what fits by unit and wording. `heads.json` holds the
weights and says which texts they were fitted on; `python -m briefstar.evals fit-impact` makes it
again. Weights of vectors are kept in steps of a 127th of their largest.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from ...llm.embedding import DIMENSIONS

if TYPE_CHECKING:
    from typing import TypeAlias

    import numpy as np
    from numpy.typing import NDArray

    Matrix: TypeAlias = NDArray[np.float64]

CHOICE = ("about", "likeness", "alike", "fits", "uses", "covered", "used")
"""What speaks for a calculator: the head's logarithm, likeness to its own words and to texts about
it; the share of its needed inputs that fit, of the quantities with a use; both by likelihood.
"""
ROLE = (
    "exact", "cue", "cue_beside", "named", "near", "near_mean", "wording", "default", "unasked",
    "turned", "known", "polarity",
)  # fmt: skip
"""What speaks for a quantity being an input; `wording` is likeness to how others said it,
`unasked` that it could be left out and nothing names it, `polarity` that its words and the input
both speak of what is right, or both of what is not.
"""


@dataclass(frozen=True, slots=True)
class Heads:
    """The fitted weights.

    `texts` is the hash of what they were fitted on, `centres` are mean meanings of texts,
    `wordings` of how an input (id, side) is said.
    """

    texts: str
    ids: tuple[str, ...]
    about: Matrix
    bias: Matrix
    centres: Matrix
    wordings: Mapping[tuple[str, str], Matrix]
    choice: Mapping[str, float]
    role: Mapping[str, float]
    role_bias: float
    asked: Mapping[str, float]


def about(vector: Any, heads: Heads | None = None) -> dict[str, float]:
    """The logarithm of the probability that a text of this meaning is about each calculator."""
    import numpy as np

    known = heads or load_heads()
    logits = known.about @ np.asarray(vector, dtype=np.float64) + known.bias
    logs = logits - logits.max()
    logs -= np.log(np.exp(logs).sum())
    return dict(zip(known.ids, (float(x) for x in logs), strict=True))


def role_logit(values: Mapping[str, float], heads: Heads | None = None) -> float:
    """The logarithm of the odds that a quantity is an input; `values` has the keys of `ROLE`."""
    known = heads or load_heads()
    return known.role_bias + sum(known.role[key] * values[key] for key in ROLE)


@cache
def load_heads() -> Heads:
    """Load `heads.json`."""
    raw = json.loads((resources.files(__package__) / "heads.json").read_text("utf-8"))
    wordings = _unpacked(raw["wordings"])
    return Heads(
        texts=raw["texts_sha256"],
        ids=tuple(raw["ids"]),
        about=_unpacked(raw["about"]),
        bias=_unpacked(raw["bias"])[:, 0],
        centres=_unpacked(raw["centres"]),
        wordings={(id, side): wordings[at] for at, (id, side) in enumerate(raw["said"])},
        choice=raw["choice"],
        role=raw["role"],
        role_bias=raw["role_bias"],
        asked=raw["asked"],
    )


def packed(rows: Matrix) -> dict[str, Any]:
    """Rows in steps of a 127th of the largest of each, as text."""
    import numpy as np

    scales = np.abs(rows).max(axis=1) / 127
    steps = np.round(rows / scales[:, None]).astype(np.int8)
    return {
        "scales": [float(f"{s:.6g}") for s in scales],
        "steps": base64.b64encode(steps.tobytes()).decode(),
    }


def _unpacked(raw: Mapping[str, Any]) -> Matrix:
    import numpy as np

    scales = np.array(raw["scales"])
    steps = np.frombuffer(base64.b64decode(raw["steps"]), dtype=np.int8)
    rows: Matrix = steps.reshape(len(scales), -1) * scales[:, None]
    return rows


def mean_direction(vectors: Sequence[Any]) -> Matrix:
    """The direction that unit vectors have in common."""
    import numpy as np

    total = np.zeros(DIMENSIONS)
    for vector in vectors:
        total = total + np.asarray(vector, dtype=np.float64)
    direction: Matrix = total / np.linalg.norm(total)
    return direction
