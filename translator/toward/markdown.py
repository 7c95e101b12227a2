"""Write what a deadline, budget or promise allows as Markdown. Escaped."""

from __future__ import annotations

from collections.abc import Iterator

from ...escape import markdown as esc
from ..impact.impact import FigureInput, Impact, Way

_TITLES = {
    "allowed": "What it allows",
    "tight": "What is tight",
    "unknown": "What cannot be judged yet",
    "ruled out": "What it rules out",
}


def to_markdown(impact: Impact) -> str:
    """Return the whole result as one document."""
    s = impact.statement
    lines = ["# What it allows technically", "", f"**{esc(s.headline)}**", ""]
    lines += [f"> {esc(line)}" for line in impact.text.strip().splitlines() if line.strip()]
    lines += _list("What you said", s.said)
    for verdict, title in _TITLES.items():
        ways = [w for w in impact.ways if w.verdict == verdict]
        if ways:
            lines += ["", f"## {title}", "", *_table(ways)]
    lines += _list(f"So what, for {s.audience}", s.so_what)
    if impact.options:
        lines += ["", "## Options", ""]
        lines += [
            f"{n}. {esc(o.text)}. Trade-off: {esc(o.trade_off)}. Decides: {esc(o.who)}."
            for n, o in enumerate(impact.options, 1)
        ]
    lines += _open(impact)
    if impact.limits:
        lines += ["", "## Limits", ""]
        lines += [
            f"- **{esc(x.title)}** (“{esc(x.quote.text)}”): {esc(x.means)} Ruled out: "
            f"{esc(x.rules_out)}"
            for x in impact.limits
        ]
    lines += ["", "## The arithmetic", "", *_arithmetic(impact)]
    lines += ["", "## How this was made", "", _made(impact)]
    return "\n".join(lines) + "\n"


def _list(title: str, items: list[str]) -> list[str]:
    return ["", f"## {title}", "", *(f"- {esc(item)}" for item in items)] if items else []


def _table(ways: list[Way]) -> Iterator[str]:
    yield "| Way | Why | For four cases of five | Start by | It gives up |"
    yield "| --- | --- | --- | --- | --- |"
    for way in ways:
        mark = "**" if way.named else ""
        soft = [h.text for h in way.hurdles if not h.hard and h.text not in way.why]
        why = "; ".join([way.why, *soft])
        yield "| " + " | ".join((
            f"{mark}{_cell(way.title)}{mark}", _cell(why), _cell(_needed(way)),
            _cell(way.start_told or "–"), _cell(way.gives_up),
        )) + " |"  # fmt: skip


def _needed(way: Way) -> str:
    told = []
    if way.weeks_needed:
        told.append(way.weeks_needed.text.split(" in which")[0])
    if way.people_needed:
        told.append(f"in time: {way.people_needed.text.split(' needed')[0]}")
    elif way.people_told:
        told.append(way.people_told)
    return "; ".join(told) or "–"


def _open(impact: Impact) -> Iterator[str]:
    if not (impact.needs or impact.doubts or impact.problems or impact.unplaced):
        return
    yield from ("", "## Still open", "")
    for need in impact.needs:
        yield f"- **{esc(need.question)}** Ask {esc(need.who)}, {esc(need.when)}."
    yield from (f"- {esc(doubt.question)}" for doubt in impact.doubts)
    yield from (f"- {esc(problem)}" for problem in impact.problems)
    if impact.unplaced:
        told = ", ".join(f"“{esc(text)}”" for text in impact.unplaced)
        yield f"- Not used, as no role was clear: {told}."


def _arithmetic(impact: Impact) -> Iterator[str]:
    """Each figure of the inputs, then of the way that the options are about or the first one."""
    shown = list(impact.figures)
    ways = [w for w in impact.ways if w.named] or impact.ways[:1]
    for way in ways[:2]:
        shown += [f for f in (way.in_time, way.in_budget, way.weeks_needed) if f]
    for figure in shown:
        inputs = "; ".join(f"{i.name} {i.text} ({_source(i)})" for i in figure.inputs)
        steps = f" {esc(figure.steps)}" if figure.steps else ""
        yield f"- **{esc(figure.text)}**: {esc(figure.formula)}.{steps} From: {esc(inputs)}."
    for way in ways[:2]:
        told = "; ".join(f"{i.means}, {i.text}" for i in way.parts)
        yield f"- “{esc(way.title)}” is taken as: {esc(told)}."


def _source(given: FigureInput) -> str:
    note = given.note.removeprefix("assumed: ")
    return f"{given.source}{': ' + note if note else ''}"


def _made(impact: Impact) -> str:
    p = impact.provenance
    sources = " ".join(f"{esc(id)}: {esc(source)}" for id, source in p.calculators.items())
    aside = f" Not followed: {'; '.join(map(esc, impact.set_aside))}." if impact.set_aside else ""
    return (
        f"Read and computed by briefstar {p.briefstar} without a model, with today as "
        f"{esc(impact.today or '')} and seed {p.seed}. Ranges of work, waits and money are "
        f"assumptions with their source; every other figure was said, given or computed. "
        f"{sources}{aside}"
    ).strip()


def _cell(text: str) -> str:
    return esc(text).replace("\n", " ")
