"""A batch in a process of its own, killed or interrupted, and run again."""

from __future__ import annotations

import json
import signal
import time

import pytest

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1", "localhost"])

GOALS = [f"Improve user engagement in city {name}" for name in ("Aa", "Bb", "Cc", "Dd", "Ee", "Ff")]


@pytest.fixture
def files(tmp_path):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines = ({"id": number, "goal": goal} for number, goal in enumerate(GOALS))
    source.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return source, target


def wait_for_lines(path, count, process, seconds=120):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if path.exists() and path.read_bytes().count(b"\n") >= count:
            return
        assert process.poll() is None, process.communicate()[1].decode()
        time.sleep(0.01)
    raise AssertionError("the batch does not get on")


def test_a_killed_batch_goes_on_where_it_stopped(start, brief_server, files):
    source, target = files
    brief_server.delay = 0.05
    process = start("batch", "brief", source, target, "--jobs", "1")
    wait_for_lines(target, 2, process)
    process.send_signal(signal.SIGKILL)
    process.wait()
    kept = target.read_bytes()
    whole = kept[: kept.rindex(b"\n") + 1]
    target.write_bytes(whole + b'{"id": 5, "result": {"goal": "half a li')
    before = whole.count(b"\n")
    assert before < len(GOALS), "the batch was done before it was killed"

    brief_server.delay = 0.0
    again = start("batch", "brief", source, target)
    _, told = again.communicate(timeout=120)
    assert again.returncode == 0, told.decode()
    assert f"{len(GOALS) - before} lines to do, {before} done before" in told.decode()
    assert target.read_bytes().startswith(whole)
    rows = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    assert sorted(row["id"] for row in rows) == list(range(len(GOALS)))
    assert {row["id"]: row["result"]["goal"] for row in rows} == dict(enumerate(GOALS))


@pytest.fixture
def interruptible():
    """Undo an ignored Ctrl-C, which a shell gives to what it runs in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_ctrl_c_ends_cleanly_and_says_how_to_go_on(start, brief_server, files, interruptible):
    source, target = files
    brief_server.delay = 0.05
    process = start("batch", "brief", source, target, "--jobs", "2")
    wait_for_lines(target, 1, process)
    process.send_signal(signal.SIGINT)
    out, told = process.communicate(timeout=60)
    done = target.read_bytes().count(b"\n")
    assert process.returncode == 130
    assert out == b""
    last = told.decode().splitlines()[-1]
    assert last == (
        f"briefstar: stopped; {done} done and kept in {target}, {len(GOALS) - done} left: "
        "run the same command again to go on"
    )
    assert target.read_bytes().endswith(b"\n")
    assert b"Traceback" not in told
    assert not target.with_name("out.jsonl.lock").exists()


def test_a_second_batch_on_the_same_file_is_refused_while_the_first_runs(
    start, brief_server, files
):
    source, target = files
    brief_server.delay = 0.3
    first = start("batch", "brief", source, target)
    wait_for_lines(target, 0, first)
    second = start("batch", "brief", source, target)
    _, told = second.communicate(timeout=60)
    assert second.returncode == 2
    assert "another batch is writing to" in told.decode()


def test_lines_are_worked_on_at_once_but_not_more_than_asked_for(start, brief_server, files):
    source, target = files
    brief_server.delay = 0.05
    process = start("batch", "brief", source, target, "--jobs", "3")
    _, told = process.communicate(timeout=120)
    assert process.returncode == 0, told.decode()
    assert brief_server.busiest == 3


def test_an_endpoint_that_refuses_gives_each_line_its_error(start, brief_server, files):
    source, target = files
    brief_server.status = 401
    process = start("batch", "brief", source, target)
    _, told = process.communicate(timeout=120)
    assert process.returncode == 1
    rows = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    assert len(rows) == len(GOALS)
    assert all("401" in row["error"] for row in rows)
    assert f"{len(GOALS)} with an error" in told.decode()
