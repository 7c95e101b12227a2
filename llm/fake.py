"""A scripted model for unit tests: no network, no weights, the same rules as a real one.

Replies are validated, checked and re-asked exactly as those of an endpoint, so that a test can
script a bad reply followed by a good one.
"""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import AsyncGenerator, Callable, Generator, Iterable, Mapping
from typing import Any, TypeVar, overload

from pydantic import BaseModel

from ..errors import UsageError
from .fill import Answer, fill, partial_fields
from .labels import check_options
from .requests import Choice, Choose, ModelInfo, Partial, Prime, Reply, Structured, Usage

T = TypeVar("T", bound=BaseModel)


class FakeModel:
    """Answers from a script. Implements `Model`.

    `script` is a queue of replies, or a function from a request to a reply. A reply is, for
    `Structured`, a mapping, a pydantic object or raw text; for `Choose`, a mapping from label
    to weight (`measured="logprobs"`) or one label (`measured="constrained"`); for either, an
    exception to raise. `calls` records each request in order, a re-ask as a request of its own
    whose messages tell what was wrong. A `Prime` takes no reply; `primed` records it.
    """

    def __init__(
        self,
        script: Iterable[Any] | Callable[[Choose | Structured[Any]], Any] = (),
        *,
        model: str = "fake",
    ) -> None:
        self.calls: list[Choose | Structured[Any]] = []
        self.primed: list[Prime] = []
        self._answer: Callable[[Choose | Structured[Any]], Any]
        if callable(script):
            self._answer = script
        else:
            self._queue = deque(script)
            self._answer = self._next
        self._info = ModelInfo(model, "script", "fake", "scripted replies")

    @property
    def info(self) -> ModelInfo:
        """A fake's name."""
        return self._info

    @property
    def left(self) -> int:
        """How many scripted replies nobody has asked for yet."""
        return len(self._queue) if self._answer == self._next else 0

    @overload
    def ask(self, request: Prime) -> Usage: ...
    @overload
    def ask(self, request: Choose) -> Choice: ...
    @overload
    def ask(self, request: Structured[T]) -> Reply[T]: ...
    def ask(self, request: Prime | Choose | Structured[Any]) -> Any:
        """Answer from the script. Raises `UsageError` when it has run out."""
        return list(self._steps(request))[-1]

    @overload
    async def aask(self, request: Prime) -> Usage: ...
    @overload
    async def aask(self, request: Choose) -> Choice: ...
    @overload
    async def aask(self, request: Structured[T]) -> Reply[T]: ...
    async def aask(self, request: Prime | Choose | Structured[Any]) -> Any:
        """Async form of `ask`."""
        await asyncio.sleep(0)
        return list(self._steps(request))[-1]

    def stream(self, request: Structured[T]) -> Generator[Partial | Reply[T], None, None]:
        """Yield the reply field by field, then whole."""
        return self._steps(request)

    async def astream(self, request: Structured[T]) -> AsyncGenerator[Partial | Reply[T], None]:
        """Async form of `stream`."""
        for item in self._steps(request):
            await asyncio.sleep(0)
            yield item

    def close(self) -> None:
        """Nothing to release."""

    def _steps(self, request: Prime | Choose | Structured[Any]) -> Generator[Any, None, None]:
        if isinstance(request, Prime):
            self.primed.append(request)
            yield Usage()
        elif isinstance(request, Choose):
            yield self._choose(request)
        else:
            yield (yield from fill(request, self._send))

    def _choose(self, request: Choose) -> Choice:
        check_options(request.options)
        reply = self._reply(request)
        one = isinstance(reply, str)
        weights: Mapping[str, float] = {reply: 1.0} if one else reply
        strange = set(weights) - set(request.options)
        total = sum(weights.values())
        if strange or total <= 0:
            raise UsageError(
                f"the script's reply {reply!r} does not weigh the options {request.options}"
            )
        chances = {option: weights.get(option, 0.0) / total for option in request.options}
        return Choice(chances, "constrained" if one else "logprobs", Usage(calls=1))

    def _send(self, asked: Structured[Any]) -> Generator[Partial, None, Answer]:
        reply = self._reply(asked)
        if isinstance(reply, BaseModel):
            reply = reply.model_dump(mode="json")
        text = reply if isinstance(reply, str) else json.dumps(reply)
        fields = list((partial_fields(text) or {}).items())
        for count in range(1, len(fields) + 1):
            yield Partial(dict(fields[:count]))
        return Answer(text, usage=Usage(calls=1))

    def _reply(self, request: Choose | Structured[Any]) -> Any:
        self.calls.append(request)
        reply = self._answer(request)
        if isinstance(reply, BaseException):
            raise reply
        return reply

    def _next(self, request: Choose | Structured[Any]) -> Any:
        if not self._queue:
            what = request.options if isinstance(request, Choose) else request.schema.__name__
            raise UsageError(
                f"the fake model's script has run out at call {len(self.calls)}, for {what}"
            )
        return self._queue.popleft()
