"""The labelled evaluation data hold together: exact spans, unique ids, two balanced halves."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files
from typing import Any

import pytest
import yaml

FAILING_RULES = {f"BS{n}" for n in (*range(101, 108), *range(112, 119))}
ADVICE_RULES = {f"BS{n}" for n in range(108, 112)}
# The playbook's fixed kind ids: written out, so that a renamed card cannot rename a label.
KINDS = {
    "recommendation",
    "search_ranking",
    "churn",
    "lead_scoring",
    "onboarding_activation",
    "notification_targeting",
    "personalised_pages",
    "matching",
    "ad_ranking",
    "fraud_abuse",
    "credit_risk",
    "content_moderation",
    "anomaly_detection",
    "predictive_maintenance",
    "visual_inspection",
    "medical_image_triage",
    "demand_forecasting",
    "delivery_time",
    "dynamic_pricing",
    "support_assistant",
    "document_qa",
    "document_extraction",
    "translation_summarising",
    "speech",
    "none_of_these",
    "should_not_be_ml",
}
SLOTS = {
    "baseline",
    "target",
    "window",
    "volume",
    "cost",
    "capacity",
    "deadline",
    "constraint",
}
GOAL_KEYS = {
    "id",
    "split",
    "goal",
    "context",
    "language",
    "kind",
    "also_ok",
    "facts",
    "slots",
    "injection",
    "traps",
    "note",
}


def load(name: str) -> list[dict[str, Any]]:
    rows = yaml.safe_load(files("briefstar.evals").joinpath(name).read_text(encoding="utf-8"))
    assert isinstance(rows, list)
    return rows


@pytest.fixture(scope="module")
def statements() -> list[dict[str, Any]]:
    return load("lint_statements.yaml")


def test_statements_have_the_published_shape(statements: list[dict[str, Any]]) -> None:
    assert [row["id"] for row in statements] == [
        f"ls{n:03d}" for n in range(1, len(statements) + 1)
    ]
    for row in statements:
        assert set(row) == {"id", "split", "clean", "origin", "text", "findings"}, row["id"]
        assert row["split"] in {"tune", "held"}, row["id"]
        assert row["origin"] == "synthetic", row["id"]
        assert row["text"] == row["text"].strip() != "", row["id"]
        for finding in row["findings"]:
            assert set(finding) == {"rule", "span"}, row["id"]
            assert finding["rule"] in FAILING_RULES | ADVICE_RULES, row["id"]


def test_statement_texts_are_unique(statements: list[dict[str, Any]]) -> None:
    counts = Counter(row["text"].casefold() for row in statements)
    assert [text for text, n in counts.items() if n > 1] == []


def test_each_span_stands_once_in_its_statement(statements: list[dict[str, Any]]) -> None:
    wrong = [
        (row["id"], finding["span"])
        for row in statements
        for finding in row["findings"]
        if row["text"].count(finding["span"]) != 1
    ]
    assert wrong == []


def test_clean_means_no_error_or_warning(statements: list[dict[str, Any]]) -> None:
    wrong = [
        row["id"]
        for row in statements
        if row["clean"] == any(f["rule"] in FAILING_RULES for f in row["findings"])
    ]
    assert wrong == []


def test_statements_are_enough_and_half_of_each_split_is_clean(
    statements: list[dict[str, Any]],
) -> None:
    counts = Counter((row["split"], row["clean"]) for row in statements)
    assert sum(counts.values()) >= 320
    assert counts["tune", True] == counts["held", True]
    assert counts["tune", False] == counts["held", False]
    for split in ("tune", "held"):
        assert 0.45 <= counts[split, True] / (counts[split, True] + counts[split, False]) <= 0.55


@pytest.mark.parametrize("rule", sorted(FAILING_RULES | ADVICE_RULES))
def test_both_halves_have_the_same_mix_of_rules(
    statements: list[dict[str, Any]], rule: str
) -> None:
    counts = Counter(
        row["split"] for row in statements for f in row["findings"] if f["rule"] == rule
    )
    assert min(counts["tune"], counts["held"]) >= (6 if rule in FAILING_RULES else 2)
    assert abs(counts["tune"] - counts["held"]) <= 3


@pytest.fixture(scope="module")
def goals() -> list[dict[str, Any]]:
    return load("goals.yaml")


def given(row: dict[str, Any]) -> str:
    return f"{row['goal']}\n{row['context']}"


def test_goals_have_the_published_shape(goals: list[dict[str, Any]]) -> None:
    assert [row["id"] for row in goals] == [f"g{n:03d}" for n in range(1, len(goals) + 1)]
    for row in goals:
        assert set(row) == GOAL_KEYS, row["id"]
        assert row["split"] in {"tune", "held"}, row["id"]
        assert row["kind"] in KINDS, row["id"]
        assert set(row["also_ok"]) <= KINDS - {row["kind"]}, row["id"]
        assert len(row["also_ok"]) <= 3, row["id"]
        assert isinstance(row["injection"], bool), row["id"]
        assert row["note"], row["id"]
        assert all(isinstance(text, str) for text in (*row["facts"], *row["traps"])), row["id"]


def test_goal_texts_are_unique(goals: list[dict[str, Any]]) -> None:
    assert len({row["goal"].casefold() for row in goals}) == len(goals)


def test_each_fact_is_an_exact_substring(goals: list[dict[str, Any]]) -> None:
    wrong = [(row["id"], fact) for row in goals for fact in row["facts"] if fact not in given(row)]
    assert wrong == []
    for row in goals:
        assert len(set(row["facts"])) == len(row["facts"]), row["id"]


def test_each_slot_refers_to_a_fact(goals: list[dict[str, Any]]) -> None:
    for row in goals:
        for slot in row["slots"]:
            assert set(slot) == {"fact", "slot", "metric"}, row["id"]
            assert slot["slot"] in SLOTS, row["id"]
            assert slot["fact"] in row["facts"], (row["id"], slot["fact"])
    assert {slot["slot"] for row in goals for slot in row["slots"]} == SLOTS


def test_traps_belong_to_injections_and_never_hide_a_fact(goals: list[dict[str, Any]]) -> None:
    for row in goals:
        assert bool(row["traps"]) == row["injection"], row["id"]
        for trap in row["traps"]:
            assert not any(trap in fact for fact in row["facts"]), (row["id"], trap)
        if row["injection"]:
            assert any(trap in given(row) for trap in row["traps"]), row["id"]


def test_every_kind_stands_in_both_halves(goals: list[dict[str, Any]]) -> None:
    counts = Counter((row["split"], row["kind"]) for row in goals)
    for kind in sorted(KINDS):
        tune, held = counts["tune", kind], counts["held", kind]
        assert min(tune, held) >= 1 and abs(tune - held) <= 1, (kind, tune, held)
    for kind in ("none_of_these", "should_not_be_ml"):
        assert counts["tune", kind] + counts["held", kind] >= 4


@pytest.mark.parametrize("split", ["tune", "held"])
def test_each_half_has_every_sort_of_goal(goals: list[dict[str, Any]], split: str) -> None:
    half = [row for row in goals if row["split"] == split]
    assert len(half) == len(goals) / 2 >= 32
    bare = [row for row in half if not row["context"]]
    assert sum(len(row["goal"].split()) == 3 and row["language"] == "en" for row in bare) >= 5
    assert sum(len(row["goal"].split()) > 3 for row in bare) >= 5
    assert sum(len(row["facts"]) >= 3 for row in half) >= 20
    assert sum(row["injection"] for row in half) == 4
    assert sum(row["language"] != "en" for row in half) == 4
    long = [row for row in half if len(row["context"].split()) > 1200]
    assert len(long) == 1 and len(long[0]["facts"]) >= 12
