"""What to tell a person when an endpoint failed: one line, what is wrong and what to do.

Never a key or a header: an endpoint may echo the key, so it is cut out of every text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit, urlunsplit

from ..errors import UsageError
from .dialect import overflows
from .wire import Failure

_KEY_LIKE = re.compile(r"\b(?:sk|pk|key|gsk|xai)-[\w*.-]{6,}|\bBearer\s+\S+", re.IGNORECASE)


def scrub(text: str, secret: str | None) -> str:
    """Cut the key, and what looks like one, out of a text."""
    if secret:
        text = text.replace(secret, "[key]")
    return _KEY_LIKE.sub("[key]", text)


def shown_url(url: str) -> str:
    """A URL without user name, password and query. Raises `UsageError` when it is none."""
    try:
        parts = urlsplit(url)
        valid = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        valid = False
    if not valid:
        raise UsageError("an endpoint's address must look like https://host/v1")
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, host, parts.path, "", "")).rstrip("/")


def explain(
    failure: Failure,
    *,
    model: str,
    endpoint: str,
    timeout: float,
    waited: float,
    models: Sequence[str] = (),
) -> str:
    """The message of the `ModelError` for a failure. `timeout` and `waited` are in seconds.

    `models` are the names that the endpoint has, when they could be asked for.
    """
    says = f" It says: {failure.detail}" if failure.detail else ""
    if overflows(failure):
        return (
            f"the text does not fit into the context window of {model} at {endpoint}: shorten "
            f"the context, or use a model with a larger window.{says}"
        )
    if failure.kind == "key":
        said = says if failure.status == 403 else ""
        return (
            f"the key was refused by {endpoint} (HTTP {failure.status}): "
            f"set BRIEFSTAR_API_KEY.{said}"
        )
    if failure.kind == "missing":
        return _missing(model, endpoint, models, says)
    if failure.kind == "rate":
        asked = f"asks to wait {failure.retry_after:.0f} s" if failure.retry_after else "is busy"
        return (
            f"{endpoint} limits the rate of requests and {asked} (waited {waited:.0f} s): "
            f"try again later.{says}"
        )
    if failure.kind == "quota":
        return f"the account at {endpoint} has no credit left.{says}"
    if failure.kind == "server":
        return f"{endpoint} failed (HTTP {failure.status or 500}), also when tried again.{says}"
    if failure.kind == "connection":
        return f"cannot reach {endpoint}: is the server running, and the address right?{says}"
    if failure.kind == "dropped":
        return f"the connection to {endpoint} broke in mid-reply, twice.{says}"
    if failure.kind == "timeout":
        return (
            f"{model} at {endpoint} gave no answer within {timeout:g} s: set BRIEFSTAR_TIMEOUT "
            "to more seconds, or use a faster model"
        )
    if failure.kind == "garbled":
        return (
            f"{endpoint} answered with something that is no chat completion: is the address "
            f"right? It usually ends in /v1.{says}"
        )
    return f"{endpoint} refused the request (HTTP {failure.status}).{says}"


def _missing(model: str, endpoint: str, models: Sequence[str], says: str) -> str:
    if not models:
        return (
            f"{endpoint} has no model {model!r}, or is not the right address (HTTP 404): set "
            f"BRIEFSTAR_MODEL, or BRIEFSTAR_BASE_URL, which usually ends in /v1.{says}"
        )
    shown = ", ".join(sorted(models)[:12]) + (", …" if len(models) > 12 else "")
    return (
        f"{endpoint} has no model {model!r}; it has: {shown}. Set BRIEFSTAR_MODEL to one of them."
    )
