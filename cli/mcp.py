"""`briefstar mcp`: the tools for assistants, by the Model Context Protocol."""

from __future__ import annotations

from typing import Annotated

import typer

from .engine import BaseUrlOption, ModelOption, spec_of
from .terminal import Stopped, say


def mcp(
    http: Annotated[
        bool, typer.Option("--http", help="Serve HTTP on loopback instead of stdio.")
    ] = False,
    port: Annotated[int, typer.Option(min=1, max=65535, metavar="PORT", help="For --http.")] = 8765,
    model: ModelOption = None,
    base_url: BaseUrlOption = None,
) -> None:
    """Serve briefs, impacts, rankings, grades and calculators to an assistant (MCP).

    Speaks the protocol on standard input and output, or with --http at /mcp on this machine
    alone. Results are kept in the library.
    """
    import asyncio

    from ..serving.mcp_server import build_server, security
    from ..serving.services import Services

    services = Services(model=spec_of(model, base_url))
    server = build_server(services)
    try:
        if http:
            say(f"serving http://127.0.0.1:{port}/mcp")
            asyncio.run(
                server.run_streamable_http_async(
                    host="127.0.0.1", port=port, transport_security=security(port)
                )
            )
        else:
            asyncio.run(server.run_stdio_async())
    except KeyboardInterrupt:
        raise Stopped("stopped") from None
    finally:
        services.close()
