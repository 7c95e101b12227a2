"""The result types of an impact: quantities, figures, statement, options, needs, provenance."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ...provenance import Quote

Audience = Literal["product", "finance", "legal", "executive", "engineering"]
AUDIENCES: tuple[Audience, ...] = ("product", "finance", "legal", "executive", "engineering")
Verdict = Literal["allowed", "tight", "ruled out", "unknown"]
InputSource = Literal["said", "given", "assumed", "computed"]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Role(_Model):
    """Which input of which calculator a quantity is, and how sure that is."""

    calculator: str
    input: str
    p: float = Field(ge=0, le=1)


class Quantity(_Model):
    """A quantity of the text. `value` is in `unit`; a range has its ends in `low` and `high`."""

    id: str
    text: str
    value: float
    low: float
    high: float
    unit: str | None
    per: str | None
    counts: str | None = Field(description="What it counts, when it is a plain number.")
    quote: Quote
    roles: list[Role]


class FigureInput(_Model):
    """One input of a figure. `quantity` says which quantity of the text it is, if it was said."""

    name: str
    means: str
    value: float
    low: float
    high: float
    unit: str
    source: InputSource
    text: str
    quantity: str | None = None
    note: str = ""


class ImpactFigure(_Model):
    """A computed figure: `value` is in `unit`, shares in %, money in its currency."""

    name: str
    calculator: str
    means: str
    value: float
    unit: str
    low: float
    high: float
    text: str = Field(description="The figure as it is told, with its unit.")
    formula: str
    steps: str = ""
    inputs: list[FigureInput]
    main: bool = False
    source: Literal["computed"] = "computed"


class Need(_Model):
    """An input that is asked for, and the formula that stands ready for it."""

    name: str
    calculator: str
    means: str
    question: str
    who: str
    when: str
    formula: str
    example: str
    set: str = Field(description="How to give it: the argument of --set.")


class Doubt(_Model):
    """A quantity that may play more than one role, or none: asked, not guessed.

    `choices` are the calculators that the whole text may be about, as ids with their titles; the
    setting `about` takes one of them.
    """

    quantity: str
    text: str
    question: str
    choices: dict[str, str] = {}


class Swing(_Model):
    """What the main figure is with one input at either end of its range."""

    calculator: str
    input: str
    means: str
    from_: str
    to: str
    at_from: str
    at_to: str
    share: float = Field(description="The move as a share of the main figure.")


class Option(_Model):
    """Something that can be done, with its trade-off; computed where it can be."""

    id: str
    text: str
    trade_off: str
    who: str
    figure: ImpactFigure | None = None


class Limit(_Model):
    """A limit without arithmetic: what it rules out, what stays possible, who decides."""

    id: str
    title: str
    quote: Quote
    rules_out: str
    means: str


class Dated(_Model):
    """A day of the text and the date that it was taken for."""

    kind: Literal["deadline", "freeze", "thaw", "start"]
    quote: Quote | None = Field(description="None where it was given with --set.")
    day: str = Field(description="The date, as in 2027-03-01.")
    told: str
    source: Literal["said", "assumed", "computed", "given"]
    note: str = ""


class Hurdle(_Model):
    """What stands against a way. A hard one rules it out; `basis` is its figure."""

    limit: str
    text: str
    hard: bool
    basis: FigureInput | None = None


class Way(_Model):
    """A way to build it, judged: allowed, tight, ruled out, or unknown for lack of an input."""

    id: str
    title: str
    about: str
    verdict: Verdict
    p: float | None = Field(description="The chance to be done in time and within the budget.")
    named: bool = Field(description="Whether the text speaks of it.")
    why: str
    hurdles: list[Hurdle]
    chance: ImpactFigure | None = Field(default=None, description="The figure behind `p`.")
    in_time: ImpactFigure | None = None
    in_budget: ImpactFigure | None = None
    weeks_needed: ImpactFigure | None = None
    people_needed: ImpactFigure | None = None
    people_told: str = ""
    latest_start: str | None = Field(default=None, description="As in 2027-03-01.")
    start_told: str = ""
    gives_up: str
    parts: list[FigureInput] = Field(description="Its work and waits, each with its source.")


class Statement(_Model):
    """What was said, what follows, and so what, for one audience."""

    audience: Audience
    headline: str
    said: list[str]
    follows: list[str]
    so_what: list[str]
    ask: str


class ImpactProvenance(_Model):
    """What made it."""

    briefstar: str
    model: str
    endpoint: str
    revision: str | None
    prompts: dict[str, str]
    calculators: dict[str, str] = Field(description="Id and source of each that was used.")
    seed: int
    usage: dict[str, Any]


class Impact(_Model):
    """The business impact of a technical constraint, or what a business wish allows technically.

    `ways`, `dates` and `today` are those of the direction `technical`.
    """

    text: str
    direction: Literal["business", "technical"]
    quantities: list[Quantity]
    figures: list[ImpactFigure]
    statement: Statement
    options: list[Option]
    needs: list[Need]
    doubts: list[Doubt]
    problems: list[str]
    limits: list[Limit]
    sensitivity: list[Swing]
    settings: dict[str, str]
    set_aside: list[str]
    provenance: ImpactProvenance
    ways: list[Way] = []
    dates: list[Dated] = []
    today: str | None = None
    unplaced: list[str] = Field(default=[], description="Figures of the text in no role.")


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of an impact."""
    return Impact.model_json_schema()
