"""Progress: levels over practice sessions, and whether they moved beyond the grader's noise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gradio as gr

from ...coach.bank import load_bank
from ...coach.progress import Progress, attempts, progress
from ...coach.rubric import load_rubric
from .. import parts
from ..parts import Changes
from ..picture import Picture
from ..pictures import levels
from . import Page

if TYPE_CHECKING:
    from ...serving.services import Services

NOTHING = "Nothing was graded in practice yet: start a session on the Coach page."


class ProgressPage:
    """The page: tables and pictures of what practice has shown so far."""

    def __init__(self, page: gr.Blocks, services: Services) -> None:
        self.services = services
        parts.header(
            "Progress",
            "Levels of your practice sessions, oldest first. “Better” and “worse” are beyond the "
            "grader's noise.",
        )
        self.told = parts.document("progress")
        self.by_part = Picture("Parts, attempt by attempt", "parts")
        self.by_competency = Picture(
            "Levels of each competency, attempt by attempt", "competencies"
        )
        changed = [self.told, *self.by_part.outputs, *self.by_competency.outputs]
        page.load(self.show, None, changed, **parts.PRIVATE)

    def show(self, request: gr.Request) -> Changes:
        """Show the history as it stands."""
        with self.services.store(parts.user_of(request)) as store:
            found = progress(attempts(store, load_bank()))
        if found is None:
            yield {self.told: parts.text(NOTHING)}
            return
        yield {
            self.told: parts.text(to_markdown(found)),
            **self.by_part.shown(levels.draw_progress(found.parts)),
            **self.by_competency.shown(levels.draw_progress(found.competencies)),
        }


def to_markdown(found: Progress) -> str:
    """Return the history as tables."""
    answers = "1 graded answer" if found.attempts == 1 else f"{found.attempts} graded answers"
    lines = [f"{answers} by {found.grader}; its noise is {load_rubric().noise:g} levels."]
    if found.others:
        lines.append(f"{found.others} more by another model or rubric do not compare.")
    if found.guesses is not None:
        lines.append(f"Your guesses were {found.guesses:+.1f} levels off on average.")
    for title, rows in (("Part", found.parts), ("Competency", found.competencies)):
        lines += ["", f"| {title} | Levels | Trend |", "| --- | --- | --- |"]
        lines += [
            f"| {row.name} | {' → '.join(f'{level:.1f}' for level in row.levels[-6:])} "
            f"| {row.trend} |"
            for row in rows
        ]
    return "\n".join(lines)


PAGE = Page("Progress", "progress", 7, ProgressPage)
