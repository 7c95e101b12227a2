"""Pipelines as generators: sync, async and streaming drivers agree."""

from __future__ import annotations

import asyncio

import pytest
from briefstar.errors import ModelError
from briefstar.llm.drive import Done, arun, ask, astream, run, stream
from briefstar.llm.fake import FakeModel
from briefstar.llm.requests import Choose, Message, Partial, Prime, Structured
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

MESSAGES = (Message("user", "Hello"),)
YES_NO = Choose(messages=MESSAGES, options=("yes", "no"))


class Note(BaseModel):
    title: str
    size: int


NOTE = Structured(messages=MESSAGES, schema=Note, stream=True)


def pipeline(steps):
    """A pipeline that does what `steps` say, survives model errors and reports all of it."""
    said = []
    for step in steps:
        try:
            if step == "prime":
                yield from ask(Prime(messages=MESSAGES))
            elif step == "choose":
                choice = yield from ask(YES_NO)
                said.append(choice.best)
            elif step in ("note", "bad note"):
                reply = yield from ask(NOTE)
                said.append((reply.value.title, reply.attempts))
            elif step == "error":
                yield from ask(NOTE)
            else:
                yield {"event": step}
        except ModelError as error:
            said.append(str(error))
    return said


def script(steps):
    for number, step in enumerate(steps):
        if step == "choose":
            yield {"yes": number + 1, "no": 2}
        elif step == "note":
            yield {"title": f"note {number}", "size": number}
        elif step == "bad note":
            yield {"title": "no size"}
            yield {"title": "better", "size": 1}
        elif step == "error":
            yield ModelError("it broke")


STEPS = st.lists(
    st.sampled_from(["prime", "choose", "note", "bad note", "error", "event"]), max_size=8
)


@settings(deadline=None, max_examples=60)
@given(STEPS)
def test_all_drivers_agree(steps):
    events, aevents = [], []
    result = run(FakeModel(script(steps)), pipeline(steps), events.append)
    aresult = asyncio.run(arun(FakeModel(script(steps)), pipeline(steps), aevents.append))
    *items, last = stream(FakeModel(script(steps)), pipeline(steps))

    async def collect():
        return [item async for item in astream(FakeModel(script(steps)), pipeline(steps))]

    *aitems, alast = asyncio.run(collect())
    assert result == aresult == last.result == alast.result
    assert events == aevents == items == aitems
    assert isinstance(last, Done) and isinstance(alast, Done)
    assert run(FakeModel(script(steps)), pipeline(steps)) == result


def test_events_and_partials_come_in_order():
    events = []
    model = FakeModel([{"title": "a", "size": 1}, {"yes": 1}])
    result = run(model, pipeline(["start", "note", "choose", "end"]), events.append)
    assert result == [("a", 1), "yes"]
    assert events == [
        {"event": "start"},
        Partial({"title": "a"}),
        Partial({"title": "a", "size": 1}),
        {"event": "end"},
    ]


def test_a_reply_is_streamed_only_when_somebody_looks():
    events = []

    def quiet():
        reply = yield from ask(Structured(messages=MESSAGES, schema=Note))
        return reply.value.size

    assert run(FakeModel([{"title": "a", "size": 1}]), quiet(), events.append) == 1
    assert events == []


def broken():
    yield "before"
    yield from ask(NOTE)


def test_an_error_that_the_pipeline_does_not_catch_reaches_the_caller():
    with pytest.raises(ModelError, match="it broke"):
        run(FakeModel([ModelError("it broke")]), broken())
    with pytest.raises(ModelError, match="it broke"):
        asyncio.run(arun(FakeModel([ModelError("it broke")]), broken()))
    items = stream(FakeModel([ModelError("it broke")]), broken())
    assert next(items) == "before"
    with pytest.raises(ModelError, match="it broke"):
        next(items)


def test_other_errors_close_the_pipeline():
    closed = []

    def careful():
        try:
            yield from ask(NOTE)
        finally:
            closed.append(True)

    with pytest.raises(KeyError):
        run(FakeModel([KeyError("x")]), careful())
    with pytest.raises(KeyError):
        asyncio.run(arun(FakeModel([KeyError("x")]), careful()))
    assert closed == [True, True]


class Endless(FakeModel):
    """Streams for ever, and notes when it is told to stop."""

    stopped = 0

    def stream(self, request):
        try:
            while True:
                yield Partial({"title": "on and on"})
        finally:
            self.stopped += 1

    async def astream(self, request):
        try:
            while True:
                yield Partial({"title": "on and on"})
        finally:
            self.stopped += 1


def test_closing_a_stream_closes_the_pipeline_and_the_request():
    model, closed = Endless(), []

    def careful():
        try:
            yield from ask(NOTE)
        finally:
            closed.append(True)

    items = stream(model, careful())
    next(items)
    items.close()
    assert (model.stopped, closed) == (1, [True])

    async def early():
        aitems = astream(model, careful())
        await anext(aitems)
        await aitems.aclose()

    asyncio.run(early())
    assert (model.stopped, closed) == (2, [True, True])
