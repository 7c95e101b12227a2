"""What the model may answer: small schemas whose patterns leave no room for figures.

The patterns are honoured while the text is generated (llama.cpp, strict schemas elsewhere) and
checked again here.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

_WORD = r"A-Za-zÀ-ÖØ-öø-ÿ"


def _prose(shortest: int, longest: int, *, start: str = f"[{_WORD}]", end: str = "") -> str:
    """A pattern for plain words and commas: no digit, mark, quote, bracket or sentence end."""
    return rf"^{start}[{_WORD} ,'’/-]{{{shortest},{longest}}}{end}$"


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Outcome(_Answer):
    """The goal as an outcome."""

    outcome: Annotated[str, Field(pattern=_prose(14, 170, start="[A-Z]", end=r"\."))]


class Terms(_Answer):
    """The goal's own words for the three slots of a playbook card."""

    user: Annotated[str, Field(pattern=_prose(1, 32))]
    item: Annotated[str, Field(pattern=_prose(1, 32))]
    operator: Annotated[str, Field(pattern=_prose(1, 32))]


class Measure(_Answer):
    """What a figure measures."""

    measure: Annotated[str, Field(pattern=_prose(3, 80))]
