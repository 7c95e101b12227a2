"""Readiness at a glance: how much of a brief was said, and what is still open."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ...translator.brief import Brief
from .base import BLUE, GREEN, GREY, ORANGE, new

_STATES = (
    ("said", GREEN, ""),
    ("assumed", BLUE, "/"),
    ("testable", GREY, "."),
    ("unknown", ORANGE, "x"),
)


def draw(brief: Brief) -> Any:
    """Return bars of baselines, targets and windows by how sure they are."""
    import plotly.graph_objects as go

    slots = {"Baselines": "baseline", "Targets": "target", "Time windows": "window"}
    counts = {
        label: Counter(getattr(metric, name).state for metric in brief.metrics)
        for label, name in slots.items()
    }
    figure = new(height=210)
    for state, colour, pattern in _STATES:
        numbers = [counts[label][state] for label in slots]
        if any(numbers):
            figure.add_trace(
                go.Bar(
                    name=state,
                    y=list(slots),
                    x=numbers,
                    orientation="h",
                    text=[f"{n} {state}" if n else "" for n in numbers],
                    marker={"color": colour, "pattern": {"shape": pattern, "solidity": 0.25}},
                    hoverinfo="skip",
                )
            )
    figure.update_layout(barmode="stack", showlegend=False)
    figure.update_xaxes(visible=False)
    return figure
