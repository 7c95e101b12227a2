"""Figures again with an input at another value: the same arithmetic, without the model."""

from __future__ import annotations

import pytest
from briefstar import UsageError, explain_impact
from briefstar.llm import FakeModel
from briefstar.translator.impact.impact import Impact
from briefstar.translator.impact.what_if import knobs, what_if

from tests.impact_fakes import RoleScript

TEXT = "1,000 alerts a day at 20% precision, 5 minutes each, 60 dollars an hour."


@pytest.fixture(scope="module")
def impact() -> Impact:
    return explain_impact(TEXT, model=FakeModel(RoleScript()))


def test_with_nothing_changed_the_figures_are_the_same(impact: Impact) -> None:
    assert what_if(impact, {}) == impact.figures


def test_another_precision_gives_what_the_same_text_with_it_gives(impact: Impact) -> None:
    changed = what_if(impact, {("alert-cost", "precision"): 35})
    told = explain_impact(TEXT, settings={"precision": "35%"}, model=FakeModel(RoleScript()))
    assert [f.value for f in changed] == [f.value for f in told.figures]
    assert [f.text for f in changed] == [f.text for f in told.figures]
    given = next(i for i in changed[0].inputs if i.name == "precision")
    assert (given.source, given.text, given.quantity) == ("given", "35 %", None)


def test_every_input_can_be_turned_from_its_least_to_its_most(impact: Impact) -> None:
    found = knobs(impact)
    assert {k.input.name for k in found} >= {"alerts", "precision", "minutes", "hourly_cost"}
    for knob in found:
        assert knob.least <= knob.input.value <= knob.most
        for end in (knob.least, knob.most):
            assert what_if(impact, {(knob.calculator, knob.input.name): end})


def test_an_impossible_value_is_refused(impact: Impact) -> None:
    with pytest.raises(UsageError, match="precision"):
        what_if(impact, {("alert-cost", "precision"): 120})
