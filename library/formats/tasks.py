"""What a result leaves to be done: its open questions, slots, dependencies, needs, options, ideas.

Days and priorities are those that the result itself knows; none is made up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from ...errors import UsageError
from ..kinds import kind_of, shortened
from .reading import clean

if TYPE_CHECKING:
    from ...translator.brief import Brief
    from ...translator.ideas import Ranking
    from ...translator.impact import Impact
    from ..kinds import Result

Priority = Literal["High", "Medium", "Low"]
_DAY = re.compile(r"(?:^|\b(?:by|until|before|due|on)\s+)(\d{4}-\d{2}-\d{2})\b", re.I)
_SLOT_TITLES = {
    "unknown": "Find out the {} of {}",
    "assumed": "Confirm the {} of {}",
    "testable": "Test for the {} of {}",
}


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do, on single lines: `role` is who owns it, `notes` are labels with texts."""

    kind: str
    title: str
    role: str
    notes: tuple[tuple[str, str], ...]
    priority: Priority | None = None
    due: date | None = None


def tasks(result: Result) -> list[Task]:
    """Return what is to be done. Raises `UsageError` for a kind that never leaves anything."""
    kind = kind_of(result).name
    if kind not in _READERS:
        raise UsageError(f"a {kind} leaves no tasks: take a {', '.join(_READERS)}")
    return list(_READERS[kind](result))


def day_in(text: str) -> date | None:
    """Return the day that a text is, or sets with a word like "by", as in 2027-03-01."""
    found = _DAY.search(text.strip())
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def line(text: str) -> str:
    """Return a text on one line, without characters that no format can hold."""
    return " ".join(clean(text).split())


def _of_brief(brief: Brief) -> Iterator[Task]:
    for question in brief.questions:
        yield _task(
            "Open question", question.text, question.who,
            ("Why", question.why), ("Recommended", question.recommended),
            priority=_priority(question.priority),
        )  # fmt: skip
    for metric, name, slot in brief.open_slots():
        ask = slot.ask
        yield _task(
            "Open slot", _SLOT_TITLES[slot.state].format(name, metric.name),
            ask.who if ask else metric.owner, ("Now", slot.text),
            ("How", ask.how if ask else ""), ("When", ask.when if ask else ""),
            due=day_in(ask.when) if ask else None,
        )  # fmt: skip
    for needed in (*brief.dependencies, *brief.data):
        yield _task(
            "Dependency", needed.what, needed.owner, ("Why", needed.why), due=day_in(needed.what)
        )


def _of_impact(impact: Impact) -> Iterator[Task]:
    for need in impact.needs:
        yield _task(
            "Need", need.question, need.who, ("Means", need.means), ("When", need.when),
            ("Then", need.formula), due=day_in(need.when),
        )  # fmt: skip
    for option in impact.options:
        told = option.figure.text if option.figure else ""
        yield _task(
            "Option", option.text, option.who, ("Trade-off", option.trade_off), ("Figure", told)
        )


def _of_ranking(ranking: Ranking) -> Iterator[Task]:
    """Yield the ideas in the order of doing, then those that cannot be done as things stand."""
    place = {step.idea: at for at, step in enumerate(ranking.order)}
    last = len(place)
    for ranked in sorted(ranking.ideas, key=lambda r: place.get(r.idea.name, last)):
        idea = ranked.idea
        yield _task(
            "Filtered out" if ranked.filters else "Idea", idea.name, "product",
            ("Group", ranked.quadrant), ("Value", ranked.rate.text),
            ("Effort", idea.effort.text if idea.effort else ""),
            ("Needs", "; ".join(idea.needs)), ("Risk", idea.risk),
            ("Not as things stand", " ".join(f.text for f in ranked.filters)),
        )  # fmt: skip


_READERS: dict[str, Callable[[Any], Iterator[Task]]] = {
    "brief": _of_brief,
    "impact": _of_impact,
    "ranking": _of_ranking,
}


def _task(
    kind: str,
    title: str,
    role: str,
    *notes: tuple[str, str],
    priority: Priority | None = None,
    due: date | None = None,
) -> Task:
    whole = line(title) or kind
    short = shortened(whole)
    told = [("In full", whole)] if short != whole else []
    told += [(label, line(text)) for label, text in notes if line(text)]
    return Task(kind, short, line(role), tuple(told), priority, due)


def _priority(of_five: float) -> Priority:
    """Return the third of the scale that a question's priority (0 to 5) lies in."""
    return "High" if of_five > 10 / 3 else "Medium" if of_five > 5 / 3 else "Low"
