"""Ideas are ranked as one would by hand, and what should not matter does not."""

from __future__ import annotations

import time
from typing import Any

import pytest
from briefstar.errors import UsageError
from briefstar.translator.ideas import Ranking, rank_ideas
from briefstar.translator.ideas.types import Estimate, json_schema
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

# Values per person-week: 120,000 ÷ 6 = 20,000; 40,000 ÷ 1 = 40,000; 30,000 ÷ 10 = 3,000.
BY_HAND = """
- Rank results: impact 200k EUR a year, effort 6 weeks, confidence 60%
- Fix filters: impact 50k EUR a year, effort 1 week, confidence 80%
- New app: impact 30k EUR a year, effort 10 weeks, confidence 100%
"""


def idea(name: str, impact: str, effort: str, confidence: str = "50%", **more: Any) -> Any:
    return {"name": name, "impact": impact, "effort": effort, "confidence": confidence, **more}


def names(ranking: Ranking) -> list[str]:
    return [r.idea.name for r in ranking.ideas]


def test_three_ideas_without_ranges_as_worked_by_hand() -> None:
    ranking = rank_ideas(BY_HAND)
    assert names(ranking) == ["Fix filters", "Rank results", "New app"]
    assert [r.expected.value for r in ranking.ideas] == pytest.approx([40_000, 120_000, 30_000])
    assert [r.rate.value for r in ranking.ideas] == pytest.approx([40_000, 20_000, 3_000])
    assert [r.rate.low for r in ranking.ideas] == pytest.approx([40_000, 20_000, 3_000])
    assert [r.p_best.value for r in ranking.ideas if r.p_best] == [1, 0, 0]
    assert [r.p_top_three.value for r in ranking.ideas if r.p_top_three] == [1, 1, 1]
    # Half-way from 30,000 to 120,000 EUR a year, and from 1 to 10 weeks; 190,000 ÷ 17 together.
    assert ranking.much_from and ranking.much_from.value == 75_000
    assert ranking.worth_from and ranking.worth_from.value == pytest.approx(190_000 / 17)
    assert ranking.quick_up_to and ranking.quick_up_to.value == 5.5
    assert [r.quadrant for r in ranking.ideas] == ["quick win", "big bet", "don't"]
    assert [step.effort_so_far.value for step in ranking.order] == [1, 7, 17]
    assert ranking.ideas[0].rate.text == "EUR 40,000 a year per person-week"
    assert ranking.unit == "EUR a year"


def test_what_is_worth_finding_out_as_worked_by_hand() -> None:
    ranking = rank_ideas(BY_HAND)
    rises = {(q.idea, q.input): q.rise.value for q in ranking.find_out_first}
    # Without ranges only the outcome is open. Fix filters brings 50,000 a week with 80%, else
    # Rank results' 20,000: 44,000 − 40,000. Rank results brings 33,333 at best: no change.
    assert rises == {("Fix filters", "confidence"): pytest.approx(4_000)}
    (asked,) = ranking.find_out_first
    assert asked.who == "data" and asked.question.startswith("Ask data: does “Fix filters”")


def test_a_range_that_reaches_over_the_rival_is_asked_about() -> None:
    ranking = rank_ideas(
        {
            "ideas": [
                idea("Steady", "100k EUR a year", "5 weeks", "100%"),
                idea("Wide", "10k to 150k EUR a year", "5 weeks", "100%"),
            ]
        }
    )
    (asked,) = ranking.find_out_first
    assert (asked.idea, asked.input, asked.who) == ("Wide", "impact", "product")
    # Above 100k with 50/140; then 25k more on average; over 5 weeks.
    assert asked.rise.value == pytest.approx(50 / 140 * 25_000 / 5, rel=0.08)
    assert asked.turning and asked.turning.value == pytest.approx(100_000)
    assert "Above EUR 100,000 a year" in asked.question


def test_nothing_to_find_out_where_no_answer_changes_the_choice() -> None:
    far = [
        idea("A", "100k EUR", "1 to 2 weeks", "100%"),
        idea("B", "1k EUR", "1 to 2 weeks", "100%"),
    ]
    assert rank_ideas({"ideas": far}).find_out_first == []
    assert rank_ideas({"ideas": far[:1]}).find_out_first == []


def test_a_dominated_idea_names_the_best_that_dominates_it() -> None:
    ideas = [
        idea("Good", "90k to 100k EUR a year", "2 to 3 weeks"),
        idea("Fair", "60k to 70k EUR a year", "3 to 4 weeks"),
        idea("Poor", "10k to 20k EUR a year", "4 to 6 weeks"),
        idea("Close", "85k to 99k EUR a year", "2 to 3 weeks"),
        idea("Large", "200k EUR a year", "40 weeks"),
    ]
    found = {r.idea.name: r.dominated_by for r in rank_ideas({"ideas": ideas}).ideas}
    assert found == {"Good": None, "Fair": "Good", "Poor": "Good", "Close": None, "Large": None}


def test_limits_filter_out_and_what_waits_for_it_with_it() -> None:
    ranking = rank_ideas(
        {
            "people": 2,
            "deadline": "5 weeks",
            "budget": "10k EUR",
            "ideas": [
                idea("Dear", "900k EUR a year", "2 weeks", cost="11k EUR"),
                idea("Long", "900k EUR a year", "11 weeks"),
                idea("Waits", "900k EUR a year", "1 week", blocked_by=["Long"]),
                idea("Fits", "10k EUR a year", "6 weeks", cost="9k EUR"),
                idea("Fits too", "9k EUR a year", "6 weeks"),
                {"name": "Open", "effort": "2 weeks"},
                idea("Waits on", "900k EUR a year", "1 week", blocked_by=["Open"]),
            ],
        }
    )
    kinds = {r.idea.name: [f.kind for f in r.filters] for r in ranking.ideas}
    assert kinds == {
        "Fits": [], "Fits too": [], "Dear": ["over budget"], "Long": ["too long"],
        "Waits": ["blocked"], "Waits on": ["blocked"],
    }  # fmt: skip
    assert ranking.ideas[0].idea.name == "Fits"
    assert [(s.idea, s.fits) for s in ranking.order] == [("Fits", True), ("Fits too", False)]
    assert [r.p_best is None for r in ranking.ideas] == [False, False, True, True, True, True]
    assert [(n.idea, n.input, n.who) for n in ranking.needs] == [("Open", "impact", "product")]
    assert ranking.limits.capacity and ranking.limits.capacity.value == 10


def test_what_blocks_comes_first_and_is_weighed_with_what_it_opens() -> None:
    ranking = rank_ideas(
        {
            "ideas": [
                idea("Strong", "300k EUR a year", "2 weeks", blocked_by=["Dull groundwork"]),
                idea("Middling", "60k EUR a year", "2 weeks"),
                idea("Dull groundwork", "1k EUR a year", "2 weeks"),
            ]
        }
    )
    assert [s.idea for s in ranking.order] == ["Dull groundwork", "Strong", "Middling"]
    assert names(ranking) == ["Strong", "Middling", "Dull groundwork"]


def test_every_figure_says_where_it_comes_from() -> None:
    ranking = rank_ideas("Rank: impact 20k EUR a month, effort 1 to 2 person-months\nOther idea")
    r = ranking.ideas[0]
    assert r.idea.impact and r.idea.impact.value == 240_000
    assert (r.idea.impact.source, r.idea.impact.quote) == ("said", "20k EUR a month")
    assert r.idea.effort and r.idea.effort.low == pytest.approx(52 / 12)
    assert (r.idea.confidence.source, r.idea.confidence.text) == ("assumed", "30% to 70%")
    assert r.idea.confidence.note
    assert r.rate.source == "computed" and r.rate.formula
    for source in ("said", "computed", "assumed"):
        with pytest.raises(ValidationError, match="where it comes from"):
            Estimate(value=1, low=1, high=1, unit="point", text="1 point", source=source)


def test_scores_need_no_money() -> None:
    ideas = [idea("A", "3 to 8", "2 weeks"), idea("B", "2 points", "1")]
    ranking = rank_ideas({"ideas": ideas})
    assert ranking.unit == "point"
    assert ranking.ideas[0].rate.text == "1.38 points per person-week"


def test_a_seed_repeats_and_another_changes_the_draws() -> None:
    text = "A: impact 1k to 9k EUR, effort 1 to 9 weeks\nB: impact 2k to 8k EUR, effort 2 weeks"
    assert rank_ideas(text).model_dump_json() == rank_ideas(text, seed=7).model_dump_json()
    assert rank_ideas(text, seed=8).ideas[0].rate.low != rank_ideas(text).ideas[0].rate.low


def test_its_json_reads_back_and_has_a_schema() -> None:
    ranking = rank_ideas(BY_HAND)
    assert Ranking.model_validate_json(ranking.model_dump_json()) == ranking
    assert json_schema()["title"] == "Ranking"


def test_two_hundred_ideas_take_a_moment() -> None:
    ideas = [
        idea(
            f"Idea {n}",
            f"{n + 1}k to {2 * n + 5}k EUR a year",
            f"{n % 9 + 1} to {n % 9 + 4} weeks",
            blocked_by=[f"Idea {n - 1}"] if n % 4 else [],
        )
        for n in range(200)
    ]  # fmt: skip
    start = time.perf_counter()
    assert len(rank_ideas({"ideas": ideas}).order) == 200
    assert time.perf_counter() - start < 10


RANGE = st.tuples(st.integers(1, 500), st.integers(0, 300)).map(lambda r: (r[0], r[0] + r[1]))
IDEAS = st.lists(st.tuples(RANGE, RANGE, st.integers(1, 100)), min_size=1, max_size=6)
Drawn = list[tuple[tuple[int, int], tuple[int, int], int]]


def made(drawn: Drawn, times: int = 1) -> list[dict[str, str]]:
    return [
        idea(
            f"Idea {n}", f"{low * times}k to {high * times}k EUR a year",
            f"{least} to {most} weeks", f"{chance}%",
        )
        for n, ((low, high), (least, most), chance) in enumerate(drawn)
    ]  # fmt: skip


few = settings(max_examples=25, deadline=None)


@few
@given(drawn=IDEAS, data=st.data())
def test_the_order_of_the_file_does_not_matter(drawn: Drawn, data: st.DataObject) -> None:
    ideas = made(drawn)
    shuffled = data.draw(st.permutations(ideas))
    one, other = rank_ideas({"ideas": ideas}), rank_ideas({"ideas": shuffled})
    assert names(one) == names(other)
    assert [s.idea for s in one.order] == [s.idea for s in other.order]
    assert [r.rate for r in one.ideas] == [r.rate for r in other.ideas]
    assert [r.quadrant for r in one.ideas] == [r.quadrant for r in other.ideas]


THRESHOLDS = st.fixed_dictionaries(
    {},
    optional={
        "much_from": st.integers(0, 900).map(lambda k: f"{k}k EUR a year"),
        "quick_up_to": st.integers(1, 900).map(lambda n: f"{n} weeks"),
    },
)


@few
@given(drawn=IDEAS, thresholds=THRESHOLDS)
def test_the_best_for_its_effort_is_never_a_dont(drawn: Drawn, thresholds: dict[str, str]) -> None:
    best, *others = rank_ideas({"ideas": made(drawn), **thresholds}).ideas
    assert best.quadrant in ("quick win", "big bet")
    for other in others:
        if other.rate.value >= best.rate.value:
            assert other.quadrant in ("quick win", "big bet")


@few
@given(drawn=IDEAS, thresholds=THRESHOLDS)
def test_what_is_better_is_never_in_a_worse_group(drawn: Drawn, thresholds: dict[str, str]) -> None:
    ideas = rank_ideas({"ideas": made(drawn), **thresholds}).ideas
    much = {"quick win": True, "big bet": True, "fill-in": False, "don't": False}
    quick = {"quick win": True, "big bet": False, "fill-in": True, "don't": False}
    for better in ideas:
        for other in ideas:
            if (
                better.rate.value >= other.rate.value
                and better.expected.value >= other.expected.value
            ):
                assert much[better.quadrant] >= much[other.quadrant]
            if better.idea.effort.value <= other.idea.effort.value:
                assert quick[better.quadrant] >= quick[other.quadrant]


@few
@given(drawn=IDEAS)
def test_without_thresholds_the_least_and_the_most_effort_part(drawn: Drawn) -> None:
    ideas = rank_ideas({"ideas": made(drawn)}).ideas
    efforts = sorted((r.idea.effort.value, r.quadrant) for r in ideas)
    assert efforts[0][1] in ("quick win", "fill-in")
    if efforts[0][0] < efforts[-1][0]:
        assert efforts[-1][1] in ("big bet", "don't")


def test_of_two_ideas_the_best_for_its_effort_is_no_fill_in() -> None:
    small = idea("Mend filters", "40k to 60k EUR a year", "1 week", "90%")
    large = idea("Rank results", "100k to 300k EUR a year", "4 to 8 weeks", "60%")
    ranking = rank_ideas({"ideas": [large, small]})
    assert {r.idea.name: r.quadrant for r in ranking.ideas} == {
        "Mend filters": "quick win", "Rank results": "big bet",
    }  # fmt: skip
    told = rank_ideas("Much from: 150k EUR a year\nQuick up to: 8 weeks\n" + BY_HAND)
    assert [r.quadrant for r in told.ideas] == ["quick win", "quick win", "don't"]


def test_what_is_filtered_out_moves_no_threshold() -> None:
    dear = idea("Dear", "900k EUR a year", "1 week", cost="90k EUR")
    cheap = [idea("A", "50k EUR a year", "2 weeks"), idea("B", "10k EUR a year", "4 weeks")]
    with_it = rank_ideas({"budget": "1k EUR", "ideas": [*cheap, dear]})
    without = rank_ideas({"budget": "1k EUR", "ideas": cheap})
    assert with_it.much_from == without.much_from
    assert with_it.worth_from == without.worth_from
    assert with_it.quick_up_to == without.quick_up_to


@pytest.mark.parametrize(
    ("thresholds", "told"),
    [
        ({"much_from": "5"}, "'5' is a score, the impacts are money"),
        ({"much_from": "5k USD a year"}, "two currencies"),
        ({"quick_up_to": "soon"}, "quick_up_to 'soon' cannot be read"),
        ({"quick_up_to": "0 weeks"}, "is zero"),
    ],
)
def test_a_threshold_that_cannot_be_used_is_refused(thresholds: dict[str, str], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        rank_ideas({"ideas": made([((1, 1), (9, 9), 50)]), **thresholds})


def test_a_ranking_of_the_first_release_is_read() -> None:
    body = rank_ideas(BY_HAND).model_dump(mode="json")
    body["median_impact"], body["median_effort"] = body.pop("much_from"), body.pop("quick_up_to")
    del body["worth_from"]
    read = Ranking.model_validate(body)
    assert read.worth_from is None
    assert read.much_from and read.much_from.value == 75_000
    assert read.quick_up_to and read.quick_up_to.value == 5.5
    assert Ranking.model_validate_json(read.model_dump_json()) == read


@few
@given(drawn=IDEAS)
def test_probabilities_add_up(drawn: Drawn) -> None:
    ideas = rank_ideas({"ideas": made(drawn)}).ideas
    assert sum(r.p_best.value for r in ideas if r.p_best) == pytest.approx(1)
    top = sum(r.p_top_three.value for r in ideas if r.p_top_three)
    assert top == pytest.approx(min(3, len(ideas)))


@few
@given(drawn=IDEAS, times=st.integers(2, 50))
def test_scaling_all_impacts_leaves_the_order(drawn: Drawn, times: int) -> None:
    one, other = rank_ideas({"ideas": made(drawn)}), rank_ideas({"ideas": made(drawn, times)})
    assert names(one) == names(other)
    assert [r.quadrant for r in one.ideas] == [r.quadrant for r in other.ideas]
    assert [q.idea for q in one.find_out_first] == [q.idea for q in other.find_out_first]


@few
@given(drawn=IDEAS, at=st.integers(0, 5))
def test_a_dominated_idea_never_changes_the_best(drawn: Drawn, at: int) -> None:
    (low, high), (least, most), chance = drawn[at % len(drawn)]
    worse = ((low, high), (least + most, most + most), max(1, chance // 2))
    one, other = rank_ideas({"ideas": made(drawn)}), rank_ideas({"ideas": made([*drawn, worse])})
    assert names(one)[0] == names(other)[0]
    assert [s.idea for s in one.order] == [
        s.idea for s in other.order if s.idea != f"Idea {len(drawn)}"
    ]
