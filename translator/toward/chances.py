"""Write: a way's chances, cost, weeks and people as figures with formula and inputs. No model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ...calculators import Figure, Result, Value, get
from ...calculators.display import told
from ...calculators.run import outputs_at
from ...calculators.simulate import HIGH, LOW
from ...calculators.values import check, one_currency
from ...errors import UsageError
from ..impact.figures import figures_of
from ..impact.impact import ImpactFigure
from ..impact.judge import Bound, Outcome
from .plan import SURE, Plan
from .said import Reading

if TYPE_CHECKING:
    from ...calculators.chance import Draws

_STEPS = "4,000 draws with the seed: "


def percent(p: float) -> str:
    """A chance as it is told; simulated ones are not told finer than a percent."""
    if p > 0.99:
        return "over 99%"
    return "under 1%" if p < 0.01 else f"{p * 100:.0f}%"


def bounds(reading: Reading, values: Mapping[str, Value]) -> dict[str, Bound]:
    """Which quantity of the text each input came from."""
    found = {}
    for name, value in values.items():
        said = reading.said.get(name)
        if said and said.quantity and said.value.source in ("said", "computed"):
            found[name] = Bound(said.quantity, value, 1.0)
    return found


def time_outcome(plan: Plan, reading: Reading) -> Outcome:
    """The calculation of a plan's time, for its figures."""
    return _outcome("plan-chance", plan.time, reading, "finish", plan.finish)


def _outcome(
    id: str, values: Mapping[str, Value], reading: Reading, name: str, draws: Draws | None
) -> Outcome:
    """A calculation of the likely case; the range of one output holds 80% of the plan's draws."""
    import numpy as np

    chosen = get(id)
    for key, value in values.items():
        check(chosen.inputs[key], value)
    currency = one_currency(chosen, dict(values))
    figures = list[Figure]()
    point = outputs_at(chosen, {key: value.value for key, value in values.items()})
    for output in chosen.outputs:
        if output.name in point:
            low = high = at = point[output.name]
            if output.name == name and draws is not None:
                low, high = (float(q) for q in np.quantile(draws, (LOW, HIGH)))
            figures.append(Figure(output, at, min(low, at), max(high, at)))
    lacking = tuple(key for key in chosen.inputs if key not in values)
    said = bounds(reading, values)
    return Outcome(Result(chosen, values, tuple(figures), currency, lacking), said)


def chance_figure(outcome: Outcome, name: str, p: float | None) -> ImpactFigure | None:
    """A chance as a figure: the share of the draws in place of the single likely case."""
    if p is None:
        return None
    figure = next(f for f in figures_of(outcome) if f.name == name)
    share = float(f"{p * 100:.3g}")
    told_ = f"{percent(p)} {figure.means}"
    return figure.model_copy(update={"value": share, "low": share, "high": share, "text": told_})


def budget_figure(plan: Plan, reading: Reading) -> ImpactFigure | None:
    """The chance that the budget holds, with the cost of the likely case."""
    if plan.in_budget is None:
        return None
    try:
        outcome = _outcome("plan-cost", plan.money, reading, "total", plan.total)
    except UsageError:  # two currencies: a rate in another than the budget
        return None
    cost = next(f for f in figures_of(outcome) if f.name == "total")
    chance = chance_figure(outcome, "in_budget", plan.in_budget)
    if chance is None:
        return None
    return chance.model_copy(update={"text": f"{chance.text}: {cost.text}"})


def both_figure(
    plan: Plan, outcome: Outcome | None, budget: ImpactFigure | None
) -> ImpactFigure | None:
    """The chance that a verdict rests on: of the time, and of the budget where there is one."""
    figure = chance_figure(outcome, "in_time", plan.p) if outcome else None
    if figure is None or budget is None or plan.p is None:
        return figure
    known = {i.name for i in figure.inputs}
    return figure.model_copy(
        update={
            "name": "in_time_and_budget",
            "means": "chance to be done in time and within the budget",
            "text": f"{percent(plan.p)} chance to be done in time and within the budget",
            "formula": f"{figure.formula} and of both: {budget.formula}",
            "inputs": [*figure.inputs, *(i for i in budget.inputs if i.name not in known)],
        }
    )


def weeks_figure(outcome: Outcome, needed: float | None) -> ImpactFigure | None:
    """The weeks in which it is done in four cases of five."""
    if needed is None:
        return None
    finish = next(f for f in figures_of(outcome) if f.name == "finish")
    weeks = float(f"{needed:.3g}")
    return finish.model_copy(
        update={
            "name": "weeks_needed",
            "means": "in which it is done in four cases of five",
            "value": weeks, "low": finish.low, "high": finish.high,
            "text": f"{told(weeks, 'week')} in which it is done in four cases of five",
            "formula": f"weeks_needed = quantile({SURE:g}, finish); {finish.formula}",
            "steps": f"{_STEPS}the weeks by which that share of them is done.",
            "main": False,
        }
    )  # fmt: skip


def people_figure(plan: Plan, reading: Reading, people: int | None) -> ImpactFigure | None:
    """The people that it needs from the start."""
    if people is None:
        return None
    value = Value(people, people, people, "computed", note="tried from one upwards")
    values = {**plan.time, "people": value}
    outcome = _outcome("plan-chance", values, reading.changed(people=value), "finish", None)
    figure = next(f for f in figures_of(outcome) if f.name == "in_time")
    noun = "person" if people == 1 else "people"
    return figure.model_copy(
        update={
            "name": "people_needed", "means": "needed from the start", "unit": "",
            "value": people, "low": people, "high": people,
            "text": f"{people} {noun} needed from the start",
            "formula": f"people_needed = fewest people with in_time at {SURE:.0%} or more; "
            f"{figure.formula}",
            "main": False,
        }
    )  # fmt: skip
