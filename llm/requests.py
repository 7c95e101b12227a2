"""What can be asked of a model, and what comes back: plain values, no I/O.

Pipelines are generators that yield these requests; `drive.run` and `drive.arun` send them,
so that one pipeline serves sync and async callers alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel

T = TypeVar("T", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Message:
    """One chat message."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Usage:
    """What calls cost: tokens, wall seconds, US dollars where the price is known."""

    calls: int = 0
    prompt_tokens: int = 0
    cached_tokens: int = 0
    completion_tokens: int = 0
    seconds: float = 0.0
    cost_usd: float | None = None

    def __add__(self, other: Usage) -> Usage:
        costs = [c for c in (self.cost_usd, other.cost_usd) if c is not None]
        return Usage(
            self.calls + other.calls,
            self.prompt_tokens + other.prompt_tokens,
            self.cached_tokens + other.cached_tokens,
            self.completion_tokens + other.completion_tokens,
            self.seconds + other.seconds,
            sum(costs) if costs else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Prime:
    """Read these messages ahead: the start that all following requests of a job share.

    An endpoint that keeps a prompt cache then answers them faster, and from one and the same
    state, so that a job repeats exactly. Elsewhere nothing happens. The result is a `Usage`.
    """

    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choose:
    """Pick one of a few short labels. `fresh` drops the endpoint's prompt cache first."""

    messages: tuple[Message, ...]
    options: tuple[str, ...]
    fresh: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Structured(Generic[T]):
    """Fill a schema.

    `check` may raise `CheckFailed`, whose message is sent back once. `stream` asks for
    growing partials on the way.
    """

    messages: tuple[Message, ...]
    schema: type[T]
    max_tokens: int = 512
    check: Callable[[T], None] | None = None
    stream: bool = False
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """Probabilities over the options, summing to one.

    `measured` says how: `logprobs` from the token probabilities, or `constrained` from one
    constrained answer (then the picked option has probability one, which is not a confidence).
    An option that the endpoint did not list among its likeliest tokens has probability zero.
    `mass` is the share of the model's probability that fell on the options before they were
    made to sum to one: a low one means that the model wanted to say something else.
    """

    probabilities: Mapping[str, float]
    measured: Literal["logprobs", "constrained"]
    usage: Usage = field(default_factory=Usage)
    mass: float | None = None

    @property
    def best(self) -> str:
        """The most probable option."""
        return max(self.probabilities, key=lambda k: self.probabilities[k])


@dataclass(frozen=True, slots=True)
class Reply(Generic[T]):
    """A filled schema, how many calls it took (2 after a re-ask) and what they cost."""

    value: T
    usage: Usage
    attempts: int = 1


@dataclass(frozen=True, slots=True)
class Partial:
    """A growing reply: the fields that have arrived so far, the last one possibly unfinished."""

    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """Which model answers, where, and why it was chosen. Holds no secret."""

    model: str
    endpoint: str
    kind: Literal["openai", "embedded", "langchain", "fake"]
    reason: str = ""
    revision: str | None = None
