"""A fake that tells the move of a sentence, and a short bank of questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from briefstar.coach.bank import Bank, Competency
from briefstar.llm import FakeModel

STORY = {
    "Last March our parcel depot in Leeds had a delay model that the planners ignored.": "Setting",
    "The depot manager wanted it gone before the Easter peak.": "Wish",
    "I was responsible for finding out whether it could be trusted.": "Duty",
    "First I compared sixty forecasts with what the drivers had written down.": "Step",
    "I chose that over a new model because nobody had looked at the old one.": "Option",
    "The planners agreed to keep it once they saw their own shifts in the table.": "Agreement",
    "Then I put the table on the planners' wall and ran both side by side.": "Step",
    "Late parcels fell from 9% to 4% within six weeks.": "Change",
    "Since then I ask the drivers before I touch a model.": "Lesson",
}
TALK = "I am a passionate communicator and people love working with me."


class CoachScript:
    """Answers `coach.sentence` from a mapping of sentences to moves; talk for any other."""

    def __init__(self, moves: Mapping[str, str] = STORY, sure: float = 0.9) -> None:
        self.moves = moves
        self.sure = sure
        self.asked: list[str] = []

    def __call__(self, request: Any) -> Mapping[str, float]:
        sentence = request.messages[-1].content.strip().strip('"')
        self.asked.append(sentence)
        move = next((m for s, m in self.moves.items() if s.strip('"') == sentence), "Talk")
        move = move if move in request.options else "Talk"
        rest = (1 - self.sure) / (len(request.options) - 1)
        return {option: self.sure if option == move else rest for option in request.options}


@pytest.fixture
def script() -> CoachScript:
    return CoachScript()


@pytest.fixture
def model(script: CoachScript) -> FakeModel:
    return FakeModel(script)


@pytest.fixture
def story() -> str:
    return " ".join(STORY)


def question(id: str, text: str, kind: str = "behavioural", **more: Any) -> dict[str, Any]:
    return {
        "id": id,
        "kind": kind,
        "roles": ["data-scientist"],
        "levels": ["mid", "senior"],
        "text": text,
        "audience": "product manager",
        "shows": "Understood the other side and used data to settle it.",
        "checklist": [{"id": "data", "ask": "Did data settle it?", "lacks": "what settled it"}],
        "probes": [f"What did they say about {id}?", f"Who else knew of {id}?"],
        **more,
    }


@pytest.fixture
def bank() -> Bank:
    made = [
        ("trust-repaired", ["trust", "credibility"], "Trust repaired"),
        ("data-constraints", ["data quality", "constraints"], "Working within data constraints"),
    ]
    return Bank(
        Competency.model_validate(
            {
                "competency": id,
                "name": name,
                "about": f"{name} between teams.",
                "signs": signs,
                "questions": [
                    question(f"{id}-01", f"Tell me about a time {id} mattered to you."),
                    question(f"{id}-02", f"Tell me about another time {id} mattered."),
                    question(f"{id}-03", f"How do you go about {id} at work?", "approach"),
                ],
            }
        )
        for id, signs, name in made
    )
