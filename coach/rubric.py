"""The rubric: `rubric.yaml` as values. Data only; `judge` computes with it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from ..shipped import read_yaml
from .grade import PART_NAMES, Kind, PartName

StrategyKind = Literal["behavioural", "approach"]


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Absence(_Data):
    """What to say of a part that is not there."""

    lacks: str
    ask: str
    slot: str


class Item(Absence):
    """A check: the tags that show it, and how many levels it lifts its part."""

    id: str
    signs: tuple[str, ...]
    says: str
    anywhere: bool = False
    lifts: int = Field(default=1, ge=1, le=2)


class PartRubric(_Data):
    """How one part gets its level."""

    weight: int
    name: str
    anchors: dict[int, str]
    absent: Absence
    core: tuple[Item, ...] = Field(min_length=1, max_length=1)
    extra: tuple[Item, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """All checks, the core first."""
        return self.core + self.extra


class KindRule(_Data):
    """What a way of telling means for the grade."""

    graded: bool
    overall: bool = True
    most: dict[PartName, int] = {}
    note: str | None = None
    ask: str | None = None


class Rubric(_Data):
    """All of `rubric.yaml`."""

    version: int
    behavioural: Mapping[PartName, PartRubric]
    approach: Mapping[PartName, PartRubric]
    noise: float
    closing: str
    kinds: dict[Kind | Literal["not_english"], KindRule]

    def parts(self, strategy: StrategyKind) -> Mapping[PartName, PartRubric]:
        """The parts of a behavioural or of an approach answer."""
        return self.approach if strategy == "approach" else self.behavioural

    def weights(self, strategy: StrategyKind) -> dict[str, int]:
        """Each part's share of the overall level, in percent."""
        return {name: self.parts(strategy)[name].weight for name in PART_NAMES}


@cache
def load_rubric() -> Rubric:
    """Load and check `rubric.yaml`."""
    return Rubric.model_validate(read_yaml(_text()))


@cache
def rubric_sha256() -> str:
    """The hash of `rubric.yaml`."""
    return hashlib.sha256(_text().encode()).hexdigest()


def _text() -> str:
    return (resources.files(__package__) / "rubric.yaml").read_text("utf-8")
