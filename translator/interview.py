"""Ask a model small questions about one document, and remember each answer.

A question that was asked before with the same words (in the brief that is being revised) is
answered from memory: so only what depends on a changed input is asked again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Generator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

from ..llm.drive import ask
from ..llm.messages import from_turns
from ..llm.requests import Choose, Message, Prime, Structured, Usage
from ..prompts import Prompt, load_prompt
from .brief import Observation

T = TypeVar("T", bound=BaseModel)
PREFACE = "brief.preface"


class Interview:
    """The questions asked about one document, with their answers and cost."""

    def __init__(self, document: str, known: Mapping[str, Observation] | None = None) -> None:
        self.document = document
        self.observations: list[Observation] = []
        self.prompts: dict[str, str] = {}
        self.usage = Usage()
        self._known = known or {}

    def begin(self) -> Generator[Any, Any, None]:
        """Have the endpoint read the worked examples ahead, where it keeps a prompt cache."""
        self.usage += yield Prime(messages=from_turns(load_prompt(PREFACE).render()))

    def choose(
        self, prompt_id: str, options: tuple[str, ...], **values: str
    ) -> Generator[Any, Any, dict[str, float]]:
        """Return a probability for each option."""
        prompt, messages = self._prepare(prompt_id, values)
        key = _key(messages, options)
        if (seen := self._known.get(key)) is None:
            choice = yield from ask(Choose(messages=messages, options=options))
            self.usage += choice.usage
            answer = {label: round(p, 6) for label, p in choice.probabilities.items()}
            seen = Observation(key=key, prompt=prompt.id, answer=answer, measured=choice.measured)
        self.observations.append(seen)
        return {label: float(p) for label, p in seen.answer.items()}

    def fill(
        self,
        prompt_id: str,
        schema: type[T],
        *,
        max_tokens: int,
        check: Callable[[T], None] | None = None,
        stream: bool = False,
        **values: str,
    ) -> Generator[Any, Any, T]:
        """Return the filled schema; raises `ModelError` when two attempts break the rules."""
        prompt, messages = self._prepare(prompt_id, values)
        key = _key(messages, schema.model_json_schema())
        if seen := self._known.get(key):
            self.observations.append(seen)
            return schema.model_validate(seen.answer)
        reply = yield from ask(
            Structured(
                messages=messages, schema=schema, max_tokens=max_tokens, check=check, stream=stream
            )
        )
        self.usage += reply.usage
        self.observations.append(
            Observation(key=key, prompt=prompt.id, answer=reply.value.model_dump())
        )
        return reply.value

    def _prepare(
        self, prompt_id: str, values: Mapping[str, str]
    ) -> tuple[Prompt, tuple[Message, ...]]:
        prompt = load_prompt(prompt_id)
        self.prompts[prompt.id] = prompt.sha256
        return prompt, from_turns(prompt.render(document=self.document, **values))


def _key(messages: tuple[Message, ...], shape: Any) -> str:
    asked = [[m.role, m.content] for m in messages]
    return hashlib.sha256(json.dumps([asked, shape], sort_keys=True).encode()).hexdigest()
