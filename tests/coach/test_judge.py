"""Levels are computed by the rubric: bounds, absence, monotony, caps."""

from __future__ import annotations

from itertools import pairwise

import pytest
from briefstar.coach import judge
from briefstar.coach.grade import PART_NAMES
from briefstar.coach.rubric import PartRubric, load_rubric
from hypothesis import given
from hypothesis import strategies as st

RUBRICS = [
    rubric for told in ("behavioural", "approach") for rubric in load_rubric().parts(told).values()
]
RUBRIC = st.sampled_from(RUBRICS)
P = st.floats(0, 1)


def drawn(data: st.DataObject, rubric: PartRubric) -> dict[str, float]:
    return {item.id: data.draw(P) for item in rubric.items}


def test_weights_are_shares_of_a_whole() -> None:
    for told in ("behavioural", "approach"):
        assert sum(load_rubric().weights(told).values()) == 100


@given(RUBRIC, st.data())
def test_an_absent_part_never_has_more_than_the_lowest_level(
    rubric: PartRubric, data: st.DataObject
) -> None:
    levels = judge.part_levels(rubric, drawn(data, rubric), present=False)
    assert levels.level == levels.quantile(0.9) == 1


@given(RUBRIC, st.data())
def test_a_level_is_within_its_interval_and_the_interval_within_the_scale(
    rubric: PartRubric, data: st.DataObject
) -> None:
    levels = judge.part_levels(rubric, drawn(data, rubric), present=True)
    assert 2 <= levels.quantile(0.1) <= levels.level <= levels.quantile(0.9) <= 5
    assert sum(levels.shares) == pytest.approx(1)
    assert 1 <= levels.mean <= 5


@given(RUBRIC, st.data())
def test_a_likelier_check_never_lowers_a_level(rubric: PartRubric, data: st.DataObject) -> None:
    p = drawn(data, rubric)
    item = data.draw(st.sampled_from(rubric.items))
    more = {**p, item.id: data.draw(st.floats(p[item.id], 1))}
    before = judge.part_levels(rubric, p, present=True)
    after = judge.part_levels(rubric, more, present=True)
    assert after.mean >= before.mean - 1e-9
    assert after.level >= before.level


@given(RUBRIC, st.data(), st.integers(1, 5))
def test_a_cap_caps(rubric: PartRubric, data: st.DataObject, cap: int) -> None:
    levels = judge.part_levels(rubric, drawn(data, rubric), present=True, cap=cap)
    assert levels.quantile(1) <= cap
    assert sum(levels.shares) == pytest.approx(1)


@pytest.mark.parametrize("rubric", RUBRICS, ids=lambda r: r.name)
def test_the_anchors_can_be_reached(rubric: PartRubric) -> None:
    none = dict.fromkeys((item.id for item in rubric.items), 0.0)
    core = {**none, rubric.core[0].id: 1.0}
    every = dict.fromkeys(none, 1.0)
    found = [judge.part_levels(rubric, p, present=True).level for p in (none, core, every)]
    assert found == [2, 3, 5]


@given(RUBRIC, st.data())
def test_gaps_are_what_is_not_met_and_gain_something(
    rubric: PartRubric, data: st.DataObject
) -> None:
    p = drawn(data, rubric)
    found = judge.gaps("action", rubric, p, present=True)
    assert {gap.check for gap in found} == {id for id, value in p.items() if value < 0.5}
    gains = [gap.gain for gap in judge.by_gain(found)]
    assert all(a >= b for a, b in pairwise(gains))


def test_the_overall_level_is_the_weighted_mean() -> None:
    top = judge.Levels((0.0, 0.0, 0.0, 0.0, 1.0))
    low = judge.Levels((1.0, 0.0, 0.0, 0.0, 0.0))
    weights = load_rubric().weights("behavioural")
    parts = dict.fromkeys(PART_NAMES, low) | {"action": top}
    assert judge.overall(parts, weights).level == pytest.approx(1 + 4 * weights["action"] / 100)
