"""Chat models that a caller brings: one that can be held to a schema, one that cannot."""

from __future__ import annotations

import asyncio

import httpx2
import pytest
from briefstar.errors import ModelError, UsageError
from briefstar.llm.langchain_model import LangChainModel
from briefstar.llm.messages import as_messages, to_langchain
from briefstar.llm.model import Model
from briefstar.llm.requests import Choose, Message, Partial, Prime, Structured, Usage
from langchain_core.language_models.fake_chat_models import (
    FakeListChatModel,
    FakeMessagesListChatModel,
)
from langchain_core.messages import AIMessage, AIMessageChunk, HumanMessage, ToolMessage
from langchain_core.prompts import ChatPromptTemplate

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


@pytest.fixture
def request_(hello, note):
    return Structured(messages=hello, schema=note, max_tokens=50, stream=True)


@pytest.fixture
def choose(hello):
    return Choose(messages=hello, options=("yes", "no"))


@pytest.fixture
def openai_chat(server, key):
    from langchain_openai import ChatOpenAI

    # LangChain keeps one async client for all loops; without kept connections it leaks none.
    unkept = httpx2.Limits(max_keepalive_connections=0)
    with httpx2.Client() as client:

        def make(**options):
            return ChatOpenAI(
                model="small",
                base_url=server.url,
                api_key=key,
                max_retries=0,
                http_client=client,
                http_async_client=httpx2.AsyncClient(limits=unkept),
                **options,
            )

        yield make


def test_it_is_a_model(openai_chat, key):
    model = LangChainModel(openai_chat())
    assert isinstance(model, Model)
    assert (model.info.model, model.info.endpoint) == ("small", "LangChain ChatOpenAI")
    assert key not in repr(model)


def test_a_schema_is_sent_and_the_reply_read(server, openai_chat, send, request_):
    reply = send(LangChainModel(openai_chat()), request_)
    assert reply.value.model_dump() == {"title": "fine", "size": 3}
    assert reply.usage.prompt_tokens == 10 and reply.usage.cached_tokens == 6
    sent = server.bodies[0]["response_format"]["json_schema"]
    assert sent["strict"] is True and sent["name"] == "Note"


def test_partials_grow(server, openai_chat, request_):
    server.script.append(server.says('{"title": "one two three four", "size": 31}'))
    *partials, reply = LangChainModel(openai_chat()).stream(request_)
    titles = [partial.fields.get("title", "") for partial in partials]
    assert len(set(titles)) >= 3 and titles == sorted(titles, key=len)
    assert partials[-1] == Partial(reply.value.model_dump())


def test_closing_early_hangs_up(server, openai_chat, request_):
    server.script.append(server.trickles('{"title": "on and on'))
    items = LangChainModel(openai_chat()).stream(request_)
    assert isinstance(next(items), Partial)
    items.close()
    assert server.hung_up.wait(5)


def test_a_bad_reply_is_re_asked(server, openai_chat, send, request_):
    server.script.append(server.says('{"title": "x", "size": "huge"}'))
    reply = send(LangChainModel(openai_chat()), request_)
    assert reply.attempts == 2
    assert "'huge'" in server.bodies[1]["messages"][-1]["content"]


def test_two_bad_replies_end_it(server, openai_chat, send, request_):
    server.good = server.says("{}")
    with pytest.raises(ModelError, match="no usable Note in two tries"):
        send(LangChainModel(openai_chat()), request_)


def test_a_low_limit_is_raised_and_no_limit_left_alone(server, openai_chat, request_):
    LangChainModel(openai_chat(max_tokens=10)).ask(request_)
    LangChainModel(openai_chat(max_tokens=900)).ask(request_)
    LangChainModel(openai_chat()).ask(request_)
    limits = [body.get("max_completion_tokens", body.get("max_tokens")) for body in server.bodies]
    assert limits == [50, 900, None]


def test_a_cut_off_reply(server, openai_chat, send, request_):
    server.good = server.says('{"title": "a very lo', "length")
    with pytest.raises(ModelError, match="cut off"):
        send(LangChainModel(openai_chat(max_tokens=10)), request_)


def test_a_failing_endpoint_becomes_a_model_error(server, openai_chat, send, request_, key):
    server.good = server.status(401, {"error": {"message": f"bad key {key}"}})
    with pytest.raises(ModelError, match=r"ChatOpenAI: .*AuthenticationError") as caught:
        send(LangChainModel(openai_chat()), request_)
    assert key not in str(caught.value)
    assert caught.value.__cause__ is None and caught.value.__context__ is None


async def test_choosing_reads_the_first_token(server, openai_chat, choose):
    server.good = server.weighs(**{"Yes": -0.5, "No": -1.5, "Maybe": -3.0})
    model = LangChainModel(openai_chat())
    choice, again = model.ask(choose), await model.aask(choose)
    assert (choice.measured, choice.best) == ("logprobs", "yes")
    assert choice.probabilities["yes"] == pytest.approx(0.731, abs=0.001)
    assert choice.probabilities == again.probabilities
    assert server.bodies[0]["top_logprobs"] == 10


def test_without_logprobs_one_constrained_answer_says_so(server, openai_chat, choose):
    server.script.append(server.says("Yes", "length"))
    server.good = server.says('{"answer": "no"}')
    model = LangChainModel(openai_chat())
    first, second = model.ask(choose), model.ask(choose)
    assert (first.measured, first.best, first.usage.calls) == ("constrained", "no", 2)
    assert second.usage.calls == 1


def test_refused_logprobs_are_not_taken_for_an_outage(server, openai_chat, choose):
    server.script.append(server.status(400, {"error": {"message": "logprobs: no"}}))
    server.script.append(server.says('{"answer": "no"}'))
    server.good = server.says('{"answer": "yes"}')
    model = LangChainModel(openai_chat())
    assert model.ask(choose).best == "no"
    assert model.ask(choose).best == "yes"
    assert ["logprobs" in body for body in server.bodies] == [True, False, False]


def test_an_outage_does_not_teach_that_logprobs_are_missing(server, openai_chat, choose):
    server.script.extend([server.status(500)] * 2)
    server.good = server.weighs(yes=-0.1, no=-2.5)
    model = LangChainModel(openai_chat())
    with pytest.raises(ModelError):
        model.ask(choose)
    assert model.ask(choose).measured == "logprobs"


def test_a_plain_chat_model_is_told_the_schema(request_, choose):
    heard = []

    class Plain(FakeListChatModel):
        def _call(self, messages, *args, **options):
            heard.append(messages)
            return super()._call(messages, *args, **options)

    fenced = '```json\n{"title": "plain", "size": 1}\n```'
    reply = LangChainModel(Plain(responses=["no JSON", fenced])).ask(request_)
    assert (reply.value.title, reply.attempts) == ("plain", 2)
    assert '"size"' in heard[0][0].content
    assert "not valid JSON" in heard[1][-1].content
    plain = LangChainModel(Plain(responses=["Yes", '{"answer": "yes"}']))
    assert plain.ask(choose).measured == "constrained"


def test_arguments_of_a_tool_call_are_a_reply(request_):
    class Caller(FakeMessagesListChatModel):
        def bind_tools(self, tools, **options):
            return self

    called = AIMessage(
        "", tool_calls=[{"name": "Note", "args": {"title": "tool", "size": 2}, "id": "1"}]
    )
    assert LangChainModel(Caller(responses=[called])).ask(request_).value.title == "tool"


@pytest.mark.parametrize(
    ("meta", "told"),
    [
        ({"stop_reason": "refusal"}, "content filter"),
        ({"finish_reason": "SAFETY"}, "content filter"),
        ({"stop_reason": "max_tokens"}, "cut off"),
        ({"done_reason": "length"}, "cut off"),
    ],
)
def test_each_providers_way_to_stop_is_understood(request_, meta, told):
    cut = AIMessage('{"title": "x', response_metadata=meta)
    with pytest.raises(ModelError, match=told):
        LangChainModel(FakeMessagesListChatModel(responses=[cut])).ask(request_)


def test_a_prime_asks_nothing(hello):
    chat = FakeListChatModel(responses=["unused"])
    model = LangChainModel(chat)
    assert model.ask(Prime(messages=hello)) == Usage()
    assert asyncio.run(model.aask(Prime(messages=hello))) == Usage()
    assert chat.i == 0


def test_prompt_values_become_messages_and_back(hello):
    prompt = ChatPromptTemplate.from_messages(
        [("system", "Be brief."), ("human", "{word}"), ("ai", "Yes?")]
    )
    messages = as_messages(prompt.invoke({"word": "Hello"}))
    assert messages == (*hello, Message("assistant", "Yes?"))
    assert as_messages(to_langchain(messages)) == messages
    assert as_messages("Hello") == (Message("user", "Hello"),)
    assert as_messages([AIMessageChunk("bit")]) == (Message("assistant", "bit"),)
    blocks = [{"type": "text", "text": "one "}, {"type": "text", "text": "two"}]
    assert as_messages([HumanMessage(blocks)]) == (Message("user", "one two"),)


@pytest.mark.parametrize(
    "message",
    [
        ToolMessage("result", tool_call_id="1"),
        HumanMessage([{"type": "image", "url": "https://x.test/a.png"}]),
    ],
)
def test_what_a_text_model_cannot_be_told_is_refused(message):
    with pytest.raises(UsageError, match="a prompt may hold"):
        as_messages([message])
