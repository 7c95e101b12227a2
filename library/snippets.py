"""A snippet: the passage of a text in which the most of the searched words stand together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

WIDTH = 120
"""Characters of a snippet, about; it begins and ends between words."""

_LEAD = 40
_MARKS = re.compile(r"(?m)^[ \t]*(?:#{1,6} |[-*>] |\d+\. |\|[ :|-]+\|$)|\*\*|[|`]")
"""Markdown's own marks, which nobody searches for."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a snippet; `found` where it is a searched word."""

    text: str
    found: bool = False


Snippet = tuple[Piece, ...]


def plain(snippet: Snippet) -> str:
    """Return a snippet as plain text."""
    return "".join(piece.text for piece in snippet)


def snippet(markdown: str, words: Sequence[str]) -> Snippet | None:
    """Return the best passage on one line, or None where none of the folded words stands in it."""
    text = " ".join(_MARKS.sub(" ", markdown).split())
    places = sorted(_places(text, words))
    if not places:
        return None
    begin, end = _window(text, places)
    return tuple(_pieces(text, places, begin, end))


def _places(text: str, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield begin, end and word of each place, in the text as it is written.

    A folded letter may be longer than the letter, as “ss” for “ß”, so places are counted back.
    """
    folded, origin = text.casefold(), None
    if len(folded) != len(text):
        origin = [at for at, letter in enumerate(text) for _ in letter.casefold()]
    for word in words:
        at = folded.find(word)
        while at >= 0:
            last = at + len(word) - 1
            begin, end = (at, last + 1) if origin is None else (origin[at], origin[last] + 1)
            yield begin, end, word
            at = folded.find(word, last + 1)


def _window(text: str, places: Sequence[tuple[int, int, str]]) -> tuple[int, int]:
    """Return the passage with the most different words, the first of several."""
    wanted = len({word for _, _, word in places})
    best, most = 0, 0
    for number, (begin, _, _) in enumerate(places):
        until = begin + WIDTH - 2 * _LEAD
        near = set()
        for at, _, word in islice(places, number, None):
            if at >= until:
                break
            near.add(word)
        if len(near) > most:
            best, most = begin, len(near)
        if most == wanted:
            break
    begin = max(0, best - _LEAD)
    if begin and (space := text.find(" ", begin, best)) >= 0:
        begin = space + 1
    end = min(len(text), begin + WIDTH)
    if end < len(text) and (space := text.rfind(" ", best, end)) >= 0:
        end = space
    return begin, end


def _pieces(
    text: str, places: Sequence[tuple[int, int, str]], begin: int, end: int
) -> Iterator[Piece]:
    if begin:
        yield Piece("…")
    at = begin
    for first, last, _ in places:
        if first < at or first >= end:
            continue
        if first > at:
            yield Piece(text[at:first])
        yield Piece(text[first : min(last, end)], found=True)
        at = min(last, end)
    if at < end:
        yield Piece(text[at:end])
    if end < len(text):
        yield Piece("…")
