"""The story bank: stories kept for interviews, by competency, and which one fits a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field

from ..errors import UsageError
from ..llm.embedding import embed
from ..provenance import sentences
from .bank import Bank, Competency, Question
from .grade import Excerpt, Grade
from .read import read_answer

if TYPE_CHECKING:
    from ..storage.store import Store

KIND = "story"
_PASSAGES = 40


class Story(BaseModel):
    """A kept story: its text, the competencies it is tagged with, its last grade if any."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: str
    text: str
    competencies: tuple[str, ...]
    overall: float | None = None
    missing: tuple[str, ...] = ()


class Fit(BaseModel):
    """How a story fits a question: tagged for it or not, the passage nearest to it, the angle."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    story: str
    title: str
    tagged: bool
    likeness: float
    passage: Excerpt
    angle: list[str]


def keep(
    store: Store,
    title: str,
    text: str,
    competencies: Sequence[str],
    bank: Bank,
    grade: Grade | None = None,
) -> Story:
    """Save a story under an id made of its title; raises `UsageError` for a taken or bad one.

    Without competencies it is tagged with the two that its text is nearest to.
    """
    read_answer(text)
    known = [c.competency for c in bank.competencies]
    if unknown := [c for c in competencies if c not in known]:
        raise UsageError(f"no competency {unknown[0]!r}; there are: {', '.join(known)}")
    id = "-".join("".join(c if c.isalnum() else " " for c in title.lower()).split())[:60].strip("-")
    if not id or not id.isascii():
        raise UsageError("give the story a title in plain letters, such as: churn model rollback")
    if store.get(KIND, id):
        raise UsageError(f"there is a story {id!r} already; remove it first, or take another title")
    tags = tuple(competencies) or tuple(c.competency for c in nearest(text, bank)[:2])
    story = Story(
        id=id,
        title=title.strip(),
        text=text,
        competencies=tags,
        overall=grade.overall.level if grade else None,
        missing=tuple(gap.lacks for gap in grade.missing[:3]) if grade else (),
    )
    store.put(KIND, id, story.model_dump(mode="json"))
    return story


def kept(store: Store) -> list[Story]:
    """All stories, oldest first."""
    return [Story.model_validate(record.body) for record in store.all(KIND)]


def forget(store: Store, id: str) -> None:
    """Remove a story; raises `UsageError` when there is none of that id."""
    if not store.remove(KIND, id):
        raise UsageError(f"no story {id!r}; list them with: briefstar stories")


def uncovered(stories: Sequence[Story], bank: Bank) -> list[Competency]:
    """The competencies that no story is tagged with."""
    told = {tag for story in stories for tag in story.competencies}
    return [c for c in bank.competencies if c.competency not in told]


def fits(stories: Sequence[Story], question: Question, bank: Bank) -> list[Fit]:
    """The stories by how well they fit a question, the best first.

    A story tagged with the question's competency comes before any other; among those, the one
    with the passage nearest in meaning to what the question is about.
    """
    home = bank.competency_of(question.id).competency
    wanted = embed([f"{question.text} {question.shows}"])[0]
    found = [_fit(story, question, home, wanted) for story in stories]
    return sorted(found, key=lambda fit: (-fit.tagged, -fit.likeness))


def nearest(text: str, bank: Bank) -> list[Competency]:
    """The competencies by how near a text is to what they are about, the nearest first."""
    spans = [s.text for s in sentences(text)][:_PASSAGES]
    told = embed(spans)
    likeness: Mapping[str, Any] = {
        c.competency: (told @ embed([c.name, c.about, *(q.text for q in c.questions)]).T).max()
        for c in bank.competencies
    }
    return sorted(bank.competencies, key=lambda c: -float(likeness[c.competency]))


def _fit(story: Story, question: Question, home: str, wanted: Any) -> Fit:
    spans = sentences(story.text)[:_PASSAGES]
    likeness = embed([s.text for s in spans]) @ wanted
    best = int(likeness.argmax())
    angle = [f"Open on this passage; the question asks for it: {question.shows}"]
    if question.checklist:
        angle.append("Be ready to say " + "; ".join(c.lacks for c in question.checklist) + ".")
    if story.missing:
        angle.append("When it was graded it did not say " + "; ".join(story.missing) + ".")
    return Fit(
        story=story.id,
        title=story.title,
        tagged=home in story.competencies,
        likeness=round(float(likeness[best]), 3),
        passage=Excerpt(start=spans[best].start, end=spans[best].end, text=spans[best].text),
        angle=angle,
    )
