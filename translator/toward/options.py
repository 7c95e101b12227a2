"""Write: what can be moved, with what it gives and costs, computed by the same plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import ceil

from ...calculators import Value, calculate_partly
from ..impact.figures import figures_of, headline_figure
from ..impact.impact import ImpactFigure, Option, Way
from ..impact.judge import Bound, Outcome
from ..impact.themes import limit_cards
from .chances import chance_figure, percent, time_outcome
from .data import WayCard, way_data
from .judge import hurdles_of
from .plan import SURE, Plan, plan_of, weeks_for
from .said import Reading
from .when import told

_CUTS = (0.75, 0.5, 0.25)
_CUT_WORDS = {0.75: "three quarters", 0.5: "half", 0.25: "a quarter"}
_MAX = 7


def target_of(ways: Sequence[Way]) -> Way | None:
    """The way that the options are about: one the text names, or the nearest that does not fit."""
    open_ = [w for w in ways if not any(h.hard for h in w.hurdles) and w.id != "measure"]
    named = [w for w in open_ if w.named]
    tight = [w for w in open_ if w.verdict == "tight"]
    unknown = [w for w in open_ if w.verdict == "unknown"]
    out = [w for w in open_ if w.verdict == "ruled out"]
    missed = [*(w for w in named if w.verdict != "allowed")]
    for group in (missed, named, tight, unknown if unknown and unknown[0].p is None else [], out):
        if group:
            return max(group, key=lambda w: w.p or 0)
    return max(open_, key=lambda w: -(w.p or 0), default=None)


def options(reading: Reading, ways: Sequence[Way], seed: int) -> list[Option]:
    """At least three things to do, computed where the inputs are there."""
    target = target_of(ways)
    found = list[Option]()
    if target is not None:
        card = next(c for c in way_data().ways if c.id == target.id)
        found += _fewer_people(card, reading, seed)
        found += _more_people(card, reading, seed)
        found += _beside(card, reading, seed)
        found += _scope(card, reading, seed)
        found += _date(card, target, reading)
        found += _phases(target, ways, reading, seed)
        found += _staffing(card, reading, seed)
    found += _limits(reading)
    moved = any(o.id == "beside" for o in found)
    found += [o for o in _PLAIN if not (moved and o.id == "review")][: max(0, 3 - len(found))]
    return [o.model_copy(update={"id": f"o{n}"}) for n, o in enumerate(found[:_MAX], 1)]


_PLAIN = (
    Option(
        id="measure", text="Start today with what needs no decision: the metric and its baseline",
        trade_off="nothing gets better yet, but nobody has to guess afterwards",
        who="product manager",
    ),
    Option(
        id="review", text="Start every review and contract on the first day, beside the work",
        trade_off="the reviewers see a plan and not the finished thing", who="legal",
    ),
    Option(
        id="smaller", text="Agree on the smallest version that is worth having before any estimate",
        trade_off="somebody has to say no to the rest", who="product manager",
    ),
)  # fmt: skip


def _more_people(card: WayCard, reading: Reading, seed: int) -> list[Option]:
    """One and two more people from today, with ramp-up and help: Brooks's law, computed."""
    people, weeks = reading.value("people"), reading.value("weeks")
    if people is None or weeks is None:
        return []
    now = plan_of(card, reading, seed)
    if (now.p or 0) >= SURE:
        return []
    told_, first = list[str](), None
    for count in (1, 2):
        figure = _gained(count, reading)
        more = max(0.0, figure.value / weeks.value)
        then = plan_of(card, reading, seed, more=more)
        who = "one more person" if count == 1 else "two more people"
        told_.append(f"{who} from today: {figure.text}, {percent(then.p or 0)}")
        first = first or figure
    cap = (
        f"at most {card.at_once} can work on it at once; "
        if people.value + 2 > card.at_once
        else ""
    )
    return [
        Option(
            id="people",
            text=f"Add people to “{card.title}” ({percent(now.p or 0)} now): {'; '.join(told_)}",
            trade_off=f"not in proportion: newcomers learn, take a colleague's time and shorten no "
            f"wait; {cap}it costs their pay",
            who="engineering manager",
            figure=first,
        )
    ]


def _fewer_people(card: WayCard, reading: Reading, seed: int) -> list[Option]:
    """What fits anyway, with one person less."""
    people, now = reading.value("people"), plan_of(card, reading, seed)
    if people is None or people.low < 2 or (now.p or 0) < SURE:
        return []
    then = plan_of(card, reading, seed, more=-1)
    return [
        Option(
            id="fewer", who="engineering manager", figure=_chance(then, reading),
            text=f"Do “{card.title}” with one person less: {percent(then.p or 0)} in time, and "
            f"{percent(now.p or 0)} with all",
            trade_off="nobody stands in when somebody is away; the person can do something else",
        )
    ]  # fmt: skip


def _gained(count: int, reading: Reading) -> ImpactFigure:
    """What people who join today add until the date, by `hiring-lag`."""
    today = Value(0, 0, 0, "assumed", note="they start at once, the best case")
    people = Value(count, count, count, "assumed", note="a what-if")
    weeks = reading.said["weeks"]
    values = {"people": people, "weeks": weeks.value, "hiring": today}
    said = {"weeks": Bound(weeks.quantity, weeks.value, 1.0)} if weeks.quantity else {}
    figure = headline_figure(figures_of(Outcome(calculate_partly("hiring-lag", values), said)))
    if figure is None:
        raise ValueError("hiring-lag has no figure")
    return figure


def _beside(card: WayCard, reading: Reading, seed: int) -> list[Option]:
    """The waits that were said, beside the work instead of after it."""
    after = [w for w in reading.waits if w.when == "after" and w.kind in ("legal", "security",
             "procurement", "approval")]  # fmt: skip
    if not after or "people" not in reading.said or "weeks" not in reading.said:
        return []
    moved = [replace(w, when="beside") if w in after else w for w in reading.waits]
    now, then = plan_of(card, reading, seed), plan_of(card, replace(reading, waits=moved), seed)
    if (now.p or 0) >= SURE:
        return []
    return [
        Option(
            id="beside",
            text=f"Start what has to be waited for on the first day, beside the work: “"
            f"{card.title}” has {percent(then.p or 0)} instead of {percent(now.p or 0)}",
            trade_off="the reviewers judge a plan and may ask for changes to what is half built",
            who="legal",
            figure=_chance(then, reading),
        )
    ]


def _scope(card: WayCard, reading: Reading, seed: int) -> list[Option]:
    """The largest part of the work that fits, or the smallest where none does."""
    now = plan_of(card, reading, seed)
    if now.p is None or now.p >= SURE:
        return []
    plans = [(cut, plan_of(card, reading, seed, scope=cut)) for cut in _CUTS]
    fits = [(cut, plan) for cut, plan in plans if (plan.p or 0) >= SURE]
    cut, plan = fits[0] if fits else plans[-1]
    text = (
        f"Cut “{card.title}” to {_CUT_WORDS[cut]} of its work: {percent(plan.p or 0)} instead of "
        f"{percent(now.p)}"
    )
    if not fits:
        text += ", so scope alone does not decide it"
    return [
        Option(
            id="scope", text=text, who="product manager", figure=_chance(plan, reading),
            trade_off="fewer cases, users or checks in the first version; agree which",
        )
    ]  # fmt: skip


def _chance(plan: Plan, reading: Reading) -> ImpactFigure | None:
    return chance_figure(time_outcome(plan, reading), "in_time", plan.in_time)


def _date(card: WayCard, target: Way, reading: Reading) -> list[Option]:
    """The date by which it is done in four cases of five."""
    figure, weeks = target.weeks_needed, reading.value("weeks")
    if figure is None or (weeks is not None and weeks.value >= figure.value):
        return []
    day = _after(reading, figure.value)
    return [
        Option(
            id="date", who="product manager",
            text=f"Move the date to {told(day)}: {figure.text}, for “{card.title}”"
            if weeks else f"Name {told(day)} as the date for “{card.title}”: {figure.text}",
            trade_off="what was promised for the earlier date comes later; say so now",
            figure=figure,
        )
    ]  # fmt: skip


def _phases(target: Way, ways: Sequence[Way], reading: Reading, seed: int) -> list[Option]:
    """A quicker way that is allowed first, the wanted one after it with the same people."""
    sure = [w for w in ways if w.verdict == "allowed" and w.id not in (target.id, "measure")]
    timed = [w for w in sure if w.weeks_needed]
    if not timed or target.weeks_needed is None:
        return []
    first = min(timed, key=lambda w: w.weeks_needed.value if w.weeks_needed else 0)
    cards = {card.id: card for card in way_data().ways}
    plans = [plan_of(cards[w.id], reading, seed) for w in (first, target)]
    ends = [weeks_for(plan) for plan in plans]
    if first.weeks_needed is None or ends[0] is None or ends[1] is None:
        return []
    day, later = _after(reading, ends[0]), _after(reading, ends[0] + ends[1])
    if target.verdict == "allowed" and reading.deadline and later > reading.deadline:
        return []
    return [
        Option(
            id="phase", who="product manager", figure=first.weeks_needed,
            text=f"In phases: “{first.title}” by {told(day)} ({first.weeks_needed.text}), then "
            f"“{target.title}” by {told(later)}",
            trade_off=f"the first phase gives this up: {first.gives_up[:1].lower()}"
            f"{first.gives_up[1:].rstrip('.')}",
        )
    ]  # fmt: skip


def _after(reading: Reading, weeks: float) -> date:
    blocked = reading.value("blocked")
    away = blocked.value if blocked else 0.0
    return (reading.start or reading.today) + timedelta(days=ceil(7 * (weeks + away)))


def _staffing(card: WayCard, reading: Reading, seed: int) -> list[Option]:
    """Where nobody said who builds it: what one, two and three people would get done."""
    if "people" in reading.said:
        return []
    found = list[Option]()
    if "weeks" in reading.said:
        return [_crew(count, reading, seed) for count in (1, 2, 3)]
    for count in range(1, min(3, card.at_once) + 1):
        value = Value(count, count, count, "assumed", note="a what-if")
        plan = plan_of(card, reading.changed(people=value), seed)
        needed = weeks_for(plan)
        outcome = time_outcome(plan, reading)
        finish = next(f for f in figures_of(outcome) if f.name == "finish")
        noun = "one person" if count == 1 else f"{count} people"
        found.append(
            Option(
                id="staff", who="engineering manager", figure=finish,
                text=f"“{card.title}” with {noun} full time: {needed or 0:.3g} weeks in four "
                "cases of five",
                trade_off="they cannot do anything else in that time",
            )
        )  # fmt: skip
    return found


def _crew(count: int, reading: Reading, seed: int) -> Option:
    """What so many people could get done in time that fewer could not."""
    value = Value(count, count, count, "assumed", note="a what-if")
    crew = reading.changed(people=value)
    hard = {c.id for c in way_data().ways if any(h.hard for h in hurdles_of(c, crew))}
    plans = [plan_of(card, crew, seed) for card in way_data().ways if card.id not in hard]
    fewer = reading.changed(people=Value(count - 1, count - 1, count - 1, "assumed"))
    sure = [p for p in plans if (p.p or 0) >= SURE]
    new = [p for p in sure if count == 1 or (plan_of(p.card, fewer, seed).p or 0) < SURE]
    told_ = [f"“{p.card.title}” ({percent(p.p or 0)})" for p in new]
    what = f"{'also ' if count > 1 else ''}{', '.join(told_)}" if told_ else "nothing"
    what += " more" if count > 1 and not told_ else ""
    text = f"{'One person' if count == 1 else f'{count} people'} full time: {what} in time"
    return Option(
        id="staff", text=text, who="engineering manager",
        trade_off="they cannot do anything else in that time, and the same people need the craft",
        figure=_chance((new or sure or plans)[-1], crew),
    )  # fmt: skip


def _limits(reading: Reading) -> list[Option]:
    """What the curated limits offer: one course for each limit that was stated."""
    cards = {card.id: card for card in limit_cards()}
    same = {"house": "region"}
    courses = [cards[same.get(li.id, li.id)].options for li in reading.limits
               if same.get(li.id, li.id) in cards]  # fmt: skip
    return [
        Option(id="limit", text=each[0].text, trade_off=each[0].trade_off, who=each[0].who)
        for each in courses[:2]
        if each
    ]
