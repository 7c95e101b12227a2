"""Runs the command line in this process or another one, against scripted models."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from briefstar import cli
from briefstar.llm import endpoint
from briefstar.llm.fake import FakeModel

from tests.fakes import BriefScript, BriefServer


@dataclass
class Result:
    """What a command left behind."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder of its own: the examples' vectors are made once a session."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def environment(cache: Path, tmp_path_factory: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [n for n in os.environ if n.startswith(("BRIEFSTAR_", "OPENAI_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("BRIEFSTAR_CACHE_DIR", str(cache))
    monkeypatch.setenv("BRIEFSTAR_DATA_DIR", str(tmp_path_factory.mktemp("data")))


class Terminal(io.TextIOWrapper):
    """Standard input from bytes; a terminal if it says so."""

    terminal = False

    def isatty(self) -> bool:
        return self.terminal


@pytest.fixture
def run(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Result]:
    """Call `main` as the console script does: `run("brief", "…", stdin=b"…")`."""

    def call(*args: str | Path, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "stdin", Terminal(io.BytesIO(stdin), encoding="utf-8"))
        capfd.readouterr()
        code = cli.main([str(a) for a in args])
        out, err = capfd.readouterr()
        return Result(code, out, err)

    return call


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], FakeModel]:
    """Have every command open a fake with this script; returns it."""

    def install(script: Any = None) -> FakeModel:
        model = FakeModel(script or BriefScript())

        def open_fake(spec: Any = None, **options: Any) -> Any:
            return spec if spec is not None and not isinstance(spec, str) else model

        monkeypatch.setattr(endpoint, "open_model", open_fake)
        return model

    return install


@pytest.fixture
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail if a model is opened: the mistake must be seen before."""

    def refuse(*args: Any, **options: Any) -> Any:
        raise AssertionError("a model was opened")

    monkeypatch.setattr(endpoint, "open_model", refuse)


@pytest.fixture
def brief_server() -> Iterator[BriefServer]:
    server = BriefServer()
    yield server
    server.close()


@pytest.fixture
def start(brief_server: BriefServer) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Start `briefstar` in a process of its own, with the server as its endpoint."""
    started: list[subprocess.Popen[bytes]] = []

    def launch(*args: str | Path, **options: Any) -> subprocess.Popen[bytes]:
        env = {**os.environ, "BRIEFSTAR_BASE_URL": brief_server.url, **options.pop("env", {})}
        process = subprocess.Popen(
            [sys.executable, "-m", "briefstar.cli", *map(str, args)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=env,
            **options,
        )
        started.append(process)
        return process

    yield launch
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()
