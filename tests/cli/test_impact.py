"""`briefstar impact`, `calculate` and `calculators`: figures on the command line."""

from __future__ import annotations

import json

import jsonschema
import pytest
from briefstar.translator.impact.impact import json_schema

from tests.impact_fakes import RoleScript

ALERTS = "We raise 1,000 alerts a day at 20% precision and each takes an analyst 5 minutes."


@pytest.fixture(autouse=True)
def reader(use):
    return use(RoleScript())


def test_figures_on_standard_error_and_the_statement_on_standard_output(run):
    result = run("impact", ALERTS, "--set", "hourly_cost=60 USD", "--audience", "finance")
    assert result.code == 0
    assert result.out.startswith("# Business impact") and "USD 1,460,000 a year" in result.out
    assert "quantities: 1,000, 20%, 5 minutes" in result.err
    assert "800 false alerts a day" in result.err


def test_json_fits_the_published_schema(run, tmp_path):
    target = tmp_path / "impact.json"
    assert run("impact", "-", "-o", target, stdin=ALERTS.encode()).code == 0
    found = json.loads(target.read_text("utf-8"))
    jsonschema.validate(found, json_schema())
    assert [need["name"] for need in found["needs"]] == ["hourly_cost"]
    assert all(f["formula"] and f["inputs"] for f in found["figures"])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "say what the constraint is"),
        (("@nowhere.txt",), "nowhere.txt"),
        ((ALERTS, "--audience", "cats"), "cats"),
        ((ALERTS, "--set", "precision"), "precision"),
        ((ALERTS, "--set", "wage=5"), "wage"),
        ((ALERTS, "--set", "precision=140%"), "out of range"),
    ],
)
def test_a_mistake_is_one_line(run, arguments, told):
    result = run("impact", *arguments)
    assert result.code == 2 and result.out == "" and told in result.err.splitlines()[-1]


WISH = "Three engineers, six weeks, legal review takes four of them."
TOWARD = ("--toward", "technical", "--today", "2026-11-24")


@pytest.mark.usefixtures("no_model")
def test_toward_technical_needs_no_model(run):
    result = run("impact", WISH, *TOWARD)
    assert result.code == 0 and result.out.startswith("# What it allows technically")
    assert "## What it rules out" in result.out and "1 way allowed" in result.err
    given = run("impact", WISH, *TOWARD, "--set", "weeks=40 weeks", "--set", "people=4")
    assert "Until 31 August 2027" in given.out and "9 ways allowed" in given.err


@pytest.mark.usefixtures("no_model")
def test_toward_technical_fits_the_published_schema(run, tmp_path):
    target = tmp_path / "impact.json"
    assert run("impact", "-", *TOWARD, "-o", target, stdin=WISH.encode()).code == 0
    found = json.loads(target.read_text("utf-8"))
    jsonschema.validate(found, json_schema())
    assert found["direction"] == "technical" and found["today"] == "2026-11-24"
    assert {w["verdict"] for w in found["ways"]} == {"allowed", "ruled out"}


@pytest.mark.usefixtures("no_model")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("Make it fast.", *TOWARD), "no date, people, budget"),
        (("By last March with two people.", *TOWARD), "not after today"),
        ((WISH, "--toward", "sideways"), "no direction"),
        ((WISH, "--toward", "technical", "--today", "tomorrow"), "--today is a date"),
        ((WISH, *TOWARD, "--set", "wage=5"), "cannot be set"),
        ((WISH, *TOWARD, "--set", "budget=3 weeks"), "not money"),
    ],
)
def test_a_mistake_in_a_wish_is_one_line(run, arguments, told):
    result = run("impact", *arguments)
    assert result.code == 2 and result.out == "" and told in result.err.splitlines()[-1]


@pytest.mark.usefixtures("no_model")
def test_calculate_needs_no_model(run):
    result = run("calculate", "payback", "investment=90k USD", "saving=10k USD", "running=1k USD")
    assert result.code == 0 and "10 months" in result.out and "no running" not in result.out
    found = json.loads(
        run("calculate", "payback", "investment=90k USD", "saving=9k USD", "--format", "json").out
    )
    months = next(f for f in found["figures"] if f["name"] == "months")
    assert months["value"] == 10 and months["unit"] == "month"


@pytest.mark.usefixtures("no_model")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "which calculator"),
        (("paybak",), "payback"),
        (("payback", "investment"), "KEY=VALUE"),
        (("payback", "investment=90k USD"), "needs saving"),
        (("payback", "investment=9 weeks", "saving=9k USD"), "not money"),
        (("payback", "investment=9k USD", "saving=9k EUR"), "one currency"),
        (("payback", "speed=9"), "no input 'speed'"),
    ],
)
def test_a_wrong_calculation_says_what_to_do(run, arguments, told):
    result = run("calculate", *arguments)
    assert result.code == 2 and told in result.err and result.err.count("\n") == 1


@pytest.mark.usefixtures("no_model")
def test_calculators_lists_and_explains(run):
    listed = run("calculators")
    assert "`alert-cost`" in listed.out and listed.out.count("\n- ") >= 36
    shown = run("calculators", "alert-cost").out
    assert "alerts × (1 − precision)" in shown and "Source: " in shown


def test_a_batch_explains_each_line_or_says_why_not(run, tmp_path):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines = [{"id": "a", "text": ALERTS}, {"id": "b"}, {"id": "c", "text": " "}]
    source.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    result = run("batch", "impact", source, target)
    rows = {r["id"]: r for r in map(json.loads, target.read_text("utf-8").splitlines())}
    assert result.code == 1 and set(rows) == {"a", "b", "c"}
    jsonschema.validate(rows["a"]["result"], json_schema())
    assert "needs a text" in rows["b"]["error"] and "no words" in rows["c"]["error"]
