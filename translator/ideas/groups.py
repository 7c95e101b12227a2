"""Which ideas bring much and which are quick: four groups from three thresholds.

Much is what stands out by its impact, or brings at least as much a person-week as all ideas
together would. By arithmetic the best for its effort always does the latter, whatever the others
are, so it is never a fill-in or a don't.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from .amounts import computed
from .types import Estimate, Quadrant

if TYPE_CHECKING:
    from .read import Thresholds

_ROUNDING = 1e-9
"""Of the arithmetic: figures that are equal by hand reach each other."""


class Rated(Protocol):
    """An idea's effort, expected impact, and value per person-week."""

    @property
    def effort(self) -> Estimate:
        """In person-weeks."""

    @property
    def expected(self) -> Estimate:
        """In the ranking's unit."""

    @property
    def rate(self) -> Estimate:
        """In the ranking's unit per person-week."""


@dataclass(frozen=True, slots=True)
class Groups:
    """The thresholds of a ranking, and what an idea is by them."""

    much_from: Estimate
    worth_from: Estimate
    quick_up_to: Estimate

    def quadrant(self, rated: Rated) -> Quadrant:
        """Return an idea's group."""
        much = _reaches(rated.expected, self.much_from) or _reaches(rated.rate, self.worth_from)
        if _reaches(self.quick_up_to, rated.effort):
            return "quick win" if much else "fill-in"
        return "big bet" if much else "don't"


def groups_of(ideas: Sequence[Rated], given: Thresholds, unit: str) -> Groups | None:
    """Return the thresholds that were given, or else those of the ideas; None without ideas."""
    if not ideas:
        return None
    impacts = [each.expected.value for each in ideas]
    efforts = [each.effort.value for each in ideas]
    return Groups(
        given.much_from or computed(_middle(impacts), unit, "half-way from least to most"),
        computed(
            sum(impacts) / sum(efforts),
            f"{unit} per person-week",
            "sum of the expected impacts ÷ sum of the efforts",
        ),
        given.quick_up_to
        or computed(_middle(efforts), "person-week", "half-way from least to most"),
    )


def _middle(values: Sequence[float]) -> float:
    return (min(values) + max(values)) / 2


def _reaches(value: Estimate, threshold: Estimate) -> bool:
    return value.value >= threshold.value * (1 - _ROUNDING)
