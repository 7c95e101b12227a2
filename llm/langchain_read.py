"""From LangChain's messages to our answers: every provider names the same things differently."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from .fill import Answer
from .requests import Usage

_FINISHES = {
    "max_tokens": "length",
    "safety": "content_filter",
    "refusal": "content_filter",
    "recitation": "content_filter",
}


def read_message(reply: Any, seconds: float) -> Answer:
    """Read a chat model's message."""
    meta = reply.response_metadata or {}
    finish = meta.get("finish_reason") or meta.get("stop_reason") or meta.get("done_reason")
    finish = str(finish or "stop").lower()
    text = str(reply.text)
    calls = getattr(reply, "tool_calls", None)
    if not text.strip() and calls:
        # Some chat models hold a reply to a schema by way of a tool's arguments.
        text = json.dumps(calls[0]["args"])
    return Answer(
        text,
        _FINISHES.get(finish, finish),
        reply.additional_kwargs.get("refusal"),
        _tokens(meta.get("logprobs")),
        _usage(getattr(reply, "usage_metadata", None) or {}, seconds),
    )


def read_cut_off(error: Exception) -> Answer | None:
    """The answer inside the error that the openai SDK raises for a reply that was cut off."""
    finish = {
        "LengthFinishReasonError": "length",
        "ContentFilterFinishReasonError": "content_filter",
    }.get(type(error).__name__)
    if finish is None:
        return None
    completion = getattr(error, "completion", None)
    text = (completion.choices[0].message.content or "") if completion else ""
    return Answer(text, finish, usage=Usage(calls=1))


def _tokens(logprobs: Any) -> tuple[tuple[str, float], ...] | None:
    content = logprobs.get("content") if isinstance(logprobs, Mapping) else None
    if not content:
        return None
    return tuple((top["token"], top["logprob"]) for top in content[0].get("top_logprobs") or ())


def _usage(counted: Mapping[str, Any], seconds: float) -> Usage:
    return Usage(
        calls=1,
        prompt_tokens=counted.get("input_tokens", 0),
        cached_tokens=(counted.get("input_token_details") or {}).get("cache_read", 0),
        completion_tokens=counted.get("output_tokens", 0),
        seconds=seconds,
    )
