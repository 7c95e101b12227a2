"""Judge: which metric a stated figure belongs to, by what it measures.

The measure is named in the user's words; it is taken to be a playbook metric when it is near
the metric's name or an alias, and otherwise is a metric of the user's own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from ..provenance import Number, Quote
from .adverse import is_adverse
from .playbook import Kind, Metric, load_playbook
from .read import Sentence

if TYPE_CHECKING:
    from ..llm.embedding import Vectors

FigureRole = Literal["today", "wanted", "size", "cost", "delay", "other"]
SAME_METRIC = 0.62  # cosine above which a measure is taken to be a playbook metric
OWN = "own: "
_KNOWN, _WANTED_TOO, _PLAIN_COUNT = 0.1, 0.3, 0.15
_SAME_MEASURE = 0.8  # cosine above which two own measures are one
_BEARS_ON_GOAL = 0.4  # cosine below which a figure says nothing about the goal


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure of the input, the sentence it stands in, what it is and what it measures."""

    number: Number
    sentence: Sentence
    role: FigureRole
    p: float
    measure: str | None = None

    @property
    def quote(self) -> Quote:
        """The sentence in which the figure was said."""
        return self.sentence.quote


@dataclass(frozen=True, slots=True)
class Said:
    """What the input says about one metric: its readings by slot."""

    today: tuple[Reading, ...] = ()
    wanted: tuple[Reading, ...] = ()

    def plus(self, reading: Reading) -> Said:
        """Return this with one more reading in its slot."""
        if reading.role == "today":
            return Said((*self.today, reading), self.wanted)
        return Said(self.today, (*self.wanted, reading))


@dataclass(frozen=True, slots=True)
class Matches:
    """Readings by metric: a playbook id, or `OWN` and the user's name for it.

    `ranked` are those that bear on the goal, the one on which it is judged first.
    """

    by_metric: Mapping[str, Said] = field(default_factory=dict)
    ranked: tuple[str, ...] = ()

    def of(self, metric_id: str) -> Said:
        """Return what was said about a metric; empty where nothing was."""
        return self.by_metric.get(metric_id, Said())


def match_readings(kind: Kind, goal: str, readings: Sequence[Reading]) -> Matches:
    """Match each measured figure to a metric of the kind, or to a metric of the user's own.

    Metrics are ranked by how near they are to the goal; one whose wanted level is said too
    comes before one that is only known today.
    """
    measured = [r for r in readings if r.measure and r.role in ("today", "wanted")]
    if not measured:
        return Matches()
    from ..llm.embedding import embed

    names = [(m.id, name) for m in _metrics(kind) for name in (m.name, *m.aliases)]
    vectors = embed([r.measure or "" for r in measured])
    near = vectors @ embed([name for _, name in names]).T
    to_goal = vectors @ embed([goal])[0]
    found: dict[str, Said] = {}
    merit: dict[str, float] = {}
    own: dict[str, Vectors] = {}
    for reading, vector, row, nearness in zip(measured, vectors, near, to_goal, strict=True):
        best = int(row.argmax())
        if row[best] >= SAME_METRIC and not _is_opposite(reading, names[best][0]):
            metric_id, worth = names[best][0], float(nearness) + _KNOWN
        else:
            metric_id = _same_as(vector, own) or OWN + (reading.measure or "")
            own.setdefault(metric_id, vector)
            worth = float(nearness)
        if not reading.number.unit:
            worth -= _PLAIN_COUNT  # "1,200 queries" is more often a size than a level
        found[metric_id] = found.get(metric_id, Said()).plus(reading)
        merit[metric_id] = max(merit.get(metric_id, 0.0), worth)
    for metric_id, values in found.items():
        merit[metric_id] += _WANTED_TOO * bool(values.wanted)
    ranked = sorted((i for i in found if merit[i] >= _BEARS_ON_GOAL), key=lambda i: -merit[i])
    return Matches(found, tuple(ranked))


def _is_opposite(reading: Reading, metric_id: str) -> bool:
    """Whether a share counts what the metric's share leaves out: late parcels, promises kept."""
    metric = load_playbook().metrics[metric_id]
    if reading.number.unit != "%":
        return False
    counted, named = is_adverse(reading.measure or ""), is_adverse(metric.name)
    return counted and not named if metric.direction == "up" else named and not counted


def _same_as(vector: Vectors, seen: Mapping[str, Vectors]) -> str | None:
    """Return the earlier measure that names the same thing in other words, or None."""
    return next((name for name, v in seen.items() if float(v @ vector) >= _SAME_MEASURE), None)


def _metrics(kind: Kind) -> list[Metric]:
    ids = dict.fromkeys(
        [
            *kind.product_metrics,
            *(link.metric for link in kind.model_metrics),
            *(guard.metric for guard in kind.guardrails),
        ]
    )
    return [load_playbook().metrics[metric_id] for metric_id in ids]
