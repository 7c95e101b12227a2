"""`doctor`, `schema`, `playbook`, and the documents that are generated from the code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from briefstar.cli import reference
from briefstar.translator.playbook import load_playbook

ROOT = Path(__file__).parents[2]


@pytest.mark.block_network(allowed_hosts=["127.0.0.1", "localhost"])
def test_doctor_approves_of_an_endpoint_that_works(run, brief_server):
    result = run("doctor", "--base-url", brief_server.url)
    assert result.code == 0, result.out
    assert result.out.startswith("model     scripted\n")
    assert "BAD" not in result.out
    report = json.loads(run("doctor", "--base-url", brief_server.url, "--format", "json").out)
    assert report["model"] == "scripted" and all(c["ok"] for c in report["checks"])


@pytest.mark.block_network(allowed_hosts=["127.0.0.1", "localhost"])
def test_doctor_says_what_is_wrong_and_how_to_mend_it(run, brief_server):
    result = run("doctor", "--base-url", brief_server.url, "--model", "other")
    assert result.code == 1
    assert "BAD   model: no 'other'; it has: scripted" in result.out
    assert "to mend it: set BRIEFSTAR_MODEL to one of them" in result.out
    report = json.loads(
        run("doctor", "--base-url", brief_server.url, "--model", "other", "--format", "json").out
    )
    assert [c["name"] for c in report["checks"] if not c["ok"]] == ["model"]


def test_schema_prints_the_published_file(run):
    result = run("schema", "brief")
    assert result.out == (ROOT / "docs/schemas/brief.json").read_text("utf-8")
    assert json.loads(result.out)["title"] == "Brief"


def test_playbook_lists_every_kind(run):
    lines = run("playbook").out.splitlines()
    assert [line.split()[0] for line in lines] == list(load_playbook().kinds)


@pytest.mark.parametrize("kind", list(load_playbook().kinds))
def test_every_card_can_be_shown(run, kind):
    result = run("playbook", kind)
    assert result.code == 0
    assert result.out.startswith(f"# {load_playbook().kinds[kind].name} ({kind})\n")
    assert "{" not in result.out and "## Questions that decide the scope" in result.out


def test_an_unknown_kind_is_answered_with_the_nearest(run):
    result = run("playbook", "chrun")
    assert result.code == 2 and "there is: churn" in result.err


@pytest.mark.parametrize("name", list(reference.documents()))
def test_generated_documents_are_current(name):
    kept = (ROOT / name).read_text("utf-8")
    assert kept == reference.documents()[name], "run: python -m briefstar.cli.reference"


def test_the_reference_names_every_command_and_option(run):
    page = reference.reference()
    for words in ("brief", "batch brief", "doctor", "schema brief", "playbook"):
        assert f"## `briefstar {words}`" in page
    for option in ("--ask", "--revise FILE.json", "-o, --output FILE", "--retry-errors"):
        assert option in page


def test_writing_the_documents_again_changes_nothing(tmp_path):
    assert len(reference.write(tmp_path)) == len(reference.documents())
    assert reference.write(tmp_path) == []
