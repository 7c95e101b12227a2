"""`briefstar brief`: what goes to stdout, in which order, and what goes to stderr."""

from __future__ import annotations

import json
import re
import sys

import pytest
from briefstar import Brief, ModelError, to_markdown
from briefstar.cli import brief as command

from tests.fakes import BriefScript

GOAL = "Improve user engagement"


def test_stdout_is_exactly_the_document(run, use, tmp_path):
    use()
    run("brief", GOAL, "-o", tmp_path / "kept.json")
    kept = Brief.model_validate_json((tmp_path / "kept.json").read_text("utf-8"))
    result = run("brief", GOAL)
    assert result.code == 0
    assert result.out == to_markdown(kept)
    assert result.out.startswith(f"# Collaboration brief: {GOAL}\n\n## Business goal\n")


def test_each_section_is_printed_when_it_is_done(run, use, monkeypatch):
    log: list[str] = []
    script = BriefScript()

    def answer(request):
        reply = script(request)
        log.append(script.asked[-1])
        return reply

    use(answer)
    monkeypatch.setattr(command, "put", lambda text: log.append(text.split("\n## ")[1][:13]))
    run("brief", GOAL)
    assert "brief.outcome" not in log, "an English goal is not restated"
    assert log.index("Business goal") < log.index("brief.terms")
    assert log.index("brief.terms") < log.index("User story\n\nA"[:13])


def test_json_is_the_published_form(run, use):
    import jsonschema
    from briefstar.translator.brief import json_schema

    use()
    result = run("brief", GOAL, "--format", "json")
    document = json.loads(result.out)
    jsonschema.validate(document, json_schema())
    assert document["goal"] == GOAL
    assert document["provenance"]["model"] == "fake"


def test_progress_names_the_model_the_reason_and_the_steps(run, use):
    use()
    err = run("brief", GOAL).err
    lines = err.splitlines()
    assert lines[0] == "briefstar: choosing a model"
    assert lines[1] == "briefstar: using fake (script): scripted replies"
    assert any(line.startswith("briefstar: asking: Who and what is it about?") for line in lines)
    assert "needs answers" in lines[-2]
    assert re.match(
        r"briefstar: answer them with --revise [0-9a-f]{12} --answer ID=TEXT, where ID is: base",
        lines[-1],
    )
    assert all(line.startswith("briefstar: ") for line in lines)


def test_goal_and_context_from_a_file_and_standard_input(run, use, tmp_path):
    use()
    goal = tmp_path / "goal.txt"
    goal.write_text("\ufeffImprove user engagement\n", "utf-8")
    result = run(
        "brief",
        f"@{goal}",
        "--context",
        "-",
        "--format",
        "json",
        stdin="Riders wait for Ève’s bus.".encode(),
    )
    document = json.loads(result.out)
    assert document["goal"] == "Improve user engagement\n"
    assert document["context"] == "Riders wait for Ève’s bus."


def test_a_text_may_begin_with_an_at_sign(run, use):
    use()
    result = run("brief", "@@mentions should reach the right people", "--format", "json")
    assert json.loads(result.out)["goal"] == "@mentions should reach the right people"


def test_the_number_of_questions_is_the_users(run, use):
    use()
    result = run("brief", GOAL, "--questions", "2", "--format", "json")
    assert len(json.loads(result.out)["questions"]) == 2


def test_a_failing_model_ends_with_its_own_words(run, use):
    use(BriefScript(faults={"brief.outcome": ModelError("the key was refused by x (HTTP 401)")}))
    result = run("brief", "Weniger Retouren im Modeshop")
    assert (result.code, result.out) == (3, "")
    assert result.err.splitlines()[-1] == "briefstar: the key was refused by x (HTTP 401)"


def test_ctrl_c_says_what_was_printed(run, use):
    use(BriefScript(faults={"brief.terms": KeyboardInterrupt()}))
    result = run("brief", GOAL)
    assert result.code == 130
    assert "## Business goal" in result.out
    assert result.err.splitlines()[-1] == (
        "briefstar: stopped; 1 section was printed, the rest was not drafted"
    )


def test_the_options_name_the_model(run, use, monkeypatch):
    from briefstar.llm import endpoint

    use()
    named: list[str | None] = []
    fake = endpoint.open_model

    def note(spec=None, **options):
        if spec is None or isinstance(spec, str):
            named.append(spec)
        return fake(spec, **options)

    monkeypatch.setattr(endpoint, "open_model", note)
    for options in (
        [],
        ["--model", "m"],
        ["--base-url", "http://x/v1"],
        ["--base-url", "http://x/v1", "--model", "m"],
    ):
        assert run("brief", GOAL, *options).code == 0
    assert named == [None, "m", "http://x/v1", "http://x/v1#m"]


def test_on_a_terminal_the_document_holds_no_control_characters(run, use, monkeypatch):
    use()
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda self: self is sys.stdout, raising=False)
    result = run("brief", "Improve user engagement \x1b[31m in red")
    assert "in red" in result.out and "\x1b" not in result.out


@pytest.mark.block_network(allowed_hosts=["127.0.0.1", "localhost"])
def test_through_a_real_endpoint(run, brief_server):
    result = run("brief", GOAL, "--base-url", brief_server.url)
    assert result.code == 0, result.err
    assert "## Success metrics" in result.out
    assert "using scripted" in result.err and "it has one model" in result.err
