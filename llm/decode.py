"""From the openai SDK's objects and errors to ours. The only reader of the SDK's types.

Endpoints differ, and the SDK does not validate what they send, so nothing is taken for granted.
"""

from __future__ import annotations

import email.utils
import json
import time
from collections.abc import Mapping
from typing import Any

from .requests import Usage
from .wire import Chunk, Failure, FailureKind


def read_completion(reply: Any) -> Chunk:
    """Read a whole chat completion. Raises `Failure("garbled")` when it is none."""
    choices = getattr(reply, "choices", None)
    if not isinstance(choices, list) or not choices or _get(choices[0], "message") is None:
        raise Failure("garbled", str(reply)[:200])
    message = _get(choices[0], "message")
    return Chunk(
        text=_get(message, "content") or "",
        finish=_get(choices[0], "finish_reason"),
        refusal=_get(message, "refusal"),
        tokens=_first_tokens(_get(choices[0], "logprobs")),
        usage=_read_usage(_get(reply, "usage")),
    )


def read_chunk(piece: Any) -> Chunk | None:
    """Read one piece of a streamed completion; None for the end of the stream."""
    if piece is None:
        return None
    usage = _read_usage(_get(piece, "usage"))
    choices = _get(piece, "choices")
    if not choices:
        return Chunk(usage=usage)
    delta = _get(choices[0], "delta")
    return Chunk(
        text=_get(delta, "content") or "",
        finish=_get(choices[0], "finish_reason"),
        refusal=_get(delta, "refusal"),
        usage=usage,
    )


def read_models(page: Any) -> tuple[str, ...]:
    """The names in a list of models; empty when it is no such list."""
    data = getattr(page, "data", None)
    names = [_get(item, "id") for item in data] if isinstance(data, list) else []
    return tuple(name for name in names if isinstance(name, str))


def read_failure(error: Exception) -> Failure:
    """Sort an error of the SDK. What it cannot sort is raised again."""
    import httpx2
    import openai

    if isinstance(error, Failure):
        return error
    if isinstance(error, openai.APITimeoutError):
        unreached = isinstance(error.__cause__, (httpx2.ConnectTimeout, httpx2.PoolTimeout))
        return Failure("connection" if unreached else "timeout")
    if isinstance(error, openai.APIConnectionError):
        cause = error.__cause__
        broke = isinstance(cause, (httpx2.RemoteProtocolError, httpx2.ReadError))
        told = f"{type(cause).__name__}: {cause}" if cause else ""
        return Failure("dropped" if broke else "connection", told)
    if isinstance(error, openai.APIStatusError):
        status = error.status_code
        return Failure(
            _status_kind(status, str(error.code or "")),
            _detail(error.body),
            status=status,
            param=error.param,
            retry_after=_retry_after(error.response.headers),
        )
    if isinstance(error, openai.APIError):
        # An error event in the middle of a stream.
        code = str(error.code or "")
        kind = _status_kind(int(code), "") if code.isdigit() else "server"
        return Failure(kind, _detail(error.body) or error.message, param=error.param)
    if isinstance(error, (json.JSONDecodeError, UnicodeDecodeError)):
        return Failure("garbled", f"not JSON: {error}")
    if isinstance(error, (httpx2.HTTPError, OSError)):
        return Failure("connection", f"{type(error).__name__}: {error}")
    raise error


def _status_kind(status: int, code: str) -> FailureKind:
    if status == 429:
        return "quota" if code in ("insufficient_quota", "billing_hard_limit_reached") else "rate"
    if status >= 500:
        return "server"
    kinds: dict[int, FailureKind] = {401: "key", 403: "key", 404: "missing", 408: "server"}
    return kinds.get(status, "refused")


def _detail(body: object) -> str:
    if isinstance(body, Mapping):
        inner = body.get("error", body)
        message = inner.get("message", "") if isinstance(inner, Mapping) else inner
        return " ".join(str(message or json.dumps(body, default=str)).split())[:500]
    return " ".join(str(body or "").split())[:500]


def _retry_after(headers: Mapping[str, str]) -> float | None:
    millis, value = headers.get("retry-after-ms", ""), headers.get("retry-after", "")
    try:
        return max(0.0, float(millis) / 1000 if millis else float(value))
    except ValueError:
        when = email.utils.parsedate_tz(value) if value else None
        return max(0.0, email.utils.mktime_tz(when) - time.time()) if when else None


def _first_tokens(logprobs: Any) -> tuple[tuple[str, float], ...] | None:
    content = _get(logprobs, "content")
    if content is None:
        return None
    listed = (_get(content[0], "top_logprobs") or ()) if content else ()
    pairs = [(_get(item, "token"), _get(item, "logprob")) for item in listed]
    return tuple(
        (str(token), float(p)) for token, p in pairs if token is not None and p is not None
    )


def _read_usage(usage: Any) -> Usage | None:
    if usage is None:
        return None
    details = _get(usage, "prompt_tokens_details")
    return Usage(
        prompt_tokens=_get(usage, "prompt_tokens") or 0,
        cached_tokens=_get(details, "cached_tokens") or 0,
        completion_tokens=_get(usage, "completion_tokens") or 0,
    )


def _get(thing: Any, name: str) -> Any:
    """A field of an SDK object or of a bare mapping, which the SDK leaves when types differ."""
    return thing.get(name) if isinstance(thing, Mapping) else getattr(thing, name, None)
