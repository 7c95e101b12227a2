"""A loopback server that misbehaves to order, and the four ways to send a request to a model."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from briefstar.llm import endpoint
from briefstar.llm.openai_model import OpenAIModel
from briefstar.llm.patience import Retries
from briefstar.llm.requests import Message, Partial
from briefstar.llm.settings import Settings
from pydantic import BaseModel

from tests.local_http import LocalServer, QuietHandler

KEY = "sk-test-very-secret-0123456789"
USAGE = {
    "prompt_tokens": 10,
    "completion_tokens": 4,
    "total_tokens": 14,
    "prompt_tokens_details": {"cached_tokens": 6},
}

CHUNK = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "small"}


class Note(BaseModel):
    title: str
    size: int


class FaultyServer(LocalServer):
    """Serves one scripted behaviour per request, then `good` ones; records what it was sent."""

    def __init__(self) -> None:
        self.script: deque[Callable[[Any], None]] = deque()
        self.good: Callable[[Any], None] = self.says('{"title": "fine", "size": 3}')
        self.models: tuple[str, ...] | None = ("small", "large")
        self.owner = "somebody"
        self.bodies: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.headers: list[dict[str, str]] = []
        self.hung_up = threading.Event()
        outer = self

        class Handler(QuietHandler):
            def do_GET(self) -> None:
                if outer.models is None:
                    outer.status(404, {"error": {"message": "no such page"}})(self)
                else:
                    models = [{"id": name, "owned_by": outer.owner} for name in outer.models]
                    _send(self, 200, {"data": models})

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                outer.bodies.append(json.loads(body))
                outer.keys.append(self.headers["authorization"])
                outer.headers.append(dict(self.headers.items()))
                act = outer.script.popleft() if outer.script else outer.good
                act(self)

        super().__init__(Handler)
        self.url += "/v1"

    def status(
        self, code: int, body: Any = None, headers: dict[str, str] | None = None
    ) -> Callable[[Any], None]:
        """Answer with an HTTP status and a JSON body."""
        return lambda handler: _send(handler, code, body or {}, headers)

    def page(self, text: str, kind: str = "text/html") -> Callable[[Any], None]:
        """Answer 200 with something that is no completion."""
        return lambda handler: _write(handler, 200, text.encode(), kind)

    def says(
        self, text: str | None, finish: str = "stop", refusal: str | None = None, **extra: Any
    ) -> Callable[[Any], None]:
        """Answer with a completion, streamed when that was asked for."""

        def act(handler: Any) -> None:
            if self.bodies[-1].get("stream"):
                events = [{"delta": {"role": "assistant", "content": ""}}]
                events += [{"delta": {"content": piece}} for piece in _pieces(text or "")]
                events.append({"delta": {"refusal": refusal} if refusal else {}})
                events[-1]["finish_reason"] = finish
                lines = [{"choices": [{"index": 0, **event}]} for event in events]
                _start_events(handler)
                for line in [*lines, {"choices": [], "usage": USAGE}]:
                    _event(handler, json.dumps({**CHUNK, **line}))
                _event(handler, "[DONE]")
                handler.wfile.write(b"0\r\n\r\n")
            else:
                message = {"role": "assistant", "content": text, "refusal": refusal}
                choice = {"index": 0, "message": message, "finish_reason": finish, **extra}
                _send(handler, 200, {"choices": [choice], "usage": USAGE})

        return act

    def weighs(self, **tokens: float) -> Callable[[Any], None]:
        """Answer with the log-probabilities of first tokens."""
        listed = [{"token": token, "logprob": p} for token, p in tokens.items()]
        first = {**listed[0], "top_logprobs": listed}
        return self.says(listed[0]["token"], "length", logprobs={"content": [first]})

    def drops(self, text: str) -> Callable[[Any], None]:
        """Begin a reply, then hang up."""

        def act(handler: Any) -> None:
            handler.close_connection = True
            if self.bodies[-1].get("stream"):
                _start_events(handler)
                _event(handler, json.dumps(_piece(text)))
            else:
                handler.send_response(200)
                handler.send_header("content-type", "application/json")
                handler.send_header("content-length", "1000")
                handler.end_headers()
                handler.wfile.write(b'{"choices": [')

        return act

    def dawdles(self, seconds: float) -> Callable[[Any], None]:
        """Answer too late."""

        def act(handler: Any) -> None:
            handler.close_connection = True
            time.sleep(seconds)

        return act

    def trickles(self, text: str) -> Callable[[Any], None]:
        """Stream the same piece again and again, until the reader hangs up."""

        def act(handler: Any) -> None:
            handler.close_connection = True
            _start_events(handler)
            line = json.dumps(_piece(text))
            try:
                for _ in range(2000):
                    _event(handler, line)
                    time.sleep(0.005)
            except OSError:
                self.hung_up.set()

        return act


def _piece(text: str) -> dict[str, Any]:
    return {**CHUNK, "choices": [{"index": 0, "delta": {"content": text}}]}


def _pieces(text: str) -> list[str]:
    return [text[i : i + 6] for i in range(0, len(text), 6)]


def _start_events(handler: Any) -> None:
    handler.send_response(200)
    handler.send_header("content-type", "text/event-stream")
    handler.send_header("transfer-encoding", "chunked")
    handler.end_headers()


def _event(handler: Any, line: str) -> None:
    data = f"data: {line}\n\n".encode()
    handler.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
    handler.wfile.flush()


def _send(handler: Any, code: int, body: Any, headers: dict[str, str] | None = None) -> None:
    _write(handler, code, json.dumps(body).encode(), "application/json", headers)


def _write(
    handler: Any, code: int, data: bytes, kind: str, headers: dict[str, str] | None = None
) -> None:
    handler.send_response(code)
    for name, value in {"content-type": kind, **(headers or {})}.items():
        handler.send_header(name, value)
    handler.send_header("content-length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data)


@pytest.fixture
def server() -> Iterator[FaultyServer]:
    faulty = FaultyServer()
    yield faulty
    faulty.close()


@pytest.fixture
def key() -> str:
    return KEY


@pytest.fixture
def note() -> type[BaseModel]:
    return Note


@pytest.fixture
def hello() -> tuple[Message, ...]:
    return (Message("system", "Be brief."), Message("user", "Hello"))


@pytest.fixture
def make_model(server: FaultyServer) -> Iterator[Callable[..., OpenAIModel]]:
    made: list[OpenAIModel] = []

    def make(**changes: Any) -> OpenAIModel:
        options = {"retries": Retries(backoff=0.001, max_wait=0.5), "timeout": 5.0, **changes}
        model = OpenAIModel(server.url, KEY, "small", **options)
        made.append(model)
        return model

    yield make
    for model in made:
        model.close()


@pytest.fixture
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    """No variable of this machine, no server of this machine, nothing kept from before."""
    for field in Settings.model_fields:
        monkeypatch.delenv(f"BRIEFSTAR_{field.upper()}", raising=False)
        monkeypatch.delenv(field.upper(), raising=False)
    monkeypatch.setattr(endpoint, "LOOPBACK", (("Ollama", "http://127.0.0.1:9/v1"),))
    monkeypatch.setattr(endpoint, "_opened", {})


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Set variables of the environment."""

    def change(**variables: str) -> None:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)

    return change


def _sync(model: Any, request: Any) -> list[Any]:
    return [model.ask(request)]


def _async(model: Any, request: Any) -> list[Any]:
    return [asyncio.run(model.aask(request))]


def _stream(model: Any, request: Any) -> list[Any]:
    return list(model.stream(request))


def _astream(model: Any, request: Any) -> list[Any]:
    async def collect() -> list[Any]:
        return [item async for item in model.astream(request)]

    return asyncio.run(collect())


WAYS = {"sync": _sync, "async": _async, "stream": _stream, "astream": _astream}


@pytest.fixture(params=list(WAYS))
def way(request: pytest.FixtureRequest) -> str:
    """Each way to send a `Structured`."""
    return str(request.param)


@pytest.fixture
def send(way: str) -> Callable[[Any, Any], Any]:
    """Send a request one way; return the result, its partials left out."""

    def act(model: Any, request: Any) -> Any:
        items = WAYS[way](model, request)
        assert all(isinstance(item, Partial) for item in items[:-1])
        return items[-1]

    return act
