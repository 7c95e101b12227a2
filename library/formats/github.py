"""Tasks as the text of a GitHub issue: its title on the first line, then a task list."""

from __future__ import annotations

import re
from itertools import groupby

from ...errors import UsageError
from ...escape import markdown as escape
from .tasks import Task, line

MAX_BODY = 65_536
"""Characters that GitHub takes for an issue's text."""

_PLURALS = {"Dependency": "Dependencies", "Filtered out": "Filtered out"}
_BREAK = "\u200b"
_LINKS = re.compile(r"[@#]|:(?=//)|gh-(?=\d)|www(?=\.)", re.IGNORECASE)
"""What GitHub makes a mention, a reference or a link of. Marks with a backslash do not stop it, as
it reads the rendered text; a space of no width does."""
_COMMIT = re.compile(r"\b(?=[0-9]*[a-f])[0-9a-f]{7,}\b", re.IGNORECASE)
_SIX = re.compile(r".{6}(?=.)")
"""Seven hex digits are a commit to GitHub, so of a commit no seven stay together."""


def to_issue(title: str, tasks: list[Task]) -> str:
    """Return the issue. Raises `UsageError` where it is longer than GitHub takes."""
    parts = [f"# {harmless(title)}"]
    for kind, group in groupby(tasks, key=lambda task: task.kind):
        parts += ["", f"## {_PLURALS.get(kind, f'{kind}s')}", "", *(_item(task) for task in group)]
    text = "\n".join(parts) + "\n"
    if len(text) > MAX_BODY:
        raise UsageError(
            f"the issue would have {len(text):,} characters and GitHub takes {MAX_BODY:,}: "
            "take --to jira or --to linear, which make one a task"
        )
    return text


def harmless(text: str) -> str:
    """Return the text for Markdown: no markup, mention, reference or link of its own."""
    text = _COMMIT.sub(lambda found: _SIX.sub(_broken, found[0]), line(text))
    return escape(_LINKS.sub(_broken, text))


def _broken(found: re.Match[str]) -> str:
    return found[0] + _BREAK


def _item(task: Task) -> str:
    notes = [("Owner", task.role), *task.notes]
    if task.priority:
        notes.append(("Priority", task.priority))
    if task.due:
        notes.append(("Due", task.due.isoformat()))
    below = [f"  - {label}: {harmless(text)}" for label, text in notes if text]
    return "\n".join([f"- [ ] **{harmless(task.title)}**", *below])
