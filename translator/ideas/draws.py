"""The draws behind ranges and probabilities: seeded, and the same for an idea in any company."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from ...errors import UsageError
from .types import Estimate, Idea

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Draws = NDArray[np.float64]

DRAWS, SEED = 4_000, 7
LOW, HIGH = 0.1, 0.9


@dataclass(frozen=True, slots=True)
class Drawn:
    """One idea's draws; `value` is impact × confidence, `rate` that per person-week."""

    impact: Draws
    effort: Draws
    value: Draws
    rate: Draws


def draw(idea: Idea, impact: Estimate, effort: Estimate, seed: int) -> Drawn:
    """Draw an idea's inputs: what was said uniformly, what is assumed triangularly.

    The stream comes from the seed and the idea's name, so that neither the order of the file nor
    another idea changes it.
    """
    import numpy as np

    if seed < 0:
        raise UsageError(f"the seed {seed} is below zero: give a whole number from 0 on")
    words = np.frombuffer(sha256(idea.name.encode()).digest(), dtype=np.uint32)
    dice = np.random.default_rng([seed, *(int(word) for word in words)])
    impacts, efforts = _drawn(impact, dice), _drawn(effort, dice)
    values = impacts * _drawn(idea.confidence, dice)
    return Drawn(impacts, efforts, values, values / efforts)


def middle(draws: Draws) -> tuple[float, float]:
    """The range that holds the middle 80% of the draws."""
    import numpy as np

    low, high = np.quantile(draws, [LOW, HIGH])
    return float(low), float(high)


def share_in_top(rates: Sequence[Draws], places: int) -> list[float]:
    """For each idea the share of draws in which it is among the best so many; ties are split."""
    import numpy as np

    if len(rates) <= places:
        return [1.0] * len(rates)
    table = np.stack(rates)
    last = np.partition(table, -places, axis=0)[-places]
    above, level = table > last, table == last
    left = (places - above.sum(axis=0)) / level.sum(axis=0)
    return [float(share) for share in (above + level * left).mean(axis=1)]


def share_below(rates: Sequence[Draws], at: int) -> list[float]:
    """For each idea the share of draws in which the one at `at` is below it."""
    return [float((rates[at] < other).mean()) for other in rates]


def _drawn(estimate: Estimate, dice: np.random.Generator) -> Draws:
    import numpy as np

    low, high = estimate.low, estimate.high
    if low == high:
        return np.full(DRAWS, low)
    if estimate.source == "assumed":
        return dice.triangular(low, estimate.value, high, DRAWS)
    return low + (high - low) * dice.random(DRAWS)
