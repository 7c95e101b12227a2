"""The chance of a plan: thousands of draws at once, the same arithmetic as the calculator's.

Each input has a stream of its own from (seed, name), so that changing one input leaves the draws
of the others as they are: more people, or a later date, can then never lower a chance.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from zlib import crc32

from .values import Value

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Draws = NDArray[np.float64]

DRAWS = 4_000


def drawn(values: Mapping[str, Value], seed: int, draws: int = DRAWS) -> dict[str, Draws]:
    """Draw each value: triangular about an assumed one, evenly over a range that was said."""
    import numpy as np

    found: dict[str, Draws] = {}
    for name, value in values.items():
        if value.exact:
            found[name] = np.full(draws, value.value)
            continue
        even = np.random.default_rng([seed, crc32(name.encode())]).random(draws)
        low, likely, high = value.low, value.value, value.high
        if value.source != "assumed":
            found[name] = low + even * (high - low)
            continue
        at = (likely - low) / (high - low)
        found[name] = np.where(
            even < at,
            low + np.sqrt(even * (high - low) * (likely - low)),
            high - np.sqrt((1 - even) * (high - low) * (high - likely)),
        )
    return found


def finish(at: Mapping[str, Draws]) -> Draws:
    """Weeks until a plan is done in each draw: `finish` of the calculator `plan-chance`."""
    import numpy as np

    people = np.minimum(at["people"], at["at_once"])
    work = at["effort"] * (1 + at["overrun"]) / (people * at["share"] * at["focus"])
    weeks: Draws = at["before"] + np.maximum(work, at["beside"]) + at["after"]
    return weeks


def total(at: Mapping[str, Draws]) -> Draws:
    """What a plan costs in each draw, in money: `total` of the calculator `plan-cost`."""
    salaries: Draws = at["effort"] * (1 + at["overrun"]) * at["rate"] * at["paid"]
    return at["bought"] + salaries
