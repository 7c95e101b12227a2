"""Judge: the checked chain from business goal to product metric to model metric to guardrail.

Every metric leaves with baseline, target and window, each said, assumed, unknown or testable;
whatever is not said carries who can tell, how, and by when. Pure code over playbook and facts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ..provenance import Quote
from .adverse import is_adverse
from .brief import Ask, BriefMetric, Slot
from .match import OWN, Matches, Reading, Said, match_readings
from .playbook import Kind, Metric, load_playbook
from .slots import FIRST_STEP, SCOPING, assumed, said, target_ask, testable, unknown, window
from .wording import Wording, lower_first, upper_first

_MODEL_METRICS, _GUARDRAILS = 3, 3
_SAID_PRODUCT = 3
_USUAL_FIRST = 0.10  # cosine by which another product metric must be nearer to the goal
_NO_WORSE = {"up": "no lower than today", "down": "no higher than today"}


@dataclass(frozen=True, slots=True)
class Chain:
    """The brief's metrics, product first, and what the input says twice and differently."""

    metrics: list[BriefMetric]
    contradictions: list[tuple[str, Reading, Reading]]

    @property
    def primary(self) -> BriefMetric:
        """The product metric on which the goal is judged."""
        return self.metrics[0]


@dataclass(frozen=True, slots=True)
class _Case:
    """What all rows of one chain are built from."""

    kind: Kind
    wording: Wording
    matches: Matches
    deadline: Quote | None


def build_chain(
    kind: Kind,
    wording: Wording,
    goal: str,
    *,
    readings: Sequence[Reading],
    deadline: Quote | None = None,
    answered: Mapping[str, Slot] | None = None,
) -> Chain:
    """Return the chain for a goal; `answered` holds slots of the primary metric by name."""
    case = _Case(kind, wording, match_readings(kind, goal, readings), deadline)
    product = [_product_row(case, metric_id) for metric_id in _product_ids(case, goal)]
    primary = product[0].model_copy(
        update={"window": window(product[0].window.text, deadline), **(answered or {})}
    )
    product = [primary, *(_beside(row, primary) for row in product[1:])]
    rows = [*product, *_model_rows(case, product)]
    rows += _guardrail_rows(case, rows)
    return Chain(rows, _contradictions(rows, case.matches))


def _product_ids(case: _Case, goal: str) -> list[str]:
    """Return the metric on which the goal is judged, then those to read beside it.

    Metrics whose figures were said come first; the kind's own fill up, by nearness to the goal.
    """
    ids = case.kind.product_metrics
    said_ids = [i for i in case.matches.ranked if i in ids or i.startswith(OWN)][:_SAID_PRODUCT]
    from ..llm.embedding import embed

    metrics = [load_playbook().metrics[i] for i in ids]
    near = embed([f"{m.name}. {m.definition}" for m in metrics]) @ embed([goal])[0]
    near[0] += _USUAL_FIRST
    usual = sorted(ids, key=lambda i: -near[ids.index(i)])
    if said_ids and all(i.startswith(OWN) for i in said_ids):
        usual = ids  # the kind's usual metric links the user's own to the model's
    others = [i for i in usual if i not in said_ids]
    return [*said_ids, *others[: max(1, 2 - len(said_ids))]]


def _row(
    case: _Case,
    metric: Metric,
    kind: Literal["product", "model", "guardrail"],
    *,
    baseline: Slot,
    target: Slot,
    moves: str,
    how: str,
) -> BriefMetric:
    values = case.matches.of(metric.id)
    return BriefMetric(
        id=metric.id,
        name=metric.name,
        kind=kind,
        definition=case.wording.fill(metric.definition),
        formula=case.wording.fill(metric.formula),
        unit=metric.unit,
        direction=metric.direction,
        baseline=said(values.today) or baseline,
        target=said(values.wanted) or target,
        window=window(metric.window, None),
        owner="data scientist" if kind == "model" else metric.owner,
        moves=moves,
        how=how,
        pitfall=metric.pitfalls[0],
    )


def _product_row(case: _Case, metric_id: str) -> BriefMetric:
    if metric_id.startswith(OWN):
        return _own_row(case, metric_id)
    metric = load_playbook().metrics[metric_id]
    return _row(
        case,
        metric,
        "product",
        baseline=unknown(Ask(who=metric.owner, how=metric.measure, when=SCOPING)),
        target=unknown(target_ask(lower_first(metric.name))),
        moves="the business goal",
        how="It is the goal, counted.",
    )


def _own_row(case: _Case, metric_id: str) -> BriefMetric:
    values = case.matches.of(metric_id)
    reading = (*values.today, *values.wanted)[0]
    name = upper_first(metric_id.removeprefix(OWN))
    how = f"Count {lower_first(name)} as it was counted for the stated figure; write that down."
    return BriefMetric(
        id=metric_id,
        name=name,
        kind="product",
        definition=f"As you put it: “{' '.join(reading.sentence.text.split())}”",
        formula="the count behind the stated figure; agree its numerator and denominator",
        unit=reading.number.unit or reading.number.noun or "count",
        direction=_direction(values, name),
        baseline=said(values.today) or unknown(Ask(who="analyst", how=how, when=SCOPING)),
        target=said(values.wanted) or unknown(target_ask(lower_first(name))),
        window=window("the period over which it is counted today", None),
        owner="product manager",
        moves="the business goal",
        how="It is the goal, counted the way you count it.",
        pitfall="Teams that count it from different sources will disagree; name the source.",
    )


def _direction(values: Said, name: str) -> Literal["up", "down", "target"]:
    if not (values.today and values.wanted):
        return "down" if is_adverse(name) else "target"
    return "up" if values.wanted[0].number.value > values.today[0].number.value else "down"


def _beside(row: BriefMetric, primary: BriefMetric) -> BriefMetric:
    how = (
        f"Read beside it, it shows whether {lower_first(primary.name)} moves for the right reason."
    )
    return row.model_copy(update={"moves": primary.name, "how": how})


def _model_rows(case: _Case, product: Sequence[BriefMetric]) -> list[BriefMetric]:
    shown = {row.id: row.name for row in product}
    # Those that move a metric shown come first; the others move the first by way of their own.
    links = sorted(case.kind.model_metrics, key=lambda link: link.moves not in shown)
    offline = lower_first(case.wording.fill(case.kind.approach.offline))
    measure = Ask(
        who="data scientist", how=f"Score the simple baseline: {offline}", when=FIRST_STEP
    )
    rows = []
    for link in links[:_MODEL_METRICS]:
        moved = shown.get(link.moves, product[0].name)
        agree = Ask(
            who="data scientist",
            how="Compare model and baseline on the same held-out data, then agree with the "
            f"product manager which gain is worth an experiment on {lower_first(moved)}.",
            when=FIRST_STEP,
        )
        rows.append(
            _row(
                case,
                load_playbook().metrics[link.metric],
                "model",
                baseline=testable("the simple baseline's value, still to be measured", measure),
                target=testable("better than the simple baseline by enough to matter", agree),
                moves=moved,
                how=case.wording.fill(link.how),
            )
        )
    return rows


def _guardrail_rows(case: _Case, rows: Sequence[BriefMetric]) -> list[BriefMetric]:
    used = {row.id for row in rows}
    guards = [g for g in case.kind.guardrails if g.metric not in used]
    guards.sort(key=lambda g: case.matches.of(g.metric) == Said())
    confirm = "Confirm that no loss at all is acceptable, or say how much is."
    found = []
    for guard in guards[:_GUARDRAILS]:
        metric = load_playbook().metrics[guard.metric]
        limit = _NO_WORSE.get(metric.direction, "within today's range")
        found.append(
            _row(
                case,
                metric,
                "guardrail",
                baseline=unknown(Ask(who=metric.owner, how=metric.measure, when=SCOPING)),
                target=assumed(limit, Ask(who="product manager", how=confirm, when=SCOPING)),
                moves=rows[0].name,
                how=case.wording.fill(guard.why),
            )
        )
    return found


def _contradictions(
    rows: Sequence[BriefMetric], matches: Matches
) -> list[tuple[str, Reading, Reading]]:
    return [
        (row.name, first, other)
        for row in rows
        for first in matches.of(row.id).today[:1]
        for other in matches.of(row.id).today[1:]
        if other.number.value != first.number.value and other.number.unit == first.number.unit
    ]
