"""Judge: which metric a stated figure belongs to, by what it measures.

The measure is named in the user's words; it is taken to be a playbook metric when it is near
the metric's name or an alias, and otherwise is a metric of the user's own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ..provenance import Number, Quote
from .playbook import Kind, Metric, load_playbook
from .read import Sentence

FigureRole = Literal["today", "wanted", "size", "cost", "delay", "other"]
SAME_METRIC = 0.55  # cosine above which a measure is taken to be a playbook metric
OWN = "own"


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
    """Readings by metric id, and the name of the user's own metric under `OWN`."""

    by_metric: Mapping[str, Said] = field(default_factory=dict)
    own: str | None = None

    def of(self, metric_id: str) -> Said:
        """Return what was said about a metric; empty where nothing was."""
        return self.by_metric.get(metric_id, Said())


def match_readings(kind: Kind, readings: Sequence[Reading]) -> Matches:
    """Match each measured figure to a metric of the kind, or to the user's own metric.

    The first own measure wins; figures of a second one stay facts of the brief.
    """
    measured = [r for r in readings if r.measure and r.role in ("today", "wanted")]
    if not measured:
        return Matches()
    from ..llm.embedding import embed

    names = [(m.id, name) for m in _metrics(kind) for name in (m.name, *m.aliases)]
    near = embed([r.measure or "" for r in measured]) @ embed([name for _, name in names]).T
    found: dict[str, Said] = {}
    own: str | None = None
    for reading, row in zip(measured, near, strict=True):
        best = int(row.argmax())
        metric_id = names[best][0] if row[best] >= SAME_METRIC else OWN
        if metric_id == OWN:
            own = own or reading.measure
            if reading.measure != own:
                continue
        found[metric_id] = found.get(metric_id, Said()).plus(reading)
    return Matches(found, own)


def _metrics(kind: Kind) -> list[Metric]:
    ids = dict.fromkeys(
        [
            *kind.product_metrics,
            *(link.metric for link in kind.model_metrics),
            *(guard.metric for guard in kind.guardrails),
        ]
    )
    return [load_playbook().metrics[metric_id] for metric_id in ids]
