"""What both pictures show: points with bars, the medians, and labels that need no colour."""

from __future__ import annotations

from dataclasses import dataclass

from ...errors import UsageError
from .types import QUADRANTS, Ranking

GROUPS = (*QUADRANTS, "filtered out")
WIDE = 30
NAMED, LONGEST = 15, 40
"""With more points than this their names stand beside the picture alone; long ones are cut."""


@dataclass(frozen=True, slots=True)
class Point:
    """One idea: effort from left to right, expected impact upwards."""

    place: int
    name: str
    group: str
    effort: tuple[float, float, float]
    impact: tuple[float, float, float]
    told: str

    @property
    def label(self) -> str:
        """Place and name, cut where it is long."""
        cut = len(self.name) > LONGEST
        return f"{self.place} {self.name[: LONGEST - 1] + '…' if cut else self.name}"


@dataclass(frozen=True, slots=True)
class Chart:
    """A ranking as it is drawn."""

    points: list[Point]
    median_effort: float
    median_impact: float
    effort_title: str
    impact_title: str

    @property
    def wide_effort(self) -> bool:
        """Whether the efforts lie so far apart that only a logarithmic axis tells them apart."""
        return _wide([p.effort for p in self.points])

    @property
    def wide_impact(self) -> bool:
        """Whether the expected impacts do."""
        return _wide([p.impact for p in self.points])


def chart_of(ranking: Ranking) -> Chart:
    """Return what to draw. Raises `UsageError` if no idea has both figures."""
    if ranking.median_impact is None or ranking.median_effort is None:
        raise UsageError("there is nothing to draw: give an idea's impact and effort first")
    points = []
    for r in ranking.ideas:
        effort, expected = r.idea.effort, r.expected
        if effort is None:
            continue
        told = f"{expected.text}; {effort.text}; {r.rate.text}"
        points.append(
            Point(
                place=r.place,
                name=r.idea.name,
                group="filtered out" if r.filters else r.quadrant,
                effort=(effort.low, effort.value, effort.high),
                impact=(
                    min(expected.low, expected.value),
                    expected.value,
                    max(expected.high, expected.value),
                ),
                told=told,
            )
        )
    unit = "points" if ranking.unit == "point" else ranking.unit
    return Chart(
        points,
        ranking.median_effort.value,
        ranking.median_impact.value,
        "Effort in person-weeks (bar: from least to most)",
        f"Expected impact in {unit} (bar: 80% range)",
    )


def _wide(ranges: list[tuple[float, float, float]]) -> bool:
    least, most = min(low for low, _, _ in ranges), max(high for _, _, high in ranges)
    return least > 0 and most / least > WIDE
