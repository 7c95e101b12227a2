"""Ways to write quantities, what fits which input, and inputs in their usual order."""

from __future__ import annotations

import math

import pytest
from briefstar.calculators import get, load
from briefstar.evals.impact_fit import load_written, texts_sha256
from briefstar.translator.impact.bind import sides
from briefstar.translator.impact.choose import Candidate, candidates
from briefstar.translator.impact.fit import fit
from briefstar.translator.impact.heads import CHOICE, ROLE, load_heads
from briefstar.translator.impact.quantities import read_quantities
from briefstar.translator.impact.roles import slots_of
from briefstar.translator.impact.statement import coins_of
from briefstar.translator.impact.usual import in_usual_order, orders
from hypothesis import given, settings
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("One in nine is wrong.", [("One in nine", 11.11, "%", None)]),
        ("4 out of 5 are noise.", [("4 out of 5", 80, "%", None)]),
        ("One sale in 250 is fraud.", [("One sale in 250", 0.4, "%", None)]),
        ("It hits three in a thousand.", [("three in a thousand", 0.3, "%", None)]),
        ("A fifth of them leave.", [("A fifth", 20, "%", None)]),
        ("We have three nines.", [("three", 99.9, "%", None)]),
        ("It loses half a point.", [("half a point", 0.5, "pp", None)]),
        ("We lose 0.6 pts a month.", [("0.6", 0.6, "pp", "month")]),
        ("It takes a quarter of an hour.", [("a quarter of an hour", 0.25, "hour", None)]),
        ("Review needs a fortnight.", [("a fortnight", 2, "week", None)]),
        ("It needs four more months.", [("four", 4, "month", None)]),
        ("Live in week 4.", [("4", 4, "week", None)]),
        ("Each costs 80 cents.", [("80 cents", 0.8, "USD", None)]),
        ("It is €3 and 20 cents.", [("€3", 3, "EUR", None), ("20 cents", 0.2, "EUR", None)]),
        ("A card draws 400 W.", [("400", 400, "watt", None)]),
        ("95 more land every day.", [("95", 95, None, "day")]),
        ("We take €3M in fares a year.", [("€3M", 3e6, "EUR", "year")]),
        ("We retrain every week.", [("every week", 1, None, "week")]),
        ("It got 46 of 50 right.", [("46 of 50", 92, "%", None), ("50", 50, None, None)]),
        ("One clerk does it.", [("One clerk", 1, None, None)]),
        (
            "Late by 15 minutes for one in eight.",
            [("15 minutes", 15, "minute", None), ("one in eight", 12.5, "%", None)],
        ),
        (
            "It loses a quarter of a percentage point.",
            [("a quarter of a percentage point", 0.25, "pp", None)],
        ),
        ("Half of the 2,500 stay.", [("Half", 0.5, None, None), ("2,500", 2500, None, None)]),
        ("We do 14 points a sprint.", [("14", 14, None, None)]),
        ("It takes anywhere from six to nine weeks.", [("six to nine weeks", 9, "week", None)]),
        ("It runs from 9:00 to 13:30.", [("from 9:00 to 13:30", 4.5, "hour", None)]),
        ("They come from 6 to 8 pm.", [("from 6 to 8 pm", 2, "hour", None)]),
        ("It is open from 10 pm to 6 am.", [("from 10 pm to 6 am", 8, "hour", None)]),
    ],
)
def test_quantities_as_they_are_meant(text, told):
    found = [(q.text, float(q.numbers[-1].value), q.unit, q.per) for q in read_quantities(text)]
    assert [(t, u, p) for t, _, u, p in found] == [(t, u, p) for t, _, u, p in told]
    assert [v for _, v, _, _ in found] == pytest.approx([v for _, v, _, _ in told], rel=1e-3)


@pytest.mark.parametrize(
    ("text", "not_told"),
    [
        ("One person keys in 25 orders an hour.", "%"),
        ("We saw 500 requests in 2 hours.", "%"),
        ("3 reviewers in 2 teams.", "%"),
        ("From that point of view it is 3.", "pp"),
        ("It rose from 6 to 8.", "hour"),
    ],
)
def test_what_only_looks_like_one(text, not_told):
    assert not_told not in [q.unit for q in read_quantities(text)]


@given(st.text(max_size=300))
@settings(max_examples=60)
def test_a_quantity_is_a_substring_at_its_place(text):
    for quantity in read_quantities(text):
        assert text[quantity.quote.start : quantity.quote.end] == quantity.text


@pytest.mark.parametrize(
    ("text", "quantity", "calculator", "wanted", "unit", "per"),
    [
        ("We retrain every quarter.", 0, "staleness-loss", "interval", "quarter", None),
        ("An hour of downtime costs us £900.", -1, "downtime-cost", "hourly_loss", "GBP", "hour"),
        ("Approval takes 6 weeks, tests five.", 1, "deadline-backward", "testing", "week", None),
        ("It costs 600k to build.", 0, "vendor-price", "investment", None, None),
        ("It handles 900,000 minutes a month.", 0, "vendor-price", "units", None, "month"),
        ("500 a minute come in and we do 450.", 1, "outage-backlog", "capacity", None, "minute"),
        ("All 18 moderators work every day.", 0, "review-capacity", "reviewers", None, None),
        ("A call is 5 minutes at $0.01 a minute.", 0, "metered-cost", "each", None, None),
    ],
)
def test_what_a_listener_adds(text, quantity, calculator, wanted, unit, per):
    quantities = read_quantities(text)
    found = fit(quantities[quantity], get(calculator).inputs[wanted], quantities)
    assert found and (found.numbers[-1].unit, found.numbers[-1].per) == (unit, per)


def test_each_side_of_each_input_has_a_name_of_its_own():
    for calculator in load().values():
        slots = slots_of([Candidate(calculator, 1.0, 1.0, ())])
        assert {slot.input for slot in slots} == set(sides(calculator))
        first_words = {slot.name.split()[0] for slot in slots}
        assert len(first_words - {"none"}) == len(slots), calculator.id


def test_a_share_is_no_count_and_two_is_no_share():
    (share,) = read_quantities("It is 20%.")
    assert fit(share, get("alert-cost").inputs["alerts"], [share]) is None
    (two,) = read_quantities("There are 2.")
    assert fit(two, get("alert-cost").inputs["precision"], [two]) is None


def test_inputs_change_places_only_for_a_likelier_order():
    values = {"a": 5.0, "b": 3.0}
    weights = {("a", "now"): 0.5, ("b", "then"): 0.5, ("b", "now"): 0.4, ("a", "then"): 0.4}

    def order(weights):
        return in_usual_order(
            "uptime-gain", {"now": "a", "then": "b"},
            lambda q, key: weights[q, key], lambda q, _key: values[q],
        )  # fmt: skip

    assert order(weights) == {"now": "b", "then": "a"}
    sure = {**weights, ("a", "now"): 0.99, ("b", "then"): 0.99, ("b", "now"): 0.01}
    assert order(sure) == {"now": "a", "then": "b"}


def test_each_order_names_inputs_of_its_calculator():
    for id, pairs in orders().items():
        for small, large in pairs:
            assert {small, large} <= set(get(id).inputs), id


def test_the_weights_are_of_the_texts_and_of_all_calculators():
    heads = load_heads()
    assert set(heads.ids) == set(load()), "run: python -m briefstar.evals fit-impact"
    assert set(heads.choice) == set(CHOICE) and set(heads.role) == set(ROLE)
    assert heads.texts == texts_sha256(), "run: python -m briefstar.evals fit-impact"


def test_each_written_text_holds_what_its_labels_say():
    for text in load_written():
        assert text.calculator.inputs
        assert all(said in text.text for said in text.inputs.values()), text.text
        assert {key.removesuffix("~") for key in text.inputs} <= set(text.calculator.inputs)


def test_probabilities_of_calculators_sum_to_one():
    text = "We raise 1,000 alerts a day at 20% precision."
    found = candidates([text], read_quantities(text))
    assert math.isclose(sum(c.p for c in found), 1.0)
    assert found[0].calculator.id == "alert-cost"


def test_cents_without_a_currency_are_asked_about():
    told = coins_of(read_quantities("The vendor charges 4 cents a page for 900k pages a month."))
    assert [d.question for d in told] == [
        "“4 cents” is taken as US cents; of which currency is it?"
    ]
    assert coins_of(read_quantities("It is €3 a day and 20 cents a page.")) == []
    assert coins_of(read_quantities("It is $3 a day and 20 cents a page.")) == []
