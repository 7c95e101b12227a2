"""Model: which one answers and how fast; pull its weights, try it, take another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from queue import Empty, Queue
from threading import Thread
from typing import TYPE_CHECKING, Any

import gradio as gr

from ...errors import BriefstarError, ModelError
from ...escape import markdown as escape
from ...llm.requests import ModelInfo
from .. import parts
from ..parts import Changes
from . import Page

if TYPE_CHECKING:
    from ...serving.services import Services

NOT_YOURS = "only who runs this server may switch its model"
EMBEDDED, ENDPOINT = "the embedded model", "an OpenAI-compatible endpoint"


class ModelPage:
    """The page: its components, and what each button does."""

    def __init__(self, page: gr.Blocks, services: Services) -> None:
        self.services = services
        parts.header(
            "Model",
            "Which model answers the small questions. What it says is judged by code: a better "
            "one makes results better, and none may make them up.",
        )
        self.told = gr.Markdown(elem_id="model")
        self.attempt = gr.Button("Try it", variant="primary", elem_id="try")
        self.status = gr.HTML(elem_classes="status", elem_id="model-status")
        with gr.Accordion("Take another model", open=False, visible=not services.shared):
            self.which = gr.Radio([EMBEDDED, ENDPOINT], value=EMBEDDED, label="Which")
            self.url = gr.Textbox(
                label="Address", placeholder="http://127.0.0.1:8000/v1", elem_id="url"
            )
            self.name = gr.Textbox(label="Model's name there (empty: its only one)")
            self.key = gr.Textbox(
                label="Key (kept in memory until the app ends)", type="password", elem_id="key"
            )
            self.take = gr.Button("Take it", elem_id="take")
        changed = [self.told, self.status, self.key]
        self.attempt.click(self.tried, None, changed, **parts.PRIVATE)
        self.take.click(
            self.taken, [self.which, self.url, self.name, self.key], changed, **parts.PRIVATE
        )
        page.load(self.show, None, self.told, **parts.PRIVATE)

    def show(self) -> str:
        """Say which model answers now."""
        info = self.services.engine.info
        return about(info) if info else "No model was needed yet: “Try it” opens one."

    def tried(self) -> Changes:
        """Open the model, pulling its weights if need be, and ask it a question."""
        for line in telling(self.services.engine.try_out):
            if isinstance(line, str):
                yield {self.status: f"<p>{parts.html(line)}</p>"}
            elif isinstance(line, BriefstarError):
                yield {self.status: parts.problem_html(str(line)), self.told: self.show()}
            else:
                speed = f"{line.first_seconds:.1f} s, and again in {line.again_seconds:.2f} s"
                yield {
                    self.status: f"<p>It answered in {speed}.</p>",
                    self.told: about(line.info),
                }

    def taken(self, which: str, url: str, name: str, key: str) -> Changes:
        """Take another model, and try it."""
        if self.services.shared:
            yield {self.status: parts.problem_html(NOT_YOURS)}
            return
        from ...llm.settings import load_settings

        try:
            if which == EMBEDDED:
                self.services.engine.use("embedded")
            else:
                settings = load_settings(
                    endpoint="auto", base_url=url.strip() or None, model=name.strip() or None,
                    api_key=key or None,
                )  # fmt: skip
                self.services.engine.use(None, settings)
        except BriefstarError as error:
            yield {self.status: parts.problem_html(str(error)), self.key: ""}
            return
        yield {self.key: ""}
        yield from self.tried()


def about(info: ModelInfo) -> str:
    """Return which model answers, where, and why it was chosen."""
    told = f"**{escape(info.model)}** ({escape(info.endpoint)})"
    return f"{told}: {escape(info.reason)}."


def telling(run: Callable[[Callable[[str], None]], Any]) -> Iterator[Any]:
    """Run something that tells its steps; yield each step, then its result or its error."""
    steps: Queue[Any] = Queue()

    def work() -> None:
        try:
            steps.put(run(steps.put))
        except BriefstarError as error:
            steps.put(error)
        except Exception as error:
            steps.put(ModelError(f"unexpected {type(error).__name__}"))
            raise

    yield "beginning"
    thread = Thread(target=work, daemon=True)
    thread.start()
    while True:
        try:
            item = steps.get(timeout=1.0)
        except Empty:
            if thread.is_alive():
                continue
            return
        yield item
        if not isinstance(item, str):
            return


PAGE = Page("Model", "model", 11, ModelPage)
