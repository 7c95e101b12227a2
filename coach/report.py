"""The closing report of a practice session: what was told, and what to practise next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from ..escape import markdown as escape
from .bank import Bank
from .grade import PART_NAMES, Excerpt, Gap, Grade, PartName, Strength
from .rubric import load_rubric
from .session import State, Turn

MAX_NEXT = 3


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class QuestionReport(_Value):
    """One question of the session: what came out, the guess, and what a re-answer changed."""

    question: str
    text: str
    competency: str
    kind: str | None
    overall: float | None
    levels: dict[str, int | None]
    first_overall: float | None
    guess: float | None
    retold_overall: float | None
    strongest: Strength | None
    largest_gap: Gap | None


class NextStep(_Value):
    """A part to practise next, why, and questions to practise it on."""

    part: PartName
    name: str
    mean_level: float
    lacks: list[str]
    questions: list[str]


class Report(_Value):
    """All of the report; `to_markdown` writes it out."""

    answered: int
    asked: int
    overall: float | None
    questions: list[QuestionReport]
    next: list[NextStep]
    guesses: float | None
    state: Literal["over", "unfinished"]


def report(state: State, bank: Bank) -> Report:
    """Return the report of a session so far."""
    rows = [_row(turn, bank) for turn in state.turns if turn.asked]
    grades = [_last(turn) for turn in state.turns]
    graded = [g for g in grades if g is not None]
    levels = [g.overall.level for g in graded if g.overall.level is not None]
    off = [r.guess - r.overall for r in rows if r.guess is not None and r.overall is not None]
    return Report(
        answered=len(graded),
        asked=len(rows),
        overall=round(sum(levels) / len(levels), 2) if levels else None,
        questions=rows,
        next=_next(graded, bank, [turn.question for turn in state.turns]),
        guesses=round(sum(off) / len(off), 2) if off else None,
        state="over" if state.waiting == "over" else "unfinished",
    )


def to_markdown(report: Report) -> str:
    """Return the report as Markdown."""
    level = "not enough evidence" if report.overall is None else f"{report.overall:.1f} of 5"
    lines = [
        "# Practice report",
        "",
        f"{report.answered} of {report.asked} questions answered; overall {level}.",
        "",
        "| question | told as | S | T | A | R | overall | your guess |",
        "|---|---|---|---|---|---|---|---|",
    ]
    lines += [_table_row(row) for row in report.questions]
    if report.guesses is not None and abs(report.guesses) > load_rubric().noise:
        way = "higher" if report.guesses > 0 else "lower"
        lines += [
            "",
            f"Your guesses were {abs(report.guesses):.1f} {way} than the grades on average.",
        ]
    for row in report.questions:
        if row.strongest or row.largest_gap:
            lines += ["", f"**{escape(row.text)}**", ""]
        if row.strongest:
            quote: Excerpt = row.strongest.quote
            lines.append(f"- Keep: it {row.strongest.text}: “{escape(quote.text)}”")
        if row.largest_gap:
            lines.append(f"- Add: it does not say {row.largest_gap.lacks}.")
        if row.retold_overall is not None and row.overall is not None:
            lines.append(f"- Told anew: {row.overall:.1f} → {row.retold_overall:.1f}")
    if report.next:
        lines += ["", "## Practise next", ""]
    for step in report.next:
        lines.append(
            f"- **{step.name}** (mean level {step.mean_level:.1f}): answers did not say "
            f"{'; '.join(step.lacks)}."
        )
        lines += [f"  - {escape(question)}" for question in step.questions]
    return "\n".join(lines) + "\n"


def _table_row(row: QuestionReport) -> str:
    cells = [
        escape(row.text),
        (row.kind or "skipped").replace("_", " "),
        *("–" if row.levels.get(name) is None else str(row.levels[name]) for name in PART_NAMES),
        "–" if row.overall is None else f"{row.overall:.1f}",
        "–" if row.guess is None else f"{row.guess:.1f}",
    ]
    return f"| {' | '.join(cells)} |"


def _last(turn: Turn) -> Grade | None:
    return turn.reanswers[-1].grade if turn.reanswers else turn.grade


def _row(turn: Turn, bank: Bank) -> QuestionReport:
    grade, question = turn.grade, bank.get(turn.question)
    return QuestionReport(
        question=question.id,
        text=question.text,
        competency=bank.competency_of(question.id).name,
        kind=grade.kind if grade else None,
        overall=grade.overall.level if grade else None,
        levels={name: grade.parts[name].level for name in PART_NAMES} if grade else {},
        first_overall=turn.grades[0].overall.level if turn.grades else None,
        guess=turn.guess,
        retold_overall=turn.reanswers[-1].grade.overall.level if turn.reanswers else None,
        strongest=grade.strengths[0] if grade and grade.strengths else None,
        largest_gap=grade.missing[0] if grade and grade.missing else None,
    )


def _next(grades: Sequence[Grade], bank: Bank, asked: Sequence[str]) -> list[NextStep]:
    """The parts that cost most, by what their gaps would gain over all answers."""
    steps: list[tuple[float, NextStep]] = []
    fresh = [q for q in bank.questions if q.id not in asked]
    homes = {bank.competency_of(id).competency for id in asked}
    for name in PART_NAMES:
        gaps = [gap for grade in grades for gap in grade.missing if gap.part == name]
        means = [g.parts[name].expected for g in grades]
        known = [m for m in means if m is not None]
        if not gaps or not known:
            continue
        lacks = list(dict.fromkeys(g.lacks for g in sorted(gaps, key=lambda g: -g.gain)))[:2]
        same = [q.text for q in fresh if bank.competency_of(q.id).competency in homes]
        steps.append(
            (
                sum(gap.gain for gap in gaps),
                NextStep(
                    part=name,
                    name=load_rubric().behavioural[name].name,
                    mean_level=round(sum(known) / len(known), 2),
                    lacks=lacks,
                    questions=same[len(steps) * 2 : len(steps) * 2 + 2],
                ),
            )
        )
    return [step for _, step in sorted(steps, key=lambda pair: -pair[0])[:MAX_NEXT]]
