"""A real Chromium on the app, which runs as a process of its own on a fake model."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


@dataclass
class Server:
    """A running app: its address, and the file where it keeps work."""

    port: int
    file: Path
    process: subprocess.Popen[str]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture(scope="session")
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def _launch(_cache: Path) -> Iterator[Callable[..., Server]]:
    running: list[Server] = []

    def launch(file: Path, delay: float = 0.0, *names: str, port: int = 0) -> Server:
        port = port or free_port()
        command = [sys.executable, "-m", "tests.ui_server", str(port), str(file), str(delay)]
        environment = {**os.environ, "BRIEFSTAR_CACHE_DIR": str(_cache)}
        process = subprocess.Popen(
            [*command, *names], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None and process.stdout.readline().startswith("http")
        running.append(Server(port, file, process))
        return running[-1]

    yield launch
    for server in running:
        server.kill()
        if server.process.stdout:
            server.process.stdout.close()


@pytest.fixture(scope="session")
def server(_launch: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> Server:
    """A server that most tests share: its answers come at once."""
    return _launch(tmp_path_factory.mktemp("work") / "work.db")


@pytest.fixture
def launch(_launch: Callable[..., Server], tmp_path: Path) -> Callable[..., Server]:
    """Start a server of the test's own: `launch(delay, *names)`; a file is kept in the test's
    folder.
    """

    def start(delay: float = 0.0, *names: str, port: int = 0) -> Server:
        return _launch(tmp_path / "work.db", delay, *names, port=port)

    return start


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield found
        found.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page in a browser of its own; a request to another machine fails the test."""
    contexts: list[Any] = []
    foreign: list[str] = []

    def open_(width: int = 1280, scheme: Any = "light") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, accept_downloads=True
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on(
            "request",
            lambda request: foreign.append(request.url) if _foreign(request.url) else None,
        )
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not foreign, f"requests left the machine: {foreign}"


def _foreign(url: str) -> bool:
    return not url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:"))
