"""`briefstar batch brief`: every line gets its result or its error, in one file."""

from __future__ import annotations

import asyncio
import json

import pytest
from briefstar import ModelError, UsageError
from briefstar.cli import batch
from filelock import FileLock

from tests.fakes import BriefScript


def write(path, *lines):
    path.write_bytes(
        b"".join((x if isinstance(x, bytes) else json.dumps(x).encode()) + b"\n" for x in lines)
    )
    return path


def rows(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def by_id(path):
    found = {json.dumps(row["id"]): row for row in rows(path)}
    assert len(found) == len(rows(path))
    return found


@pytest.fixture
def files(tmp_path):
    return tmp_path / "in.jsonl", tmp_path / "out.jsonl"


@pytest.fixture
def do(run, use, monkeypatch):
    """Run a batch whose job is given: what the runner does apart from what a brief is."""

    def call(job, source, target, *options, stdin=b""):
        use()

        def quick(opened):
            async def one(record):
                await asyncio.sleep(0)
                return job(record)

            return one

        whole = batch.run_batch
        monkeypatch.setattr(
            "briefstar.cli.batch_brief.run_batch",
            lambda make_job, *args, **named: whole(quick, *args, **named),
        )
        return run("batch", "brief", source, target, *options, stdin=stdin)

    return call


def test_each_line_gets_its_brief(run, use, files):
    use()
    source = write(
        files[0],
        {"id": "a", "goal": "Improve user engagement", "context": "4% return.", "more": 1},
        {"id": 2, "goal": "Weniger Wartezeit für Gäste", "context": None},
    )
    result = run("batch", "brief", source, files[1], "--questions", "1")
    assert result.code == 0, result.err
    found = by_id(files[1])
    assert found['"a"'].keys() == {"id", "result", "seconds"}
    brief = found['"a"']["result"]
    assert (brief["goal"], brief["context"]) == ("Improve user engagement", "4% return.")
    assert len(brief["questions"]) == 1
    assert found["2"]["result"]["goal"] == "Weniger Wartezeit für Gäste"
    assert "Gäste" in files[1].read_text("utf-8")
    assert result.out == "" and "all lines are in" in result.err


def test_a_bad_line_is_its_own_error_under_its_number(do, files):
    source = write(
        files[0],
        {"id": "good", "goal": "g"},
        b"{not json",
        b"",
        {"goal": "no id"},
        {"id": None, "goal": "g"},
        {"id": True, "goal": "g"},
        {"id": ["x"], "goal": "g"},
        {"id": "good", "goal": "again"},
        b"[1]",
        b'{"id": "\xff"}',
        b'{"id": "\\ud800", "goal": "g"}',
        b"[" * 100_000,
        {"id": 2, "goal": "an id that is also a line number"},
    )
    result = do(lambda record: record["goal"], source, files[1])
    assert result.code == 1
    done = rows(files[1])
    errors = {row["id"]: row["error"] for row in done if "error" in row}
    assert sorted(errors) == [2, 4, 5, 6, 7, 8, 9, 10, 11, 12]
    assert all(text.startswith(f"line {number}: ") for number, text in errors.items())
    assert "is used by line 1 already" in errors[8]
    assert [row["result"] for row in done if "result" in row] == [
        "g",
        "an id that is also a line number",
    ]
    assert "10 with an error" in result.err
    assert do(lambda record: record["goal"], source, files[1]).code == 1
    assert rows(files[1]) == done, "a second run did lines again"


@pytest.mark.parametrize(
    "record",
    [{"id": 1}, {"id": 1, "goal": 5}, {"id": 1, "goal": ""}, {"id": 1, "goal": "g", "context": []}],
)
def test_a_line_without_a_usable_goal_is_an_error(run, use, files, record):
    use()
    result = run("batch", "brief", write(files[0], record), files[1])
    assert result.code == 1
    assert [row["id"] for row in rows(files[1])] == [1]
    assert "goal" in rows(files[1])[0]["error"]


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (ModelError("the key was\nrefused"), "the key was refused"),
        (UsageError("no words"), "no words"),
        (KeyError("x"), "unexpected KeyError: 'x'"),
    ],
)
def test_what_fails_in_a_line_stays_in_that_line(do, files, fault, error):
    def job(record):
        if record["goal"] == "bad":
            raise fault
        return "fine"

    source = write(files[0], {"id": 1, "goal": "bad"}, {"id": 2, "goal": "good"})
    assert do(job, source, files[1]).code == 1
    found = by_id(files[1])
    assert found["1"]["error"] == error and found["2"]["result"] == "fine"


def test_errors_are_done_again_only_on_request(do, files):
    source = write(files[0], {"id": 1, "goal": "a"}, {"id": 2, "goal": "b"}, b"junk")

    def first(record):
        if record["id"] == 1:
            raise ModelError("busy")
        return "first"

    assert do(first, source, files[1]).code == 1
    assert do(lambda r: "second", source, files[1]).code == 1
    assert "busy" in by_id(files[1])["1"]["error"]
    result = do(lambda r: "second", source, files[1], "--retry-errors")
    assert result.code == 1 and "2 lines to do, 1 done before" in result.err
    found = by_id(files[1])
    assert (found["1"]["result"], found["2"]["result"]) == ("second", "first")
    assert "not JSON" in found["3"]["error"]
    source = write(files[0], {"id": 1, "goal": "a"}, {"id": 2, "goal": "b"})
    assert do(lambda r: "third", source, files[1], "--retry-errors").code == 0


def test_lines_from_standard_input(do, files):
    stdin = b'\xef\xbb\xbf{"id": 1, "goal": "a"}\r\n\r\n{"id": 2, "goal": "b"}'
    assert do(lambda r: r["goal"], "-", files[1], stdin=stdin).code == 0
    assert [row["result"] for row in rows(files[1])] == ["a", "b"]


def test_results_come_in_the_order_in_which_they_are_done_never_more_than_asked_for(
    run, use, files, monkeypatch
):
    use()
    now, most = set(), []
    seconds = {1: 0.2, 2: 0.01, 3: 0.05, 4: 0.01}

    def make_job(opened):
        async def job(record):
            now.add(record["id"])
            most.append(len(now))
            await asyncio.sleep(seconds[record["id"]])
            now.discard(record["id"])
            return "done"

        return job

    whole = batch.run_batch
    monkeypatch.setattr(
        "briefstar.cli.batch_brief.run_batch", lambda _, *a, **n: whole(make_job, *a, **n)
    )
    source = write(files[0], *({"id": n, "goal": "g"} for n in seconds))
    assert run("batch", "brief", source, files[1], "--jobs", "2").code == 0
    assert max(most) == 2
    assert [row["id"] for row in rows(files[1])] == [2, 3, 4, 1]


@pytest.mark.parametrize(
    "tail", [b"{", b'{"id": 2, "resu', b'{"id": 2, "result": "torn", "seconds": 1.0}']
)
def test_a_torn_last_line_is_cut_and_done_again(do, files, tail):
    source = write(files[0], {"id": 1, "goal": "a"}, {"id": 2, "goal": "b"})
    do(lambda r: "whole", write(files[0], {"id": 1, "goal": "a"}), files[1])
    with files[1].open("ab") as file:
        file.write(tail)
    source = write(files[0], {"id": 1, "goal": "a"}, {"id": 2, "goal": "b"})
    assert do(lambda r: "new", source, files[1]).code == 0
    assert [row["result"] for row in rows(files[1])] == ["whole", "new"]


@pytest.mark.parametrize("text", ["no line feed", '{"id": 1}\n', '{"id": 1, "goal": "x"}\n{'])
def test_a_file_of_something_else_is_never_touched(do, files, text):
    files[1].write_text(text)
    result = do(lambda r: "x", write(files[0], {"id": 1, "goal": "a"}), files[1])
    assert result.code == 2 and "something other than batch results" in result.err
    assert files[1].read_text() == text


def test_two_batches_on_one_file_are_refused(do, files):
    source = write(files[0], {"id": 1, "goal": "a"})
    with FileLock(f"{files[1]}.lock"):
        result = do(lambda r: "x", source, files[1])
    assert result.code == 2 and "another batch is writing to" in result.err
    assert do(lambda r: "x", source, files[1]).code == 0
    assert sorted(p.name for p in files[1].parent.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_a_disk_that_is_full_stops_the_batch(do, files, monkeypatch):
    from briefstar.cli import batch_results

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(batch_results.os, "fsync", full)
    result = do(lambda r: "x", write(files[0], {"id": 1, "goal": "a"}), files[1])
    assert result.code == 4 and "No space left on device" in result.err


def test_nothing_left_to_do_opens_no_model(do, run, files, no_model):
    files[1].write_text('{"id": 1, "result": "r", "seconds": 1.0}\n')
    source = write(files[0], {"id": 1, "goal": "a"})
    result = run("batch", "brief", source, files[1])
    assert result.code == 0 and "0 lines to do, 1 done before" in result.err


def test_by_default_the_embedded_model_works_on_one_line_at_a_time(run, use, files, monkeypatch):
    limits = []
    work = batch._work

    async def note(lines, job, results, tally, limit):
        limits.append(limit)
        await work(lines, job, results, tally, limit)

    monkeypatch.setattr(batch, "_work", note)
    source = write(files[0], {"id": 1, "goal": "Improve search"})
    for kind in ("embedded", "openai"):
        info = use(BriefScript())._info
        object.__setattr__(info, "kind", kind)
        run("batch", "brief", source, files[1].with_suffix(f".{kind}"))
    run("batch", "brief", source, files[1], "--jobs", "7")
    assert limits == [1, 4, 7]
