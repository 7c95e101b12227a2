"""Search: the works in which all words stand, the best first, and where they stand.

Folded texts are compared part by part (`LIKE`), which finds parts of words in any script; see
`docs/decisions/library.md` for what that costs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Float, Select, case, cast, func, select, tuple_

from ..errors import UsageError
from ..storage.schema import versions as VERSIONS
from ..storage.schema import works as WORKS
from .kinds import kind_of, kinds, read_result
from .rows import readable
from .snippets import Snippet, snippet

if TYPE_CHECKING:
    from .library import Work

MAX_WORDS, MAX_QUERY = 20, 1000
"""How many words are searched for at once, and in how many characters."""

_TITLE = 2.0
"""What a word in the title counts: more than all its places in the text, which stay under 1."""
_HALF, _LONG = 2.0, 4000.0
"""Places in a text that count half of their most, and the characters that ask for one more."""
_AT_ONCE = 100
"""How many works are read at once."""
_HEADING = re.compile(r"\A# .*\n")
"""A document's first line, which repeats the title."""


def words_of(query: str) -> list[str]:
    """Return the words of a query, folded. Raises `UsageError` for more than a search takes."""
    words = list(dict.fromkeys(query.replace("\0", "").casefold().split()))
    if len(words) > MAX_WORDS or len(query) > MAX_QUERY:
        raise UsageError(
            f"search for at most {MAX_WORDS} words in {MAX_QUERY:,} characters: take the rare ones"
        )
    return words


def select_works(user: str, words: Sequence[str], kind: str | None) -> Select[Any]:
    """Select a user's works with their newest versions: the best first, else the last changed.

    Raises `UsageError` for a kind that is none.
    """
    if kind is not None and kind not in kinds():
        raise UsageError(f"{kind!r} is no kind of work: take {', '.join(kinds())}")
    asked = newest().where(WORKS.c.user == user)
    if kind is not None:
        asked = asked.where(WORKS.c.kind == kind)
    for word in words:
        asked = asked.where(_holds(VERSIONS.c.words, word) | _holds(WORKS.c.folded, word))
    if words:
        asked = asked.order_by(sum(map(_relevance, words), start=cast(0, Float)).desc())
    return asked.order_by(WORKS.c.changed_at.desc(), WORKS.c.id)


def newest() -> Select[Any]:
    """Select the works with their newest versions, at a cost that grows with those asked for."""
    counted = select(func.max(VERSIONS.c.number)).where(VERSIONS.c.work == WORKS.c.id)
    return select(WORKS, VERSIONS.c.number).join(
        VERSIONS,
        (VERSIONS.c.work == WORKS.c.id)
        & (VERSIONS.c.number == counted.correlate(WORKS).scalar_subquery()),
    )


def snippets_of(
    db: Connection, user: str, works: Sequence[Work], words: Sequence[str]
) -> dict[str, Snippet]:
    """Return by id where the words stand below the titles of works, in one read for `_AT_ONCE`."""
    found = {}
    for first in range(0, len(works), _AT_ONCE):
        newest = [(work.id, work.versions) for work in works[first : first + _AT_ONCE]]
        asked = select(VERSIONS.c.work, VERSIONS.c.body).join(WORKS).where(WORKS.c.user == user)
        chosen = tuple_(VERSIONS.c.work, VERSIONS.c.number).in_(newest)
        for id, body in db.execute(asked.where(chosen)):
            result = read_result(json.loads(body), id)
            text = readable(kind_of(result).markdown(result))
            if pieces := snippet(_HEADING.sub("", text, count=1), words):
                found[id] = pieces
    return found


def _holds(column: ColumnElement[Any], word: str) -> ColumnElement[bool]:
    return column.contains(word, autoescape=True)


def _relevance(word: str) -> ColumnElement[float]:
    """Return what a word says for a work: its place in the title, and how often the text has it.

    The more often, the less one more counts, and the less in a long text.
    """
    length = func.length(VERSIONS.c.words)
    cut = length - func.length(func.replace(VERSIONS.c.words, word, ""))
    often = cast(cut, Float) / len(word)
    return case((_holds(WORKS.c.folded, word), _TITLE), else_=0.0) + often / (
        often + _HALF + cast(length, Float) / _LONG
    )
