"""Each kind of input that cannot be used: one line, exit code 2, no model opened."""

from __future__ import annotations

import json

import pytest

FILES = {
    "empty.txt": b" \n",
    "binary.pdf": b"%PDF-1.7\n\0\0\1",
    "latin1.txt": "Verfügbarkeit".encode("latin-1"),
    "utf16.txt": "Improve search".encode("utf-16"),
    "huge.txt": b"a" * 4_000_001,
    "list.yaml": b"- a\n- b\n",
    "nested.yaml": b"target: {a: 1}\n",
    "broken.yaml": b"a: [1\nb: 2\n",
    "other.json": b'{"goal": "x"}',
    "text.json": b"not json",
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ([], "give a goal, such as"),
        ([""], "the goal is empty"),
        (["  "], "the goal is empty"),
        (["@nowhere.txt"], "does not exist"),
        (["@"], "is a folder"),
        (["@folder"], "is a folder: name a text file"),
        (["@empty.txt"], "is empty"),
        (["@binary.pdf"], "is a binary file: export it as text"),
        (["@latin1.txt"], "is not UTF-8 text (byte 4): save it as UTF-8"),
        (["@utf16.txt"], "is UTF-16: save it as UTF-8"),
        (["@huge.txt"], "is larger than 4 MB: give the part that matters"),
        (["-"], "the goal on standard input is empty"),
        (["-", "--context", "-"], "only one of GOAL and --context"),
        (["a goal", "--context", "-", "--ask"], "only one of --context and --ask"),
        (["a goal", "--context", "@nowhere"], "the context file nowhere does not exist"),
        (["a goal", "--context", ""], "the context is empty"),
        (["caf\udce9 goal"], "the goal is not UTF-8 text"),
        (["a goal", "--answer", "target"], "an answer is ID=TEXT or @FILE"),
        (["a goal", "--answer", "=5"], "an answer is ID=TEXT or @FILE"),
        (["a goal", "--answer", "@list.yaml"], "must map question ids to texts"),
        (["a goal", "--answer", "@nested.yaml"], "the answer to target must be one text"),
        (["a goal", "--answer", "@broken.yaml"], "neither YAML nor JSON (line 2)"),
        (["a goal", "--answer", "@nowhere.yaml"], "does not exist"),
        (["--revise", "nowhere.json"], "does not exist"),
        (["--revise", "other.json"], "other.json holds no brief, impact, ranking, grade"),
        (["--revise", "text.json"], "text.json is no JSON: write it with --format json"),
        (["a goal", "-o", "folder"], "is a folder: name a file in it"),
        (["a goal", "-o", "nowhere/brief.md"], "does not exist: create it"),
        (["a goal", "--base-url", "localhost:8080"], "must start with http"),
    ],
)
def test_brief(run, no_model, folder, args, says):
    result = run("brief", *args)
    assert result.code == 2, result.err
    line = result.err.splitlines()[-1]
    assert line.startswith("briefstar: ") and says in line
    assert result.out == ""
    assert sorted(p.name for p in folder.iterdir()) == sorted([*FILES, "folder"])


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["nowhere.jsonl", "out.jsonl"], "does not exist"),
        (["folder", "out.jsonl"], "is a folder"),
        (["empty.txt", "out.jsonl"], "the input is empty"),
        (["binary.pdf", "out.jsonl"], "is a binary or UTF-16 file"),
        (["utf16.txt", "out.jsonl"], "is a binary or UTF-16 file"),
        (["-", "out.jsonl"], "the input is empty"),
        (["good.jsonl", "folder"], "is not a file"),
        (["good.jsonl", "nowhere/out.jsonl"], "does not exist: create it"),
        (["good.jsonl", "good.jsonl"], "is the input: name another file"),
        (["good.jsonl", "text.json"], "holds something other than batch results (line 1)"),
    ],
)
def test_batch(run, no_model, folder, args, says):
    good = json.dumps({"id": 1, "goal": "Improve search"}) + "\n"
    (folder / "good.jsonl").write_text(good)
    result = run("batch", "brief", *args)
    assert result.code == 2, result.err
    assert says in result.err and result.err.count("\n") == 1
    assert (folder / "good.jsonl").read_text() == good
    assert not (folder / "out.jsonl").exists()
    assert (folder / "text.json").read_bytes() == FILES["text.json"]
