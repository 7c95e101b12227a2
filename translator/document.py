"""Choose what the model reads: the goal and the sentences of the context that bear on it.

A small model reads about 60 tokens a second and loses the thread in long texts, so it gets a
short document; code reads everything.
"""

from __future__ import annotations

from dataclasses import dataclass

from .read import Material, Sentence

BUDGET = 700  # characters; about 180 tokens, 3 s on two cores
_DISTRACTING = {"team", "legal"}


@dataclass(frozen=True, slots=True)
class Document:
    """The text that the model reads: the goal, and which sentences of the context it holds."""

    goal: str
    text: str
    sentences: tuple[Sentence, ...]
    english: bool


def choose_document(material: Material) -> Document:
    """Return the goal plus the context's most useful sentences, in their order, within budget.

    Sentences with figures come first, then those nearest to the goal. What is about the team
    or the law is left to code: it misleads a small model about who the users are.
    """
    goal = material.of("goal")
    text = " ".join(s.text for s in goal)[:BUDGET]
    room = BUDGET - len(text)
    chosen: list[Sentence] = []
    for sentence in _by_use(material.of("context"), text):
        if len(sentence.text) <= room:
            chosen.append(sentence)
            room -= len(sentence.text) + 1
    chosen.sort(key=lambda s: s.quote.start)
    body = "\n".join([text, " ".join(" ".join(s.text.split()) for s in chosen)]).strip()
    return Document(text, body, (*goal, *chosen), _is_english(text))


def _by_use(candidates: tuple[Sentence, ...], goal: str) -> list[Sentence]:
    usable = [s for s in candidates if s.topic not in _DISTRACTING and len(s.text) > 8]
    if sum(len(s.text) for s in usable) <= BUDGET - len(goal):
        return usable
    from ..llm.embedding import embed

    vectors = embed([goal, *(s.text for s in usable)])
    near = vectors[1:] @ vectors[0]
    score = {id(s): float(n) + 0.3 * bool(s.numbers) for s, n in zip(usable, near, strict=True)}
    return sorted(usable, key=lambda s: -score[id(s)])


def _is_english(text: str) -> bool:
    from ..llm.embedding import whole_words

    letters = [c for c in text if c.isalpha()]
    latin = sum(c.isascii() for c in letters) / max(len(letters), 1)
    # The English vocabulary holds most English words whole, and breaks those of other languages.
    return latin > 0.9 and whole_words(text) > 0.68
