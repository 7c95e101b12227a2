"""`--ask`: question by question, and what is kept when it ends early."""

from __future__ import annotations

import io
import json
import sys

import pytest
from briefstar import Brief, ModelError
from briefstar.cli.asking import ask_questions
from briefstar.translator import drafting

GOAL = "Improve user engagement"


def ask(run, stdin, *options):
    return run("brief", GOAL, "--ask", "--format", "json", *options, stdin=stdin)


def first_questions(run):
    return json.loads(run("brief", GOAL, "--format", "json").out)["questions"]


def answers_of(result):
    return {a["id"]: a["quote"]["text"] for a in json.loads(result.out)["answers"]}


def test_answers_are_drafted_in_and_the_changes_listed(run, use):
    model = use()
    before = {q["id"]: q for q in first_questions(run)}
    once = len(model.calls)
    result = ask(run, b"4% of visitors, from the event log\n6%\n\n\n\n")
    assert result.code == 0
    document = json.loads(result.out)
    assert list(before)[:2] == ["baseline", "target"]
    assert answers_of(result) == {
        "baseline": "4% of visitors, from the event log",
        "target": "6%",
    }
    assert document["metrics"][0]["target"]["state"] == "said"
    assert any("target" in change["path"] for change in document["changes"])
    assert len(model.calls) == 2 * once, "the second draft asked the model again"
    assert "1 of 5, for data: " + before["baseline"]["text"] in result.err


def test_a_question_mark_tells_why_and_asks_again(run, use):
    use()
    question = first_questions(run)[1]
    result = ask(run, b"\n?\n6%\n")
    assert f"Why: {question['why']}" in result.err
    assert f"Recommended: {question['recommended']}" in result.err
    assert answers_of(result) == {"target": "6%"}


def test_an_equals_sign_takes_the_recommendation_but_never_as_a_value(run, use):
    use()
    questions = first_questions(run)
    result = ask(run, b"=\n\n=\n\n=\n")
    assert f"Only you can give this one. To find it: {questions[0]['recommended']}" in result.err
    taken = answers_of(result)
    assert "baseline" not in taken and "target" not in taken
    assert taken == {questions[2]["id"]: questions[2]["recommended"]}


def test_the_kind_is_answered_by_a_name_from_the_playbook(run, use, monkeypatch, capfd):
    use()
    brief = Brief.model_validate_json(run("brief", GOAL, "--format", "json").out)
    kind = brief.questions[0].model_copy(update={"id": "kind", "recommended": "Churn, for now."})
    brief = brief.model_copy(update={"questions": [kind]})
    for typed, taken in (("bogus\nChurn\n", "churn"), ("=\n", brief.archetype.id)):
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        assert list(ask_questions(brief)) == [("kind", taken)]
    assert capfd.readouterr().err.count("There is no such kind of work") == 1


def test_nothing_answered_gives_the_first_draft(run, use):
    model = use()
    result = ask(run, b"\n\n")
    assert result.code == 0
    assert json.loads(result.out)["answers"] == [] == json.loads(result.out)["changes"]
    asked = len(model.calls)
    first_questions(run)
    assert len(model.calls) == 2 * asked


def test_the_markdown_of_the_second_draft_alone_is_printed(run, use):
    use()
    result = run("brief", GOAL, "--ask", stdin=b"4%\n")
    assert result.out.count("# Collaboration brief") == 1
    assert "## What changed since the last draft" in result.out


@pytest.mark.parametrize("to_file", [False, True])
def test_a_failing_second_draft_keeps_the_first_and_the_answers(
    run, use, tmp_path, monkeypatch, to_file
):
    use()
    draft_brief = drafting.draft_brief

    def draft_once(*args, **options):
        if options["answers"]:
            raise ModelError("the server is gone")
        return draft_brief(*args, **options)

    monkeypatch.setattr(drafting, "draft_brief", draft_once)
    path = tmp_path / "b.json"
    result = ask(run, b"4% it's\n", *(["-o", path] if to_file else []))
    assert result.code == 3
    assert json.loads(path.read_text("utf-8") if to_file else result.out)["answers"] == []
    told, last = result.err.splitlines()[-2:]
    kept = "holds the draft without your answers" if to_file else "was printed"
    assert kept in told and "your answers: --answer 'baseline=4% it'\"'\"'s'" in told
    assert last == "briefstar: the server is gone"


def test_ctrl_c_at_a_question_keeps_the_draft_and_the_answers(run, use, monkeypatch):
    from briefstar.cli import asking

    use()
    lines = iter(["4%"])

    def read():
        if (line := next(lines, None)) is None:
            raise KeyboardInterrupt
        return line

    monkeypatch.setattr(asking, "_read_line", read)
    result = ask(run, b"")
    assert result.code == 130
    assert json.loads(result.out)["answers"] == []
    assert result.err.splitlines()[-1] == (
        "briefstar: stopped; the draft without your answers was printed; "
        "your answers: --answer baseline=4%"
    )
