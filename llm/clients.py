"""Keeps the openai SDK's clients: one for sync callers, one for each running event loop.

Making a client costs some 20 ms, so it is kept; an async client belongs to the loop that first
used it and breaks in another. The only place that holds the key in the clear.
"""

from __future__ import annotations

import asyncio
import os
import ssl
import threading
import weakref
from collections.abc import AsyncGenerator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    import httpx2
    from openai import AsyncOpenAI, OpenAI
    from pydantic import SecretStr

_CONNECT_SECONDS = 10.0


def is_loopback(url: str) -> bool:
    """Whether a URL points to this machine."""
    return urlsplit(url).hostname in ("127.0.0.1", "localhost", "::1")


def local_options(url: str) -> dict[str, Any]:
    """Options of an HTTP client for a plain address on this machine; empty for any other."""
    if urlsplit(url).scheme != "http" or not is_loopback(url):
        return {}
    # A proxy set in the environment cannot reach this machine's loopback. Reading the
    # certificates takes 50 ms, which plain HTTP has no use for; none are trusted instead.
    return {"trust_env": False, "verify": ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)}


def _own_headers(url: str, key: str) -> dict[str, Any]:
    """Headers that keep what the environment sets for OpenAI from going to anybody else.

    The SDK sends `OPENAI_ORG_ID`, `OPENAI_PROJECT_ID` and `OPENAI_CUSTOM_HEADERS`, which may
    hold a credential, to whatever address it is given.
    """
    import openai

    home = os.environ.get("OPENAI_BASE_URL") or "https://api.openai.com"
    if urlsplit(url).hostname == urlsplit(home).hostname:
        return {}
    lines = os.environ.get("OPENAI_CUSTOM_HEADERS", "").split("\n")
    names = [line.partition(":")[0].strip() for line in lines if ":" in line]
    kept_back = ("OpenAI-Organization", "OpenAI-Project", *names)
    return {name: openai.Omit() for name in kept_back} | {"Authorization": f"Bearer {key}"}


class Clients:
    """Makes the clients when they are first needed. Never retries: that is `exchange`'s task.

    `http_client` and `async_http_client` are used as they are and stay the caller's to close.
    """

    def __init__(
        self,
        base_url: str,
        api_key: SecretStr | None,
        timeout: float,
        http_client: httpx2.Client | None = None,
        async_http_client: httpx2.AsyncClient | None = None,
    ) -> None:
        self._base_url = base_url
        self._api_key = api_key
        self._timeout = timeout
        self._http = http_client
        self._async_http = async_http_client
        self._lock = threading.Lock()
        self._sync: OpenAI | None = None
        self._leases: weakref.WeakKeyDictionary[
            asyncio.AbstractEventLoop, tuple[AsyncOpenAI, AsyncGenerator[None, None]]
        ] = weakref.WeakKeyDictionary()

    def sync(self) -> OpenAI:
        """The client for sync callers."""
        if self._sync is None:
            with self._lock:
                if self._sync is None:
                    import openai

                    http = self._http
                    if http is None and (local := local_options(self._base_url)):
                        http = openai.DefaultHttpx2Client(**local)
                    self._sync = openai.OpenAI(http_client=http, **self._common())
        return self._sync

    async def for_loop(self) -> AsyncOpenAI:
        """The client of the running loop. It is closed when the loop ends."""
        loop = asyncio.get_running_loop()
        lease = self._leases.get(loop)
        if lease is None:
            import openai

            http = self._async_http
            if http is None and (local := local_options(self._base_url)):
                http = openai.DefaultAsyncHttpx2Client(**local)
            client = openai.AsyncOpenAI(http_client=http, **self._common())
            lease = (client, self._close_with_loop(loop, client))
            self._leases[loop] = lease
            await anext(lease[1])
        return lease[0]

    def close(self) -> None:
        """Close the sync client; an async one closes with `aclose` or at the end of its loop."""
        with self._lock:
            client, self._sync = self._sync, None
        if client is not None and self._http is None:
            client.close()

    async def aclose(self) -> None:
        """Close the running loop's client, and the sync one."""
        lease = self._leases.pop(asyncio.get_running_loop(), None)
        if lease is not None:
            await lease[1].aclose()
        self.close()

    def _common(self) -> dict[str, Any]:
        import httpx2

        key = (self._api_key.get_secret_value() if self._api_key else "") or "none"
        return {
            "base_url": self._base_url,
            "api_key": key,
            "default_headers": _own_headers(self._base_url, key),
            "timeout": httpx2.Timeout(self._timeout, connect=min(self._timeout, _CONNECT_SECONDS)),
            "max_retries": 0,
        }

    async def _close_with_loop(
        self, loop: asyncio.AbstractEventLoop, client: AsyncOpenAI
    ) -> AsyncGenerator[None, None]:
        """Close a client when the loop shuts its async generators down, as `asyncio.run` does."""
        try:
            yield
        finally:
            self._leases.pop(loop, None)
            if self._async_http is None:
                await client.close()
