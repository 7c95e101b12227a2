"""The labelled goals that briefs are measured on, and how a split of them is chosen."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib import resources
from typing import Literal

from pydantic import BaseModel, ConfigDict

from ..errors import UsageError
from ..shipped import read_yaml

Split = Literal["tune", "held"]


class SlotLabel(BaseModel):
    """What a fact is: the slot that it fills, and of which metric, in the labeller's words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    fact: str
    slot: Literal[
        "baseline", "target", "window", "volume", "cost", "capacity", "deadline", "constraint"
    ]
    metric: str


class Goal(BaseModel):
    """One labelled goal; the head of `goals.yaml` says what each label means."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    split: Split
    goal: str
    context: str
    language: str
    kind: str
    also_ok: list[str]
    facts: list[str]
    slots: list[SlotLabel]
    injection: bool
    traps: list[str]
    note: str

    @property
    def given(self) -> str:
        """All that the brief is drafted from."""
        return f"{self.goal}\n{self.context}"


def load_goals(
    split: str = "all", *, limit: int | None = None, ids: Sequence[str] = ()
) -> list[Goal]:
    """Return the goals of a split ("tune", "held", "all"), the first `limit`, or those named.

    Raises `UsageError` for an id that is not in the split.
    """
    rows = [Goal.model_validate(row) for row in read_yaml(_text())]
    chosen = [g for g in rows if split in ("all", g.split)]
    if ids:
        known = {g.id: g for g in chosen}
        if missing := [id for id in ids if id not in known]:
            raise UsageError(f"there is no goal {missing[0]!r} in the split {split!r}")
        chosen = [known[id] for id in ids]
    return chosen[:limit]


def goals_sha256() -> str:
    """Return the hash of the labelled goals, so that a result can name its data."""
    return hashlib.sha256(_text().encode()).hexdigest()


def _text() -> str:
    return (resources.files(__package__) / "goals.yaml").read_text("utf-8")
