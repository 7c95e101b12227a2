"""A model behind any LangChain chat model that a caller brings.

The chat model's own settings hold: its temperature, its retries, its time limit. Its limit of
tokens is raised when a request needs more, never lowered.
"""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator, Generator, Mapping, Sequence
from contextlib import aclosing, closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar, overload

from pydantic import BaseModel

from ..errors import ModelError
from .explain import scrub
from .fill import Answer, fill, partial_fields, pick
from .labels import check_options, label_probabilities
from .langchain_read import read_cut_off, read_message
from .messages import to_langchain
from .requests import (
    Choice,
    Choose,
    Message,
    ModelInfo,
    Partial,
    Prime,
    Reply,
    Structured,
    Usage,
)
from .schema import strict_schema, with_schema

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage
    from langchain_core.runnables import Runnable

T = TypeVar("T", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class _Invoke:
    """What a transport performs: messages to a runnable; the outcome is a message."""

    runnable: Runnable[Any, BaseMessage]
    messages: list[BaseMessage]
    streamed: bool = False


class LangChainModel:
    """Answers requests through a LangChain chat model. Implements `Model`.

    Schemas go through `with_structured_output(method="json_schema")` where the chat model has
    it, else into the prompt. Choices are read from log-probabilities where the replies carry
    them, else from one constrained answer.
    """

    def __init__(self, chat: BaseChatModel, *, reason: str = "given by the caller") -> None:
        self._chat = chat
        self._logprobs = True
        name = getattr(chat, "model_name", None) or getattr(chat, "model", None)
        kind = type(chat).__name__
        self._info = ModelInfo(str(name or kind), f"LangChain {kind}", "langchain", reason)

    def __repr__(self) -> str:
        return f"LangChainModel({self._info.model!r} of {self._info.endpoint!r})"

    @property
    def info(self) -> ModelInfo:
        """Which model this is, for provenance."""
        return self._info

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
        """Nothing to release: the chat model is the caller's."""

    def _steps(
        self, request: Prime | Choose | Structured[Any], *, streamed: bool = False
    ) -> Generator[Any, Any, Any]:
        if isinstance(request, Prime):
            return _nothing()
        if isinstance(request, Choose):
            return self._choose(request)
        return fill(request, lambda asked: self._fill_once(asked, streamed=streamed))

    def _choose(self, request: Choose) -> Generator[Any, Any, Choice]:
        check_options(request.options)
        spent, refused = Usage(), False
        if self._logprobs:
            bound = self._chat.bind(logprobs=True, top_logprobs=10, max_tokens=1)
            try:
                answer = yield from self._send(bound, request.messages)
            except ModelError:
                # A chat model may not know these options; whether they are to blame shows
                # when the constrained answer below succeeds without them.
                refused = True
            else:
                spent = answer.usage
                refused = answer.tokens is None
                if found := label_probabilities(answer.tokens or (), request.options):
                    return Choice(found[0], "logprobs", spent, found[1])
        choice = yield from pick(request, self._fill_once, spent)
        self._logprobs = self._logprobs and not refused
        return choice

    def _fill_once(
        self, asked: Structured[Any], *, streamed: bool = False
    ) -> Generator[Any, Any, Answer]:
        chat = _with_room(self._chat, asked.max_tokens)
        bound = _held_to(chat, asked.schema)
        messages = with_schema(asked.messages, asked.schema) if bound is None else asked.messages
        return self._send(bound or chat, messages, streamed=streamed)

    def _send(
        self, runnable: Runnable[Any, Any], messages: Sequence[Message], *, streamed: bool = False
    ) -> Generator[Any, Any, Answer]:
        started = time.perf_counter()
        reply = yield _Invoke(runnable, to_langchain(messages), streamed)
        if isinstance(reply, Exception):
            if (cut := read_cut_off(reply)) is not None:
                return cut
            told = " ".join(str(reply).split())[:500]
            raise ModelError(scrub(f"{self._info.endpoint}: {type(reply).__name__}: {told}", None))
        return read_message(reply, time.perf_counter() - started)

    def _perform(self, steps: Generator[Any, Any, Any]) -> Generator[Any, None, None]:
        """Perform the invocations; yield the partials, then the result."""
        outcome: Any = None
        try:
            while True:
                call = steps.send(outcome)
                if isinstance(call, Partial):
                    outcome = None
                    yield call
                    continue
                try:
                    if call.streamed:
                        growing = _Growing()
                        with closing(call.runnable.stream(call.messages)) as pieces:
                            for piece in pieces:
                                if partial := growing.add(piece):
                                    yield partial
                        outcome = growing.whole
                    else:
                        outcome = call.runnable.invoke(call.messages)
                except Exception as error:
                    outcome = error
        except StopIteration as stop:
            result = stop.value
        finally:
            steps.close()
        yield result

    async def _aperform(self, steps: Generator[Any, Any, Any]) -> AsyncGenerator[Any, None]:
        """Async form of `_perform`."""
        outcome: Any = None
        try:
            while True:
                call = steps.send(outcome)
                if isinstance(call, Partial):
                    outcome = None
                    yield call
                    continue
                try:
                    if call.streamed:
                        growing = _Growing()
                        async with aclosing(call.runnable.astream(call.messages)) as pieces:
                            async for piece in pieces:
                                if partial := growing.add(piece):
                                    yield partial
                        outcome = growing.whole
                    else:
                        outcome = await call.runnable.ainvoke(call.messages)
                except Exception as error:
                    outcome = error
        except StopIteration as stop:
            result = stop.value
        finally:
            steps.close()
        yield result


class _Growing:
    """Adds the pieces of a streamed message up."""

    def __init__(self) -> None:
        self.whole: Any = None
        self._shown: Mapping[str, Any] | None = None

    def add(self, piece: Any) -> Partial | None:
        """Take a piece; return the fields so far when they have grown."""
        self.whole = piece if self.whole is None else self.whole + piece
        fields = partial_fields(str(self.whole.text))
        if fields is None or fields == self._shown:
            return None
        self._shown = fields
        return Partial(fields)


def _nothing() -> Generator[Any, Any, Usage]:
    yield from ()
    return Usage()


def _with_room(chat: BaseChatModel, room: int) -> BaseChatModel:
    """The chat model with a limit of at least `room` tokens, if it has a limit that we know."""
    limit = getattr(chat, "max_tokens", None)
    if isinstance(limit, int) and limit < room and "max_tokens" in type(chat).model_fields:
        return chat.model_copy(update={"max_tokens": room})
    return chat


def _held_to(chat: BaseChatModel, schema: type[BaseModel]) -> Runnable[Any, Any] | None:
    """The chat model bound to a schema, without its own parser; None when it cannot be.

    Its parser is left out because it waits for the whole reply, and because a reply that does
    not parse must reach the re-ask.
    """
    from langchain_core.runnables import RunnableSequence

    plain = {"title": schema.__name__, "description": "", **strict_schema(schema)}
    for options in ({"strict": True}, {}):
        try:
            held = chat.with_structured_output(plain, method="json_schema", **options)
        except (TypeError, ValueError):
            continue
        except NotImplementedError:
            return None
        return held.first if isinstance(held, RunnableSequence) else None
    return None
