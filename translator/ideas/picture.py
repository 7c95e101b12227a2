"""The ranking as one interactive HTML page that asks no other machine for anything."""

from __future__ import annotations

import math
from html import escape
from typing import Any

from .chart import GROUPS, NAMED, Point, chart_of
from .placing import placed
from .types import Ranking

_SYMBOLS = dict(zip(GROUPS, ("circle", "triangle-up", "square", "x", "diamond-open"), strict=True))
_COLOURS = dict(zip(GROUPS, ("#0072b2", "#d55e00", "#009e73", "#6b6b6b", "#6b6b6b"), strict=True))
_FEW_DECADES = 2.5
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
    frame, named = chart.frame, len(chart.points) <= NAMED
    shown = placed(
        [(p.effort[1], p.impact[1]) for p in chart.points],
        [(p.label if named else str(p.place), str(p.place)) for p in chart.points],
        frame,
        (chart.wide_effort, chart.wide_impact),
        (chart.quick.value, chart.much.value),
    )
    figure = go.Figure()
    for group in GROUPS:
        if chosen := [n for n, p in enumerate(chart.points) if p.group == group]:
            points, labels = [chart.points[n] for n in chosen], [shown[n] for n in chosen]
            figure.add_trace(_trace(go, group, points, labels))
    for line in chart.lines:
        figure.add_trace(
            go.Scatter(
                name=line.title, x=line.efforts, y=line.impacts, mode="lines",
                line={"dash": line.dash, "color": "#6b6b6b"}, hoverinfo="skip",
            )
        )  # fmt: skip
    _corners(figure)
    figure.update_layout(
        template="simple_white", height=660, hovermode="closest",
        margin={"l": 10, "r": 14, "t": 60, "b": 10},
        legend={"orientation": "h", "y": -0.16},
    )  # fmt: skip
    figure.update_xaxes(**_axis(*frame[0], logarithmic=chart.wide_effort))
    figure.update_yaxes(**_axis(*frame[1], logarithmic=chart.wide_impact))
    figure.update_xaxes(title=_title(chart.effort_title))
    figure.update_yaxes(title=_title(chart.impact_title))
    return figure


def _title(text: str) -> str:
    """Return an axis title with what is in brackets on a line of its own."""
    return escape(text).replace(" (", "<br>(")


def _axis(least: float, most: float, *, logarithmic: bool) -> dict[str, Any]:
    """Return an axis from least to most; a logarithmic one is marked at round figures alone."""
    if not logarithmic:
        return {"type": "linear", "range": [least, most], "automargin": True}
    low, high = math.log10(least), math.log10(most)
    steps = (1, 2, 5) if high - low < _FEW_DECADES else (1,)
    decades = range(math.floor(low), math.ceil(high) + 1)
    marks = [m * 10.0**d for d in decades for m in steps if least <= m * 10.0**d <= most]
    return {
        "type": "log",
        "range": [low, high],
        "tickvals": marks,
        "ticktext": [f"{m:,.12g}" for m in marks],
        "automargin": True,
    }


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


def _trace(go: Any, group: str, points: list[Point], labels: list[tuple[list[str], str]]) -> Any:
    """One group's points, with a symbol of its own; names are escaped for plotly's own markup."""
    return go.Scatter(
        name=group,
        mode="markers+text",
        x=[p.effort[1] for p in points],
        y=[p.impact[1] for p in points],
        error_x=_bars([p.effort for p in points]),
        error_y=_bars([p.impact for p in points]),
        text=["<br>".join(map(escape, lines)) for lines, _ in labels],
        hovertext=[f"{escape(p.name)}<br>{escape(p.told)}" for p in points],
        hoverinfo="text",
        textposition=[corner for _, corner in labels],
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
    """Name the four quadrants: the upper ones above the frame, where no point stands."""
    for name, (x, y) in zip(GROUPS, ((0, 1), (1, 1), (0, 0), (1, 0)), strict=False):
        figure.add_annotation(
            text=escape(name), x=x, y=y, xref="paper", yref="paper", showarrow=False,
            xanchor="left" if x == 0 else "right", yanchor="bottom",
            font={"color": "#6b6b6b"},
        )  # fmt: skip
