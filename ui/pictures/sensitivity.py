"""Which input matters most: how far the main figure moves with each, as bars."""

from __future__ import annotations

from typing import Any

from ...translator.impact.impact import Impact
from .base import BLUE, new, short

MOST = 8


def draw(impact: Impact) -> Any | None:
    """Return bars of the moves, the longest on top; None where nothing moves the figure."""
    import plotly.graph_objects as go

    swings = sorted(impact.sensitivity, key=lambda s: s.share)[-MOST:]
    if not swings:
        return None
    figure = new(height=130 + 46 * len(swings))
    figure.add_trace(
        go.Bar(
            x=[100 * s.share for s in swings],
            y=[short(f"{s.means}: {s.from_} to {s.to}", 60) for s in swings],
            orientation="h",
            text=[f"{s.at_from} to {s.at_to}" for s in swings],
            textposition="auto",
            marker={"color": BLUE},
            hoverinfo="text",
        )
    )
    figure.update_xaxes(title="move of the main figure, in % of it", rangemode="tozero")
    return figure
