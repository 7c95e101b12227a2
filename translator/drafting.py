"""Draft a brief in one call: sync, async, streaming, or as a LangChain Runnable."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..errors import UsageError
from .brief import Brief
from .pipeline import MAX_QUESTIONS, Job, draft

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from ..llm.model import Model

Event = Any
"""A `SectionDone`, or an `llm.Partial` while the model writes."""


def draft_brief(
    goal: str,
    context: str = "",
    *,
    answers: Mapping[str, str] | None = None,
    previous: Brief | None = None,
    max_questions: int = MAX_QUESTIONS,
    model: Model | Any | None = None,
    on_event: Callable[[Event], None] | None = None,
) -> Brief:
    """Draft a collaboration brief from a goal.

    `answers` maps ids of clarifying questions to texts; with `previous`, only what depends on
    a changed input is asked of the model again and the brief lists its `changes`. `model` is a
    `briefstar.llm` model, a LangChain chat model or an endpoint's address; by default the
    first that fits is used (see `briefstar doctor`). Raises `UsageError` and `ModelError`.
    """
    from ..llm import open_model, run

    job = _job(goal, context, answers, previous, max_questions)
    opened = open_model(model)
    return run(opened, draft(job, opened.info), on_event)


async def adraft_brief(
    goal: str,
    context: str = "",
    *,
    answers: Mapping[str, str] | None = None,
    previous: Brief | None = None,
    max_questions: int = MAX_QUESTIONS,
    model: Model | Any | None = None,
    on_event: Callable[[Event], None] | None = None,
) -> Brief:
    """Async form of `draft_brief`."""
    from ..llm import arun, open_model

    job = _job(goal, context, answers, previous, max_questions)
    opened = open_model(model)
    return await arun(opened, draft(job, opened.info), on_event)


def stream_brief(
    goal: str,
    context: str = "",
    *,
    answers: Mapping[str, str] | None = None,
    previous: Brief | None = None,
    max_questions: int = MAX_QUESTIONS,
    model: Model | Any | None = None,
) -> Iterator[Event | Brief]:
    """Yield events as they come and the `Brief` last; closing it early cancels the work."""
    from ..llm import Done, open_model, stream

    job = _job(goal, context, answers, previous, max_questions)
    opened = open_model(model)
    for item in stream(opened, draft(job, opened.info)):
        yield item.result if isinstance(item, Done) else item


async def astream_brief(
    goal: str,
    context: str = "",
    *,
    answers: Mapping[str, str] | None = None,
    previous: Brief | None = None,
    max_questions: int = MAX_QUESTIONS,
    model: Model | Any | None = None,
) -> AsyncIterator[Event | Brief]:
    """Async form of `stream_brief`."""
    from ..llm import Done, astream, open_model

    job = _job(goal, context, answers, previous, max_questions)
    opened = open_model(model)
    async for item in astream(opened, draft(job, opened.info)):
        yield item.result if isinstance(item, Done) else item


def brief_runnable(model: Model | Any | None = None) -> Runnable[Any, Brief]:
    """Return the pipeline as a LangChain Runnable.

    Its input is a goal, or a mapping with `goal` and optionally `context`, `answers`,
    `previous` and `max_questions`; its output is a `Brief`.
    """
    from langchain_core.runnables import RunnableLambda

    def call(asked: Any) -> Brief:
        return draft_brief(**_arguments(asked), model=model)

    async def acall(asked: Any) -> Brief:
        return await adraft_brief(**_arguments(asked), model=model)

    return RunnableLambda(call, afunc=acall, name="brief")


def _arguments(asked: Any) -> dict[str, Any]:
    arguments = {"goal": asked} if isinstance(asked, str) else dict(asked)
    allowed = {"goal", "context", "answers", "previous", "max_questions"}
    if unknown := sorted(arguments.keys() - allowed):
        raise UsageError(f"a brief takes {', '.join(sorted(allowed))}, not {', '.join(unknown)}")
    return arguments


def _job(
    goal: str,
    context: str,
    answers: Mapping[str, str] | None,
    previous: Brief | None,
    max_questions: int,
) -> Job:
    if max_questions < 0:
        raise UsageError("max_questions must be zero or more")
    return Job(goal, context, answers, max_questions, previous)
