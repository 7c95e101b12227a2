"""Read: turn goal, context and answers into sentences with places, without any model.

Refuses what cannot be a goal, sets aside orders addressed to the software, and says what was
cut. Nothing here decides anything about the project.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pydantic import BaseModel, ConfigDict

from ..errors import UsageError
from ..prompts.orders import any_of, hidden_spans, is_order
from ..provenance import Number, Quote, Sources, find_numbers, sentences
from ..shipped import read_yaml

MAX_CHARACTERS = 400_000  # about 150 pages
_MIN_LETTERS = 3
_TAGS = re.compile(r"(?:\s*<\s*/?\s*[a-z_]{1,20}\s*>\s*)+", re.IGNORECASE)
_NOT_FOLLOWED = "addresses the software instead of describing the project; not followed"


class Omission(BaseModel):
    """A stretch of the input that was not used, and why: cut visibly, never silently."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the input, where it stands, its figures and what it is about."""

    quote: Quote
    numbers: tuple[Number, ...]
    topic: str

    @property
    def text(self) -> str:
        """The sentence, word for word."""
        return self.quote.text


@dataclass(frozen=True, slots=True)
class Material:
    """All that the user gave: sources, usable sentences, and what was set aside."""

    sources: Sources
    sentences: tuple[Sentence, ...]
    omissions: tuple[Omission, ...]

    def of(self, label: str) -> tuple[Sentence, ...]:
        """Return the usable sentences of one source."""
        return tuple(s for s in self.sentences if s.quote.source == label)


@cache
def cues() -> Mapping[str, Mapping[str, re.Pattern[str]]]:
    """Load `cues.yaml`: topic → compiled pattern, grouped under `topics` and `words`."""
    raw = read_yaml((resources.files(__package__) / "cues.yaml").read_text("utf-8"))

    topics = {name: any_of(patterns) for name, patterns in raw.pop("topics").items()}
    return {"topics": topics, "words": {name: any_of(p) for name, p in raw.items()}}


def read(goal: str, context: str = "", answers: Mapping[str, str] | None = None) -> Material:
    """Return the material of a brief; raise `UsageError` for what cannot be a goal."""
    labelled = {"goal": goal, "context": context}
    labelled |= {f"answer:{key}": text for key, text in (answers or {}).items()}
    for label, text in labelled.items():
        _refuse_unreadable(label, text)
    if sum(c.isalpha() for c in goal) < _MIN_LETTERS:
        raise UsageError(
            "the goal has no words; give it as a sentence, such as: Improve user engagement"
        )
    sources = Sources({k: v for k, v in labelled.items() if v.strip() or k == "goal"})
    kept: list[Sentence] = []
    omitted: list[Omission] = []
    for label, text in sources.items():
        hidden = _hidden_orders(text)
        omitted += [
            Omission(source=label, start=start, end=end, reason=_NOT_FOLLOWED)
            for start, end in hidden
        ]
        for span in sentences(text):
            # A forged tag at the front says nothing about the sentence behind it.
            tags = _TAGS.match(span.text)
            start = span.start + (tags.end() if tags else 0)
            if start == span.end or any(a < span.end and start < b for a, b in hidden):
                continue
            quote = sources.quote(label, start, span.end)
            if _is_order(quote.text):
                omitted.append(
                    Omission(source=label, start=start, end=span.end, reason=_NOT_FOLLOWED)
                )
            elif any(c.isalpha() for c in quote.text):
                numbers = tuple(find_numbers(quote.text))
                kept.append(Sentence(quote, numbers, topic_of(quote.text)))
    if not any(s.quote.source == "goal" for s in kept):
        raise UsageError(
            "the goal only gives orders to the software; say what should get better, and for whom"
        )
    return Material(sources, tuple(kept), tuple(omitted))


def _is_order(text: str) -> bool:
    return is_order(text) or bool(cues()["words"]["orders"].search(text))


def _hidden_orders(text: str) -> list[tuple[int, int]]:
    """Return the code fences and comments that hold orders or set fields of a brief."""
    fields = cues()["words"]["fields"]
    return [
        (start, end)
        for start, end in hidden_spans(text)
        if _is_order(text[start:end]) or fields.search(text[start:end])
    ]


def topic_of(text: str) -> str:
    """Return what a sentence is about: a topic of `cues.yaml`, or `background`."""
    for topic, pattern in cues()["topics"].items():
        if pattern.search(text):
            return topic
    return "background"


def _refuse_unreadable(label: str, text: str) -> None:
    name = label.replace("answer:", "answer to ")
    if len(text) > MAX_CHARACTERS:
        raise UsageError(
            f"the {name} has {len(text):,} characters, more than the {MAX_CHARACTERS:,} that fit; "
            "give the part that matters"
        )
    unreadable = sum(
        c == "\ufffd" or (unicodedata.category(c) == "Cc" and c not in "\n\r\t\f") for c in text
    )
    if "\0" in text or unreadable > len(text) / 20:
        raise UsageError(f"the {name} is not text; save it as UTF-8 text and try again")
