"""The ranking as one interactive HTML page that asks no other machine for anything."""

from __future__ import annotations

from html import escape
from typing import Any

from .chart import GROUPS, NAMED, Point, chart_of
from .types import Ranking

_SYMBOLS = dict(zip(GROUPS, ("circle", "triangle-up", "square", "x", "diamond-open"), strict=True))
_COLOURS = dict(zip(GROUPS, ("#0072b2", "#d55e00", "#009e73", "#6b6b6b", "#6b6b6b"), strict=True))
_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Ideas by feasibility</title>
<style>body {{ font-family: sans-serif; margin: 1rem auto; max-width: 70rem; }}</style>
</head>
<body>
<h1>Ideas by feasibility</h1>
{chart}
<p><button data-save="png">Save as PNG</button> <button data-save="svg">Save as SVG</button></p>
<script>
for (const button of document.querySelectorAll('[data-save]')) {{
  button.addEventListener('click', () => Plotly.downloadImage(
    'ideas', {{format: button.dataset.save, filename: 'ideas'}}));
}}
</script>
<h2>The ideas</h2>
<ol>
{listed}
</ol>
</body>
</html>
"""


def draw(ranking: Ranking) -> Any:
    """Return the picture as a plotly figure. Raises `UsageError` if there is nothing to draw."""
    import plotly.graph_objects as go

    chart = chart_of(ranking)
    figure = go.Figure()
    for group in GROUPS:
        if points := [p for p in chart.points if p.group == group]:
            figure.add_trace(_trace(go, group, points, named=len(chart.points) <= NAMED))
    for line in chart.lines:
        figure.add_trace(
            go.Scatter(
                name=line.title, x=line.efforts, y=line.impacts, mode="lines",
                line={"dash": line.dash, "color": "#6b6b6b"}, hoverinfo="skip",
            )
        )  # fmt: skip
    _corners(figure)
    figure.update_layout(
        template="simple_white", height=640, hovermode="closest",
        legend={"orientation": "h", "y": -0.15},
    )  # fmt: skip
    figure.update_xaxes(
        title=chart.effort_title, rangemode="tozero", type="log" if chart.wide_effort else "linear"
    )
    figure.update_yaxes(
        title=chart.impact_title, rangemode="tozero", type="log" if chart.wide_impact else "linear"
    )
    return figure


def to_html(ranking: Ranking) -> str:
    """Return the page. Raises `UsageError` if there is nothing to draw."""
    chart = chart_of(ranking)
    drawn = draw(ranking).to_html(
        full_html=False, include_plotlyjs=True, include_mathjax=False, div_id="ideas",
        config={"displaylogo": False, "responsive": True},
    )  # fmt: skip
    listed = "\n".join(
        f"<li>{escape(p.name)} ({escape(p.group)}): {escape(p.told)}</li>" for p in chart.points
    )
    return _PAGE.format(chart=drawn, listed=listed)


def _trace(go: Any, group: str, points: list[Point], *, named: bool) -> Any:
    """One group's points, with a symbol of its own; names are escaped for plotly's own markup."""
    return go.Scatter(
        name=group,
        mode="markers+text",
        x=[p.effort[1] for p in points],
        y=[p.impact[1] for p in points],
        error_x=_bars([p.effort for p in points]),
        error_y=_bars([p.impact for p in points]),
        text=[escape(p.label) if named else str(p.place) for p in points],
        hovertext=[f"{escape(p.name)}<br>{escape(p.told)}" for p in points],
        hoverinfo="text",
        textposition="top right",
        cliponaxis=False,
        marker={"symbol": _SYMBOLS[group], "size": 12, "color": _COLOURS[group]},
    )


def _bars(ranges: list[tuple[float, float, float]]) -> dict[str, object]:
    return {
        "type": "data",
        "symmetric": False,
        "array": [high - at for _, at, high in ranges],
        "arrayminus": [at - low for low, at, _ in ranges],
        "thickness": 1,
    }


def _corners(figure: Any) -> None:
    """Name the four quadrants in the corners of the picture."""
    corners = zip(GROUPS, ((0, 1), (1, 1), (0, 0), (1, 0)), strict=False)
    for name, (x, y) in corners:
        figure.add_annotation(
            text=escape(name), x=x, y=y, xref="paper", yref="paper", showarrow=False,
            xanchor="left" if x == 0 else "right", yanchor="top" if y == 1 else "bottom",
            font={"color": "#6b6b6b"},
        )  # fmt: skip
