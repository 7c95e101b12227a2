"""Endpoints that differ: what they refuse is dropped, renamed or said in words, and remembered."""

from __future__ import annotations

import pytest
from briefstar.errors import ModelError
from briefstar.llm.dialect import THINKING_ROOM
from briefstar.llm.requests import Choose, Prime, Structured, Usage

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


@pytest.fixture
def request_(hello, note):
    return Structured(messages=hello, schema=note, max_tokens=50)


def refusal(server, message, param=None):
    return server.status(400, {"error": {"message": message, "param": param}})


def test_a_renamed_limit_is_remembered_and_leaves_room_to_think(server, make_model, send, request_):
    message = (
        "Unsupported parameter: 'max_tokens' is not supported with this model. "
        "Use 'max_completion_tokens' instead."
    )
    server.script.append(refusal(server, message, "max_tokens"))
    model = make_model()
    assert send(model, request_).value.size == 3
    send(model, request_)
    assert "max_tokens" in server.bodies[0]
    for body in server.bodies[1:]:
        assert body["max_completion_tokens"] == 50 + THINKING_ROOM
        assert "max_tokens" not in body
    assert len(server.bodies) == 3


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("temperature", "'temperature' does not support 0 with this model, only the default"),
        ("seed", "Unrecognized request argument supplied: seed"),
    ],
)
def test_an_unsupported_parameter_is_dropped_for_good(
    server, make_model, send, request_, name, message
):
    server.script.append(refusal(server, message))
    model = make_model()
    send(model, request_)
    send(model, request_)
    assert [name in body for body in server.bodies] == [True, False, False]


def test_several_differences_at_once(server, make_model, request_):
    server.script.append(refusal(server, "Unsupported value: temperature", "temperature"))
    server.script.append(refusal(server, "stream_options is not supported"))
    model = make_model()
    reply = list(model.stream(request_))[-1]
    assert reply.value.size == 3
    assert "temperature" not in server.bodies[2] and "stream_options" not in server.bodies[2]


def test_a_schema_that_strict_mode_refuses_is_sent_loosely(server, make_model, send, request_):
    message = "Invalid schema for response_format 'Note': 'maxLength' is not permitted"
    server.script.append(refusal(server, message, "response_format"))
    assert send(make_model(), request_).value.size == 3
    assert server.bodies[1]["response_format"]["json_schema"]["strict"] is False


def test_an_endpoint_without_schemas_is_told_in_words(server, make_model, send, request_):
    message = "This response_format type is unavailable now"
    server.script.extend([refusal(server, message), refusal(server, message)])
    model = make_model()
    assert send(model, request_).value.size == 3
    assert "response_format" not in server.bodies[2]
    assert '"size"' in server.bodies[2]["messages"][0]["content"]


def test_a_faulty_schema_is_not_hidden_on_llama_cpp(server, make_model, request_):
    server.script.append(refusal(server, "JSON schema error at Note: unknown type"))
    with pytest.raises(ModelError, match="JSON schema error at Note"):
        make_model(llama_cpp=True).ask(request_)


@pytest.mark.parametrize("fresh", [True, False])
def test_only_llama_cpp_is_told_about_its_cache(server, make_model, hello, note, fresh):
    request = Structured(messages=hello, schema=note, fresh=fresh)
    make_model(llama_cpp=True).ask(request)
    make_model().ask(request)
    assert server.bodies[0]["cache_prompt"] is not fresh
    assert "cache_prompt" not in server.bodies[1]


async def test_a_shared_start_is_kept_in_the_cache_of_llama_cpp(server, make_model, hello):
    usage = make_model(llama_cpp=True).ask(Prime(messages=hello))
    await make_model(llama_cpp=True).aask(Prime(messages=hello))
    assert usage.calls == 1 and usage.prompt_tokens == 10
    assert [body["cache_prompt"] for body in server.bodies] == [True, True]
    assert server.bodies[0]["max_tokens"] == 1
    assert make_model().ask(Prime(messages=hello)) == Usage()
    assert len(server.bodies) == 2


def choose(hello):
    return Choose(messages=hello, options=("yes", "no"))


def test_choosing_reads_the_first_token(server, make_model, hello):
    server.script.append(server.weighs(**{"Yes": -0.5, " yes": -2.0, "No": -1.5, "Maybe": -4.0}))
    choice = make_model().ask(choose(hello))
    assert choice.measured == "logprobs"
    assert choice.best == "yes"
    assert choice.probabilities["yes"] == pytest.approx(0.769, abs=0.001)
    assert 0.9 < choice.mass < 1
    sent = server.bodies[0]
    assert (sent["max_tokens"], sent["logprobs"], sent["top_logprobs"]) == (1, True, 20)
    assert "response_format" not in sent


async def test_choosing_is_the_same_async(server, make_model, hello):
    server.good = server.weighs(**{"Yes": -0.5, "No": -1.5})
    model = make_model()
    one, two = model.ask(choose(hello)), await model.aask(choose(hello))
    assert one.probabilities == two.probabilities


def test_without_logprobs_one_constrained_answer_says_so(server, make_model, hello):
    server.script.extend([server.says("Yes", "length"), server.says('{"answer": "no"}')])
    server.good = server.says('{"answer": "yes"}')
    model = make_model()
    choice = model.ask(choose(hello))
    assert choice.measured == "constrained"
    assert choice.probabilities == {"yes": 0.0, "no": 1.0}
    assert choice.usage.calls == 2
    assert server.bodies[1]["response_format"]["json_schema"]["schema"]["properties"]["answer"][
        "enum"
    ] == ["yes", "no"]
    assert model.ask(choose(hello)).usage.calls == 1, "the lack of logprobs is remembered"


def test_logprobs_of_no_label_fall_back_only_this_once(server, make_model, hello):
    server.script.extend([server.weighs(The=-0.1), server.says('{"answer": "yes"}')])
    server.script.append(server.weighs(yes=-0.1, no=-3.0))
    model = make_model()
    assert model.ask(choose(hello)).measured == "constrained"
    assert model.ask(choose(hello)).measured == "logprobs"


def test_refused_logprobs_are_given_up(server, make_model, hello):
    server.script.append(refusal(server, "You are not allowed to request logprobs", "logprobs"))
    server.script.append(server.says("yes", "length"))
    server.script.append(server.says('{"answer": "yes"}'))
    choice = make_model().ask(choose(hello))
    assert (choice.measured, choice.best) == ("constrained", "yes")
    assert "logprobs" not in server.bodies[1]


def test_a_lower_top_is_tried_before_giving_up(server, make_model, hello):
    server.script.append(refusal(server, "top_logprobs must be less than or equal to 5"))
    server.script.append(server.weighs(yes=-0.1, no=-3.0))
    assert make_model().ask(choose(hello)).measured == "logprobs"
    assert server.bodies[1]["top_logprobs"] == 5


def test_a_constrained_answer_outside_the_options_fails_in_the_end(server, make_model, hello):
    server.script.append(server.says("?", "length"))
    server.good = server.says('{"answer": "perhaps"}')
    with pytest.raises(ModelError, match="no usable Answer in two tries") as caught:
        make_model().ask(choose(hello))
    assert (caught.value.usage.calls, caught.value.attempts) == (3, 3)


def test_cost_is_known_only_with_a_price(server, make_model, request_):
    assert make_model().ask(request_).usage.cost_usd is None
    priced = make_model(prices={"small": (1.0, 10.0)}).ask(request_).usage
    assert priced.cost_usd == pytest.approx((10 * 1.0 + 4 * 10.0) / 1e6)
    assert make_model(prices={"large": (1.0, 10.0)}).ask(request_).usage.cost_usd is None
