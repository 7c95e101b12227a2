"""`--revise` and `--answer`: what is carried over, what is asked again, what changed."""

from __future__ import annotations

import json

import pytest

GOAL = "Improve user engagement"


@pytest.fixture
def earlier(run, use, tmp_path):
    """An earlier brief with an answer, in a file."""
    use()
    path = tmp_path / "brief.json"
    result = run(
        "brief",
        GOAL,
        "--context",
        "Riders open the app daily.",
        "--answer",
        "target=6%",
        "-o",
        path,
    )
    assert result.code == 0, result.err
    return path


def revise(run, path, *options):
    result = run("brief", "--revise", path, "--format", "json", *options)
    assert result.code == 0, result.err
    return json.loads(result.out)


def test_goal_context_and_answers_are_carried_over(run, use, earlier):
    document = revise(run, earlier, "--answer", "baseline=4%")
    assert document["goal"] == GOAL
    assert document["context"] == "Riders open the app daily."
    assert {a["id"]: a["quote"]["text"] for a in document["answers"]} == {
        "target": "6%",
        "baseline": "4%",
    }
    assert any("baseline" in change["path"] for change in document["changes"])


def test_only_what_depends_on_a_change_is_asked_again(run, use, earlier):
    model = use()
    revise(run, earlier, "--answer", "baseline=4%")
    assert model.calls == []
    revise(run, earlier, "--context", "Drivers wait for a different thing, for 9 minutes.")
    assert model.calls != []


def test_an_empty_answer_takes_one_back(run, use, earlier):
    document = revise(run, earlier, "--answer", "target=")
    assert document["answers"] == []
    assert document["metrics"][0]["target"]["state"] == "unknown"


def test_a_new_goal_replaces_the_old_one(run, use, earlier):
    use()
    result = run("brief", "Fewer late buses", "--revise", earlier, "--format", "json")
    assert json.loads(result.out)["goal"] == "Fewer late buses"


def test_the_revised_file_may_be_the_one_that_is_written(run, use, earlier):
    result = run("brief", "--revise", earlier, "--answer", "baseline=4%", "-o", earlier)
    assert result.code == 0
    assert len(json.loads(earlier.read_text("utf-8"))["answers"]) == 2


def test_changes_count_from_the_revised_file_also_after_questions(run, use, earlier):
    model = use()
    result = run(
        "brief", "--revise", earlier, "--answer", "baseline=4%", "--ask", "--format", "json",
        stdin=b"all of them\n",
    )  # fmt: skip
    document = json.loads(result.out)
    assert len(document["answers"]) == 3
    assert any("baseline" in change["path"] for change in document["changes"])
    assert model.calls == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yaml", "baseline: 4%\ntarget: yes\n"),
        ("a.json", '{"baseline": "4%", "target": "yes"}'),
        ("a.txt", "baseline: 4%\ntarget: 'yes'\n"),
    ],
)
def test_answers_from_a_file_stay_as_they_were_written(run, use, tmp_path, name, text):
    use()
    (tmp_path / name).write_text(text)
    result = run("brief", GOAL, "--answer", f"@{tmp_path / name}", "--format", "json")
    given = {a["id"]: a["quote"]["text"] for a in json.loads(result.out)["answers"]}
    assert given == {"baseline": "4%", "target": "yes"}


def test_an_unknown_question_is_named_with_the_known_ones(run, use):
    use()
    result = run("brief", GOAL, "--answer", "budget=5", "-o", "/dev/null")
    assert result.code == 2
    assert "no question 'budget'" in result.err and "target" in result.err
