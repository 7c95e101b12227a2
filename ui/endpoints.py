"""The app's endpoints for other programs: named and typed, for `gradio_client` and plain HTTP.

Results are the published JSON forms (`briefstar schema …`), kept in the caller's library.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import gradio as gr
from gradio.events import api

from ..errors import BriefstarError, ModelError
from ..translator.ideas import rank_ideas as ranked
from .parts import user_of

if TYPE_CHECKING:
    from ..serving.services import Services


def add_endpoints(services: Services) -> None:
    """Add the endpoints to the app that is being built."""

    def run(kind: str, order: dict[str, Any], request: gr.Request | None) -> dict[str, Any]:
        """Run a job to its end and return its result with the work's id."""
        user = user_of(request)
        try:
            job = services.jobs.start(kind, order, user=user)
            last = list(job.views())[-1]
            if last.state != "done":
                raise ModelError(last.problem or "the work was stopped")
            return _told(services.library(user).get(job.view.id))
        except BriefstarError as error:
            raise gr.Error(str(error), print_exception=False) from None

    def draft_brief(
        goal: str, context: str = "", request: gr.Request | None = None
    ) -> dict[str, Any]:
        """Draft a collaboration brief from a goal and what is known already."""
        return run("brief", {"goal": goal, "context": context}, request)

    def explain_impact(
        text: str,
        audience: str = "product",
        toward: str = "business",
        request: gr.Request | None = None,
    ) -> dict[str, Any]:
        """Explain what a technical constraint means for the business, or the other way round."""
        today = date.today().isoformat()
        order = {"text": text, "audience": audience, "toward": toward, "today": today}
        return run("impact", order, request)

    def rank_ideas(ideas: str, request: gr.Request | None = None) -> dict[str, Any]:
        """Rank ideas, one a line, by expected impact per effort. Asks no model."""
        try:
            return _told(services.library(user_of(request)).save(ranked(ideas)))
        except BriefstarError as error:
            raise gr.Error(str(error), print_exception=False) from None

    def grade_answer(
        question: str, answer: str, request: gr.Request | None = None
    ) -> dict[str, Any]:
        """Grade an answer to an interview question."""
        order = {"question": question, "answer": answer}
        return run("grade", order, request)

    for endpoint in (draft_brief, explain_impact, rank_ideas, grade_answer):
        api(endpoint, api_name=endpoint.__name__, api_description=endpoint.__doc__)


def _told(version: Any) -> dict[str, Any]:
    return {"work": version.work, "result": version.result.model_dump(mode="json")}
