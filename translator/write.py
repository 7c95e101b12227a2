"""Write: turn judged facts into the brief's sections.

Sentences whose point is a figure are composed here from quotes, never by a model.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from ..provenance import Figure, Ledger
from ..shipped import read_yaml
from .brief import Answer, BriefDependency, BriefRisk, Fact, Slot, Step
from .chain import Chain
from .playbook import Kind
from .read import Material
from .wording import Wording, lower_first, upper_first

MAX_FACTS = 60


@cache
def topics() -> Mapping[str, Mapping[str, str]]:
    """Load `topics.yaml`: what a stated fact of each topic obliges whom to do."""
    text = (resources.files(__package__) / "topics.yaml").read_text("utf-8")
    loaded: Mapping[str, Mapping[str, str]] = read_yaml(text)
    return loaded


def aim_of(kind: Kind, wording: Wording, chain: Chain) -> str:
    """Return what the goal means for this kind of work, and on which metric it is judged."""
    return f"The aim is to {wording.fill(kind.aim)}. {measured_by(chain)}"


def measured_by(chain: Chain) -> str:
    """Return the sentence that says on which metric the goal is judged, with its figures."""
    primary = chain.primary
    name = lower_first(primary.name)
    baseline, target = primary.baseline, primary.target
    if baseline.state == target.state == "said":
        return f"It is judged on {name}: from {baseline.text} today to {target.text}."
    if baseline.state == "said":
        return f"It is judged on {name}: {baseline.text} today; the target is still to be agreed."
    if target.state == "said":
        return (
            f"It is judged on {name}: the target is {target.text}; today's value is not known yet."
        )
    return f"It is judged on {name}; neither today's value nor the target is known yet."


def approach_steps(kind: Kind, wording: Wording, answers: Sequence[Answer]) -> list[Step]:
    """Return the proposed approach, the simple baseline first."""
    approach = kind.approach
    steps = [
        Step(label="First, without a model", text=approach.baseline),
        Step(label="What is predicted", text=upper_first(approach.predicts)),
        Step(label="What it decides", text=approach.decision),
        Step(label="First model worth trying", text=approach.candidate),
        Step(label="Judged on past data", text=approach.offline),
        Step(label="Judged on users", text=approach.online),
        Step(label="When the model is absent or unsure", text=approach.fallback),
        Step(label="A rule is enough", text=kind.rule_wins),
    ]
    filled = [Step(label=s.label, text=_sentence(wording.fill(s.text))) for s in steps]
    decided = [
        Step(label="Decided", text=f"{a.question} “{' '.join(a.quote.text.split())}”")
        for a in answers
    ]
    return filled + decided


def card_parts(kind: Kind, wording: Wording, facts: Sequence[Fact]) -> dict[str, Any]:
    """Return the sections that the card fills, with the stated facts that bear on them first."""
    said: dict[str, list[BriefDependency]] = {"dependencies": [], "data": []}
    for fact in facts:
        topic = topics()[fact.topic]
        if fact.quote.source != "goal" and topic["section"] in said:
            said[topic["section"]].append(
                BriefDependency(
                    what=f"“{' '.join(fact.quote.text.split())}”",
                    owner=topic["owner"],
                    why=topic["why"],
                    quote=fact.quote,
                )
            )
    fill = wording.fill
    return {
        "dependencies": said["dependencies"]
        + [
            BriefDependency(what=fill(d.what), owner=d.owner, why=fill(d.why))
            for d in kind.dependencies
        ],
        "data": said["data"]
        + [BriefDependency(what=fill(d.what), owner=d.owner, why=fill(d.why)) for d in kind.data],
        "risks": [
            BriefRisk(
                risk="A wrong alarm: " + lower_first(fill(kind.mistakes.false_positive)),
                mitigation="Set the threshold by what each mistake costs, not by accuracy.",
                owner="product manager",
            ),
            BriefRisk(
                risk="A missed case: " + lower_first(fill(kind.mistakes.false_negative)),
                mitigation="Agree how many missed cases are acceptable before a model is chosen.",
                owner="product manager",
            ),
            *(
                BriefRisk(risk=fill(r.risk), mitigation=fill(r.mitigation), owner=r.owner)
                for r in kind.risks
            ),
        ],
        "out_of_scope": [fill(text) for text in kind.out_of_scope],
        "cost_of_inaction": fill(kind.inaction),
    }


def facts_of(material: Material) -> list[Fact]:
    """Return what the user told us, word for word, each with its topic."""
    told = [s for s in material.sentences if not s.quote.source.startswith("answer:")]
    return [Fact(topic=s.topic, quote=s.quote) for s in told]


def figures_of(material: Material) -> list[Figure]:
    """Return every figure that was said, with the sentence it was said in."""
    ledger = Ledger()
    for sentence in material.sentences:
        for number in sentence.numbers:
            ledger.say(sentence.quote, number)
    return ledger.figures()


def slot_from_answer(text: str, material: Material, id: str) -> Slot | None:
    """Return the slot that an answer fills; None where the answer is that nobody knows."""
    lowered = text.lower()
    if any(phrase in lowered for phrase in _NOBODY_KNOWS):
        return None
    quote = material.sources.quote(f"answer:{id}", 0, len(material.sources[f"answer:{id}"]))
    return Slot(state="said", text=" ".join(text.split()), quote=quote)


_NOBODY_KNOWS = ("unknown", "don't know", "do not know", "not known", "no idea", "nobody knows")


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
