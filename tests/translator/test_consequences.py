"""A brief links the constraints that it was told to what follows from them, computed."""

from __future__ import annotations

from typing import Any

import pytest
from briefstar.llm.fake import FakeModel
from briefstar.provenance import Sources
from briefstar.translator.brief import Brief
from briefstar.translator.drafting import draft_brief
from briefstar.translator.markdown import to_markdown
from briefstar.translator.verify import ProvenanceError, verify

from tests.fakes import BriefScript
from tests.impact_fakes import RoleScript

GOAL = "Cut the alert load of our fraud analysts"
CONTEXT = (
    "We raise 1,000 alerts a day at 20% precision. Each takes 5 minutes, at 60 dollars an hour."
)


class _Both:
    """Answers the brief's questions, and which input a quantity is."""

    def __init__(self) -> None:
        self.brief, self.roles = BriefScript(), RoleScript()

    def __call__(self, request: Any) -> Any:
        reader = self.roles if "none" in getattr(request, "options", ()) else self.brief
        return reader(request)


@pytest.fixture
def script() -> _Both:
    return _Both()


@pytest.fixture
def brief(script: _Both) -> Brief:
    return draft_brief(GOAL, CONTEXT, model=FakeModel(script))


def test_what_the_constraints_cost_stands_in_the_brief(brief: Brief) -> None:
    (found,) = brief.consequences
    assert found.calculator == "alert-cost"
    assert [q.text for q in found.quotes] == [
        "We raise 1,000 alerts a day at 20% precision.",
        "Each takes 5 minutes, at 60 dollars an hour.",
    ]
    assert {q.source for q in found.quotes} == {"context"}
    assert found.figures[0].value == 800 and found.figures[0].formula
    told = to_markdown(brief)
    assert "## What the constraints cost" in told
    assert "**800 false alerts a day**, computed: `false_alerts = alerts × (1 − precision)`" in told


def test_a_revision_with_the_same_words_asks_nothing_again(brief: Brief, script: _Both) -> None:
    before = len(script.roles.asked)
    revised = draft_brief(
        GOAL, CONTEXT, answers={"target": "5%"}, previous=brief, model=FakeModel(script)
    )
    assert revised.consequences == brief.consequences
    assert len(script.roles.asked) == before


def test_nothing_is_said_where_an_input_is_missing(script: _Both) -> None:
    context = "We raise 1,000 alerts a day at 20% precision."
    assert draft_brief(GOAL, context, model=FakeModel(script)).consequences == []


def test_a_figure_without_its_formula_is_refused(brief: Brief) -> None:
    (found,) = brief.consequences
    bare = found.figures[0].model_copy(update={"formula": ""})
    forged = brief.model_copy(
        update={"consequences": [found.model_copy(update={"figures": [bare]})]}
    )
    with pytest.raises(ProvenanceError, match="no formula"):
        verify(forged, Sources({"goal": GOAL, "context": CONTEXT}))
