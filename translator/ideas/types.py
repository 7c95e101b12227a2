"""The result types of a ranking: estimates with their source, ideas, order, questions, needs."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ..playbook.schema import Function

Quadrant = Literal["quick win", "big bet", "fill-in", "don't"]
Input = Literal["impact", "effort", "confidence"]
QUADRANTS: tuple[Quadrant, ...] = ("quick win", "big bet", "fill-in", "don't")


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Estimate(_Model):
    """A figure from `low` to `high` with its source.

    `value` is the middle of what was said, the likeliest of what is assumed, the result of what is
    computed. A said figure carries the text that it was read from, a computed one its formula, an
    assumed one a note that says why.
    """

    value: float
    low: float
    high: float
    unit: str = Field(description='"EUR a year", "point", "person-week", "share" of one, …')
    text: str = Field(description="The figure as it is told, with its unit.")
    source: Literal["said", "computed", "assumed"]
    quote: str = ""
    formula: str = ""
    note: str = ""

    @model_validator(mode="after")
    def _traceable(self) -> Estimate:
        why = {"said": self.quote, "computed": self.formula, "assumed": self.note}[self.source]
        if not why:
            raise ValueError(f"a {self.source} figure must say where it comes from")
        return self


class Idea(_Model):
    """An idea as it was given; an impact or effort that was not given is None."""

    name: str
    impact: Estimate | None
    effort: Estimate | None
    confidence: Estimate
    cost: Estimate | None = None
    needs: list[str] = []
    blocked_by: list[str] = []
    risk: str = ""


class Filter(_Model):
    """Why an idea cannot be done as things stand."""

    kind: Literal["over budget", "too long", "blocked"]
    text: str


class RankedIdea(_Model):
    """An idea with what was computed about it.

    The two probabilities compare the ideas that can be done; one that is filtered out has none.
    """

    place: int = Field(description="Place by value per person-week; what can be done comes first.")
    idea: Idea
    expected: Estimate = Field(description="Impact × confidence.")
    rate: Estimate = Field(description="Expected impact ÷ effort, with an 80% range.")
    p_best: Estimate | None
    p_top_three: Estimate | None
    quadrant: Quadrant
    dominated_by: str | None = Field(description="The best idea that is better in both respects.")
    filters: list[Filter]


class Step(_Model):
    """One idea in the order of doing, and how far time and money reach with it."""

    idea: str
    effort_so_far: Estimate
    cost_so_far: Estimate | None
    fits: bool | None = Field(description="Within people × deadline and budget; None if not given.")


class FindOut(_Model):
    """What to find out first, because another idea could then be the best choice."""

    idea: str
    input: Input
    who: Function
    question: str
    turning: Estimate | None = Field(description="From here on another idea is the best choice.")
    rise: Estimate = Field(description="Expected value of perfect information.")


class Need(_Model):
    """A figure that is missing, without which its idea is not ranked."""

    idea: str
    input: Input
    who: Function
    question: str
    example: str


class Limits(_Model):
    """What all the ideas together may take, as far as it was given."""

    people: Estimate | None = None
    deadline: Estimate | None = None
    budget: Estimate | None = None
    capacity: Estimate | None = Field(None, description="People × deadline, in person-weeks.")


class Ranking(_Model):
    """Ideas ranked by expected impact per effort, with all that led to it."""

    unit: str = Field(description='Of the impacts: "EUR a year", "point"; empty if there is none.')
    ideas: list[RankedIdea] = Field(description="The best first.")
    order: list[Step] = Field(description="What can be done, in the order to do it in.")
    find_out_first: list[FindOut]
    needs: list[Need]
    limits: Limits
    much_from: Estimate | None = Field(description="Expected impact that is much from here on.")
    worth_from: Estimate | None = Field(
        description="Value per person-week of all together; from here on it is much for its effort."
    )
    quick_up_to: Estimate | None = Field(description="Effort up to which an idea is quick.")
    notes: list[str]
    method: list[str] = Field(description="How each kind of figure was computed.")
    seed: int
    draws: int

    @model_validator(mode="before")
    @classmethod
    def _of_medians(cls, body: Any) -> Any:
        """Take a ranking of the first release, whose groups parted at two medians."""
        if not isinstance(body, dict) or "median_impact" not in body:
            return body
        kept = {key: value for key, value in body.items() if not key.startswith("median_")}
        return kept | {
            "much_from": body["median_impact"],
            "worth_from": None,
            "quick_up_to": body.get("median_effort"),
        }


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a ranking's JSON form."""
    return Ranking.model_json_schema(mode="serialization")
