"""How good impacts are, on the labelled constraint texts of `evals/constraints/`.

A figure counts as found when its value agrees within rounding in any usual period: 4,000 a day and
1,460,000 a year are the same figure. No human judges.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from typing import TYPE_CHECKING, Any

from ..llm.embedding import embed
from ..shipped import read_yaml
from ..translator.impact import Impact, stream_impact
from ..translator.impact.impact import ImpactFigure
from ..translator.impact.pipeline import FiguresDone

if TYPE_CHECKING:
    from ..llm.model import Model

ROUNDING, TEST_ROUNDING = 0.02, 0.08
"""How far a figure may be off; durations of A/B tests rest on formulas that differ a little."""
SAME_INPUT = 0.35
"""Cosine from which an asked input is taken to be the labelled missing one."""
_DAYS = {"second": 1 / 86_400, "minute": 1 / 1_440, "hour": 1 / 24, "day": 1.0, "week": 7.0,
         "month": 365 / 12, "quarter": 365 / 4, "year": 365.0}  # fmt: skip


@dataclass
class Tally:
    """Right and all, with the ids of what was wrong."""

    right: int = 0
    of: int = 0
    wrong: list[str] = field(default_factory=list)

    def count(self, right: bool, id: str) -> None:
        """Count one case."""
        self.right, self.of = self.right + right, self.of + 1
        if not right:
            self.wrong.append(id)


def text_sets() -> list[str]:
    """Return the names of all sets of labelled texts: the two halves and one an author."""
    folder = resources.files(__package__) / "constraints"
    names = (file.name for file in folder.iterdir())
    return sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml"))


def load_texts(split: str) -> list[Mapping[str, Any]]:
    """Return the labelled texts of a half or an author."""
    return list(read_yaml(_file(split)))


def texts_sha256(split: str) -> str:
    """Return the hash of a half, so that a result can name its data."""
    return hashlib.sha256(_file(split).encode()).hexdigest()


def evaluate(
    split: str, model: Model, tell: Callable[[str], None], limit: int | None = None
) -> dict[str, Any]:
    """Explain every text of a half; return the measures."""
    tallies: dict[str, Tally] = {}
    first, whole = list[float](), list[float]()

    def count(measure: str, right: bool, id: str) -> None:
        tallies.setdefault(measure, Tally()).count(right, id)

    texts = load_texts(split)
    kept = len(texts) if limit is None else min(limit, len(texts))
    for entry in (texts[i * len(texts) // kept] for i in range(kept)):
        impact, until_figures, seconds = _timed(entry["text"], model)
        first.append(until_figures)
        whole.append(seconds)
        id, expected = entry["id"], entry.get("expect", [])
        if expected:
            found = [_is_there(each, impact, entry["topic"]) for each in expected]
            count("all expected figures there", all(found), id)
            for n, right in enumerate(found):
                count("expected figures", right, f"{id}.{n}")
        wrong = [w for w in entry.get("never", []) if _is_shown(w, impact)]
        count("no figure of a trap", not wrong, id)
        count("no other main figure", not _others(expected, impact, entry["topic"]), id)
        for missing in entry.get("missing", []):
            count("missing input asked for", _is_asked(missing, impact), f"{id} {missing}")
        count("every figure has formula and inputs", _is_sourced(impact), id)
        tell(f"{id} {seconds:.1f} s")
    return {
        "measures": {
            name: {
                "right": t.right,
                "of": t.of,
                "share": round(t.right / t.of, 4),
                "wrong": t.wrong,
            }
            for name, t in tallies.items()
        },
        "seconds_to_figures": {"mean": _mean(first), "max": round(max(first), 2)},
        "seconds_whole": {"mean": _mean(whole), "max": round(max(whole), 2)},
        "texts_sha256": texts_sha256(split),
    }


def as_table(result: Mapping[str, Any]) -> str:
    """The measures as lines."""
    lines = [
        f"{name:<36} {m['right']:>4}/{m['of']:<4} {m['share']:>6.1%}  {' '.join(m['wrong'][:12])}"
        for name, m in result["measures"].items()
    ]
    for name in ("seconds_to_figures", "seconds_whole"):
        lines.append(f"{name}: {result[name]}")
    return "\n".join(lines)


def _timed(text: str, model: Model) -> tuple[Impact, float, float]:
    start, until = time.perf_counter(), 0.0
    impact: Impact | None = None
    for item in stream_impact(text, model=model):
        if isinstance(item, FiguresDone):
            until = time.perf_counter() - start
        if isinstance(item, Impact):
            impact = item
    assert impact is not None
    return impact, until, time.perf_counter() - start


def _is_there(expected: Mapping[str, Any], impact: Impact, topic: str) -> bool:
    tolerance = TEST_ROUNDING if topic.startswith("ab-") else ROUNDING
    if "value" in expected:
        return any(
            _near(value, expected["value"], tolerance)
            for figure in impact.figures
            for value in _in_periods(figure, figure.value)
        )
    ends = [(f, "low", "high") for f in impact.figures]
    whole = any(
        _near(a, expected["low"], tolerance) and _near(b, expected["high"], tolerance)
        for f, _, _ in ends
        for a, b in zip(_in_periods(f, f.low), _in_periods(f, f.high), strict=True)
    )
    apart = all(
        any(_near(v, expected[end], tolerance) for f in impact.figures
            for v in _in_periods(f, f.value))
        for end in ("low", "high")
    )  # fmt: skip
    return whole or apart


def _is_shown(wrong: Mapping[str, Any], impact: Impact) -> bool:
    """Whether a main figure is the wrong one, or an end of it, in the same kind of unit."""
    values = [wrong[key] for key in ("value", "low", "high") if key in wrong]
    return any(
        _near(figure.value, value, ROUNDING) and _alike(figure.unit, str(wrong["unit"]))
        for figure in impact.figures
        if figure.main
        for value in values
    )


def _others(expected: Sequence[Mapping[str, Any]], impact: Impact, topic: str) -> list[str]:
    """The main figures that nobody expected."""
    tolerance = TEST_ROUNDING if topic.startswith("ab-") else ROUNDING
    known = [e[k] for e in expected for k in ("value", "low", "high") if k in e]
    return [
        figure.name
        for figure in impact.figures
        if figure.main
        and not any(
            _near(v, k, tolerance)
            for k in known
            for at in (figure.value, figure.low, figure.high)
            for v in _in_periods(figure, at)
        )
    ]


def _is_asked(missing: str, impact: Impact) -> bool:
    asked = [f"{n.means} {n.question}" for n in impact.needs] + impact.problems
    asked += [d.question for d in impact.doubts]
    if not asked:
        return False
    return bool((embed(asked) @ embed([missing])[0]).max() >= SAME_INPUT)


def _is_sourced(impact: Impact) -> bool:
    return all(f.formula and f.inputs for f in impact.figures)


def _in_periods(figure: ImpactFigure, value: float) -> Iterator[float]:
    """The value in every usual period, where it is a rate or a time."""
    yield value
    over, _, under = figure.unit.partition("/")
    if under in _DAYS:
        for days in _DAYS.values():
            yield value * days / _DAYS[under]
        for times in (12, 52):
            yield value * times * _DAYS["month" if times == 12 else "week"] / _DAYS[under]
    if over in _DAYS:
        for days in _DAYS.values():
            yield value * _DAYS[over] / days


def _alike(a: str, b: str) -> bool:
    return a.partition("/")[0].rstrip("s") == b.partition("/")[0].rstrip("s")


def _near(value: float, wanted: float, tolerance: float) -> bool:
    return abs(value - wanted) <= tolerance * abs(wanted) + 1e-9


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 2)


def _file(split: str) -> str:
    folder = resources.files(__package__) / "constraints"
    return (folder / f"{split}.yaml").read_text("utf-8")
