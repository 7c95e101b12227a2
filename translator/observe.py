"""Observe: the small questions to the model about a goal, and what is kept of each answer.

Every answer is held by a pattern while it is generated and checked here against the input; one
that fails twice is replaced by the playbook's own words, never by an invention.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Mapping
from dataclasses import replace
from typing import Any

from ..errors import CheckFailed, ModelError
from ..provenance import Number, Quote, scan
from .answers import Measure, Outcome, Terms
from .classify import kind_probabilities
from .document import Document
from .domain import People, may_be_item, usual_words
from .interview import Interview
from .match import FigureRole, Reading
from .playbook import Kind, load_playbook
from .read import Sentence, cues
from .wording import Wording, lower_first, singular

_ROLES: tuple[FigureRole, ...] = ("today", "wanted", "size", "cost", "delay", "other")
MAX_FIGURES_ASKED = 6
SURE = 0.95  # above this the shortlist needs no confirmation
CONFIRMED = 3  # how many kinds are put to the model when it is not sure
CONFIRM_WEIGHT = 0.6
_CUE_FACTOR = 6.0
_TIME_UNITS = {"s", "minute", "hour", "day", "week", "month", "year"}
_NUMBER_WORD = re.compile(
    r"\b(?:one|once|two|twice|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|half"
    r"|halves|halved?|double[ds]?|triple[ds]?|third|thirds|quarter|hundreds?|thousands?|millions?"
    r"|billions?|percent|per cent)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(r"\s+(?:today|now|currently|at the moment|so far)\.?$", re.IGNORECASE)
_FEW = 10  # a smaller number in words is how people talk, not a measure


def observe_outcome(interview: Interview, document: Document) -> Generator[Any, Any, str]:
    """Return the goal as a sentence in English: its own words, or the model's where they are not.

    A small model's restatement of an English goal strays more often than it helps, so that
    such a goal is never restated.
    """
    own = document.goal if document.goal.endswith((".", "!", "?")) else f"{document.goal}."
    if document.english:
        return own

    def check(answer: Outcome) -> None:
        _no_figures(answer.outcome)
        if "  " in answer.outcome:
            raise CheckFailed("Leave figures out together with the words around them.")

    try:
        answer = yield from interview.fill(
            "brief.outcome", Outcome, max_tokens=70, check=check, stream=True
        )
    except ModelError as error:
        if error.last_text is None:
            raise
        return own
    return answer.outcome


def observe_kind(interview: Interview, english: str) -> Generator[Any, Any, Mapping[str, float]]:
    """Return probabilities over the kinds of work: the shortlist, confirmed where it is close."""
    probabilities = dict(kind_probabilities(english))
    ranked = list(probabilities)
    if probabilities[ranked[0]] >= SURE:
        return probabilities
    for kind_id in ranked[:CONFIRMED]:
        kind = load_playbook().kinds[kind_id]
        answer = yield from interview.choose("brief.confirm", ("Yes", "No"), question=kind.confirm)
        odds = (answer["Yes"] + 0.02) / (answer["No"] + 0.02)
        probabilities[kind_id] *= odds**CONFIRM_WEIGHT
    total = sum(probabilities.values())
    return dict(
        sorted(((k, p / total) for k, p in probabilities.items()), key=lambda item: -item[1])
    )


def observe_terms(
    interview: Interview, kind: Kind, people: People | None, text: str
) -> Generator[Any, Any, Wording]:
    """Return the goal's own words for the card's slots; words it does not use are not taken."""
    usual = usual_words(kind, people)
    shown = f"{usual.user}, {usual.item}, {usual.operator}"
    try:
        said = yield from interview.fill("brief.terms", Terms, max_tokens=60, usual=shown)
    except ModelError as error:
        if error.last_text is None:
            raise
        return usual
    user = _own_word(said.user, usual.user, text)
    item = _own_word(said.item, usual.item, text)
    # The same noun in both slots reads as nonsense.
    if item == user or not may_be_item(item, kind, people):
        item = usual.item if usual.item != user else kind.terms.item
    return Wording(user, item, _own_word(said.operator, usual.operator, text))


def observe_figures(
    interview: Interview,
    sentences: tuple[Sentence, ...],
    asked: tuple[Sentence, ...],
    deadline: Quote | None,
) -> Generator[Any, Any, list[Reading]]:
    """Return what each figure is; the model is asked where code cannot tell.

    `asked` are the sentences that the model can read; figures elsewhere rest on cue words.
    """
    readings: list[Reading] = []
    room = MAX_FIGURES_ASKED
    for sentence in sentences:
        for number in _joined(sentence):
            weights = _cue_weights(sentence, number, deadline)
            if weights is None:
                readings.append(Reading(number, sentence, "other", 1.0))
                continue
            if room and sentence in asked:
                room -= 1
                said = yield from interview.choose("brief.role", _ROLES, figure=number.text)
                weights = {r: weights[r] * (said[r] + 0.01) for r in _ROLES}
            total = sum(weights.values())
            role = max(_ROLES, key=lambda r: weights[r])
            readings.append(Reading(number, sentence, role, weights[role] / total))
    return (yield from _measured(interview, readings, asked))


def _joined(sentence: Sentence) -> list[Number]:
    """The sentence's figures, with parts of one duration ("7 minutes 20 seconds") as one."""
    found: list[Number] = []
    for number in sentence.numbers:
        before = found[-1] if found else None
        parts = before and {before.unit, number.unit} <= _TIME_UNITS
        if before and parts and number.start - before.end <= 1:
            text = sentence.text[before.start : number.end]
            found[-1] = replace(before, end=number.end, text=text)
        else:
            found.append(number)
    return found


def _measured(
    interview: Interview, readings: list[Reading], asked: tuple[Sentence, ...]
) -> Generator[Any, Any, list[Reading]]:
    found: list[Reading] = []
    for reading in readings:
        measure = None
        if reading.role in ("today", "wanted") and reading.sentence in asked:
            twin = next(
                (f for f in found if f.measure and _same_scale(f, reading) and f.role == "today"),
                None,
            )
            if reading.role == "wanted" and twin:
                measure = twin.measure
            else:
                measure = yield from _measure(interview, reading)
        found.append(Reading(reading.number, reading.sentence, reading.role, reading.p, measure))
    return found


def _measure(interview: Interview, reading: Reading) -> Generator[Any, Any, str | None]:
    try:
        answer = yield from interview.fill(
            "brief.measure", Measure, max_tokens=40, figure=reading.number.text
        )
    except ModelError as error:
        if error.last_text is None:
            raise
        return None
    # A name that shares no word with its sentence was made up.
    stray = (
        "  " in answer.measure
        or _figures_in(answer.measure)
        or not _shared_words(answer.measure, reading.sentence.text)
    )
    return None if stray else _WHEN.sub("", answer.measure)


def _same_scale(a: Reading, b: Reading) -> bool:
    return a.number.unit == b.number.unit


def _cue_weights(
    sentence: Sentence, number: Number, deadline: Quote | None
) -> dict[FigureRole, float] | None:
    """Prior weights of the roles from the words around a figure; None where it is no measure."""
    at = sentence.quote.start + number.start
    if number.kind == "date" or (
        deadline
        and deadline.source == sentence.quote.source
        and deadline.start <= at < deadline.end
    ):
        return None
    before = sentence.text[max(0, number.start - 45) : number.start]
    after = sentence.text[number.end : number.end + 30]
    words = cues()["words"]
    attribute = "-" in number.text and number.unit is not None  # "a 12-year-old game"
    in_words = not any(c.isdigit() for c in number.text) and number.value < _FEW
    if attribute or in_words or words["other"].match(after.lstrip(" -")):
        return None
    weights: dict[FigureRole, float] = dict.fromkeys(_ROLES, 1.0)
    near = re.split(r"[;,.]| and | but ", before)[-1]
    if words["today"].search(near) or words["today"].search(re.split(r"[;,.]", after)[0]):
        weights["today"] *= _CUE_FACTOR
    if words["wanted"].search(near):
        weights["wanted"] *= _CUE_FACTOR
    if words["bound"].search(near) or words["bound"].search(re.split(r"[;,.]", after)[0]):
        weights["today"] /= _CUE_FACTOR
    if re.search(r"\bfrom\s*$", before, re.I):
        weights["today"] *= _CUE_FACTOR * 3
    if re.search(r"\bto\s*$", before, re.I) and re.search(r"\bfrom\b", before, re.I):
        weights["wanted"] *= _CUE_FACTOR * 3
    if number.unit and number.unit.isupper() and len(number.unit) == 3:
        weights["cost"] *= _CUE_FACTOR
    return weights


def _own_word(said: str, usual: str, text: str) -> str:
    word = singular(lower_first(" ".join(said.split())))
    fits = _shared_words(word, text, every=True) and not _figures_in(word)
    return word if fits else usual


def _shared_words(phrase: str, text: str, *, every: bool = False) -> bool:
    stems = {_stem(w) for w in re.findall(r"[^\W\d_]{3,}", text.lower())}
    words = [_stem(w) for w in re.findall(r"[^\W\d_]{3,}", phrase.lower())]
    hits = [w in stems for w in words if w not in _FUNCTION_WORDS]
    return bool(hits) and (all(hits) if every else any(hits))


_FUNCTION_WORDS = {"the", "and", "for", "who", "that", "which", "with", "from", "team", "per"}


def _stem(word: str) -> str:
    return singular(word)[:6]


def _figures_in(text: str) -> list[str]:
    """Every figure, and every word that somebody could take for a figure, "one" included."""
    return [v.text for v in scan(text)] or _NUMBER_WORD.findall(text)


def _no_figures(text: str) -> None:
    if found := _figures_in(text):
        raise CheckFailed(f"Leave out every figure: {', '.join(found)}.")
