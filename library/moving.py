"""A whole library as one JSON value, to keep elsewhere and to read back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert, select

from ..errors import UsageError
from .kinds import kind_of, read_result, shortened
from .rows import now_told, version_row, work_row
from .schema import links as LINKS
from .schema import versions as VERSIONS
from .schema import works as WORKS

FORMAT = "briefstar-library-1"
_EXPORTED = ("id", "kind", "title", "made_at", "changed_at")


def everything(db: Connection, user: str) -> dict[str, Any]:
    """Return a user's works with their versions and links."""
    found = db.execute(select(WORKS).where(WORKS.c.user == user)).all()
    return {"format": FORMAT, "works": [_exported(db, row) for row in found]}


def add_everything(db: Connection, user: str, exported: Any) -> tuple[int, int]:
    """Add what `everything` returned; return how many works were added and were here already."""
    if not isinstance(exported, Mapping) or exported.get("format") != FORMAT:
        raise UsageError("this is no export of a library: make one with `library export`")
    added = passed = 0
    for work in _listed(exported, "works"):
        id = str(work.get("id", ""))
        if not id:
            raise UsageError("a work in the export has no id; nothing was added")
        if db.execute(select(WORKS.c.id).where(WORKS.c.id == id)).one_or_none():
            passed += 1
            continue
        _add(db, user, id, work)
        added += 1
    return added, passed


def _exported(db: Connection, row: Any) -> dict[str, Any]:
    versions = select(VERSIONS).where(VERSIONS.c.work == row.id).order_by(VERSIONS.c.number)
    links = select(LINKS).where(LINKS.c.work == row.id).order_by(LINKS.c.target)
    return {
        **{key: getattr(row, key) for key in _EXPORTED},
        "versions": [{"at": v.at, "result": json.loads(v.body)} for v in db.execute(versions)],
        "links": [{"target": link.target, "page": link.page} for link in db.execute(links)],
    }


def _add(db: Connection, user: str, id: str, work: Mapping[str, Any]) -> None:
    kept = [
        (str(version.get("at", now_told())), read_result(version.get("result"), f"work {id}"))
        for version in _listed(work, "versions")
    ]
    if not kept or len({kind_of(result).name for _, result in kept}) > 1:
        raise UsageError(f"work {id} has no versions of one kind; nothing was added")
    kind = kind_of(kept[0][1])
    title = shortened(str(work.get("title") or kind.title(kept[-1][1])))
    made, changed = str(work.get("made_at", kept[0][0])), str(work.get("changed_at", now_told()))
    db.execute(insert(WORKS).values(**work_row(id, user, kind.name, title, made, changed)))
    for number, (at, result) in enumerate(kept, 1):
        db.execute(insert(VERSIONS).values(**version_row(id, number, at, result)))
    links = {str(link.get("target")): str(link.get("page")) for link in _links(work)}
    for target, page in links.items():
        db.execute(insert(LINKS).values(work=id, target=target, page=page))


def _links(work: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return a work's links; an export of an earlier release has none."""
    return _listed(work, "links") if "links" in work else []


def _listed(of: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    found = of.get(key)
    if not isinstance(found, list) or not all(isinstance(item, Mapping) for item in found):
        raise UsageError(f"the export is damaged: {key} is no list; nothing was added")
    return found
