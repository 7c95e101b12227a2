"""One part of an answer told anew: the answer that this makes, and what it changes."""

from __future__ import annotations

from dataclasses import dataclass

from .grade import PART_NAMES, Grade, PartName
from .rubric import load_rubric


@dataclass(frozen=True, slots=True)
class Difference:
    """Two grades of one answer. `better` is None where the difference is within the noise."""

    before: Grade
    after: Grade
    levels: dict[PartName, tuple[int | None, int | None]]
    overall: float | None
    better: bool | None


def retold(grade: Grade, part: PartName, text: str) -> str:
    """The answer with a part's sentences replaced by a new text, at the part's place."""
    place = PART_NAMES.index(part)
    kept = [s for s in grade.sentences if s.part.lower() != part]
    at = next(
        (i for i, s in enumerate(kept) if _place(s.part) > place),
        len(kept),
    )
    texts = [s.text for s in kept]
    return " ".join([*texts[:at], text.strip(), *texts[at:]])


def difference(before: Grade, after: Grade) -> Difference:
    """Compare two grades: a change of the overall level counts only beyond the grader's noise."""
    a, b = before.overall.level, after.overall.level
    change = None if a is None or b is None else round(b - a, 2)
    noise = load_rubric().noise
    better = None if change is None or abs(change) <= noise else change > 0
    if change is None and (a is None) != (b is None):
        better = b is not None
    levels = {name: (before.parts[name].level, after.parts[name].level) for name in PART_NAMES}
    return Difference(before, after, levels, change, better)


def _place(part: str) -> int:
    names = [name.capitalize() for name in PART_NAMES]
    return names.index(part) if part in names else -1
