"""Growing replies: what is shown on the way, what closing early does, who may share a model."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import httpx2
import pytest
from briefstar.errors import CheckFailed
from briefstar.llm.openai_model import OpenAIModel
from briefstar.llm.requests import Partial, Structured

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


@pytest.fixture
def request_(hello, note):
    return Structured(messages=hello, schema=note, stream=True)


def fields(items):
    return [dict(item.fields) for item in items if isinstance(item, Partial)]


def test_partials_grow_and_end_with_the_whole(server, make_model, request_):
    server.script.append(server.says('{"title": "one two three", "size": 31}'))
    *partials, reply = make_model().stream(request_)
    grown = fields(partials)
    assert len(grown) >= 4
    titles = [step["title"] for step in grown if "title" in step]
    for shorter, longer in pairwise(titles):
        assert longer.startswith(shorter)
    assert grown[-1] == reply.value.model_dump()


def test_partials_are_the_same_async(server, make_model, request_):
    async def collect():
        return [item async for item in make_model().astream(request_)]

    assert fields(make_model().stream(request_)) == fields(asyncio.run(collect()))


def test_partials_start_over_after_a_re_ask(server, make_model, hello, note):
    def check(value):
        if value.size != 3:
            raise CheckFailed("size must be three")

    server.script.append(server.says('{"title": "bad", "size": 4}'))
    request = Structured(messages=hello, schema=note, check=check, stream=True)
    grown = fields(make_model().stream(request))
    over = grown.index({}, 1)
    assert grown[over - 1] == {"title": "bad", "size": 4}
    assert grown[-1] == {"title": "fine", "size": 3}


def test_partials_start_over_after_a_drop(server, make_model, request_):
    server.script.append(server.drops('{"title": "half'))
    grown = fields(make_model().stream(request_))
    assert grown[:2] == [{"title": "half"}, {}]
    assert grown[-1] == {"title": "fine", "size": 3}


def test_closing_early_hangs_up(server, make_model, request_):
    server.script.append(server.trickles('{"title": "on and on'))
    items = make_model().stream(request_)
    assert isinstance(next(items), Partial)
    items.close()
    assert server.hung_up.wait(5), "the endpoint goes on writing for nobody"


def test_cancelling_a_task_hangs_up(server, make_model, request_):
    server.script.append(server.trickles('{"title": "on and on'))
    seen = asyncio.Event()

    async def read():
        async for _ in make_model().astream(request_):
            seen.set()

    async def main():
        task = asyncio.create_task(read())
        await asyncio.wait_for(seen.wait(), 5)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(main())
    assert server.hung_up.wait(5)


def test_one_model_serves_many_loops_and_threads(server, make_model, request_):
    model = make_model()
    for _ in range(3):
        assert asyncio.run(model.aask(request_)).value.size == 3

    async def many():
        replies = await asyncio.gather(*(model.aask(request_) for _ in range(8)))
        return [reply.value.size for reply in replies]

    assert asyncio.run(many()) == [3] * 8
    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(lambda _: model.ask(request_), range(16)))
    assert [reply.value.size for reply in replies] == [3] * 16


def test_threads_make_one_client(server, make_model):
    model = make_model()
    ready = threading.Barrier(8)

    def first(_):
        ready.wait(5)
        return model._clients.sync()

    with ThreadPoolExecutor(8) as pool:
        assert len(set(map(id, pool.map(first, range(8))))) == 1


async def test_closing_twice_is_safe_and_a_closed_model_opens_again(server, make_model, request_):
    model = make_model()
    await model.aask(request_)
    model.ask(request_)
    model.close()
    model.close()
    await model.aclose()
    await model.aclose()
    assert (await model.aask(request_)).value.size == 3


def test_a_proxy_in_the_environment_does_not_catch_loopback(
    server, make_model, request_, monkeypatch
):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    assert make_model().ask(request_).value.size == 3
    assert asyncio.run(make_model().aask(request_)).value.size == 3


@pytest.mark.parametrize("name", ["Authorization", "authorization", "X-Gateway"])
def test_what_is_set_for_openai_goes_to_nobody_else(
    server, make_model, request_, monkeypatch, key, name
):
    monkeypatch.setenv("OPENAI_ORG_ID", "org-private")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "proj-private")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", f"{name}: Bearer private")
    make_model().ask(request_)
    asyncio.run(make_model().aask(request_))
    assert len(server.headers) == 2
    for headers in server.headers:
        assert "private" not in str(headers)
    assert server.keys == [f"Bearer {key}"] * 2


def test_a_clients_transport_may_be_brought(hello, note):
    seen = []

    def answer(request):
        seen.append(str(request.url))
        message = {"role": "assistant", "content": '{"title": "mock", "size": 1}'}
        return httpx2.Response(
            200, json={"choices": [{"message": message, "finish_reason": "stop"}]}
        )

    transport = httpx2.MockTransport(answer)
    client, aclient = httpx2.Client(transport=transport), httpx2.AsyncClient(transport=transport)
    model = OpenAIModel(
        "https://user:pass@llm.test/v1/?token=x",
        None,
        "m",
        http_client=client,
        async_http_client=aclient,
    )
    request = Structured(messages=hello, schema=note)
    assert model.ask(request).value.title == "mock"
    assert asyncio.run(model.aask(request)).value.title == "mock"
    assert model.info.endpoint == "https://llm.test/v1"
    model.close()
    assert not client.is_closed, "it stays the caller's to close"
    client.close()
    asyncio.run(aclient.aclose())
