"""Tasks as CSV for the importers of Jira and Linear; no cell is taken for a formula.

Columns: Atlassian, "Importing data from CSV" (a label a column, none with spaces; map Due Date as
yyyy-MM-dd); Linear's own importer, `linearCsv` in linear/linear (capital labels after a comma and
a space; a leading apostrophe before a formula's first character is taken off again).
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable

from .tasks import Task

_FORMULA = tuple("=+-@＝＋－＠")
_UNSEEN = ("Zs", "Zl", "Zp", "Cc", "Cf")
"""Unicode's categories of what a program may pass over before a cell's first letter."""
_WIKI = re.compile(r"([{}\[\]!|])")
_HIDING = re.compile(r"\\(?=[\\{}\[\]!|])")


def to_jira(tasks: list[Task]) -> bytes:
    """Return the rows for Jira's importer; the owner's role is a label, as it names no user."""
    head = ("Summary", "Issue Type", "Description", "Priority", "Due Date", *["Labels"] * 3)
    rows = (
        (
            task.title, "Task", _description(task, wiki), task.priority or "", _day(task),
            "briefstar", _slug(task.kind), _slug(task.role),
        )
        for task in tasks
    )  # fmt: skip
    return _csv(head, rows)


def to_linear(tasks: list[Task]) -> bytes:
    """Return the rows for Linear's importer. It reads no due date, so the text says it too."""
    from .github import harmless

    head = ("Title", "Description", "Status", "Priority", "Labels", "Due Date")
    rows = (
        (
            task.title, _description(task, harmless), "Backlog", task.priority or "No priority",
            ", ".join(_label(text) for text in (task.kind, task.role) if text), _day(task),
        )
        for task in tasks
    )  # fmt: skip
    return _csv(head, rows)


def wiki(text: str) -> str:
    """Return the text with Jira's macros, links, mentions and pictures made harmless."""
    return _WIKI.sub(r"\\\1", _HIDING.sub(r"\\ ", text))


def safe_cell(text: str) -> str:
    """Return the text so that no spreadsheet takes it for a formula."""
    first = next((c for c in text if unicodedata.category(c) not in _UNSEEN), "")
    return f"'{text}" if first in _FORMULA or text.startswith(("\t", "\r")) else text


def _csv(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return file.getvalue().encode()


def _description(task: Task, escape: Callable[[str], str]) -> str:
    notes = [("Owner", task.role), *task.notes]
    if task.due:
        notes.append(("Due", _day(task)))
    return "\n".join(f"{label}: {escape(text)}" for label, text in notes if text)


def _day(task: Task) -> str:
    return task.due.isoformat() if task.due else ""


def _slug(text: str) -> str:
    """Return a Jira label: letters, digits and hyphens."""
    return re.sub(r"[\W_]+", "-", text.casefold()).strip("-")[:60] or "none"


def _label(text: str) -> str:
    """Return a Linear label, which begins with a capital and holds no comma or slash."""
    words = " ".join(re.findall(r"[^\W_]+", text))[:60]
    return words[:1].upper() + words[1:]
