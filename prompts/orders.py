"""Sentences of a user's text that address the software instead of telling it something.

Whatever a text orders changes nothing, because it reaches a model as data only; a sentence that
is nothing but an order is set aside as well, so that it is not quoted as evidence either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources

_HIDDEN = re.compile(r"```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL)


def any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """Compile patterns into one that ignores case and begins where a word may begin."""
    return re.compile("|".join(f"(?:(?<!\\w)(?:{p}))" for p in patterns), re.IGNORECASE)


@cache
def _orders() -> re.Pattern[str]:
    import yaml

    raw = yaml.safe_load((resources.files(__package__) / "orders.yaml").read_text("utf-8"))
    return any_of(raw["orders"])


def is_order(text: str) -> bool:
    """Whether a text plainly addresses the software; see `orders.yaml` for what counts."""
    return bool(_orders().search(text))


def hidden_spans(text: str) -> list[tuple[int, int]]:
    """Return [start, end) of code fences and HTML comments: unseen by a reader of the page."""
    return [match.span() for match in _HIDDEN.finditer(text)]
