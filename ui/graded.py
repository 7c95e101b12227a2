"""A grade on a page: sentences marked by part, levels, balance, and the whole as a document."""

from __future__ import annotations

from html import escape
from typing import Any

import gradio as gr

from ..coach.grade import PART_NAMES, Grade
from ..coach.markdown import part_name, to_markdown
from .picture import Picture
from .pictures import levels


class Graded:
    """The components that show a grade; hidden until there is one."""

    def __init__(self) -> None:
        with gr.Column(visible=False, elem_id="graded") as self.column:
            self.summary = gr.Markdown(elem_id="summary")
            self.marked = gr.HTML(elem_id="marked")
            with gr.Row():
                self.levels = Picture("Levels, 1 to 5 (bar: 8 in 10)", "levels")
                self.balance = Picture("Where the words go", "balance")
            with gr.Accordion("The whole grade, with quotes and outline", open=False):
                self.document = gr.Markdown(elem_classes="document", buttons=["copy"])

    @property
    def outputs(self) -> list[Any]:
        """The components that `shown` changes."""
        return [
            self.column, self.summary, self.marked, *self.levels.outputs, *self.balance.outputs,
            self.document,
        ]  # fmt: skip

    def hidden(self) -> dict[Any, Any]:
        """Return the changes that show no grade."""
        return {self.column: gr.update(visible=False)}

    def shown(self, grade: Grade) -> dict[Any, Any]:
        """Return the changes that show a grade."""
        return {
            self.column: gr.update(visible=True),
            self.summary: summary(grade),
            self.marked: marked(grade),
            **self.levels.shown(levels.draw_levels(grade)),
            **self.balance.shown(levels.draw_balance(grade)),
            self.document: to_markdown(grade),
        }


def summary(grade: Grade) -> str:
    """Return the overall level and what would gain most, as Markdown."""
    overall = grade.overall
    told = (
        "Not enough evidence for a level."
        if overall.level is None
        else f"Overall {overall.level:.1f} of 5 ({overall.low:.1f} to {overall.high:.1f})."
    )
    lines = [f"**{told}** {grade.note or ''}".strip()]
    lines += [
        f"- {part_name(grade, gap.part)}: your answer does not say {gap.lacks} (+{gap.gain:.1f})"
        for gap in grade.missing[:3]
    ]
    return "\n".join(lines)


def marked(grade: Grade) -> str:
    """Return the answer as HTML, each sentence marked by its part in colour, line and word."""
    names = {name.capitalize(): part_name(grade, name) for name in PART_NAMES}
    shown = []
    for sentence in grade.sentences:
        text = escape(sentence.text)
        if name := names.get(sentence.part):
            kind = sentence.part.lower()
            shown.append(f'<mark class="part-{kind}">{text}<b>{escape(name)}</b></mark>')
        else:
            shown.append(f"<span>{text}</span>")
    return f'<div class="parts">{" ".join(shown)}</div>' if shown else ""
