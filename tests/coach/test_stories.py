"""The story bank, delivery signals, and how an answer was told."""

from __future__ import annotations

import pytest
from briefstar.coach.bank import Bank
from briefstar.coach.grade import LabelledSentence
from briefstar.coach.kinds import kind_of, strategy_of
from briefstar.coach.signals import delivery_signals, with_balance
from briefstar.coach.stories import fits, forget, keep, kept, uncovered
from briefstar.errors import UsageError
from briefstar.storage.store import Store


@pytest.fixture
def store() -> Store:
    return Store(":memory:")


def test_stories_are_kept_tagged_and_removed(store: Store, bank: Bank, story: str) -> None:
    first = keep(store, "Parcel depot!", story, ["trust-repaired"], bank)
    assert first.id == "parcel-depot"
    assert kept(store) == [first]
    assert [c.competency for c in uncovered(kept(store), bank)] == ["data-constraints"]
    with pytest.raises(UsageError, match="already"):
        keep(store, "parcel depot", story, (), bank)
    with pytest.raises(UsageError, match="no competency"):
        keep(store, "other", story, ["magic"], bank)
    forget(store, "parcel-depot")
    assert kept(store) == []
    with pytest.raises(UsageError, match="no story"):
        forget(store, "parcel-depot")


def test_a_tagged_story_fits_before_any_other(store: Store, bank: Bank, story: str) -> None:
    keep(store, "far away", "I watered the plants on Monday and nobody noticed.",
         ["trust-repaired"], bank)  # fmt: skip
    keep(store, "near", story, ["data-constraints"], bank)
    found = fits(kept(store), bank.get("data-constraints-01"), bank)
    assert [fit.title for fit in found] == ["near", "far away"]
    assert story[found[0].passage.start : found[0].passage.end] == found[0].passage.text
    assert any("what settled it" in line for line in found[0].angle)


def test_a_story_without_tags_gets_the_nearest(store: Store, bank: Bank, story: str) -> None:
    assert len(keep(store, "untagged", story, (), bank).competencies) == 2


def test_signals_count_words_people_and_jargon() -> None:
    text = (
        "I think we built it. We tested it and we shipped it. I wrote the AUC on a page. "
        "Um, it was reviewed, and um, the ROC was shown."
    )
    found = delivery_signals(text, "product manager", verbatim=True)
    assert found["we_on_action_verbs"] == 3
    assert found["i_on_action_verbs"] == 1
    assert found["hedges"] == {"i think": 1}
    assert found["fillers"]["um"] == 2
    assert set(found["jargon"]) == {"auc", "roc"}
    assert found["passives"] == 2
    assert any("“We”" in line for line in found["advice"])
    assert delivery_signals(text, "data scientist", verbatim=False)["jargon"] == {}
    assert delivery_signals(text, None, verbatim=False)["fillers"] is None


def sentence(text: str, part: str) -> LabelledSentence:
    return LabelledSentence(
        start=0,
        end=len(text),
        text=text,
        part=part,  # type: ignore[arg-type]
        p=1.0,
        probabilities={part: 1.0},
    )


def test_a_long_situation_is_advised_against() -> None:
    told = [sentence("word " * 30, "Situation"), sentence("I did it", "Action")]
    signals = with_balance(delivery_signals("word " * 33, None, verbatim=False), told)
    assert signals["balance"]["situation"] == 91
    assert any("situation takes 91%" in line for line in signals["advice"])


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (["I went there and moved the job to the night.", "It fell by half."], "story"),
        (["I usually sit down with them and write a page.", "Then we agree on it."], "habit"),
        (["I would sit down with them first.", "I'd then write a page about it."], "hypothetical"),
    ],
)
def test_how_it_was_told(texts: list[str], kind: str) -> None:
    assert kind_of([sentence(text, "Action") for text in texts], "behavioural") == kind


def test_talk_alone_is_an_opinion_and_a_few_words_are_no_answer() -> None:
    talk = sentence("I think that collaboration is the key to every successful project.", "None")
    assert kind_of([talk], "behavioural") == "opinion"
    assert kind_of([sentence("It went fine.", "Result")], "behavioural") == "not_an_answer"
    assert kind_of([], "behavioural") == "not_an_answer"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Tell me about a time you disagreed with a specialist.", "behavioural"),
        ("How do you make sure that feasibility is known early?", "approach"),
        ("Walk me through how you run a kick-off.", "approach"),
        ("Describe a situation in which data was late. How did you handle it?", "behavioural"),
        ("What is your approach to vague requirements?", "approach"),
    ],
)
def test_a_question_asks_for_an_occasion_or_an_approach(question: str, told: str) -> None:
    assert strategy_of(question) == told
