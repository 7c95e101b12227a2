"""Judge: the inputs of a way's plan, and its chances by simulation. No model.

Work and waits come from the way's card, people, dates and money from the text; a wait that was
said stands in for the card's own of that kind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...calculators import Value, get
from ...calculators.chance import drawn, finish, total
from ...calculators.values import assumed
from ..impact.impact import FigureInput
from .data import Range, WayCard, Work, way_data
from .said import Reading

if TYPE_CHECKING:
    from ...calculators.chance import Draws

SURE, POOR = 0.8, 0.3
"""At least this chance is allowed; less than that is ruled out."""
_NOTHING = Value(0, 0, 0, "assumed", note="none")


@dataclass(frozen=True, slots=True)
class Plan:
    """A way's inputs and draws. Chances are None where an input of theirs is missing."""

    card: WayCard
    time: Mapping[str, Value]
    money: Mapping[str, Value]
    finish: Draws | None
    total: Draws | None
    in_time: float | None
    in_budget: float | None
    p: float | None


def plan_of(
    card: WayCard, reading: Reading, seed: int, *, scope: float = 1.0, more: float = 0.0
) -> Plan:
    """The plan of a way. `scope` is the part of its work that is done, `more` are people added."""
    time = _time(card, reading, scope)
    if more and "people" in time:
        now = time["people"]
        time["people"] = Value(now.value + more, now.low + more, now.high + more, now.source)
    money = _money(card, reading, time)
    at = drawn({**time, **money}, seed)
    done = finish(at) if "people" in time else None
    fits = done <= at["weeks"] if done is not None and "weeks" in at else None
    cost = total(at) if money else None
    pays = cost <= at["budget"] if cost is not None else None
    both = fits & pays if fits is not None and pays is not None else fits
    return Plan(
        card,
        time,
        money,
        done,
        cost,
        None if fits is None else float(fits.mean()),
        None if pays is None else float(pays.mean()),
        None if both is None else float(both.mean()),
    )


def chance_of_waits(card: WayCard, reading: Reading, seed: int) -> float | None:
    """The chance that the waits alone fit, however many people there are; None without a date."""
    time = {**_time(card, reading, 1.0), "effort": _NOTHING}
    if "weeks" not in time:
        return None
    time.setdefault("people", Value(1, 1, 1, "assumed"))
    at = drawn(time, seed)
    return float((finish(at) <= at["weeks"]).mean())


def people_for(card: WayCard, reading: Reading, seed: int) -> int | None:
    """The fewest people, whole and from the start, for a sure plan; None where no number is."""
    for count in range(1, card.at_once + 1):
        people = Value(count, count, count, "computed")
        chance = plan_of(card, reading.changed(people=people), seed).in_time
        if chance is not None and chance >= SURE:
            return count
    return None


def weeks_for(plan: Plan) -> float | None:
    """The weeks in which four of five draws are done, or None without people."""
    import numpy as np

    return None if plan.finish is None else float(np.quantile(plan.finish, SURE))


def parts_of(card: WayCard) -> list[FigureInput]:
    """The work and waits of a way, each with its range and its source."""
    return [
        FigureInput(
            name=part.what,
            means=f"work on it: {part.what}" if type(part) is Work else f"waiting: {part.what}",
            value=part.weeks[1],
            low=part.weeks[0],
            high=part.weeks[2],
            unit="person-week" if type(part) is Work else "week",
            source="assumed",
            text=f"{part.weeks[1]:g} ({part.weeks[0]:g} to {part.weeks[2]:g}) "
            + ("person-weeks" if type(part) is Work else "weeks"),
            note=way_data().sources[part.source],
        )
        for part in (*card.work, *card.waits)
    ]


def label_gap(card: WayCard, reading: Reading) -> int:
    """How many labels are missing for the least that a way needs; 0 where nothing was said."""
    have = reading.value("labels")
    if card.labels is None or have is None:
        return 0
    return max(0, round(card.labels.range[0] - have.value))


def _time(card: WayCard, reading: Reading, scope: float) -> dict[str, Value]:
    values = {name: v for name in ("weeks", "people") if (v := reading.value(name))}
    for name in ("share", "focus", "overrun"):
        value = reading.value(name) or assumed(get("plan-chance").inputs[name])
        if value:
            values[name] = value
    work = [part.weeks for part in card.work]
    least, likely, most = (sum(w[n] for w in work) * scope for n in range(3))
    values["effort"] = Value(least, least, most, "assumed") if least == most else Value(
        likely, least, most, "assumed", note=_sources(card.work)
    )  # fmt: skip
    many = float(card.at_once)
    values["at_once"] = Value(many, many, many, "assumed", note=way_data().sources["practice"])
    for phase in ("before", "beside", "after"):
        values[phase] = _waits(card, reading, phase)
    return values


def _waits(card: WayCard, reading: Reading, phase: str) -> Value:
    said = [w for w in reading.waits if w.when == phase]
    if not card.launches:  # only access to data holds up what nobody sees yet
        said = [w for w in said if w.kind == "access"]
    if card.data != "supplier" and all(w.kind != "procurement" for w in card.waits):
        said = [w for w in said if w.kind != "procurement"]
    if card.labels is None:
        said = [w for w in said if w.kind != "labelling"]
    kinds = {w.kind for w in reading.waits}
    own = [w for w in card.waits if w.when == phase and w.kind not in kinds]
    if reading.value("labels") and not label_gap(card, reading):
        own = [w for w in own if w.kind != "labelling"]
    ranges: list[Range] = [w.weeks for w in own]
    ranges += [(w.said.value.low, w.said.value.value, w.said.value.high) for w in said]
    if not ranges:
        return _NOTHING
    join = max if phase == "beside" else sum
    least, likely, most = (float(join(r[n] for r in ranges)) for n in range(3))
    notes = [f"{w.what}, {way_data().sources[w.source]}" for w in own]
    notes += [f"said: “{w.said.quantity.text if w.said.quantity else w.what}”" for w in said]
    return Value(likely, least, most, "assumed" if own else "said", note="; ".join(notes))


def _money(card: WayCard, reading: Reading, time: Mapping[str, Value]) -> dict[str, Value]:
    """The inputs of `plan-cost`, or nothing without a budget in a currency that is known."""
    budget = reading.value("budget")
    known = reading.currency in way_data().money_in
    if budget is None or not (known or budget.value == 0 or card.money[2] == 0):
        return {}
    least, likely, most = card.money
    note = way_data().sources["practice"]
    code = reading.currency
    inputs = get("plan-cost").inputs
    values = {
        "budget": budget,
        "bought": Value(likely, least, most, "assumed", currency=code, note=note),
        "effort": time["effort"],
        "overrun": time["overrun"],
    }
    for name in ("rate", "paid"):
        value = reading.value(name) or assumed(inputs[name])
        if value:
            values[name] = value
    if values["rate"].currency not in (None, code):
        return {}  # no exchange rate is assumed
    return values


def _sources(work: Sequence[Work]) -> str:
    told = [part.what for part in work]
    source = "; ".join(dict.fromkeys(way_data().sources[part.source] for part in work))
    return f"{', '.join(told)}: {source}"
