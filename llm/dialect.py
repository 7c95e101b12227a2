"""What one endpoint accepts: the body of a request, and what its refusals teach. No I/O.

Endpoints that call themselves OpenAI-compatible differ in a few parameters. The first request
uses them all; when a 400 names one that is not supported, it is dropped or renamed, and that is
remembered for as long as the model object lives.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from .requests import Message
from .schema import response_format, with_schema
from .wire import Failure

SEED = 7
"""One seed everywhere, so that what can be repeated is."""

THINKING_ROOM = 4096
"""Tokens added for models whose hidden reasoning counts against the limit."""

_COMPLAINT = re.compile(
    r"support|recogni|unknown|unexpected|permitted|allowed|invalid|extra|default|unavailable"
    r"|not available|deprecated|must be|less than|at most|maximum|use '"
)
_OVERFLOW = re.compile(
    r"context[_ ](length|size|window)|exceed_context|maximum context|prompt is too long"
    r"|too many tokens|available context"
)
_DROPPABLE = ("temperature", "seed", "stream_options")


def overflows(failure: Failure) -> bool:
    """Whether an endpoint refused a prompt because it does not fit the context window."""
    return failure.kind in ("refused", "server") and bool(_OVERFLOW.search(_words(failure)))


class Dialect:
    """Builds bodies for one endpoint and model, and learns from refusals."""

    def __init__(self, model: str, *, llama_cpp: bool = False) -> None:
        self.model = model
        self.logprobs = True
        self.llama_cpp = llama_cpp
        self._top = 20
        self._dropped: set[str] = set()
        self._limit = "max_tokens"
        self._loose: set[str] = set()
        self._in_words = False

    @property
    def lacks(self) -> tuple[str, ...]:
        """What the endpoint has turned out not to take, by the names of the parameters."""
        lacking = set(self._dropped)
        if not self.logprobs:
            lacking.add("logprobs")
        if self._limit != "max_tokens":
            lacking.add("max_tokens")
        if self._in_words:
            lacking.add("json_schema")
        elif self._loose:
            lacking.add("strict")
        return tuple(sorted(lacking))

    def body(
        self,
        messages: Sequence[Message],
        room: int,
        *,
        schema: type[BaseModel] | None = None,
        logprobs: bool = False,
        stream: bool = False,
        fresh: bool = False,
    ) -> Mapping[str, Any]:
        """The arguments of a chat-completions call, `room` being the most tokens to write."""
        if schema is not None and self._in_words:
            messages = with_schema(messages, schema)
        thinks = self._limit == "max_completion_tokens"
        out: dict[str, Any] = {
            "model": self.model,
            "messages": [{"role": m.role, "content": m.content} for m in messages],
            self._limit: room + (THINKING_ROOM if thinks else 0),
            "temperature": 0,
            "seed": SEED,
        }
        if schema is not None and not self._in_words:
            out["response_format"] = response_format(schema, schema.__name__ not in self._loose)
        if logprobs and self.logprobs:
            out |= {"logprobs": True, "top_logprobs": self._top}
        if stream:
            out |= {"stream": True, "stream_options": {"include_usage": True}}
        if self.llama_cpp:
            out["extra_body"] = {"cache_prompt": not fresh}
        return {key: value for key, value in out.items() if key not in self._dropped}

    def learn(self, failure: Failure, body: Mapping[str, Any]) -> bool:
        """Take note of a parameter that was refused; False when there is nothing to learn."""
        words = _words(failure)
        if failure.kind != "refused" or overflows(failure) or not _COMPLAINT.search(words):
            return False
        if "max_tokens" in body and _names("max_tokens", words):
            self._limit = "max_completion_tokens"
            return True
        if "logprobs" in body and _names("(top_)?logprobs", words):
            if _names("top_logprobs", words) and self._top > 5:
                self._top = 5
            else:
                self.logprobs = False
            return True
        if "response_format" in body and _names("response_format|json_schema|schema", words):
            return self._loosen(body["response_format"]["json_schema"]["name"])
        for name in _DROPPABLE:
            if name in body and _names(name, words):
                self._dropped.add(name)
                return True
        return False

    def _loosen(self, name: str) -> bool:
        # llama.cpp takes every schema that its grammar can express; its refusal names a real
        # fault of the schema, which must not be hidden.
        if self.llama_cpp:
            return False
        if name in self._loose:
            self._in_words = True
        self._loose.add(name)
        return True


def _words(failure: Failure) -> str:
    return f"{failure.param or ''} {failure.detail}".lower()


def _names(pattern: str, words: str) -> bool:
    return re.search(rf"(?<![a-z_])({pattern})(?![a-z_])", words) is not None
