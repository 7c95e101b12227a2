"""Check a text: vague requirements, each with the reason and a rewrite."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gradio as gr

from ...translator.lint import Finding, lint_text
from .. import parts
from . import Page

if TYPE_CHECKING:
    from ...serving.services import Services

EXAMPLE = (
    "The model must be highly accurate and fast.\n"
    "Search should be improved significantly by next quarter.\n"
    "95% of parcels arrive within the promised window by 1 March, counted by scan."
)
MARKS = {"error": "✗", "warning": "!", "advice": "·"}


class CheckPage:
    """The page: a text, and what is vague in it."""

    def __init__(self, page: gr.Blocks, services: Services) -> None:  # noqa: ARG002
        parts.header(
            "Check a text",
            "Paste requirements, goals or acceptance criteria. What is vague in them is found by "
            "rules; no model is asked, and the text is not kept.",
        )
        self.text = gr.Textbox(label="Text", lines=7, max_lines=24, elem_id="text")
        with gr.Row():
            self.check = gr.Button("Check", variant="primary", elem_id="check")
            self.example = gr.Button("Example")
        self.found = parts.document("found")
        self.check.click(lambda text: parts.text(told(lint_text(text))), self.text, self.found,
                         **parts.PRIVATE)  # fmt: skip
        parts.offers([self.example], [(EXAMPLE,)], [self.text])
        parts.keeps(self.text, "check", page)


def told(findings: list[Finding]) -> str:
    """Return the findings as Markdown, in the order of the text."""
    if not findings:
        return "Nothing vague was found."
    lines = ["| Line | What | Why | Rewrite |", "| --- | --- | --- | --- |"]
    lines += [
        f"| {f.line} | {MARKS[str(f.severity)]} “{_cell(f.text)}” | {_cell(f.why)} "
        f"| {_cell(f.rewrite)} |"
        for f in findings
    ]
    return "\n".join([f"{len(findings)} found (✗ error, ! warning, · advice):", "", *lines])


def _cell(text: str) -> str:
    return parts.plain(" ".join(text.split()))


PAGE = Page("Check", "check", 10, CheckPage)
