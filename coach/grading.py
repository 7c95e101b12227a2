"""Grade an answer in one call: sync, async or streaming."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from .bank import Bank, load_bank
from .grade import Grade
from .pipeline import Job, grade

if TYPE_CHECKING:
    from ..llm.model import Model

Event = Any
"""A `pipeline.AnswerRead`, then a `moves.MoveSeen` for each sentence."""


def grade_answer(
    question: str,
    answer: str,
    *,
    asked: Sequence[str] = (),
    verbatim: bool = False,
    bank: Bank | None = None,
    model: Model | Any | None = None,
    on_event: Callable[[Event], None] | None = None,
) -> Grade:
    """Grade an answer to an interview question.

    `question` is a question's text, or the id of one in the question bank. `asked` holds
    follow-ups that were put before, so that none comes twice; `verbatim` says that the answer is
    a transcript word for word; `bank` is the shipped one unless given. `model` is a
    `briefstar.llm` model, a LangChain chat model or an endpoint's address; by default the first
    that fits is used (see `briefstar doctor`). Raises `UsageError` for what cannot be graded and
    `ModelError` when the model fails.
    """
    from ..llm import open_model, run

    opened = open_model(model)
    return run(opened, grade(_job(question, answer, asked, verbatim, bank), opened.info), on_event)


async def agrade_answer(
    question: str,
    answer: str,
    *,
    asked: Sequence[str] = (),
    verbatim: bool = False,
    bank: Bank | None = None,
    model: Model | Any | None = None,
    on_event: Callable[[Event], None] | None = None,
) -> Grade:
    """Async form of `grade_answer`."""
    from ..llm import arun, open_model

    opened = open_model(model)
    job = _job(question, answer, asked, verbatim, bank)
    return await arun(opened, grade(job, opened.info), on_event)


def stream_grade(
    question: str,
    answer: str,
    *,
    asked: Sequence[str] = (),
    verbatim: bool = False,
    bank: Bank | None = None,
    model: Model | Any | None = None,
) -> Iterator[Event | Grade]:
    """Yield events as they come and the `Grade` last; closing it early cancels the work."""
    from ..llm import Done, open_model, stream

    opened = open_model(model)
    for item in stream(opened, grade(_job(question, answer, asked, verbatim, bank), opened.info)):
        yield item.result if isinstance(item, Done) else item


async def astream_grade(
    question: str,
    answer: str,
    *,
    asked: Sequence[str] = (),
    verbatim: bool = False,
    bank: Bank | None = None,
    model: Model | Any | None = None,
) -> AsyncIterator[Event | Grade]:
    """Async form of `stream_grade`."""
    from ..llm import Done, astream, open_model

    opened = open_model(model)
    async for item in astream(
        opened, grade(_job(question, answer, asked, verbatim, bank), opened.info)
    ):
        yield item.result if isinstance(item, Done) else item


def _job(
    question: str, answer: str, asked: Sequence[str], verbatim: bool, bank: Bank | None
) -> Job:
    return Job(question, answer, tuple(asked), verbatim, bank or load_bank())
