"""A fake model and a short bank of questions."""

from __future__ import annotations

from typing import Any

import pytest
from briefstar.coach.bank import Bank, Competency
from briefstar.llm import FakeModel

from tests.coach_fakes import STORY, CoachScript


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
