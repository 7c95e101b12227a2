"""What ideas may be read from, and what is refused in one line that says what to do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from briefstar import draft_brief
from briefstar.errors import UsageError
from briefstar.llm.fake import FakeModel
from briefstar.translator.brief import Brief
from briefstar.translator.ideas import rank_ideas
from briefstar.translator.ideas.amounts import read_money, read_share, read_weeks
from briefstar.translator.ideas.read import read

from tests.fakes import BriefScript

YAML = """
currency: EUR
people: 3
deadline: 12 weeks
budget: 40,000 EUR
ideas:
- name: Rank search results
  impact: 100k to 300k EUR a year
  effort: 4 to 8 weeks
  confidence: 60%
  needs: [labels, legal approval]
  cost: 10,000 EUR
  blocked_by: [clean product data]
  risk: Sellers complain.
- name: Clean product data
  impact: 10k a year
  effort: 10 working days
"""
FINE = {"name": "A", "impact": "10k EUR a year", "effort": "2 weeks"}


def test_a_yaml_file(tmp_path: Path) -> None:
    (tmp_path / "ideas.yaml").write_text(YAML)
    sheet = read(tmp_path / "ideas.yaml")
    first, second = sheet.ideas
    assert first.impact and (first.impact.low, first.impact.high) == (100_000, 300_000)
    assert first.confidence.value == 0.6 and first.cost and first.cost.value == 10_000
    assert first.needs == ["labels", "legal approval"] and first.risk == "Sellers complain."
    assert first.blocked_by == ["Clean product data"]
    assert second.effort and second.effort.value == 2
    assert sheet.limits.people and sheet.limits.people.text == "3 people"
    assert read(YAML) == sheet


def test_lines_and_bullets() -> None:
    text = """# Ideas for the spring
    These came up on Monday.
    people: 3
    1. **Rank, then sort**: impact 100k-300k EUR a year, effort 4-8 weeks, confidence 60%
    - [ ] Cut cost – impact: €5k per month; effort: half a week; needs labels, legal approval
    * Plain one (effort 2 weeks)
    """
    sheet = read(text)
    assert [i.name for i in sheet.ideas] == ["Rank, then sort", "Cut cost", "Plain one"]
    assert sheet.ideas[0].effort and sheet.ideas[0].effort.high == 8
    assert sheet.ideas[1].impact and sheet.ideas[1].impact.value == 60_000
    assert sheet.ideas[1].needs == ["labels", "legal approval"]
    assert [(n.idea, n.input) for n in sheet.needs] == [("Plain one", "impact")]
    assert sheet.notes[0] == "Not read as ideas: line 2."
    assert "filters nothing out" in sheet.notes[1]


@pytest.fixture(scope="module")
def brief() -> Brief:
    context = "7.5% of parcels arrive late.\nEffort: 4 to 6 weeks\nImpact: nobody has asked."
    return draft_brief("Cut parcel delays", context, model=FakeModel(BriefScript()))


def test_briefs_are_ideas_whose_figures_are_asked_for(brief: Brief, tmp_path: Path) -> None:
    file = tmp_path / "brief.json"
    file.write_text(brief.model_dump_json())
    for source in (file, [file], [brief], [json.loads(brief.model_dump_json())]):
        ranking = rank_ideas(source)  # type: ignore[arg-type]
        assert ranking.ideas == []
        assert [(n.idea, n.input) for n in ranking.needs] == [(brief.title, "impact")]
    ranked = rank_ideas([file, {**FINE}])  # type: ignore[list-item]
    assert [r.idea.name for r in ranked.ideas] == ["A"]
    broken = {**json.loads(brief.model_dump_json()), "archetype": 3}
    with pytest.raises(UsageError, match="brief of another version"):
        rank_ideas(broken)


def test_numbers_as_they_come_from_python_or_json() -> None:
    sheet = read({"ideas": [{"name": "A", "impact": 5, "effort": 4, "confidence": 0.6}]})
    assert sheet.unit == "point" and sheet.ideas[0].confidence.value == 0.6
    text = json.dumps({"ideas": [{"name": "A", "impact": 5, "effort": 4, "confidence": 0.6}]})
    assert read(text).ideas[0].confidence.value == 0.6
    assert read(json.dumps([FINE])).ideas[0].name == "A"


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("100k-300k EUR a year", 100_000, 300_000),
        ("€100k to €300k per year", 100_000, 300_000),
        ("$1m to 2m a year", 1_000_000, 2_000_000),
        ("1m to 2m USD a year", 1_000_000, 2_000_000),
        ("10k EUR per quarter", 40_000, 40_000),
        ("5 to 10 EUR a day", 1_825, 3_650),
        ("300k to 100k EUR", 100_000, 300_000),
        ("3..8", 3, 8),
        ("0", 0, 0),
    ],
)
def test_impacts(text: str, low: float, high: float) -> None:
    amount = read_money("impact", text)
    assert (amount.low, amount.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("4-8 weeks", 4, 8),
        ("between 2 and 3 person-weeks", 2, 3),
        ("a month", 52 / 12, 52 / 12),
        ("2 weeks to 3 months", 2, 13),
        ("10 person-days", 2, 2),
        ("4", 4, 4),
    ],
)
def test_efforts(text: str, low: float, high: float) -> None:
    amount = read_weeks("effort", text)
    assert (amount.low, amount.high) == (low, high)


def test_a_deadline_is_in_calendar_weeks() -> None:
    assert read_weeks("deadline", "14 days").low == 2
    assert read_share("confidence", "50 to 70%").low == 0.5


def with_(**fields: Any) -> dict[str, Any]:
    return {"ideas": [{**FINE, **fields}]}


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (with_(impct="3"), "unknown key 'impct': did you mean impact?"),
        ({"ideas": [FINE], "boss": "x"}, "unknown key 'boss': known are currency"),
        ({"ideas": []}, "holds no ideas: list them under"),
        ({"ideas": ["A"]}, "idea 1 must be a mapping"),
        ({}, "holds no ideas"),
        ([], "there are no ideas"),
        ("just a sentence", "holds no ideas: write one a line"),
        ("ideas.yaml", "holds no ideas"),
        ("| A | B |\n|---|---|", "is a table"),
        ("people: 3\npeople: 4\nA: impact 3, effort 2", "people is given twice"),
        ("A: impact 3, effort 2, effort 4", "effort is given twice"),
        ("ideas:\n- name: A\n  name: B", "name stands twice"),
        ("ideas: [", "is not YAML"),
        ("{", "is not JSON"),
        ({"ideas": [FINE, {**FINE, "name": "a"}]}, "two ideas are called 'a'"),
        ({"ideas": [{"impact": "3"}]}, "idea 1 has no name"),
        (with_(name="x" * 201), "longer than 200"),
        (with_(name=["x"]), "must be a text or a number"),
        (with_(needs={"a": 1}), "needs must be a list"),
        (with_(impact="10k EUR to 20k USD a year"), "two currencies, EUR and USD"),
        (with_(cost="10k USD"), "two currencies, EUR (impact of A) and USD (cost of A)"),
        ({"currency": "USD", "ideas": [FINE]}, "two currencies, USD (the file) and EUR"),
        ({"currency": "shells", "ideas": [FINE]}, "currency 'shells' is not known"),
        ({"ideas": [FINE, {**FINE, "name": "B", "impact": "5"}]}, "B is a score and that of A"),
        (with_(impact="10k a year"), "has no currency"),
        (with_(impact="5", cost="10k"), "the cost of A has no currency"),
        (with_(impact="5000 users a year"), "cannot be read: write it as in 100k"),
        (with_(impact="large"), "cannot be read"),
        (with_(impact="8 out of 10"), "cannot be read"),
        (with_(impact="up to 300k EUR"), "has one end only: give both"),
        (with_(impact="-5k EUR"), "below zero"),
        (with_(impact="1e400 EUR"), "too large"),
        (with_(impact="100.000 EUR"), "can be read as 100,000 or 100"),
        (with_(effort="0 weeks"), "is zero: give what it takes"),
        (with_(effort="0 to 4 weeks"), "is zero"),
        (with_(effort="3 people for 2 months"), "cannot be read"),
        (with_(effort="2 sprints"), "cannot be read"),
        (with_(effort="2 days a week"), "cannot be read"),
        (with_(confidence="60"), "more than 100%"),
        (with_(confidence="high"), "cannot be read: write it as in 60%"),
        ({"ideas": [FINE], "people": 0}, "cannot be read: write it as in 3"),
        ({"ideas": [FINE], "deadline": "2026-12-01"}, "cannot be read: write it as in 12 weeks"),
        (with_(blocked_by=["Aa"]), "names no idea 'Aa': did you mean 'A'?"),
        (with_(blocked_by=["A"]), "goes in a circle, A → A"),
        (
            {
                "ideas": [
                    {**FINE, "blocked_by": ["B"]},
                    {**FINE, "name": "B", "blocked_by": ["A"]},
                ]
            },
            "goes in a circle, A → B → A",
        ),
        ({"ideas": [{**FINE, "name": f"{n}"} for n in range(201)]}, "201 ideas are too many"),
    ],
)
def test_mistakes_are_told_in_one_line(source: Any, told: str) -> None:
    with pytest.raises(UsageError) as error:
        rank_ideas(source)
    assert told in str(error.value)
    assert "\n" not in str(error.value)


def test_a_seed_below_zero() -> None:
    with pytest.raises(UsageError, match="seed -1"):
        rank_ideas({"ideas": [FINE]}, seed=-1)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"a\0b", "is binary"),
        (b"\xff\xfea", "not UTF-8 text"),
        (b"- a\n" * 300_000, "larger than 1 MB"),
        (b"", "must hold `ideas:`"),
        (b"a: [1", "is not YAML"),
        (b"- A: impact 3", "unknown key 'A'"),
    ],
)
def test_files_that_cannot_be_read(data: bytes, told: str, tmp_path: Path) -> None:
    file = tmp_path / "ideas.yaml"
    file.write_bytes(data)
    with pytest.raises(UsageError, match=told):
        rank_ideas(file)
    with pytest.raises(UsageError, match="cannot be read: no such file"):
        rank_ideas(tmp_path / "none.md")
    with pytest.raises(UsageError, match="cannot be read"):
        rank_ideas(tmp_path)
