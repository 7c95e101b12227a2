"""The metric chain: which model metric moves which product metric, and what guards them."""

from __future__ import annotations

from typing import Any

from ...translator.brief import Brief, BriefMetric
from .base import BLUE, GREEN, ORANGE, new, wrapped

_COLUMNS = {"model": 0, "guardrail": 1, "product": 2}
_LOOKS = {
    "model": (BLUE, "square", "model"),
    "guardrail": (ORANGE, "diamond", "guardrail"),
    "product": (GREEN, "circle", "product"),
}
_GOAL = 3


def draw(brief: Brief) -> Any:
    """Return boxes from model metrics over product metrics to the goal, joined by arrows."""
    import plotly.graph_objects as go

    places = _places(brief.metrics)
    middle = (max(y for _, y in places.values()) + min(y for _, y in places.values())) / 2
    goal = (_GOAL, middle)
    rows = max(
        sum(1 for m in brief.metrics if m.kind == kind)
        for kind in ("model", "product", "guardrail")
    )
    figure = new(height=170 + 95 * rows)
    for kind, (colour, symbol, name) in _LOOKS.items():
        chosen = [m for m in brief.metrics if m.kind == kind]
        figure.add_trace(
            go.Scatter(
                name=name,
                x=[places[m.name][0] for m in chosen],
                y=[places[m.name][1] for m in chosen],
                mode="markers+text",
                marker={"symbol": symbol, "size": 16, "color": colour},
                text=[wrapped(m.name) for m in chosen],
                textposition="bottom center",
                hovertext=[wrapped(m.how, 50, 8) for m in chosen],
                hoverinfo="text",
            )
        )
    figure.add_trace(
        go.Scatter(
            name="goal",
            x=[goal[0]],
            y=[goal[1]],
            mode="markers+text",
            marker={"symbol": "star", "size": 20, "color": "#7a808a"},
            text=["the goal"],
            textposition="bottom center",
            hoverinfo="skip",
        )
    )
    for metric in brief.metrics:
        _arrow(figure, places[metric.name], places.get(metric.moves, goal), metric.kind)
    figure.update_xaxes(visible=False, range=[-0.5, _GOAL + 0.5])
    figure.update_yaxes(visible=False, range=[-rows - 0.4, 0.5])
    return figure


def _places(metrics: list[BriefMetric]) -> dict[str, tuple[float, float]]:
    places: dict[str, tuple[float, float]] = {}
    for kind, column in _COLUMNS.items():
        chosen = [m for m in metrics if m.kind == kind]
        for row, metric in enumerate(chosen):
            places[metric.name] = (column, -row - 0.3 * (column % 2))
    return places


def _arrow(figure: Any, start: tuple[float, float], end: tuple[float, float], kind: str) -> None:
    guards = kind == "guardrail"
    figure.add_annotation(
        x=end[0], y=end[1], ax=start[0], ay=start[1], xref="x", yref="y", axref="x", ayref="y",
        showarrow=True, arrowhead=5 if guards else 2, arrowwidth=1.4, text="",
        arrowcolor=_LOOKS[kind][0], opacity=0.7, standoff=12, startstandoff=12,
    )  # fmt: skip
