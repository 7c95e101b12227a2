"""`briefstar ui`: who may reach it, who may log in, and what is told when it cannot open."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from briefstar import UsageError
from briefstar.ui.serve import check_host


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "example.org"])
def test_an_address_that_others_can_reach_wants_names(host: str) -> None:
    with pytest.raises(UsageError, match="--auth"):
        check_host(host, users=False, insisted=False)
    check_host(host, users=True, insisted=False)
    check_host(host, users=False, insisted=True)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.2"])
def test_loopback_needs_none(host: str) -> None:
    check_host(host, users=False, insisted=False)


def test_it_is_refused_before_anything_heavy_is_loaded(run: Any) -> None:
    result = run("ui", "--host", "0.0.0.0")
    assert result.code == 2 and "--auth" in result.err and len(result.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("# none\n", "names nobody"),
        ("ann\n", "line 1: write name:password"),
        ("ann:\n", "line 1: write name:password"),
        ("ann:secret-1\nann:secret-2\n", "twice"),
    ],
)
def test_a_file_of_names_that_cannot_be_used(
    run: Any, tmp_path: Path, text: str, said: str
) -> None:
    file = tmp_path / "users.txt"
    file.write_text(text)
    result = run("ui", "--auth", file)
    assert result.code == 2 and said in result.err and "secret" not in result.err


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = subprocess.run(
            [sys.executable, "-m", "briefstar.cli", "ui", "--port", str(taken.getsockname()[1])],
            env={**os.environ, "BRIEFSTAR_DATA_DIR": str(tmp_path)},
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
    assert result.returncode == 2
    last = result.stderr.splitlines()[-1]
    assert "is taken" in last and "--port" in last and "Traceback" not in result.stderr
