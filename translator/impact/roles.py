"""Observe with the model: which input of the chosen calculators each quantity is.

One conversation: the text and the names once, then one short question a quantity, so that an
endpoint with a prompt cache reads the text once. The model's probabilities are weighed with what
unit, wording and meaning say; the unit has a veto.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...calculators import Input
from ...llm.drive import ask
from ...llm.messages import from_turns
from ...llm.requests import Choose, Message, Prime, Usage
from ...prompts import load_prompt
from .bind import TURNED, Prior, sides
from .choose import Candidate
from .heads import load_heads
from .quantities import Quantity

PREFACE, TEXT, ROLE = "impact.preface", "impact.text", "impact.role"
NONE = "none"
_COMMON = {"share", "that", "which", "with", "what", "many"}
FLOOR = 0.02
"""A name that the model did not list may still be meant."""


@dataclass(frozen=True, slots=True)
class Slot:
    """An input of a chosen calculator, under the name that the model knows it by."""

    name: str
    calculator: str
    input: str
    means: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What one quantity may be: probabilities of (calculator, input), and of nothing listed."""

    quantity: Quantity
    roles: Mapping[tuple[str, str], float]
    none: float


def read_roles(
    text: str, quantities: Sequence[Quantity], chosen: Sequence[Candidate]
) -> Generator[Any, Any, tuple[list[Seen], Usage]]:
    """Ask for the role of each quantity; one that fits no input is not asked about.

    Yields each `Seen` as an event. Raises `ModelError` when the model fails.
    """
    slots = slots_of(chosen)
    usage = yield from ask(Prime(messages=from_turns(load_prompt(PREFACE).render())))
    names = " ".join(f"{slot.name}: {slot.means}." for slot in slots)
    told = from_turns(load_prompt(TEXT).render(text=text, names=names))
    question, seen = load_prompt(ROLE), list[Seen]()
    for quantity in quantities:
        weights = _weights(quantity, slots, chosen)
        if not weights:
            seen.append(Seen(quantity, {}, 1.0))
            continue
        options = (*tuple(dict.fromkeys(slot.name for slot in weights)), NONE)
        turn = from_turns(question.render(text="-", names="-", figure=quantity.text)[-1:])
        choice = yield from ask(Choose(messages=told + turn, options=options))
        usage += choice.usage
        seen.append(_combined(quantity, weights, choice.probabilities))
        yield seen[-1]
        told += (*turn, Message("assistant", choice.best))
    return seen, usage


def slots_of(chosen: Sequence[Candidate]) -> list[Slot]:
    """The inputs of the chosen calculators, each under a name whose first word is its own."""
    sides_of = [
        (c.calculator.id, key, wanted)
        for c in chosen
        for key, wanted in sides(c.calculator).items()
    ]
    words = [_words(key, wanted) for _, key, wanted in sides_of]
    common = Counter(word for each in words for word in dict.fromkeys(each))
    slots, taken = list[Slot](), {NONE}
    for (id, key, wanted), each in zip(sides_of, words, strict=True):
        free = [word for word in each if word not in taken and len(word) > 1]
        own = [word for word in free if word in key.split("_")] or free
        plain = (each or [f"{key.removesuffix(TURNED)}-opposite"])[0]
        name = min(own, key=lambda word: common[word], default=f"{plain}{len(taken)}")
        taken.add(name)
        slots.append(Slot(name, id, key, wanted.means))
    return slots


def _words(key: str, wanted: Input) -> list[str]:
    """Words that could name an input, the best first: of its name, or of what its turn means."""
    plain = [w.strip("(),.") for w in wanted.means.lower().split()]
    means = [w for w in plain if len(w) > 3 and w.isalpha() and w not in _COMMON]
    turned = [w.strip() for w in wanted.cues if w.strip().isalpha()]
    return turned + means if key.endswith(TURNED) else key.split("_") + means


def prompts_used() -> dict[str, str]:
    """The prompts that `read_roles` asks with: id to SHA-256."""
    return {name: load_prompt(name).sha256 for name in (PREFACE, TEXT, ROLE)}


def _weights(
    quantity: Quantity, slots: Sequence[Slot], chosen: Sequence[Candidate]
) -> dict[Slot, float]:
    """The odds of a quantity being each slot that its unit allows."""
    odds = {
        (c.calculator.id, key): a
        for c in chosen
        for p in c.priors
        if p.quantity.id == quantity.id
        for key, a in p.odds.items()
    }
    return {
        slot: odds[slot.calculator, slot.input]
        for slot in slots
        if (slot.calculator, slot.input) in odds
    }


def seen_alone(prior: Prior, calculator: str) -> Seen:
    """What a quantity may be in a calculator that the model was not asked about."""
    none = load_heads().asked["none"]
    total = sum(prior.odds.values()) + none
    roles = {(calculator, side): odds / total for side, odds in prior.odds.items()}
    return Seen(prior.quantity, roles, none / total)


def _combined(quantity: Quantity, weights: Mapping[Slot, float], said: Mapping[str, float]) -> Seen:
    """Weigh the odds with what the model said."""
    asked = load_heads().asked
    odds = {slot: w * (said[slot.name] + FLOOR) ** asked["power"] for slot, w in weights.items()}
    none = asked["none"] * (said[NONE] + FLOOR) ** asked["power"]
    total = sum(odds.values()) + none
    roles = {(slot.calculator, slot.input): p / total for slot, p in odds.items()}
    return Seen(quantity, roles, none / total)
