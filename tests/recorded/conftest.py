"""Recorded responses: real ones, readable, matched by body, played to the end.

Recorded from the embedded model by `make record`; cassettes/<module>/<test>.yaml.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from briefstar.llm.openai_model import OpenAIModel
from briefstar.llm.requests import Prime, Usage

ROOT = Path(__file__).resolve().parents[2]
HOST = "http://llm.test"
WEIGHTS = "qwen2.5-coder-1.5b-instruct-q4_k_m"
RECORDING = bool(os.environ.get("BRIEFSTAR_RECORD"))
_KEPT = {"content-type"}
_SCRUBBED = ("id", "created", "timings", "system_fingerprint")


class Readable:
    """Cassettes whose bodies are parsed JSON instead of escaped strings."""

    @staticmethod
    def serialize(cassette: dict[str, Any]) -> str:
        for turn in cassette["interactions"]:
            turn["request"]["body"] = json.loads(turn["request"]["body"])
            body = json.loads(turn["response"]["body"]["string"])
            turn["response"]["body"] = {k: v for k, v in body.items() if k not in _SCRUBBED}
        return yaml.safe_dump(cassette, allow_unicode=True, sort_keys=True, width=100)

    @staticmethod
    def deserialize(text: str) -> dict[str, Any]:
        cassette: dict[str, Any] = yaml.safe_load(text)
        for turn in cassette["interactions"]:
            turn["request"]["body"] = json.dumps(turn["request"]["body"])
            body = {"id": "recorded", "created": 0, **turn["response"]["body"]}
            turn["response"]["body"] = {"string": json.dumps(body).encode()}
        return cassette


def _request(request: Any) -> Any:
    if "/chat/completions" not in request.uri:
        return None
    body = json.loads(request.body)
    if body.get("max_tokens") == 1 and not body.get("logprobs"):
        return None  # the shared start being read ahead: no answer of a model
    request.uri = f"{HOST}/v1/chat/completions"
    request.headers = {k: v for k, v in request.headers.items() if k.lower() in _KEPT}
    request.body = json.dumps(body, sort_keys=True)
    return request


def _response(response: Any) -> Any:
    headers = response["headers"]
    response["headers"] = {k: v for k, v in headers.items() if k.lower() in _KEPT}
    return response


@pytest.fixture(scope="module")
def vcr_config() -> dict[str, Any]:
    return {
        "match_on": ["method", "path", "query", "body"],
        "before_record_request": _request,
        "before_record_response": _response,
        "decode_compressed_response": True,
        "serializer": "yaml",
    }


@pytest.fixture(scope="module")
def vcr_cassette_dir(request: pytest.FixtureRequest) -> str:
    return str(ROOT / "cassettes" / request.node.path.stem)


def pytest_recording_configure(config: pytest.Config, vcr: Any) -> None:
    vcr.register_serializer("yaml", Readable)


@pytest.fixture(autouse=True)
def _played_to_the_end(vcr: Any) -> Iterator[None]:
    yield
    assert vcr.play_count or RECORDING, "the cassette was not used"
    assert vcr.all_played or RECORDING, "the cassette was not played to its end"


class Replayed(OpenAIModel):
    """The real client on recorded responses; the shared start is not read again."""

    def ask(self, request: Any) -> Any:
        return Usage() if isinstance(request, Prime) else super().ask(request)


@pytest.fixture
def model(vcr: Any) -> Iterator[OpenAIModel]:
    if RECORDING:
        from briefstar.llm.embedded import EmbeddedModel

        opened: OpenAIModel = EmbeddedModel()
    else:
        opened = Replayed(f"{HOST}/v1", "recorded", WEIGHTS, llama_cpp=True)
    yield opened
    opened.close()
