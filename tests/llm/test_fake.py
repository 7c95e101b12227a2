"""The scripted model: what a script may hold, and how it fails when it does not fit."""

from __future__ import annotations

import pytest
from briefstar.errors import CheckFailed, ModelError, UsageError
from briefstar.llm.fake import FakeModel
from briefstar.llm.model import Model
from briefstar.llm.requests import Choose, Message, Partial, Prime, Structured, Usage


@pytest.fixture
def choose(hello):
    return Choose(messages=hello, options=("yes", "no", "unsure"))


@pytest.fixture
def request_(hello, note):
    return Structured(messages=hello, schema=note)


def test_it_is_a_model():
    assert isinstance(FakeModel(), Model)
    assert FakeModel().info.kind == "fake"


def test_replies_may_be_mappings_objects_or_text(request_, note):
    model = FakeModel(
        [{"title": "a", "size": 1}, note(title="b", size=2), '{"title":"c","size":3}']
    )
    assert [model.ask(request_).value.title for _ in range(3)] == ["a", "b", "c"]
    assert model.left == 0


def test_weights_become_probabilities_and_a_label_is_no_confidence(choose):
    model = FakeModel([{"no": 3, "yes": 1}, "unsure"])
    weighed, labelled = model.ask(choose), model.ask(choose)
    assert dict(weighed.probabilities) == {"yes": 0.25, "no": 0.75, "unsure": 0.0}
    assert weighed.measured == "logprobs"
    assert (labelled.best, labelled.measured) == ("unsure", "constrained")


@pytest.mark.parametrize("reply", ["maybe", {"maybe": 1}, {"yes": 0}])
def test_a_reply_that_is_no_option_is_the_scripts_mistake(choose, reply):
    with pytest.raises(UsageError, match="does not weigh the options"):
        FakeModel([reply]).ask(choose)


def test_a_script_that_runs_out_says_where(choose, request_):
    model = FakeModel(["yes"])
    model.ask(choose)
    with pytest.raises(UsageError, match="run out at call 2, for Note"):
        model.ask(request_)


def test_exceptions_are_raised(choose, request_):
    model = FakeModel([ModelError("no"), TimeoutError()])
    with pytest.raises(ModelError, match="no"):
        model.ask(choose)
    with pytest.raises(TimeoutError):
        model.ask(request_)


def test_a_bad_reply_is_re_asked_and_recorded(hello, note):
    def check(value):
        if value.size > 2:
            raise CheckFailed("too large")

    model = FakeModel([{"title": "a", "size": 9}, {"title": "a", "size": 1}])
    reply = model.ask(Structured(messages=hello, schema=note, check=check))
    assert (reply.value.size, reply.attempts, reply.usage.calls) == (1, 2, 2)
    assert model.calls[0].messages == hello
    assert "too large" in model.calls[1].messages[-1].content


def test_a_function_sees_each_request(choose, request_):
    def answer(request):
        if isinstance(request, Choose):
            return request.options[-1]
        return {"title": request.messages[-1].content, "size": 0}

    model = FakeModel(answer)
    assert model.ask(choose).best == "unsure"
    assert model.ask(request_).value.title == "Hello"
    assert model.calls == [choose, request_]


async def test_async_forms_give_the_same(choose, request_):
    replies = [{"title": "a", "size": 1}, "no"]
    one, two = FakeModel(replies), FakeModel(replies)
    assert one.ask(request_) == await two.aask(request_)
    assert one.ask(choose) == await two.aask(choose)
    streamed = FakeModel(replies[:1])
    items = [item async for item in streamed.astream(request_)]
    assert items == list(FakeModel(replies[:1]).stream(request_))
    assert items[:2] == [Partial({"title": "a"}), Partial({"title": "a", "size": 1})]


def test_a_prime_takes_no_reply(hello):
    model = FakeModel()
    prime = Prime(messages=(Message("system", "Be brief."),))
    assert model.ask(prime) == Usage()
    assert model.primed == [prime]
    assert model.calls == []
