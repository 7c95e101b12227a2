"""What a follow-up says back: enough of the candidate's own words, and never the same twice."""

from __future__ import annotations

import pytest
from briefstar.coach.grade import Excerpt, Gap, LabelledSentence
from briefstar.coach.rubric import load_rubric
from briefstar.coach.write import follow_up, fragment
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("I called the head of nursing.", "I called the head of nursing"),
        (
            "I considered a warning banner, but a banner would still have let nurses plan wrongly.",
            "I considered a warning banner",
        ),
        (
            "Then I fine-tuned a pretrained network and checked it on one depot that it had never "
            "seen.",
            "Then I fine-tuned a pretrained network and checked it on one depot",
        ),
    ],
)
def test_words_end_where_a_phrase_ends(told: str, words: str) -> None:
    assert fragment(Excerpt(start=0, end=len(told), text=told)).text == words


@given(st.text(min_size=1, max_size=200))
def test_what_is_said_back_is_a_substring(text: str) -> None:
    words = fragment(Excerpt(start=7, end=7 + len(text), text=text))
    assert text.startswith(words.text) and words.end == 7 + len(words.text)


def test_no_words_are_said_back_twice_and_a_few_not_at_all() -> None:
    rubric = load_rubric().behavioural
    told = [_sentence("We had one."), _sentence("I ran the workshop with four teams.")]
    evidence = {"situation": told, "task": [], "action": [], "result": []}
    gaps = [Gap(part=p, check="absent", lacks="", gain=1.0) for p in ("action", "task", "result")]
    first = follow_up(gaps, rubric, evidence)
    assert first and "“I ran the workshop with four teams”" in first.text
    second = follow_up(gaps, rubric, evidence, asked=[first.text])
    assert second and "You said" not in second.text and second.quote is None


def _sentence(text: str) -> LabelledSentence:
    return LabelledSentence(
        start=0, end=len(text), text=text, part="Situation", p=0.9, probabilities={}
    )
