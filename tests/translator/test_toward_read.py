"""What is read from a deadline, budget or promise: days, people, waits, money, promises."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from briefstar import UsageError
from briefstar.provenance import sentences
from briefstar.translator.toward.data import named_dates, voices, way_data
from briefstar.translator.toward.read import read_text
from briefstar.translator.toward.said import Reading
from briefstar.translator.toward.when import days_in
from hypothesis import given
from hypothesis import strategies as st

TODAY = date(2026, 11, 24)  # a Tuesday


def reading(text: str) -> Reading:
    made = Reading(TODAY)
    read_text(text, sentences(text), made)
    return made


def values(text: str) -> dict[str, Any]:
    return {name: round(said.value.value, 4) for name, said in reading(text).said.items()}


@pytest.mark.parametrize(
    ("text", "day", "sure"),
    [
        ("until 1 March", "2027-03-01", True),
        ("by 2027-03-01", "2027-03-01", True),
        ("March 15", "2027-03-15", True),
        ("on the 30th of November", "2026-11-30", True),
        ("by 31.03.2027", "2027-03-31", True),
        ("end of Q2", "2027-06-30", True),
        ("by Q3", "2027-09-30", False),
        ("Q3 2028", "2028-09-30", False),
        ("in the second quarter", "2027-06-30", False),
        ("next quarter", "2027-03-31", False),
        ("this quarter", "2026-12-31", False),
        ("by March", "2027-03-01", False),
        ("before March", "2027-02-28", True),
        ("in March", "2027-03-31", False),
        ("until the end of March", "2027-03-31", True),
        ("mid-March 2028", "2028-03-16", False),
        ("EOY", "2026-12-31", True),
        ("by the end of next month", "2026-12-31", True),
        ("by Friday", "2026-11-27", False),
        ("by 2028", "2028-12-31", False),
        ("before the holiday season", "2027-10-31", False),
        ("before Black Friday", "2026-11-26", False),
        ("Black Friday 2028", "2028-11-23", False),
        ("for the spring season", "2027-03-01", False),
        ("by Christmas", "2026-12-24", False),
        ("before Chinese New Year", "2027-02-05", False),
        ("before Easter", "2027-03-27", False),
        ("by summer", "2027-06-01", False),
        ("end of summer", "2027-08-31", False),
        ("before the summer holidays", "2027-06-30", False),
        ("by the end of the fiscal year", "2026-12-31", False),
        ("bis zum 1. März", "2027-03-01", True),
    ],
)
def test_days(text: str, day: str, sure: bool) -> None:
    (found,) = days_in(text, TODAY)
    assert (found.day.isoformat(), found.sure) == (day, sure)
    assert sure or found.note


@pytest.mark.parametrize(
    "text", ["we have 3 years of data", "it may rise", "the next six weeks", "a month of logs"]
)
def test_no_day_where_there_is_none(text: str) -> None:
    assert not days_in(text, TODAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two people half-time until 1 March.", {"people": 2, "share": 0.5}),
        ("a team of five", {"people": 5}),
        ("A 12-person team", {"people": 12}),
        ("one engineer and a data scientist", {"people": 2}),
        ("one analyst and a half-time developer", {"people": 2, "share": 0.75}),
        ("3 devs at 20% of their time", {"people": 3, "share": 0.2}),
        ("one data scientist two days a week", {"people": 1, "share": 0.4}),
        ("1.5 FTE", {"people": 1.5}),
        ("between two and three engineers", {"people": 2.5}),
        ("My co-founder and I build it", {"people": 2}),
        ("It is just me", {"people": 1}),
        ("two teams of three engineers", {"people": 6}),
        ("Team: 2. Three volunteers for 5 hours a week.", {"people": 5, "share": 0.475}),
        ("a team of six: two engineers and four designers", {"people": 6}),
        # neither users nor those who are not there yet build it
        ("200 people visit us a day, we might hire two engineers", {}),
        ("each takes an analyst some time", {}),
    ],
)
def test_people(text: str, expected: dict[str, float]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("budget of 40k", {"budget": 40_000}),
        ("£25k including salaries", {"budget": 25_000, "paid": 1}),
        ("$30k for tools", {"budget": 30_000, "paid": 0}),
        ("we can pay 0.40 EUR per label", {"label_price": 0.4}),
        ("freelance developers at 600 EUR a day", {"rate": 3000}),
        ("it saves 90k EUR a year", {}),
        ("no budget and no labels", {"budget": 0, "labels": 0}),
        ("3,000 labelled cases", {"labels": 3000}),
        ("50,000 unlabelled images", {}),
        ("answers within 200 ms", {"latency": 200}),
        ("reply within 2 s, 95% accurate", {"latency": 2000, "accuracy": 0.95}),
        ("50,000 visitors a day, 3% conversion", {"users": 50_000, "baseline": 0.03}),
        ("ten weeks left", {"weeks": 10}),
        ("we have three months", {"weeks": 13.0357}),
        ("three engineers, six weeks", {"people": 3, "weeks": 6}),
        ("The board wants it in six weeks.", {"weeks": 6}),
        ("Court rulings: 14 weeks, 7 people", {"weeks": 14, "people": 7}),
        ("answers in under a second", {"latency": 1000}),
        (
            "8 weeks, without internet, budget 100k USD all in",
            {"weeks": 8, "budget": 100_000, "paid": 1},
        ),
        ("12 years of records", {}),
    ],
)
def test_money_time_labels_and_promises(text: str, expected: dict[str, float]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "waits"),
    [
        ("six weeks, legal review takes four of them", [("legal", "after", 4)]),
        ("Security review of two weeks in parallel.", [("security", "beside", 2)]),
        ("App-store review takes one week.", [("store", "after", 1)]),
        ("Data access takes three weeks.", [("access", "before", 3)]),
        ("Procurement takes 3 months.", [("procurement", "beside", 13.0357)]),
        (
            "A works council approval of eight weeks, then a pilot of four weeks.",
            [("legal", "after", 8), ("test", "after", 4)],
        ),
    ],
)
def test_waits(text: str, waits: list[tuple[str, str, float]]) -> None:
    found = reading(text).waits
    assert [(w.kind, w.when, round(w.said.value.value, 4)) for w in found] == waits


def test_a_freeze_ends_the_time_or_takes_some_of_it() -> None:
    assert reading("Launch by 30 June, freeze from 1 June.").deadline == date(2027, 5, 31)
    later = reading("Freeze from 15 December to 5 January, launch by 1 March.")
    assert later.deadline == date(2027, 3, 1)
    assert later.said["blocked"].value.value == pytest.approx(3)
    running = reading("A freeze from 15 November to 5 January, live by end of February.")
    assert running.said["blocked"].value.value == pytest.approx(6)


def test_the_earlier_of_two_deadlines_is_taken_and_asked_about() -> None:
    made = reading("Pilot by 1 February, launch by 1 June.")
    assert made.deadline == date(2027, 2, 1)
    assert any("which one is the deadline" in d.question for d in made.doubts)


def test_a_start_is_no_deadline() -> None:
    made = reading("Two engineers from 1 February, launch on 1 June.")
    assert (made.start, made.deadline) == (date(2027, 2, 1), date(2027, 6, 1))


def test_an_event_without_a_date_is_named() -> None:
    assert reading("Live before the next board meeting with the team.").events == [
        "before the next board meeting"
    ]


@pytest.mark.parametrize("text", ["By last March we go live.", "Deadline: 15 January 2025."])
def test_a_deadline_that_is_over_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="not after today"):
        reading(text)


@given(st.text(max_size=120))
def test_any_text_can_be_read_and_quotes_are_exact(text: str) -> None:
    try:
        made = reading(text)
    except UsageError:
        return
    quotes = [s.quantity.quote for s in made.said.values() if s.quantity]
    quotes += [d.quantity.quote for d in made.days] + [q.quote for q in made.unplaced]
    assert all(text[q.start : q.end] == q.text for q in quotes)


def test_the_curated_data_are_whole() -> None:
    ways, known = way_data(), {p for way in way_data().ways for p in way.strained}
    assert len(ways.ways) >= 12 and len(named_dates()) >= 15
    assert set(voices()) == {"product", "finance", "legal", "executive", "engineering"}
    assert known <= {"privacy", "explainability", "vendor", "region", "house", "device"}
    assert all(w.launches or w.id == "measure" for w in ways.ways)
    for name in named_dates():
        rules = (name.days, name.easter is not None, name.month is not None)
        assert any(rules) and name.source
