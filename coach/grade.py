"""What a grade is: levels with their evidence, what is missing, and where all of it came from.

Types only. `Grade.model_dump_json()` is the published JSON form; see `docs/schemas/grade.json`.
"""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from .moves import Strategy
from .read import SetAside

PartName: TypeAlias = Literal["situation", "task", "action", "result"]
PART_NAMES: tuple[PartName, ...] = ("situation", "task", "action", "result")
Kind: TypeAlias = Literal[
    "story", "approach", "habit", "opinion", "hypothetical", "off_question", "not_an_answer"
]


class Part(BaseModel):
    """Base of every value here: frozen, and refusing unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Excerpt(Part):
    """Words of the answer: `text` is exactly what stands at [start, end)."""

    start: int
    end: int
    text: str


class LabelledSentence(Excerpt):
    """A sentence of the answer, its likeliest part and that part's probability."""

    part: Literal["Situation", "Task", "Action", "Result", "None"]
    p: float = Field(ge=0, le=1)
    probabilities: dict[str, float]


class Check(Part):
    """One yes/no observation: the probability of a yes, and the sentence that says it best."""

    id: str
    part: PartName | None = Field(description="None for a check of the question's own strategy.")
    text: str = Field(description="What a yes says of the answer.")
    p: float = Field(ge=0, le=1)
    met: bool
    quote: Excerpt | None


class PartGrade(Part):
    """A part's level, its evidence and what it lacks.

    `level` is None for "not enough evidence", which is not a low level. `low` and `high` bound
    the level that the same rubric gives when the observations are as uncertain as they are said
    to be (8 in 10); `expected` is the mean over that uncertainty.
    """

    level: int | None = Field(ge=1, le=5)
    low: int | None = Field(ge=1, le=5)
    high: int | None = Field(ge=1, le=5)
    expected: float | None = Field(ge=1, le=5)
    quotes: list[Excerpt]
    missing: list[str] = Field(description='Each ends the sentence "Your answer does not say".')


class Parts(Part):
    """The four parts. For an approach: when and with whom, purpose, steps, what comes out."""

    situation: PartGrade
    task: PartGrade
    action: PartGrade
    result: PartGrade

    def __getitem__(self, name: PartName) -> PartGrade:
        """Return a part by its name."""
        grade: PartGrade = getattr(self, name)
        return grade


class Overall(Part):
    """The parts' mean by the rubric's weights, in hundredths of a level, or None."""

    level: float | None = Field(ge=1, le=5)
    low: float | None = Field(ge=1, le=5)
    high: float | None = Field(ge=1, le=5)
    weights: dict[str, int] = Field(description="Percent of each part.")


class Gap(Part):
    """Something that the answer lacks, and what saying it could add to the overall level."""

    part: PartName
    check: str
    lacks: str
    gain: float = Field(ge=0)


class Strength(Part):
    """Something that the answer does, in its own words."""

    part: PartName
    text: str
    quote: Excerpt


class FollowUp(Part):
    """The one question to ask next, which part it is about, and the words that it takes up."""

    text: str
    part: PartName | None
    quote: Excerpt | None


class OutlineLine(Part):
    """A line of the improved outline: the candidate's own words, or an open [placeholder]."""

    part: PartName
    text: str
    quote: Excerpt | None = Field(description="None for a placeholder.")


class GradeUsage(Part):
    """What the grade cost: calls, tokens, seconds, US dollars where known."""

    calls: int
    prompt_tokens: int
    cached_tokens: int
    completion_tokens: int
    seconds: float
    cost_usd: float | None


class GradeProvenance(Part):
    """What made the grade: model, prompts, rubric and weights by version or hash, and its cost."""

    briefstar: str
    model: str
    endpoint: str
    revision: str | None
    prompts: dict[str, str]
    rubric_version: int
    rubric: str = Field(description="SHA-256 of the rubric.")
    heads: str = Field(description="SHA-256 of the fitted weights.")
    question: str | None = Field(description="Id in the question bank, when it is one of its.")
    usage: GradeUsage


class Grade(Part):
    """A graded answer."""

    question: str
    answer: str
    kind: Kind
    strategy: Strategy = Field(description="Which rubric: of one occasion, or of an approach.")
    note: str | None = Field(description="Why there is no level, or why levels are capped.")
    sentences: list[LabelledSentence]
    parts: Parts
    overall: Overall
    checklist: list[Check]
    missing: list[Gap] = Field(description="What would gain most comes first.")
    strengths: list[Strength]
    follow_up: FollowUp
    outline: list[OutlineLine]
    signals: dict[str, Any]
    set_aside: list[SetAside]
    provenance: GradeProvenance


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a grade's JSON form."""
    return Grade.model_json_schema(mode="serialization")
