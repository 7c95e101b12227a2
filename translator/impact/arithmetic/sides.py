"""Sides: whether a share takes a part, leaves the rest, or comes on top; as names of costs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from .asks import Asks
from .items import type_of
from .terms import Term

TAKEN: Mapping[str, Callable[[float, float], float]] = {
    "part": lambda whole, share: whole * share,
    "rest": lambda whole, share: whole * (1 - share),
    "more": lambda whole, share: whole * (1 + share),
}
"""What is taken of a whole on each side of a share."""

EITHER = frozenset({"side-turned", "side-kept", "side-kept-quality", "side-against-right"})
"""Costs by which a reading differs from one that takes the other side of what is found or right."""

_MORE = re.compile(
    r"\b(?:adds?|added|additional|extra|longer|more|higher|on top|grow\w*|grew|rise\w*|rose|"
    r"increase\w*|goes up|went up|up by|surcharge|uplift)\b",
    re.IGNORECASE,
)
_MORE_BEFORE = re.compile(
    r"\b(?:adds?|plus|extra|another|up by|grow\w* by|increase\w* by|rise\w* by)\s+(?:\w+\s+)?$"
)
_A_FURTHER = re.compile(r"\b(?:additional|extra)\s+$")
_LESS = re.compile(
    r"\b(?:less|fewer|lower|shorter|off|drop\w*|fall\w*|fell|reduc\w*|cut\w*|discount|cheaper|"
    r"saved?|saves|saving|down by|already|spent|used up|lost|goes to|is eaten|spared?|skip\w*|"
    r"removes?|takes off|without)\b",
    re.IGNORECASE,
)
_IS_LESS = re.compile(
    r"\s*(?:of \w+ \w+ )?(?:\w+ )?(?:is|are|has|goes|go|off|less|fewer|discount|shorter|lower)"
)
_REST = re.compile(
    r"\b(?:the (?:rest|remainder|others|remaining)|what (?:is|'s) left|whatever is left)\b",
    re.IGNORECASE,
)
_SOLVED = re.compile(
    r"\b(?:closes?|closed|settles?|solves?|solved|deflects?|resolves?|resolved|automat\w*)\b", re.I
)
_QUALITY = re.compile(
    r"\b(?:precision|accuracy|accurate|right|correct\w*|real|genuine|true)\b", re.IGNORECASE
)


def sides(term: Term, asks: Asks, terms: Sequence[Term]) -> list[tuple[str, list[str]]]:
    """Return the sides that a share may be on with what each costs, the likelier first."""
    text, (first, stop) = asks.text, term.clause
    ahead = text[max(first, term.start - 40) : term.start]
    behind = text[term.end : min(stop + 25, term.end + 45)]
    on_top = _MORE.search(behind[:28]) and not re.match(r"\s*of\b", behind)
    if (on_top or _MORE_BEFORE.search(ahead)) and not _A_FURTHER.search(ahead):
        return [("more", []), ("part", ["side-part-for-more"])]
    last = max(t.start for t in terms if t.kind == "share") == term.start
    if asks.gains and _SOLVED.search(text[max(first, term.start - 40) : stop]):
        return [("part", []), ("rest", ["side-against-right"])]
    if last and _REST.search(text[term.end :]):
        return [("rest", ["side-rest-said"]), ("part", ["side-part-for-rest"])]
    if term.right and not term.wrong:
        return _of_what_is_right(text[max(first, term.start - 40) : stop], asks, terms)
    if term.wrong and not term.right:
        if asks.units_right:
            return [("rest", ["side-rest-said"]), ("part", ["side-part-for-rest"])]
        return [("part", []), ("rest", ["side-against-wrong"])]
    if _LESS.search(behind[:30]) and _IS_LESS.match(behind):
        return [("rest", []), ("part", ["side-part-for-less"])]
    return [("part", []), ("rest", ["side-rest-unsaid"])]


def _of_what_is_right(near: str, asks: Asks, terms: Sequence[Term]) -> list[tuple[str, list[str]]]:
    """A share that is right or found: what is said of each, or asked, may be of the others."""
    plain = not asks.units_wrong and not asks.units_right and not asks.gains
    priced = any(type_of(t) in ("effort", "money") for t in terms)
    if plain and priced and _QUALITY.search(near):
        return [("rest", ["side-turned"]), ("part", ["side-kept-quality"])]
    if asks.units_wrong or (asks.losses and not asks.gains):
        return [("rest", ["side-turned"]), ("part", ["side-kept"])]
    return [("part", []), ("rest", ["side-against-right"])]
