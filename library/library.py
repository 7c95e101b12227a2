"""A library of saved work: every save is a version, and nothing is overwritten."""

from __future__ import annotations

import difflib
import json
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from ..errors import UsageError
from ..storage.schema import links as LINKS
from ..storage.schema import versions as VERSIONS
from ..storage.schema import works as WORKS
from ..storage.users import UsersWork
from .kinds import kind_of, read_result, shortened
from .moving import add_everything, everything
from .rows import now_told, titled, version_row, work_row
from .search import newest, select_works, snippets_of, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .exported import Loaded
    from .kinds import Result
    from .snippets import Snippet


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


class Library(UsersWork):
    """One user's saved work. Use it as a context manager, or `close` it.

    Any number of processes may use one database at once. All methods raise `StorageError` where
    it cannot be used, and `UsageError` for a work or version that is not there.
    """

    def save(self, result: Result, *, to: str | None = None, id: str | None = None) -> Version:
        """Save a result as a new work, or as the next version of work `to`.

        `id` is what a new work is to be called by, where its caller has told it already.
        """
        kind, now = kind_of(result), now_told()
        with self._database.writing(self.user) as db:
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
        """Return the works in which every word of the query stands, the most relevant first.

        Titles and the newest versions are searched, without regard to case, parts of words too.
        Without words, and among equals, the last changed is the first.
        """
        asked = select_works(self.user, words_of(query), kind)
        with self._database.reading() as db:
            return [_told_work(row) for row in db.execute(asked)]

    def snippets(self, works: Sequence[Work], query: str) -> dict[str, Snippet]:
        """Return, by id, where the words of a query stand below the titles of works.

        A work without them there, or one that is gone or changed since, has none.
        """
        words = words_of(query)
        with self._database.reading() as db:
            return snippets_of(db, self.user, works, words)

    def work(self, work: str) -> Work:
        """Return a work without its content."""
        with self._database.reading() as db:
            self._row(db, work)
            return _told_work(db.execute(newest().where(WORKS.c.id == work)).one())

    def get(self, work: str, version: int | None = None) -> Version:
        """Return a version of a work, the newest by default."""
        with self._database.reading() as db:
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
        return self._last_changed(result, VERSIONS.c.body == result.model_dump_json())

    def continued_by(self, result: Result) -> str | None:
        """Return the work that a result is the next version of, told by its subject.

        It is the last changed that has a version on the same subject; None where there is none,
        or where results of this kind have no subject by which to tell.
        """
        if not (subject := kind_of(result).subject):
            return None
        begins = result.model_dump_json(include=set(subject)).removesuffix("}") + ","
        return self._last_changed(result, VERSIONS.c.body.startswith(begins, autoescape=True))

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
        columns = titled(title)
        if not columns["title"]:
            raise UsageError("a title needs at least one letter")
        with self._database.writing(self.user) as db:
            self._row(db, work)
            db.execute(update(WORKS).where(WORKS.c.id == work).values(**columns))

    def delete(self, work: str) -> None:
        """Delete a work with all its versions, and from the disk if it is a file's."""
        with self._database.writing(self.user) as db:
            self._row(db, work)
            db.execute(delete(WORKS).where(WORKS.c.id == work))
        self._database.sweep()

    def link(self, work: str, target: str, page: str) -> None:
        """Remember the page at a target, such as `notion`, that a work was published to."""
        with self._database.writing(self.user) as db:
            self._row(db, work)
            _remember(db, work, target, page)

    def relink(self, work: str, target: str, before: str | None, after: str | None) -> bool:
        """Change what is remembered of a target, None being nothing, if it still is `before`.

        Returns whether it was. Of two processes that change the same one, one is told no.
        """
        with self._database.writing(self.user) as db:
            self._row(db, work)
            known = select(LINKS.c.page).where(LINKS.c.work == work, LINKS.c.target == target)
            if db.execute(known).scalar() != before:
                return False
            _remember(db, work, target, after)
        return True

    def links(self, work: str) -> dict[str, str]:
        """Return the pages that a work was published to, by target."""
        with self._database.reading() as db:
            self._row(db, work)
            rows = db.execute(
                select(LINKS).where(LINKS.c.work == work).order_by(LINKS.c.target)
            ).all()
        return {row.target: row.page for row in rows}

    def export(self) -> dict[str, Any]:
        """Return everything as one JSON value, which `load` takes: works, sessions and stories."""
        with self._database.reading() as db:
            return everything(db, self.user)

    def load(self, exported: Any) -> Loaded:
        """Add what `export` returned, all of it or nothing; what is here already stays as it is."""
        with self._database.writing(self.user) as db:
            return add_everything(db, self.user, exported)

    def _last_changed(self, result: Result, that: ColumnElement[bool]) -> str | None:
        asked = (
            select(WORKS.c.id)
            .join(VERSIONS, VERSIONS.c.work == WORKS.c.id)
            .where(WORKS.c.user == self.user, WORKS.c.kind == kind_of(result).name, that)
            .order_by(WORKS.c.changed_at.desc())
        )
        with self._database.reading() as db:
            found = db.execute(asked.limit(1)).scalar()
        return None if found is None else str(found)

    def _row(self, db: Connection, work: str) -> Any:
        row = db.execute(
            select(WORKS).where(WORKS.c.id == work, WORKS.c.user == self.user)
        ).one_or_none()
        if row is None:
            raise UsageError(f"the library has no work {work!r}; `briefstar library` lists them")
        return row


def _told_work(row: Any) -> Work:
    return Work(row.id, row.kind, row.title, row.number, row.made_at, row.changed_at)


def _remember(db: Connection, work: str, target: str, page: str | None) -> None:
    """Write a page in the place of what was remembered of a target; None leaves nothing."""
    db.execute(delete(LINKS).where(LINKS.c.work == work, LINKS.c.target == target))
    if page is not None:
        db.execute(insert(LINKS).values(work=work, target=target, page=page))


def _count(db: Connection, work: str) -> int:
    found = db.execute(select(func.max(VERSIONS.c.number)).where(VERSIONS.c.work == work)).scalar()
    return int(found or 0)
