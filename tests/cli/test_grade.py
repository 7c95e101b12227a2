"""`briefstar grade` and `batch grade`: an answer in, a grade out, mistakes told at once."""

from __future__ import annotations

import json

import jsonschema
import pytest
from briefstar.coach.grade import json_schema

from tests.coach_fakes import STORY, CoachScript

ASKED = "Tell me about a time you had to win back trust in a model."
ANSWER = " ".join(STORY)


@pytest.fixture(autouse=True)
def coach(use):
    return use(CoachScript())


def test_the_grade_is_on_standard_output_and_the_reading_on_standard_error(run):
    result = run("grade", "--question", ASKED, "--answer", ANSWER)
    assert result.code == 0
    assert result.out.startswith("# Grade\n")
    assert "Late parcels fell from 9% to 4%" in result.out
    assert "9 sentences" in result.err and "graded in" in result.err


def test_json_fits_the_published_schema_and_quotes_are_places(run, tmp_path):
    file = tmp_path / "answer.txt"
    file.write_text(ANSWER, "utf-8")
    result = run("grade", "--question", ASKED, "--answer", f"@{file}", "--format", "json")
    grade = json.loads(result.out)
    jsonschema.validate(grade, json_schema())
    for part in grade["parts"].values():
        for quote in part["quotes"]:
            assert ANSWER[quote["start"] : quote["end"]] == quote["text"]


def test_the_answer_may_come_from_standard_input_into_a_file(run, tmp_path):
    target = tmp_path / "grade.json"
    result = run(
        "grade", "--question", "trust-repaired-01", "--answer", "-", "-o", target,
        stdin=ANSWER.encode(),
    )  # fmt: skip
    assert result.code == 0 and result.out == ""
    assert json.loads(target.read_text("utf-8"))["answer"] == ANSWER


@pytest.mark.usefixtures("no_model")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "--question is missing"),
        (("--question", ASKED), "--answer is missing"),
        (("--question", ASKED, "--answer", "@nowhere.txt"), "nowhere.txt"),
        (("--question", "-", "--answer", "-"), "standard input"),
    ],
)
def test_a_mistake_is_told_in_one_line_before_a_model_is_opened(run, arguments, told):
    result = run("grade", *arguments)
    assert result.code == 2 and result.out == ""
    assert told in result.err and result.err.count("\n") == 1


@pytest.mark.usefixtures("no_model")
@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("", "is empty"),
        ("word " * 9_000, "45,000"),
        ("a\0b", "a binary file"),
        ("12 %% --", "no words"),
    ],
    ids=["empty", "huge", "binary", "no words"],
)
def test_an_answer_that_cannot_be_graded_leaves_the_old_file(run, tmp_path, answer, told):
    target, source = tmp_path / "grade.md", tmp_path / "answer.txt"
    target.write_text("kept", "utf-8")
    source.write_text(answer, "utf-8")
    result = run("grade", "--question", ASKED, "--answer", f"@{source}", "-o", target)
    assert result.code == 2 and told in result.err and result.err.count("\n") == 1
    assert target.read_text("utf-8") == "kept"


def test_a_batch_grades_each_line_or_says_why_not(run, tmp_path):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines = [
        {"id": "a", "question": ASKED, "answer": ANSWER},
        {"id": "b", "question": ASKED},
        {"id": "c", "question": ASKED, "answer": " "},
    ]
    source.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    result = run("batch", "grade", source, target)
    rows = {r["id"]: r for r in map(json.loads, target.read_text("utf-8").splitlines())}
    assert result.code == 1 and set(rows) == {"a", "b", "c"}
    jsonschema.validate(rows["a"]["result"], json_schema())
    assert "a question and an answer" in rows["b"]["error"]
    assert "no words" in rows["c"]["error"]
