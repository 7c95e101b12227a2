"""Observe: from moves to labelled sentences and to the probability of each check of the rubric."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..provenance.sentences import Span
from .bank import StrategyCheck
from .grade import PART_NAMES, Check, Excerpt, LabelledSentence, PartName
from .heads import part_probabilities, tag_probabilities, talk_probability
from .moves import MoveSeen, Strategy
from .rubric import Item, PartRubric

TALK_THRESHOLD = 0.65
"""A sentence that is likelier than this to be talk is none of the parts."""
FLOOR, FULL, EVIDENCE = 0.25, 0.6, 0.6
"""A sentence counts for a part from the first probability on and in full from the second; it is
quoted when it counts for more than the third."""


@dataclass(frozen=True, slots=True)
class Observations:
    """The sentences with their parts, and for each the probabilities of its tags."""

    sentences: tuple[LabelledSentence, ...]
    tags: tuple[Mapping[str, float], ...]

    def of(self, part: PartName) -> list[LabelledSentence]:
        """The sentences of a part."""
        return [s for s in self.sentences if s.part.lower() == part]


def is_talk(sentence: str, moves: Mapping[str, float], told: Strategy) -> bool:
    """Whether a sentence, seen alone, says nothing that could be graded."""
    return talk_probability([sentence], [moves], told)[0] >= TALK_THRESHOLD


def label(seen: Sequence[MoveSeen], told: Strategy) -> Observations:
    """Give each sentence its part: talk first, by itself; the others in their order."""
    if not seen:
        return Observations((), ())
    talk = talk_probability([s.span.text for s in seen], [s.moves for s in seen], told)
    real = [s for s, p in zip(seen, talk, strict=True) if p < TALK_THRESHOLD]
    texts, moves = [s.span.text for s in real], [s.moves for s in real]
    parts = iter(part_probabilities(texts, moves, told) if real else ())
    tags = iter(tag_probabilities(texts, moves, told) if real else ())
    sentences, tagged = list[LabelledSentence](), list[Mapping[str, float]]()
    for found, p in zip(seen, talk, strict=True):
        if p < TALK_THRESHOLD:
            rest = {part: share * (1 - p) for part, share in next(parts).items()}
            # What may be talk shows a check only as far as it is none.
            tagged.append({tag: shown * (1 - p) for tag, shown in next(tags).items()})
        else:
            rest = dict.fromkeys(("Situation", "Task", "Action", "Result"), (1 - p) / 4)
            tagged.append({})
        sentences.append(_labelled(found.span, {**rest, "None": p}))
    return Observations(tuple(sentences), tuple(tagged))


def checks(
    observed: Observations, rubric: Mapping[PartName, PartRubric]
) -> dict[PartName, dict[str, Check]]:
    """Return each part's checks, each as probable as the sentence that shows it best.

    That is the probability that the sentence is of the part and shows the check.
    """
    return {
        name: {item.id: _check(observed, name, item) for item in rubric[name].items}
        for name in PART_NAMES
    }


def strategy_checks(asked: Sequence[StrategyCheck], said: Sequence[float]) -> list[Check]:
    """The checks of a question's own strategy, as the model answered them. Advice, never scored."""
    return [
        Check(id=check.id, part=None, text=check.ask, p=round(p, 4), met=p >= 0.5, quote=None)
        for check, p in zip(asked, said, strict=True)
    ]


def presence(observed: Observations) -> dict[PartName, float]:
    """How probable it is that each part is there at all: as its surest sentence."""
    return {
        name: max((share(s, name) for s in observed.sentences), default=0.0) for name in PART_NAMES
    }


def share(sentence: LabelledSentence, name: PartName) -> float:
    """How far a sentence belongs to a part; talk and what is unlikely do not at all."""
    p = sentence.probabilities[name.capitalize()]
    return min(1.0, p / FULL) if sentence.part != "None" and p >= FLOOR else 0.0


def evidence(
    observed: Observations, found: Mapping[PartName, Mapping[str, Check]]
) -> dict[PartName, list[LabelledSentence]]:
    """The sentences that speak for each part: those that may be its own or meet its checks."""
    return {
        name: [
            s
            for s in observed.sentences
            if s.part.lower() == name
            or share(s, name) >= EVIDENCE
            or any(c.met and c.quote and c.quote.start == s.start for c in found[name].values())
        ]
        for name in PART_NAMES
    }


def _check(observed: Observations, name: PartName, item: Item) -> Check:
    best, where = 0.0, None
    for sentence, tags in zip(observed.sentences, observed.tags, strict=True):
        if sentence.part == "None":
            continue
        p = max((tags.get(sign, 0.0) for sign in item.signs), default=0.0)
        p *= 1.0 if item.anywhere else share(sentence, name)
        if p > best:
            best, where = p, sentence
    return Check(
        id=item.id,
        part=name,
        text=item.says,
        p=round(best, 4),
        met=best >= 0.5,
        quote=Excerpt(start=where.start, end=where.end, text=where.text) if where else None,
    )


def _labelled(span: Span, probabilities: Mapping[str, float]) -> LabelledSentence:
    part = max(probabilities, key=lambda name: probabilities[name])
    return LabelledSentence(
        start=span.start,
        end=span.end,
        text=span.text,
        part=part,
        p=round(probabilities[part], 4),
        probabilities={name: round(p, 4) for name, p in probabilities.items()},
    )
