"""The collaboration brief: the result type that everything else reads, and its JSON form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, computed_field

from ..provenance import Figure, Quote
from .impact.impact import ImpactFigure
from .playbook.schema import Function, Role
from .read import Omission

Owner = Role
PartName = Literal["who", "want", "benefit"]
SlotState = Literal["said", "assumed", "unknown", "testable"]


class Part(BaseModel):
    """Base of the brief's parts: unknown keys are refused, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Ask(Part):
    """How an open slot gets closed: who can tell, how they find out, and by when."""

    who: Owner
    how: str
    when: str


class Slot(Part):
    """A baseline, target or time window, and how sure it is.

    `said` carries a quote; `assumed` is ours and may be edited; `unknown` can be asked;
    `testable` is known to nobody before it is tried. The last three carry an `ask`.
    """

    state: SlotState
    text: str
    quote: Quote | None = None
    ask: Ask | None = None


class BriefMetric(Part):
    """One success metric with its three slots and its place in the chain."""

    id: str = Field(description="Playbook id, or 'own: ' and the user's name for it.")
    name: str
    kind: Literal["product", "model", "guardrail"]
    definition: str
    formula: str
    unit: str
    direction: Literal["up", "down", "target"]
    baseline: Slot
    target: Slot
    window: Slot
    owner: Owner
    moves: str = Field(description="The metric or goal that it moves or protects, by name.")
    how: str = Field(description="By which mechanism it moves or protects that.")
    pitfall: str


class StoryPart(Part):
    """Who the user story is about, what they want, or what for; `said` where a quote says it.

    What is `assumed` is the playbook's and stands until somebody confirms it.
    """

    part: PartName
    text: str
    state: Literal["said", "assumed"]
    quote: Quote | None = None


class Step(Part):
    """One labelled step of the proposed approach."""

    label: str
    text: str


class BriefDependency(Part):
    """Something that a named role must provide or decide."""

    what: str
    owner: Owner
    why: str
    quote: Quote | None = None


class BriefRisk(Part):
    """What can go wrong, what is done about it, and by whom."""

    risk: str
    mitigation: str
    owner: Owner


class BriefQuestion(Part):
    """A clarifying question; `priority` is impact (1 to 5) × uncertainty (0 to 1)."""

    id: str
    text: str
    why: str
    who: Function
    recommended: str
    impact: int
    uncertainty: float
    priority: float
    sections: list[str] = Field(description="The sections that the answer changes.")


class Answer(Part):
    """An answer that was given, and the question it belongs to."""

    id: str
    question: str
    quote: Quote


class Fact(Part):
    """What the user told us, word for word, and what it bears on."""

    topic: str
    quote: Quote


class Consequence(Part):
    """What follows from a constraint that the user named: computed, with formula and inputs.

    `briefstar impact` explains it in full, with options and questions.
    """

    calculator: str
    title: str
    quotes: list[Quote]
    figures: list[ImpactFigure]


class Candidate(Part):
    """A kind of work and its probability."""

    id: str
    p: float


class Archetype(Part):
    """The kind of work, its probability, and the other candidates, best first."""

    id: str
    name: str
    p: float
    alternatives: list[Candidate]


class Readiness(Part):
    """Whether work can start, computed in code, and why."""

    state: Literal["ready", "needs answers", "do not build"]
    reasons: list[str]


class Observation(Part):
    """One small question to the model and its answer; `key` is the hash of what was asked."""

    key: str
    prompt: str
    answer: dict[str, Any]
    measured: str | None = None


class Usage(Part):
    """What the brief cost: calls, tokens, seconds, US dollars where known."""

    calls: int
    prompt_tokens: int
    cached_tokens: int
    completion_tokens: int
    seconds: float
    cost_usd: float | None


class Provenance(Part):
    """What made the brief: engine, model, prompts and playbook by hash, and its cost."""

    briefstar: str
    model: str
    endpoint: str
    revision: str | None
    prompts: dict[str, str]
    playbook: str
    usage: Usage
    observations: list[Observation]


class Change(Part):
    """One difference from the brief that this one revises."""

    path: str
    before: str
    after: str


class Brief(BaseModel):
    """A collaboration brief. `model_dump_json()` is its published JSON form."""

    model_config = ConfigDict(frozen=True)

    goal: str
    context: str
    title: str
    archetype: Archetype
    outcome: str = Field(description="The goal as one outcome sentence, without figures.")
    aim: str = Field(description="What that means for this kind of work, and what judges it.")
    user_story: str
    story_parts: list[StoryPart] = Field(
        default=[], description="What the user story is made of, each part said or assumed."
    )
    approach: list[Step]
    metrics: list[BriefMetric]
    dependencies: list[BriefDependency]
    data: list[BriefDependency]
    risks: list[BriefRisk]
    out_of_scope: list[str]
    cost_of_inaction: str
    questions: list[BriefQuestion]
    answers: list[Answer]
    facts: list[Fact]
    consequences: list[Consequence] = Field(
        default=[], description="The business impact of constraints among the facts."
    )
    figures: list[Figure]
    omissions: list[Omission]
    readiness: Readiness
    changes: list[Change]
    provenance: Provenance

    @computed_field(description="The outcome and its aim as one text.")  # type: ignore[prop-decorator]
    @property
    def business_goal(self) -> str:
        """The outcome and its aim as one text."""
        return f"{self.outcome} {self.aim}"

    @computed_field(description="The approach's steps as one text.")  # type: ignore[prop-decorator]
    @property
    def ml_approach(self) -> str:
        """The approach's steps as one text."""
        return "\n".join(f"{step.label}: {step.text}" for step in self.approach)

    def given_answers(self) -> dict[str, str]:
        """Return the answers that were given, by question; those that the context holds are found
        there again when it is read.
        """
        return {a.id: a.quote.text for a in self.answers if a.quote.source != "context"}

    def open_slots(self) -> Iterator[tuple[BriefMetric, str, Slot]]:
        """Yield each slot that is not said, with its metric and its name."""
        for metric in self.metrics:
            for name in ("baseline", "target", "window"):
                slot: Slot = getattr(metric, name)
                if slot.state != "said":
                    yield metric, name, slot


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a brief's JSON form."""
    return Brief.model_json_schema(mode="serialization")
