"""The curated data of the other direction: ways to build, named dates, voices; strict schema."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ...shipped import read_yaml
from ..impact.impact import Audience

WaitKind = Literal[
    "access", "labelling", "legal", "security", "procurement", "test", "store", "approval"
]
Phase = Literal["before", "beside", "after"]
Range = Annotated[tuple[float, float, float], Field(description="least, likely, most")]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _ordered(values: tuple[float, ...]) -> None:
    if list(values) != sorted(values) or values[0] < 0:
        raise ValueError(f"not in order: {values}")


class Work(_Strict):
    """A work package, in person-weeks."""

    what: str
    weeks: Range
    source: str = "practice"

    @model_validator(mode="after")
    def _check(self) -> Work:
        _ordered(self.weeks)
        return self


class Wait(Work):
    """A wait, in calendar weeks, and when it runs."""

    kind: WaitKind
    when: Phase


class Labels(_Strict):
    """How many labels a way needs, and whether they can be made for it."""

    range: tuple[int, int]
    can_be_made: bool
    source: str = "practice"


class WayCard(_Strict):
    """One way to build something, as `ways.yaml` describes it."""

    id: str
    title: str
    about: str
    work: tuple[Work, ...] = Field(min_length=1)
    waits: tuple[Wait, ...] = ()
    at_once: int = Field(ge=1, description="People who can work on it at once.")
    labels: Labels | None = None
    needs_traffic: bool = False
    launches: bool = Field(default=True, description="Whether reviews and roll-outs apply to it.")
    money: Range = (0, 0, 0)
    answers: tuple[int, int] | None = Field(default=None, description="Milliseconds of an answer.")
    gives_up: str
    data: Literal["house", "supplier", "device"]
    device: Literal["yes", "part", "no"]
    signs: tuple[str, ...] = ()
    strained: Mapping[str, str] = {}

    @model_validator(mode="after")
    def _check(self) -> WayCard:
        _ordered(self.money)
        texts = [self.title, self.about, self.gives_up, *self.strained.values()]
        texts += [w.what for w in (*self.work, *self.waits)]
        if told := [t for t in texts if re.search(r"\d", t)]:
            raise ValueError(f"a figure in a text: {told[0]}")
        return self

    def is_named_in(self, text: str) -> bool:
        """Whether a text speaks of this way."""
        return any(re.search(sign, text, re.IGNORECASE) for sign in self.signs)


class WayData(_Strict):
    """All of `ways.yaml`."""

    sources: Mapping[str, str]
    money_in: tuple[str, ...]
    ways: tuple[WayCard, ...]

    @model_validator(mode="after")
    def _check(self) -> WayData:
        if len({w.id for w in self.ways}) < len(self.ways):
            raise ValueError("two ways have one id")
        for way in self.ways:
            used = {part.source for part in (*way.work, *way.waits)}
            used |= {way.labels.source} if way.labels else set()
            if unknown := used - self.sources.keys():
                raise ValueError(f"{way.id}: no source {min(unknown)!r}")
        return self


class NamedDate(_Strict):
    """A date that has a name, by one of four rules; `end` is the last month and day of a season."""

    id: str
    signs: tuple[str, ...]
    source: str
    month: int | None = None
    day: int | None = None
    nth: int | None = None
    weekday: int | None = None
    plus: int = 0
    easter: int | None = None
    days: tuple[str, ...] = ()
    end: tuple[int, int] | None = None


class Voice(_Strict):
    """What a verdict means to one audience, by what it is about."""

    allowed: str
    tight: str
    nothing: str
    unknown: str
    budget: str
    promise: str


class Voices(_Strict):
    """All of `voices.yaml`."""

    audiences: Mapping[Audience, Voice]


@cache
def way_data() -> WayData:
    """All ways, their sources and the currencies of their money."""
    return WayData.model_validate(_raw("ways"))


@cache
def named_dates() -> tuple[NamedDate, ...]:
    """All dates that have a name."""
    return tuple(NamedDate.model_validate(each) for each in _raw("dates")["names"])


@cache
def voices() -> Mapping[Audience, Voice]:
    """What to tell each audience."""
    return Voices.model_validate(_raw("voices")).audiences


def _raw(name: str) -> Any:
    return read_yaml((resources.files(__package__) / f"{name}.yaml").read_text("utf-8"))
