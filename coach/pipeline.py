"""Grade an answer: read, observe, judge, write, verify. Data flows one way.

A generator for `llm.run` and `llm.arun`: it yields requests to the model, and events (`AnswerRead`,
then a `MoveSeen` a sentence) for whoever waits.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from ..llm.requests import ModelInfo, Usage
from . import heads, judge, observe, write
from .bank import Bank, Question
from .grade import (
    PART_NAMES,
    Check,
    Excerpt,
    FollowUp,
    Gap,
    Grade,
    GradeProvenance,
    GradeUsage,
    Kind,
    LabelledSentence,
    Overall,
    PartGrade,
    PartName,
    Parts,
)
from .kinds import kind_of, strategy_of
from .moves import Strategy, prompts_used, read_moves
from .read import Reading, read_answer, read_question
from .relevance import answers_question
from .rubric import KindRule, PartRubric, load_rubric, rubric_sha256
from .signals import delivery_signals, with_balance
from .verify import verify


@dataclass(frozen=True, slots=True)
class Job:
    """What to grade. `asked` holds follow-ups that were put before, so that none comes twice."""

    question: str
    answer: str
    asked: tuple[str, ...]
    verbatim: bool
    bank: Bank


@dataclass(frozen=True, slots=True)
class AnswerRead:
    """The answer was read: the first event, before any model is asked."""

    sentences: int
    words: int
    seconds_spoken: int


@dataclass(frozen=True, slots=True)
class _Seen:
    """All observations of one answer."""

    told: Strategy
    kind: Kind
    rule: KindRule
    observed: observe.Observations
    checks: Mapping[PartName, Mapping[str, Check]]
    evidence: Mapping[PartName, Sequence[LabelledSentence]]
    strategy: Sequence[Check]


def grade(job: Job, info: ModelInfo) -> Generator[Any, Any, Grade]:
    """Grade one answer.

    Raises `UsageError` for what cannot be a question or an answer, and `ModelError`.
    """
    listed = job.bank.find(job.question)
    question = listed.text if listed else read_question(job.question)
    reading = read_answer(job.answer)
    told = listed.kind if listed else strategy_of(question)
    signals = delivery_signals(job.answer, listed.audience if listed else None, job.verbatim)
    yield AnswerRead(len(reading.sentences), signals["words"], signals["seconds_spoken"])
    seen, usage = yield from _observe(question, reading, told, listed)
    done = _judged(job, question, reading, seen, signals)
    return verify(Grade(**done, provenance=_provenance(info, listed, told, usage)))


def _observe(
    question: str, reading: Reading, told: Strategy, listed: Question | None
) -> Generator[Any, Any, tuple[_Seen, Usage]]:
    rubric = load_rubric()
    parts = rubric.parts(told)
    if not reading.english:
        nothing = observe.Observations((), ())
        found = observe.checks(nothing, parts)
        empty = observe.evidence(nothing, found)
        rule = rubric.kinds["not_english"]
        return _Seen(told, "not_an_answer", rule, nothing, found, empty, []), Usage()
    own = listed.checklist if listed else ()
    heard = yield from read_moves(
        reading.sentences,
        told,
        lambda text, moves: observe.is_talk(text, moves, told),
        [check.ask for check in own],
    )
    observed = observe.label(heard.moves, told)
    kind = kind_of(observed.sentences, told)
    real = [s.text for s in observed.sentences if s.part != "None"]
    if kind in ("story", "approach") and not answers_question(question, real):
        kind = "off_question"
    found = observe.checks(observed, parts)
    seen = _Seen(
        told,
        kind,
        rubric.kinds[kind],
        observed,
        found,
        observe.evidence(observed, found),
        observe.strategy_checks(own, heard.checks),
    )
    return seen, heard.usage


def _judged(
    job: Job, question: str, reading: Reading, seen: _Seen, signals: dict[str, Any]
) -> dict[str, Any]:
    """All of a grade but its provenance."""
    rubric = load_rubric()
    parts, weights = rubric.parts(seen.told), rubric.weights(seen.told)
    p = {name: {id: check.p for id, check in seen.checks[name].items()} for name in PART_NAMES}
    present = observe.presence(seen.observed)
    # What cannot be quoted is not there.
    there = {name: present[name] if seen.evidence[name] else 0.0 for name in PART_NAMES}
    levels = {
        name: judge.part_levels(
            parts[name], p[name], present=there[name], cap=seen.rule.most.get(name, judge.TOP)
        )
        for name in PART_NAMES
    }
    lacking = {
        name: judge.gaps(name, parts[name], p[name], present=there[name]) for name in PART_NAMES
    }
    graded = seen.rule.graded
    missing = judge.by_gain([gap for gaps in lacking.values() for gap in gaps]) if graded else []
    nothing = Overall(level=None, low=None, high=None, weights=weights)
    flat = [check for checks in seen.checks.values() for check in checks.values()]
    return {
        "question": question,
        "answer": job.answer,
        "kind": seen.kind,
        "strategy": seen.told,
        "note": seen.rule.note,
        "sentences": list(seen.observed.sentences),
        "parts": Parts(
            **{
                name: _part(levels[name], seen.evidence[name], lacking[name], graded=graded)
                for name in PART_NAMES
            }
        ),
        "overall": judge.overall(levels, weights) if graded and seen.rule.overall else nothing,
        "checklist": [*flat, *seen.strategy],
        "missing": missing,
        "strengths": write.strengths(flat) if graded else [],
        "follow_up": _follow_up(job, seen, missing, parts),
        "outline": write.outline(missing, parts, seen.evidence) if graded else [],
        "signals": with_balance(signals, seen.observed.sentences),
        "set_aside": list(reading.set_aside),
    }


def _part(
    levels: judge.Levels,
    evidence: Sequence[LabelledSentence],
    lacking: Sequence[Gap],
    *,
    graded: bool,
) -> PartGrade:
    return PartGrade(
        level=levels.level if graded else None,
        low=levels.interval[0] if graded else None,
        high=levels.interval[1] if graded else None,
        expected=round(levels.mean, 2) if graded else None,
        quotes=[Excerpt(start=s.start, end=s.end, text=s.text) for s in evidence],
        missing=[gap.lacks for gap in lacking],
    )


def _follow_up(
    job: Job,
    seen: _Seen,
    missing: Sequence[Gap],
    parts: Mapping[PartName, PartRubric],
) -> FollowUp:
    if seen.rule.ask and seen.rule.ask not in job.asked:
        return FollowUp(text=seen.rule.ask, part=None, quote=None)
    if found := write.follow_up(missing, parts, seen.evidence, job.asked):
        return found
    return FollowUp(text=load_rubric().closing, part=None, quote=None)


def _provenance(
    info: ModelInfo, listed: Question | None, told: Strategy, usage: Usage
) -> GradeProvenance:
    return GradeProvenance(
        briefstar=version("briefstar"),
        model=info.model,
        endpoint=info.endpoint,
        revision=info.revision,
        prompts=prompts_used(told),
        rubric_version=load_rubric().version,
        rubric=rubric_sha256(),
        heads=heads.heads_sha256(),
        question=listed.id if listed else None,
        usage=GradeUsage(
            calls=usage.calls,
            prompt_tokens=usage.prompt_tokens,
            cached_tokens=usage.cached_tokens,
            completion_tokens=usage.completion_tokens,
            seconds=round(usage.seconds, 3),
            cost_usd=usage.cost_usd,
        ),
    )
