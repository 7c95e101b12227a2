"""A page's work under way: begun, followed, stopped, gone on with, and opened by its link."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING, Any

import gradio as gr

from ..errors import BriefstarError, UsageError
from . import look
from .parts import NOTHING_THERE, PRIVATE, Changes, Delivery, asked_for, problem_html, user_of

if TYPE_CHECKING:
    from ..serving.jobs import Job, View
    from ..serving.services import Services


def newest(services: Services, id: str, user: str) -> Any:
    """Return the newest result of a work, or None where the library has no such work."""
    try:
        return services.library(user).get(id).result
    except UsageError:
        return None


def status_html(view: View | None) -> str:
    """Return the status line of a job; what came from a user is escaped."""
    if view is None:
        return ""
    seconds = f"{view.seconds:.0f} s"
    if view.state == "failed":
        return problem_html(view.problem)
    if view.state == "stopped":
        return "<p>Stopped. Nothing was lost: “Go on” begins it again.</p>"
    if view.state == "done":
        return f"<p>Done in {seconds}; saved.</p>"
    if view.place:
        ahead = "next" if view.place == 1 else f"number {view.place} in line"
        return f"<p>Waiting for the model: {ahead} ({seconds}).</p>"
    step = view.step if len(view.step) <= 110 else view.step[:109] + "…"
    return f"<p>Working, {seconds}: {escape(step) or 'beginning'}</p>"


class Work:
    """A work under way: its id, the status line, and the buttons that stop it and go on."""

    def __init__(self, name: str) -> None:
        self.id = gr.Textbox(visible="hidden", elem_id=f"{name}-id", label="Id", container=False)
        self.status = gr.HTML(elem_classes="status", elem_id=f"{name}-status")
        with gr.Row():
            self.stop = gr.Button("Stop", variant="stop", visible=False, elem_id=f"{name}-stop")
            self.again = gr.Button("Go on", visible=False, elem_id=f"{name}-again")
        self.id.change(None, self.id, None, js=look.SHOW_LINK, **PRIVATE)

    @property
    def outputs(self) -> list[Any]:
        """The components that `seen` and `failed` change."""
        return [self.id, self.status, self.stop, self.again]

    def seen(self, view: View) -> dict[Any, Any]:
        """Return the changes that show a job."""
        return {
            self.id: view.id,
            self.status: status_html(view),
            self.stop: gr.update(visible=not view.over),
            self.again: gr.update(visible=view.state in ("stopped", "failed")),
        }

    def failed(self, error: BriefstarError) -> dict[Any, Any]:
        """Return the changes that tell of an error before a job began."""
        return {self.status: problem_html(str(error)), self.stop: gr.update(visible=False)}

    def starts(self, *buttons: Any) -> None:
        """Show at once, from the browser itself, that a button was heard.

        Called before the button's own event is connected: Gradio runs them in that order.
        """
        for button in buttons:
            button.click(None, None, self.status, js="() => '<p>Beginning…</p>'", **PRIVATE)

    def stops(self, services: Services) -> None:
        """Let the stop button stop."""

        def stop(id: str, request: gr.Request) -> str:
            services.jobs.stop(id, user_of(request))
            return "<p>Stopping after this step…</p>"

        self.stop.click(stop, self.id, self.status, **PRIVATE)


def watched(
    work: Work, begin: Callable[[], Job | None], shown: Callable[[View], dict[Any, Any]]
) -> Changes:
    """Begin or find a job and yield what changes on the page until it is over, or its error."""
    try:
        if job := begin():
            for view in job.views():
                yield work.seen(view) | shown(view)
    except BriefstarError as error:
        yield work.failed(error)


class WorkPage:
    """A page whose work is one kind of job: begun, stopped, gone on with, and opened by its link.

    A page says what was typed for an order, how a job looks while it grows and when it is whole.
    """

    kind: str
    work: Work
    delivery: Delivery

    def __init__(self, page: gr.Blocks, services: Services) -> None:
        self.services = services
        self._lay_out()
        self._connect(page)

    def _lay_out(self) -> None:
        """Make the page's components, `work` and `delivery` among them."""
        raise NotImplementedError

    def _connect(self, page: gr.Blocks) -> None:
        """Connect the components to the handlers; calls `connect`."""
        raise NotImplementedError

    def typed(self, order: Any) -> dict[Any, Any]:
        """Return what was typed for an order."""
        raise NotImplementedError

    def order_of(self, result: Any) -> dict[str, Any]:
        """Return the order that a result was made from, as far as the page shows it."""
        raise NotImplementedError

    def whole(self, result: Any) -> dict[Any, Any]:
        """Return the changes that show a result."""
        raise NotImplementedError

    def growing(self, _: View) -> dict[Any, Any]:
        """Return the changes that show a job under way; by default its status says enough."""
        return {}

    def cleared(self) -> dict[Any, Any]:
        """Return the changes that hide an earlier result."""
        return {}

    def connect(self, page: gr.Blocks, changed: list[Any]) -> None:
        """Connect the buttons that every such page has."""
        self.work.stops(self.services)
        self.work.again.click(self.go_on, self.work.id, changed, **PRIVATE)
        self.delivery.delivers(self.services, self.work.id)
        page.load(self.reopen, None, changed, **PRIVATE)

    def start(self, order: dict[str, Any], request: gr.Request) -> Changes:
        """Begin a new work."""
        user = user_of(request)
        yield self.cleared() | {self.work.stop: gr.update(visible=False)}
        yield from self.follow(lambda: self.services.jobs.start(self.kind, order, user=user), user)

    def revised(self, order: Callable[[], dict[str, Any]], id: str, user: str) -> Changes:
        """Begin the next version of a work."""
        yield from self.follow(
            lambda: self.services.jobs.start(self.kind, order(), user=user, id=id), user
        )

    def go_on(self, id: str, request: gr.Request) -> Changes:
        """Begin a stopped or failed work again."""
        user = user_of(request)
        yield from self.follow(lambda: self.services.jobs.again(id, user), user)

    def reopen(self, request: gr.Request) -> Changes:
        """Open what the page's link names: a finished work, or one that is under way."""
        user, id = user_of(request), asked_for(request)
        if not id:
            yield {self.work.status: ""}  # Gradio empties every output of a generator without one
            return
        if found := newest(self.services, id, user):
            yield {self.work.id: id} | self.typed(self.order_of(found)) | self.whole(found)
        if job := self.services.jobs.find(id, user):
            yield self.typed(job.view.order)
            yield from self.follow(lambda: job, user)
        elif not found:
            yield self.work.failed(UsageError(NOTHING_THERE))

    def follow(self, begin: Callable[[], Job | None], user: str) -> Changes:
        """Yield what changes on the page while a job goes on, and its result."""

        def shown(view: View) -> dict[Any, Any]:
            found = newest(self.services, view.id, user) if view.over else None
            return self.whole(found) if found else self.growing(view)

        yield from watched(self.work, begin, shown)
