"""The ranking as a PNG or SVG picture: the same bytes for the same ranking, without a browser."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TYPE_CHECKING, Literal

from .chart import GROUPS, Chart, chart_of
from .types import Ranking

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MARKERS = dict(zip(GROUPS, ("o", "^", "s", "X", "D"), strict=True))
_COLOURS = dict(zip(GROUPS, ("#0072b2", "#d55e00", "#009e73", "#6b6b6b", "#6b6b6b"), strict=True))
_DASHES = {"dot": ":", "dashdot": "-.", "dash": "--"}
_KEY_LINES = 40


def to_image(ranking: Ranking, kind: Literal["png", "svg"]) -> bytes:
    """Return the picture. Raises `UsageError` if there is nothing to draw."""
    import matplotlib
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    chart = chart_of(ranking)
    with matplotlib.rc_context({"svg.hashsalt": "briefstar"}), warnings.catch_warnings():
        # The font lacks some scripts; a box in the picture is no reason to warn.
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        figure = Figure(figsize=(11, 7), dpi=120, layout="constrained")
        FigureCanvasAgg(figure)
        axes = figure.subplots()
        _draw(axes, chart)
        written = BytesIO()
        blank = {"Software": None} if kind == "png" else {"Date": None, "Creator": None}
        figure.savefig(written, format=kind, metadata=blank)
    return written.getvalue()


def _draw(axes: Axes, chart: Chart) -> None:
    for group in GROUPS:
        points = [p for p in chart.points if p.group == group]
        if not points:
            continue
        axes.errorbar(
            [p.effort[1] for p in points],
            [p.impact[1] for p in points],
            xerr=_bars([p.effort for p in points]),
            yerr=_bars([p.impact for p in points]),
            fmt=_MARKERS[group],
            color=_COLOURS[group],
            markerfacecolor="white" if group == "filtered out" else _COLOURS[group],
            markersize=8,
            elinewidth=1,
            capsize=2,
            label=group,
        )
    for p in chart.points:
        axes.annotate(
            str(p.place), (p.effort[1], p.impact[1]), (6, 6), textcoords="offset points",
            fontweight="bold", parse_math=False,
        )  # fmt: skip
    for line in chart.lines:
        axes.plot(
            line.efforts, line.impacts, color="#6b6b6b", linestyle=_DASHES[line.dash],
            label=line.title,
        )  # fmt: skip
    for name, (x, y) in zip(GROUPS, ((0, 1), (1, 1), (0, 0), (1, 0)), strict=False):
        axes.text(
            0.99 if x else 0.01, 0.99 if y else 0.01, name, transform=axes.transAxes,
            color="#6b6b6b", ha="right" if x else "left", va="top" if y else "bottom",
        )  # fmt: skip
    if chart.wide_effort:
        axes.set_xscale("log")
    else:
        axes.set_xlim(left=0)
    if chart.wide_impact:
        axes.set_yscale("log")
    else:
        axes.set_ylim(bottom=0)
    axes.xaxis.set_major_formatter("{x:g}")
    axes.set_xlabel(chart.effort_title)
    axes.set_ylabel(chart.impact_title)
    axes.yaxis.set_major_formatter("{x:,.0f}" if axes.get_ylim()[1] > 20 else "{x:g}")
    axes.text(
        1.02, 1, _key(chart), transform=axes.transAxes, va="top", fontsize=8, parse_math=False
    )
    axes.legend(loc="upper left", bbox_to_anchor=(0, -0.1), ncols=3, frameon=False)


def _key(chart: Chart) -> str:
    """The names behind the numbers, one a line."""
    lines = [p.label for p in chart.points[:_KEY_LINES]]
    more = len(chart.points) - len(lines)
    return "\n".join([*lines, *([f"and {more} more"] if more else [])])


def _bars(ranges: list[tuple[float, float, float]]) -> list[list[float]]:
    return [[at - low for low, at, _ in ranges], [high - at for _, at, high in ranges]]
