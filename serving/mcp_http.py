"""The MCP server over HTTP: on this machine as it is, elsewhere for whoever holds a token."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING, Any

from ..errors import UsageError
from .reach import address, is_loopback

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping

    from mcp.server.mcpserver import MCPServer
    from mcp.server.transport_security import TransportSecuritySettings
    from pydantic import SecretStr

    Scope = MutableMapping[str, Any]
    App = Callable[[Scope, Any, Any], Awaitable[None]]

SHORTEST = 20
"""Characters of a token; a shorter one could be guessed."""

REFUSAL = (
    "{host} can be reached from other machines: add --token-file FILE, or set BRIEFSTAR_MCP_TOKEN"
)


def check_token(token: SecretStr | None, where: str) -> None:
    """Refuse a token that cannot be sent or could be guessed. Raises `UsageError` without it."""
    text = token.get_secret_value() if token else None
    if text is None:
        return
    if len(text) < SHORTEST or not all("!" <= letter <= "~" for letter in text):
        raise UsageError(
            f"{where}: a token has at least {SHORTEST} letters, digits or signs and no blanks"
        )


def check_reach(host: str, token: SecretStr | None) -> None:
    """Refuse an address that others can reach where no token is asked for. Raises `UsageError`."""
    if token is None and not is_loopback(host):
        raise UsageError(REFUSAL.format(host=host))


async def serve(server: MCPServer, host: str, port: int, token: SecretStr | None) -> None:
    """Serve at /mcp until it is stopped."""
    import uvicorn

    app: App = server.streamable_http_app(transport_security=security(host, port), host=host)
    if token is not None:
        app = Bearer(app, token)
    config = uvicorn.Config(
        app, host=host, port=port, log_level="warning", access_log=False, ws="none"
    )
    await uvicorn.Server(config).serve()


def security(host: str, port: int) -> TransportSecuritySettings:
    """Return which Host and Origin are answered: on loopback no page that a browser was lured to.

    Elsewhere the names by which a machine is called are not known; there a token keeps such a
    page out, since no browser sends it by itself.
    """
    from mcp.server.transport_security import TransportSecuritySettings

    if not is_loopback(host):
        return TransportSecuritySettings(enable_dns_rebinding_protection=False)
    hosts = [address(name, port) for name in dict.fromkeys((host, "127.0.0.1", "localhost"))]
    return TransportSecuritySettings(
        allowed_hosts=hosts, allowed_origins=[f"http://{each}" for each in hosts]
    )


class Bearer:
    """Lets a request through that carries the token, and answers 401 to all others."""

    def __init__(self, app: App, token: SecretStr) -> None:
        self._app = app
        self._wanted = _digest(f"Bearer {token.get_secret_value()}".encode())

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan" or self._knows(scope):
            await self._app(scope, receive, send)
            return
        headers = [(b"www-authenticate", b"Bearer"), (b"content-length", b"0")]
        await send({"type": "http.response.start", "status": 401, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    def _knows(self, scope: Scope) -> bool:
        given = [value for name, value in scope["headers"] if name == b"authorization"]
        # Digests, so that the comparison takes as long whatever was sent, and however much of it.
        return len(given) == 1 and hmac.compare_digest(_digest(given[0]), self._wanted)


def _digest(text: bytes) -> bytes:
    return hashlib.sha256(text).digest()
