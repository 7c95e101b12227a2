"""Ideas ranked by business impact against effort: pure code over what was given, no model."""

from __future__ import annotations

from .sources import Source
from .types import Ranking

__all__ = ["Ranking", "Source", "rank_ideas"]


def rank_ideas(source: Source, *, seed: int = 7) -> Ranking:
    """Rank ideas by expected impact per person-week, with ranges and what could change the order.

    `source` is a file as a `Path`, the text of one as a `str`, a mapping with `ideas`, or a list
    of ideas, briefs or briefs' files. Raises `UsageError` in one line that says what to do.
    """
    from .rank import rank
    from .read import read

    return rank(read(source), seed)
