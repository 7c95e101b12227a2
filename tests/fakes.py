"""Fakes for the brief pipeline: a script that answers its small questions, and a server of it.

`BriefScript` knows the questions by the prompt files, so that a reworded prompt still finds its
answer. It serves a `FakeModel` (`FakeModel(BriefScript())`) and, through `BriefServer`, a whole
process that is told of the endpoint by BRIEFSTAR_BASE_URL.
"""

from __future__ import annotations

import json
import math
import re
import threading
import time
from typing import Any

from briefstar.prompts import load_prompt, prompt_ids

from tests.local_http import LocalServer, QuietHandler

_DOCTORS = {
    "Name a fruit.": {"fruit": "banana"},
    "Is snow cold?": {"yes": 0.9, "no": 0.1},
}
_SLOT = re.compile(r"\\\{[a-z_]+\\\}")


def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """The last turn of each prompt as a pattern, the most telling first."""
    prompts = (load_prompt(id) for id in prompt_ids() if id.startswith(("brief.", "impact.")))
    last = {prompt.id: prompt.turns[-1] for prompt in prompts}
    texts = {id: text for id, (role, text) in last.items() if role == "user"}
    ordered = sorted(texts, key=lambda id: -len(re.sub(r"\{[a-z_]+\}", "", texts[id])))
    return [(id, re.compile(_SLOT.sub("(.+)", re.escape(texts[id])), re.S)) for id in ordered]


def prompt_of(question: str) -> tuple[str, tuple[str, ...]]:
    """The id of the prompt that a question was rendered from, and what stood in its slots."""
    for id, pattern in _patterns():
        if match := pattern.fullmatch(question.strip()):
            return id, match.groups()
    raise AssertionError(f"no prompt of the brief asks: {question!r}")


class BriefScript:
    """Answers each question of the brief pipeline; `asked` records prompt ids in order.

    `roles` maps a figure's text to its role, anything else is `other`. Every kind is confirmed
    with the weight `yes`. Terms repeat the card's own words. An exception under a prompt's id
    in `faults` is raised instead of an answer.
    """

    def __init__(
        self,
        *,
        outcome: str = "People find what they came for and come back.",
        measure: str = "share of users who come back",
        roles: dict[str, str] | None = None,
        yes: float = 0.9,
        faults: dict[str, Exception] | None = None,
    ) -> None:
        self.asked: list[str] = []
        self._outcome = outcome
        self._measure = measure
        self._roles = roles or {}
        self._yes = yes
        self._faults = faults or {}

    def __call__(self, request: Any) -> Any:
        """Answer a request, as `FakeModel` wants it."""
        return self.answer(request.messages[-1].content)

    def answer(self, question: str) -> dict[str, Any]:
        """A filled schema, or weights of labels; the doctor's two questions are answered too."""
        for start, reply in _DOCTORS.items():
            if question.startswith(start):
                return reply
        id, slots = prompt_of(question)
        self.asked.append(id)
        if id in self._faults:
            raise self._faults[id]
        if id == "brief.confirm":
            return {"Yes": self._yes, "No": 1 - self._yes}
        if id == "impact.role":
            return {"none": 1.0}
        if id == "brief.role":
            return {self._roles.get(slots[0], "other"): 1.0}
        if id == "brief.terms":
            user, item, operator = slots[0].rstrip(".").split(", ", 2)
            return {"user": user, "item": item, "operator": operator}
        replies = {
            "brief.outcome": {"outcome": self._outcome},
            "brief.measure": {"measure": self._measure},
        }
        assert id in replies, f"BriefScript cannot answer {id} yet"
        return replies[id]


class BriefServer(LocalServer):
    """An OpenAI-compatible endpoint on loopback that answers by a `BriefScript`.

    It waits `delay` seconds before each answer. `status` other than 200 refuses every question.
    """

    def __init__(self, script: BriefScript | None = None, *, delay: float = 0.0) -> None:
        self.script = script or BriefScript()
        self.delay = delay
        self.status = 200
        self.busiest = 0
        self._busy = 0
        self._lock = threading.Lock()
        outer = self

        class Handler(QuietHandler):
            def do_GET(self) -> None:
                self._send({"data": [{"id": "scripted"}]})

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                if outer.status != 200:
                    self._send({"error": {"message": "no"}}, outer.status)
                    return
                with outer._lock:
                    outer._busy += 1
                    outer.busiest = max(outer.busiest, outer._busy)
                time.sleep(outer.delay)
                with outer._lock:
                    outer._busy -= 1
                    try:
                        answer = outer.script.answer(body["messages"][-1]["content"])
                    except AssertionError as fault:
                        # A refusal is told at once; a crash would be retried first.
                        self._send({"error": {"message": str(fault)}}, 400)
                        return
                if "response_format" not in body:
                    self._send(_completion(max(answer, key=lambda k: answer[k]), answer))
                elif body.get("stream"):
                    self._stream(json.dumps(answer))
                else:
                    self._send(_completion(json.dumps(answer)))

            def _send(self, body: Any, status: int = 200) -> None:
                data = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def _stream(self, text: str) -> None:
                self.close_connection = True
                self.send_response(200)
                self.send_header("content-type", "text/event-stream")
                self.end_headers()
                for delta, finish in (({"content": text}, None), ({}, "stop")):
                    choice = {"index": 0, "delta": delta, "finish_reason": finish}
                    self.wfile.write(f"data: {json.dumps({'choices': [choice]})}\n\n".encode())
                self.wfile.write(b"data: [DONE]\n\n")

        super().__init__(Handler)
        self.url += "/v1"


def _completion(text: str, weights: dict[str, float] | None = None) -> dict[str, Any]:
    choice: dict[str, Any] = {
        "index": 0,
        "message": {"role": "assistant", "content": text},
        "finish_reason": "stop",
    }
    if weights:
        tokens = [{"token": k, "logprob": math.log(max(p, 1e-9))} for k, p in weights.items()]
        choice["logprobs"] = {"content": [{**tokens[0], "top_logprobs": tokens}]}
    usage = {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}
    return {"choices": [choice], "usage": usage}
