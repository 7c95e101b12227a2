"""An OpenAI-compatible server on loopback that answers at once, from a fixed script.

What a call through it takes is what client and wire take, so that two clients can be compared.
It keeps the bodies it was sent.
"""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MODEL = "instant"
LABELS = {
    "Yes": -0.3,
    "today": -0.7,
    "other": -1.2,
    "No": -1.6,
    "wanted": -2.0,
    "size": -2.3,
    "cost": -2.5,
    "delay": -3.0,
}
FILLED: dict[str, Any] = {
    "Outcome": {"outcome": "People find what they came for and come back."},
    "English": {"english": "Help people to find what they came for."},
    "Terms": {"user": "customer", "item": "product", "operator": "product team"},
    "Measure": {"measure": "customers who come back"},
    "Story": {
        "as_a": "customer",
        "i_want": "to see first what suits me",
        "so_that": "I find it without searching",
    },
    "DirectBrief": {
        "business_goal": "More customers come back.",
        "user_story": "As a customer, I want what suits me, so that I come back.",
        "ml_approach": "Show the most popular products first; then rank by what was bought.",
        "metrics": [
            {
                "name": name,
                "kind": kind,
                "definition": "What its name says.",
                "baseline": "unknown",
                "target": "unknown",
                "window": "unknown",
                "owner": "analyst",
                "moves": moves,
            }
            for name, kind, moves in (
                ("Retention", "product", "the business goal"),
                ("Recall", "model", "Retention"),
                ("Complaints", "guardrail", "trust"),
            )
        ],
        "dependencies": [{"what": "Orders by customer", "owner": "data engineer"}],
        "risks": [{"risk": "Few orders", "mitigation": "Show what is popular"}],
        "questions": [{"text": "Who comes back?", "why": "It is counted", "who": "data"}],
    },
}
_USAGE = {"prompt_tokens": 900, "completion_tokens": 20, "total_tokens": 920}


class InstantServer:
    """Serves until it is closed; `bodies` are the requests for completions, in order."""

    def __init__(self) -> None:
        self.bodies: list[dict[str, Any]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                self.reply(json.dumps({"object": "list", "data": [{"id": MODEL}]}))

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                outer.bodies.append(body)
                if body.get("stream"):
                    self.reply(streamed(body), "text/event-stream")
                else:
                    self.reply(json.dumps(completed(body)))

            def reply(self, text: str, kind: str = "application/json") -> None:
                data = text.encode()
                head = (
                    f"HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\n"
                    f"content-length: {len(data)}\r\n\r\n"
                )
                self.wfile.write(head.encode() + data)

            def log_message(self, *args: Any) -> None:
                """Stay quiet."""

        class Server(ThreadingHTTPServer):
            daemon_threads = True

        self._http = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}/v1"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def __enter__(self) -> InstantServer:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()


def completed(body: dict[str, Any]) -> dict[str, Any]:
    """The answer to a request: a filled schema, or the likeliest first tokens."""
    choice: dict[str, Any] = {
        "index": 0,
        "message": {"role": "assistant", "content": content(body)},
        "finish_reason": "stop",
    }
    if body.get("logprobs"):
        tokens = [{"token": k, "logprob": p, "bytes": None} for k, p in LABELS.items()]
        choice["logprobs"] = {"content": [{**tokens[0], "top_logprobs": tokens}]}
    return {
        "id": "instant",
        "object": "chat.completion",
        "created": 0,
        "model": MODEL,
        "choices": [choice],
        "usage": _USAGE,
    }


def streamed(body: dict[str, Any]) -> str:
    """The same as server-sent events, a few characters each, all at once."""
    text = content(body)
    pieces = [text[i : i + 6] for i in range(0, len(text), 6)]
    deltas: list[tuple[dict[str, Any], str | None]] = [({"content": p}, None) for p in pieces]
    events: list[dict[str, Any]] = [
        {"choices": [{"index": 0, "delta": delta, "finish_reason": finish}]}
        for delta, finish in [*deltas, ({}, "stop")]
    ]
    events.append({"choices": [], "usage": _USAGE})
    head = {"id": "instant", "object": "chat.completion.chunk", "created": 0, "model": MODEL}
    lines = [f"data: {json.dumps(head | event)}\n\n" for event in events]
    return "".join([*lines, "data: [DONE]\n\n"])


def content(body: dict[str, Any]) -> str:
    """What the assistant says."""
    asked = body.get("response_format")
    return json.dumps(FILLED[asked["json_schema"]["name"]]) if asked else "Yes"
