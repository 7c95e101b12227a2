"""The scan: what may be repeated passes in any notation, what nobody said does not."""

from __future__ import annotations

import pytest
from briefstar.errors import CheckFailed
from briefstar.provenance import Ledger, Sources, enforce, scan, strip_sentences

SAID = Sources(
    {
        "goal": "We handle 42,000 returns a month at €31 each. 4.2% are fraud, twenty teams help.",
        "context": "Launch 2026-03-15, in 3 to 5 weeks, p95 below 200 ms. 1.800 Kunden; 80 km.",
        "answer:baseline": "3.2",
    }
)

PASS = """
42k returns
42,000 returns per month
42 000 a month
forty-two thousand returns
€31
31 EUR
31 euros each
4.2 percent
4,2 %
−4.2%
20 teams
twenty
3-5 weeks
5 weeks
about 5
1,800 customers
1.8
by March 2026
on 15 March 2026
in 2026
2026-03-15
p95 and p99
200 milliseconds
3.2%
from 3.2 to 4.2 %
no figure at all
1. a list
{f1} stays
"""
FAIL = {
    "20%": "20%",
    "4.2 pp": "4.2 pp",
    "4.2 weeks": "4.2 weeks",
    "42,000 EUR": "42,000 EUR",
    "31 agents": "31",
    "42,000 returns a week": "42,000",
    "€31 a month": None,
    "€31 a year": "€31",
    "16 March 2026": "16 March 2026",
    "April 2026": "April 2026",
    "in 2027": "2027",
    "Q3 2026": "Q3 2026",
    "by Q3": "Q3",
    "until April": "April",
    "in March": None,
    "3 outages": "3",
    "top-20, by 20": None,
    "30 teams": "30",
    "sixty teams": "sixty",
    "double the output": "double",
    "half of the users": "half",
    "200 s": "200 s",
    "top-5": "5",
    "2×": "2×",
    "42": "42",
    "4200": "4200",
    "80%": "80%",
    "９０％": "９０％",
    "5 to 9 weeks": "9 weeks",
}


@pytest.mark.parametrize("text", PASS.strip().splitlines())
def test_said_numbers_pass(text: str) -> None:
    assert scan(text, sources=SAID) == []


@pytest.mark.parametrize(("text", "violation"), FAIL.items())
def test_invented_numbers_do_not(text: str, violation: str | None) -> None:
    found = [v.text for v in scan(f"So: {text}.", sources=SAID)]
    assert found == ([violation] if violation else [])


def test_a_passage_of_a_source_passes_wherever_it_is_cut() -> None:
    sources = {"goal": "Count the first 48 hours, two hundred basis points and ISO 27001 only."}
    for passage in ("the first 48", "hours, two hundred basis", "27001 only."):
        found = scan(passage, sources=sources)
        assert bool(found) is (len(passage.split()) < 3), passage


def test_violations_say_where_and_why() -> None:
    text = "It saves 20% within 200 weeks."
    first, second = scan(text, sources=SAID)
    assert text[first.start : first.end] == first.text == "20%"
    assert first.why == "'20%' stands in the text with no unit"
    assert second.why == "'200 weeks' stands in the text with ms"
    (third,) = scan("Cut 77 of them", sources=SAID)
    assert third.why == "'77' is in neither the text nor the facts"


def test_figures_of_the_ledger_pass_with_their_formula() -> None:
    ledger = Ledger()
    quote = SAID.locate("42,000 returns a month")
    cost = SAID.locate("€31 each")
    assert quote
    assert cost
    inputs = {"returns": ledger.say(quote), "cost": ledger.say(cost)}
    ledger.compute("yearly cost", "returns * cost * 12", inputs, unit="EUR")
    ledger.assume("2 weeks", "because 99 others took it")
    assert scan("EUR 15,624,000 = 42,000 × €31 × 12, in two weeks", ledger) == []
    assert scan("EUR 15.624 million a year", ledger.figures()) == []
    assert [v.text for v in scan("99 others, 4.2%", ledger)] == ["99", "4.2%"]


def test_enforce_speaks_to_the_model() -> None:
    enforce("twenty teams", sources=SAID)
    with pytest.raises(CheckFailed) as one:
        enforce("It grows by 77%.", sources=SAID)
    assert str(one.value) == "'77%' is in neither the text nor the facts; leave it out"
    with pytest.raises(CheckFailed, match=r"; leave them out$"):
        enforce("It grows by 77% in 9 days.", sources=SAID)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Good. It rises by 77%. Fine.", "Good. Fine."),
        ("- good\n- bad 77%\n- fine", "- good\n\n- fine"),
        ("All 77% bad.", ""),
        ("Nothing bad.\n", "Nothing bad.\n"),
    ],
)
def test_strip_sentences(text: str, left: str) -> None:
    assert strip_sentences(text, scan(text)) == left
