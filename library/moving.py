"""All saved work of a user as one JSON value, to keep elsewhere and to read back."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert, select

from ..errors import UsageError
from ..storage.schema import links as LINKS
from ..storage.schema import versions as VERSIONS
from ..storage.schema import works as WORKS
from .exported import Counts, Entry, Loaded, entries, time_of
from .kinds import kind_of, read_result, shortened
from .practised import add_sessions, add_stories, sessions, stories
from .rows import version_row, work_row

FORMAT, _WITHOUT_PRACTICE = "briefstar-library-2", "briefstar-library-1"
_EXPORTED = ("id", "kind", "title", "made_at", "changed_at")
_ID = re.compile(r"[A-Za-z0-9_-]{1,32}")


def everything(db: Connection, user: str) -> dict[str, Any]:
    """Return a user's works with their versions and links, practice sessions and stories."""
    found = db.execute(
        select(WORKS).where(WORKS.c.user == user).order_by(WORKS.c.made_at, WORKS.c.id)
    ).all()
    return {
        "format": FORMAT,
        "works": [_exported(db, row) for row in found],
        "sessions": sessions(db, user),
        "stories": stories(db, user),
    }


def add_everything(db: Connection, user: str, exported: Any) -> Loaded:
    """Add what `everything` returned, also that of an earlier release; return what was added.

    Raises `UsageError` for what is no export.
    """
    formats = (FORMAT, _WITHOUT_PRACTICE)
    if not isinstance(exported, Mapping) or exported.get("format") not in formats:
        raise UsageError("this is no export of a library: make one with `library export`")
    works = _add_works(db, user, entries(exported, "works"))
    if exported["format"] == _WITHOUT_PRACTICE:
        return Loaded(Counts(works=works[0]), Counts(works=works[1]))
    told = add_sessions(db, user, entries(exported, "sessions"))
    kept = add_stories(db, user, entries(exported, "stories"))
    return Loaded(Counts(works[0], told[0], kept[0]), Counts(works[1], told[1], kept[1]))


def _exported(db: Connection, row: Any) -> dict[str, Any]:
    versions = select(VERSIONS).where(VERSIONS.c.work == row.id).order_by(VERSIONS.c.number)
    links = db.execute(select(LINKS).where(LINKS.c.work == row.id)).all()
    return {
        **{key: getattr(row, key) for key in _EXPORTED},
        "versions": [{"at": v.at, "result": json.loads(v.body)} for v in db.execute(versions)],
        "links": [{"target": target, "page": page} for _, target, page in sorted(links)],
    }


def _add_works(db: Connection, user: str, works: list[Entry]) -> tuple[int, int]:
    added = passed = 0
    for work in works:
        id = str(work.get("id", ""))
        if not _ID.fullmatch(id):
            raise UsageError("a work in the export has no id that can be used; nothing was added")
        if (free := _free_id(db, user, id)) is None:
            passed += 1
            continue
        _add(db, user, free, work)
        added += 1
    return added, passed


def _free_id(db: Connection, user: str, id: str) -> str | None:
    """Return the id for a work, or None where the user has it.

    Ids are told apart over all users, so a work that another user has gets a second id, the same
    at every import.
    """
    second = hashlib.sha256(f"{user}\n{id}".encode()).hexdigest()[:12]
    found = db.execute(select(WORKS.c.id, WORKS.c.user).where(WORKS.c.id.in_((id, second)))).all()
    if user in (row.user for row in found):
        return None
    free = [each for each in (id, second) if each not in (row.id for row in found)]
    if not free:
        raise UsageError(f"work {id} is another user's; nothing was added")
    return free[0]


def _add(db: Connection, user: str, id: str, work: Entry) -> None:
    kept = [
        (time_of(version), read_result(version.get("result"), f"work {id}"))
        for version in entries(work, "versions")
    ]
    if not kept or len({kind_of(result).name for _, result in kept}) > 1:
        raise UsageError(f"work {id} has no versions of one kind; nothing was added")
    kind = kind_of(kept[0][1])
    title = shortened(str(work.get("title") or kind.title(kept[-1][1])))
    made, changed = time_of(work, "made_at"), time_of(work, "changed_at")
    db.execute(insert(WORKS).values(**work_row(id, user, kind.name, title, made, changed)))
    for number, (at, result) in enumerate(kept, 1):
        db.execute(insert(VERSIONS).values(**version_row(id, number, at, result)))
    links = {str(link.get("target")): str(link.get("page")) for link in _links(work)}
    for target, page in links.items():
        db.execute(insert(LINKS).values(work=id, target=target, page=page))


def _links(work: Entry) -> list[Entry]:
    """Return a work's links; an export of an earlier release has none."""
    return entries(work, "links") if "links" in work else []
