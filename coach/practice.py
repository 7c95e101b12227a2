"""Practise an interview: an interviewer asks, follows up, and every turn is saved as it happens.

    with PracticeSession.start(role="data-scientist", questions=3) as session:
        while (said := session.prompt()) is not None:
            session.answer(input(f"{said}\\n> "))
        print(session.report())

A session that was killed goes on with `PracticeSession.resume()`.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import UsageError
from ..storage.closing import Closing
from .bank import Bank, load_bank
from .grade import PART_NAMES, Grade, PartName
from .grading import grade_answer
from .personas import line, load_persona
from .planning import choose
from .read import check_answer
from .retell import Difference, difference, retold
from .rubric import load_rubric
from .session import (
    MAX_FOLLOW_UPS,
    Answered,
    Asked,
    Began,
    Event,
    Graded,
    Moved,
    Reanswered,
    Skipped,
    State,
    read_event,
    state_of,
)

if TYPE_CHECKING:
    from ..llm.model import Model
    from ..storage.rows import Record
    from ..storage.store import Store

EVENT, STARTED = "practice-event", "practice"


class PracticeSession(Closing):
    """One session; make it with `start` or `resume`. `model` may be set later."""

    def __init__(self, id: str, events: list[Event], store: Store, bank: Bank, model: Any) -> None:
        self.id = id
        self.bank = bank
        self._events = events
        self._store = store
        self.model = model

    @classmethod
    def start(
        cls,
        *,
        role: str | None = None,
        level: str | None = None,
        competencies: Sequence[str] = (),
        questions: int = 5,
        question_ids: Sequence[str] = (),
        persona: str = "product-manager",
        own_questions: Path | None = None,
        store: Store | None = None,
        model: Model | Any | None = None,
    ) -> PracticeSession:
        """Begin a session of chosen questions, or of those that fit role, level and competencies.

        `own_questions` is a file of a user's own; `store` is where turns are saved, by default
        the user's data folder. Raises `UsageError` and `StorageError`.
        """
        bank = load_bank(own_questions)
        load_persona(persona)
        kept = store or _own_store()
        ids = [bank.get(id).id for id in question_ids] or [
            q.id
            for q in choose(
                bank,
                questions,
                role=role,
                level=level,
                competencies=competencies,
                seen=_seen_before(kept),
            )
        ]
        own = str(own_questions.resolve()) if own_questions else None
        began = Began(role=role, level=level, persona=persona, questions=ids, own_questions=own)
        id = secrets.token_hex(4)
        kept.append(STARTED, {"id": id}, owner=id)
        kept.append(EVENT, began.model_dump(mode="json"), owner=id)
        return cls(id, [began], kept, bank, model)

    @classmethod
    def resume(
        cls,
        id: str | None = None,
        *,
        store: Store | None = None,
        model: Model | Any | None = None,
    ) -> PracticeSession:
        """Go on with a session, by default the last one that is not over.

        Raises `UsageError` when there is none.
        """
        kept = store or _own_store()
        for record in reversed(started(kept)):
            if id in (None, record.owner):
                events = [read_event(r.body) for r in kept.all(EVENT, owner=record.owner)]
                if events and (id is not None or state_of(events).waiting != "over"):
                    began = events[0]
                    own = began.own_questions if isinstance(began, Began) else None
                    bank = load_bank(Path(own) if own else None)
                    return cls(record.owner, events, kept, bank, model)
        raise UsageError(
            f"no session {id!r} was saved"
            if id
            else "no unfinished session; start one with: briefstar practice"
        )

    @property
    def state(self) -> State:
        """Where the session stands, from its events."""
        return state_of(self._events)

    @property
    def events(self) -> tuple[Event, ...]:
        """Everything that happened, in order."""
        return tuple(self._events)

    def prompt(self, on_event: Callable[[Any], None] | None = None) -> str | None:
        """Return what the interviewer says now, or None when the session is over.

        After an answer this is a follow-up, or the next question. An answer that was saved but
        not yet graded, because the session was killed, is graded first.
        """
        self.grade_saved(on_event)
        if self.state.waiting == "decide" and not self._follow_up():
            self._save(Moved())
        if self.state.waiting == "ask":
            self._ask()
        return self.state.turn.asked[-1].text if self.state.waiting == "answer" else None

    def answer(
        self,
        text: str,
        *,
        guess: float | None = None,
        on_event: Callable[[Any], None] | None = None,
    ) -> Grade:
        """Save the answer to what was asked, and grade it with all answers to the question.

        `guess` is the overall level, 1 to 5, that the candidate expects. Raises `UsageError` for
        an answer without words, before anything is saved.
        """
        self.save_answer(text, guess=guess)
        return self._grade(on_event)

    def save_answer(self, text: str, *, guess: float | None = None) -> None:
        """Save the answer as `answer` does, and leave the grading to `grade_saved`."""
        if self.state.waiting != "answer":
            raise UsageError("nothing was asked; call prompt() first")
        check_answer("\n".join((*self.state.turn.answers, text)))
        self._save(Answered(text=text, guess=guess))

    def grade_saved(self, on_event: Callable[[Any], None] | None = None) -> None:
        """Grade the answer that was saved but not graded yet, if there is one."""
        if self.state.waiting == "grade":
            self._grade(on_event)

    def skip(self) -> None:
        """Pass on what was asked; the session goes on with the next question."""
        self._save(Skipped())

    def open_point(self) -> str | None:
        """What the interviewer will follow up on, or None when the question is done."""
        turn, grade = self.state.turn, self.state.turn.grade
        if turn.passed or grade is None or len(turn.asked) > MAX_FOLLOW_UPS:
            return None
        core = grade.follow_up.text
        if core not in self.state.said and core != load_rubric().closing:
            return core
        probes = self.bank.get(turn.question).probes
        return next((probe for probe in probes if probe not in self.state.said), None)

    def re_answer(
        self, part: PartName, text: str, *, on_event: Callable[[Any], None] | None = None
    ) -> Difference:
        """Tell one part of the last answer anew, and return what that changes."""
        turn, before = self.state.turn, self.state.turn.grade
        if before is None:
            raise UsageError("there is no graded answer yet; answer the question first")
        if part not in PART_NAMES:
            raise UsageError(f"no part {part!r}; there are: {', '.join(PART_NAMES)}")
        check_answer(text)
        if turn.reanswers:
            before = turn.reanswers[-1].grade
        after = self._graded(retold(before, part, text), on_event)
        self._save(Reanswered(part=part, text=text, grade=after))
        return difference(before, after)

    def report(self) -> Any:
        """Return the closing report; see `report.Report`."""
        from .report import report

        return report(self.state, self.bank)

    def close(self) -> None:
        """Close the file of saved turns."""
        self._store.close()

    def _ask(self) -> None:
        persona, turn = load_persona(self.state.plan.persona), self.state.turn
        question = self.bank.get(turn.question)
        lead = line(persona.ask, self._said()) if self.state.number > 1 else persona.greeting
        self._save(
            Asked(
                question=question.id,
                follow_up=0,
                text=f"{lead} {question.text}".strip(),
                core=question.text,
            )
        )

    def _follow_up(self) -> bool:
        """Ask what the answer leaves open, if anything; return whether something was asked."""
        turn, core = self.state.turn, self.open_point()
        if core is None or turn.grade is None:
            return False
        persona = load_persona(self.state.plan.persona)
        told = turn.grade.overall.level is not None
        lead = line(persona.probe if told else persona.nothing, self._said())
        number = len(turn.asked)
        self._save(
            Asked(question=turn.question, follow_up=number, text=f"{lead} {core}", core=core)
        )
        return True

    def _grade(self, on_event: Callable[[Any], None] | None) -> Grade:
        grade = self._graded(self.state.turn.text, on_event)
        self._save(Graded(grade=grade))
        return grade

    def _graded(self, text: str, on_event: Callable[[Any], None] | None) -> Grade:
        return grade_answer(
            self.state.turn.question,
            text,
            asked=sorted(self.state.said),
            bank=self.bank,
            model=self.model,
            on_event=on_event,
        )

    def _said(self) -> list[str]:
        return [asked.text for turn in self.state.turns for asked in turn.asked]

    def _save(self, event: Event) -> None:
        self._store.append(EVENT, event.model_dump(mode="json"), owner=self.id)
        self._events.append(event)


def started(store: Store) -> list[Record]:
    """Return what each session began with, oldest first, those that were imported among them."""
    return sorted(store.all(STARTED), key=lambda record: record.at)


def _own_store() -> Store:
    from ..storage.store import Store

    return Store()


def _seen_before(store: Store) -> set[str]:
    return {r.body["question"] for r in store.all(EVENT) if r.body["type"] == "asked"}
