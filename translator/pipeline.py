"""The brief pipeline: read → observe → judge → write → verify, as one generator.

It yields model requests and `SectionDone` events, and returns a `Brief`; `llm.drive` runs it,
sync or async. Each section is announced as soon as what it needs has been observed.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from ..errors import UsageError
from ..llm.requests import ModelInfo
from .brief import (
    Answer,
    Archetype,
    Brief,
    Candidate,
    Consequence,
    Observation,
    Provenance,
    Slot,
    Usage,
)
from .chain import build_chain
from .changes import changes_between
from .consequences import observe_consequences
from .document import choose_document
from .domain import people_of
from .interview import Interview
from .markdown import SECTIONS, goal_section, render_section
from .observe import (
    observe_figures,
    observe_kind,
    observe_outcome,
    observe_terms,
)
from .playbook import Kind, load_playbook
from .questions import SLOT_QUESTIONS, answering_sentences, open_questions, question_ids
from .read import Material, read
from .readiness import judge_readiness
from .story import story_parts, told_story
from .verify import verify
from .windows import find_deadline
from .wording import Wording, lower_first
from .write import (
    aim_of,
    approach_steps,
    card_parts,
    facts_of,
    figures_of,
    slot_from_answer,
)

MAX_QUESTIONS = 5
_ALTERNATIVES = 4


@dataclass(frozen=True, slots=True)
class SectionDone:
    """A section is finished and checked; `markdown` is its text under its heading."""

    id: str
    title: str
    markdown: str


@dataclass(frozen=True, slots=True)
class Job:
    """What a brief is drafted from: answers are texts by question id, `previous` is revised."""

    goal: str
    context: str = ""
    answers: Mapping[str, str] | None = None
    max_questions: int = MAX_QUESTIONS
    previous: Brief | None = None


def draft(job: Job, info: ModelInfo) -> Generator[Any, Any, Brief]:
    """Draft a brief; raises `UsageError` for bad input and `ModelError` when the model fails."""
    started = time.perf_counter()
    answers = {id: text for id, text in (job.answers or {}).items() if text.strip()}
    material = read(job.goal, job.context, answers)
    document = choose_document(material)
    interview = Interview(document.text, _memory(job.previous))
    yield from interview.begin()

    outcome = yield from observe_outcome(interview, document)
    yield SectionDone(*goal_section(outcome))
    # The outcome is in English whatever the goal's language is.
    goal = document.goal if document.english else outcome
    archetype = yield from _archetype(interview, goal, answers.get("kind"))
    kind = load_playbook().kinds[archetype.id]
    _refuse_unknown_answers(kind, answers)
    people = people_of(goal, document.text)
    wording = yield from observe_terms(interview, kind, people, f"{document.text} {outcome}")
    told = material.of("goal") + material.of("context")
    deadline = find_deadline(told, material.sources)
    readings = yield from observe_figures(interview, told, document.sentences, deadline)
    story = story_parts(goal, kind, archetype.p, wording, people, told, material.sources)

    chain = build_chain(
        kind,
        wording,
        goal,
        readings=readings,
        deadline=deadline,
        answered=_slots(material, answers),
    )
    questions = open_questions(archetype, kind, wording, chain, told, answers)
    facts = facts_of(material)
    consequences = yield from _consequences(interview, material, job.previous)
    answered = _answers(kind, wording, material, answers)
    brief = Brief(
        goal=job.goal,
        context=job.context,
        title=" ".join(job.goal.split()),
        archetype=archetype,
        outcome=outcome,
        aim=aim_of(kind, wording, chain),
        user_story=told_story(story),
        story_parts=story,
        approach=approach_steps(kind, wording, answered),
        metrics=chain.metrics,
        questions=questions[: job.max_questions],
        answers=answered,
        facts=facts,
        consequences=consequences,
        figures=figures_of(material),
        omissions=list(material.omissions),
        readiness=judge_readiness(archetype, kind, wording, questions),
        changes=[],
        provenance=_provenance(interview, info, started),
        **card_parts(kind, wording, facts),
    )
    if job.previous:
        brief = brief.model_copy(update={"changes": changes_between(job.previous, brief)})
    verify(brief, material.sources)
    for section in SECTIONS[1:]:
        if text := render_section(section.id, brief):
            yield SectionDone(section.id, section.title, text)
    return brief


def _consequences(
    interview: Interview, material: Material, previous: Brief | None
) -> Generator[Any, Any, list[Consequence]]:
    told = (material.sources["goal"], material.sources.get("context", ""))
    if previous and told == (previous.goal, previous.context):
        return previous.consequences  # answers do not change what the constraints cost
    found: list[Consequence] = yield from observe_consequences(interview, material)
    return found


def _memory(previous: Brief | None) -> dict[str, Observation]:
    return {o.key: o for o in previous.provenance.observations} if previous else {}


def _archetype(interview: Interview, goal: str, said: str | None) -> Generator[Any, Any, Archetype]:
    kinds = load_playbook().kinds
    if said:
        wanted = said.strip().lower()
        named = next((k for k in kinds.values() if wanted in (k.id, k.name.lower())), None)
        if not named:
            raise UsageError(f"no kind of work {said!r}; there are: {', '.join(kinds)}")
        return Archetype(id=named.id, name=named.name, p=1.0, alternatives=[])
    probabilities = yield from observe_kind(interview, goal)
    first, *others = probabilities.items()
    return Archetype(
        id=first[0],
        name=kinds[first[0]].name,
        p=round(first[1], 4),
        alternatives=[Candidate(id=k, p=round(p, 4)) for k, p in others[:_ALTERNATIVES]],
    )


def _refuse_unknown_answers(kind: Kind, answers: Mapping[str, str]) -> None:
    known = question_ids(kind)
    if unknown := [id for id in answers if id not in known]:
        raise UsageError(
            f"no question {unknown[0]!r} in a brief on {lower_first(kind.name)}; "
            f"there are: {', '.join(known)}"
        )


def _slots(material: Material, answers: Mapping[str, str]) -> dict[str, Slot]:
    names = {"baseline": "baseline", "target": "target", "deadline": "window"}
    slots = {
        names[id]: slot_from_answer(answers[id], material, id)
        for id in SLOT_QUESTIONS
        if id in answers
    }
    return {name: slot for name, slot in slots.items() if slot}


def _answers(
    kind: Kind, wording: Wording, material: Material, answers: Mapping[str, str]
) -> list[Answer]:
    texts = {q.id: wording.fill(q.text) for q in kind.questions}
    given = [
        Answer(
            id=id,
            question=texts.get(id, f"The {id}"),
            quote=material.sources.quote(f"answer:{id}", 0, len(material.sources[f"answer:{id}"])),
        )
        for id in answers
    ]
    told = answering_sentences(kind, material.of("context"))
    found = [
        Answer(id=id, question=texts[id], quote=sentence.quote)
        for id, sentence in told.items()
        if id not in answers
    ]
    return given + found


def _provenance(interview: Interview, info: ModelInfo, started: float) -> Provenance:
    usage = interview.usage
    return Provenance(
        briefstar=version("briefstar"),
        model=info.model,
        endpoint=info.endpoint,
        revision=info.revision,
        prompts=dict(sorted(interview.prompts.items())),
        playbook=load_playbook().sha256,
        usage=Usage(
            calls=usage.calls,
            prompt_tokens=usage.prompt_tokens,
            cached_tokens=usage.cached_tokens,
            completion_tokens=usage.completion_tokens,
            seconds=round(time.perf_counter() - started, 2),
            cost_usd=usage.cost_usd,
        ),
        observations=interview.observations,
    )
