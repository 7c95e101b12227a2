"""Whatever the text: its arithmetic never fails, is honest about its inputs, and adds up."""

from __future__ import annotations

import math
import time
from keyword import iskeyword

import pytest
from briefstar.calculators import compute
from briefstar.calculators.formulas import FUNCTIONS, evaluate
from briefstar.translator.impact.arithmetic import Recipe, arithmetic_of, readings
from briefstar.translator.impact.quantities import read_quantities
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.arithmetic_pieces import PIECES

TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)
PLAIN = st.lists(
    st.sampled_from([p for p in PIECES if "−" not in p and p not in ("1e309", "9" * 40)]),
    max_size=10,
).map(" ".join)
"""No negative numbers, which no text is taken to mean, and none that are beyond all measure."""
SLOW = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
NOUNS = st.sampled_from(["invoices", "parcels", "x-rays", "letters", "meals", "claims"])


def recipe(text: str) -> Recipe | None:
    return arithmetic_of(text, read_quantities(text))


def values(found: Recipe) -> dict[str, float]:
    return {name: value.value for name, value in found.values.items()}


def main(text: str) -> float:
    found = recipe(text)
    assert found is not None
    done = compute(found.calculator, found.values)
    assert done.main is not None
    return done.main.value


@SLOW
@given(st.text(max_size=300))
def test_any_text_can_be_given(text: str) -> None:
    recipe(text)


@SLOW
@given(TEXTS)
def test_a_recipe_is_whole(text: str) -> None:
    quantities = read_quantities(text)
    found = arithmetic_of(text, quantities)
    if found is None:
        return
    inputs, outputs = found.calculator.inputs, found.calculator.outputs
    names = [*inputs, *(o.name for o in outputs)]
    assert len(set(names)) == len(names)
    assert all(n.isidentifier() and not iskeyword(n) and n not in FUNCTIONS for n in names)
    assert any(o.main for o in outputs) and all(o.means for o in outputs)
    # Each input was said in a quantity of its own, or is asked for.
    assert set(found.said) == set(found.values) <= set(inputs)
    assert found.used <= {q.id for q in quantities} and len(found.used) == len(found.said)
    assert all(inputs[name].ask for name in set(inputs) - set(found.values))
    again = arithmetic_of(text, read_quantities(text))
    assert again is not None and again.calculator.outputs == outputs
    assert repr((again.values, again.said)) == repr((found.values, found.said))  # also of NaN
    assert (again.calculator.inputs, again.cost) == (inputs, found.cost)


@SLOW
@given(PLAIN)
def test_the_formulas_come_to_what_the_search_found(text: str) -> None:
    found = recipe(text)
    if found is None or set(found.values) != set(found.calculator.inputs):
        return
    at = values(found)
    formulas = {o.name: o.formula for o in found.calculator.outputs}
    figures = found.calculator.function(**at)
    assert list(figures) == list(formulas)
    for name, formula in formulas.items():
        at[name] = evaluate(formula, at)
        assert figures[name] == at[name]
    # What is rounded up or down may be one off: see below.
    assume(not any("ceil(" in f or "floor(" in f for f in formulas.values()))
    best = readings(text, read_quantities(text))[0].item
    for root in best.parts if best.type == "two" else (best,):
        if root.parts and root.type in ("flow", "count", "money", "money flow"):
            told = root.values if root.time != "fortnight" else [v / 2 for v in root.values]
            for value in told:
                assert any(math.isclose(value, f, rel_tol=1e-6) for f in figures.values())


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("An image costs $0.07 and our budget is $350. How many images can we buy?", 5_000),
        ("Every day 48 calls of 35 minutes come in; an agent works 7 hours a day. How many agents "
         "do we need?", 4),
        ("120 orders come in a day and a packer packs 365 orders a month. How many packers do we "
         "need?", 10),
    ],
)  # fmt: skip
def test_what_comes_out_whole_is_not_rounded_to_the_next(text: str, whole: int) -> None:
    assert main(text) == whole


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES[:36]), min_size=12, max_size=24).map(" ".join))
def test_many_quantities_take_no_longer_than_seconds(text: str) -> None:
    quantities = read_quantities(text)
    assume(len(quantities) >= 8)
    start = time.process_time()
    arithmetic_of(text, quantities)
    assert time.process_time() - start < 6


@SLOW
@given(
    noun=NOUNS,
    many=st.integers(50, 90_000),
    share=st.integers(1, 99),
    minutes=st.integers(2, 90),
    wage=st.integers(11, 240),
)
def test_a_share_of_a_flow_its_time_and_its_wage(
    noun: str, many: int, share: int, minutes: int, wage: int
) -> None:
    text = (
        f"{many:,} {noun} arrive a day, {share}% of them have to be opened, which takes "
        f"{minutes} minutes each at ${wage} an hour."
    )
    assert main(text) == pytest.approx(many * share / 100 * minutes / 60 * wage)


@SLOW
@given(noun=NOUNS, many=st.integers(50, 9_000), share=st.integers(2, 95), price=st.integers(2, 400))
def test_what_is_left_and_its_price(noun: str, many: int, share: int, price: int) -> None:
    text = (
        f"We handle {many:,} {noun} a week. A robot does {share}% of them; the rest cost us "
        f"€{price} each."
    )
    assert main(text) == pytest.approx(many * (1 - share / 100) * price)


@SLOW
@given(people=st.integers(2, 40), rate=st.integers(3, 60), more=st.integers(1, 900))
def test_a_team_against_what_comes_in(people: int, rate: int, more: int) -> None:
    assume(more != rate)
    many = people * rate + more
    text = (
        f"{many:,} forms arrive a day. We have {people} clerks who each check {rate} forms a day. "
        "How many are left?"
    )
    found = recipe(text)
    assert found is not None
    figures = found.calculator.function(**values(found)).values()
    assert {float(people * rate), float(more)} <= {float(f) for f in figures}


@SLOW
@given(many=st.integers(100, 5_000), times=st.integers(2, 9))
def test_a_flow_that_is_so_many_times_as_large_gives_figures_so_many_times_as_large(
    many: int, times: int
) -> None:
    text = "The ward sees {:,} patients a day, 30% of them stay, and a stay costs $450."
    small, large = (recipe(text.format(n)) for n in (many, many * times))
    assert small is not None and large is not None
    before, after = (r.calculator.function(**values(r)) for r in (small, large))
    assert {k: v * times for k, v in before.items()} == pytest.approx(dict(after))
    flow = next(k for k, i in small.calculator.inputs.items() if i.unit == "1/day")
    changed = small.calculator.function(**{**values(small), flow: many * times})
    assert changed == pytest.approx(after)


@SLOW
@given(low=st.integers(2, 500), more=st.integers(1, 500), price=st.integers(2, 90))
def test_a_range_is_the_figure_at_its_ends(low: int, more: int, price: int) -> None:
    text = f"Between {low} and {low + more} tiles crack a day and a tile costs £{price}."
    found = recipe(text)
    assert found is not None
    figure = compute(found.calculator, found.values).main
    assert figure is not None
    assert (figure.low, figure.high) == pytest.approx((low * price, (low + more) * price))
