"""The model hub as a source: one HTTPS file, fetched with Range requests."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from .catalogue import MAGIC, Published
from .partial import Partial
from .progress import Reporter, SourceFailed

if TYPE_CHECKING:
    import httpx2

NAME = "hub"
LABEL = "the model hub"
DEFAULT_ENDPOINT = "https://huggingface.co"
CONNECT_SECONDS = 3.0
READ_SECONDS = 20.0
PAUSES = (0.5, 2.0, 5.0)
"""Seconds before each new try; after the last, the source has failed."""


class _Interrupted(Exception):
    """The transfer stopped, and asking again may help."""


def fetch(weights: Published, partial: Partial, report: Reporter) -> None:
    """Go on from where the partial ends until it is whole. Raises `SourceFailed`.

    A hub that cannot be reached at all fails at once, so that another source can be tried.
    """
    import httpx2

    url = _url(weights)
    timeout = httpx2.Timeout(READ_SECONDS, connect=CONNECT_SECONDS)
    started, mark, tries = partial.size, partial.size, 0
    try:
        client = httpx2.Client(follow_redirects=True, timeout=timeout)
    except (ValueError, OSError) as error:
        raise SourceFailed(f"its client cannot be set up: {error}") from error
    with client:
        while partial.size < weights.bytes:
            try:
                _transfer(client, url, weights, partial, report)
                continue
            except httpx2.ConnectTimeout as error:
                reason, reached = f"no answer within {CONNECT_SECONDS:g} s", False
                cause: Exception = error
            except httpx2.ConnectError as error:
                reason, reached, cause = f"cannot connect ({error})", False, error
            except (httpx2.TransportError, _Interrupted) as error:
                reason, reached, cause = str(error) or type(error).__name__, True, error
            except (httpx2.HTTPError, httpx2.InvalidURL) as error:
                raise SourceFailed(f"{urlsplit(url).hostname}: {error}") from error
            # A connection that drops again and again, a few bytes further each time, is no use.
            if partial.size - mark > weights.bytes // 100:
                mark, tries = partial.size, 0
            if tries == len(PAUSES) or (not reached and partial.size == started):
                raise SourceFailed(f"{urlsplit(url).hostname}: {reason}") from cause
            report(NAME, partial.size, weights.bytes, f"the hub stopped ({reason}); trying again")
            time.sleep(PAUSES[tries])
            tries += 1


def _url(weights: Published) -> str:
    endpoint = os.environ.get("HF_ENDPOINT") or DEFAULT_ENDPOINT
    hub = weights.hub
    return f"{endpoint.rstrip('/')}/{hub.repository}/resolve/{hub.revision}/{weights.file}"


def _transfer(
    client: httpx2.Client, url: str, weights: Published, partial: Partial, report: Reporter
) -> None:
    headers = {"accept-encoding": "identity"}
    if partial.size:
        headers["range"] = f"bytes={partial.size}-"
    with client.stream("GET", url, headers=headers) as response:
        _check(response, weights, partial)
        for block in response.iter_raw():
            if partial.size == 0 and not block.startswith(MAGIC):
                raise SourceFailed("it serves something else than the weights")
            partial.write(block, NAME)
            report(NAME, partial.size, weights.bytes, f"from {LABEL}")
    if partial.size < weights.bytes:
        raise _Interrupted("the transfer ended early")


def _check(response: httpx2.Response, weights: Published, partial: Partial) -> None:
    """Make sure that the bytes to come belong where the partial ends."""
    status = response.status_code
    if status == 200:
        # Also the answer of a server that knows no ranges: then it all comes again.
        offered = response.headers.get("content-length", str(weights.bytes))
        if offered != str(weights.bytes):
            raise SourceFailed(f"it offers a file of {offered} bytes, not {weights.bytes}")
        partial.cut(0)
    elif status == 206:
        span, _, total = response.headers.get("content-range", "").partition("/")
        if not span.startswith(f"bytes {partial.size}-") or total not in (str(weights.bytes), "*"):
            raise SourceFailed(f"it answers with another range, {span!r} of {total or '?'}")
    elif status == 416:
        raise SourceFailed("its file is shorter than the weights")
    elif status in (408, 429) or status >= 500:
        raise _Interrupted(f"HTTP {status}")
    else:
        raise SourceFailed(f"HTTP {status} from {response.url.host}")
