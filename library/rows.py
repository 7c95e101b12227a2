"""The rows that stand for a work and a version, and how their texts are searched."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from .kinds import kind_of, shortened

if TYPE_CHECKING:
    from .kinds import Result

_ESCAPED = re.compile(r"\\([\\`*_{}\[\]<>#|~])")
"""What `escape.markdown` puts a backslash before; it writes `&amp;` for an ampersand, too."""


def work_row(id: str, user: str, kind: str, title: str, made: str, changed: str) -> dict[str, str]:
    """Return a row of `works`."""
    return {
        "id": id, "user": user, "kind": kind, "made_at": made, "changed_at": changed,
        **titled(title),
    }  # fmt: skip


def titled(title: str) -> dict[str, str]:
    """Return the columns of a title: as it is shown, and as it is searched."""
    shown = shortened(title.replace("\0", ""))  # which PostgreSQL does not keep
    return {"title": shown, "folded": shown.casefold()}


def version_row(work: str, number: int, at: str, result: Result) -> dict[str, Any]:
    """Return a row of `versions`."""
    return {
        "work": work, "number": number, "at": at, "body": result.model_dump_json(),
        "words": readable(kind_of(result).markdown(result)).casefold(),
    }  # fmt: skip


def readable(markdown: str) -> str:
    """Return a document's text as people read and search it: without Markdown's escapes."""
    return _ESCAPED.sub(r"\1", markdown).replace("&amp;", "&").replace("\0", "")


def now_told() -> str:
    """Return the time in UTC, in ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
