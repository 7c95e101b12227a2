"""What to find out first: the figures whose knowledge would most improve the best choice.

The expected value of perfect information about one input of one idea: the mean, over what the
input may turn out to be, of the best choice's value, less the value of the best choice today.
"""

from __future__ import annotations

from ..playbook.schema import Function
from .amounts import comparable, computed, tell
from .draws import Drawn
from .types import Estimate, FindOut, Idea, Input

MOST = 3
_NOTHING = 1e-9
_FORMULA = "mean of the best choice if it were known − the best choice today"


def find_out_first(ideas: list[tuple[Idea, Drawn]], unit: str) -> list[FindOut]:
    """Return the questions worth most, at most three; none where no answer changes the choice."""
    if len(ideas) < 2:
        return []
    rates = [_rate(idea, drawn) for idea, drawn in ideas]
    asked: list[FindOut] = []
    for at, (idea, drawn) in enumerate(ideas):
        other = max((i for i in range(len(ideas)) if i != at), key=lambda i: comparable(rates[i]))
        asked += _questions(idea, drawn, ideas[other][0].name, rates[other], unit)
    least = _NOTHING * max(rates)
    worth = [question for question in asked if question.rise.value > least]
    return sorted(worth, key=lambda q: (-comparable(q.rise.value), q.idea.casefold(), q.input))[
        :MOST
    ]


def _rate(idea: Idea, drawn: Drawn) -> float:
    """The mean value per person-week, over the spread of the effort as well."""
    return float(drawn.impact.mean() * (1 / drawn.effort).mean()) * idea.confidence.value


def _questions(idea: Idea, drawn: Drawn, rival: str, other: float, unit: str) -> list[FindOut]:
    """One question an input. `other` is the value per person-week of the best other idea."""
    import numpy as np

    chance = idea.confidence.value
    impact, per_week = float(drawn.impact.mean()), float((1 / drawn.effort).mean())
    today = max(impact * chance * per_week, other)
    known = {
        "impact": float(np.maximum(drawn.impact * chance * per_week, other).mean()),
        "effort": float(np.maximum(impact * chance / drawn.effort, other).mean()),
        "confidence": chance * max(impact * per_week, other) + (1 - chance) * other,
    }
    leads = impact * chance * per_week >= other
    turning: dict[Input, Estimate | None] = {"impact": None, "effort": None, "confidence": None}
    if chance > 0 and other > 0:
        at = "where both ideas are worth the same per person-week"
        turning["impact"] = computed(other / (chance * per_week), unit, at)
        turning["effort"] = computed(impact * chance / other, "person-week", at)
    return [
        FindOut(
            idea=idea.name,
            input=input,
            who=who,
            question=_text(idea, input, who, rival, turning[input], leads),
            turning=turning[input],
            rise=computed(max(0.0, known[input] - today), f"{unit} per person-week", _FORMULA),
        )
        for input, who in _WHO.items()
    ]


_WHO: dict[Input, Function] = {"impact": "product", "effort": "engineering", "confidence": "data"}


def _text(
    idea: Idea, input: Input, who: str, rival: str, turning: Estimate | None, leads: bool
) -> str:
    name = f"“{idea.name}”"
    estimate = {"impact": idea.impact, "effort": idea.effort, "confidence": idea.confidence}[input]
    told = f"{estimate.text}, {estimate.source}" if estimate else ""
    if input == "confidence":
        then = (
            f"If not, “{rival}” is the better choice." if leads else "If so, it is the best choice."
        )
        return f"Ask {who}: does {name} bring its impact at all ({told})? Test it small. {then}"
    what = "what will" if input == "impact" else "how many person-weeks does"
    verb = "bring" if input == "impact" else "take"
    at = tell(turning.value, turning.unit) if turning else ""
    side = "below" if (input == "impact") == leads else "above"
    better = f"“{rival}”" if leads else name
    switch = f" {side.capitalize()} {at}, {better} is the best choice." if turning else ""
    return f"Ask {who}: {what} {name} {verb} ({told})?{switch}"
