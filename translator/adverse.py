"""Observe without a model: whether a measure counts what nobody wants."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from ..shipped import read_yaml


def is_adverse(measure: str) -> bool:
    """Whether a measure's words speak of what is to become less: late, lost, cancelled, wrong."""
    return bool(_pattern().search(measure.lower()))


@cache
def _pattern() -> re.Pattern[str]:
    raw = read_yaml((resources.files(__package__) / "adverse.yaml").read_text("utf-8"))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, raw['adverse']))})")
