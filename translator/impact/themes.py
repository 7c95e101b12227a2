"""The curated data of an impact: themes, audiences, limits and examples, checked when loaded."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from ...shipped import read_yaml
from .impact import Audience


@dataclass(frozen=True, slots=True)
class Course:
    """Something that can be done, what it costs, and who decides."""

    text: str
    trade_off: str
    who: str


@dataclass(frozen=True, slots=True)
class Theme:
    """What a group of calculators means to each audience, and what can be done."""

    id: str
    calculators: tuple[str, ...]
    so_what: Mapping[Audience, str]
    options: tuple[Course, ...]


@dataclass(frozen=True, slots=True)
class LimitCard:
    """A limit without arithmetic, and how it is recognised."""

    id: str
    title: str
    signs: tuple[re.Pattern[str], ...]
    means: str
    rules_out: str
    options: tuple[Course, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """How an audience is addressed."""

    name: str
    lead: str
    ask: str


@cache
def themes() -> Mapping[str, Theme]:
    """The theme of each calculator, by the calculator's id."""
    found = dict[str, Theme]()
    for id, raw in _raw("themes")["themes"].items():
        theme = Theme(id, tuple(raw["calculators"]), raw["so_what"], _courses(raw["options"]))
        found |= dict.fromkeys(theme.calculators, theme)
    return found


@cache
def voices() -> Mapping[Audience, Voice]:
    """How each audience is addressed."""
    return {id: Voice(**raw) for id, raw in _raw("themes")["audiences"].items()}


@cache
def limit_cards() -> Sequence[LimitCard]:
    """All limits without arithmetic."""
    return tuple(
        LimitCard(
            raw["id"],
            raw["title"],
            tuple(re.compile(sign, re.IGNORECASE) for sign in raw["signs"]),
            raw["means"],
            raw["rules_out"],
            _courses(raw["options"]),
        )
        for raw in _raw("limits")["limits"]
    )


@cache
def examples() -> Mapping[str, Sequence[str]]:
    """Texts by which each calculator is recognised, by its id."""
    return dict(_raw("examples"))


def _courses(raw: Sequence[Mapping[str, str]]) -> tuple[Course, ...]:
    return tuple(Course(**each) for each in raw)


def _raw(name: str) -> Any:
    return read_yaml((resources.files(__package__) / f"{name}.yaml").read_text("utf-8"))
