"""Brief: paste a vague goal, watch the brief come, answer its questions beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import gradio as gr

from ...errors import UsageError
from ...serving.tasks import MAX_QUESTIONS
from ...translator.markdown import heading, to_markdown
from .. import parts, working
from ..parts import Changes
from ..picture import Picture
from ..pictures import chain, readiness
from . import Page

if TYPE_CHECKING:
    from ...serving.jobs import View
    from ...serving.services import Services
    from ...translator.brief import Brief

EXAMPLES = (
    ("Improve user engagement", ""),
    (
        "Cut late parcels before the holiday season",
        "7.5% of parcels arrive late today, about 1,200 a day. The depot scans every parcel. "
        "Legal wants no driver to be scored by name. Two engineers are free until 1 December.",
    ),
)


class BriefPage(working.WorkPage):
    """The page: its components, and what each button does."""

    kind = "brief"

    def _lay_out(self) -> None:
        parts.header(
            "Brief",
            "Paste a vague goal. You get a collaboration brief that an engineer can scope and a "
            "product manager can sign: every figure in it is yours, or computed from yours.",
        )
        self.goal = gr.Textbox(
            label="Goal", info="What should get better, and for whom?", lines=2, elem_id="goal"
        )
        self.context = gr.Textbox(
            label="What is known already (optional)",
            info="Figures, data, people, dates, limits; pasted notes are fine.",
            lines=4,
            max_lines=14,
            elem_id="context",
        )
        with gr.Row():
            self.draft = gr.Button("Draft the brief", variant="primary", elem_id="draft")
            self.examples = [gr.Button(f"Example: {goal}", size="md") for goal, _ in EXAMPLES]
        self.work = working.Work("brief")
        with gr.Row():
            with gr.Column(scale=3, min_width=320):
                self.document = parts.document("document", copied=False)
                self.copied = parts.Copied("Copy the document, with its questions", "copy")
                self.delivery = parts.Delivery()
            with gr.Column(
                scale=2, min_width=320, visible=False, elem_classes="beside"
            ) as self.beside:
                self.ready = Picture("Can work start?", "readiness")
                gr.Markdown("## Questions to answer first")
                self.fields = [
                    gr.Textbox(visible=False, lines=2, elem_id=f"answer-{n}")
                    for n in range(MAX_QUESTIONS)
                ]
                self.revise = gr.Button("Draft again with these answers", elem_id="revise")
        self.chain = Picture("How the metrics hang together", "chain")
        self.asked = gr.State([])

    def _connect(self, page: gr.Blocks) -> None:
        changed = [
            *self.work.outputs, self.goal, self.context, self.document, self.beside,
            *self.ready.outputs, *self.chain.outputs, self.asked, *self.fields,
            self.delivery.row, *self.copied.outputs,
        ]  # fmt: skip
        self.connect(page, changed)
        self.work.starts(self.draft, self.revise)
        parts.offers(self.examples, EXAMPLES, [self.goal, self.context])
        told = [self.goal, self.context]
        self.draft.click(self.begin, told, changed, **parts.PRIVATE)
        self.revise.click(
            self.again, [self.work.id, self.asked, *self.fields], changed, **parts.PRIVATE
        )
        parts.keeps(self.goal, "goal", page)
        parts.keeps(self.context, "context", page)

    def begin(self, goal: str, context: str, request: gr.Request) -> Changes:
        """Draft a brief from what was typed."""
        yield from self.start({"goal": goal, "context": context}, request)

    def again(self, request: gr.Request, id: str, ids: list[str], *texts: str) -> Changes:
        """Draft the brief again with the answers that were given."""
        user = parts.user_of(request)
        yield from self.revised(lambda: revision(self.services, id, user, ids, texts), id, user)

    def typed(self, order: Any) -> dict[Any, Any]:
        """Return what was typed for an order."""
        return {self.goal: order["goal"], self.context: order["context"]}

    def order_of(self, result: Brief) -> dict[str, Any]:
        """Return what a brief was drafted from."""
        return {"goal": result.goal, "context": result.context}

    def growing(self, view: View) -> dict[Any, Any]:
        """Return the document as far as it has come."""
        top = heading(" ".join(view.order["goal"].split()))
        return {self.document: parts.text("\n".join([top, *view.parts]) if view.parts else "")}

    def whole(self, result: Brief) -> dict[Any, Any]:
        """Return the finished brief with its pictures and a box for each open question."""
        return {
            self.document: parts.text(on_screen(result)),
            **self.copied.holds(to_markdown(result)),
            self.beside: gr.update(visible=True),
            **self.ready.shown(
                readiness.draw(result),
                label=f"{result.readiness.state.capitalize()}: what is known of the metrics",
            ),
            **self.chain.shown(chain.draw(result)),
            self.asked: [q.id for q in result.questions],
            self.delivery.row: gr.update(visible=True),
            **dict(zip(self.fields, answer_boxes(result), strict=True)),
        }

    def cleared(self) -> dict[Any, Any]:
        """Hide what belongs to an earlier brief."""
        hidden = (self.document, self.beside, self.delivery.row)
        changes = {part: gr.update(visible=False) for part in hidden}
        return changes | self.chain.hidden() | self.copied.hidden()


def on_screen(brief: Brief) -> str:
    """Return a brief as Markdown without the questions that stand beside it, if all of them do."""
    beside = len(brief.questions) <= MAX_QUESTIONS
    return to_markdown(brief, without=("questions",) if beside else ())


def answer_boxes(brief: Brief) -> list[Any]:
    """Return a box for each open question; the boxes that are not needed are hidden."""
    boxes = [
        gr.update(
            visible=True,
            value="",
            label=f"{question.text} ({question.who})",
            info=question.why,
            placeholder=f"Recommended: {question.recommended}",
        )
        for question in brief.questions[:MAX_QUESTIONS]
    ]
    return parts.padded(boxes, MAX_QUESTIONS)


def revision(
    services: Services, id: str, user: str, ids: list[str], texts: tuple[str, ...]
) -> dict[str, Any]:
    """Return the order of a revision: what the brief was drafted from, and the new answers.

    Raises `UsageError` where nothing was answered.
    """
    given = {key: text for key, text in zip(ids, texts, strict=False) if text.strip()}
    if not given:
        raise UsageError("answer at least one of the questions first")
    version = services.library(user).get(id)
    brief = cast("Brief", version.result)
    return {
        "goal": brief.goal,
        "context": brief.context,
        "answers": brief.given_answers() | given,
        "base": version.number,
    }


PAGE = Page("Brief", "", 1, BriefPage)
