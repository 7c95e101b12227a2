"""Stories: what one can tell in an interview, by competency, and which fits a question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gradio as gr

from ...coach.bank import load_bank
from ...coach.stories import fits, forget, keep, kept, uncovered
from ...errors import BriefstarError
from .. import parts, speaking
from . import Page

if TYPE_CHECKING:
    from ...coach.stories import Story
    from ...serving.services import Services


class StoriesPage:
    """The page: its components, and what each button does."""

    def __init__(self, page: gr.Blocks, services: Services) -> None:
        self.services = services
        parts.header(
            "Stories",
            "Keep the stories that you can tell, see which competencies have none yet, and find "
            "the one that fits a question.",
        )
        self.told = parts.document("stories")
        with gr.Accordion("Keep a story", open=False):
            self.title = gr.Textbox(label="Short title", elem_id="story-title")
            self.text = gr.Textbox(label="The story", lines=6, max_lines=20, elem_id="story")
            speaking.microphone(self.text)
            self.keep = gr.Button("Keep it", variant="primary", elem_id="keep-story")
        with gr.Accordion("Which story fits a question?", open=False):
            questions = [(q.text, q.id) for q in load_bank().questions]
            self.question = gr.Dropdown(questions, value=None, label="Question")
            self.fitting = parts.document("fitting")
        with gr.Accordion("Delete a story", open=False), gr.Row():
            self.which = gr.Dropdown([], label="Story")
            self.delete = gr.Button("Delete", variant="stop", elem_id="delete-story")
        self.status = gr.HTML(elem_classes="status", elem_id="stories-status")
        changed = [self.told, self.which, self.title, self.text, self.status]
        self.keep.click(self.kept, [self.title, self.text], changed, **parts.PRIVATE)
        self.delete.click(self.deleted, self.which, changed, **parts.PRIVATE)
        self.question.input(self.find, self.question, self.fitting, **parts.PRIVATE)
        parts.keeps(self.text, "story", page)
        page.load(self.show, None, changed, **parts.PRIVATE)

    def show(self, request: gr.Request) -> dict[Any, Any]:
        """List the stories, and what none of them covers."""
        with self.services.store(parts.user_of(request)) as store:
            stories = kept(store)
        return {
            self.told: parts.text(to_markdown(stories)),
            self.which: gr.update(choices=[(s.title, s.id) for s in stories], value=None),
        }

    def kept(self, title: str, text: str, request: gr.Request) -> dict[Any, Any]:
        """Keep a story, tagged with the competencies that it is nearest to."""
        try:
            with self.services.store(parts.user_of(request)) as store:
                story = keep(store, title, text, (), load_bank())
        except BriefstarError as error:
            return {self.status: parts.problem_html(str(error))}
        told = f"<p>Kept, for {parts.html(', '.join(names(story)))}.</p>"
        return self.show(request) | {self.title: "", self.text: "", self.status: told}

    def deleted(self, id: str | None, request: gr.Request) -> dict[Any, Any]:
        """Delete a story."""
        try:
            with self.services.store(parts.user_of(request)) as store:
                forget(store, id or "")
        except BriefstarError:
            return {self.status: parts.problem_html("choose the story first")}
        return self.show(request) | {self.status: "<p>Deleted.</p>"}

    def find(self, question: str, request: gr.Request) -> Any:
        """Show the stories that fit a question, the best first."""
        bank = load_bank()
        with self.services.store(parts.user_of(request)) as store:
            found = fits(kept(store), bank.get(question), bank)
        lines = [
            f"{n}. **{parts.plain(fit.title)}**: “{parts.plain(fit.passage.text)}”\n"
            + "".join(f"   - {parts.plain(angle)}\n" for angle in fit.angle)
            for n, fit in enumerate(found[:3], 1)
        ]
        return parts.text("\n".join(lines) or "No story is kept yet.")


def to_markdown(stories: list[Story]) -> str:
    """Return the stories, and the competencies without one."""
    lines = []
    for story in stories:
        level = "" if story.overall is None else f", graded {story.overall:.1f}"
        lines.append(f"- **{parts.plain(story.title)}** ({', '.join(names(story))}{level})")
    open_ones = uncovered(stories, load_bank())
    if open_ones:
        lines += ["", "No story yet for:", "", *(f"- {c.name}" for c in open_ones)]
    return "\n".join(lines)


def names(story: Story) -> list[str]:
    """Return the names of the competencies that a story shows."""
    known = {c.competency: c.name for c in load_bank().competencies}
    return [known.get(id, id) for id in story.competencies]


PAGE = Page("Stories", "stories", 6, StoriesPage)
