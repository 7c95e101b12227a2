"""Coach: a practice interview, question by question, with grades, re-answers and a report."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import gradio as gr

from ...coach.bank import LEVELS, ROLES
from ...coach.grade import PART_NAMES
from ...coach.personas import personas
from ...coach.practice import PracticeSession
from ...errors import BriefstarError, UsageError
from .. import parts, practising, speaking, working
from ..graded import Graded
from ..parts import Changes
from . import Page

if TYPE_CHECKING:
    from ...serving.jobs import Job, View
    from ...serving.services import Services

TITLES = {persona.title: id for id, persona in personas().items()}


class CoachPage:
    """The page: its components, and what each button does.

    A session is open for no longer than a handler needs it, and never across a `yield`: Gradio may
    go on with a handler in another thread, or not at all.
    """

    def __init__(self, page: gr.Blocks, services: Services) -> None:
        self.services = services
        parts.header(
            "Coach",
            "Practise an interview: a question, your answer, a grade with quotes, a follow-up. "
            "Every turn is saved as it happens; this page's link goes on where you stopped.",
        )
        self._lay_out_setup()
        self._lay_out_stage()
        self._connect(page)

    def _lay_out_setup(self) -> None:
        any_ = practising.ANY
        with gr.Accordion("A new session") as self.setup:
            with gr.Row():
                self.role = gr.Dropdown([any_, *ROLES], value=any_, label="Your role")
                self.level = gr.Dropdown([any_, *LEVELS], value=any_, label="Level")
                self.persona = gr.Dropdown(list(TITLES), value=next(iter(TITLES)), label="Who asks")
                self.count = gr.Slider(1, 10, value=3, step=1, label="Questions")
            self.job = gr.Textbox(
                label="Job description (optional)",
                info="Its competencies choose the questions.",
                lines=2,
                max_lines=10,
                elem_id="job",
            )
            with gr.Row():
                self.begin_button = gr.Button("Start", variant="primary", elem_id="start")
                self.resume = gr.Button("Go on with the last session", elem_id="resume")

    def _lay_out_stage(self) -> None:
        self.asked = gr.Markdown(elem_id="asked")
        with gr.Column(visible=False) as self.telling:
            speaking.read_aloud(self.asked)
            self.answer = gr.Textbox(
                label="Your answer",
                info="As you would say it.",
                lines=6,
                max_lines=20,
                elem_id="answer",
            )
            speaking.microphone(self.answer)
            self.guess = gr.Slider(
                0, 5, value=0, step=0.5, label="The level you expect, 1 to 5 (0: no guess)"
            )
            with gr.Row():
                self.send = gr.Button("Answer", variant="primary", elem_id="send")
                self.skip = gr.Button("Skip", elem_id="skip")
        self.work = working.Work("coach")
        self.following = gr.Button(
            "Next question", variant="primary", visible=False, elem_id="next"
        )
        self.graded = Graded()
        with gr.Column(visible=False) as self.retelling:
            gr.Markdown("### Tell one part anew")
            with gr.Row():
                self.part = gr.Dropdown(list(PART_NAMES), value="result", label="Part", scale=1)
                self.anew = gr.Textbox(label="Told anew", lines=3, scale=3, elem_id="anew")
            self.retell = gr.Button("Grade it again", elem_id="retell")
            self.changed = gr.Markdown(elem_id="changed")
        self.report = parts.document("report")

    def _connect(self, page: gr.Blocks) -> None:
        changed = [
            *self.work.outputs, self.setup, self.asked, self.telling, self.answer, self.following,
            *self.graded.outputs, self.retelling, self.changed, self.report,
        ]  # fmt: skip
        id, private = self.work.id, parts.PRIVATE
        plan = [self.role, self.level, self.persona, self.count, self.job]
        self.work.starts(self.send, self.retell)
        self.begin_button.click(self.begin, plan, changed, **private)
        self.resume.click(self.last, None, changed, **private)
        self.send.click(self.tell, [id, self.answer, self.guess], changed, **private)
        self.skip.click(self.pass_on, id, changed, **private)
        self.following.click(self.next, id, changed, **private)
        self.retell.click(self.again, [id, self.part, self.anew], changed, **private)
        self.work.again.click(self.go_on, id, changed, **private)
        self.work.stops(self.services)
        parts.keeps(self.answer, "coach-answer", page)
        page.load(self.reopen, None, changed, **private)

    def begin(
        self, role: str, level: str, who: str, count: float, job: str, request: gr.Request
    ) -> Changes:
        """Start a session and ask its first question."""
        store = self.services.store(parts.user_of(request))
        try:
            with PracticeSession.start(
                **practising.wanted(role, level, job),
                questions=int(count), persona=TITLES[who], store=store,
            ) as session:  # fmt: skip
                session.prompt()
                shown = self.scene(session)
        except BriefstarError as error:
            shown = self.work.failed(error)
        else:
            shown |= {self.answer: "", self.work.status: ""}
        yield shown

    def tell(self, id: str, text: str, guess: float, request: gr.Request) -> Changes:
        """Save an answer, then grade it."""
        user = parts.user_of(request)
        try:
            with self._session(id, user) as session:
                session.save_answer(text, guess=guess or None)
                shown = self.scene(session) | {self.answer: ""}
        except BriefstarError as error:
            yield self.work.failed(error)
            return
        yield shown
        yield from self._grading(lambda: self._start(id, user, {}), user)

    def again(self, id: str, part: str, text: str, request: gr.Request) -> Changes:
        """Grade the last answer again, with one part told anew."""
        user = parts.user_of(request)
        with self._session(id, user) as session:
            told = len(session.state.turn.reanswers)
        order = {"part": part, "text": text, "told": told}
        yield from self._grading(lambda: self._start(id, user, order), user)

    def pass_on(self, id: str, request: gr.Request) -> Changes:
        """Skip what was asked."""
        with self._session(id, parts.user_of(request)) as session:
            if session.state.waiting == "answer":
                session.skip()
                session.prompt()
            shown = self.scene(session)
        yield shown | {self.answer: "", self.work.status: ""}

    def next(self, id: str, request: gr.Request) -> Changes:
        """Ask the next question, or end with the report."""
        with self._session(id, parts.user_of(request)) as session:
            if session.state.waiting == "decide":
                session.prompt()
            shown = self.scene(session)
        yield shown | {self.answer: "", self.work.status: ""}

    def go_on(self, id: str, request: gr.Request) -> Changes:
        """Begin a stopped or failed grading again."""
        user = parts.user_of(request)
        yield from self._grading(lambda: self.services.jobs.again(id, user), user)

    def last(self, request: gr.Request) -> Changes:
        """Go on with the last session that is not over."""
        try:
            yield from self._opened(None, parts.user_of(request))
        except UsageError:
            yield self.work.failed(UsageError("there is no unfinished session: start one"))

    def reopen(self, request: gr.Request) -> Changes:
        """Open the session that the page's link names."""
        if not (id := parts.asked_for(request)):
            yield {self.work.status: ""}
            return
        try:
            yield from self._opened(id, parts.user_of(request))
        except UsageError:
            yield self.work.failed(UsageError(parts.NOTHING_THERE))

    def scene(self, session: PracticeSession) -> dict[Any, Any]:
        """Return the changes that show where a session stands."""
        now = practising.scene_of(session)
        shown = self.graded.shown(now.grade) if now.grade else self.graded.hidden()
        return shown | {
            self.work.id: session.id,
            self.setup: gr.update(open=False),
            self.asked: now.asked,
            self.telling: gr.update(visible=now.waits),
            self.following: gr.update(visible=now.may_go_on),
            self.retelling: gr.update(visible=now.may_go_on and now.grade is not None),
            self.changed: now.change,
            self.report: parts.text(now.report),
        }

    def _session(self, id: str | None, user: str) -> PracticeSession:
        return PracticeSession.resume(id, store=self.services.store(user))

    def _start(self, id: str, user: str, order: dict[str, Any]) -> Job:
        return self.services.jobs.start("practice", order, user=user, id=id)

    def _opened(self, id: str | None, user: str) -> Changes:
        """Show a session; what was answered but not graded yet is graded."""
        with self._session(id, user) as session:
            found, waiting = session.id, session.state.waiting
            if waiting == "ask":
                session.prompt()
            shown = self.scene(session)
        yield shown
        if job := self.services.jobs.find(found, user):
            yield from self._grading(lambda: job, user)
        elif waiting == "grade":
            yield from self._grading(lambda: self._start(found, user, {}), user)

    def _grading(self, begin: Callable[[], Job | None], user: str) -> Changes:
        def shown(view: View) -> dict[Any, Any]:
            if not view.over:
                return {}
            with self._session(view.id, user) as session:
                practising.follow_up(session)
                return self.scene(session)

        yield from working.watched(self.work, begin, shown)


PAGE = Page("Coach", "coach", 4, CoachPage)
