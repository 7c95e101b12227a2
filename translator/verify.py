"""Verify: nothing leaves without passing the two rules.

Every quote is an exact substring at its offsets; every figure in any text is said, computed or
assumed. A part that fails is dropped visibly, never repaired.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from ..errors import BriefstarError
from ..provenance import Quote, Sources, Violation, find_numbers, scan
from .brief import Brief

_GIVEN = {"goal", "context", "title", "facts", "figures", "omissions", "provenance", "changes"}
_COMPUTED = {"consequences"}


class ProvenanceError(BriefstarError):
    """A brief holds a quote or figure that cannot be traced: a defect of ours, not of the input."""


def verify(brief: Brief, sources: Sources) -> Brief:
    """Return the brief unchanged; raise `ProvenanceError` naming what cannot be traced."""
    for quote in _quotes(brief):
        if not sources.verify(quote):
            raise ProvenanceError(f"not an exact quote of {quote.source}: {quote.text!r}")
    for figure in (f for each in brief.consequences for f in each.figures):
        if not figure.formula or not figure.inputs:
            raise ProvenanceError(f"the figure {figure.text!r} has no formula or no inputs")
    if found := untraced_figures(brief, sources):
        path, violation = found[0]
        raise ProvenanceError(f"{path}: the figure {violation.text!r} cannot be traced")
    return brief


def untraced_figures(brief: Brief, sources: Sources) -> list[tuple[str, Violation]]:
    """Return each figure of the brief's texts that cannot be traced, with its path."""
    return [
        (path, violation)
        for path, text in _texts(brief.model_dump(exclude=_GIVEN | _COMPUTED), "")
        if _holds_numbers(text)
        for violation in scan(text, brief.figures, sources=sources)
    ]


@lru_cache(maxsize=8192)  # most texts are the playbook's, the same in brief after brief
def _holds_numbers(text: str) -> bool:
    return bool(find_numbers(text))


def _texts(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            if key != "quote":
                yield from _texts(item, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _texts(item, f"{path}[{number}]")


def _quotes(value: Any) -> Iterator[Quote]:
    if isinstance(value, Quote):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _quotes(getattr(value, name))
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _quotes(item)
