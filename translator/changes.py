"""What differs between two drafts of one brief, path by path."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .brief import Brief, Change

_NOT_COMPARED = {"provenance", "changes", "context", "goal", "title", "ml_approach", "story_parts"}


def changes_between(before: Brief, after: Brief) -> list[Change]:
    """Return every text that differs, in the order of the brief; an empty side means absent."""
    old = dict(_leaves(before.model_dump(mode="json", exclude=_NOT_COMPARED), ""))
    new = dict(_leaves(after.model_dump(mode="json", exclude=_NOT_COMPARED), ""))
    return [
        Change(path=path, before=old.get(path, ""), after=new.get(path, ""))
        for path in dict.fromkeys([*old, *new])
        if old.get(path, "") != new.get(path, "")
    ]


def _leaves(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list):
        # By identity where items have one, so that a removed question does not shift the rest.
        for number, item in enumerate(value):
            name = item.get("id") if isinstance(item, dict) else None
            yield from _leaves(item, f"{path}[{name or number}]")
    elif value is not None:
        yield path, str(value)
