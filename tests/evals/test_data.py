"""The labelled evaluation data hold together: exact spans, unique ids, two balanced halves."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files
from typing import Any

import pytest
import yaml

FAILING_RULES = {f"BS{n}" for n in (*range(101, 108), *range(112, 119))}
ADVICE_RULES = {f"BS{n}" for n in range(108, 112)}


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
