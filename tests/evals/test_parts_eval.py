"""The evaluation of sentence parts: its data and its score."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from briefstar.coach.decode import PARTS
from briefstar.evals.parts_eval import Answer, load_answers, score
from briefstar.llm import FakeModel
from briefstar.provenance import sentences


@pytest.mark.parametrize("split", ["tune", "held"])
def test_answers_are_cut_as_their_author_cut_them(split: str) -> None:
    answers: Sequence[Answer] = load_answers(split)
    assert len({a.id for a in answers}) == len(answers) > 7
    for answer in answers:
        assert [s.text for s in sentences(answer.text)] == [s for _, s in answer.labelled]
        assert {part for part, _ in answer.labelled} <= set(PARTS)


def test_the_halves_share_no_sentence() -> None:
    tune, held = ({s for a in load_answers(h) for _, s in a.labelled} for h in ("tune", "held"))
    assert not tune & held


def test_the_score_counts_sentences_with_their_meant_part() -> None:
    answer = Answer(
        "x", "tune", (("Task", "My job was to decide."), ("Result", "I looked at cases."))
    )
    model = FakeModel(lambda _request: dict.fromkeys(PARTS, 0.2))
    tally = score(answer, model)
    assert (tally.right, tally.of) == (1, 2)
