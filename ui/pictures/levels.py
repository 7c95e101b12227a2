"""STAR levels with their intervals, the balance of an answer, and levels over sessions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...coach.grade import PART_NAMES, Grade
from ...coach.markdown import level_text, part_name
from ...coach.progress import Line
from .base import BLUE, GREEN, GREY, ORANGE, PINK, new, short

_SYMBOLS = ("circle", "square", "diamond", "triangle-up", "x", "star")
_DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
_COLOURS = (BLUE, ORANGE, GREEN, PINK, GREY, BLUE)


def draw_levels(grade: Grade) -> Any:
    """Return each part's level as a point with the range that it may have."""
    import plotly.graph_objects as go

    names = list(reversed(PART_NAMES))
    figure = new(height=230)
    known = [n for n in names if grade.parts[n].level is not None]
    at = [float(grade.parts[n].level or 0) for n in known]
    low = [float(grade.parts[n].low or 0) for n in known]
    high = [float(grade.parts[n].high or 0) for n in known]
    figure.add_trace(
        go.Scatter(
            x=at,
            y=[part_name(grade, n) for n in known],
            mode="markers",
            marker={"size": 15, "color": BLUE, "symbol": "diamond"},
            error_x={
                "type": "data",
                "symmetric": False,
                "array": [end - x for end, x in zip(high, at, strict=True)],
                "arrayminus": [x - end for end, x in zip(low, at, strict=True)],
                "thickness": 2,
            },
            hovertext=[level_text(grade.parts[n]) for n in known],
            hoverinfo="text",
            showlegend=False,
        )
    )
    for name in names:
        if name not in known:
            figure.add_annotation(
                x=3, y=part_name(grade, name), text="not enough evidence", showarrow=False
            )
    figure.update_xaxes(range=[0.6, 5.4], dtick=1)
    figure.update_yaxes(
        categoryorder="array", categoryarray=[part_name(grade, n) for n in names], type="category"
    )
    return figure


def draw_balance(grade: Grade) -> Any | None:
    """Return each part's share of the words beside what guides advise, or None without any."""
    import plotly.graph_objects as go

    shares, advised = grade.signals.get("balance"), grade.signals.get("balance_advised")
    if not shares or not any(shares.values()) or not advised:
        return None
    names = list(reversed(PART_NAMES))
    labels = [part_name(grade, n) for n in names]
    figure = new(height=250)
    for told, values, colour, pattern in (
        ("advised", advised, GREY, "/"), ("this answer", shares, GREEN, ""),
    ):  # fmt: skip
        figure.add_trace(
            go.Bar(
                name=told,
                y=labels,
                x=[values[n] for n in names],
                orientation="h",
                text=[f"{values[n]}% {told}" for n in names],
                textposition="outside",
                marker={"color": colour, "pattern": {"shape": pattern, "solidity": 0.25}},
                hoverinfo="skip",
            )
        )
    figure.update_layout(barmode="group", showlegend=False)
    most = max(*shares.values(), *advised.values())
    figure.update_xaxes(visible=False, range=[0, 1.3 * most])
    return figure


def draw_progress(lines: Sequence[Line]) -> Any | None:
    """Return levels over attempts, a line each; None where nothing was attempted twice."""
    import plotly.graph_objects as go

    shown = [line for line in lines if len(line.levels) > 1][: len(_SYMBOLS)]
    if not shown:
        return None
    figure = new(height=330)
    for line, symbol, dash, colour in zip(shown, _SYMBOLS, _DASHES, _COLOURS, strict=False):
        figure.add_trace(
            go.Scatter(
                name=f"{short(line.name)} ({line.trend})",
                x=list(range(1, len(line.levels) + 1)),
                y=list(line.levels),
                mode="lines+markers",
                line={"dash": dash, "color": colour},
                marker={"symbol": symbol, "size": 10},
            )
        )
    figure.update_yaxes(range=[0.8, 5.2], dtick=1)
    figure.update_xaxes(title="attempt", dtick=1)
    figure.update_layout(legend={"orientation": "h", "y": -0.25})
    return figure
