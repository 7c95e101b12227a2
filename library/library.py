"""A library of saved work: every save is a version, and nothing is overwritten."""

from __future__ import annotations

import difflib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from ..errors import UsageError
from ..storage.closing import Closing
from ..storage.store import data_file
from .database import flush, open_database, reading, told
from .kinds import kind_of, kinds, read_result, shortened
from .schema import versions as VERSIONS
from .schema import works as WORKS

if TYPE_CHECKING:
    from .kinds import Result

FORMAT = "briefstar-library-1"


@dataclass(frozen=True, slots=True)
class Work:
    """A saved work without its content: `versions` counts them; times are UTC in ISO 8601."""

    id: str
    kind: str
    title: str
    versions: int
    made_at: str
    changed_at: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a work, counted from 1."""

    work: str
    number: int
    at: str
    result: Result

    @property
    def markdown(self) -> str:
        """The document as its command writes it."""
        return kind_of(self.result).markdown(self.result)


class Library(Closing):
    """One user's saved work. Use it as a context manager, or `close` it.

    Any number of processes may use one file at once. All methods raise `StorageError` where the
    file cannot be used, and `UsageError` for a work or version that is not there.
    """

    def __init__(self, file: Path | None = None, *, user: str = "") -> None:
        """Open the user's own file, or the one given. `user` names whose work is seen."""
        self.file = file or data_file()
        self.user = user
        self._engine = open_database(self.file)

    def save(self, result: Result, *, to: str | None = None, id: str | None = None) -> Version:
        """Save a result as a new work, or as the next version of work `to`.

        `id` is what a new work is to be called by, where its caller has told it already.
        """
        kind, now = kind_of(result), _now()
        with told(self.file), self._engine.begin() as db:
            if to is None:
                to, title = id or secrets.token_hex(6), shortened(kind.title(result))
                db.execute(insert(WORKS).values(**self._work(to, kind.name, title, now, now)))
            else:
                kept = self._row(db, to)
                if kept.kind != kind.name:
                    raise UsageError(
                        f"{to} keeps a {kept.kind}; save this {kind.name} as a work of its own"
                    )
                db.execute(update(WORKS).where(WORKS.c.id == to).values(changed_at=now))
            number = _count(db, to) + 1
            db.execute(insert(VERSIONS).values(**_version(to, number, now, result)))
        return Version(to, number, now, result)

    def works(self, query: str = "", *, kind: str | None = None) -> list[Work]:
        """Return the works in which every word of the query stands, last changed first.

        Titles and the newest versions are searched, without regard to case, parts of words too.
        """
        if kind is not None and kind not in kinds():
            raise UsageError(f"{kind!r} is no kind of work: take {', '.join(kinds())}")
        newest = (
            select(VERSIONS.c.work, func.max(VERSIONS.c.number).label("number"))
            .group_by(VERSIONS.c.work)
            .subquery()
        )
        asked = (
            select(WORKS, newest.c.number)
            .join(newest, newest.c.work == WORKS.c.id)
            .join(
                VERSIONS,
                (VERSIONS.c.work == WORKS.c.id) & (VERSIONS.c.number == newest.c.number),
            )
            .where(WORKS.c.user == self.user)
            .order_by(WORKS.c.changed_at.desc(), WORKS.c.id)
        )
        if kind is not None:
            asked = asked.where(WORKS.c.kind == kind)
        for word in query.casefold().split():
            asked = asked.where(_holds(word))
        with told(self.file), reading(self._engine) as db:
            rows = db.execute(asked).all()
        return [Work(r.id, r.kind, r.title, r.number, r.made_at, r.changed_at) for r in rows]

    def work(self, id: str) -> Work:
        """Return what is known of a work without its content."""
        with told(self.file), reading(self._engine) as db:
            r = self._row(db, id)
            return Work(r.id, r.kind, r.title, _count(db, id), r.made_at, r.changed_at)

    def get(self, work: str, version: int | None = None) -> Version:
        """Return a version of a work, the newest by default."""
        with told(self.file), reading(self._engine) as db:
            self._row(db, work)
            number = _count(db, work) if version is None else version
            row = db.execute(
                select(VERSIONS).where(VERSIONS.c.work == work, VERSIONS.c.number == number)
            ).one_or_none()
            if row is None:
                raise UsageError(f"{work} has versions 1 to {_count(db, work)}, not {number}")
        return Version(work, row.number, row.at, read_result(json.loads(row.body), work))

    def differences(self, work: str, old: int, new: int | None = None) -> str:
        """Return what changed between two versions, as a unified diff of their documents."""
        before, after = self.get(work, old), self.get(work, new)
        lines = difflib.unified_diff(
            before.markdown.splitlines(),
            after.markdown.splitlines(),
            f"version {before.number}",
            f"version {after.number}",
            lineterm="",
        )
        return "".join(line + "\n" for line in lines)

    def rename(self, work: str, title: str) -> None:
        """Give a work another title."""
        if not title.strip():
            raise UsageError("a title needs at least one letter")
        with told(self.file), self._engine.begin() as db:
            self._row(db, work)
            db.execute(update(WORKS).where(WORKS.c.id == work).values(**_titled(title)))

    def delete(self, work: str) -> None:
        """Delete a work with all its versions, from the file and what SQLite keeps beside it."""
        with told(self.file), self._engine.begin() as db:
            self._row(db, work)
            db.execute(delete(WORKS).where(WORKS.c.id == work))
        with told(self.file):
            flush(self._engine)

    def export(self) -> dict[str, Any]:
        """Return everything as one JSON value, which `load` takes."""
        with told(self.file), reading(self._engine) as db:
            found = db.execute(select(WORKS).where(WORKS.c.user == self.user)).all()
            return {
                "format": FORMAT,
                "works": [
                    {
                        **{key: getattr(row, key) for key in _EXPORTED},
                        "versions": [
                            {"at": v.at, "result": json.loads(v.body)}
                            for v in db.execute(
                                select(VERSIONS)
                                .where(VERSIONS.c.work == row.id)
                                .order_by(VERSIONS.c.number)
                            )
                        ],
                    }
                    for row in found
                ],
            }

    def load(self, exported: Any) -> tuple[int, int]:
        """Add what `export` returned, all of it or nothing; return how many works were added and
        how many were here already, which stay as they are.
        """
        if not isinstance(exported, Mapping) or exported.get("format") != FORMAT:
            raise UsageError("this is no export of a library: make one with `library export`")
        added = passed = 0
        with told(self.file), self._engine.begin() as db:
            for work in _listed(exported, "works"):
                id = str(work.get("id", ""))
                if not id:
                    raise UsageError("a work in the export has no id; nothing was added")
                if db.execute(select(WORKS.c.id).where(WORKS.c.id == id)).one_or_none():
                    passed += 1
                    continue
                self._add(db, id, work)
                added += 1
        return added, passed

    def close(self) -> None:
        """Close the file."""
        self._engine.dispose()

    def _add(self, db: Connection, id: str, work: Mapping[str, Any]) -> None:
        kept = [
            (str(version.get("at", _now())), read_result(version.get("result"), f"work {id}"))
            for version in _listed(work, "versions")
        ]
        if not kept or len({kind_of(result).name for _, result in kept}) > 1:
            raise UsageError(f"work {id} has no versions of one kind; nothing was added")
        kind = kind_of(kept[0][1])
        title = shortened(str(work.get("title") or kind.title(kept[-1][1])))
        made, changed = str(work.get("made_at", kept[0][0])), str(work.get("changed_at", _now()))
        db.execute(insert(WORKS).values(**self._work(id, kind.name, title, made, changed)))
        for number, (at, result) in enumerate(kept, 1):
            db.execute(insert(VERSIONS).values(**_version(id, number, at, result)))

    def _work(self, id: str, kind: str, title: str, made: str, changed: str) -> dict[str, str]:
        return {
            "id": id, "user": self.user, "kind": kind, "made_at": made, "changed_at": changed,
            **_titled(title),
        }  # fmt: skip

    def _row(self, db: Connection, work: str) -> Any:
        row = db.execute(
            select(WORKS).where(WORKS.c.id == work, WORKS.c.user == self.user)
        ).one_or_none()
        if row is None:
            raise UsageError(f"the library has no work {work!r}; `briefstar library` lists them")
        return row


_EXPORTED = ("id", "kind", "title", "made_at", "changed_at")


def _titled(title: str) -> dict[str, str]:
    return {"title": shortened(title), "folded": shortened(title).casefold()}


def _version(work: str, number: int, at: str, result: Result) -> dict[str, Any]:
    return {
        "work": work, "number": number, "at": at, "body": result.model_dump_json(),
        "words": kind_of(result).markdown(result).casefold(),
    }  # fmt: skip


def _holds(word: str) -> ColumnElement[bool]:
    return VERSIONS.c.words.contains(word, autoescape=True) | WORKS.c.folded.contains(
        word, autoescape=True
    )


def _count(db: Connection, work: str) -> int:
    found = db.execute(select(func.max(VERSIONS.c.number)).where(VERSIONS.c.work == work)).scalar()
    return int(found or 0)


def _listed(of: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    found = of.get(key)
    if not isinstance(found, list) or not all(isinstance(item, Mapping) for item in found):
        raise UsageError(f"the export is damaged: {key} is no list; nothing was added")
    return found


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
