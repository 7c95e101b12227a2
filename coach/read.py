"""Read: cut an answer into sentences with places, and set aside what can be no evidence.

Plain code: orders to the grader, what stands where a reader of the page would not see it, and
sentences said twice never reach a model nor a rubric. Nothing here judges the answer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from pydantic import BaseModel, ConfigDict

from ..errors import UsageError
from ..prompts.orders import any_of, hidden_spans, is_order
from ..provenance import sentences
from ..provenance.sentences import Span
from ..shipped import read_yaml
from . import heads

MAX_CHARACTERS = 12_000
"""About twelve minutes of speech."""

# Words that no English text of some length does without; other languages share almost none.
_COMMON = """
    the a an and or but of to in on at for with by from as that this it is was were be been had
    have has i we they he she you my our their not so if when what which who there would could
    should did do then than about into out up because after before"""
_ENGLISH = frozenset(_COMMON.split())
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


class SetAside(BaseModel):
    """A stretch [start, end) of the answer that is no evidence, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    start: int
    end: int
    reason: Literal["order to the grader", "hidden from a reader", "said before"]


@dataclass(frozen=True, slots=True)
class Reading:
    """The sentences that may be evidence, what was set aside, and whether it reads as English."""

    sentences: tuple[Span, ...]
    set_aside: tuple[SetAside, ...]
    english: bool


def check_answer(answer: str) -> None:
    """Raise `UsageError` for an answer that is empty, not text, or over `MAX_CHARACTERS`."""
    _refuse(answer, "answer")
    if not any(c.isalpha() for c in answer):
        raise UsageError("the answer has no words; say or paste what you would tell an interviewer")
    if len(answer) > MAX_CHARACTERS:
        raise UsageError(
            f"the answer has {len(answer):,} characters, more than the {MAX_CHARACTERS:,} that "
            "an interviewer would hear out; give the part that answers the question"
        )


def read_answer(answer: str) -> Reading:
    """Return the sentences of an answer. Raises `UsageError` as `check_answer` does."""
    check_answer(answer)
    hidden = hidden_spans(answer)
    aside = [SetAside(start=a, end=b, reason="hidden from a reader") for a, b in hidden]
    kept: list[Span] = []
    said: set[str] = set()
    for span in sentences(_blanked(answer, hidden)):
        if not any(c.isalpha() for c in span.text):
            continue
        plain = " ".join(_WORD.findall(span.text.casefold()))
        if is_grader_order(span.text):
            aside.append(SetAside(start=span.start, end=span.end, reason="order to the grader"))
        elif plain in said:
            aside.append(SetAside(start=span.start, end=span.end, reason="said before"))
        else:
            said.add(plain)
            kept.append(span)
    return Reading(tuple(kept), tuple(sorted(aside, key=lambda a: a.start)), is_english(answer))


def read_question(question: str) -> str:
    """Return the question on one line, without orders to the grader in it.

    Raises `UsageError` for a question that is empty, not text, or longer than 1,000 characters.
    """
    _refuse(question, "question")
    if sum(c.isalpha() for c in question) < 3:
        raise UsageError("the question has no words; give the question that the answer is for")
    if len(question) > 1_000:
        raise UsageError("the question has more than 1,000 characters; give the question alone")
    shown = _blanked(question, hidden_spans(question))
    kept = [s.text for s in sentences(shown) if not is_grader_order(s.text)]
    return " ".join(" ".join(kept).split())


def is_grader_order(text: str) -> bool:
    """Whether a sentence tells the one who grades what to do."""
    return is_order(text) or bool(_grader_orders().search(text)) or heads.is_order(text)


def is_english(text: str) -> bool:
    """Whether a text reads as English; a text of fewer than eight words gets the benefit."""
    words = [word.casefold() for word in _WORD.findall(text)]
    if len(words) < 8:
        return text.isascii() or sum(c.isascii() for c in text) > len(text) / 2
    return sum(word.split("'")[0] in _ENGLISH for word in words) >= 0.15 * len(words)


def _blanked(text: str, hidden: Sequence[tuple[int, int]]) -> str:
    """The text with line breaks in place of the hidden stretches, so that places stay."""
    for start, end in hidden:
        text = text[:start] + "\n" * (end - start) + text[end:]
    return text


def _refuse(text: str, name: str) -> None:
    controls = sum(
        c == "\ufffd" or (unicodedata.category(c) == "Cc" and c not in "\n\r\t\f") for c in text
    )
    if "\0" in text or controls > len(text) / 20:
        raise UsageError(f"the {name} is not text; save it as UTF-8 text and try again")


@cache
def _grader_orders() -> re.Pattern[str]:
    raw = read_yaml((resources.files(__package__) / "grader_orders.yaml").read_text("utf-8"))
    return any_of(raw["orders"])
