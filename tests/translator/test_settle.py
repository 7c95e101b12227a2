"""Which figures stand: a calculator's, the text's own arithmetic, or a question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from briefstar import UsageError, explain_impact
from briefstar.calculators import compute, get, read_value
from briefstar.llm import FakeModel
from briefstar.translator.impact import Impact
from briefstar.translator.impact.arithmetic import ARITHMETIC, arithmetic_of
from briefstar.translator.impact.judge import Bound, Judged, Outcome
from briefstar.translator.impact.known import calculator_of
from briefstar.translator.impact.quantities import read_quantities
from briefstar.translator.impact.settle import ALONE, HELD, INSTEAD, Settled, settle
from briefstar.translator.impact.verify import verify
from briefstar.translator.impact.what_if import knobs, what_if
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.arithmetic_pieces import PIECES
from tests.impact_fakes import ROLES, RoleScript

ALERTS = (
    "Our monitor raises 1,000 alerts a day at 20% precision, each takes an analyst 5 minutes, and "
    "an analyst costs 60 dollars an hour."
)
UNSEEN = (
    "Our monitor raises 1,000 alerts a day at 20% precision, a third of them are never looked at, "
    "each of the others takes an analyst 5 minutes, and an analyst costs 60 dollars an hour."
)
LOAVES = (
    "Our bakery sends out 1,800 loaves a day and 4% of them are burnt; a burnt loaf costs us $3."
)
REFUNDS = (
    "We get 500 refund requests a week and 12% of them are mistaken. Each mistaken one takes 20 "
    "minutes. What does that cost?"
)
ROBOT = (
    "The sorting robot costs €90,000 and saves us €6,000 a month; 25% of the saving is eaten by "
    "maintenance. When is it paid back?"
)
TEXTS = (
    ALERTS, UNSEEN, LOAVES, REFUNDS, ROBOT,
    "Two-fifths of the 350 calls an hour are about parking; each lasts 3 to 4 minutes at €21 an "
    "hour.",
    "Of 9,000 eggs a day 7% crack; with the new belt it would be 5.5%. An egg is worth 20 cents.",
    "A van holds 30 crates and 200 crates leave every day. How many vans do we need?",
    "Our grant is £12,000 and an hour of scanning costs £85. How many hours can we buy?",
    "A run keeps 16 GPUs busy for 30 hours, and a GPU-hour costs $2.50.",
    "The mill grinds 4.5 tonnes an hour, 1 in 30 sacks is torn, and the depot is full in 12 days.",
    "We answer 1.2 million requests a day at $0.60 per 1,000 requests. What is that a year?",
    "The choir has 40 singers, 3 of them are ill, and the concert is in 2 weeks.",
    "Nothing here is counted, it only takes forever.",
)  # fmt: skip


def explained(text: str, roles: Mapping[str, str] = ROLES, **options: Any) -> Impact:
    return explain_impact(text, model=FakeModel(RoleScript(roles)), **options)


def own(impact: Impact) -> dict[str, float]:
    return {f.name: f.value for f in impact.figures if f.calculator == ARITHMETIC}


def main(impact: Impact) -> tuple[str, float]:
    [found] = [f for f in impact.figures if f.main]
    return found.calculator, found.value


def reloaded(impact: Impact) -> Impact:
    return Impact.model_validate_json(impact.model_dump_json())


def settled(text: str, cost: float, said: Mapping[str, str], id: str = "payback") -> Settled:
    """Settle between a calculator with these inputs and the text's arithmetic at this cost."""
    quantities = read_quantities(text)
    recipe = arithmetic_of(text, quantities)
    assert recipe is not None
    by_text, bound = {q.text: q for q in quantities}, dict[str, Bound]()
    for key, given_ in said.items():
        value = read_value(get(id).inputs[key], given_, "said")
        bound[key] = Bound(by_text[given_.removesuffix(" a month")], value, 0.9)
    done = compute(get(id), {key: b.value for key, b in bound.items()})
    judged = Judged((Outcome(done, bound),) if bound else (), (), ())
    return settle(judged, replace(recipe, cost=cost), [], {}, 7, said=(), meant=False)


def ids(found: Settled) -> list[str]:
    return [o.result.calculator.id for o in found.judged.outcomes]


ROBOT_SAID = {"investment": "€90,000", "saving": "€6,000 a month"}


def test_where_both_come_to_the_same_the_calculator_keeps_its_names() -> None:
    impact = explained(ALERTS)
    names = {f.name: f.value for f in impact.figures if f.calculator == "alert-cost"}
    assert names["false_alerts"] == 800 and names["daily_cost"] == pytest.approx(4_000)
    assert main(impact)[0] == "alert-cost" and not impact.doubts
    # What the text's own steps tell beside it is not told twice.
    assert not {round(v, 6) for v in own(impact).values()} & {round(v, 6) for v in names.values()}


def test_a_calculator_that_leaves_a_quantity_unused_is_held_back_and_asked() -> None:
    impact = explained(UNSEEN, {**ROLES, "a third": "none"})
    assert not impact.figures and "not clear enough" in impact.statement.headline
    doubt = next(d for d in impact.doubts if d.choices)
    assert set(doubt.choices) == {"alert-cost", ARITHMETIC} and "“a third”" in doubt.question


@pytest.mark.parametrize(
    ("about", "cost"), [(ARITHMETIC, 800 * 2 / 3 * 5), ("alert-cost", 800 * 5 * 365)]
)
def test_the_answer_to_that_question_is_taken(about: str, cost: float) -> None:
    impact = explained(UNSEEN, {**ROLES, "a third": "none"}, settings={"about": about})
    assert main(impact) == (about, pytest.approx(cost))
    assert not any(d.choices for d in impact.doubts)
    assert {f.calculator for f in impact.figures} == {about}


def test_the_surer_a_reading_the_more_it_may_say() -> None:
    near, far = INSTEAD - 0.01, HELD + 0.01
    assert ids(settled(ROBOT, near, ROBOT_SAID)) == [ARITHMETIC]
    held = settled(ROBOT, HELD - 0.01, ROBOT_SAID)
    assert not held.judged.outcomes and set(held.doubts[0].choices) == {"payback", ARITHMETIC}
    assert ids(settled(ROBOT, far, ROBOT_SAID)) == ["payback"]
    assert not settled(ROBOT, near, ROBOT_SAID).doubts


def test_alone_it_stands_where_it_is_sure_enough() -> None:
    assert ids(settled(LOAVES, ALONE - 0.01, {})) == [ARITHMETIC]
    assert ids(settled(LOAVES, ALONE + 0.01, {})) == []


def test_a_setting_that_names_a_calculators_input_keeps_the_calculator() -> None:
    roles = {**ROLES, "a third": "none"}
    impact = explained(UNSEEN, roles, settings={"precision": "60%"})
    assert main(impact) == ("alert-cost", pytest.approx(400 * 5 * 365)) and not own(impact)
    assert not any(d.choices for d in impact.doubts)
    again = explained(UNSEEN, roles, settings={"alert-cost.days": "200"})
    assert main(again) == ("alert-cost", pytest.approx(4_000 * 200))


@pytest.mark.parametrize(
    ("given_", "burnt", "cost"),
    [
        ({}, 72, 216),
        ({"loaves": "3,000 a day"}, 120, 360),
        ({f"{ARITHMETIC}.share": "10%"}, 180, 540),
        ({"share": "10%", "price": "5 USD"}, 180, 900),
    ],
)
def test_a_setting_of_its_own_input_is_computed_again(
    given_: dict[str, str], burnt: float, cost: float
) -> None:
    impact = explained(LOAVES, settings=given_)
    assert sorted(own(impact).values()) == pytest.approx([burnt, cost])
    assert main(impact) == (ARITHMETIC, pytest.approx(cost))
    set_ = {i.name for f in impact.figures for i in f.inputs if i.source == "given"}
    assert set_ == {name.rpartition(".")[2] for name in given_}


@pytest.mark.parametrize(
    ("given_", "told"), [({"share": "120%"}, "out of range"), ({"wage": "3"}, "cannot be set")]
)
def test_a_setting_that_its_inputs_cannot_have_is_refused(
    given_: dict[str, str], told: str
) -> None:
    with pytest.raises(UsageError, match=told):
        explained(LOAVES, settings=given_)


def test_a_missing_price_is_asked_for_by_name() -> None:
    impact = explained(REFUNDS)
    [need] = [n for n in impact.needs if n.calculator == ARITHMETIC]
    assert need.name == "hourly_cost" and need.question.endswith("?") and need.who == "finance"
    assert {60, 20} == {round(v, 6) for v in own(impact).values()}
    key, _, value = need.set.partition("=")
    answered = explained(REFUNDS, settings={key: value.strip('"')})
    assert main(answered) == (ARITHMETIC, pytest.approx(20 * 60)) and not answered.needs


def test_what_if_computes_its_figures_again_also_for_an_impact_from_json() -> None:
    impact = reloaded(explained(LOAVES))
    assert what_if(impact, {}) == impact.figures
    changed = what_if(impact, {(ARITHMETIC, "share"): 10})
    told = explained(LOAVES, settings={"share": "10%"})
    assert [(f.name, f.value, f.unit) for f in changed] == [
        (f.name, f.value, f.unit) for f in told.figures
    ]
    found = knobs(impact)
    assert {k.input.name for k in found} == {"loaves", "share", "price"}
    for knob in found:
        for end in (knob.least, knob.most):
            assert what_if(impact, {(knob.calculator, knob.input.name): end})
    with pytest.raises(UsageError, match="share"):
        what_if(impact, {(ARITHMETIC, "share"): 120})


def test_what_if_of_a_calculator_leaves_out_steps_that_rest_on_the_text() -> None:
    impact = reloaded(explained(ALERTS))
    assert own(impact) and what_if(impact, {}) == impact.figures
    changed = what_if(impact, {("alert-cost", "precision"): 50})
    assert {f.calculator for f in changed} == {"alert-cost"}


def test_its_calculator_is_made_again_from_the_text() -> None:
    impact = explained(LOAVES)
    calculator = calculator_of(ARITHMETIC, impact.text)
    assert set(calculator.inputs) == {i.name for f in impact.figures for i in f.inputs}
    assert calculator_of("payback", LOAVES) is get("payback")
    with pytest.raises(UsageError, match="nothing follows"):
        calculator_of(ARITHMETIC, "The bus is late.")


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("about", [{}, {"about": ARITHMETIC}])
def test_every_number_can_be_traced(text: str, about: dict[str, str]) -> None:
    impact = explained(text, settings=about)
    assert verify(reloaded(impact)) == impact
    said = {q.id for q in impact.quantities}
    assert {i.quantity for f in impact.figures for i in f.inputs if i.quantity} <= said


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=10).map(" ".join))
def test_hostile_pieces_are_explained_or_refused(text: str) -> None:
    try:
        explained(f"We count: {text}", settings={"about": ARITHMETIC})
    except UsageError as error:
        assert str(error)


def test_a_label_does_not_quote_what_a_setting_replaced() -> None:
    impact = explained(LOAVES, settings={"share": "10%"})
    assert "4%" not in impact.statement.headline


def test_what_if_tells_the_same_steps_beside_a_calculator() -> None:
    text = "1,000 alerts a day at 20% precision, 5 minutes each, 60 dollars an hour."
    impact = explained(text)
    assert len({f.calculator for f in impact.figures}) == 2
    assert [f.name for f in what_if(impact, {})] == [f.name for f in impact.figures]


def test_what_if_tells_figures_in_the_period_that_they_had() -> None:
    impact = explained("The hotline costs $400 a day and saves $3,500 a week. What is left?")
    assert main(impact) == (ARITHMETIC, 100)
    assert [f.text for f in what_if(impact, {})] == [f.text for f in impact.figures]


def test_while_a_price_is_missing_the_headline_is_what_it_is_a_price_of() -> None:
    impact = explained(
        "Our parser reads 3,000 receipts a day with an accuracy of 96%. What do the mistakes cost?"
    )
    assert [n.name for n in impact.needs] == ["cost_each"]
    assert "120 receipts" in impact.statement.headline
