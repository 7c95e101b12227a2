"""The rules' data: complete, true to their own examples, and never inventing a figure."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from briefstar.translator.lint import lint_text, load_rules
from briefstar.translator.lint.docs import page
from briefstar.translator.lint.engine import MATCHERS
from briefstar.translator.lint.loader import load_words
from briefstar.translator.lint.schema import Bad, Rule, Words

RULES = load_rules()
BAD = [
    pytest.param(rule, bad, id=f"{rule.id}-{bad.span}")
    for rule in RULES.values()
    for bad in rule.bad
]
GOOD = [
    pytest.param(rule, text, id=f"{rule.id}-{text[:30]}")
    for rule in RULES.values()
    for text in rule.good
]
HERE = Path(__file__).parent
VAGUE = (HERE / "vague.txt").read_text("utf-8").splitlines()
PRECISE = (HERE / "precise.txt").read_text("utf-8").splitlines()


def serious(text: str) -> list[tuple[str, str]]:
    return [(f.rule, f.text) for f in lint_text(text) if f.severity != "advice"]


def test_every_rule_has_a_matcher_and_the_reverse() -> None:
    assert set(RULES) == {*MATCHERS, "BS111", "BS117"}
    assert list(RULES) == sorted(RULES)


@pytest.mark.parametrize("rule, bad", BAD)
def test_bad_examples_are_found_where_they_are_bad(rule: Rule, bad: Bad) -> None:
    start = bad.text.index(bad.span)
    end = start + len(bad.span)
    found = [f for f in lint_text(bad.text) if f.rule == rule.id]
    assert any(f.start < end and start < f.end for f in found)


@pytest.mark.parametrize("rule, text", GOOD)
def test_good_examples_are_clean_under_all_rules(rule: Rule, text: str) -> None:
    assert serious(text) == []
    assert rule.id not in {f.rule for f in lint_text(text)}


def test_statements_written_to_be_vague_are_found() -> None:
    assert [text for text in VAGUE if not serious(text)] == []


def test_statements_written_to_be_precise_are_left_alone() -> None:
    assert [(text, found) for text in PRECISE if (found := serious(text))] == []


def test_rewrites_invent_no_figure_and_leave_the_rest_to_the_author() -> None:
    for text in (*VAGUE, *(bad.text for rule in RULES.values() for bad in rule.bad)):
        for finding in lint_text(text):
            figures = set(re.findall(r"\d+", finding.rewrite))
            assert figures <= set(re.findall(r"\d+", text)), text
            assert finding.rewrite != text
            assert "<" in finding.rewrite or finding.rule == "BS104", finding
            assert not re.search(r"\{\w+\}", finding.rewrite), finding


def test_a_rewrite_keeps_the_words_of_the_author() -> None:
    (finding,) = lint_text("We want to reduce churn for new sellers in Lyon.")
    assert finding.rewrite == (
        "We want to lower <metric of churn for new sellers in Lyon> from <baseline today> to "
        "<target> by <date>, measured on <population>."
    )


def test_word_lists_hold_no_entry_twice() -> None:
    for name in Words.model_fields:
        entries = getattr(load_words(), name)
        assert len(entries) == len(set(entries)), name


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_no_rule_has_a_word_in_two_groups(rule: Rule) -> None:
    words = [word for group in rule.groups for word in group.words]
    assert sorted(words) == sorted(set(words))


def test_the_page_of_rules_is_current() -> None:
    committed = Path(__file__).parents[2] / "docs" / "rules.md"
    assert committed.read_text("utf-8") == page()
