"""Whatever an endpoint does, sync, async and streaming callers end with the same result."""

from __future__ import annotations

import asyncio
import json
from collections import deque

import httpx2
from briefstar.errors import CheckFailed, ModelError
from briefstar.llm.openai_model import OpenAIModel
from briefstar.llm.patience import Retries
from briefstar.llm.requests import Message, Partial, Structured
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

MESSAGES = (Message("user", "Hello"),)


class Note(BaseModel):
    title: str
    size: int


def check(note):
    if note.size > 5:
        raise CheckFailed("size must be at most five")


REQUEST = Structured(messages=MESSAGES, schema=Note, max_tokens=40, check=check, stream=True)

SAID = {
    "good": ('{"title": "good", "size": 1}', "stop"),
    "large": ('{"title": "large", "size": 9}', "stop"),
    "broken": ('{"title": 3}', "stop"),
    "talk": ("Certainly!", "stop"),
    "empty": ("", "stop"),
    "cut": ('{"title": "cu', "length"),
    "filtered": ("", "content_filter"),
}
FAILED = {
    "busy": (429, {"Retry-After": "0"}, "busy"),
    "down": (503, {}, "down"),
    "key": (401, {}, "bad key"),
    "overflow": (400, {}, "maximum context length is 9"),
    "seed": (400, {}, "seed is not supported"),
}


def answer(script, request):
    act = script.popleft() if script else "good"
    if act in FAILED:
        code, headers, message = FAILED[act]
        return httpx2.Response(code, headers=headers, json={"error": {"message": message}})
    text, finish = SAID[act]
    if not json.loads(request.content).get("stream"):
        message = {"role": "assistant", "content": text}
        return httpx2.Response(
            200, json={"choices": [{"message": message, "finish_reason": finish}]}
        )
    deltas = [{"delta": {"content": text[i : i + 7]}} for i in range(0, len(text), 7)]
    deltas.append({"delta": {}, "finish_reason": finish})
    lines = [f"data: {json.dumps({'choices': [{'index': 0, **d}]})}\n\n" for d in deltas]
    return httpx2.Response(
        200,
        headers={"content-type": "text/event-stream"},
        content="".join([*lines, "data: [DONE]\n\n"]),
    )


def outcome(script, way):
    script = deque(script)
    transport = httpx2.MockTransport(lambda request: answer(script, request))
    model = OpenAIModel(
        "http://llm.test/v1",
        "k",
        "m",
        http_client=httpx2.Client(transport=transport),
        async_http_client=httpx2.AsyncClient(transport=transport),
        retries=Retries(backoff=0.0001, max_wait=0.001),
    )
    try:
        *partials, reply = way(model)
    except ModelError as error:
        return str(error).partition(" (waited")[0], error.attempts, error.last_text, len(script)
    assert partials == [] or partials[-1] == Partial(reply.value.model_dump())
    return reply.value, reply.attempts, reply.usage.calls, len(script)


async def collect(model):
    return [item async for item in model.astream(REQUEST)]


WAYS = [
    lambda model: [model.ask(REQUEST)],
    lambda model: [asyncio.run(model.aask(REQUEST))],
    lambda model: list(model.stream(REQUEST)),
    lambda model: asyncio.run(collect(model)),
]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from([*SAID, *FAILED]), max_size=7))
def test_all_ways_agree(script):
    first, *others = [outcome(script, way) for way in WAYS]
    assert others == [first] * 3
