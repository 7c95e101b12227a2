"""The user story: what the text says stands with its place, the rest is curated and named so."""

from __future__ import annotations

import pytest
from briefstar.llm.fake import FakeModel
from briefstar.provenance import scan
from briefstar.translator.brief import Brief
from briefstar.translator.domain import people_of, usual_words
from briefstar.translator.drafting import draft_brief
from briefstar.translator.markdown import render_section
from briefstar.translator.playbook import load_playbook
from briefstar.translator.story import OPEN
from briefstar.translator.wording import Wording

from tests.fakes import BriefScript

PLAYBOOK = load_playbook()


def drafted(goal: str, context: str = "", **more: str) -> Brief:
    return draft_brief(goal, context, model=FakeModel(BriefScript()), answers=more or None)


def states(brief: Brief) -> dict[str, str]:
    return {p.part: p.state for p in brief.story_parts}


@pytest.mark.parametrize(
    ("goal", "who"),
    [
        ("Hire better people faster", "recruiter"),
        ("Help legal review contracts", "lawyer"),
        ("Shorter waiting times in the clinic", "patient"),
        ("Reduce no-shows at the dentist", "patient"),
        ("Improve student outcomes", "student"),
        ("Happier employees", "employee"),
        ("Passengers wait too long at the airport", "passenger"),
        ("Nurses spend too much time on paperwork", "nurse"),
        ("Reduce food waste in our restaurants", "kitchen team"),
        ("Less fraud in insurance claims", "claims investigation team"),
        ("Citizens complain about the permit office", "citizen"),
    ],
)
def test_the_person_is_of_the_goals_domain(goal: str, who: str) -> None:
    assert who in drafted(goal).story_parts[0].text


def test_an_open_goal_gets_the_story_of_its_theme() -> None:
    stories = {g: drafted(g).user_story for g in (
        "Improve user engagement", "Make better decisions", "Be more innovative",
        "Cut our carbon emissions", "Prevent burnout",
    )}  # fmt: skip
    assert len(set(stories.values())) == len(stories)
    assert "come back by my own choice" in stories["Improve user engagement"]
    assert "decision" in stories["Make better decisions"]


def test_a_kind_that_is_not_sure_lends_no_words_to_the_story() -> None:
    brief = drafted("Tenants are unhappy")
    assert brief.archetype.p < 0.7
    assert brief.story_parts[0].text.startswith("tenant")
    assert "retention" not in brief.user_story


@pytest.mark.parametrize(
    ("goal", "story"),
    [
        (
            "As a claims handler, I want to see doubtful claims first so that I pay sooner.",
            "As a claims handler, I want to see doubtful claims first, so that I pay sooner.",
        ),
        (
            "Help teachers mark essays so that pupils hear back within a week",
            "As a teacher, I want to mark essays, so that pupils hear back within a week.",
        ),
        (
            "Help nurses find the form before they need it",
            "As a nurse, I want to find the form, so that ",
        ),
        (
            "Give nurses a short summary of each file at the change of shift",
            "As a nurse, I want to be given a short summary of each file at the change of shift",
        ),
    ],
)
def test_what_the_goal_says_is_taken_word_for_word(goal: str, story: str) -> None:
    brief = drafted(goal)
    assert brief.user_story.startswith(story)
    for part in brief.story_parts:
        assert (part.state == "said") == (part.quote is not None)
        if part.quote:
            assert goal[part.quote.start : part.quote.end] == part.quote.text


@pytest.mark.parametrize(
    "goal",
    [
        "Nurses should find the right form for all of their patients",
        "Help agents close tickets that they opened",
        "Our search should be fast",
        "Get patients to take their medicine",
        "Lawyers should not have to hunt for clauses",
        "Help people who do not know what they want",
    ],
)
def test_an_unclear_clause_is_not_put_into_anybodys_mouth(goal: str) -> None:
    assert states(drafted(goal))["want"] == "assumed"


def test_a_context_lends_a_whole_story_and_no_single_part() -> None:
    context = "Nurses should log in twice. Calls are recorded so that legal can audit all of them."
    brief = drafted("Fewer complaints about the hospital", context)
    assert states(brief)["want"] == states(brief)["benefit"] == "assumed"
    told = "As a nurse, I want to see the last entry so that I need not ask."
    brief = drafted("Fewer complaints about the hospital", f"From the board: {told}\n\n{told}")
    assert set(states(brief).values()) == {"said"}
    assert {p.quote.source for p in brief.story_parts if p.quote} == {"context"}


def test_figures_of_a_said_part_can_be_traced() -> None:
    brief = drafted("Let bank clerks approve 40 loans a day so that nobody waits 3 weeks.")
    assert brief.user_story == (
        "As a bank clerk, I want to approve 40 loans a day, so that nobody waits 3 weeks."
    )


def test_the_document_says_what_is_assumed() -> None:
    vague = render_section("story", drafted("Improve user engagement"))
    assert "Assumed until somebody confirms it: who it is, what they want, what for." in vague
    told = render_section("story", drafted("Happier employees"))
    assert "Said: who it is (“employees”)." in told
    assert "Assumed until somebody confirms it: what they want, what for." in told


def test_what_should_not_be_built_is_promised_to_nobody() -> None:
    goal = "Help managers guess which employees will join a union so that nobody is surprised"
    brief = drafted(goal, kind="should_not_be_ml")
    assert set(states(brief).values()) <= {"assumed"}


def test_a_place_of_the_domain_is_not_what_a_card_is_about() -> None:
    class PlaceScript(BriefScript):
        def answer(self, question: str) -> dict[str, object]:
            found = super().answer(question)
            return found | {"item": "restaurant"} if "item" in found else found

    goal = "Reduce food waste in our restaurants"
    brief = draft_brief(goal, model=FakeModel(PlaceScript()))
    assert "each of the dishes" in brief.user_story


@pytest.mark.parametrize("domain", PLAYBOOK.domains.values(), ids=lambda d: d.id)
def test_every_domain_is_found_by_each_of_its_signs_and_reads_well(domain) -> None:
    for sign in domain.signs:
        assert people_of(f"Improve {sign.rstrip('*')} matters") is not None
    people = people_of(f"Improve {domain.signs[0].rstrip('*')} matters")
    for kind in PLAYBOOK.kinds.values():
        words = usual_words(kind, people)
        assert words.user != words.item
        for story in (kind.story, *kind.other_stories):
            told = words.fill(f"{story.as_a} {story.i_want} {story.so_that}")
            assert "{" not in told
            assert scan(told) == []


@pytest.mark.parametrize("theme", PLAYBOOK.themes.values(), ids=lambda t: t.id)
def test_every_theme_continues_the_sentence_and_holds_no_figure(theme) -> None:
    words = usual_words(PLAYBOOK.kinds[OPEN], None)
    assert isinstance(words, Wording)
    assert theme.i_want.startswith("to ")
    assert scan(words.fill(f"{theme.as_a} {theme.i_want} {theme.so_that}")) == []
    assert not theme.so_that.endswith(".")
