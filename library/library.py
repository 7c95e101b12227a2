"""A library of saved work: every save is a version, and nothing is overwritten."""

from __future__ import annotations

import difflib
import json
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Select, delete, func, insert, select, update

from ..errors import UsageError
from ..storage.closing import Closing
from ..storage.store import data_file
from .database import flush, open_database, reading, told
from .kinds import kind_of, kinds, read_result, shortened
from .moving import add_everything, everything
from .rows import now_told, titled, version_row, work_row
from .schema import links as LINKS
from .schema import versions as VERSIONS
from .schema import works as WORKS

if TYPE_CHECKING:
    from .kinds import Result


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
        kind, now = kind_of(result), now_told()
        with told(self.file), self._engine.begin() as db:
            if to is None:
                to, title = id or secrets.token_hex(6), shortened(kind.title(result))
                db.execute(
                    insert(WORKS).values(**work_row(to, self.user, kind.name, title, now, now))
                )
            else:
                kept = self._row(db, to)
                if kept.kind != kind.name:
                    raise UsageError(
                        f"{to} keeps a {kept.kind}; save this {kind.name} as a work of its own"
                    )
                db.execute(update(WORKS).where(WORKS.c.id == to).values(changed_at=now))
            number = _count(db, to) + 1
            db.execute(insert(VERSIONS).values(**version_row(to, number, now, result)))
        return Version(to, number, now, result)

    def works(self, query: str = "", *, kind: str | None = None) -> list[Work]:
        """Return the works in which every word of the query stands, last changed first.

        Titles and the newest versions are searched, without regard to case, parts of words too.
        """
        if kind is not None and kind not in kinds():
            raise UsageError(f"{kind!r} is no kind of work: take {', '.join(kinds())}")
        asked = _newest().where(WORKS.c.user == self.user)
        asked = asked.order_by(WORKS.c.changed_at.desc(), WORKS.c.id)
        if kind is not None:
            asked = asked.where(WORKS.c.kind == kind)
        for word in query.casefold().split():
            asked = asked.where(_holds(word))
        with told(self.file), reading(self._engine) as db:
            rows = db.execute(asked).all()
        return [_told_work(row) for row in rows]

    def work(self, work: str) -> Work:
        """Return a work without its content."""
        with told(self.file), reading(self._engine) as db:
            self._row(db, work)
            return _told_work(db.execute(_newest().where(WORKS.c.id == work)).one())

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

    def holding(self, result: Result) -> str | None:
        """Return the work that has just this result as one of its versions, the last changed."""
        body, kind = result.model_dump_json(), kind_of(result).name
        asked = (
            select(WORKS.c.id)
            .join(VERSIONS, VERSIONS.c.work == WORKS.c.id)
            .where(WORKS.c.user == self.user, WORKS.c.kind == kind, VERSIONS.c.body == body)
            .order_by(WORKS.c.changed_at.desc())
        )
        with told(self.file), reading(self._engine) as db:
            found = db.execute(asked.limit(1)).scalar()
        return None if found is None else str(found)

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
            db.execute(update(WORKS).where(WORKS.c.id == work).values(**titled(title)))

    def delete(self, work: str) -> None:
        """Delete a work with all its versions, from the file and what SQLite keeps beside it."""
        with told(self.file), self._engine.begin() as db:
            self._row(db, work)
            db.execute(delete(WORKS).where(WORKS.c.id == work))
        with told(self.file):
            flush(self._engine)

    def link(self, work: str, target: str, page: str) -> None:
        """Remember the page at a target, such as `notion`, that a work was published to."""
        with told(self.file), self._engine.begin() as db:
            self._row(db, work)
            db.execute(delete(LINKS).where(LINKS.c.work == work, LINKS.c.target == target))
            db.execute(insert(LINKS).values(work=work, target=target, page=page))

    def relink(self, work: str, target: str, before: str | None, after: str | None) -> bool:
        """Change what is remembered of a target, None being nothing, if it still is `before`.

        Returns whether it was. Of two processes that change the same one, one is told no.
        """
        here = (LINKS.c.work == work) & (LINKS.c.target == target)
        with told(self.file), self._engine.begin() as db:
            self._row(db, work)
            if db.execute(select(LINKS.c.page).where(here)).scalar() != before:
                return False
            db.execute(delete(LINKS).where(here))
            if after is not None:
                db.execute(insert(LINKS).values(work=work, target=target, page=after))
        return True

    def links(self, work: str) -> dict[str, str]:
        """Return the pages that a work was published to, by target."""
        with told(self.file), reading(self._engine) as db:
            self._row(db, work)
            rows = db.execute(
                select(LINKS).where(LINKS.c.work == work).order_by(LINKS.c.target)
            ).all()
        return {row.target: row.page for row in rows}

    def export(self) -> dict[str, Any]:
        """Return everything as one JSON value, which `load` takes."""
        with told(self.file), reading(self._engine) as db:
            return everything(db, self.user)

    def load(self, exported: Any) -> tuple[int, int]:
        """Add what `export` returned, all of it or nothing; return how many works were added and
        how many were here already, which stay as they are.
        """
        with told(self.file), self._engine.begin() as db:
            return add_everything(db, self.user, exported)

    def close(self) -> None:
        """Close the file."""
        self._engine.dispose()

    def _row(self, db: Connection, work: str) -> Any:
        row = db.execute(
            select(WORKS).where(WORKS.c.id == work, WORKS.c.user == self.user)
        ).one_or_none()
        if row is None:
            raise UsageError(f"the library has no work {work!r}; `briefstar library` lists them")
        return row


def _newest() -> Select[Any]:
    """Select the works with their newest versions."""
    newest = (
        select(VERSIONS.c.work, func.max(VERSIONS.c.number).label("number"))
        .group_by(VERSIONS.c.work)
        .subquery()
    )
    return (
        select(WORKS, newest.c.number)
        .join(newest, newest.c.work == WORKS.c.id)
        .join(VERSIONS, (VERSIONS.c.work == WORKS.c.id) & (VERSIONS.c.number == newest.c.number))
    )


def _told_work(row: Any) -> Work:
    return Work(row.id, row.kind, row.title, row.number, row.made_at, row.changed_at)


def _holds(word: str) -> ColumnElement[bool]:
    return VERSIONS.c.words.contains(word, autoescape=True) | WORKS.c.folded.contains(
        word, autoescape=True
    )


def _count(db: Connection, work: str) -> int:
    found = db.execute(select(func.max(VERSIONS.c.number)).where(VERSIONS.c.work == work)).scalar()
    return int(found or 0)
