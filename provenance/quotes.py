"""Quotes: exact substrings of a labelled source, with their place.

`Sources` holds what the user said (goal, context, answers) under labels; a `Quote` points into
it. `locate` forgives white space, quotation marks, dashes and case in what it is asked for, but
always returns the original characters. Pure; imports only `briefstar.errors` and `sentences`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ..errors import UsageError

_LOOKALIKES = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")


class Quote(BaseModel):
    """`text` stands at [start, end) of the source named `source` ("goal", "answer:baseline")."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str = Field(min_length=1)
    start: int = Field(ge=0)
    end: int
    text: str = Field(min_length=1)

    @model_validator(mode="after")
    def _length(self) -> Quote:
        if self.end - self.start != len(self.text):
            raise ValueError("a quote's text must be as long as its offsets say")
        return self


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text folded for tolerant search: character i of `text` came from `origin[i]`."""

    text: str
    origin: list[int]


def _fold(text: str, *, case: bool) -> _Folded:
    chars: list[str] = []
    origin: list[int] = []
    for at, char in enumerate(text):
        if char in _INVISIBLE:
            continue
        if char.isspace():
            if chars and chars[-1] != " ":
                chars.append(" ")
                origin.append(at)
            continue
        if char < "\x80" and char != "`":
            folded = char.lower() if case else char
        else:
            folded = unicodedata.normalize("NFKD", char.translate(_LOOKALIKES))
            folded = folded.translate(_LOOKALIKES).replace("…", "...")
            if case:
                folded = folded.casefold()
        for piece in folded:
            chars.append(piece)
            origin.append(at)
    return _Folded("".join(chars), origin)


def _splits(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether a cut at these offsets falls inside a word, and inside a number."""
    word = number = False
    for at in (start, end):
        if not 0 < at < len(text):
            continue
        left, right = text[at - 1], text[at]
        if left.isdigit() and right.isdigit():
            number = True
        elif left.isdigit() and right in ".,":
            number |= text[at + 1 : at + 2].isdigit()
        elif left in ".," and right.isdigit():
            number |= text[at - 2 : at - 1].isdigit()
        # Scripts without spaces have no word edges to respect.
        word |= left.isalnum() and right.isalnum() and max(left, right) < "\u0e00"
    return word, number


class Sources(Mapping[str, str]):
    """Labelled source texts, immutable: what every quote and said figure points into."""

    def __init__(self, texts: Mapping[str, str] | None = None, /, **more: str) -> None:
        self._texts = {**(texts or {}), **more}
        self._folds: dict[tuple[str, bool], _Folded] = {}

    def __getitem__(self, label: str) -> str:
        return self._texts[label]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __repr__(self) -> str:
        return f"Sources({', '.join(f'{k}: {len(v)} characters' for k, v in self.items())})"

    def with_source(self, label: str, text: str) -> Sources:
        """A copy with one more source (or another text under a label)."""
        return Sources({**self._texts, label: text})

    def quote(self, label: str, start: int, end: int) -> Quote:
        """The quote at [start, end) of a source; `UsageError` if there is no such place."""
        text = self._texts.get(label)
        if text is None:
            known = ", ".join(self._texts) or "none"
            raise UsageError(f"there is no source {label!r}; known are: {known}")
        if not 0 <= start < end <= len(text):
            raise UsageError(f"{label!r} has {len(text)} characters, not [{start}, {end})")
        return Quote(source=label, start=start, end=end, text=text[start:end])

    def verify(self, quote: Quote) -> bool:
        """Whether the quote is exactly what its source says at its offsets."""
        text = self._texts.get(quote.source)
        return text is not None and text[quote.start : quote.end] == quote.text

    def locate(self, text: str, *, label: str | None = None) -> Quote | None:
        """Find a text in the sources (or in one), in the order of the sources; None if absent.

        Tried in turn: exact at word edges; the same words with other white space, quotation
        marks, dashes or case; that without the asked text's own quotation marks and final
        punctuation; exact in the middle of a word. Never cuts a number in two.
        """
        labels = [label] if label is not None else list(self._texts)
        labels = [name for name in labels if name in self._texts]
        wanted = text.strip()
        if not wanted:
            return None
        for name in labels:
            if found := self._exact(name, wanted, inside_words=False):
                return found
        trimmed = wanted.strip("\"'“”„‟«»‘’‚‛`*_ ").rstrip(".,;:!?…").rstrip("\"'”»’ ")
        for tolerant in dict.fromkeys((wanted, trimmed)):
            for name in labels:
                if tolerant and (found := self._tolerant(name, tolerant, case=True)):
                    return found
        for name in labels:
            if found := self._exact(name, wanted, inside_words=True):
                return found
        return None

    def contains(self, text: str) -> bool:
        """Whether a text stands in a source, white space and typographic marks aside."""
        return any(self._tolerant(name, text.strip(), case=False) for name in self._texts)

    def _exact(self, label: str, wanted: str, *, inside_words: bool) -> Quote | None:
        text = self._texts[label]
        start = text.find(wanted)
        while start >= 0:
            word, number = _splits(text, start, start + len(wanted))
            if not number and (inside_words or not word):
                return self.quote(label, start, start + len(wanted))
            start = text.find(wanted, start + 1)
        return None

    def _tolerant(self, label: str, wanted: str, *, case: bool) -> Quote | None:
        key = (label, case)
        if key not in self._folds:
            self._folds[key] = _fold(self._texts[label], case=case)
        folded = self._folds[key]
        needle = _fold(wanted, case=case).text.strip()
        text = self._texts[label]
        at = folded.text.find(needle) if needle else -1
        while at >= 0:
            start, end = folded.origin[at], folded.origin[at + len(needle) - 1] + 1
            while end < len(text) and unicodedata.combining(text[end]):
                end += 1
            if not any(_splits(text, start, end)):
                return self.quote(label, start, end)
            at = folded.text.find(needle, at + 1)
        return None
