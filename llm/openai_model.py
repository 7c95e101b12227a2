"""A model behind any OpenAI-compatible endpoint, through the openai SDK's chat completions.

This file is the transport: it performs the wire calls of `exchange`, sync and async.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Generator, Mapping
from contextlib import aclosing, closing
from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

from pydantic import BaseModel, SecretStr

from .clients import Clients
from .decode import read_chunk, read_completion, read_failure, read_models
from .exchange import Exchange
from .explain import shown_url
from .patience import Retries
from .requests import Choice, Choose, ModelInfo, Partial, Prime, Reply, Structured, Usage
from .wire import Failure, ListModels, NextChunk, OpenStream, Post, Sleep

if TYPE_CHECKING:
    import httpx2

T = TypeVar("T", bound=BaseModel)


class OpenAIModel:
    """Answers requests through `{base_url}/chat/completions`. Implements `Model`.

    `timeout` is in seconds, for a whole reply or, when streaming, for each wait. `prices` are
    US dollars per million (prompt, completion) tokens by model name; cached tokens are counted
    as prompt tokens. `llama_cpp` says that the endpoint is llama.cpp's server, which then may
    reuse its prompt cache unless a request is `fresh`. May be shared by threads and used from
    any event loop.
    """

    def __init__(
        self,
        base_url: str,
        api_key: str | SecretStr | None,
        model: str,
        *,
        timeout: float = 120.0,
        prices: Mapping[str, tuple[float, float]] | None = None,
        http_client: httpx2.Client | None = None,
        async_http_client: httpx2.AsyncClient | None = None,
        llama_cpp: bool = False,
        retries: Retries | None = None,
        kind: Literal["openai", "embedded"] = "openai",
        reason: str = "",
        revision: str | None = None,
    ) -> None:
        key = SecretStr(api_key) if isinstance(api_key, str) else api_key
        self._info = ModelInfo(model, shown_url(base_url), kind, reason, revision)
        self._clients = Clients(base_url, key, timeout, http_client, async_http_client)
        self._exchange = Exchange(
            model,
            self._info.endpoint,
            llama_cpp=llama_cpp,
            timeout=timeout,
            retries=retries,
            price=(prices or {}).get(model),
            secret=key.get_secret_value() if key else None,
        )

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._info.model!r} at {self._info.endpoint!r})"

    @property
    def info(self) -> ModelInfo:
        """Which model this is, for provenance."""
        return self._info

    @property
    def lacks(self) -> tuple[str, ...]:
        """Parameters that the endpoint has turned out not to take, such as `logprobs`."""
        return self._exchange.lacks

    @overload
    def ask(self, request: Prime) -> Usage: ...
    @overload
    def ask(self, request: Choose) -> Choice: ...
    @overload
    def ask(self, request: Structured[T]) -> Reply[T]: ...
    def ask(self, request: Prime | Choose | Structured[Any]) -> Any:
        """Send a request and wait for its result. Raises `ModelError`."""
        with closing(self._perform(self._steps(request))) as items:
            return [item for item in items if not isinstance(item, Partial)][-1]

    @overload
    async def aask(self, request: Prime) -> Usage: ...
    @overload
    async def aask(self, request: Choose) -> Choice: ...
    @overload
    async def aask(self, request: Structured[T]) -> Reply[T]: ...
    async def aask(self, request: Prime | Choose | Structured[Any]) -> Any:
        """Async form of `ask`."""
        async with aclosing(self._aperform(self._steps(request))) as items:
            return [item async for item in items if not isinstance(item, Partial)][-1]

    def stream(self, request: Structured[T]) -> Generator[Partial | Reply[T], None, None]:
        """Yield growing partials, then the reply. Closing it early cancels the request."""
        return self._perform(self._steps(request, streamed=True))

    def astream(self, request: Structured[T]) -> AsyncGenerator[Partial | Reply[T], None]:
        """Async form of `stream`."""
        return self._aperform(self._steps(request, streamed=True))

    def close(self) -> None:
        """Close the connections; safe to call twice."""
        self._clients.close()

    async def aclose(self) -> None:
        """Close the connections of the running loop too."""
        await self._clients.aclose()

    def _steps(
        self, request: Prime | Choose | Structured[Any], *, streamed: bool = False
    ) -> Generator[Any, Any, Any]:
        if isinstance(request, Prime):
            return self._exchange.prime(request)
        if isinstance(request, Choose):
            return self._exchange.choose(request)
        return self._exchange.structured(request, streamed=streamed)

    def _perform(self, steps: Generator[Any, Any, Any]) -> Generator[Any, None, None]:
        """Perform wire calls; yield the partials, then the result."""
        opened: Any = None
        outcome: Any = None
        try:
            while True:
                call = steps.throw(outcome) if isinstance(outcome, Failure) else steps.send(outcome)
                outcome = None
                try:
                    if isinstance(call, Partial):
                        yield call
                    elif isinstance(call, Post):
                        chat = self._clients.sync().chat.completions
                        outcome = read_completion(chat.create(**call.body))
                    elif isinstance(call, OpenStream):
                        opened = self._clients.sync().chat.completions.create(**call.body)
                    elif isinstance(call, NextChunk):
                        outcome = read_chunk(next(opened, None))
                    elif isinstance(call, Sleep):
                        time.sleep(call.seconds)
                    elif isinstance(call, ListModels):
                        outcome = read_models(self._clients.sync().models.list())
                except Exception as error:
                    outcome = read_failure(error)
        except StopIteration as stop:
            result = stop.value
        finally:
            steps.close()
            if opened is not None:
                opened.close()
        yield result

    async def _aperform(self, steps: Generator[Any, Any, Any]) -> AsyncGenerator[Any, None]:
        """Async form of `_perform`."""
        opened: Any = None
        outcome: Any = None
        try:
            client = await self._clients.for_loop()
            while True:
                call = steps.throw(outcome) if isinstance(outcome, Failure) else steps.send(outcome)
                outcome = None
                try:
                    if isinstance(call, Partial):
                        yield call
                    elif isinstance(call, Post):
                        outcome = read_completion(await client.chat.completions.create(**call.body))
                    elif isinstance(call, OpenStream):
                        opened = await client.chat.completions.create(**call.body)
                    elif isinstance(call, NextChunk):
                        outcome = read_chunk(await anext(opened, None))
                    elif isinstance(call, Sleep):
                        await asyncio.sleep(call.seconds)
                    elif isinstance(call, ListModels):
                        outcome = read_models(await client.models.list())
                except Exception as error:
                    outcome = read_failure(error)
        except StopIteration as stop:
            result = stop.value
        finally:
            steps.close()
            if opened is not None:
                await opened.close()
        yield result
