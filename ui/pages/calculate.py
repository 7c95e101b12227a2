"""Calculate: one calculator, its inputs as one writes them, and the figures with their formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gradio as gr

from ...calculators import calculate, everything, get
from ...calculators.values import example
from ...calculators.writing import explained, to_markdown
from ...errors import BriefstarError
from .. import parts
from . import Page

if TYPE_CHECKING:
    from ...serving.services import Services

MAX_INPUTS = 12


class CalculatePage:
    """The page: a calculator, a field for each input, and what follows."""

    def __init__(self, page: gr.Blocks, services: Services) -> None:  # noqa: ARG002
        parts.header(
            "Calculate",
            "The arithmetic by itself; no model is asked. Write values as you would say them: "
            "“20%”, “3 to 5 weeks”, “60 USD an hour”.",
        )
        listed = [(f"{c.title} ({c.family})", id) for id, c in everything().items()]
        self.which = gr.Dropdown(listed, value=None, label="Calculator", elem_id="which")
        self.fields = [gr.Textbox(visible=False, elem_id=f"input-{n}") for n in range(MAX_INPUTS)]
        self.compute = gr.Button("Compute", variant="primary", elem_id="compute")
        self.status = gr.HTML(elem_classes="status", elem_id="calculate-status")
        self.result = parts.document("result")
        self.about = parts.document("about")
        chosen = [*self.fields, self.about, self.result, self.status]
        self.which.change(self.choose, self.which, chosen, **parts.PRIVATE)
        self.compute.click(
            self.computed, [self.which, *self.fields], [self.result, self.status], **parts.PRIVATE
        )
        page.load(self.reopen, None, [self.which], **parts.PRIVATE)

    def reopen(self, request: gr.Request) -> Any:
        """Choose the calculator that the page's link names, if it does."""
        name = parts.asked_for(request, "name")
        return name if name in everything() else gr.skip()

    def choose(self, name: str | None) -> dict[Any, Any]:
        """Show a field for each input of a calculator."""
        wanted = list(get(name).inputs.values()) if name else []
        boxes = [
            gr.update(
                visible=True,
                value="",
                label=f"{each.means}{'' if each.needed else ' (may stay empty)'}",
                placeholder=f"such as {example(each)}".replace('"', ""),
            )
            for each in wanted[:MAX_INPUTS]
        ]
        return dict(zip(self.fields, parts.padded(boxes, MAX_INPUTS), strict=True)) | {
            self.about: parts.text(explained(get(name)) if name else ""),
            self.result: parts.text(""),
            self.status: "",
        }

    def computed(self, name: str | None, *texts: str) -> dict[Any, Any]:
        """Compute the figures, or say which input is missing or wrong."""
        if not name:
            return {self.status: parts.problem_html("choose a calculator first")}
        keys = list(get(name).inputs)
        given = {key: text for key, text in zip(keys, texts, strict=False) if text.strip()}
        try:
            found = calculate(name, given)
        except BriefstarError as error:
            return {self.status: parts.problem_html(str(error)), self.result: parts.text("")}
        return {self.status: "", self.result: parts.text(to_markdown(found))}


PAGE = Page("Calculate", "calculate", 9, CalculatePage)
