"""A calendar file (RFC 5545) of the days that a result knows, and of a review day that is given."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from ...errors import UsageError
from ..kinds import kind_of, shortened
from .tasks import Task, day_in, line

if TYPE_CHECKING:
    from ..kinds import Result

_DATED = {
    "deadline": "Deadline",
    "freeze": "Freeze begins",
    "thaw": "Freeze ends",
    "start": "Start",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A whole day in the calendar; `text` may have several lines."""

    day: date
    title: str
    text: str


def to_calendar(
    result: Result, tasks: list[Task], *, on: date | None, id: str = "", at: str = ""
) -> bytes:
    """Return the calendar. `id` and `at` let a program know an entry of an earlier file again.

    Raises `UsageError` where the result knows no day and none is given.
    """
    from icalendar import Calendar, Event

    kind = kind_of(result)
    title = shortened(line(kind.title(result)))
    entries = list(_entries(result, tasks))
    if on:
        entries.append(Entry(on, f"Review: {title}", _agenda(tasks)))
    if not entries:
        raise UsageError(f"this {kind.name} knows no day: give a review day, such as 2027-03-01")
    calendar = Calendar()
    calendar.add("prodid", "-//briefstar//library//EN")
    calendar.add("version", "2.0")
    for number, entry in enumerate(entries):
        event = Event()
        event.add("uid", _uid(id or title, number, entry))
        event.add("dtstamp", datetime.fromisoformat(at) if at else datetime.now(UTC))
        event.add("dtstart", entry.day)
        event.add("summary", entry.title)
        event.add("description", entry.text)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _entries(result: Result, tasks: list[Task]) -> Iterator[Entry]:
    from ...translator.impact import Impact

    if isinstance(result, Impact):
        for dated in result.dates:
            if day := day_in(dated.day):
                quote = f"“{dated.quote.text}”" if dated.quote else ""
                told = [f"{dated.told} ({dated.source})", quote, dated.note]
                yield Entry(
                    day,
                    f"{_DATED[dated.kind]}: {shortened(line(result.text))}",
                    "\n".join(line(text) for text in told if text),
                )
        for way in result.ways:
            if way.named and way.latest_start and (day := day_in(way.latest_start)):
                yield Entry(day, f"Latest start: {shortened(line(way.title))}", line(way.why))
    for task in tasks:
        if task.due:
            yield Entry(task.due, f"Due: {task.title}", _told(task))


def _told(task: Task) -> str:
    return "\n".join(f"{label}: {text}" for label, text in [("Owner", task.role), *task.notes])


def _agenda(tasks: list[Task]) -> str:
    return "\n".join(f"{task.kind}: {task.title} ({task.role})" for task in tasks)


def _uid(work: str, number: int, entry: Entry) -> str:
    """Return an id that stays the same when the day or the text changes."""
    named = f"{work} {number} {entry.title.partition(':')[0]}"
    return hashlib.sha256(named.encode()).hexdigest()[:32] + "@briefstar"
