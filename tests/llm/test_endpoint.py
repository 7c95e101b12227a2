"""Which endpoint is chosen, why, and how a choice that cannot stand is told."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from briefstar.errors import ModelError, UsageError
from briefstar.llm import endpoint
from briefstar.llm.endpoint import OPENAI_MODEL, OPENAI_URL, choose_endpoint, open_model
from briefstar.llm.fake import FakeModel
from briefstar.llm.langchain_model import LangChainModel
from briefstar.llm.openai_model import OpenAIModel
from briefstar.llm.requests import Structured
from briefstar.llm.settings import load_settings
from langchain_core.language_models.fake_chat_models import FakeListChatModel

pytestmark = [
    pytest.mark.block_network(allowed_hosts=["127.0.0.1"]),
    pytest.mark.usefixtures("unset"),
]

NOWHERE = "http://127.0.0.1:9/v1"


def test_the_embedded_model_is_the_last_resort():
    plan = choose_endpoint()
    assert (plan.kind, plan.path, plan.endpoint) == ("embedded", None, "embedded")
    assert "none answers on this machine" in plan.reason


def test_a_server_on_this_machine_goes_before_it(server, monkeypatch):
    monkeypatch.setattr(endpoint, "LOOPBACK", (("Ollama", NOWHERE), ("LM Studio", server.url)))
    server.models = ("nomic-embed-text", "chatty:latest", "other")
    plan = choose_endpoint()
    assert (plan.base_url, plan.model) == (server.url, "chatty:latest")
    assert plan.reason == "LM Studio answers on this machine"
    assert plan.api_key is None


def test_a_server_without_a_chat_model_is_passed_over(server, monkeypatch):
    monkeypatch.setattr(endpoint, "LOOPBACK", (("Ollama", server.url),))
    server.models = ("nomic-embed-text",)
    assert choose_endpoint().kind == "embedded"


def test_a_named_model_is_looked_for_and_never_replaced(server, monkeypatch, environment):
    monkeypatch.setattr(endpoint, "LOOPBACK", (("Ollama", server.url),))
    server.models = ("first", "wanted:latest")
    environment(BRIEFSTAR_MODEL="wanted")
    assert choose_endpoint().model == "wanted:latest"
    environment(BRIEFSTAR_MODEL="absent")
    with pytest.raises(UsageError, match="no endpoint on this machine has the model 'absent'"):
        choose_endpoint()


def test_openai_is_chosen_by_its_own_variables(environment, key):
    environment(OPENAI_API_KEY=key)
    plan = choose_endpoint()
    assert (plan.base_url, plan.model) == (OPENAI_URL, OPENAI_MODEL)
    assert plan.reason == "OPENAI_API_KEY is set"
    assert plan.api_key.get_secret_value() == key
    assert key not in repr(plan)
    environment(BRIEFSTAR_MODEL="gpt-other", OPENAI_BASE_URL="https://eu.openai.test/v1")
    plan = choose_endpoint()
    assert (plan.endpoint, plan.model) == ("https://eu.openai.test/v1", "gpt-other")
    assert plan.api_key.get_secret_value() == key


def test_our_address_goes_before_openais_and_does_not_get_its_key(environment, key):
    environment(OPENAI_API_KEY=key, BRIEFSTAR_BASE_URL="https://llm.test/v1", BRIEFSTAR_MODEL="m")
    plan = choose_endpoint()
    assert (plan.base_url, plan.api_key) == ("https://llm.test/v1", None)
    environment(BRIEFSTAR_API_KEY="other", BRIEFSTAR_TIMEOUT="7.5")
    plan = choose_endpoint()
    assert plan.api_key.get_secret_value() == "other"
    assert plan.timeout == 7.5


def test_an_address_without_a_model_takes_the_only_one(server, environment):
    environment(BRIEFSTAR_BASE_URL=server.url)
    server.models = ("single",)
    plan = choose_endpoint()
    assert plan.model == "single"
    assert plan.reason == "BRIEFSTAR_BASE_URL is set; it has one model, single"


def test_an_address_with_several_models_asks_which(server, environment):
    environment(BRIEFSTAR_BASE_URL=server.url)
    with pytest.raises(UsageError, match=r"set BRIEFSTAR_MODEL .* it has: large, small"):
        choose_endpoint()
    server.models = None
    with pytest.raises(UsageError, match="does not list any"):
        choose_endpoint()


def test_an_address_that_does_not_answer_is_no_reason_to_fall_back(environment):
    environment(BRIEFSTAR_BASE_URL=NOWHERE)
    with pytest.raises(ModelError, match=r"cannot reach http://127\.0\.0\.1:9/v1"):
        choose_endpoint()


def test_forcing_the_embedded_model_asks_nobody(server, monkeypatch, environment):
    monkeypatch.setattr(endpoint, "list_models", None)
    environment(BRIEFSTAR_ENDPOINT="embedded", BRIEFSTAR_BASE_URL=server.url)
    plan = choose_endpoint()
    assert (plan.kind, plan.reason) == ("embedded", "BRIEFSTAR_ENDPOINT is set to embedded")


def test_another_gguf_is_the_embedded_models(environment):
    environment(BRIEFSTAR_MODEL_PATH="/models/other.gguf", OPENAI_API_KEY="x")
    plan = choose_endpoint()
    assert (plan.kind, plan.path) == ("embedded", Path("/models/other.gguf"))


@pytest.mark.parametrize(
    ("variables", "told"),
    [
        ({"BRIEFSTAR_API_KEY": "k"}, "but not the BRIEFSTAR_BASE_URL it is for"),
        ({"BRIEFSTAR_BASE_URL": NOWHERE, "BRIEFSTAR_MODEL_PATH": "x.gguf"}, "not both"),
        ({"BRIEFSTAR_BASE_URL": "llm.test"}, "BRIEFSTAR_BASE_URL: "),
        ({"BRIEFSTAR_BASE_URL": "http://[bad"}, "must look like https://host/v1"),
        ({"OPENAI_BASE_URL": "https://"}, "must look like https://host/v1"),
        ({"BRIEFSTAR_TIMEOUT": "soon"}, "BRIEFSTAR_TIMEOUT: "),
        ({"BRIEFSTAR_TIMEOUT": "0"}, "BRIEFSTAR_TIMEOUT: "),
        ({"BRIEFSTAR_ENDPOINT": "cloud"}, "BRIEFSTAR_ENDPOINT: "),
        ({"OPENAI_BASE_URL": "x", "OPENAI_API_KEY": "sk-shown-nowhere"}, "OPENAI_BASE_URL: "),
    ],
)
def test_settings_that_cannot_stand(environment, variables, told):
    environment(**variables)
    with pytest.raises(UsageError) as caught:
        choose_endpoint()
    assert told in str(caught.value)
    assert "shown-nowhere" not in str(caught.value)
    assert caught.value.__context__ is None


def test_empty_variables_are_unset_and_secrets_do_not_show(environment, key):
    environment(BRIEFSTAR_BASE_URL="", BRIEFSTAR_TIMEOUT="", OPENAI_API_KEY=key)
    settings = load_settings()
    assert (settings.base_url, settings.timeout) == (None, 120.0)
    assert key not in repr(settings) + str(settings.model_dump()) + settings.model_dump_json()


def test_what_the_caller_brings_goes_first(environment, server):
    environment(BRIEFSTAR_BASE_URL=server.url, BRIEFSTAR_MODEL="m")
    fake = FakeModel()
    assert open_model(fake) is fake
    brought = open_model(FakeListChatModel(responses=["x"]))
    assert isinstance(brought, LangChainModel)
    assert brought.info.reason == "given by the caller"


def test_an_address_may_name_its_model(server, hello, note):
    model = open_model(f"{server.url}#large")
    assert isinstance(model, OpenAIModel)
    assert (model.info.model, model.info.endpoint) == ("large", server.url)
    assert model.info.reason == "given by the caller"
    assert model.ask(Structured(messages=hello, schema=note)).value.size == 3
    assert server.bodies[0]["model"] == "large"
    assert open_model(f"{server.url}#large") is model, "one model, one set of connections"
    model.close()


def test_a_key_goes_only_where_it_was_set_for(server, environment, hello, note, key):
    environment(BRIEFSTAR_API_KEY=key, BRIEFSTAR_BASE_URL="https://llm.test/v1")
    elsewhere = open_model(f"{server.url}#large")
    elsewhere.ask(Structured(messages=hello, schema=note))
    environment(BRIEFSTAR_BASE_URL=server.url)
    there = open_model(f"{server.url}#large")
    there.ask(Structured(messages=hello, schema=note))
    assert server.keys == ["Bearer none", f"Bearer {key}"]
    elsewhere.close()
    there.close()


def test_a_bare_name_is_a_model_of_the_configured_endpoint(server, environment):
    environment(BRIEFSTAR_BASE_URL=server.url, BRIEFSTAR_MODEL="small")
    assert open_model("large").info.model == "large"
    assert open_model().info.model == "small"
    assert open_model().info.reason == "BRIEFSTAR_BASE_URL is set"


def test_the_embedded_model_is_opened_once_with_its_reason(monkeypatch):
    made = []

    class Embedded(FakeModel):
        def __init__(self, path=None, *, on_event=None, reason=""):
            super().__init__()
            made.append((path, on_event, reason))

    monkeypatch.setitem(
        sys.modules, "briefstar.llm.embedded", SimpleNamespace(EmbeddedModel=Embedded)
    )
    model = open_model(on_event=print)
    assert open_model() is model and open_model("embedded") is model
    open_model("~/other.gguf")
    assert made == [
        (None, print, "no endpoint is set and none answers on this machine"),
        (Path("~/other.gguf").expanduser(), None, "given by the caller"),
    ]


@pytest.mark.parametrize("spec", [7, "", ["x"]])
def test_anything_else_is_the_callers_mistake(spec):
    with pytest.raises(UsageError, match="a model is a briefstar model"):
        open_model(spec)


def test_llama_cpp_is_recognised_by_its_listing(server, environment, hello, note, monkeypatch):
    from briefstar.llm import probe

    found = probe.list_models(server.url)
    assert (found.models, found.llama_cpp) == (("small", "large"), False)
    server.owner = "llamacpp"
    environment(BRIEFSTAR_BASE_URL=server.url, BRIEFSTAR_MODEL="small")
    plan = choose_endpoint()
    assert plan.llama_cpp
    model = open_model()
    model.ask(Structured(messages=hello, schema=note, fresh=True))
    assert server.bodies[0]["cache_prompt"] is False
    model.close()


def test_a_probe_never_raises_and_never_shows_a_key(server, key):
    from briefstar.llm.probe import list_models
    from pydantic import SecretStr

    secret = SecretStr(key)
    for url in (NOWHERE, f"http://u:{key}@127.0.0.1:9/v1", server.url + "/x"):
        listing = list_models(url, secret)
        assert key not in repr(listing)
    server.models = None
    assert list_models(server.url).status == 404
