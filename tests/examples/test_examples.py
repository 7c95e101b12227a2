"""The examples run as they are, as programs of their own, on a fake model behind an endpoint."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes import BriefServer
from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [
    pytest.mark.block_network(allowed_hosts=["127.0.0.1"]),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


@pytest.fixture
def model() -> Iterator[BriefServer]:
    server = BriefServer()
    yield server
    server.close()


def run(example: str, folder: Path, model: BriefServer | None = None, *args: str) -> str:
    foreign = {k: v for k, v in os.environ.items() if not k.startswith(("BRIEFSTAR_", "OPENAI_"))}
    environment = {
        **foreign, "BRIEFSTAR_CACHE_DIR": str(folder), "BRIEFSTAR_DATA_DIR": str(folder),
    }  # fmt: skip
    if model:
        environment |= {"BRIEFSTAR_BASE_URL": model.url, "BRIEFSTAR_MODEL": "scripted"}
    done = subprocess.run(
        [sys.executable, ROOT / "examples" / f"{example}.py", *args],
        check=False, cwd=folder, env=environment, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_example_is_tested() -> None:
    names = {path.stem for path in (ROOT / "examples").glob("*.py")}
    assert names == {"python_api", "langchain_runnable", "mcp_client", "app_client"}


def test_python_api(tmp_path: Path, model: BriefServer) -> None:
    out = run("python_api", tmp_path, model)
    assert "finished: Business goal" in out and "# Collaboration brief: Cut parcel delays" in out
    assert "5% of parcels" in out


def test_langchain_runnable(tmp_path: Path, model: BriefServer) -> None:
    out = run("langchain_runnable", tmp_path, model)
    assert len(out.splitlines()) >= 3 and ": " in out.splitlines()[0]


def test_mcp_client(tmp_path: Path) -> None:
    out = run("mcp_client", tmp_path)
    assert "Mend the filters" in out and "10 months" in out


def test_app_client(tmp_path: Path) -> None:
    port = free_port()
    app = subprocess.Popen(
        [sys.executable, "-m", "tests.ui_server", str(port), str(tmp_path / "work.db")],
        cwd=ROOT, env={**os.environ, "BRIEFSTAR_CACHE_DIR": str(tmp_path)},
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert app.stdout is not None
        address = app.stdout.readline().strip()
        out = run("app_client", tmp_path, None, address)
    finally:
        app.kill()
        app.communicate()
    assert "needs answers" in out and "EUR 45,000 a year per person-week" in out
