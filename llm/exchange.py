"""The logic of talking to an OpenAI-compatible endpoint, without any I/O.

Generators that yield wire calls (and `Partial`s on the way) and return results. A transport
performs the calls, sync or async; see `openai_model`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import BaseModel

from ..errors import ModelError
from .dialect import Dialect
from .explain import explain, scrub
from .fill import Answer, fill, partial_fields, pick
from .labels import check_options, label_probabilities
from .patience import Patience, Retries
from .requests import Choice, Choose, Partial, Prime, Reply, Structured, Usage
from .wire import Chunk, Failure, ListModels, NextChunk, OpenStream, Post, Sleep

T = TypeVar("T", bound=BaseModel)


class Exchange:
    """Answers requests by yielding wire calls. Safe to use from several threads at once.

    `price` is US dollars per million prompt and completion tokens; `secret` is cut out of
    every message.
    """

    def __init__(
        self,
        model: str,
        endpoint: str,
        *,
        llama_cpp: bool = False,
        timeout: float = 120.0,
        retries: Retries | None = None,
        price: tuple[float, float] | None = None,
        secret: str | None = None,
    ) -> None:
        self._dialect = Dialect(model, llama_cpp=llama_cpp)
        self._endpoint = endpoint
        self._timeout = timeout
        self._retries = retries or Retries()
        self._price = price
        self._secret = secret

    @property
    def lacks(self) -> tuple[str, ...]:
        """What the endpoint has turned out not to take; see `Dialect`."""
        return self._dialect.lacks

    def prime(self, request: Prime) -> Generator[Any, Any, Usage]:
        """Have llama.cpp read a shared start, or find it read; nothing is sent to others."""
        if not self._dialect.llama_cpp:
            return Usage()
        answer = yield from self._send(lambda: self._dialect.body(request.messages, 1))
        return answer.usage

    def structured(
        self, request: Structured[T], *, streamed: bool = False
    ) -> Generator[Any, Any, Reply[T]]:
        """Fill a schema; with `streamed`, yield growing partials on the way."""
        return fill(request, lambda asked: self._ask(asked, streamed=streamed))

    def choose(self, request: Choose) -> Generator[Any, Any, Choice]:
        """Probabilities from the first token where the endpoint gives them, else one answer."""
        check_options(request.options)
        spent = Usage()
        if self._dialect.logprobs:
            answer = yield from self._send(
                lambda: self._dialect.body(request.messages, 1, logprobs=True, fresh=request.fresh)
            )
            spent = answer.usage
            if answer.tokens is None:
                self._dialect.logprobs = False
            elif found := label_probabilities(answer.tokens, request.options):
                return Choice(found[0], "logprobs", spent, found[1])
        return (yield from pick(request, self._ask, spent))

    def _ask(
        self, asked: Structured[Any], *, streamed: bool = False
    ) -> Generator[Any, Any, Answer]:
        return self._send(
            lambda: self._dialect.body(
                asked.messages,
                asked.max_tokens,
                schema=asked.schema,
                stream=streamed,
                fresh=asked.fresh,
            )
        )

    def _send(self, make_body: Callable[[], Mapping[str, Any]]) -> Generator[Any, Any, Answer]:
        started, sent, patience = time.perf_counter(), 0, Patience(self._retries)
        while True:
            body = make_body()
            sent += 1
            try:
                chunk = yield from self._read(body)
            except Failure as error:
                failure = error
            else:
                usage = self._priced(chunk.usage or Usage(), time.perf_counter() - started)
                return Answer(chunk.text, chunk.finish, chunk.refusal, chunk.tokens, usage, sent)
            if self._dialect.learn(failure, body):
                continue
            delay = patience.delay(failure)
            if delay is None:
                message = yield from self._explain(failure, patience.waited)
                raise ModelError(message, attempts=sent)
            yield Sleep(delay)
            if failure.kind == "dropped":
                yield Partial({})

    def _read(self, body: Mapping[str, Any]) -> Generator[Any, Any, Chunk]:
        if not body.get("stream"):
            chunk: Chunk = yield Post(body)
            return chunk
        yield OpenStream(body)
        whole, shown = Chunk(), None
        try:
            while (chunk := (yield NextChunk())) is not None:
                whole = Chunk(
                    whole.text + chunk.text,
                    chunk.finish or whole.finish,
                    (whole.refusal or "") + (chunk.refusal or "") or None,
                    usage=chunk.usage or whole.usage,
                )
                fields = partial_fields(whole.text) if chunk.text else None
                if fields is not None and fields != shown:
                    shown = fields
                    yield Partial(fields)
        except Failure as failure:
            if failure.kind in ("connection", "server", "garbled"):
                failure.kind = "dropped"
            raise
        if whole.finish is None:
            raise Failure("dropped", "the stream ended before the reply did")
        return whole

    def _priced(self, usage: Usage, seconds: float) -> Usage:
        cost = None
        if self._price is not None:
            into, out = self._price
            cost = (usage.prompt_tokens * into + usage.completion_tokens * out) / 1e6
        return replace(usage, calls=1, seconds=seconds, cost_usd=cost)

    def _explain(self, failure: Failure, waited: float) -> Generator[Any, Any, str]:
        models: Sequence[str] = ()
        if failure.kind == "missing":
            try:
                models = yield ListModels()
            except Failure:
                # The list only makes the message better.
                models = ()
        message = explain(
            failure,
            model=self._dialect.model,
            endpoint=self._endpoint,
            timeout=self._timeout,
            waited=waited,
            models=models,
        )
        return scrub(message, self._secret)
