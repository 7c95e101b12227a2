"""Who asks in a practice session: `personas.yaml` as values, and which line comes next."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from importlib import resources

from pydantic import BaseModel, ConfigDict

from ..errors import UsageError
from ..shipped import read_yaml


class Persona(BaseModel):
    """An interviewer's title and lines; see `personas.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: str
    greeting: str
    ask: tuple[str, ...]
    probe: tuple[str, ...]
    thanks: tuple[str, ...]
    nothing: tuple[str, ...]
    closing: str


def load_persona(id: str) -> Persona:
    """Return a persona; raises `UsageError` for an unknown id."""
    if id not in personas():
        raise UsageError(f"no persona {id!r}; there are: {', '.join(personas())}")
    return personas()[id]


@cache
def personas() -> dict[str, Persona]:
    """All personas by id."""
    raw = read_yaml((resources.files(__package__) / "personas.yaml").read_text("utf-8"))
    return {entry["id"]: Persona.model_validate(entry) for entry in raw}


def line(lines: tuple[str, ...], said: Collection[str]) -> str:
    """The first line that none of the texts said before begins with; the lines again after all.

    An empty line is for the very first time only.
    """
    fresh = [each for each in lines if each and not any(t.startswith(each) for t in said)]
    if not said and "" in lines:
        return ""
    real = [each for each in lines if each]
    return fresh[0] if fresh else real[len(said) % len(real)]
