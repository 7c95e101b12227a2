"""Judge: the checked chain from business goal to product metric to model metric to guardrail.

Every metric leaves with baseline, target and window, each said, assumed, unknown or testable;
whatever is not said carries who can tell, how, and by when. Pure code over playbook and facts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .brief import Ask, BriefMetric, Slot
from .observe import Reading
from .playbook import Kind, Metric, load_playbook
from .read import Sentence
from .wording import Wording, lower_first, upper_first

SCOPING = "before the work is scoped"
FIRST_STEP = "in the first step of the proof of concept"
_SAME_METRIC = 0.52  # cosine above which a measure is taken to be a playbook metric
_MODEL_METRICS, _GUARDRAILS = 3, 3


@dataclass(frozen=True, slots=True)
class Said:
    """What the input says about one metric: its readings by slot."""

    today: tuple[Reading, ...] = ()
    wanted: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Chain:
    """The brief's metrics, product first, and what the input says twice and differently."""

    metrics: list[BriefMetric]
    contradictions: list[tuple[str, Reading, Reading]]

    @property
    def primary(self) -> BriefMetric:
        """The product metric on which the goal is judged."""
        return self.metrics[0]


def build_chain(
    kind: Kind,
    wording: Wording,
    goal: str,
    readings: Sequence[Reading],
    deadline: Sentence | None,
    answered: dict[str, Slot],
) -> Chain:
    """Return the chain for a goal; `answered` holds slots of the primary metric by name."""
    said, own = _assign(kind, readings)
    product = _product_metrics(kind, goal, said, own)
    rows = [
        _product_row(metric, said, own, deadline, wording, first=number == 0)
        for number, metric in enumerate(product)
    ]
    rows[0] = rows[0].model_copy(update=answered)
    if len(rows) > 1:
        rows[1] = rows[1].model_copy(
            update={"moves": rows[0].name, "how": "It shows earlier and closer to the product "
                    f"whether {lower_first(rows[0].name)} is about to move."}
        )
    rows += _model_rows(kind, wording, rows, said)
    rows += _guardrail_rows(kind, wording, rows, said)
    contradictions = [
        (row.name, values.today[0], other)
        for row in rows
        if (values := said.get(row.id))
        for other in values.today[1:]
        if other.number.value != values.today[0].number.value
        and other.number.unit == values.today[0].number.unit
    ]
    return Chain(rows, contradictions)


def _assign(kind: Kind, readings: Sequence[Reading]) -> tuple[dict[str, Said], str | None]:
    """Match each measured figure to a metric of the kind, or to the user's own metric."""
    measured = [r for r in readings if r.measure]
    if not measured:
        return {}, None
    from ..llm.embedding import embed

    ids = list(dict.fromkeys([
        *kind.product_metrics,
        *(link.metric for link in kind.model_metrics),
        *(guard.metric for guard in kind.guardrails),
    ]))
    metrics = [load_playbook().metrics[i] for i in ids]
    names = [(m.id, name) for m in metrics for name in (m.name, *m.aliases)]
    known = embed([name for _, name in names])
    found: dict[str, Said] = {}
    own: str | None = None
    for reading in measured:
        near = known @ embed([reading.measure or ""])[0]
        best = int(near.argmax())
        metric_id = names[best][0] if near[best] >= _SAME_METRIC else "own"
        if metric_id == "own":
            if own and reading.measure != own and reading.role == "today":
                continue  # a second measure of the user's own stays a fact of the brief
            own = own or reading.measure
        before = found.get(metric_id, Said())
        found[metric_id] = (
            Said((*before.today, reading), before.wanted)
            if reading.role == "today"
            else Said(before.today, (*before.wanted, reading))
        )
    return found, own


def _product_metrics(
    kind: Kind, goal: str, said: dict[str, Said], own: str | None
) -> list[Metric | str]:
    """The metric on which the goal is judged, then the kind's usual one."""
    ids = kind.product_metrics
    metrics = load_playbook().metrics
    for metric_id in ids:
        if metric_id in said:
            others = [i for i in ids if i != metric_id]
            return [metrics[metric_id], metrics[others[0]]]
    if own:
        return [own, metrics[ids[0]]]
    from ..llm.embedding import embed

    texts = [f"{metrics[i].name}. {metrics[i].definition}" for i in ids]
    near = embed(texts) @ embed([goal])[0]
    near[0] += 0.10  # the card's usual metric, unless the goal clearly names another
    order = sorted(range(len(ids)), key=lambda k: -near[k])
    return [metrics[ids[k]] for k in order[:2]]


def _product_row(
    metric: Metric | str,
    said: dict[str, Said],
    own: str | None,
    deadline: Sentence | None,
    wording: Wording,
    *,
    first: bool,
) -> BriefMetric:
    values = said.get(metric.id if isinstance(metric, Metric) else "own", Said())
    if isinstance(metric, str):
        return _own_row(metric, values, deadline)
    name = lower_first(metric.name)
    return BriefMetric(
        id=metric.id,
        name=metric.name,
        kind="product",
        definition=wording.fill(metric.definition),
        formula=wording.fill(metric.formula),
        unit=metric.unit,
        direction=metric.direction,
        baseline=_said(values.today)
        or _unknown(Ask(who=metric.owner, how=metric.measure, when=SCOPING)),
        target=_said(values.wanted) or _unknown(_target_ask(name)),
        window=_window(metric.window, deadline if first else None),
        owner=metric.owner,
        moves="the business goal",
        how="It is the goal, counted.",
        pitfall=metric.pitfalls[0],
    )


def _own_row(measure: str, values: Said, deadline: Sentence | None) -> BriefMetric:
    reading = (*values.today, *values.wanted)[0]
    name = upper_first(measure)
    how = f"Count {lower_first(measure)} the way it was counted for the figure above, and write the count down."
    return BriefMetric(
        id="own",
        name=name,
        kind="product",
        definition=f"As you put it: “{' '.join(reading.sentence.text.split())}”",
        formula="the count behind the stated figure; agree its numerator and denominator",
        unit=reading.number.unit or reading.number.noun or "count",
        direction=_direction(values),
        baseline=_said(values.today) or _unknown(Ask(who="analyst", how=how, when=SCOPING)),
        target=_said(values.wanted) or _unknown(_target_ask(lower_first(name))),
        window=_window("the period over which it is counted today", deadline),
        owner="product manager",
        moves="the business goal",
        how="It is the goal, counted the way you count it.",
        pitfall="Two teams that count it from different sources will disagree; name the source.",
    )


def _direction(values: Said) -> Literal["up", "down", "target"]:
    if not (values.today and values.wanted):
        return "target"
    return "up" if values.wanted[0].number.value > values.today[0].number.value else "down"


def _model_rows(
    kind: Kind, wording: Wording, product: list[BriefMetric], said: dict[str, Said]
) -> list[BriefMetric]:
    shown = {row.id: row.name for row in product}
    # Those that move a metric shown come first; the others move the first by way of their own.
    links = sorted(kind.model_metrics, key=lambda link: link.moves not in shown)
    rows = []
    for link in links[:_MODEL_METRICS]:
        metric = load_playbook().metrics[link.metric]
        moved = shown.get(link.moves, product[0].name)
        values = said.get(metric.id, Said())
        baseline = _testable(
            "the simple baseline's value, still to be measured",
            Ask(
                who="data scientist",
                how=f"Score the simple baseline: {lower_first(wording.fill(kind.approach.offline))}",
                when=FIRST_STEP,
            ),
        )
        target = _testable(
            f"better than the simple baseline by enough to move {lower_first(moved)}",
            Ask(
                who="data scientist",
                how=f"Compare model and baseline on the same held-out data, then agree with the "
                f"product manager which gain is worth an experiment on {lower_first(moved)}.",
                when=FIRST_STEP,
            ),
        )
        rows.append(
            BriefMetric(
                id=metric.id,
                name=metric.name,
                kind="model",
                definition=wording.fill(metric.definition),
                formula=wording.fill(metric.formula),
                unit=metric.unit,
                direction=metric.direction,
                baseline=_said(values.today) or baseline,
                target=_said(values.wanted) or target,
                window=_window(metric.window, None),
                owner="data scientist",
                moves=moved,
                how=wording.fill(link.how),
                pitfall=metric.pitfalls[0],
            )
        )
    return rows


def _guardrail_rows(
    kind: Kind, wording: Wording, rows: list[BriefMetric], said: dict[str, Said]
) -> list[BriefMetric]:
    used = {row.id for row in rows}
    guards = [g for g in kind.guardrails if g.metric not in used]
    guards.sort(key=lambda g: g.metric not in said)
    found = []
    for guard in guards[:_GUARDRAILS]:
        metric = load_playbook().metrics[guard.metric]
        values = said.get(metric.id, Said())
        limit = {"up": "no lower than today", "down": "no higher than today"}.get(
            metric.direction, "within today's range"
        )
        found.append(
            BriefMetric(
                id=metric.id,
                name=metric.name,
                kind="guardrail",
                definition=wording.fill(metric.definition),
                formula=wording.fill(metric.formula),
                unit=metric.unit,
                direction=metric.direction,
                baseline=_said(values.today)
                or _unknown(Ask(who=metric.owner, how=metric.measure, when=SCOPING)),
                target=_said(values.wanted)
                or _assumed(
                    limit,
                    Ask(
                        who="product manager",
                        how="Confirm that no loss at all is acceptable, or say how much is.",
                        when=SCOPING,
                    ),
                ),
                window=_window(metric.window, None),
                owner=metric.owner,
                moves=rows[0].name,
                how=wording.fill(guard.why),
                pitfall=metric.pitfalls[0],
            )
        )
    return found


def _said(readings: tuple[Reading, ...]) -> Slot | None:
    if not readings:
        return None
    first = readings[0]
    unit = "" if first.number.unit else f" {first.number.noun or ''}".rstrip()
    return Slot(state="said", text=first.number.text + unit, quote=first.quote)


def _unknown(ask: Ask) -> Slot:
    return Slot(state="unknown", text="not known yet", ask=ask)


def _testable(text: str, ask: Ask) -> Slot:
    return Slot(state="testable", text=text, ask=ask)


def _assumed(text: str, ask: Ask) -> Slot:
    return Slot(state="assumed", text=text, ask=ask)


def _window(usual: str, deadline: Sentence | None) -> Slot:
    if deadline:
        return Slot(
            state="said", text=" ".join(deadline.text.split()), quote=deadline.quote
        )
    how = "Confirm this window, or name the date by which the result is needed."
    return _assumed(usual, Ask(who="product manager", how=how, when=SCOPING))


def _target_ask(name: str) -> Ask:
    return Ask(
        who="product manager",
        how=f"Agree on the smallest change in {name} that would pay for the work.",
        when=SCOPING,
    )
