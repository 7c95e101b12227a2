"""Write an impact as Markdown: statement, arithmetic, options, what is open. Escaped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...escape import markdown as esc
from .impact import Impact, ImpactFigure


def to_markdown(impact: Impact) -> str:
    """Return the whole impact as one document, of either direction."""
    if impact.direction == "technical":
        from ..toward.markdown import to_markdown as of_ways

        return of_ways(impact)
    s = impact.statement
    lines = ["# Business impact", "", f"**{esc(s.headline)}**", ""]
    lines += [f"> {esc(line)}" for line in impact.text.strip().splitlines() if line.strip()]
    lines += _list("What you said", s.said)
    if impact.figures:
        lines += ["", "## What follows", "", *figure_table(impact.figures)]
    if impact.limits:
        lines += ["", "## Limits", ""]
        lines += [
            f"- **{esc(x.title)}** (“{esc(x.quote.text)}”): {esc(x.means)} Ruled out: "
            f"{esc(x.rules_out)}"
            for x in impact.limits
        ]
    lines += _list(f"So what, for {s.audience}", s.so_what)
    if impact.options:
        lines += ["", "## Options", ""]
        lines += [
            f"{n}. {esc(o.text)}. Trade-off: {esc(o.trade_off)}. Decides: {esc(o.who)}."
            for n, o in enumerate(impact.options, 1)
        ]
    lines += _open(impact)
    if impact.sensitivity:
        lines += ["", "## What matters most", ""]
        lines += [
            f"- {esc(w.means)}, {esc(w.from_)} to {esc(w.to)}: {esc(w.at_from)} to {esc(w.at_to)}"
            for w in sorted(impact.sensitivity, key=lambda w: -w.share)[:5]
        ]
    lines += ["", "## How this was made", "", _made(impact)]
    return "\n".join(lines) + "\n"


def _list(title: str, items: list[str]) -> list[str]:
    return ["", f"## {title}", "", *(f"- {esc(item)}" for item in items)] if items else []


def figure_table(figures: Sequence[ImpactFigure]) -> Iterator[str]:
    """Yield the lines of a table of figures, each with its formula and its inputs."""
    yield "| Figure | How | From |"
    yield "| --- | --- | --- |"
    for figure in figures:
        mark = "**" if figure.main else ""
        steps = f" ({esc(figure.steps)})" if figure.steps else ""
        yield (
            f"| {mark}{_cell(figure.text)}{mark} | {_cell(figure.formula)}{steps} | "
            f"{_cell(_from(figure))} |"
        )


def _from(figure: ImpactFigure) -> str:
    return "; ".join(
        f"{i.name} {i.text} ({i.source}{': ' + i.note if i.note else ''})" for i in figure.inputs
    )


def _open(impact: Impact) -> Iterator[str]:
    if not (impact.needs or impact.doubts or impact.problems):
        return
    yield from ("", "## Still open", "")
    for need in impact.needs:
        yield (
            f"- **{esc(need.question)}** Ask {esc(need.who)}, {esc(need.when)}. Then: "
            f"{esc(need.formula)}."
        )
    yield from (f"- {esc(doubt.question)}" for doubt in impact.doubts)
    yield from (f"- {esc(problem)}" for problem in impact.problems)


def _made(impact: Impact) -> str:
    p = impact.provenance
    sources = " ".join(f"{esc(id)}: {esc(source)}" for id, source in p.calculators.items())
    aside = f" Not followed: {'; '.join(map(esc, impact.set_aside))}." if impact.set_aside else ""
    return (
        f"Roles of the figures read by {esc(p.model)}, computed by briefstar {p.briefstar} with "
        f"seed {p.seed}. Every figure is computed from what you said or gave later, or from an "
        f"assumption that is marked. {sources}{aside}"
    ).strip()


def _cell(text: str) -> str:
    return esc(text).replace("\n", " ")
