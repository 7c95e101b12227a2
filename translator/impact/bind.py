"""Observe without a model: which quantity could be which input, by unit, wording and meaning.

These are prior odds. The model's answers are weighed with them (`roles.py`); a quantity whose unit
does not fit an input can never become it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from ...calculators import Calculator, Input, load
from ...calculators.units import SHARE
from ...llm.embedding import embed, embed_cached
from .fit import Fit, fit
from .heads import Heads, load_heads, role_logit
from .polarity import polarity
from .quantities import Quantity

TURNED = "~"
"""Behind an input's name: the quantity says the opposite (see `Input.turned`)."""
SPOKEN = ("confidence", "power", "significance")
"""Inputs of statistics that nobody gives without naming them."""
AGAINST = 0.1
"""What the odds of an input are worth whose opposite the words speak of."""
BESIDE = 20
"""How near to a quantity, in characters, a cue counts twice."""
_WINDOW = 45
_LINK = re.compile(r"\s+(?:of|is|was|at|to|=|:)(?: only| about| just| around)?$")
_CLAUSE = re.compile(r"[,;:.!?()]\s|\s(?:and|but|while|whereas|then)\s")


@dataclass(frozen=True, slots=True)
class Prior:
    """The odds of a quantity being each input of a calculator; what it cannot be is left out."""

    quantity: Quantity
    odds: Mapping[str, float]
    fits: Mapping[str, Fit]


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


def priors(
    quantities: Sequence[Quantity], calculator: Calculator, heads: Heads | None = None
) -> list[Prior]:
    """How well each quantity fits each input."""
    known = heads or load_heads()
    found = []
    for quantity in quantities:
        seen = role_values(quantity, calculator, quantities, known.wordings)
        alone = _is_alone(quantity, quantities)
        odds = {
            side: math.exp(role_logit(values, known))
            * (AGAINST if alone and against(values) else 1)
            for side, (_, values) in seen.items()
        }
        found.append(
            Prior(quantity, odds, {side: possible for side, (possible, _) in seen.items()})
        )
    return found


def against(values: Mapping[str, float]) -> bool:
    """Whether the words say the opposite of the input."""
    return values["polarity"] < 0 and not values["named"]


def _is_alone(quantity: Quantity, others: Sequence[Quantity]) -> bool:
    """Whether the words about a share speak of no other share."""
    words = clause(quantity)
    return not any(o.id != quantity.id and o.unit == SHARE and o.text in words for o in others)


def role_values(
    quantity: Quantity,
    calculator: Calculator,
    quantities: Sequence[Quantity],
    wordings: Mapping[tuple[str, str], Any],
) -> dict[str, tuple[Fit, dict[str, float]]]:
    """For each input that a quantity could be: how it fits, and the values of `heads.ROLE`."""
    words = clause(quantity)
    told, bare = _meant(words, masked(quantity))
    stands = polarity(words)
    opposites = sides(calculator)
    found = dict[str, tuple[Fit, dict[str, float]]]()
    for side, wanted in opposites.items():
        if (possible := fit(quantity, wanted, quantities)) is None:
            continue
        near = meanings()[calculator.id, side] @ told
        cue, wording = _cue(words, quantity, wanted), wordings.get((calculator.id, side))
        if (wanted.name in SPOKEN and not cue) or _is_unlike(quantity, wanted):
            continue
        found[side] = (
            possible,
            {
                "exact": math.log(possible.exactness),
                "cue": float(cue >= 1),
                "cue_beside": float(cue >= 2),
                "named": float(_is_named(quantity, wanted)),
                "near": float(near.max()),
                "near_mean": float(near.mean()),
                "wording": 0.0 if wording is None else float(wording @ bare),
                "default": float(not wanted.needed),
                "unasked": float(not wanted.needed and not cue),
                "turned": float(side.endswith(TURNED)),
                "known": float(wording is not None),
                "polarity": float(stands * _stands(side, opposites)),
            },
        )
    return found


@lru_cache(maxsize=4096)
def _meant(words: str, bare: str) -> Any:
    """The meanings of a clause and of its wording; every calculator asks for them."""
    return embed([words, bare])


def _stands(side: str, all_sides: Mapping[str, Input]) -> int:
    """Which side of a share an input is, for one that may be said either way."""
    other = side.removesuffix(TURNED) if side.endswith(TURNED) else side + TURNED
    if other not in all_sides or all_sides[side].unit != SHARE:
        return 0
    return polarity(all_sides[side].means) or -polarity(all_sides[other].means)


def masked(quantity: Quantity) -> str:
    """The words about a quantity without the quantity: how it is said, whatever it is."""
    return clause(quantity).replace(quantity.text, "#")


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
    """The best one-to-one assignment, greedily by the odds: input to (quantity, odds)."""
    pairs = sorted(
        ((odds, name, p.quantity) for p in found for name, odds in p.odds.items()),
        key=lambda pair: -pair[0],
    )
    taken, used = dict[str, tuple[Quantity, float]](), set[str]()
    for odds, side, quantity in pairs:
        name = side.removesuffix(TURNED)
        if name not in taken and quantity.id not in used:
            taken[name] = (quantity, odds)
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


def _is_unlike(quantity: Quantity, wanted: Input) -> bool:
    """Whether a word in the sentence says that the quantity is something else."""
    text = quantity.sentence.text.lower()
    at = quantity.quote.start - quantity.sentence.start
    near = f" {text[max(0, at - _WINDOW) : at + len(quantity.text) + _WINDOW]} "
    return any(word in near for word in wanted.unlike)


def _is_named(quantity: Quantity, wanted: Input) -> bool:
    """Whether the input's name touches the quantity: "90% specificity", "a recall of 0.7"."""
    text, start = quantity.sentence.text, quantity.quote.start - quantity.sentence.start
    after = text[start + len(quantity.text) :].lower().lstrip(" -")
    before = _LINK.sub("", text[:start].lower().rstrip())
    return any(after.startswith(cue.strip()) or before.endswith(cue) for cue in wanted.cues)


@cache
def meanings() -> Mapping[tuple[str, str], Any]:
    """For each input, either side, the meanings of what it is and of how one asks for it."""
    listed = {
        (calculator.id, side): (wanted.means, wanted.ask or wanted.means)
        for calculator in load().values()
        for side, wanted in sides(calculator).items()
    }
    flat = embed_cached([text for texts in listed.values() for text in texts], "inputs")
    return {key: flat[2 * at : 2 * at + 2] for at, key in enumerate(listed)}
