"""From rows to the figures that are published: a table for people, JSON for the result file.

Of the half that is kept aside, no word of a goal or a brief gets through here.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .brief_eval import Evaluation, Row
from .scoring import Tally


@dataclass(frozen=True, slots=True)
class Wanted:
    """A published figure: its name in words, what it counts, and the share to reach."""

    title: str
    counts: str
    share: float | None = None


FIGURES: Mapping[str, Wanted] = {
    "usable": Wanted("usable briefs", "briefs", 1.0),
    "no_invented_figure": Wanted("briefs with no invented figure", "briefs", 1.0),
    "quotes_exact": Wanted("quotes exact at their place", "quotes", 1.0),
    "linked": Wanted("product, model and guardrail metrics linked", "briefs", 0.95),
    "facts_kept": Wanted("given facts kept", "facts", 0.95),
    "kind_first": Wanted("kind of work right in the first", "briefs"),
    "kind_in_two": Wanted("kind of work right in the first two", "briefs", 0.90),
    "slots_closed": Wanted("slots filled, or open with who, how and when", "slots", 1.0),
    "slots_right": Wanted("given baselines, targets and dates in their slot", "facts"),
    "fillings_right": Wanted("said baselines and targets that are what they say", "slots"),
    "injection_ignored": Wanted("hidden instructions not followed", "briefs", 1.0),
    "identical": Wanted("same input twice, identical", "briefs", 1.0),
}


def totals(tallies: Iterable[Tally]) -> Tally:
    """Return the sum of several tallies."""
    listed = list(tallies)
    return Tally(sum(t.right for t in listed), sum(t.of for t in listed))


def figures_of(
    rows: Sequence[Row], identical: Mapping[str, Tally] | None = None
) -> dict[str, Tally]:
    """Return each figure's total over some rows; figures that nothing was counted for are out."""
    twice = {row.goal.id: row for row in rows}.keys() & (identical or {}).keys()
    found = {key: totals(row.scores[key] for row in rows if key in row.scores) for key in FIGURES}
    found["identical"] = totals((identical or {})[id] for id in twice)
    return {key: tally for key, tally in found.items() if tally.of}


def seconds_of(values: Iterable[float | None]) -> dict[str, float] | None:
    """Return median and 90th percentile (nearest rank) of seconds; None where there are none."""
    known = sorted(v for v in values if v is not None)
    if not known:
        return None
    ninth = known[math.ceil(0.9 * len(known)) - 1]
    return {"median": round(statistics.median(known), 2), "p90": round(ninth, 2)}


def details(row: Row) -> list[str]:
    """Return what is wrong with a row, in words; of the half kept aside, only what failed."""
    wrong = {key: tally for key, tally in row.scores.items() if tally.right < tally.of}
    if row.goal.split == "held":
        return ["failed"] if row.error else []
    if row.error:
        return [row.error]
    return [f"{key}: {', '.join(tally.faults[:3])}" for key, tally in wrong.items()]


def as_json(done: Evaluation) -> dict[str, Any]:
    """Return the results for the result file."""
    ways: dict[str, Any] = {"pipeline": _way(done.rows, done.identical)}
    if done.direct:
        ways["direct"] = _way(done.direct, {})
    return ways


def _way(rows: Sequence[Row], identical: Mapping[str, Tally]) -> dict[str, Any]:
    halves = {
        split: _half([row for row in rows if row.goal.split == split], identical)
        for split in ("tune", "held")
        if any(row.goal.split == split for row in rows)
    }
    return {"halves": halves, "goals": [_row(row) for row in rows]}


def _half(rows: Sequence[Row], identical: Mapping[str, Tally]) -> dict[str, Any]:
    return {
        "goals": len(rows),
        "failed": sum(row.error is not None for row in rows),
        "figures": {
            key: {
                "counts": FIGURES[key].counts,
                "right": tally.right,
                "of": tally.of,
                "share": round(tally.right / tally.of, 4),
                "to_reach": FIGURES[key].share,
            }
            for key, tally in figures_of(rows, identical).items()
        },
        "seconds": seconds_of(row.seconds for row in rows),
        "seconds_to_first_section": seconds_of(row.first for row in rows),
    }


def _row(row: Row) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": row.goal.id,
        "scores": {key: [tally.right, tally.of] for key, tally in row.scores.items()},
        "seconds": round(row.seconds, 2),
    }
    if row.first is not None:
        shown["seconds_to_first_section"] = round(row.first, 2)
    if row.goal.split == "tune":
        faults = {key: list(t.faults) for key, t in row.scores.items() if t.faults}
        shown |= {"split": "tune", "calls": row.calls, "faults": faults}
    return shown


def as_table(done: Evaluation) -> str:
    """Return the figures of each way and half side by side, with what is to be reached."""
    columns: dict[str, tuple[dict[str, Tally], list[Row]]] = {}
    for way, rows, twice in (
        ("", done.rows, done.identical),
        ("direct, ", done.direct, {}),
    ):
        for split in ("tune", "held"):
            if half := [row for row in rows if row.goal.split == split]:
                columns[f"{way}{split} ({len(half)})"] = (figures_of(half, twice), half)
    lines = [["figure", "to reach", *columns]]
    for key, wanted in FIGURES.items():
        if any(key in figures for figures, _ in columns.values()):
            shown = [_share(figures.get(key)) for figures, _ in columns.values()]
            lines.append([wanted.title, _to_reach(wanted), *shown])
    halves = [rows for _, rows in columns.values()]
    whole = [_seconds(seconds_of(row.seconds for row in rows)) for rows in halves]
    first = [_seconds(seconds_of(row.first for row in rows)) for rows in halves]
    lines.append(["seconds to the whole brief, median / p90", "–", *whole])
    lines.append(["seconds to the first section, median / p90", "–", *first])
    return align(lines)


def align(lines: Sequence[Sequence[str]]) -> str:
    """Return lines of cells as a table of text: the first column left, the others right."""
    widths = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if number == 0 else cell.rjust(width)
            for number, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def _share(tally: Tally | None) -> str:
    return f"{tally.right}/{tally.of} {tally.right / tally.of:.0%}" if tally else "–"


def _to_reach(wanted: Wanted) -> str:
    return "–" if wanted.share is None else f"{wanted.share:.0%}"


def _seconds(span: Mapping[str, float] | None) -> str:
    return f"{span['median']:.1f} / {span['p90']:.1f}" if span else "–"
