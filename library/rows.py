"""The rows that stand for a work and a version."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from .kinds import kind_of, shortened

if TYPE_CHECKING:
    from .kinds import Result


def work_row(id: str, user: str, kind: str, title: str, made: str, changed: str) -> dict[str, str]:
    """Return a row of `works`."""
    return {
        "id": id, "user": user, "kind": kind, "made_at": made, "changed_at": changed,
        **titled(title),
    }  # fmt: skip


def titled(title: str) -> dict[str, str]:
    """Return the columns of a title: as it is shown, and as it is searched."""
    return {"title": shortened(title), "folded": shortened(title).casefold()}


def version_row(work: str, number: int, at: str, result: Result) -> dict[str, Any]:
    """Return a row of `versions`."""
    return {
        "work": work, "number": number, "at": at, "body": result.model_dump_json(),
        "words": kind_of(result).markdown(result).casefold(),
    }  # fmt: skip


def now_told() -> str:
    """Return the time in UTC, in ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
