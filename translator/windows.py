"""Find the time by which a result is wanted, as the exact phrase that says it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..provenance import Quote, Sources
from .read import Sentence, cues

_CLAUSE_END = re.compile(r"[;,.!?()]|\b(?:and|but|so|because|while|with|und|et|y)\b")


def find_deadline(sentences: Iterable[Sentence], sources: Sources) -> Quote | None:
    """Return the first phrase that names a deadline, such as 'by the end of Q2', or None."""
    return next(find_deadlines(sentences, sources), None)


def find_deadlines(sentences: Iterable[Sentence], sources: Sources) -> Iterator[Quote]:
    """Return the first phrase of each sentence that names a deadline."""
    for sentence in sentences:
        if match := cues()["topics"]["deadline"].search(sentence.text):
            rest = _CLAUSE_END.search(sentence.text, match.end())
            end = rest.start() if rest else len(sentence.text)
            phrase = sentence.text[match.start() : end].rstrip()
            start = sentence.quote.start + match.start()
            yield sources.quote(sentence.quote.source, start, start + len(phrase))
