"""Schema of the linter's data: rules with their words and examples, and shared word lists.

The data are the YAML files beside this module; `loader` reads them.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Text = Annotated[str, StringConstraints(min_length=8, max_length=600, strip_whitespace=True)]
Phrase = Annotated[str, StringConstraints(min_length=1, max_length=60, strip_whitespace=True)]
Example = Annotated[str, StringConstraints(min_length=3, max_length=400, strip_whitespace=True)]
Severity = Literal["error", "warning", "advice"]
Phrases = list[Phrase]


class Record(BaseModel):
    """Base of all data of the linter: unknown keys are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Group(Record):
    """Words of a rule that are repaired alike.

    `rewrite` replaces the word in the statement; `{text}` is the word itself. `cured_by` names
    the kinds of figure that make the word testable when one stands in the sentence.
    """

    name: Phrase
    words: Phrases = Field(min_length=1)
    rewrite: Text
    cured_by: list[Literal["percent", "ratio", "duration", "count", "money", "data", "time"]] = []
    where: Literal["anywhere", "predicate", "requirement", "asked"] = Field(
        default="anywhere",
        description="'predicate': after a form of be, or before a word of the list `vessels`. "
        "'requirement': only in statements that demand something. 'asked': only where the word is "
        "part of what is demanded or claimed, not of the name of a thing.",
    )


class Bad(Record):
    """A statement that the rule must find, and what exactly it must point at."""

    text: Example
    span: Phrase

    @model_validator(mode="after")
    def _span_is_in_text(self) -> Bad:
        if self.span not in self.text:
            raise ValueError(f"span {self.span!r} is not in {self.text!r}")
        return self


class Rule(Record):
    """One rule: what it is about, its words, and statements that it must and must not find."""

    id: Annotated[str, StringConstraints(pattern=r"^BS\d{3}$")]
    name: Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*$")]
    severity: Severity
    standard: Phrase = Field(description="Rule number of a published standard, or 'ours'.")
    why: Text = Field(description="What goes wrong when the statement stays as it is.")
    hint: Text = Field(description="How to rewrite, in general.")
    rewrite: Text | None = Field(default=None, description="Template, where no group has one.")
    groups: list[Group] = []
    vessels: Phrases = []
    spare: Phrases = Field(default=[], description="Phrases in which a listed word is harmless.")
    bad: list[Bad] = Field(min_length=3)
    good: list[Example] = Field(min_length=3)


class Words(Record):
    """Word lists that several rules share."""

    raise_verbs: Phrases
    lower_verbs: Phrases
    move_verbs: Phrases
    people_verbs: Phrases
    people: Phrases
    doubling: Phrases
    irregular: dict[Phrase, Phrases]
    operations: Phrases
    product_metrics: Phrases
    model_metrics: Phrases
    service_metrics: Phrases
    rates: Phrases
    dimensioned: Phrases
    rare_events: Phrases
    balanced_metrics: Phrases
    techniques: Phrases
    technique_verbs: Phrases
    machines: Phrases
    capabilities: Phrases
    hopeless: Phrases
    restricted: Phrases
    common_acronyms: Phrases
    not_comparative: frozenset[Phrase]
    testable: frozenset[Phrase]
