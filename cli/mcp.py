"""`briefstar mcp`: the tools for assistants, by the Model Context Protocol."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import UsageError
from . import inputs
from .engine import BaseUrlOption, ModelOption, spec_of
from .terminal import Stopped, say

if TYPE_CHECKING:
    from pydantic import SecretStr

_VARIABLE = "BRIEFSTAR_MCP_TOKEN"
_LOOPBACK = "127.0.0.1"


def mcp(
    http: Annotated[bool, typer.Option("--http", help="Serve HTTP instead of stdio.")] = False,
    host: Annotated[
        str,
        typer.Option(
            metavar="HOST", help="For --http: the address to listen on. Another needs a token."
        ),
    ] = _LOOPBACK,
    port: Annotated[int, typer.Option(min=1, max=65535, metavar="PORT", help="For --http.")] = 8765,
    token_file: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="For --http: answer those alone who send the token in this file, as "
            f"`Authorization: Bearer …`; by default what {_VARIABLE} holds.",
        ),
    ] = None,
    model: ModelOption = None,
    base_url: BaseUrlOption = None,
) -> None:
    """Serve briefs, impacts, rankings, grades and calculators to an assistant (MCP).

    Speaks the protocol on standard input and output, or with --http at /mcp on this machine. For
    other machines a token is asked for; put a proxy that speaks HTTPS before it, as a token that
    travels in the open can be read on the way. Results are kept in the library.
    """
    import asyncio

    from ..serving import mcp_http
    from ..serving.reach import address

    if not http and (token_file or host != _LOOPBACK):
        raise UsageError("--host and --token-file are for --http: add it")
    token = _token(token_file) if http else None
    mcp_http.check_reach(host, token)

    from ..serving.mcp_server import build_server
    from ..serving.services import Services

    services = Services(model=spec_of(model, base_url))
    server = build_server(services)
    try:
        if http:
            asked = ", for whoever sends the token" if token else ""
            say(f"serving http://{address(host, port)}/mcp{asked}")
            asyncio.run(mcp_http.serve(server, host, port, token))
        else:
            asyncio.run(server.run_stdio_async())
    except KeyboardInterrupt:
        raise Stopped("stopped") from None
    finally:
        services.close()


def _token(file: Path | None) -> SecretStr | None:
    """Return the token of the file, or else of the environment. Raises `UsageError` without it."""
    from pydantic import SecretStr

    from ..serving.mcp_http import check_token

    given = os.environ.get(_VARIABLE, "") if file is None else inputs.read_file(file, "token")
    token = SecretStr(given.strip()) if given.strip() else None
    check_token(token, _VARIABLE if file is None else str(file))
    return token
