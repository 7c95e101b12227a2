"""Delivery signals: length, balance, "I" and "we", hedges, fillers, passive voice, jargon.

Plain code, shown as advice and never scored: guides differ on them, and none of them says
whether a story is good. Nothing is inferred about mood, confidence or accent.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from ..shipped import read_yaml
from .grade import PART_NAMES, LabelledSentence

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_STEP = r" (?:\w+ly )?(?!was\b|were\b|had\b|have\b|am\b|are\b)(?:\w{2,}ed|went|took|made|wrote|built|ran|sat|drew|brought|found|told|put|set|gave|led|cut|kept|got|sent|spoke|met|held|chose|began|split|showed|said|saw|let|taught|drove|read|spent|did)\b"  # noqa: E501
_I_STEP = re.compile(r"\bI(?:['’]d)?" + _STEP)
_WE_STEP = re.compile(r"\bwe(?:['’]d)?" + _STEP, re.IGNORECASE)
_PASSIVE = re.compile(
    r"\b(?:was|were|been|being|got) (?:\w+ly )?(?:\w{3,}ed|set|put|made|built|written|run|sent"
    r"|given|shown|taken|done|drawn|cut|held|found|kept|told|chosen|split|agreed)\b",
    re.IGNORECASE,
)


def delivery_signals(answer: str, audience: str | None, verbatim: bool) -> dict[str, Any]:
    """Count what an answer's words show, before any model is asked.

    `audience` is who has to understand it (see `bank.Audience`); `verbatim` says that the text
    is a transcript word for word, so that fillers mean something. Seconds are of speech at 140
    words a minute.
    """
    data = _data()
    words = len(_WORD.findall(answer))
    seconds = round(words * 60 / data["words_per_minute"])
    i, we = len(_I_STEP.findall(answer)), len(_WE_STEP.findall(answer))
    signals: dict[str, Any] = {
        "words": words,
        "seconds_spoken": seconds,
        "i_on_action_verbs": i,
        "we_on_action_verbs": we,
        "hedges": _count(answer, data["hedges"]),
        "fillers": _count(answer, data["fillers"]) if verbatim else None,
        "passives": len(_PASSIVE.findall(answer)),
        "jargon": _jargon(answer, audience) if audience else {},
        "audience": audience,
    }
    return signals | {"advice": _advice(signals)}


def with_balance(
    signals: Mapping[str, Any], sentences: Sequence[LabelledSentence]
) -> dict[str, Any]:
    """The signals with each part's share of the words, in percent, and what the guides advise."""
    counts = {
        name: sum(len(_WORD.findall(s.text)) for s in sentences if s.part.lower() == name)
        for name in PART_NAMES
    }
    total = sum(counts.values())
    shares = {name: round(100 * n / total) if total else 0 for name, n in counts.items()}
    advice = list(signals["advice"])
    if total and shares["situation"] > 40:
        advice.append(
            f"The situation takes {shares['situation']}% of the words; guides advise about "
            f"{_data()['balance']['situation']}%, and most for what you did."
        )
    return {**signals, "balance": shares, "balance_advised": _data()["balance"], "advice": advice}


def _advice(signals: Mapping[str, Any]) -> list[str]:
    limits, told = _data()["seconds"], list[str]()
    seconds = signals["seconds_spoken"]
    if not limits["low"] <= seconds <= limits["high"]:
        told.append(
            f"About {seconds} seconds when spoken; {limits['from']} to {limits['to']} is what "
            "most guides advise."
        )
    if signals["we_on_action_verbs"] > signals["i_on_action_verbs"]:
        told.append(
            f"“We” stands before {signals['we_on_action_verbs']} action verbs and “I” before "
            f"{signals['i_on_action_verbs']}; an interviewer will ask what you did yourself."
        )
    if sum(signals["hedges"].values()) >= 4:
        told.append("Several hedges: " + _listed(signals["hedges"]) + ".")
    if signals["fillers"] and sum(signals["fillers"].values()) >= 6:
        told.append("Several fillers: " + _listed(signals["fillers"]) + ".")
    if signals["passives"] >= 4:
        told.append(f"{signals['passives']} passive verbs; they hide who did it.")
    if signals["jargon"]:
        told.append(
            f"A {signals['audience']} may not know: {', '.join(signals['jargon'])}. "
            "Say each in plain words."
        )
    return told


def _jargon(answer: str, audience: str) -> dict[str, int]:
    if audience == "mixed":
        return {}
    unknown = [
        term for group in _data()["jargon"] if audience not in group["known"]
        for term in group["terms"]
    ]  # fmt: skip
    return _count(answer, unknown)


def _count(answer: str, terms: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for match in _any_of(tuple(terms)).finditer(answer):
        key = match.group().casefold()
        found[key] = found.get(key, 0) + 1
    return found


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"“{word}” ×{n}" for word, n in counts.items())


@cache
def _any_of(terms: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(terms, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)


@cache
def _data() -> dict[str, Any]:
    raw = (resources.files(__package__) / "signals.yaml").read_text("utf-8")
    return dict(read_yaml(raw))
