"""A fake that tells the move of a sentence, for the coach's pipeline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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
