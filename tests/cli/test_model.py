"""`briefstar model`: what it prints, where, and with which exit code. Nothing is pulled here."""

from __future__ import annotations

from pathlib import Path

import pytest
from briefstar.errors import ModelError
from briefstar.llm import weights
from briefstar.llm.weights import PullProgress, store


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BRIEFSTAR_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path


@pytest.fixture
def own(empty: Path) -> Path:
    path = empty / "own.gguf"
    path.write_bytes(b"GGUF" + bytes(2_000_000))
    return path


def test_path_prints_only_the_path(run, own, monkeypatch):
    assert run("model", "path", "--path", own).out == f"{own}\n"
    monkeypatch.setenv("BRIEFSTAR_MODEL_PATH", str(own))
    result = run("model", "path")
    assert (result.code, result.out, result.err) == (0, f"{own}\n", "")


def test_path_of_absent_weights_is_one_line_and_code_1(run, empty):
    result = run("model", "path")
    assert (result.code, result.out) == (1, "")
    assert result.err.count("\n") == 1
    assert "run `briefstar model pull`" in result.err


def test_status_of_a_file_of_ones_own(run, own):
    result = run("model", "status", "--path", own)
    assert result.code == 0
    assert "state   a file of your own" in result.out
    assert "size    2 MB" in result.out
    assert f"sha256  {weights.weights_sha256(own)}" in result.out
    assert "GB free" in result.out


def test_status_of_absent_and_half_pulled_weights(run, empty):
    result = run("model", "status")
    assert result.code == 1
    assert "state   not there" in result.out
    partial = store.partial_path(store.cached_path())
    partial.parent.mkdir(parents=True)
    partial.write_bytes(b"GGUF" + bytes(3_000_000))
    result = run("model", "status")
    assert result.code == 1
    assert "size    3 MB of 1.1 GB" in result.out


def test_status_of_what_is_no_model(run, empty):
    (empty / "x.gguf").write_text("no")
    result = run("model", "status", "--path", empty / "x.gguf")
    assert result.code == 1
    assert "is not a GGUF file" in result.out


def test_pull_of_a_named_file_checks_it_and_says_how_to_use_it(run, own, monkeypatch):
    monkeypatch.chdir(own.parent)
    result = run("model", "pull", "--path", own.name)
    assert result.code == 0
    assert f"set BRIEFSTAR_MODEL_PATH={own}" in result.err
    assert run("model", "pull", "--path", "nothing.gguf").code == 2


def test_pull_shows_progress_on_stderr_and_the_result_on_stdout(run, own, monkeypatch):
    def pull(*, again: bool, on_event: object) -> Path:
        assert again
        on_event(PullProgress("hub", 500_000_000, 1_000_000_000, "from the model hub"))
        return own

    monkeypatch.setattr(weights, "pull", pull)
    result = run("model", "pull", "--again")
    assert result.code == 0
    assert "from the model hub: 500 of 1,000 MB" in result.err
    assert result.out.startswith("model   Qwen2.5-Coder-1.5B-Instruct")


def test_a_pull_that_fails_is_one_line_and_code_3(run, empty, monkeypatch):
    def pull(**_: object) -> Path:
        raise ModelError("no source could serve it")

    monkeypatch.setattr(weights, "pull", pull)
    result = run("model", "pull")
    assert (result.code, result.out) == (3, "")
    assert result.err == "briefstar: no source could serve it\n"


def test_an_interrupted_pull_says_what_is_kept(run, empty, monkeypatch):
    def pull(**_: object) -> Path:
        partial = store.partial_path(store.cached_path())
        partial.parent.mkdir(parents=True)
        partial.write_bytes(b"GGUF" + bytes(3_000_000))
        raise KeyboardInterrupt

    monkeypatch.setattr(weights, "pull", pull)
    result = run("model", "pull")
    assert result.code == 130
    assert "stopped; 3 MB are kept, and `briefstar model pull` goes on" in result.err
