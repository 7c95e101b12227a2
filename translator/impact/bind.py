"""Observe without a model: which quantity could be which input, by unit, wording and meaning.

These are priors. The model's answers are multiplied onto them (`roles.py`); a quantity whose unit
does not fit an input can never become it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ...calculators import Calculator, Input
from ...calculators.units import COUNT, POINTS, SHARE, compatible
from ...llm.embedding import embed
from .quantities import Quantity

TURNED = "~"
"""Behind an input's name: the quantity says the opposite (see `Input.turned`)."""
UNASKED = 0.6
BESIDE = 20
"""How near to a quantity, in characters, a cue counts twice."""
_WORKER = re.compile(
    r"people|persons?|engineers?|developers?|scientists?|analysts?|reviewers?|agents?|annotators?|"
    r"moderators?|handlers?|labell?ers?|nurses?|clerks?|experts?|staff|colleagues?",
    re.IGNORECASE,
)
CUE, NEAR = 0.6, 1.6
"""What a cue word beside the number, and nearness in meaning, add to an affinity of one."""
_WINDOW = 45
_CLAUSE = re.compile(r"[,;:.!?()]\s|\s(?:and|but|while|whereas|then)\s")


@dataclass(frozen=True, slots=True)
class Prior:
    """How well a quantity fits each input of a calculator; what it cannot be is left out."""

    quantity: Quantity
    affinity: Mapping[str, float]


def fits(quantity: Quantity, wanted: Input) -> bool:
    """Whether a quantity could be an input by its unit, and by what it counts where it counts."""
    if quantity.unit is None and quantity.noun and _WORKER.fullmatch(quantity.noun):
        return wanted.unit == COUNT and bool(_WORKER.search(f"{wanted.means} {wanted.cues}"))
    unit, per, target = quantity.unit, quantity.per, wanted.unit
    value = float(quantity.numbers[-1].value)
    if unit is None and per is None:
        if quantity.noun is None:
            if target.startswith(SHARE):
                return value < 1
            return target == COUNT and value >= 1
        return target == COUNT or (target.startswith("1/") and value >= 1)
    if unit is None and target == COUNT:
        return False
    if target == COUNT and unit in ("day", "working day"):
        return wanted.name == "days"
    if target.startswith(POINTS):
        return unit in ("pp", "bp")
    if unit == "pp":
        return False
    if unit is None and target.startswith("1/"):
        return True
    return compatible(unit, per, target)


def clause(quantity: Quantity) -> str:
    """The words about a quantity: its part of the sentence."""
    text = quantity.sentence.text
    start = quantity.quote.start - quantity.sentence.start
    end = quantity.quote.end - quantity.sentence.start
    cuts = [m.end() for m in _CLAUSE.finditer(text, 0, start)]
    left = max([c for c in cuts if c <= start], default=0)
    after = _CLAUSE.search(text, end)
    right = after.start() if after else len(text)
    left = left if start - left > 8 else max(0, start - _WINDOW)
    right = right if right - end > 8 else min(len(text), end + _WINDOW)
    return text[left:right].strip()


def priors(quantities: Sequence[Quantity], calculator: Calculator) -> list[Prior]:
    """How well each quantity fits each input."""
    found = []
    for quantity in quantities:
        words = clause(quantity)
        affinity = {
            name: _affinity(words, quantity, wanted)
            for name, wanted in sides(calculator).items()
            if fits(quantity, wanted)
        }
        found.append(Prior(quantity, affinity))
    return found


def sides(calculator: Calculator) -> dict[str, Input]:
    """All inputs, and the opposite of each that people state as often."""
    listed = dict(calculator.inputs)
    for name, wanted in calculator.inputs.items():
        if wanted.turned:
            unit = wanted.unit if wanted.unit == SHARE else f"1/{wanted.unit}"
            opposite = replace(
                wanted, unit=unit, means=wanted.turned, ask="", cues=wanted.turned_cues
            )
            listed[name + TURNED] = opposite
    return listed


def assign(found: Sequence[Prior]) -> dict[str, tuple[Quantity, float]]:
    """The best one-to-one assignment, greedily by affinity: input to (quantity, affinity)."""
    pairs = sorted(
        ((a, name, p.quantity) for p in found for name, a in p.affinity.items()),
        key=lambda pair: -pair[0],
    )
    taken, used = dict[str, tuple[Quantity, float]](), set[str]()
    for affinity, side, quantity in pairs:
        name = side.removesuffix(TURNED)
        if name not in taken and quantity.id not in used:
            taken[name] = (quantity, affinity)
            used.add(quantity.id)
    return taken


def _cue(words: str, quantity: Quantity, wanted: Input) -> float:
    """Whether a cue stands in the clause: two where it stands right beside the quantity."""
    lowered = f" {words.lower()} "
    if not any(f" {cue}" in lowered for cue in wanted.cues):
        return 0.0
    at = words.find(quantity.text)
    beside = f" {words[max(0, at - BESIDE) : at + len(quantity.text) + BESIDE].lower()} "
    return 2.0 if at >= 0 and any(f" {cue}" in beside for cue in wanted.cues) else 1.0


def _affinity(words: str, quantity: Quantity, wanted: Input) -> float:
    cue = _cue(words, quantity, wanted)
    near = max(0.0, float(embed([words])[0] @ _meaning(wanted.means, wanted.ask)))
    exact = 1.0 if quantity.per is None or "/" in wanted.unit else 0.7
    if wanted.default is not None and not cue:
        exact *= UNASKED  # what can be left out is said in so many words when it is said
    return exact * (1.0 + CUE * cue + NEAR * near)


@cache
def _meaning(means: str, ask: str):  # type: ignore[no-untyped-def]
    import numpy as np

    vector = embed([means, ask or means]).mean(axis=0)
    return vector / np.linalg.norm(vector)
