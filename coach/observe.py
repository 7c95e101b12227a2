"""Observe: which part of a STAR answer each sentence is, with a probability.

The sentences are asked one by one in their order, each after the earlier ones with their labels,
so that an endpoint with a prompt cache reads every sentence once. Text of the candidate stands
only in the sentence's own turn, as data; the reply is one of five labels.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ..errors import UsageError
from ..llm.drive import ask
from ..llm.messages import from_turns
from ..llm.requests import Choose, Message, Prime
from ..prompts import load_prompt
from ..provenance import sentences
from .cues import with_cues
from .decode import PARTS, in_sequence

MAX_CHARACTERS = 12_000
"""About twelve minutes of speech."""


class LabelledSentence(BaseModel):
    """A sentence at [start, end) of the answer, its likeliest part and that part's probability."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    start: int
    end: int
    text: str
    part: Literal["Situation", "Task", "Action", "Result", "None"]
    p: float = Field(ge=0, le=1)
    probabilities: dict[str, float]


def observe_parts(answer: str) -> Generator[Any, Any, list[LabelledSentence]]:
    """Label each sentence of an answer: a pipeline for `llm.run` and `llm.arun`.

    Raises `UsageError` for an answer without words or longer than `MAX_CHARACTERS`, and
    `ModelError` when the model fails.
    """
    if not any(c.isalpha() for c in answer):
        raise UsageError("the answer has no words; say or paste what you would tell an interviewer")
    if len(answer) > MAX_CHARACTERS:
        raise UsageError(
            f"the answer has {len(answer):,} characters, more than the {MAX_CHARACTERS:,} that "
            "an interviewer would hear out; give the part that answers the question"
        )
    spans = [s for s in sentences(answer) if any(c.isalpha() for c in s.text)]
    asked = from_turns(load_prompt("coach.preface").render())
    yield from ask(Prime(messages=asked))
    question = load_prompt("coach.sentence")
    rows: list[dict[str, float]] = []
    for span in spans:
        asked += from_turns(question.render(sentence=span.text)[-1:])
        choice = yield from ask(Choose(messages=asked, options=PARTS))
        rows.append(with_cues(choice.probabilities, span.text))
        asked += (Message("assistant", max(rows[-1], key=rows[-1].__getitem__)),)
    return [
        LabelledSentence(
            start=span.start,
            end=span.end,
            text=span.text,
            part=(part := max(row, key=row.__getitem__)),
            p=round(row[part], 4),
            probabilities={name: round(p, 4) for name, p in row.items()},
        )
        for span, row in zip(spans, in_sequence(rows), strict=True)
    ]
