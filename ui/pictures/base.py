"""What all pictures share: colours that differ in lightness, fonts, and room to breathe."""

from __future__ import annotations

from html import escape
from typing import Any

BLUE, ORANGE, GREEN, PINK, GREY = "#3a86c8", "#c77700", "#2a9d70", "#c2588f", "#8a8f98"
TEXT = "#7a808a"
"""Readable on a light and on a dark page."""

DARK = "#14181f"
"""Text on a pale bar."""


def pale(colour: str, share: float = 0.55) -> str:
    """Return a colour mixed with white, so that dark text is readable on it."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(p + (255 - p) * share):02x}" for p in parts)


def new(*, height: int) -> Any:
    """Return an empty figure of a height in pixels; its page names it."""
    import plotly.graph_objects as go

    figure = go.Figure()
    figure.update_layout(
        height=height,
        margin={"l": 10, "r": 10, "t": 34, "b": 10},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"color": TEXT, "size": 13, "family": "system-ui, sans-serif"},
        legend={"orientation": "h", "y": -0.1},
        hoverlabel={"align": "left"},
    )
    figure.update_xaxes(automargin=True, gridcolor="rgba(128,128,128,0.25)")
    figure.update_yaxes(automargin=True, gridcolor="rgba(128,128,128,0.25)")
    return figure


def short(text: str, most: int = 34) -> str:
    """Return a text cut to a length and escaped for plotly's own markup."""
    line = " ".join(text.split())
    return escape(line if len(line) <= most else line[: most - 1].rstrip() + "…")


def wrapped(text: str, width: int = 22, lines: int = 3) -> str:
    """Return a text broken into lines for plotly, cut after some, and escaped."""
    from textwrap import wrap

    found = wrap(" ".join(text.split()), width)
    if len(found) > lines:
        found = [*found[: lines - 1], found[lines - 1][: width - 1] + "…"]
    return "<br>".join(map(escape, found))
