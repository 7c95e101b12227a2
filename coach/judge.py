"""Judge: from observations to levels, by the rubric alone. Pure; no model and no text of its own.

That a part is there, and each of its checks, is a probability; so a part's level is a
distribution. The level told is the nearest to its mean, which moves less than its median when one
sentence is read a little differently; `low` and `high` bound the distribution.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from .grade import PART_NAMES, Gap, Overall, PartName
from .rubric import Item, PartRubric

TAIL = 0.1
"""The share of the uncertainty left out at each end of an interval."""
ABSENT, PRESENT, SPECIFIC, TOP = 1, 2, 3, 5


@dataclass(frozen=True, slots=True)
class Levels:
    """A part's level as a distribution: `shares[n]` is the probability of level n + 1."""

    shares: tuple[float, ...]

    @property
    def level(self) -> int:
        """The level nearest to the mean."""
        return math.floor(self.mean + 0.5)

    @property
    def interval(self) -> tuple[int, int]:
        """The range that holds all but `TAIL` at each end, and the level."""
        return min(self.quantile(TAIL), self.level), max(self.quantile(1 - TAIL), self.level)

    @property
    def mean(self) -> float:
        """The expected level."""
        return sum(n * share for n, share in enumerate(self.shares, 1))

    def quantile(self, q: float) -> int:
        """The lowest level that at least `q` of the probability does not exceed."""
        reached = 0.0
        for level, share in enumerate(self.shares, 1):
            reached += share
            if reached >= q - 1e-9:
                return level
        return TOP

    def at_most(self, cap: int) -> Levels:
        """The same, with what lies above a cap at the cap."""
        over = sum(self.shares[cap:])
        kept = (*self.shares[: cap - 1], self.shares[cap - 1] + over)
        return Levels(kept + (0.0,) * (TOP - cap))


def part_levels(
    rubric: PartRubric, probabilities: Mapping[str, float], *, present: float, cap: int = TOP
) -> Levels:
    """Return a part's levels.

    `present` is the probability that the part is there; `probabilities` maps the ids of its checks
    to that of being there with the check met.
    """
    shares = [0.0] * TOP
    shares[ABSENT - 1] = 1 - present
    if not present:
        return Levels(tuple(shares))
    given = {id: min(1.0, p / present) for id, p in probabilities.items()}
    for met in product((True, False), repeat=len(rubric.items)):
        p = present
        for item, yes in zip(rubric.items, met, strict=True):
            p *= given[item.id] if yes else 1 - given[item.id]
        shares[_level(rubric, met) - 1] += p
    return Levels(tuple(shares)).at_most(cap)


def overall(parts: Mapping[PartName, Levels], weights: Mapping[str, int]) -> Overall:
    """Return the weighted mean of the parts and of the ends of their intervals.

    The interval is of parts that are uncertain together, so it is on the wide side.
    """

    def mean(values: Mapping[PartName, float]) -> float:
        return round(sum(weights[name] * values[name] for name in PART_NAMES) / 100, 2)

    return Overall(
        level=mean({name: parts[name].mean for name in PART_NAMES}),
        low=mean({name: parts[name].interval[0] for name in PART_NAMES}),
        high=mean({name: parts[name].interval[1] for name in PART_NAMES}),
        weights=dict(weights),
    )


def gaps(
    name: PartName, rubric: PartRubric, probabilities: Mapping[str, float], *, present: float
) -> list[Gap]:
    """Return what a part lacks, with what each would add to the overall level.

    For an absent part that is one gap: the part itself, told as its core asks for it.
    """
    now = part_levels(rubric, probabilities, present=present).mean

    def gain(level: float) -> float:
        return round(max(0.0, rubric.weight * (level - now) / 100), 3)

    if not is_met(present):
        return [
            Gap(part=name, check="absent", lacks=rubric.absent.lacks, gain=gain(float(SPECIFIC)))
        ]
    lacking = [item for item in rubric.items if not is_met(probabilities[item.id])]
    return [
        Gap(
            part=name,
            check=item.id,
            lacks=item.lacks,
            gain=gain(
                part_levels(rubric, {**probabilities, item.id: present}, present=present).mean
            ),
        )
        for item in lacking
    ]


def by_gain(found: Sequence[Gap]) -> list[Gap]:
    """The gaps that gain something, what gains most first."""
    return sorted((g for g in found if g.gain > 0), key=lambda g: -g.gain)


def is_met(p: float) -> bool:
    """Whether a check counts as met when it has to be told as yes or no."""
    return p >= 0.5


def _level(rubric: PartRubric, met: Sequence[bool]) -> int:
    core, extra = met[0], met[1:]
    lifted = sum(item.lifts for item, yes in zip(rubric.extra, extra, strict=True) if yes)
    lifted = min(lifted, TOP - SPECIFIC)
    return SPECIFIC + lifted if core else min(SPECIFIC, PRESENT + lifted)


def item_of(rubric: PartRubric, check: str) -> Item | None:
    """The check of that id, or None for a part that is absent."""
    return next((item for item in rubric.items if item.id == check), None)
