"""Figures and the ledger: each figure says where it comes from, and marks become figures."""

from __future__ import annotations

import json
import re
from decimal import Decimal

import pytest
from briefstar.errors import CheckFailed, UsageError
from briefstar.provenance import Figure, Ledger, Quote, Sources, find_numbers, format_value, pattern
from briefstar.provenance.formulas import evaluate
from jsonschema import Draft202012Validator
from pydantic import ValidationError

SOURCES = Sources(goal="We handle 42,000 returns a month at €31 each; 12 % are wrong.")


def said(ledger: Ledger, text: str) -> Figure:
    quote = SOURCES.locate(text)
    assert quote is not None
    return ledger.say(quote)


def test_a_said_figure_carries_its_quote() -> None:
    ledger = Ledger()
    figure = said(ledger, "42,000 returns a month")
    assert figure.text == "42,000 returns a month"
    assert (figure.id, figure.value, figure.unit, figure.source) == ("f1", 42000, None, "said")
    assert figure.quote is not None
    assert SOURCES.verify(figure.quote)
    assert ledger.figures() == [figure]


def test_saying_twice_gives_one_figure() -> None:
    ledger = Ledger()
    assert said(ledger, "€31") == said(ledger, "€31")
    assert len(ledger) == 1


def test_one_number_out_of_a_quote_with_several() -> None:
    ledger = Ledger()
    quote = SOURCES.quote("goal", 0, len(SOURCES["goal"]))
    numbers = find_numbers(quote.text)
    figures = [ledger.say(quote, number) for number in numbers]
    assert [(f.text, f.value, f.unit) for f in figures] == [
        ("42,000", 42000, None),
        ("€31", 31, "EUR"),
        ("12 %", 12, "%"),
    ]


def test_a_quote_without_a_number_is_no_figure() -> None:
    quote = SOURCES.locate("We handle")
    assert quote is not None
    with pytest.raises(UsageError, match="no number"):
        Ledger().say(quote)


def test_computed_figures_show_formula_and_inputs() -> None:
    ledger = Ledger()
    inputs = {
        "returns": said(ledger, "42,000 returns a month"),
        "share": said(ledger, "12 %"),
        "unit_cost": said(ledger, "€31"),
    }
    cost = ledger.compute("monthly cost", "returns * share * unit_cost", inputs, unit="EUR")
    assert (cost.value, cost.text) == (156240, "EUR 156,240")
    assert cost.formula == "monthly cost = returns × share × unit cost"
    assert [(i.name, i.figure, i.text) for i in cost.inputs] == [
        ("returns", "f1", "42,000 returns a month"),
        ("share", "f2", "12 %"),
        ("unit_cost", "f3", "€31"),
    ]


def test_a_percentage_is_computed_in_hundredths() -> None:
    ledger = Ledger()
    wrong = ledger.assume("5 parcels", "counted in one van")
    all_ = ledger.assume("40 parcels", "counted in one van")
    rate = ledger.compute("error rate", "wrong / total", {"wrong": wrong, "total": all_}, unit="%")
    assert (rate.value, rate.text) == (Decimal("12.5"), "12.5%")


@pytest.mark.parametrize(
    ("formula", "value", "message"),
    [
        ("returns * 0.2", None, "must be a figure"),
        ("returns * 9", None, "must be a figure"),
        ("returns", 43_000, "gives 42000"),
        ("orders * 12", None, "not among its inputs"),
        ("12", None, "does not use"),
        ("returns ** 2", None, "may hold only"),
        ("open('x')", None, "may hold only"),
        ("returns.real", None, "may hold only"),
        ("returns +", None, "not arithmetic"),
        ("returns / (returns - returns)", None, "divides by zero"),
    ],
)
def test_formulas_that_are_refused(formula: str, value: float | None, message: str) -> None:
    ledger = Ledger()
    inputs = {"returns": said(ledger, "42,000 returns a month")}
    with pytest.raises(UsageError, match=message):
        ledger.compute("x", formula, inputs, value)
    assert len(ledger) == 1


def test_a_value_may_be_rounded_as_a_reader_would() -> None:
    ledger = Ledger()
    inputs = {"returns": said(ledger, "42,000 returns a month")}
    assert ledger.compute("a week", "returns × 12 ÷ 52", inputs, 9690).text == "9,690"
    assert ledger.compute("a week", "returns * 12 / 52", inputs).text == "9,692"
    assert ledger.compute("a second", "returns / 30 / 24 / 3600", inputs).text == "0.0162"


def test_a_computed_figure_needs_inputs_of_its_own_ledger() -> None:
    other = said(Ledger(), "€31")
    with pytest.raises(UsageError, match="not a figure of this ledger"):
        Ledger().compute("x", "a", {"a": other})
    with pytest.raises(UsageError, match="computed from"):
        Ledger().compute("x", "12", {})


def test_signs_and_parentheses() -> None:
    inputs = {"a": (Decimal(10), None), "b": (Decimal(50), "%")}
    assert evaluate("−(a − 1) × b + a", inputs) == Decimal("5.5")


def test_an_assumption_needs_a_note_and_a_number() -> None:
    ledger = Ledger()
    figure = ledger.assume("2 weeks", "a usual test; agree with the analyst")
    assert (figure.source, figure.value, figure.unit) == ("assumed", 2, "week")
    with pytest.raises(UsageError, match="no number"):
        ledger.assume("soon", "who knows")
    with pytest.raises(ValidationError, match="note"):
        ledger.assume("2 weeks", " ")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"source": "said"}, "needs a quote"),
        (
            {"source": "said", "quote": Quote(source="goal", start=0, end=3, text="€31")},
            "contains its text",
        ),
        ({"source": "computed", "formula": "a × b"}, "formula and its inputs"),
        ({"source": "assumed"}, "note"),
        ({"source": "assumed", "note": "x", "text": "5 {f2}"}, "must not hold a mark"),
        ({"source": "guessed"}, "Input should be"),
        ({"source": "assumed", "note": "x", "id": "x1"}, "pattern"),
    ],
)
def test_figures_without_provenance_are_refused(fields: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Figure.model_validate({"id": "f1", "text": "20%", "value": 20, "unit": "%", **fields})


def test_json_keeps_numbers_as_numbers() -> None:
    ledger = Ledger()
    ledger.assume("2.5 weeks", "a guess")
    ledger.assume("1,800", "a guess")
    values = [json.loads(f.model_dump_json())["value"] for f in ledger.figures()]
    assert values == [2.5, 1800]
    again = Figure.model_validate_json(ledger.get("f1").model_dump_json())
    assert again == ledger.get("f1")


def test_marks_and_expansion() -> None:
    ledger = Ledger()
    figure = said(ledger, "42,000 returns a month")
    assert ledger.mark(figure) == "{f1}"
    assert ledger.expand("With {f1}, now.") == "With 42,000 returns a month, now."
    assert ledger.table() == '{f1} = "42,000 returns a month"'
    with pytest.raises(CheckFailed, match=re.escape("{f2} stands for no figure; use only: {f1}")):
        ledger.expand("With {f2}.")
    with pytest.raises(UsageError, match="no figure 'f9'"):
        ledger.get("f9")


def test_a_mark_in_what_the_user_said_is_not_expanded() -> None:
    sources = Sources(goal="5 {f2} teams")
    ledger = Ledger()
    figure = ledger.say(sources.quote("goal", 0, 12))
    assert ledger.expand("{f1}") == figure.text == "5"


def test_a_ledger_can_be_restored() -> None:
    ledger = Ledger()
    said(ledger, "€31")
    again = Ledger(ledger.figures())
    assert again.assume("2 days", "a guess").id == "f2"
    with pytest.raises(UsageError, match="two figures"):
        Ledger([*ledger.figures(), *ledger.figures()])


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (42000, None, "42,000"),
        ("4.20", "%", "4.2%"),
        (31, "EUR", "EUR 31"),
        (3, "week", "3 weeks"),
        (1, "week", "1 week"),
        (200, "ms", "200 ms"),
        (2, "pp", "2 pp"),
        (2, "x", "2x"),
        ("0.0162", None, "0.0162"),
    ],
)
def test_format_value(value: int | str, unit: str | None, text: str) -> None:
    assert format_value(Decimal(value), unit) == text


@pytest.mark.parametrize(
    ("figures", "text", "fits"),
    [
        (0, "We start with a simple rule and then compare a model.", True),
        (0, "We start with {f1} and then we compare it with a model.", False),
        (0, "too short", False),
        (0, "x" * 421, False),
        (4, "We start with {f1} and {f4}; then we compare it with a model.", True),
        (4, "We start with {f5} and then we compare it with a model.", False),
        (4, "We start with 20% and then we compare it with a model.", False),
        (4, "We start with {f1 and then we compare it with a model.", False),
        (4, 'We "start" with {f1} and then we compare it with a model.', False),
        (4, "We start with {f1}\nand then we compare it with a model.", False),
        (12, "We start with {f1}, {f9} and {f12} and then compare a model.", True),
        (12, "We start with {f13} and then we compare it with a model.", False),
        (12, "We start with {f0} and then we compare it with a model.", False),
    ],
)
def test_pattern_allows_no_digit_outside_a_mark(figures: int, text: str, fits: bool) -> None:
    schema = {"type": "string", "pattern": pattern(figures)}
    Draft202012Validator.check_schema(schema)
    assert Draft202012Validator(schema).is_valid(text) is fits


def test_pattern_refuses_impossible_lengths() -> None:
    with pytest.raises(UsageError):
        pattern(1, min_length=5, max_length=4)
