"""Publish: a work as a page of the team's wiki; first what would be sent, then the page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

import gradio as gr

from ...errors import BriefstarError, UsageError
from ...publish.plan import listed
from ...publish.publishing import plan, publish
from ...publish.ready import CONFLUENCE, NOTION, lacking
from .. import parts, shelf
from ..parts import Changes
from . import Page

if TYPE_CHECKING:
    from ...publish.plan import Plan, Site
    from ...serving.services import Services


class PublishPage:
    """The page: its components, and what each button does."""

    def __init__(self, page: gr.Blocks, services: Services) -> None:
        self.services = services
        parts.header(
            "Publish",
            "A page of your team's wiki. A work that has a page already updates it, so there is "
            "never a second one.",
        )
        self.work = gr.Dropdown([], label="Work", elem_id="publish-work")
        with gr.Row():
            self.where = gr.Radio([CONFLUENCE, NOTION], value=CONFLUENCE, label="Where")
            self.space = gr.Textbox(
                label="Space key", info="For a new page in Confluence.", elem_id="space"
            )
            self.parent = gr.Textbox(
                label="Page above it", info="For a new page; Notion needs one.", elem_id="parent"
            )
        self.ready = gr.HTML(elem_classes="status", elem_id="wiki-ready")
        with gr.Accordion("Write over a page that is there, or make another", open=False):
            self.page = gr.Textbox(
                label="Write over this page, and remember it",
                info="Its number or address.",
                elem_id="page",
            )
            self.anew = gr.Checkbox(label="Make a new page, and forget the earlier one")
        with gr.Row():
            self.look = gr.Button("Show what would be sent", elem_id="look")
            self.send = gr.Button(
                "Publish", variant="primary", interactive=False, elem_id="publish"
            )
        self.status = gr.HTML(elem_classes="status", elem_id="publish-status")
        self.plan = gr.Code(label="What would be sent", language="json", visible=False)
        self._connect(page)

    def _connect(self, page: gr.Blocks) -> None:
        asked = [self.work, self.where, self.space, self.parent, self.page, self.anew]
        changed = [self.work, self.status, self.plan]
        set_up = [self.ready, self.send]
        self.look.click(self.planned, asked, changed, **parts.PRIVATE)
        self.send.click(self.published, asked, changed, **parts.PRIVATE)
        self.where.change(self.told, self.where, set_up, **parts.PRIVATE)
        page.load(self.reopen, self.where, [*changed, *set_up], **parts.PRIVATE)

    def told(self, where: str) -> dict[Any, Any]:
        """Say beforehand what lacks for a wiki, and let nothing be sent until it is there."""
        lacks = lacking(where)
        return {
            self.ready: parts.problem_html(lacks) if lacks else "",
            self.send: gr.update(interactive=not lacks),
        }

    def reopen(self, where: str, request: gr.Request) -> dict[Any, Any]:
        """List the works, take the one that the page's link names, and say what lacks."""
        works = self.services.library(parts.user_of(request)).works()
        id = parts.asked_for(request)
        return {
            self.work: gr.update(
                choices=[(shelf.line(work), work.id) for work in works],
                value=id if id in {work.id for work in works} else None,
            )
        } | self.told(where)

    def planned(
        self,
        work: str | None,
        where: str,
        space: str | None,
        parent: str | None,
        over: str | None,
        anew: bool,
        request: gr.Request,
    ) -> Changes:
        """Show what would be sent; send nothing."""
        yield {self.status: "<p>Reading the page…</p>", self.plan: gr.update(visible=False)}
        user = parts.user_of(request)
        try:
            with self._planned(work, where, space, parent, over, anew, user) as (made, site):
                requests = listed(made, site.address)
        except BriefstarError as error:
            yield {self.status: parts.problem_html(str(error))}
            return
        what = "a new page" if made.page is None else "an update of its page"
        yield {
            self.status: f"<p>Nothing was sent. This would be {what}.</p>",
            self.plan: gr.update(value=requests, visible=True),
        }

    def published(
        self,
        work: str | None,
        where: str,
        space: str | None,
        parent: str | None,
        over: str | None,
        anew: bool,
        request: gr.Request,
    ) -> Changes:
        """Send it, and link the page."""
        yield {self.status: "<p>Publishing…</p>", self.plan: gr.update(visible=False)}
        user = parts.user_of(request)
        try:
            with self._planned(work, where, space, parent, over, anew, user) as (made, site):
                done = publish(self.services.library(user), made, site)
        except BriefstarError as error:
            yield {self.status: parts.problem_html(str(error))}
            return
        what = "Published as a new page" if done.made else "Updated the page"
        yield {self.status: f"<p>{what}: {parts.link_html(done.shown or done.page)}</p>"}

    @contextmanager
    def _planned(
        self,
        work: str | None,
        where: str,
        space: str | None,
        parent: str | None,
        over: str | None,
        anew: bool,
        user: str,
    ) -> Iterator[tuple[Plan, Site]]:
        if not work:
            raise UsageError("choose the work that is to be published")
        page = _given(over)
        if page and anew:
            raise UsageError("name the page to write over or make a new one, not both")
        with closing(site_of(where, _given(space), _given(parent))) as site:
            library = self.services.library(user)
            yield plan(library, work, site, page=page, anew=anew), site


def _given(text: str | None) -> str | None:
    """Return what a field holds; one that was never touched may be None."""
    return (text or "").strip() or None


def site_of(where: str, space: str | None, parent: str | None) -> Site:
    """Return the wiki, by the settings of whoever runs the app. Raises `UsageError`."""
    from ...publish.settings import load_settings

    settings = load_settings()
    if where == CONFLUENCE:
        from ...publish.confluence import Confluence

        return Confluence(settings, space=space, parent=parent)
    from ...publish.notion import Notion

    return Notion(settings, parent=parent)


PAGE = Page("Publish", "publish", 12, PublishPage, listed=False)
