"""`briefstar feasibility`: a ranking, pictures in files, and mistakes told in one line."""

from __future__ import annotations

import json

import jsonschema
import pytest
from briefstar.translator.ideas.types import json_schema

IDEAS = """\
- Rank results: impact 100k to 300k EUR a year, effort 4 to 8 weeks, confidence 60%
- Mend filters: impact 50k EUR a year, effort 1 week, confidence 80%
- Personal mails: effort 3 weeks
"""


@pytest.fixture
def ideas(tmp_path):
    path = tmp_path / "ideas.md"
    path.write_text(IDEAS, "utf-8")
    return path


def test_the_ranking_says_what_is_best_and_what_is_missing(run, ideas):
    result = run("feasibility", ideas)
    assert result.code == 0
    assert "**Mend filters** is worth most for its effort: EUR 40,000 a year" in result.out
    assert "Ask product: what would “Personal mails” bring" in result.out
    assert "2 ranked, 1 figures missing" in result.err


def test_ideas_from_standard_input_as_json_fit_the_schema(run, tmp_path):
    target = tmp_path / "ranking.json"
    assert run("feasibility", "-", "-o", target, stdin=IDEAS.encode()).code == 0
    found = json.loads(target.read_text("utf-8"))
    jsonschema.validate(found, json_schema())
    assert [each["idea"]["name"] for each in found["ideas"]] == ["Mend filters", "Rank results"]


@pytest.mark.parametrize(
    ("name", "start"),
    [("out.png", b"\x89PNG"), ("out.svg", b"<?xml"), ("out.html", b"<!DOCTYPE html>")],
)
def test_pictures(run, ideas, tmp_path, name, start):
    target = tmp_path / name
    assert run("feasibility", ideas, "--picture", target).code == 0
    assert target.read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "name a file with one idea a line"),
        (("nowhere.md",), "nowhere.md"),
        (("{ideas}", "--picture", "out.gif"), "must end in .html, .png, .svg"),
        (("{ideas}", "-"), "standard input stands alone"),
        (("{ideas}", "--seed", "-1"), "seed -1 is below zero"),
    ],
)
def test_a_mistake_is_one_line(run, ideas, arguments, told):
    result = run("feasibility", *(str(a).format(ideas=ideas) for a in arguments))
    assert result.code == 2
    assert told in result.err and len(result.err.strip().splitlines()) == 1
