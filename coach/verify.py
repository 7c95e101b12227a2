"""Verify: no grade leaves with a quote or a fact that the answer does not hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..errors import BriefstarError
from ..provenance import scan, unknown_names
from .grade import Excerpt, Grade

_OWN_NAMES = ("English",)
"""Names that the rubric's own wordings hold."""


class GradeError(BriefstarError):
    """A grade holds what the answer does not: a defect of ours, not of the answer."""


def verify(grade: Grade) -> Grade:
    """Return the grade unchanged; raise `GradeError` naming what cannot be traced."""
    for quote in _excerpts(grade):
        if grade.answer[quote.start : quote.end] != quote.text:
            raise GradeError(f"not an exact quote of the answer: {quote.text!r}")
    sources = {"answer": grade.answer, "question": grade.question}
    for text in [*(line.text for line in grade.outline), grade.follow_up.text]:
        if found := scan(text, sources=sources):
            raise GradeError(f"the figure {found[0].text!r} is not in the answer")
        if names := unknown_names(text, sources, _OWN_NAMES):
            raise GradeError(f"the name {names[0].text!r} is not in the answer")
    return grade


def _excerpts(value: Any) -> Iterator[Excerpt]:
    if isinstance(value, Excerpt):
        yield value
    elif hasattr(type(value), "model_fields"):
        for name in type(value).model_fields:
            yield from _excerpts(getattr(value, name))
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _excerpts(item)
