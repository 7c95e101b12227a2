"""A practice session as a fold over its events. Pure: no model, no file, no clock.

Every event is saved before anything is done with it, so the state after a kill is the state of
the events that were saved.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from .grade import Grade, PartName

MAX_FOLLOW_UPS = 2


class _Event(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Began(_Event):
    """The plan of a session: who asks, and which questions in which order."""

    type: Literal["began"] = "began"
    role: str | None
    level: str | None
    persona: str
    questions: list[str] = Field(min_length=1)
    own_questions: str | None = None


class Asked(_Event):
    """The interviewer said something that wants an answer; `text` is what was said."""

    type: Literal["asked"] = "asked"
    question: str
    follow_up: int
    text: str
    core: str


class Answered(_Event):
    """The candidate answered; `guess` is the overall level that they expect."""

    type: Literal["answered"] = "answered"
    text: str
    guess: float | None = Field(default=None, ge=1, le=5)


class Graded(_Event):
    """The answer with all its follow-up answers was graded."""

    type: Literal["graded"] = "graded"
    grade: Grade


class Reanswered(_Event):
    """One part of the answer was told again, and the whole graded again."""

    type: Literal["reanswered"] = "reanswered"
    part: PartName
    text: str
    grade: Grade


class Skipped(_Event):
    """The candidate passed on the question, or on its follow-up."""

    type: Literal["skipped"] = "skipped"


class Moved(_Event):
    """The session went on to the next question."""

    type: Literal["moved"] = "moved"


Event: TypeAlias = Began | Asked | Answered | Graded | Reanswered | Skipped | Moved
_TYPES: Mapping[str, type[Event]] = {
    t.model_fields["type"].default: t
    for t in (Began, Asked, Answered, Graded, Reanswered, Skipped, Moved)
}


@dataclass(frozen=True, slots=True)
class Turn:
    """One question: what was asked and answered, and each grade in order."""

    question: str
    asked: tuple[Asked, ...] = ()
    answers: tuple[str, ...] = ()
    guess: float | None = None
    grades: tuple[Grade, ...] = ()
    reanswers: tuple[Reanswered, ...] = ()
    passed: bool = False

    @property
    def text(self) -> str:
        """All answers to the question so far, as one."""
        return "\n".join(self.answers)

    @property
    def grade(self) -> Grade | None:
        """The last grade of the answer as it was told; a re-answer counts apart."""
        return self.grades[-1] if self.grades else None


@dataclass(frozen=True, slots=True)
class State:
    """Where a session stands."""

    plan: Began
    turns: tuple[Turn, ...] = ()
    waiting: Literal["ask", "answer", "grade", "decide", "over"] = "ask"
    said: frozenset[str] = field(default_factory=frozenset)

    @property
    def turn(self) -> Turn:
        """The turn that is under way."""
        return self.turns[-1]

    @property
    def number(self) -> int:
        """Which question is under way, from one."""
        return len(self.turns)


def state_of(events: Iterable[Event]) -> State:
    """Return the state after the events; the first is a `Began`."""
    listed = list(events)
    if not listed or not isinstance(listed[0], Began):
        raise ValueError("a session's first event is its beginning")
    state = State(listed[0], (Turn(listed[0].questions[0]),))
    for event in listed[1:]:
        state = _after(state, event)
    return state


def read_event(body: Mapping[str, Any]) -> Event:
    """Return the event of a saved record."""
    return _TYPES[body["type"]].model_validate(body)


def _after(state: State, event: Event) -> State:
    turn = state.turn
    if isinstance(event, Asked):
        said = state.said | {event.core}
        turn = replace(turn, asked=(*turn.asked, event))
        return _with(replace(state, said=said), turn, "answer")
    if isinstance(event, Answered):
        guess = turn.guess if event.guess is None else event.guess
        turn = replace(turn, answers=(*turn.answers, event.text), guess=guess)
        return _with(state, turn, "grade")
    if isinstance(event, Graded):
        return _with(state, replace(turn, grades=(*turn.grades, event.grade)), "decide")
    if isinstance(event, Reanswered):
        return _with(state, replace(turn, reanswers=(*turn.reanswers, event)), "decide")
    if isinstance(event, Skipped):
        return _with(state, replace(turn, passed=True), "decide")
    if state.number == len(state.plan.questions):
        return replace(state, waiting="over")
    following = Turn(state.plan.questions[state.number])
    return replace(state, turns=(*state.turns, following), waiting="ask")


def _with(
    state: State, turn: Turn, waiting: Literal["ask", "answer", "grade", "decide", "over"]
) -> State:
    return replace(state, turns=(*state.turns[:-1], turn), waiting=waiting)
