"""Parts that pages share: titles, documents, examples, downloads, and texts that are kept."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from typing import TYPE_CHECKING, Any, TypeAlias

import gradio as gr

from ..errors import BriefstarError, UsageError
from ..escape import markdown
from . import look

if TYPE_CHECKING:
    from ..serving.services import Services

PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
"""Of a page's own events: they are no endpoints, and the status line shows their progress."""

Changes: TypeAlias = Iterator[dict[Any, Any]]
"""What a handler yields: new values of components."""

NOTHING_THERE = "there is nothing under this link: it was deleted, or is somebody else's"

_MARK = "this browser"  # hides nothing: what is kept is in the user's own browser

FORMS = {
    "Markdown": ("md", "text/markdown"),
    "Word": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "Web page, to print or as PDF": ("html", "text/html"),
    "Confluence storage format": ("confluence.xhtml", "application/xhtml+xml"),
    "Notion blocks": ("notion.json", "application/json"),
    "JSON": ("json", "application/json"),
    "Jira tickets": ("jira.csv", "text/csv"),
    "Linear issues": ("linear.csv", "text/csv"),
    "GitHub issue": ("github.md", "text/markdown"),
    "Calendar": ("ics", "text/calendar"),
}


def user_of(request: gr.Request | None) -> str:
    """Return the name that was logged in with, empty where nobody has to."""
    return (request.username or "") if request else ""


def asked_for(request: gr.Request, name: str = "work") -> str:
    """Return what the page's address asks for, such as `?work=…`."""
    return str(dict(request.query_params).get(name, ""))[:40]


def html(text: str) -> str:
    """Return a text escaped for HTML."""
    return escape(text)


def link_html(address: str) -> str:
    """Return an address as a link, where it is one of the web's."""
    shown = escape(address)
    return f'<a href="{shown}">{shown}</a>' if address.startswith("https://") else shown


def plain(text: str) -> str:
    """Return a text escaped for Markdown."""
    return markdown(text)


def header(title: str, about: str) -> None:
    """Show the page's title and what it is for."""
    gr.Markdown(f"# {title}\n\n{about}", elem_classes="page-title")


def problem_html(problem: str) -> str:
    """Return an error in plain words, for the place where it belongs."""
    return f'<p class="problem" role="alert">{escape(problem)}</p>'


class Delivery:
    """The way out of the app: a work as a file in one of the forms that teams use."""

    def __init__(self) -> None:
        with gr.Row(visible=False) as self.row:
            self.form = gr.Dropdown(list(FORMS), value="Markdown", label="Download as", scale=2)
            self.day = gr.Textbox(
                label="Review day, if the calendar is to hold one", placeholder="2027-03-01",
                visible=False, scale=1,
            )  # fmt: skip
            self.button = gr.Button("Download", scale=1)
            self.wiki = gr.Button("Publish in your wiki", scale=1)
        self.problem = gr.HTML(elem_classes="status")
        self._file = gr.JSON(visible=False)

    def delivers(self, services: Services, id: Any) -> None:
        """Let the button download the newest version of the work whose id a component holds."""

        def make(work: str, form: str, day: str, request: gr.Request) -> tuple[Any, str]:
            try:
                return file_of(services, user_of(request), work, form, day), ""
            except BriefstarError as error:
                return None, problem_html(str(error))

        self.form.input(
            lambda form: gr.update(visible=form == "Calendar"), self.form, self.day, **PRIVATE
        )
        self.wiki.click(None, id, None, js=look.TO_WIKI, **PRIVATE)
        told = [id, self.form, self.day]
        self.button.click(make, told, [self._file, self.problem], **PRIVATE).then(
            None, self._file, None, js=look.SAVE_FILE, **PRIVATE
        )


def file_of(services: Services, user: str, work: str, form: str, day: str = "") -> dict[str, str]:
    """Return a work as a file: name, type and content in base64. Raises `UsageError`."""
    from ..library.formats import Form, TaskForm, convert, convert_result

    if form not in FORMS:
        raise UsageError(f"no form {form!r}; there are: {', '.join(FORMS)}")
    found = services.library(user).get(work)
    suffix, kind = FORMS[form]
    name = suffix.split(".")[0]
    if name == "md":
        content = found.markdown.encode()
    elif name == "json":
        content = (found.result.model_dump_json(indent=2) + "\n").encode()
    elif name in set(TaskForm):
        content = convert_result(found.result, TaskForm(name), on=_day(day), id=work, at=found.at)
    else:
        content = convert(found.markdown, Form(name))
    return packed(f"briefstar-{work}.{suffix}", kind, content)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError:
        raise UsageError(f"a day is written as 2027-03-01, not {text!r}") from None


def packed(name: str, kind: str, content: bytes) -> dict[str, str]:
    """Return a file as `look.SAVE_FILE` takes it."""
    return {"name": name, "type": kind, "base64": base64.b64encode(content).decode()}


def document(name: str, *, copied: bool = True) -> Any:
    """Return a place for a document, by default with a button that copies what is shown."""
    return gr.Markdown(
        elem_id=name,
        elem_classes="document",
        buttons=["copy"] if copied else [],
        container=True,
        visible=False,
    )


class Copied:
    """A button that copies a text which is not, or not wholly, on the page."""

    def __init__(self, label: str, name: str) -> None:
        self._label = label
        self._text = gr.Textbox(visible="hidden", elem_id=f"{name}-text", label=label)
        self.button = gr.Button(label, size="sm", visible=False, elem_id=name)
        self.button.click(None, self._text, self.button, js=look.COPY, **PRIVATE)

    @property
    def outputs(self) -> list[Any]:
        """The components that `holds` and `hidden` change."""
        return [self._text, self.button]

    def holds(self, text: str) -> dict[Any, Any]:
        """Return the changes that show the button for a text."""
        return {self._text: text, self.button: gr.update(value=self._label, visible=True)}

    def hidden(self) -> dict[Any, Any]:
        """Return the changes that hide the button."""
        return {self.button: gr.update(visible=False)}


def text(value: str) -> Any:
    """Return the change that shows a document, or hides it where it is empty."""
    return gr.update(value=value, visible=bool(value))


def offers(buttons: list[Any], examples: Sequence[Sequence[Any]], fields: list[Any]) -> None:
    """Let each button fill fields with its example."""
    for button, values in zip(buttons, examples, strict=True):
        given = values[0] if len(fields) == 1 else tuple(values)
        button.click(lambda given=given: given, None, fields, **PRIVATE)


def padded(boxes: list[Any], count: int) -> list[Any]:
    """Return as many boxes as there are on the page; those that are not needed are hidden."""
    return boxes + [gr.update(visible=False)] * (count - len(boxes))


def keeps(component: Any, name: str, page: gr.Blocks) -> None:
    """Keep what is typed in this browser, so that a reload or a crash loses none of it."""
    kept = gr.BrowserState("", storage_key=f"briefstar-{name}", secret=_MARK)
    component.change(None, component, kept, js="(x) => x", **PRIVATE)
    page.load(None, [kept, component], component, js="(old, now) => now || old", **PRIVATE)
