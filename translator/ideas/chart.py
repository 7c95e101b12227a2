"""What both pictures show: points with bars, the thresholds, and labels that need no colour."""

from __future__ import annotations

from dataclasses import dataclass

from ...errors import UsageError
from .types import QUADRANTS, Estimate, Ranking

GROUPS = (*QUADRANTS, "filtered out")
WIDE = 30
STEPS = 60
"""Of the line of equal value per person-week, which is bent where one axis is logarithmic."""

NAMED, LONGEST = 15, 40
"""With more points than this their names stand beside the picture alone; long ones are cut."""


def shortened(name: str, longest: int) -> str:
    """Return a name that is no longer than that, cut between words where there is a space."""
    if len(name) <= longest:
        return name
    cut = name[: longest - 1]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut[longest // 2 :] else cut}…"


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
        """Place and name, cut between words where it is long."""
        return f"{self.place} {shortened(self.name, LONGEST)}"


@dataclass(frozen=True, slots=True)
class Line:
    """A threshold; `dash` is its pattern as plotly names it."""

    title: str
    dash: str
    efforts: list[float]
    impacts: list[float]


@dataclass(frozen=True, slots=True)
class Chart:
    """A ranking as it is drawn."""

    points: list[Point]
    quick: Estimate
    much: Estimate
    worth: Estimate | None
    effort_title: str
    impact_title: str

    @property
    def lines(self) -> list[Line]:
        """The thresholds as lines across the picture."""
        least, most = self._span([p.effort for p in self.points], wide=self.wide_effort)
        lowest, highest = self._span([p.impact for p in self.points], wide=self.wide_impact)
        quick, much, worth = self.quick, self.much, self.worth
        drawn = [
            Line(f"quick up to {quick.text}", "dot", [quick.value] * 2, [lowest, highest]),
            Line(f"much from {much.text}", "dashdot", [least, most], [much.value] * 2),
        ]
        if worth and worth.value > 0:
            least, most = max(least, lowest / worth.value), min(most, highest / worth.value)
            if least < most:
                efforts = [least + (most - least) * n / STEPS for n in range(STEPS + 1)]
                title = f"much for its effort from {worth.text}"
                drawn.append(Line(title, "dash", efforts, [worth.value * e for e in efforts]))
        return drawn

    @property
    def frame(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """What the axes show, with room around the points: efforts, then impacts."""
        ends = []
        for ranges, wide in (
            ([p.effort for p in self.points], self.wide_effort),
            ([p.impact for p in self.points], self.wide_impact),
        ):
            least, most = self._span(ranges, wide=wide)
            room = 1.5 if wide else 1.08
            below = least / room if wide else min(0.0, *(low * room for low, _, _ in ranges))
            ends.append((below, (most * room) or 1.0))
        return ends[0], ends[1]

    def _span(self, ranges: list[tuple[float, float, float]], *, wide: bool) -> tuple[float, float]:
        """Return from where to where the points lie; from zero, where the axis has one."""
        least = min(low for low, _, _ in ranges) if wide else 0.0
        return least, max(high for _, _, high in ranges)

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
    if ranking.quick_up_to is None or ranking.much_from is None:
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
        ranking.quick_up_to,
        ranking.much_from,
        ranking.worth_from,
        "Effort in person-weeks (bar: from least to most)",
        f"Expected impact in {unit} (bar: 80% range)",
    )


def _wide(ranges: list[tuple[float, float, float]]) -> bool:
    least, most = min(low for low, _, _ in ranges), max(high for _, _, high in ranges)
    return least > 0 and most / least > WIDE
