"""States of a prompt's start are saved, restored, replaced when unreadable, and few."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from briefstar.llm.prefix import KEPT, PrefixStore
from briefstar.llm.requests import Message

from tests.local_http import LocalServer, QuietHandler

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
START = (Message("system", "Examples."),)


class _Slots(QuietHandler):
    protocol_version = "HTTP/1.0"
    folder: Path
    restored: list[str]
    keys: list[str | None]

    def do_POST(self) -> None:
        name = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["filename"]
        self.keys.append(self.headers["Authorization"])
        file = self.folder / name
        if self.path.endswith("action=save"):
            file.write_text("state")
            status = 200
        else:
            self.restored.append(name)
            status = 200 if file.read_text() == "state" else 400
        self.send_response(status)
        self.end_headers()


@pytest.fixture
def slots(tmp_path: Path) -> Iterator[tuple[type[_Slots], str]]:
    handler = type("Slots", (_Slots,), {"folder": tmp_path, "restored": [], "keys": []})
    server = LocalServer(handler)
    yield handler, server.url
    server.close()


def test_a_saved_start_is_restored_by_another_store(
    slots: tuple[type[_Slots], str], tmp_path: Path
) -> None:
    handler, url = slots
    assert not PrefixStore(tmp_path, url, "k", "weights").restore(START)
    assert PrefixStore(tmp_path, url, "k", "weights").save(START)
    assert PrefixStore(tmp_path, url, "k", "weights").restore(START)
    assert not PrefixStore(tmp_path, url, "k", "other weights").restore(START)
    assert not list(tmp_path.glob("*.tmp"))
    assert set(handler.keys) == {"Bearer k"}


def test_an_unreadable_state_is_dropped(slots: tuple[type[_Slots], str], tmp_path: Path) -> None:
    store = PrefixStore(tmp_path, slots[1], "k", "weights")
    file = tmp_path / store.name(START)
    file.write_text("torn")
    assert not store.restore(START)
    assert not file.exists()


def test_only_a_few_states_are_kept(slots: tuple[type[_Slots], str], tmp_path: Path) -> None:
    store = PrefixStore(tmp_path, slots[1], "k", "weights")
    for number in range(KEPT + 4):
        assert store.save((Message("system", f"Examples {number}."),))
    assert len(list(tmp_path.glob("*.state"))) == KEPT + 1


def test_no_server_means_no_shortcut_and_no_error(tmp_path: Path) -> None:
    store = PrefixStore(tmp_path, "http://127.0.0.1:9", "k", "weights")
    (tmp_path / store.name(START)).write_text("state")
    assert not store.restore(START)
    assert not store.save(START)
