"""Write: strengths, the follow-up question and the outline, from the candidate's own words.

Nothing is generated: a text is a quote of the answer, a wording of the rubric, or both. So an
outline cannot hold a name, figure or outcome that the candidate did not give.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from .grade import (
    PART_NAMES,
    Check,
    Excerpt,
    FollowUp,
    Gap,
    LabelledSentence,
    OutlineLine,
    PartName,
    Strength,
)
from .judge import item_of
from .rubric import PartRubric

MAX_STRENGTHS = 5
_CLAUSE = re.compile(r"[,;:–—]|\s-\s|\b(?:because|so that|which|while|but|and then)\b")
_PHRASE = re.compile(r"\s(?:and|or|that|who|to|with|on|in|at|from|for|by|after|before)\b")
_MIN_WORDS, _MAX_WORDS = 4, 14
# Where to look for words to take up when the part asked about is absent: what comes just before
# it in a story, then what comes after.
_NEAREST: Mapping[PartName, tuple[PartName, ...]] = {
    "situation": ("situation", "task", "action", "result"),
    "task": ("task", "situation", "action", "result"),
    "action": ("action", "task", "situation", "result"),
    "result": ("result", "action", "task", "situation"),
}


def strengths(checks: Sequence[Check]) -> list[Strength]:
    """What the answer does and where, the surest first, at most `MAX_STRENGTHS`."""
    met = [c for c in checks if c.met and c.quote is not None and c.part is not None]
    met.sort(key=lambda c: -c.p)
    return [
        Strength(part=c.part, text=c.text, quote=c.quote)
        for c in met[:MAX_STRENGTHS]
        if c.part is not None and c.quote is not None
    ]


def follow_up(
    missing: Sequence[Gap],
    rubric: Mapping[PartName, PartRubric],
    evidence: Mapping[PartName, Sequence[LabelledSentence]],
    asked: Sequence[str] = (),
) -> FollowUp | None:
    """Ask about the largest gap that was not asked about yet; None when nothing is left to ask.

    `asked` holds the questions of earlier turns, so that none is put twice.
    """
    for gap in missing:
        part = rubric[gap.part]
        item = item_of(part, gap.check)
        question = (item or part.absent).ask
        if any(question in earlier for earlier in asked):
            continue
        quote = _words_to_take_up(gap.part, evidence, asked)
        text = f"You said: “{quote.text}”. {question}" if quote else question
        return FollowUp(text=text, part=gap.part, quote=quote)
    return None


def outline(
    missing: Sequence[Gap],
    rubric: Mapping[PartName, PartRubric],
    evidence: Mapping[PartName, Sequence[LabelledSentence]],
) -> list[OutlineLine]:
    """Put the candidate's sentences in the order of the parts, and leave open what is lacking."""
    lines: list[OutlineLine] = []
    for name in PART_NAMES:
        lines += [
            OutlineLine(
                part=name, text=s.text, quote=Excerpt(start=s.start, end=s.end, text=s.text)
            )
            for s in evidence[name]
            if s.part.lower() == name
        ]
        for gap in missing:
            if gap.part == name:
                slot = (item_of(rubric[name], gap.check) or rubric[name].absent).slot
                lines.append(OutlineLine(part=name, text=f"[{slot}]", quote=None))
    return lines


def fragment(sentence: Excerpt) -> Excerpt:
    """The sentence, or so much of its start as one would repeat aloud; always a substring."""
    text = sentence.text
    if len(text.split()) <= _MAX_WORDS:
        end = len(text.rstrip(" .!?;:,"))
    else:
        cuts = _cuts(_CLAUSE, text) or _cuts(_PHRASE, text)
        end = cuts[-1] if cuts else [m.end() for m in re.finditer(r"\S+", text)][_MAX_WORDS - 1]
    kept = text[:end].rstrip(" .!?;:,–—-")
    return Excerpt(start=sentence.start, end=sentence.start + len(kept), text=kept)


def _cuts(pattern: re.Pattern[str], text: str) -> list[int]:
    starts = (m.start() for m in pattern.finditer(text))
    return [at for at in starts if _MIN_WORDS <= len(text[:at].split()) <= _MAX_WORDS]


def _words_to_take_up(
    part: PartName, evidence: Mapping[PartName, Sequence[LabelledSentence]], asked: Sequence[str]
) -> Excerpt | None:
    """Words of the part itself, else of the nearest one: its end if before, its start if after.

    Too few words say nothing back, and words that were taken up once are not taken up again.
    """
    for name in _NEAREST[part]:
        after = PART_NAMES.index(name) > PART_NAMES.index(part)
        for sentence in evidence[name] if after else reversed(evidence[name]):
            words = fragment(sentence)
            few = len(words.text.split()) < _MIN_WORDS
            if not few and not any(words.text in earlier for earlier in asked):
                return words
    return None
