"""Records, on both databases: order, durability, users apart, many processes, deletion."""

from __future__ import annotations

import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from briefstar.storage.opening import erase, open_database, told_place
from briefstar.storage.place import StorageError, data_file
from briefstar.storage.store import Store


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "new" / "briefstar.db"


def test_records_come_back_in_order(place: Path | str) -> None:
    with Store(place) as store:
        for number in range(3):
            store.append("turn", {"n": number, "text": "Ł\0"}, owner="a")
        store.append("turn", {"n": 9}, owner="b")
    with Store(place) as store:
        assert [r.body["n"] for r in store.all("turn", owner="a")] == [0, 1, 2]
        assert [r.body["n"] for r in store.all("turn")] == [0, 1, 2, 9]
        assert store.all("turn")[0].body["text"] == "Ł\0"
        assert store.all("other") == []


def test_an_id_holds_one_record(place: Path | str) -> None:
    with Store(place) as store:
        store.put("story", "one", {"v": 1})
        store.put("story", "one", {"v": 2})
        found = store.get("story", "one")
        assert found is not None
        assert found.body == {"v": 2}
        assert len(store.all("story")) == 1
        assert store.replace("story", "one", {"v": 3})
        assert [r.body for r in store.all("story")] == [{"v": 3}]
        assert store.remove("story", "one")
        assert not store.replace("story", "one", {"v": 4})
        assert not store.remove("story", "one")
        assert store.get("story", "one") is None


def test_users_do_not_see_each_other(place: Path | str) -> None:
    names = ("", "ann", "ann@example.com", "an%")
    with open_database(place) as database:
        stores = {name: Store(database, user=name) for name in names}
        for name, store in stores.items():
            store.put("story", "one", {"of": name})
            store.append("turn", {"of": name}, owner="a")
        for name, store in stores.items():
            assert [r.body["of"] for r in store.all("turn", owner="a")] == [name]
        assert stores["ann"].remove("story", "one")
        assert {n for n, s in stores.items() if s.get("story", "one")} == {*names} - {"ann"}


WRITER = """
import sys
from briefstar.storage.store import Store
with Store(sys.argv[1]) as store:
    for n in range(int(sys.argv[3])):
        store.append("turn", {"n": n}, owner=sys.argv[2])
        store.put("story", "same", {"by": sys.argv[2]})
        print(n, flush=True)
"""


def writer(place: Path | str, owner: str, times: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(place), owner, str(times)],
        stdout=subprocess.PIPE,
        text=True,
    )


def test_what_was_saved_survives_a_kill(place: Path | str) -> None:
    with writer(place, "a", 10_000) as process:
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(3)]
        process.send_signal(signal.SIGKILL)
        told += process.stdout.readlines()
    with Store(place) as store:
        kept = [r.body["n"] for r in store.all("turn")]
        assert kept == list(range(len(kept)))
        assert len(kept) >= len([line for line in told if line.endswith("\n")]) > 2
        assert store.get("story", "same") is not None


def test_processes_that_begin_and_write_at_once_lose_nothing(place: Path | str) -> None:
    running = [writer(place, owner, 10) for owner in "abc"]
    assert [len((process.communicate(timeout=60)[0]).split()) for process in running] == [10] * 3
    with Store(place) as store:
        for owner in "abc":
            assert [r.body["n"] for r in store.all("turn", owner=owner)] == list(range(10))
        assert len(store.all("story")) == 1


def test_a_file_may_have_any_name(tmp_path: Path) -> None:
    file = tmp_path / "a?b%20 #c" / "brief star.db"
    with Store(file) as store:
        store.append("turn", {})
    assert file.stat().st_size > 0


def test_only_its_owner_may_read_it(file: Path) -> None:
    Store(file).close()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_file_that_is_none_of_ours_is_left_alone(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"these are somebody's notes, not a database" * 40)
    before = file.read_bytes()
    with pytest.raises(StorageError, match="not a file of briefstar"):
        Store(file)
    assert file.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", "utf-8")
    with pytest.raises(StorageError, match="BRIEFSTAR_DATA_DIR"):
        Store(tmp_path / "taken" / "briefstar.db")


def test_everything_in_a_file_is_deleted_at_once(file: Path) -> None:
    with Store(file) as store:
        store.append("turn", {})
    assert str(file) in erase(file)
    assert not list(file.parent.iterdir())
    assert erase(file) == []


def test_a_removed_record_is_gone_from_the_disk(file: Path) -> None:
    with Store(file) as store:
        store.put("story", "one", {"text": "Unmistakable"})
        store.remove("story", "one")
        for path in file.parent.iterdir():
            assert b"Unmistakable" not in path.read_bytes()


def test_the_place_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("BRIEFSTAR_DATABASE_URL", raising=False)
    monkeypatch.setenv("BRIEFSTAR_DATA_DIR", str(tmp_path))
    assert data_file() == tmp_path / "briefstar.db"
    assert told_place() == str(tmp_path / "briefstar.db")
    monkeypatch.setenv("BRIEFSTAR_DATABASE_URL", "postgres://ann:hidden@db.example.com:5433/work")
    assert told_place() == "PostgreSQL database work at db.example.com:5433"
    monkeypatch.setenv("BRIEFSTAR_DATABASE_URL", " ")
    assert told_place() == str(tmp_path / "briefstar.db")
