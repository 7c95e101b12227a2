"""The playbook's schema: kinds of ML product work and the metrics they are judged by.

The data are YAML files beside this module (`kinds/*.yaml`, `metrics/*.yaml`, `sources.yaml`).
Card texts are figures-free: a number in a brief is said, computed or assumed, never a
playbook author's habit. Texts may hold the slots {user} {users} {item} {items} {operator},
which a brief fills with the words of its goal.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,60}$")]
Text = Annotated[str, StringConstraints(min_length=8, max_length=400, strip_whitespace=True)]
Phrase = Annotated[str, StringConstraints(min_length=2, max_length=80, strip_whitespace=True)]

Role = Literal[
    "product manager",
    "designer",
    "data scientist",
    "data engineer",
    "ML engineer",
    "software engineer",
    "platform engineer",
    "analyst",
    "operations lead",
    "support lead",
    "domain expert",
    "legal counsel",
    "privacy officer",
    "security engineer",
    "finance lead",
    "marketing lead",
    "sales lead",
    "risk officer",
    "clinical lead",
    "content editor",
    "executive sponsor",
]
Function = Literal["product", "data", "engineering", "legal"]


class Record(BaseModel):
    """Base of all playbook data: unknown keys are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(Record):
    """Where a claim comes from, so that a reader can check it."""

    id: Slug
    title: Text
    authors: Phrase
    year: int
    where: Phrase = Field(description="Publisher, venue or document number; never a bare URL.")


class Metric(Record):
    """One metric, as a glossary would explain it."""

    id: Slug
    name: Phrase
    roles: list[Literal["product", "model", "guardrail"]] = Field(min_length=1)
    definition: Text
    formula: Text
    unit: Phrase
    direction: Literal["up", "down", "target"]
    aliases: list[Phrase] = []
    window: Text = Field(description="Natural time window, in words: 'a full billing cycle'.")
    measure: Text = Field(description="How its baseline is obtained today: the system, the count.")
    owner: Role = Field(description="Who can tell today's value.")
    pitfalls: list[Text] = Field(min_length=1)
    sources: list[Slug] = Field(min_length=1)


class Link(Record):
    """A model metric of a kind and how it moves one of the kind's product metrics."""

    metric: Slug
    moves: Slug
    how: Text


class Guardrail(Record):
    """A metric that must not get worse while the goal is pursued."""

    metric: Slug
    why: Text


class Need(Record):
    """Data that the work needs."""

    what: Text
    why: Text
    owner: Role


class Dependency(Record):
    """Something another team must provide or decide."""

    what: Text
    owner: Role
    why: Text


class Risk(Record):
    """What can go wrong and what is done about it."""

    risk: Text
    mitigation: Text
    owner: Role


class Question(Record):
    """A question that decides the scope of this kind of work."""

    id: Slug
    text: Text
    why: Text
    who: Function
    recommended: Text = Field(description="The answer to start from while nobody has said better.")
    impact: int = Field(ge=1, le=5, description="How much of the brief the answer changes.")
    answered_by: list[Phrase] = Field(
        min_length=2, description="Words or phrases whose presence suggests that it is answered."
    )


class FromDomain(Record):
    """Which words of a card a goal's domain replaces, and with which of its own."""

    user: Literal["served", "worker"] | None = None
    operator: Literal["team"] | None = None


class Terms(Record):
    """Default words for the slots, singular and lower case."""

    user: Phrase
    item: Phrase
    operator: Phrase
    never_item: list[Phrase] = Field(default=[], description="Nouns that no {item} can be.")
    from_domain: FromDomain = FromDomain()


class Story(Record):
    """The user story's three parts, with slots; each continues the sentence."""

    as_a: Text | Phrase
    i_want: Text
    so_that: Text


class OtherStory(Story):
    """Another story of the same kind of work, for goals with one of these signs."""

    signs: list[Phrase] = Field(min_length=2, description="Words; one that ends in * is a start.")


class Theme(Story):
    """The story of open goals of one theme."""

    id: Slug
    examples: list[Phrase] = Field(min_length=4, description="Goals of this theme.")


class DomainWords(Record):
    """A domain's words for one kind of work, where they differ from its usual ones."""

    user: Phrase | None = None
    item: Phrase | None = None
    operator: Phrase | None = None


class Domain(Record):
    """Whose work a goal is about: the people of a domain, singular and lower case."""

    id: Slug
    signs: list[Phrase] = Field(min_length=2, description="Words; one that ends in * is a start.")
    places: list[Phrase] = Field(default=[], description="Never the things that a card is about.")
    served: list[Phrase] = Field(min_length=1, description="For whom it is done; the usual first.")
    worker: list[Phrase] = Field(min_length=1, description="Who does the work; the usual first.")
    team: Phrase
    words: dict[Slug, DomainWords] = Field(default={}, description="By the id of a kind of work.")


class Approach(Record):
    """How the work is done: simple first, then the model, and how it is judged."""

    predicts: Text
    decision: Text = Field(description="Which decision the output changes, and who takes it.")
    baseline: Text = Field(description="The simple thing that must be beaten first.")
    candidate: Text = Field(description="The first model worth trying, and why not more.")
    offline: Text
    online: Text
    fallback: Text = Field(description="What the user gets when the model is absent or unsure.")


class Mistakes(Record):
    """What a mistake costs, on either side, and who pays."""

    false_positive: Text
    false_negative: Text


class Kind(Record):
    """One kind of ML product work."""

    id: Slug
    name: Phrase
    summary: Text
    confirm: Text = Field(description="A yes/no question that is true of goals of this kind alone.")
    strong: list[Phrase] = Field(description="Words that nearly decide for this kind.")
    weak: list[Phrase] = Field(description="Words that lean to this kind.")
    against: list[Phrase] = Field(default=[], description="Words that speak against it.")
    examples: list[Phrase | Text] = Field(
        min_length=24, description="Goals of this kind as people write them; none from evals/."
    )
    terms: Terms
    aim: Text = Field(description="The business goal in general, continuing 'The aim is to …'.")
    story: Story
    other_stories: list[OtherStory] = []
    approach: Approach
    product_metrics: list[Slug] = Field(min_length=3, description="The usual one first.")
    model_metrics: list[Link] = Field(min_length=2)
    guardrails: list[Guardrail] = Field(min_length=2)
    data: list[Need] = Field(min_length=2)
    dependencies: list[Dependency] = Field(min_length=3)
    mistakes: Mistakes
    risks: list[Risk] = Field(min_length=3)
    questions: list[Question] = Field(min_length=5)
    rule_wins: Text = Field(description="When a rule beats a model.")
    out_of_scope: list[Text] = Field(min_length=2)
    inaction: Text = Field(description="What it costs to do nothing, without a figure.")
    do_not_build: list[Text] = Field(min_length=1, description="Conditions under which to stop.")
    sources: list[Slug] = Field(min_length=1)
