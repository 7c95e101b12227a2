"""The small question: what does this sentence tell? Asked of a model, sentence by sentence.

The sentences are asked in their order, each after the earlier ones with their moves, so that an
endpoint with a prompt cache reads each once. A sentence that is only talk is forgotten before the
next is asked: so talk, wherever it stands, cannot move what is seen in the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ..llm.drive import ask
from ..llm.messages import from_turns
from ..llm.requests import Choose, Message, Prime, Usage
from ..prompts import load_prompt
from ..provenance.sentences import Span

Strategy = Literal["behavioural", "approach"]
TALK = "Talk"
MOVES: Mapping[Strategy, tuple[str, ...]] = {
    "behavioural": (
        "Setting", "Trouble", "Wish", "Duty", "Aim", "Step", "Reason", "Finding", "Option",
        "Agreement", "Outcome", "Change", "Lesson", TALK,
    ),
    "approach": (
        "Moment", "People", "Purpose", "Role", "Form", "Step", "Reason", "Option", "Ruling",
        "Product", "Decision", "Example", "Figure", TALK,
    ),
}  # fmt: skip
PREFACE: Mapping[Strategy, str] = {"behavioural": "coach.story", "approach": "coach.approach"}
_QUESTION = "coach.sentence"
_CHECK = "coach.check"


@dataclass(frozen=True, slots=True)
class MoveSeen:
    """A sentence that was read, and the probability of each move: an event while it goes on."""

    span: Span
    moves: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Heard:
    """All that the model said of an answer: moves, the checks' chances of a yes, and the cost."""

    moves: list[MoveSeen]
    checks: list[float]
    usage: Usage


def read_moves(
    spans: Sequence[Span],
    strategy: Strategy,
    is_talk: Callable[[str, Mapping[str, float]], bool] = lambda _, moves: moves[TALK] >= 0.5,
    checks: Sequence[str] = (),
) -> Generator[Any, Any, Heard]:
    """Ask for the move of each sentence, then each check of the whole; yields a `MoveSeen` each.

    `is_talk` says of a sentence and its moves whether to forget it; by default as the model does.
    Raises `ModelError` when the model fails.
    """
    asked = from_turns(load_prompt(PREFACE[strategy]).render())
    usage = yield from ask(Prime(messages=asked))
    question, seen = load_prompt(_QUESTION), list[MoveSeen]()
    for span in spans:
        turn = from_turns(question.render(sentence=span.text)[-1:])
        choice = yield from ask(Choose(messages=asked + turn, options=MOVES[strategy]))
        usage += choice.usage
        seen.append(MoveSeen(span, choice.probabilities))
        yield seen[-1]
        if not is_talk(span.text, choice.probabilities):
            asked += (*turn, Message("assistant", choice.best))
    answers = list[float]()
    for check in checks:
        turn = from_turns(load_prompt(_CHECK).render(check=check)[-1:])
        choice = yield from ask(Choose(messages=asked + turn, options=("Yes", "No")))
        usage += choice.usage
        answers.append(choice.probabilities["Yes"])
    return Heard(seen, answers, usage)


def prompts_used(strategy: Strategy) -> dict[str, str]:
    """The prompts that `read_moves` asks about sentences with: id to SHA-256."""
    return {name: load_prompt(name).sha256 for name in (PREFACE[strategy], _QUESTION)}
