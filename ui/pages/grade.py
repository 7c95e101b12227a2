"""One answer: a question, an answer to it, and its grade."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gradio as gr

from ...coach.bank import load_bank
from .. import parts, speaking, working
from ..graded import Graded
from ..parts import Changes
from . import Page

if TYPE_CHECKING:
    from ...coach.grade import Grade

EXAMPLE = (
    "Tell me about a time you disagreed with a specialist.",
    "Last March our parcel depot had a delay model that the planners ignored. I was responsible "
    "for finding out whether it could be trusted. First I compared sixty forecasts with what the "
    "drivers had written down. Then I put the table on the planners' wall and ran both side by "
    "side. Late parcels fell from 9% to 4% within six weeks.",
)


class GradePage(working.WorkPage):
    """The page: its components, and what each button does."""

    kind = "grade"

    def _lay_out(self) -> None:
        parts.header(
            "One answer",
            "Grade an answer to an interview question: what is there and what is missing, with "
            "quotes. Levels are computed from what was seen; flattery moves nothing.",
        )
        self.question = gr.Dropdown(
            [q.text for q in load_bank().questions],
            label="Question",
            info="Choose one, or type your own.",
            allow_custom_value=True,
            value=None,
            elem_id="question",
        )
        self.answer = gr.Textbox(
            label="Your answer", info="As you would say it.", lines=7, max_lines=20,
            elem_id="answer",
        )  # fmt: skip
        speaking.microphone(self.answer)
        with gr.Row():
            self.grade = gr.Button("Grade", variant="primary", elem_id="grade")
            self.example = gr.Button("Example", size="md")
        self.work = working.Work("grade")
        self.graded = Graded()
        self.follow_up = gr.Markdown(elem_id="follow-up")
        self.delivery = parts.Delivery()

    def _connect(self, page: gr.Blocks) -> None:
        told = [self.question, self.answer]
        changed = [
            *self.work.outputs, *told, *self.graded.outputs, self.follow_up, self.delivery.row,
        ]  # fmt: skip
        self.connect(page, changed)
        self.work.starts(self.grade)
        parts.offers([self.example], [EXAMPLE], told)
        self.grade.click(self.begin, told, changed, **parts.PRIVATE)
        parts.keeps(self.answer, "answer", page)

    def begin(self, question: str | None, answer: str, request: gr.Request) -> Changes:
        """Grade what was typed."""
        yield from self.start({"question": question or "", "answer": answer}, request)

    def typed(self, order: Any) -> dict[Any, Any]:
        """Return the question and the answer of an order."""
        return {self.question: order["question"], self.answer: order["answer"]}

    def order_of(self, result: Grade) -> dict[str, Any]:
        """Return what was graded."""
        return {"question": result.question, "answer": result.answer}

    def whole(self, result: Grade) -> dict[Any, Any]:
        """Return the grade with its pictures and the question that comes next."""
        return self.graded.shown(result) | {
            self.follow_up: f"**They would ask next:** {parts.plain(result.follow_up.text)}",
            self.delivery.row: gr.update(visible=True),
        }

    def cleared(self) -> dict[Any, Any]:
        """Hide what belongs to an earlier answer."""
        return self.graded.hidden() | {
            self.follow_up: "", self.delivery.row: gr.update(visible=False),
        }  # fmt: skip


PAGE = Page("One answer", "answer", 5, GradePage)
