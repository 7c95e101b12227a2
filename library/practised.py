"""Practice sessions and stories on their way out of the records, and back into them."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Connection

from ..errors import UsageError
from ..storage.rows import insert_record, select_records
from .exported import Entry, entries, time_of

_SESSION = re.compile(r"[a-z0-9]{1,32}")


def sessions(db: Connection, user: str) -> list[dict[str, Any]]:
    """Return a user's practice sessions with their events, oldest first."""
    from ..coach.practice import EVENT, STARTED

    return [
        {
            "id": began.owner,
            "at": began.at,
            "events": [
                {"at": event.at, "event": _without_path(event.body)}
                for event in select_records(db, user, EVENT, owner=began.owner)
            ],
        }
        for began in select_records(db, user, STARTED)
    ]


def stories(db: Connection, user: str) -> list[dict[str, Any]]:
    """Return a user's stories, oldest first."""
    from ..coach.stories import KIND

    return [{"at": kept.at, "story": kept.body} for kept in select_records(db, user, KIND)]


def add_sessions(db: Connection, user: str, given: list[Entry]) -> tuple[int, int]:
    """Add sessions; return how many were added and how many were here already."""
    from ..coach.practice import EVENT, STARTED

    here = {began.owner for began in select_records(db, user, STARTED)}
    added = passed = 0
    for session in given:
        id = str(session.get("id", ""))
        if not _SESSION.fullmatch(id):
            raise UsageError("a session in the export has no id; nothing was added")
        events = [(time_of(entry), _event(entry, id)) for entry in entries(session, "events")]
        if id in here:
            passed += 1
            continue
        if events:  # none where a kill came between a session and its first event
            _follow(id, [event for _, event in events])
        insert_record(db, user, STARTED, {"id": id}, owner=id, at=time_of(session))
        for at, event in events:
            insert_record(db, user, EVENT, event, owner=id, at=at)
        here.add(id)
        added += 1
    return added, passed


def add_stories(db: Connection, user: str, given: list[Entry]) -> tuple[int, int]:
    """Add stories; return how many were added and how many were here already."""
    from pydantic import ValidationError

    from ..coach.stories import KIND, Story

    here = {kept.id for kept in select_records(db, user, KIND)}
    added = passed = 0
    for entry in given:
        try:
            story = Story.model_validate(entry.get("story"))
        except ValidationError:
            raise UsageError("a story in the export is damaged; nothing was added") from None
        if story.id in here:
            passed += 1
            continue
        insert_record(db, user, KIND, entry["story"], id=story.id, at=time_of(entry))
        here.add(story.id)
        added += 1
    return added, passed


def _event(entry: Entry, session: str) -> Entry:
    event = entry.get("event")
    if not isinstance(event, dict):
        raise UsageError(f"session {session} in the export is damaged; nothing was added")
    return _without_path(event)


def _without_path(event: Entry) -> dict[str, Any]:
    """Return an event without the file that a user's own questions were read from.

    It names a file of one machine; on a server, another user could have it read one there.
    """
    return {**event, "own_questions": None} if event.get("type") == "began" else dict(event)


def _follow(id: str, events: list[Entry]) -> None:
    """See to it that a session can go on from its events."""
    from pydantic import ValidationError

    from ..coach.session import read_event, state_of

    try:
        state_of(read_event(event) for event in events)
    except (KeyError, TypeError, ValueError, ValidationError):
        raise UsageError(f"session {id} in the export is damaged; nothing was added") from None
