"""What goes wrong at an endpoint, and what the caller is told; sync, async and streaming."""

from __future__ import annotations

import logging
import time
import traceback

import pytest
from briefstar.errors import CheckFailed, ModelError
from briefstar.llm.patience import Retries
from briefstar.llm.requests import Structured

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


@pytest.fixture
def request_(hello, note):
    return Structured(messages=hello, schema=note, max_tokens=50)


@pytest.fixture(autouse=True)
def no_key_anywhere(caplog, capfd, key):
    """The key is in no log record and on no output, whatever the test does."""
    caplog.set_level(logging.DEBUG)
    yield
    out, err = capfd.readouterr()
    assert key not in caplog.text + out + err


@pytest.fixture
def fails(send, key):
    """Expect a ModelError; return it, with the key proved absent from all that it shows."""

    def act(model, request):
        with pytest.raises(ModelError) as caught:
            send(model, request)
        error = caught.value
        shown = "".join(traceback.format_exception(error)) + repr(vars(error)) + repr(model)
        assert key not in shown
        assert "very-secret" not in shown
        assert error.__cause__ is None and error.__context__ is None
        return error

    return act


def test_a_good_reply(server, make_model, send, request_, way):
    reply = send(make_model(), request_)
    assert reply.value.model_dump() == {"title": "fine", "size": 3}
    assert (reply.attempts, reply.usage.calls) == (1, 1)
    assert (reply.usage.prompt_tokens, reply.usage.cached_tokens) == (10, 6)
    assert reply.usage.completion_tokens == 4
    assert reply.usage.seconds > 0
    sent = server.bodies[0]
    assert (sent["temperature"], sent["seed"], sent["max_tokens"]) == (0, 7, 50)
    assert sent["response_format"]["json_schema"]["strict"] is True
    assert sent.get("stream", False) is ("stream" in way)
    assert "cache_prompt" not in sent


@pytest.mark.parametrize("code", [401, 403])
def test_a_refused_key(server, make_model, fails, request_, key, code):
    server.script.append(server.status(code, {"error": {"message": f"bad key {key}"}}))
    error = fails(make_model(), request_)
    assert "the key was refused" in str(error) and "BRIEFSTAR_API_KEY" in str(error)
    assert error.attempts == 1
    assert server.keys == [f"Bearer {key}"]


def test_an_unknown_model_names_those_that_are_there(server, make_model, fails, request_):
    server.script.append(server.status(404, {"error": {"message": "model not found"}}))
    error = fails(make_model(), request_)
    assert "no model 'small'; it has: large, small" in str(error)


def test_a_wrong_address_is_told_from_an_unknown_model(server, make_model, fails, request_):
    server.models = None
    server.script.append(server.status(404, {"detail": "Not Found"}))
    error = fails(make_model(), request_)
    assert "ends in /v1" in str(error) and "BRIEFSTAR_BASE_URL" in str(error)


def test_a_busy_endpoint_is_waited_for_as_long_as_it_asks(server, make_model, send, request_):
    server.script.append(server.status(429, {}, {"Retry-After": "0.2"}))
    started = time.perf_counter()
    reply = send(make_model(), request_)
    assert 0.2 <= time.perf_counter() - started < 5
    assert reply.value.title == "fine"
    assert len(server.bodies) == 2


def test_a_long_wait_is_refused_and_named(server, make_model, fails, request_):
    server.script.append(server.status(429, {}, {"Retry-After": "300"}))
    error = fails(make_model(), request_)
    assert "asks to wait 300 s" in str(error)
    assert len(server.bodies) == 1


def test_a_retry_date_counts_too(server, make_model, fails, request_):
    when = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(time.time() + 500))
    server.script.append(server.status(429, {}, {"Retry-After": when}))
    assert "asks to wait" in str(fails(make_model(), request_))


def test_an_endpoint_that_stays_busy_ends_the_patience(server, make_model, fails, request_):
    server.good = server.status(429, {"error": {"message": "slow down"}})
    error = fails(make_model(retries=Retries(backoff=0.01, max_wait=0.2)), request_)
    assert "limits the rate" in str(error) and "slow down" in str(error)
    assert error.attempts == len(server.bodies) > 2


def test_no_credit_is_not_waited_for(server, make_model, fails, request_):
    body = {"error": {"code": "insufficient_quota", "message": "You exceeded your quota"}}
    server.script.append(server.status(429, body))
    assert "no credit left" in str(fails(make_model(), request_))
    assert len(server.bodies) == 1


def test_two_server_errors_are_retried(server, make_model, send, request_):
    server.script.extend([server.status(500), server.status(503)])
    assert send(make_model(), request_).value.size == 3
    assert len(server.bodies) == 3


def test_lasting_server_errors_end_it(server, make_model, fails, request_):
    server.good = server.status(500, {"error": {"message": "out of memory"}})
    error = fails(make_model(), request_)
    assert "failed (HTTP 500)" in str(error) and "out of memory" in str(error)
    assert error.attempts == len(server.bodies) == 3


def test_a_timeout_says_which_setting_to_raise(server, make_model, fails, request_):
    server.script.append(server.dawdles(0.6))
    error = fails(make_model(timeout=0.2), request_)
    assert "no answer within 0.2 s" in str(error) and "BRIEFSTAR_TIMEOUT" in str(error)
    assert len(server.bodies) == 1


def test_a_server_that_is_not_there(server, make_model, fails, request_):
    model = make_model()
    server.close()
    error = fails(model, request_)
    assert "cannot reach http://127.0.0.1" in str(error)
    assert error.attempts == 3


def test_one_dropped_reply_is_asked_for_again(server, make_model, send, request_):
    server.script.append(server.drops('{"title": "half'))
    assert send(make_model(), request_).value.title == "fine"
    assert len(server.bodies) == 2


def test_a_connection_that_keeps_dropping(server, make_model, fails, request_):
    server.good = server.drops('{"title": "half')
    error = fails(make_model(), request_)
    assert "broke in mid-reply, twice" in str(error)
    assert error.attempts == len(server.bodies) == 2


@pytest.mark.parametrize("kind", ["text/html", "application/json"])
def test_a_page_instead_of_a_completion(server, make_model, fails, request_, kind, way):
    server.good = server.page("<html>Log in</html>", kind)
    error = fails(make_model(), request_)
    if "stream" not in way:
        assert "no chat completion" in str(error) and "/v1" in str(error)


def test_a_completion_without_choices(server, make_model, fails, request_, way):
    server.good = server.page('{"choices": null}', "application/json")
    assert fails(make_model(), request_).attempts >= 1


def test_talk_instead_of_json_is_re_asked(server, make_model, send, request_):
    server.script.append(server.says("Sure, I can do that."))
    reply = send(make_model(), request_)
    assert (reply.attempts, reply.usage.calls, reply.usage.prompt_tokens) == (2, 2, 20)
    said, told = server.bodies[1]["messages"][-2:]
    assert said == {"role": "assistant", "content": "Sure, I can do that."}
    assert told["role"] == "user" and "not valid JSON" in told["content"]


def test_json_in_a_code_fence_is_taken(server, make_model, send, request_):
    server.script.append(server.says('Here:\n```json\n{"title": "fenced", "size": 1}\n```'))
    reply = send(make_model(), request_)
    assert (reply.value.title, reply.attempts) == ("fenced", 1)


def test_a_broken_schema_is_re_asked_with_the_place(server, make_model, send, request_):
    server.script.append(server.says('{"title": "x", "size": "huge"}'))
    reply = send(make_model(), request_)
    assert reply.attempts == 2
    told = server.bodies[1]["messages"][-1]["content"]
    assert "size:" in told and "'huge'" in told


def test_a_failed_check_is_re_asked_in_its_own_words(server, make_model, send, hello, note):
    def check(value):
        if value.size > 5:
            raise CheckFailed("size must not be more than five.")

    server.script.append(server.says('{"title": "x", "size": 9}'))
    reply = send(make_model(), Structured(messages=hello, schema=note, check=check))
    assert reply.value.size == 3
    assert "size must not be more than five. Reply" in server.bodies[1]["messages"][-1]["content"]


def test_two_bad_replies_end_it_with_everything_known(server, make_model, fails, request_):
    server.script.extend([server.says("{}"), server.says('{"title": 1, "size": 2}')])
    error = fails(make_model(), request_)
    assert "no usable Note in two tries" in str(error) and "Field required" in str(error)
    assert (error.attempts, error.usage.calls) == (2, 2)
    assert error.last_text == '{"title": 1, "size": 2}'


def test_an_empty_reply_is_re_asked(server, make_model, send, request_):
    server.script.append(server.says(None))
    assert send(make_model(), request_).attempts == 2
    assert "the reply is empty" in server.bodies[1]["messages"][-1]["content"]


def test_a_cut_off_reply_gets_twice_the_room(server, make_model, send, request_):
    server.script.append(server.says('{"title": "a very lo', "length"))
    reply = send(make_model(), request_)
    assert reply.attempts == 2
    assert [body["max_tokens"] for body in server.bodies] == [50, 100]
    assert server.bodies[1]["messages"] == server.bodies[0]["messages"]


def test_a_reply_that_is_cut_off_twice(server, make_model, fails, request_):
    server.good = server.says('{"title": "a very lo', "length")
    error = fails(make_model(), request_)
    assert "cut off at 50 tokens" in str(error) and "cut off at 100 tokens" in str(error)
    assert len(server.bodies) == 2


def test_a_refusal(server, make_model, fails, request_):
    server.script.append(server.says(None, refusal="I will not do that."))
    error = fails(make_model(), request_)
    assert "refused to answer: I will not do that." in str(error)
    assert len(server.bodies) == 1


def test_a_content_filter(server, make_model, fails, request_):
    server.script.append(server.says("", "content_filter"))
    assert "content filter" in str(fails(make_model(), request_))


@pytest.mark.parametrize(
    "message",
    [
        "the request exceeds the available context size. try increasing the context size",
        "This model's maximum context length is 4096 tokens. 'max_tokens' is too large",
        "context_length_exceeded",
    ],
)
def test_a_context_that_does_not_fit(server, make_model, fails, request_, message):
    server.script.append(server.status(400, {"error": {"message": message}}))
    error = fails(make_model(), request_)
    assert "does not fit into the context window of small" in str(error)
    assert len(server.bodies) == 1


def test_any_other_refusal_is_passed_on(server, make_model, fails, request_):
    server.script.append(server.status(400, {"error": {"message": "messages: role is wrong"}}))
    assert "refused the request (HTTP 400). It says: messages: role" in str(
        fails(make_model(), request_)
    )


def test_an_error_after_a_re_ask_keeps_the_count(server, make_model, fails, request_):
    server.script.extend([server.says("{}"), server.status(401)])
    error = fails(make_model(), request_)
    assert error.attempts == 2
    assert error.usage.calls == 1
