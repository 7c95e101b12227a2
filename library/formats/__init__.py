"""Saved work in the forms that other tools take.

A `Form` holds the whole document and reads its Markdown; a `TaskForm` holds what is left to do and
reads the result. Whatever a text holds is data: no markup, formula, mention or script of its own.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from ...errors import UsageError

if TYPE_CHECKING:
    from ..kinds import Result


class Form(StrEnum):
    """A form in which a document leaves the library."""

    html = "html"
    docx = "docx"
    confluence = "confluence"
    notion = "notion"


class TaskForm(StrEnum):
    """A form in which what a result leaves to do leaves the library."""

    jira = "jira"
    linear = "linear"
    github = "github"
    ics = "ics"


SUFFIXES: dict[str, Form | TaskForm] = {
    ".html": Form.html,
    ".htm": Form.html,
    ".docx": Form.docx,
    ".xhtml": Form.confluence,
    ".ics": TaskForm.ics,
}


def convert(markdown: str, form: Form) -> bytes:
    """Return a Markdown document in another form: text in UTF-8, or a DOCX file's bytes."""
    if form is Form.docx:
        from .docx import to_docx

        return to_docx(markdown)
    if form is Form.notion:
        import json

        from .notion import to_blocks

        return (json.dumps(to_blocks(markdown), ensure_ascii=False, indent=1) + "\n").encode()
    from .html import to_html, to_storage

    return (to_html if form is Form.html else to_storage)(markdown).encode()


def convert_result(
    result: Result, form: TaskForm, *, on: date | None = None, id: str = "", at: str = ""
) -> bytes:
    """Return a result's tasks: CSV for an importer, an issue's text or a calendar, in UTF-8.

    `on` is a review day for the calendar; `id` (of the work) and `at` (ISO 8601, of its version)
    let a calendar program replace what an earlier file brought. Raises `UsageError` where there
    is nothing to do, or no day for a calendar.
    """
    from ..kinds import kind_of
    from .tasks import tasks

    found = tasks(result)
    if form is TaskForm.ics:
        from .days import to_calendar

        return to_calendar(result, found, on=on, id=id, at=at)
    if not found:
        raise UsageError(f"this {kind_of(result).name} leaves no tasks: nothing in it is open")
    if form is TaskForm.github:
        from .github import to_issue

        return to_issue(kind_of(result).title(result), found).encode()
    from .tickets import to_jira, to_linear

    return (to_jira if form is TaskForm.jira else to_linear)(found)
