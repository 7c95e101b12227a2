"""Library: everything that was made here; find, read, compare versions, take out, delete."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from ...errors import BriefstarError, UsageError
from .. import look, parts, shelf
from . import Page

if TYPE_CHECKING:
    from ...serving.services import Services

NONE = "none"
NOT_SURE = "tick the box first: deleting cannot be undone"
KINDS = {"everything": None, "briefs": "brief", "impacts": "impact", "rankings": "ranking",
         "grades": "grade"}  # fmt: skip


class LibraryPage:
    """The page: its components, and what each button does."""

    def __init__(self, page: gr.Blocks, services: Services) -> None:
        self.services = services
        parts.header("Library", "Everything that you made here, with every version of it.")
        self._lay_out_list()
        self._lay_out_work()
        self._connect(page)

    def _lay_out_list(self) -> None:
        with gr.Row():
            self.words = gr.Textbox(
                label="Search", info="All of the words, or parts of them.", elem_id="words", scale=3
            )
            self.kind = gr.Dropdown(list(KINDS), value="everything", label="Show", scale=1)
        self.listed = gr.Radio([], label="Works, last changed first", elem_id="works")
        self.unfinished = gr.Markdown(elem_id="unfinished")
        self.status = gr.HTML(elem_classes="status", elem_id="library-status")

    def _lay_out_work(self) -> None:
        with gr.Column(visible=False, elem_id="work") as self.opened:
            self.link = gr.Markdown(elem_id="open")
            with gr.Row():
                self.version = gr.Dropdown([], label="Version", elem_id="version")
                self.against = gr.Dropdown([], label="Compare with version", elem_id="against")
            self.changes = gr.HTML(elem_id="changes")
            self.document = parts.document("document")
            self.delivery = parts.Delivery()
            with gr.Accordion("Rename or delete", open=False):
                with gr.Row():
                    self.title = gr.Textbox(label="Title", scale=3)
                    self.rename = gr.Button("Rename", scale=1)
                self.sure = gr.Checkbox(
                    label="Delete it with all its versions; there is no way back", elem_id="sure"
                )
                self.delete = gr.Button("Delete", variant="stop", elem_id="delete")
        with gr.Accordion("Take everything out, or in", open=False), gr.Row():
            self.export = gr.Button("Export everything", elem_id="export")
            self.file = gr.File(label="Import an export", file_types=[".json"], elem_id="import")
        self.exported = gr.JSON(visible=False)

    def _connect(self, page: gr.Blocks) -> None:
        changed = [
            self.listed, self.unfinished, self.status, self.opened, self.link, self.version,
            self.against, self.changes, self.document, self.title, self.sure, self.delivery.row,
        ]  # fmt: skip
        asked, private = [self.words, self.kind], parts.PRIVATE
        for event in (self.words.change, self.kind.change):
            event(self.search, [*asked, self.listed], changed, **private)
        self.listed.input(self.show, self.listed, changed, **private)
        self.listed.change(None, self.listed, None, js=look.SHOW_LINK, **private)
        self.version.input(self.show, [self.listed, self.version], changed, **private)
        compared = [self.listed, self.version, self.against]
        self.against.input(self.compare, compared, self.changes, **private)
        self.rename.click(self.renamed, [self.listed, self.title, *asked], changed, **private)
        self.delete.click(self.deleted, [self.listed, self.sure, *asked], changed, **private)
        self.export.click(self.all_out, None, self.exported, **private).then(
            None, self.exported, None, js=look.SAVE_FILE, **private
        )
        self.file.upload(self.all_in, [self.file, *asked], changed, **private)
        self.delivery.delivers(self.services, self.listed)
        page.load(self.reopen, asked, changed, **private)

    def search(self, words: str, kind: str, now: str | None, request: gr.Request) -> dict[Any, Any]:
        """List the works in which all words stand, and what was not finished."""
        user = parts.user_of(request)
        try:
            library = self.services.library(user)
            works = library.works(words, kind=KINDS[kind])
        except BriefstarError as error:
            return {self.status: parts.problem_html(str(error))}
        empty = "Nothing found" if words else "Nothing is kept yet: begin on another page"
        order = "the best first" if words.strip() else "last changed first"
        return {
            self.status: "",
            self.listed: gr.update(
                choices=shelf.choices(library, works, words),
                value=now if now in {work.id for work in works} else None,
                label=f"Works, {order}" if works else empty,
            ),
            self.unfinished: shelf.unfinished(self.services.jobs.unfinished(user)),
        }

    def show(
        self, id: str | None, request: gr.Request, number: int | None = None
    ) -> dict[Any, Any]:
        """Show a version of a work, by default the newest."""
        if not id:
            return {self.opened: gr.update(visible=False)}
        library = self.services.library(parts.user_of(request))
        try:
            found = library.get(id, number)
            work = library.work(id)
        except BriefstarError as error:
            return {
                self.status: parts.problem_html(str(error)),
                self.opened: gr.update(visible=False),
            }
        numbers = list(range(1, work.versions + 1))
        return {
            self.status: "",
            self.opened: gr.update(visible=True),
            self.link: f"[Open it on its page]({shelf.page_of(work)}) · "
            f"[Publish it in your wiki](/publish?work={work.id})",
            self.version: gr.update(choices=numbers, value=found.number),
            self.against: gr.update(
                choices=[NONE, *map(str, numbers)], value=NONE, visible=work.versions > 1
            ),
            self.changes: "",
            self.document: parts.text(found.markdown),
            self.title: work.title,
            self.sure: False,
            self.delivery.row: gr.update(visible=True),
        }

    def compare(self, id: str, number: int, other: str | None, request: gr.Request) -> str:
        """Return what changed between two versions."""
        if other in (None, NONE):
            return ""
        old, new = sorted((int(other or 0), int(number)))
        library = self.services.library(parts.user_of(request))
        return shelf.diff_html(library.differences(id, old, new))

    def renamed(
        self, id: str, title: str, words: str, kind: str, request: gr.Request
    ) -> dict[Any, Any]:
        """Give the work another title."""
        try:
            self.services.library(parts.user_of(request)).rename(id, title)
        except BriefstarError as error:
            return {self.status: parts.problem_html(str(error))}
        return self.search(words, kind, id, request) | {self.status: "<p>Renamed.</p>"}

    def deleted(
        self, id: str, sure: bool, words: str, kind: str, request: gr.Request
    ) -> dict[Any, Any]:
        """Delete the work, if that was confirmed."""
        if not sure:
            return {self.status: parts.problem_html(NOT_SURE)}
        user = parts.user_of(request)
        self.services.jobs.forget(id, user)
        self.services.library(user).delete(id)
        shown = self.search(words, kind, None, request)
        return shown | {self.status: "<p>Deleted.</p>", self.opened: gr.update(visible=False)}

    def all_out(self, request: gr.Request) -> dict[str, str]:
        """Return everything as one file."""
        everything = self.services.library(parts.user_of(request)).export()
        content = json.dumps(everything, ensure_ascii=False, indent=1).encode()
        name = f"briefstar-library-{date.today().isoformat()}.json"
        return parts.packed(name, "application/json", content)

    def all_in(
        self, path: str | None, words: str, kind: str, request: gr.Request
    ) -> dict[Any, Any]:
        """Add what an export holds."""
        if path is None:
            return {self.status: ""}
        try:
            library = self.services.library(parts.user_of(request))
            loaded = library.load(_json(Path(path)))
        except BriefstarError as error:
            return {self.status: parts.problem_html(str(error))}
        told = f"<p>{loaded}.</p>"
        return self.search(words, kind, None, request) | {self.status: told}

    def reopen(self, words: str, kind: str, request: gr.Request) -> dict[Any, Any]:
        """List what there is, and show the work that the page's link names."""
        id = parts.asked_for(request) or None
        shown = self.search(words, kind, id, request)
        return shown | self.show(id, request) if id else shown


def _json(path: Path) -> Any:
    """Read an uploaded file and delete it: nothing of it stays but what the library takes."""
    try:
        return json.loads(path.read_text("utf-8"))
    except (ValueError, RecursionError):
        raise UsageError("this file is no JSON: choose what “Export everything” wrote") from None
    finally:
        path.unlink(missing_ok=True)


PAGE = Page("Library", "library", 8, LibraryPage)
