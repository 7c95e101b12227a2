"""How llama.cpp's server is started here, and what is said when it cannot be."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from briefstar.errors import ModelError
from briefstar.llm import cores, embedded_server
from briefstar.llm.embedded import EmbeddedModel
from briefstar.llm.requests import Choose, Message, Structured
from pydantic import BaseModel, Field


class Animal(BaseModel):
    name: str = Field(min_length=1, max_length=40)
    legs: int = Field(ge=0, le=8)


QUESTION = Choose(
    messages=(Message("user", "Is a dog an animal? Answer Yes or No."),),
    options=("Yes", "No"),
    fresh=True,
)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BRIEFSTAR_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path


@pytest.fixture
def broken(cache: Path) -> Path:
    path = cache / "broken.gguf"
    path.write_bytes(b"GGUF" + bytes([200, 0, 0, 0]) + bytes(100))
    return path


def test_a_broken_file_is_told_with_llama_cpps_own_reason_and_nothing_is_printed(broken, capfd):
    with pytest.raises(ModelError) as caught:
        EmbeddedModel(broken)
    message = str(caught.value)
    assert message.startswith("broken.gguf cannot be loaded: ")
    assert "version 200" in message
    assert "briefstar model pull --again" in message
    assert "\n" not in message
    assert capfd.readouterr() == ("", "")
    os.write(2, b"stderr is back")
    assert capfd.readouterr().err == "stderr is back"


def test_too_little_memory_is_told_before_loading(broken, monkeypatch):
    monkeypatch.setattr(embedded_server, "free_memory", lambda: 300_000_000)
    with pytest.raises(ModelError, match=r"about 0\.5 GB are needed, 0\.3 GB are free"):
        EmbeddedModel(broken)


def test_the_memory_that_the_published_weights_need_is_what_was_measured():
    assert 2.0e9 < embedded_server.memory_needed(1_117_320_768) < 2.3e9


def test_a_missing_engine_is_told(broken, monkeypatch):
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    with pytest.raises(ModelError, match="install briefstar again"):
        EmbeddedModel(broken)


def test_waiting_threads_spin_briefly_unless_the_user_says_otherwise(monkeypatch):
    monkeypatch.delenv("GOMP_SPINCOUNT", raising=False)
    monkeypatch.delenv("OMP_WAIT_POLICY", raising=False)
    with embedded_server.brief_spin():
        assert os.environ["GOMP_SPINCOUNT"] == "1000"
    assert "GOMP_SPINCOUNT" not in os.environ
    monkeypatch.setenv("OMP_WAIT_POLICY", "active")
    with embedded_server.brief_spin():
        assert "GOMP_SPINCOUNT" not in os.environ
    monkeypatch.setenv("GOMP_SPINCOUNT", "7")
    with embedded_server.brief_spin():
        assert os.environ["GOMP_SPINCOUNT"] == "7"
    assert os.environ["GOMP_SPINCOUNT"] == "7"


@pytest.fixture
def make() -> Iterator[Callable[..., EmbeddedModel]]:
    """Open the embedded model; close its connections after the test."""
    opened: list[EmbeddedModel] = []

    def open_one(**options: Any) -> EmbeddedModel:
        opened.append(EmbeddedModel(**options))
        return opened[-1]

    yield open_one
    for model in opened:
        model.close()


def fake_machine(folder: Path, monkeypatch: Any, siblings: list[str], quota: str | None) -> None:
    for cpu, text in enumerate(siblings):
        place = folder / f"cpu{cpu}" / "topology"
        place.mkdir(parents=True)
        (place / "thread_siblings_list").write_text(text)
    if quota is not None:
        (folder / "cpu.max").write_text(quota)
    monkeypatch.setattr(cores, "_TOPOLOGY", folder)
    monkeypatch.setattr(cores, "_CGROUP", folder)
    allowed = set(range(len(siblings)))
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: allowed, raising=False)


@pytest.mark.parametrize(
    ("siblings", "quota", "count"),
    [
        (["0", "1"], None, 2),
        (["0,2", "1,3", "0,2", "1,3"], None, 2),
        (["0", "1", "2", "3"], "max 100000\n", 4),
        (["0", "1", "2", "3"], "150000 100000\n", 2),
        (["0", "1"], "800000 100000\n", 2),
        (["0", "1"], "10000 100000\n", 1),
    ],
)
def test_threads_are_the_cores_that_may_be_used(tmp_path, monkeypatch, siblings, quota, count):
    fake_machine(tmp_path, monkeypatch, siblings, quota)
    assert cores.usable_cores() == count


def test_cores_where_the_system_tells_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(cores, "_TOPOLOGY", tmp_path)
    monkeypatch.setattr(cores, "_CGROUP", tmp_path)
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert cores.usable_cores() == 1


@pytest.mark.embedded
@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
class TestRunning:
    """With the weights in the cache."""

    def test_instances_share_a_server_and_hide_its_port(self, make, capfd):
        first, second = make(), make(reason="asked for")
        assert first.address == second.address
        assert first.info.endpoint == "embedded"
        assert first.info.kind == "embedded"
        assert second.info.reason == "asked for"
        assert len(first.info.revision or "") == 64
        first.close()
        assert second.ask(QUESTION).best == "Yes"
        assert capfd.readouterr() == ("", "")

    def test_a_fresh_start_repeats_to_the_bit(self, make):
        model = make()
        follow_up = Choose(
            messages=(Message("user", "Is a dog an animal? Say Yes or No, nothing else."),),
            options=("Yes", "No"),
        )
        runs = []
        for noise in ("Name a planet.", "Count to three."):
            model.ask(Choose(messages=(Message("user", noise),), options=("a", "b")))
            runs.append([model.ask(QUESTION), model.ask(follow_up)])
        assert [c.probabilities for c in runs[0]] == [c.probabilities for c in runs[1]]
        assert runs[0][0].measured == "logprobs"

    def test_a_schema_is_kept_sync_and_async(self, make):
        model = make()
        asked = Structured(
            messages=(Message("user", "Describe a spider as JSON: name, legs."),),
            schema=Animal,
            max_tokens=60,
            fresh=True,
        )
        assert model.ask(asked).value == asyncio.run(model.aask(asked)).value

    def test_nobody_without_the_key_is_answered(self, make):
        url, key = make().address
        body = {"messages": [{"role": "user", "content": "hi"}], "max_tokens": 1}
        asked = httpx2.post(f"{url}/chat/completions", json=body, timeout=60)
        assert asked.status_code == 401
        assert len(key) >= 24

    def test_a_job_can_keep_the_slot_for_itself(self, make):
        model, order = make(), []

        def second() -> None:
            with make().exclusive():
                order.append("second")

        with model.exclusive():
            thread = threading.Thread(target=second)
            thread.start()
            model.ask(QUESTION)
            order.append("first")
        thread.join(timeout=60)
        assert order == ["first", "second"]
