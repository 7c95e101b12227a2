"""What benchmarks share: the direct way (one JSON-schema prompt, bare client), turns, ratios."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from briefstar.llm.dialect import SEED
from briefstar.llm.schema import response_format
from connection import Connection
from pydantic import BaseModel

Measured = dict[str, Any]
Way = Callable[..., Measured]
"""Does the work for some texts; returns at least `seconds`."""


def direct_way(
    at: Connection,
    prompt: Callable[..., tuple[str, str]],
    schema: type[BaseModel],
    warm_up: Sequence[str],
    max_tokens: int,
) -> Way:
    """Ask for the whole result at once. `prompt` makes the system and the user message.

    Before the measured call the fixed part is sent with `warm_up`, so that a prompt cache holds it
    as in a program that asks nothing else.
    """
    client = at.bare()

    def send(texts: Sequence[str], room: int) -> Any:
        system, user = prompt(*texts)
        body: dict[str, Any] = {
            "model": at.name,
            "messages": [
                {"role": "system", "content": system},
                {"role": "user", "content": user},
            ],
            "response_format": response_format(schema),
            "max_tokens": room,
            "temperature": 0,
            "seed": SEED,
        }
        return client.chat.completions.create(**body)

    def ask(*texts: str) -> Measured:
        send(warm_up, 1)
        started = time.perf_counter()
        reply = send(texts, max_tokens)
        seconds = time.perf_counter() - started
        choice, usage = reply.choices[0], reply.usage
        cached = usage.prompt_tokens_details if usage else None
        return {
            "seconds": seconds,
            "calls": 1,
            "prompt_tokens": usage.prompt_tokens if usage else None,
            "cached_tokens": cached.cached_tokens if cached else None,
            "completion_tokens": usage.completion_tokens if usage else None,
            "cut_off": choice.finish_reason == "length",
        }

    return ask


def take_turns(
    items: Mapping[str, Sequence[str]], ways: Mapping[str, Way]
) -> dict[str, dict[str, Measured]]:
    """Run every way on every item's texts, each time in another order."""
    rows: dict[str, dict[str, Measured]] = {}
    names = list(ways)
    for turn, (id, texts) in enumerate(items.items()):
        row = rows.setdefault(id, {})
        first = turn % len(names)
        for name in [*names[first:], *names[:first]]:
            row[name] = ways[name](*texts)
            print(f"{id} {name:<9} {row[name]['seconds']:6.1f} s", file=sys.stderr, flush=True)
    return rows


def compare(rows: Mapping[str, Mapping[str, Measured]], way: str, other: str) -> dict[str, float]:
    """Return one way's time as a share of another's: medians over items, and of the sums."""
    pairs = [(row[way], row[other]["seconds"]) for row in rows.values()]
    total = sum(seconds for _, seconds in pairs)
    return {
        "whole_median": statistics.median(own["seconds"] / s for own, s in pairs),
        "whole_of_sums": sum(own["seconds"] for own, _ in pairs) / total,
        "first_median": statistics.median(own["first"] / s for own, s in pairs),
        "first_of_sums": sum(own["first"] for own, _ in pairs) / total,
    }


def spread(items: Sequence[Any], count: int) -> list[Any]:
    """Return so many items, evenly over the list."""
    kept = max(1, min(count, len(items)))
    return [items[i * len(items) // kept] for i in range(kept)]
