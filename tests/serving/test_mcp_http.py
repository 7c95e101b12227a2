"""The MCP server over HTTP: two clients at once, no lured browser, and nobody without the token."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest
from briefstar.cli import main
from briefstar.errors import UsageError
from briefstar.serving.mcp_http import Bearer, check_reach, check_token
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from pydantic import SecretStr

from tests.ports import free_port
from tests.ui_fakes import IDEAS

pytestmark = [
    pytest.mark.block_network(allowed_hosts=["127.0.0.1"]),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
TOKEN = "t0ken-" + "x" * 30


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., int]]:
    """Start `briefstar mcp --http`; its port is listened on when this returns."""
    started: list[subprocess.Popen[bytes]] = []

    def start(*args: str, **more: str) -> int:
        port = free_port()
        with (tmp_path / "log").open("wb") as log:
            process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "briefstar.cli",
                    "mcp",
                    "--http",
                    "--port",
                    str(port),
                    *args,
                ],
                env={**os.environ, "BRIEFSTAR_DATA_DIR": str(tmp_path), **more},
                stdout=log,
                stderr=log,
            )
        started.append(process)
        anyio.run(_listened, port)
        return port

    yield start
    for process in started:
        process.terminate()
        process.wait()


async def _listened(port: int) -> None:
    with anyio.fail_after(30):
        while True:
            try:
                await (await anyio.connect_tcp("127.0.0.1", port)).aclose()
                return
            except OSError:
                await anyio.sleep(0.1)


async def ranked(transport: Any, name: str) -> str:
    async with Client(transport) as client:
        found = await client.call_tool("rank_ideas", {"ideas": IDEAS.replace("Mend", name)})
    return str(found.structured_content["result"]["ideas"][0]["idea"]["name"])


def test_two_clients_at_once_and_no_lured_browser(serve: Callable[..., int]) -> None:
    url = f"http://127.0.0.1:{serve()}/mcp"

    async def talk() -> set[str]:
        names: set[str] = set()

        async def one(name: str) -> None:
            names.add(await ranked(url, name))

        async with anyio.create_task_group() as group:
            group.start_soon(one, "Ann")
            group.start_soon(one, "Bob")
        return names

    assert anyio.run(talk) == {"Ann the filters", "Bob the filters"}
    lured = httpx2.post(url, headers={"Host": "evil.example"}, json={})
    assert lured.status_code in (403, 421)


@pytest.mark.parametrize("by", ["file", "variable"])
def test_on_every_address_only_the_token_opens_it(
    serve: Callable[..., int], tmp_path: Path, by: str
) -> None:
    (tmp_path / "token").write_text(f"{TOKEN}\n")
    if by == "file":
        port = serve("--host", "0.0.0.0", "--token-file", str(tmp_path / "token"))
    else:
        port = serve("--host", "0.0.0.0", BRIEFSTAR_MCP_TOKEN=TOKEN)
    url = f"http://127.0.0.1:{port}/mcp"
    wrong = (
        None,
        "Bearer wrong",
        f"Basic {TOKEN}",
        TOKEN,
        f"Bearer {TOKEN}x",
        f"Bearer {TOKEN[:-1]}",
    )
    for given in wrong:
        headers = {} if given is None else {"Authorization": given}
        for path in ("/mcp", "/", "/other"):
            refused = httpx2.post(f"http://127.0.0.1:{port}{path}", headers=headers, json={})
            assert (refused.status_code, refused.content) == (401, b"")
            assert refused.headers["www-authenticate"] == "Bearer"

    async def talk() -> str:
        async with httpx2.AsyncClient(headers={"Authorization": f"Bearer {TOKEN}"}) as http:
            return await ranked(streamable_http_client(url, http_client=http), "Ann")

    assert anyio.run(talk) == "Ann the filters"
    assert TOKEN not in (tmp_path / "log").read_text()


def test_a_token_is_asked_for_on_loopback_too_where_one_is_given(serve: Callable[..., int]) -> None:
    port = serve(BRIEFSTAR_MCP_TOKEN=TOKEN)
    assert httpx2.post(f"http://127.0.0.1:{port}/mcp", json={}).status_code == 401


async def test_two_tokens_in_one_request_open_nothing() -> None:
    reached: list[Any] = []
    sent: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        reached.append(scope)

    async def send(message: Any) -> None:
        sent.append(message)

    right = (b"authorization", f"Bearer {TOKEN}".encode())
    door = Bearer(app, SecretStr(TOKEN))
    await door({"type": "http", "headers": [right, (b"authorization", b"Bearer x")]}, None, send)
    assert not reached and sent[0]["status"] == 401
    await door({"type": "http", "headers": [right]}, None, send)
    assert len(reached) == 1


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "example.org"])
def test_an_address_that_others_can_reach_wants_a_token(host: str) -> None:
    with pytest.raises(UsageError, match="--token-file"):
        check_reach(host, None)
    check_reach(host, SecretStr(TOKEN))
    check_reach("127.0.0.1", None)


@pytest.mark.parametrize("token", ["short", "x" * 19, "with a blank in the middle", "ü" * 30])
def test_a_token_that_could_be_guessed_or_not_be_sent_is_refused_unseen(token: str) -> None:
    with pytest.raises(UsageError) as caught:
        check_token(SecretStr(token), "the file")
    assert token not in str(caught.value)


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--http", "--host", "0.0.0.0"], "can be reached from other machines"),
        (["--http", "--token-file", "nowhere"], "the token file nowhere does not exist"),
        (["--host", "0.0.0.0"], "are for --http"),
    ],
)
def test_a_mistake_gets_one_line_before_anything_is_served(
    capfd: pytest.CaptureFixture[str], args: list[str], told: str
) -> None:
    assert main(["mcp", *args]) == 2
    said = capfd.readouterr().err
    assert told in said and len(said.splitlines()) == 1
