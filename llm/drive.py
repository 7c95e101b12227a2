"""Run a pipeline: send the requests that its generator yields, pass its events on.

A pipeline is a plain generator. It yields requests (`Prime`, `Choose`, `Structured`) and is
sent their results; anything else that it yields is an event for the caller. A `ModelError` is
thrown into it at the yield, so that it may react. One pipeline thus serves sync, async and
streaming callers.

    def pipeline(text: str) -> Pipeline[str]:
        choice = yield from ask(Choose(messages=..., options=("yes", "no")))
        yield Asked(choice.best)  # an event
        reply = yield from ask(Structured(messages=..., schema=Summary, stream=True))
        return reply.value.text
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import aclosing, closing
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar, cast, overload

from pydantic import BaseModel

from ..errors import ModelError
from .model import Model
from .requests import Choice, Choose, Partial, Prime, Reply, Structured, Usage

T = TypeVar("T", bound=BaseModel)
R = TypeVar("R")

Pipeline: TypeAlias = Generator[Any, Any, R]
"""A generator that yields requests and events, and returns a result."""


@dataclass(frozen=True, slots=True)
class Done(Generic[R]):
    """The last item of a stream: the pipeline's result."""

    result: R


@overload
def ask(request: Prime) -> Generator[Prime, Any, Usage]: ...
@overload
def ask(request: Choose) -> Generator[Choose, Any, Choice]: ...
@overload
def ask(request: Structured[T]) -> Generator[Structured[T], Any, Reply[T]]: ...
def ask(request: Prime | Choose | Structured[Any]) -> Generator[Any, Any, Any]:
    """Send one request from inside a pipeline by `yield from`; the result is typed."""
    return (yield request)


def run(model: Model, gen: Pipeline[R], on_event: Callable[[Any], None] | None = None) -> R:
    """Drive a pipeline to its result, handing each event to `on_event`.

    Without `on_event` no reply is streamed, since nobody would see it grow. Raises whatever
    the pipeline raises, `ModelError` included.
    """
    with closing(_items(model, gen, streaming=on_event is not None)) as items:
        for item in items:
            if isinstance(item, Done):
                return cast(R, item.result)
            if on_event is not None:
                on_event(item)
    raise RuntimeError("the pipeline was closed before its end")


async def arun(model: Model, gen: Pipeline[R], on_event: Callable[[Any], None] | None = None) -> R:
    """Async form of `run`; `on_event` is a plain function."""
    async with aclosing(_aitems(model, gen, streaming=on_event is not None)) as items:
        async for item in items:
            if isinstance(item, Done):
                return cast(R, item.result)
            if on_event is not None:
                on_event(item)
    raise RuntimeError("the pipeline was closed before its end")


def stream(model: Model, gen: Pipeline[R]) -> Generator[Any | Partial | Done[R], None, None]:
    """Yield events and growing `Partial` replies as they come, then `Done(result)`.

    Closing it early closes the pipeline and cancels the request under way.
    """
    return _items(model, gen, streaming=True)


def astream(model: Model, gen: Pipeline[R]) -> AsyncGenerator[Any | Partial | Done[R], None]:
    """Async form of `stream`."""
    return _aitems(model, gen, streaming=True)


def _advance(gen: Pipeline[R], outcome: Any) -> Any:
    """Give the pipeline its last request's outcome; return what it yields next."""
    try:
        return gen.throw(outcome) if isinstance(outcome, ModelError) else gen.send(outcome)
    except StopIteration as stop:
        return Done(stop.value)


def _items(model: Model, gen: Pipeline[R], *, streaming: bool) -> Generator[Any, None, None]:
    outcome: Any = None
    with closing(gen):
        while not isinstance(item := _advance(gen, outcome), Done):
            outcome = None
            if not isinstance(item, (Prime, Choose, Structured)):
                yield item
                continue
            try:
                if streaming and isinstance(item, Structured) and item.stream:
                    with closing(model.stream(item)) as parts:
                        for part in parts:
                            if isinstance(part, Partial):
                                yield part
                            else:
                                outcome = part
                else:
                    outcome = model.ask(item)
            except ModelError as error:
                outcome = error
        yield item


async def _aitems(model: Model, gen: Pipeline[R], *, streaming: bool) -> AsyncGenerator[Any, None]:
    outcome: Any = None
    with closing(gen):
        while not isinstance(item := _advance(gen, outcome), Done):
            outcome = None
            if not isinstance(item, (Prime, Choose, Structured)):
                yield item
                continue
            try:
                if streaming and isinstance(item, Structured) and item.stream:
                    async with aclosing(model.astream(item)) as parts:
                        async for part in parts:
                            if isinstance(part, Partial):
                                yield part
                            else:
                                outcome = part
                else:
                    outcome = await model.aask(item)
            except ModelError as error:
                outcome = error
        yield item
