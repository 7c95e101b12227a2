"""Progress over practice sessions: by question, competency and part, beyond the grader's noise.

Grades are comparable only when rubric, weights and model are the same; others are counted apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from .bank import Bank
from .grade import PART_NAMES, Grade
from .practice import EVENT, started
from .rubric import load_rubric
from .session import State, read_event, state_of

if TYPE_CHECKING:
    from ..storage.store import Store

Trend = Literal["better", "worse", "within the noise", "too few answers"]


@dataclass(frozen=True, slots=True)
class Attempt:
    """One graded answer of the past: when, to what, and its grade."""

    at: str
    question: str
    competency: str
    grade: Grade
    guess: float | None

    @property
    def grader(self) -> str:
        """What graded it: only equal ones compare."""
        made = self.grade.provenance
        return f"{made.model} · rubric {made.rubric_version} · {made.rubric[:6]}{made.heads[:6]}"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the history: levels from first to last, and what that amounts to."""

    name: str
    levels: tuple[float, ...]
    trend: Trend


@dataclass(frozen=True, slots=True)
class Progress:
    """History under one grader, and how many attempts other graders gave."""

    grader: str
    attempts: int
    others: int
    questions: tuple[Line, ...]
    competencies: tuple[Line, ...]
    parts: tuple[Line, ...]
    guesses: float | None


def attempts(store: Store, bank: Bank) -> list[Attempt]:
    """Every graded answer that was saved, oldest first."""
    found: list[Attempt] = []
    for began in started(store):
        records = store.all(EVENT, owner=began.owner)
        if records:
            found += _of(state_of(read_event(r.body) for r in records), records[-1].at, bank)
    return found


def progress(found: Sequence[Attempt]) -> Progress | None:
    """The history under the grader of the last attempt; None where nothing was graded."""
    counted = [a for a in found if a.grade.overall.level is not None]
    if not counted:
        return None
    same = [a for a in counted if a.grader == counted[-1].grader]
    guesses = [a.guess - _overall(a) for a in same if a.guess is not None]
    return Progress(
        grader=counted[-1].grader,
        attempts=len(same),
        others=len(counted) - len(same),
        questions=_lines((a.question, _overall(a)) for a in same),
        competencies=_lines((a.competency, _overall(a)) for a in same),
        parts=_lines(
            (name, level)
            for a in same
            for name in PART_NAMES
            if (level := a.grade.parts[name].expected) is not None
        ),
        guesses=round(sum(guesses) / len(guesses), 2) if guesses else None,
    )


def _of(state: State, at: str, bank: Bank) -> list[Attempt]:
    known = {q.id for q in bank.questions}
    return [
        Attempt(
            at,
            turn.question,
            bank.competency_of(turn.question).name if turn.question in known else "own questions",
            turn.grade,
            turn.guess,
        )
        for turn in state.turns
        if turn.grade is not None
    ]


def _overall(attempt: Attempt) -> float:
    return attempt.grade.overall.level or 0.0


def _lines(pairs: Iterable[tuple[str, float]]) -> tuple[Line, ...]:
    rows: defaultdict[str, list[float]] = defaultdict(list)
    for name, level in pairs:
        rows[name].append(level)
    return tuple(Line(name, tuple(levels), _trend(levels)) for name, levels in rows.items())


def _trend(levels: Sequence[float]) -> Trend:
    """Compare the mean of the later half with that of the earlier one."""
    if len(levels) < 2:
        return "too few answers"
    half = len(levels) // 2
    change = sum(levels[-half:]) / half - sum(levels[:half]) / half
    if abs(change) <= load_rubric().noise:
        return "within the noise"
    return "better" if change > 0 else "worse"
