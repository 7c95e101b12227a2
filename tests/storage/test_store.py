"""The file of saved work: order, durability, privacy, clear errors."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from briefstar.storage.store import StorageError, Store, data_file, erase


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "new" / "briefstar.db"


def test_records_come_back_in_order(file: Path) -> None:
    with Store(file) as store:
        for number in range(3):
            store.append("turn", {"n": number, "text": "Ł"}, owner="a")
        store.append("turn", {"n": 9}, owner="b")
    with Store(file) as store:
        assert [r.body["n"] for r in store.all("turn", owner="a")] == [0, 1, 2]
        assert [r.body["n"] for r in store.all("turn")] == [0, 1, 2, 9]
        assert store.all("other") == []


def test_an_id_holds_one_record(file: Path) -> None:
    with Store(file) as store:
        store.put("story", "one", {"v": 1})
        store.put("story", "one", {"v": 2})
        found = store.get("story", "one")
        assert found is not None
        assert found.body == {"v": 2}
        assert len(store.all("story")) == 1
        assert store.remove("story", "one")
        assert not store.remove("story", "one")
        assert store.get("story", "one") is None


def test_what_was_saved_survives_a_kill(file: Path) -> None:
    code = (
        "import os, sys; from briefstar.storage.store import Store; s = Store(sys.argv[1]); "
        "s.append('turn', {'n': 1}); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, str(file)], check=False, timeout=60)
    with Store(file) as store:
        assert [r.body for r in store.all("turn")] == [{"n": 1}]


def test_only_its_owner_may_read_it(file: Path) -> None:
    Store(file).close()
    assert file.stat().st_mode & 0o077 == 0


def test_a_file_that_is_none_of_ours_is_left_alone(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"these are somebody's notes, not a database" * 40)
    before = file.read_bytes()
    with pytest.raises(StorageError, match="not a file of briefstar"):
        Store(file)
    assert file.read_bytes() == before


def test_a_file_of_a_newer_version_is_refused(file: Path) -> None:
    Store(file).close()
    with sqlite3.connect(file) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(StorageError, match="newer briefstar"):
        Store(file)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", "utf-8")
    with pytest.raises(StorageError, match="BRIEFSTAR_DATA_DIR"):
        Store(tmp_path / "taken" / "briefstar.db")


def test_everything_is_deleted_at_once(file: Path) -> None:
    with Store(file) as store:
        store.append("turn", {})
    assert file in erase(file)
    assert not list(file.parent.iterdir())
    assert erase(file) == []


def test_the_folder_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BRIEFSTAR_DATA_DIR", str(tmp_path))
    assert data_file() == tmp_path / "briefstar.db"
