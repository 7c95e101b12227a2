"""Judge: is a way allowed, tight, ruled out, or unknown for lack of an input? No model."""

from __future__ import annotations

import math
from datetime import date, timedelta

from ...calculators.display import number
from ..impact.impact import FigureInput, Hurdle, Verdict, Way
from .chances import (
    both_figure,
    budget_figure,
    chance_figure,
    people_figure,
    percent,
    time_outcome,
    weeks_figure,
)
from .data import WayCard, way_data
from .plan import (
    POOR,
    SURE,
    Plan,
    chance_of_waits,
    label_gap,
    parts_of,
    people_for,
    plan_of,
    weeks_for,
)
from .said import Reading
from .when import told as day_told

_RESIDENCY = {
    "house": "it sends data to a supplier, and nothing may leave the house",
    "region": "only with a supplier that computes, stores and supports within the region",
}
_DEVICE = {
    "no": "it needs a server to answer, and it has to run on the device",
    "part": "only if the finished model is small enough for the device",
}
_ORDER = ("allowed", "tight", "unknown", "ruled out")


def judge(reading: Reading, text: str, seed: int) -> list[Way]:
    """All ways, the allowed ones first, each group by its chance."""
    ways = [_way(card, reading, text, seed) for card in way_data().ways]
    return sorted(ways, key=lambda w: (_ORDER.index(w.verdict), -(w.p or 0)))


def _way(card: WayCard, reading: Reading, text: str, seed: int) -> Way:
    plan = plan_of(card, reading, seed)
    hurdles = hurdles_of(card, reading)
    verdict, why = _verdict(plan, hurdles, reading, seed)
    needed = weeks_for(plan)
    latest = _latest(reading, needed)
    people = people_for(card, reading, seed) if "weeks" in plan.time else None
    outcome = time_outcome(plan, reading) if "people" in plan.time else None
    budget = budget_figure(plan, reading)
    return Way(
        id=card.id,
        title=card.title,
        about=card.about,
        verdict=verdict,
        p=None if plan.p is None else round(plan.p, 3),
        named=card.is_named_in(text),
        why=why,
        hurdles=hurdles,
        chance=both_figure(plan, outcome, budget),
        in_time=chance_figure(outcome, "in_time", plan.in_time) if outcome else None,
        in_budget=budget,
        weeks_needed=weeks_figure(outcome, needed) if outcome else None,
        people_needed=people_figure(plan, reading, people),
        people_told=_people_told(card, reading, people, seed),
        latest_start=latest.isoformat() if latest else None,
        start_told=_start_told(latest, reading),
        gives_up=card.gives_up,
        parts=parts_of(card),
    )


def hurdles_of(card: WayCard, reading: Reading) -> list[Hurdle]:
    """What stands against a way beside time and money."""
    found, limits = list[Hurdle](), {limit.id for limit in reading.limits}
    if "house" in limits and card.data == "supplier":
        found.append(Hurdle(limit="house", text=_RESIDENCY["house"], hard=True))
    elif "region" in limits and card.data == "supplier":
        found.append(Hurdle(limit="region", text=_RESIDENCY["region"], hard=False))
    if "device" in limits and card.device != "yes":
        hard = card.device == "no"
        found.append(Hurdle(limit="device", text=_DEVICE[card.device], hard=hard))
    found += [
        Hurdle(limit=id, text=told_, hard=False)
        for id, told_ in card.strained.items()
        if id in limits
    ]
    if speed := _speed(card, reading):
        found.append(speed)
    if labels := _labels(card, reading, "no-labelling" in limits):
        found.append(labels)
    if card.needs_traffic and reading.value("users") is None:
        told_ = "how much traffic there is for its test was not said"
        found.append(Hurdle(limit="traffic", text=told_, hard=False))
    return found


def _speed(card: WayCard, reading: Reading) -> Hurdle | None:
    promise = reading.value("latency")
    if promise is None or card.answers is None or promise.high >= card.answers[1]:
        return None
    least, most = card.answers
    told_ = f"{number(least)} to {number(most)} ms"
    hard = promise.high < least
    text = f"one answer usually takes {told_}" + (
        ", longer than was promised" if hard else ": the slower ones break the promise"
    )
    return Hurdle(
        limit="latency",
        text=text,
        hard=hard,
        basis=_basis("answers", "the usual time of one answer", least, most, "millisecond", told_),
    )


def _labels(card: WayCard, reading: Reading, no_more: bool) -> Hurdle | None:
    if card.labels is None:
        return None
    least, most = card.labels.range
    told_ = f"{number(least)} to {number(most)}"
    source = way_data().sources[card.labels.source]
    basis = _basis("labels", "labelled cases that it needs", least, most, "", told_, source)
    have = reading.value("labels")
    if have is None:
        text = f"it needs {told_} labelled cases; how many there are was not said"
        return Hurdle(limit="labels", text=text, hard=False, basis=basis)
    if not label_gap(card, reading):
        return None
    hard = no_more or not card.labels.can_be_made
    text = f"it needs {told_} labelled cases, more than there are"
    text += "" if hard else "; the rest has to be labelled first"
    return Hurdle(limit="labels", text=text, hard=hard, basis=basis)


def _basis(
    name: str, means: str, least: float, most: float, unit: str, told_: str, source: str = ""
) -> FigureInput:
    middle = (least + most) / 2
    return FigureInput(
        name=name, means=means, value=middle, low=least, high=most, unit=unit, source="assumed",
        text=told_, note=source or way_data().sources["practice"],
    )  # fmt: skip


def _verdict(plan: Plan, hurdles: list[Hurdle], reading: Reading, seed: int) -> tuple[Verdict, str]:
    """The verdict and its reason, in one line."""
    if hard := [h for h in hurdles if h.hard]:
        return "ruled out", "; ".join(h.text for h in hard)
    if plan.in_budget is not None and plan.in_budget < POOR:
        return "ruled out", f"the budget holds with a chance of {percent(plan.in_budget)}"
    strained = [h for h in hurdles if h.limit in ("region", "latency", "device")]
    if plan.p is None:
        waits = chance_of_waits(plan.card, reading, seed)
        if waits is not None and waits < POOR:
            return "ruled out", "the waiting alone takes longer than the time that there is"
        missing = [told_ for name, told_ in _MISSING if name not in plan.time]
        return "unknown", f"it lacks {' and '.join(missing)}"
    if plan.p < POOR:
        return "ruled out", f"a chance of {percent(plan.p)} to be {_what(plan)}"
    why = f"a chance of {percent(plan.p)} to be {_what(plan)}"
    if open_ := [h.text for h in hurdles if h.limit in _open_hurdles(plan.card, reading)]:
        return "unknown", f"{why}, but {open_[0]}"
    if plan.p < SURE:
        return "tight", why
    if strained:
        return "tight", f"{why}, but {strained[0].text}"
    return "allowed", why


def _open_hurdles(card: WayCard, reading: Reading) -> set[str]:
    """What a way cannot do without and cannot make, and nobody has said."""
    found = set[str]()
    if card.labels and not card.labels.can_be_made and reading.value("labels") is None:
        found.add("labels")
    if card.needs_traffic and reading.value("users") is None:
        found.add("traffic")
    return found


_MISSING = (("weeks", "the date"), ("people", "the people"))


def _what(plan: Plan) -> str:
    return "done in time" + (" and within the budget" if plan.in_budget is not None else "")


def _people_told(card: WayCard, reading: Reading, people: int | None, seed: int) -> str:
    if "weeks" not in reading.said or people is not None:
        return ""
    waits = chance_of_waits(card, reading, seed)
    if waits is not None and waits < SURE:
        return "no number of people: the waiting alone takes too long"
    return "no number of people: the work cannot be divided far enough"


def _latest(reading: Reading, needed: float | None) -> date | None:
    """The last day on which to start for a sure plan: the weeks needed before the deadline."""
    if needed is None or reading.deadline is None:
        return None
    blocked = reading.value("blocked")
    days = 7 * (needed + (blocked.value if blocked else 0))
    return reading.deadline - timedelta(days=math.ceil(days))


def _start_told(latest: date | None, reading: Reading) -> str:
    if latest is None:
        return ""
    first = reading.start or reading.today
    return day_told(latest) if latest >= first else f"too late: it was {day_told(latest)}"
