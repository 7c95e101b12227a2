"""What the pipeline costs beside the model: milliseconds a call over the bare openai client.

Drafts briefs on a server that answers at once, then sends the very bodies that it recorded again
through the bare client. The difference is ours: the model seam (building requests, reading and
checking replies) and the pipeline's own code (reading, embedding, judging, writing, verifying).
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Generator, Sequence
from typing import Any

import openai
from briefstar.evals.goals import Goal, load_goals
from briefstar.llm.clients import local_options
from briefstar.llm.openai_model import OpenAIModel
from briefstar.translator.drafting import draft_brief
from instant import MODEL, InstantServer
from report import publish
from startup import TO_REACH, startup_seconds

TO_REACH_MS = 5.0
WARM_UP = {"goal": "Sell more umbrellas.", "context": "We sold 1,200 of them in May."}
_OURS = ("cache_prompt",)
_PARTS = {
    "pipeline": "whole pipeline over the bare client",
    "seam": "of which the model seam",
    "code": "of which reading, judging and writing",
}


class Timed:
    """A model that adds up the seconds spent in it. Implements the sync half of `Model`."""

    def __init__(self, model: OpenAIModel) -> None:
        self._model = model
        self.info = model.info
        self.seconds = 0.0

    def ask(self, request: Any) -> Any:
        """Ask, and count the time."""
        started = time.perf_counter()
        try:
            return self._model.ask(request)
        finally:
            self.seconds += time.perf_counter() - started

    def stream(self, request: Any) -> Generator[Any, None, None]:
        """Stream, and count the time that the next part takes."""
        parts = self._model.stream(request)
        while True:
            started = time.perf_counter()
            part = next(parts, None)
            self.seconds += time.perf_counter() - started
            if part is None:
                return
            yield part

    async def aask(self, request: Any) -> Any:
        """Ask, uncounted."""
        return await self._model.aask(request)

    def astream(self, request: Any) -> Any:
        """Stream, uncounted."""
        return self._model.astream(request)

    def close(self) -> None:
        """Close the model."""
        self._model.close()


def replay(client: openai.OpenAI, bodies: Sequence[dict[str, Any]]) -> float:
    """Send recorded bodies by the bare client; return the seconds that it took."""
    calls = [
        {k: v for k, v in body.items() if k not in _OURS}
        | {"extra_body": {k: body[k] for k in _OURS if k in body}}
        for body in bodies
    ]
    started = time.perf_counter()
    for call in calls:
        reply = client.chat.completions.create(**call)
        if call.get("stream"):
            for _ in reply:
                pass
    return time.perf_counter() - started


def measure(
    goal: Goal, server: InstantServer, model: Timed, client: openai.OpenAI
) -> dict[str, float]:
    """Draft one brief and replay its calls; return milliseconds a call."""
    server.bodies.clear()
    model.seconds = 0.0
    started = time.perf_counter()
    draft_brief(goal.goal, goal.context, model=model, on_event=lambda _event: None)
    whole = time.perf_counter() - started
    bodies = list(server.bodies)
    bare = replay(client, bodies)
    by_call = 1000 / len(bodies)
    return {
        "calls": len(bodies),
        "bare": bare * by_call,
        "pipeline": (whole - bare) * by_call,
        "seam": (model.seconds - bare) * by_call,
        "code": (whole - model.seconds) * by_call,
    }


def main(argv: Sequence[str]) -> None:
    """Measure, print and write the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N tune goals")
    args = parser.parse_args(argv)
    goals = load_goals("tune", limit=args.limit)
    with InstantServer() as server:
        model = Timed(OpenAIModel(server.url, None, MODEL, llama_cpp=True))
        http = openai.DefaultHttpx2Client(**local_options(server.url))
        client = openai.OpenAI(base_url=server.url, api_key="none", max_retries=0, http_client=http)
        measure(
            goals[0].model_copy(update=WARM_UP), server, model, client
        )  # what is loaded once is not a cost by call
        # Each goal once: a second time could find what the first has left in memory.
        rows = {g.id: measure(g, server, model, client) for g in goals}
    calls = statistics.median(row["calls"] for row in rows.values())
    shown = {
        key: round(statistics.median(row[key] for row in rows.values()), 2)
        for key in ("bare", *_PARTS)
    }
    seconds = startup_seconds()
    table = [
        ["figure", "measured", "to reach"],
        [f"bare client, ms a call ({calls:.0f} calls a brief)", f"{shown['bare']:.1f}", "–"],
        *(
            [f"{title}, ms a call", f"{shown[key]:.1f}", "≤ 5" if key == "pipeline" else "–"]
            for key, title in _PARTS.items()
        ),
        *(
            [f"{name}, s", f"{value:.3f}", f"≤ {TO_REACH[name]}" if name in TO_REACH else "–"]
            for name, value in seconds.items()
        ),
    ]
    result = {
        "goals": len(goals),
        "calls_a_brief_median": calls,
        "ms_a_call_median": shown,
        "ms_a_call_to_reach": {"pipeline": TO_REACH_MS},
        "startup_seconds_best": seconds,
        "startup_seconds_to_reach": TO_REACH,
        "by_goal": {
            id: {key: round(value, 2) for key, value in row.items()} for id, row in rows.items()
        },
    }
    publish("overhead", argv, None, table, result)


if __name__ == "__main__":
    main(sys.argv[1:])
