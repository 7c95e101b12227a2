"""Where a practice session stands, as the coach's page shows it. Asks no model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..coach.bank import load_bank
from ..coach.grade import Grade
from ..coach.markdown import part_name
from ..coach.personas import load_persona
from ..coach.planning import read_job_description
from ..coach.report import to_markdown
from ..coach.retell import difference
from ..escape import markdown as escape

if TYPE_CHECKING:
    from ..coach.practice import PracticeSession

ANY = "any"
_VERDICTS = {True: "better", False: "worse", None: "within the noise of the grader"}


@dataclass(frozen=True, slots=True)
class Scene:
    """What is on the stage: the question, whether it waits for an answer, the last grade."""

    asked: str
    waits: bool
    may_go_on: bool
    grade: Grade | None
    change: str
    report: str


def scene_of(session: PracticeSession) -> Scene:
    """Return what the page shows where a session stands."""
    state = session.state
    turn = state.turn
    grade = turn.reanswers[-1].grade if turn.reanswers else turn.grade
    over = state.waiting == "over"
    said = turn.asked[-1].text if turn.asked else ""
    number = f"Question {state.number} of {len(state.plan.questions)}"
    closing = load_persona(state.plan.persona).closing
    return Scene(
        asked=f"### {number}\n\n{escape(closing if over else said)}",
        waits=state.waiting == "answer",
        may_go_on=state.waiting == "decide",
        grade=None if over else grade,
        change=_change(session),
        report=to_markdown(session.report()) if over else "",
    )


def follow_up(session: PracticeSession) -> None:
    """Let the interviewer follow up at once where the answer leaves something open."""
    if session.state.waiting == "decide" and session.open_point() is not None:
        session.prompt()


def wanted(role: str, level: str, job: str) -> dict[str, Any]:
    """Return role, level and competencies; what was chosen goes before the job description's.

    Raises `UsageError` for a job description that names no competency.
    """
    chosen = {"role": None if role == ANY else role, "level": None if level == ANY else level}
    if not job.strip():
        return chosen
    found = read_job_description(job, load_bank())
    return {
        "role": chosen["role"] or found.role,
        "level": chosen["level"] or found.level,
        "competencies": found.competencies,
    }


def _change(session: PracticeSession) -> str:
    """Say what the last re-answer changed, if there was one."""
    turn = session.state.turn
    if not turn.reanswers or turn.grade is None:
        return ""
    last = turn.reanswers[-1]
    before = turn.reanswers[-2].grade if len(turn.reanswers) > 1 else turn.grade
    found = difference(before, last.grade)
    old, new = found.levels[last.part]
    return (
        f"**{part_name(last.grade, last.part)}: {_level(old)} → {_level(new)}; overall "
        f"{_level(before.overall.level)} → {_level(last.grade.overall.level)}, "
        f"{_VERDICTS[found.better]}.**"
    )


def _level(level: float | None) -> str:
    return "not enough evidence" if level is None else f"{level:g}"
