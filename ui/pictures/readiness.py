"""Readiness at a glance: how much of a brief was said, and what is still open."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ...translator.brief import Brief
from .base import BLUE, DARK, GREEN, GREY, ORANGE, new, pale

_STATES = (
    ("said", GREEN, ""),
    ("assumed", BLUE, "/"),
    ("testable", GREY, "."),
    ("unknown", ORANGE, "x"),
)
_ROOM = 0.5  # the share of a bar that holds its count and state on one line


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
                    text=[
                        _told(n, state, sum(counts[label].values()))
                        for label, n in zip(slots, numbers, strict=True)
                    ],
                    textposition="inside",
                    insidetextanchor="middle",
                    insidetextfont={"color": DARK, "size": 11},
                    textangle=0,
                    constraintext="none",
                    marker={
                        "color": pale(colour),
                        "line": {"color": colour, "width": 1},
                        "pattern": {"shape": pattern, "solidity": 0.12, "fgcolor": colour},
                    },
                    hoverinfo="skip",
                )
            )
    figure.update_layout(barmode="stack", showlegend=False)
    figure.update_xaxes(visible=False)
    figure.update_yaxes(showgrid=False)
    return figure


def _told(number: int, state: str, of: int) -> str:
    """Return what stands in a bar: its count, and its state where there is room for the word."""
    if not number:
        return ""
    return f"{number} {state}" if number / of >= _ROOM else f"{number}<br>{state}"
