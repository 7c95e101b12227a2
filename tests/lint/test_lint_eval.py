"""The evaluation counts right, keeps the splits apart, and prints no statement."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from briefstar.evals import lint_eval
from briefstar.evals.lint_eval import Entry, Label, Score, evaluate

MADE_UP = [
    Entry(
        id="right",
        text="Improve search relevance, etc.",
        split="tune",
        clean=False,
        findings=[Label(rule="BS102", span="Improve"), Label(rule="BS104", span="etc.")],
    ),
    Entry(id="missed", text="We sell shoes.", split="tune", clean=False),
    Entry(id="false", text="Reduce churn.", split="tune", clean=True),
    Entry(id="clean", text="The page has a blue border.", split="tune", clean=True),
    Entry(
        id="elsewhere",
        text="The app must be fast and user-friendly.",
        split="tune",
        clean=False,
        findings=[Label(rule="BS101", span="fast")],
    ),
]


def test_counts_by_statement_and_by_rule() -> None:
    report = evaluate(MADE_UP)
    assert (report.total, report.clean) == (5, 2)
    assert report.statements == Score(hits=2, false_alarms=1, misses=1)
    assert report.statements.precision == pytest.approx(2 / 3)
    assert report.statements.recall == pytest.approx(2 / 3)
    assert report.rules["BS102"] == Score(hits=1, false_alarms=1, misses=0)
    assert report.rules["BS104"] == Score(hits=1)
    assert report.rules["BS101"] == Score(hits=1, false_alarms=1, misses=0)
    assert report.rules["BS117"].precision is None


def test_the_command_writes_figures_and_no_statement(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    target = tmp_path / "tune.json"
    assert lint_eval.main(["--split", "tune", "--json", str(target)]) == 0
    shown = capsys.readouterr().out + target.read_text("utf-8")
    figures = json.loads(target.read_text("utf-8"))
    entries = lint_eval.load_entries("tune")
    assert figures["total"] == len(entries) > 100
    assert not any(entry.text in shown for entry in entries)
    assert set(figures["rules"]) == set(lint_eval.load_rules())


def test_the_tuned_half_stays_above_the_bar() -> None:
    score = evaluate(lint_eval.load_entries("tune")).statements
    assert score.precision is not None and score.precision >= 0.95
    assert score.recall is not None and score.recall >= 0.95


def test_the_halves_do_not_overlap() -> None:
    tune, held = (lint_eval.load_entries(split) for split in ("tune", "held"))
    assert not {e.text for e in tune} & {e.text for e in held}
    assert not {e.id for e in tune} & {e.id for e in held}
