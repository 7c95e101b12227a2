"""Quotations and names in a text that no source knows: words put into somebody's mouth.

Pure; imports only its neighbours here. Made for English text: where every noun is capitalised
(German), names cannot be told by their capital and none are reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from .quotes import Sources
from .scan import Violation
from .sentences import Span, sentences, without_marker

_QUOTED = re.compile(
    r"“([^“”\n]{1,2000})”|\"([^\"\n]{1,2000})\"|„([^„“”\n]{1,2000})[“”]|«([^«»\n]{1,2000})»"
)
_TOKEN = re.compile(r"[^\W\d_]+(?:[-'’&.][^\W\d_]+)*")
_CALENDAR_WORDS = """
    monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december i i'm i'd i'll i've"""
_CALENDAR = frozenset(_CALENDAR_WORDS.split())
_GERMAN = frozenset({"der", "das", "und", "ein", "eine", "einen", "den", "dem", "mit", "für"})


def scan_quotes(text: str, sources: Mapping[str, str], *, min_words: int = 4) -> list[Violation]:
    """Passages in double quotation marks, of four words or more, that are in no source.

    White space and the shape of quotation marks and dashes are forgiven, as is a final comma or
    full stop inside the marks; case is not.
    """
    known = sources if isinstance(sources, Sources) else Sources(sources)
    violations = []
    for match in _QUOTED.finditer(text):
        group = match.lastindex or 1
        said = match.group(group)
        if len(said.split()) < min_words:
            continue
        if not (known.contains(said) or known.contains(said.strip().rstrip(".,;:!?"))):
            why = f"“{said}” is not in the text word for word"
            violations.append(Violation(match.start(group), match.end(group), said, "quote", why))
    return violations


def unknown_names(text: str, sources: Mapping[str, str], allowed: Iterable[str] = ()) -> list[Span]:
    """Capitalised words within sentences that are in no source and not allowed, in order.

    Neighbouring ones are one name ("Acme Corp"). First words of sentences, headings, table rows
    and weekday or month names are not looked at. `allowed` holds words or phrases, case aside.
    """
    known = set(_CALENDAR)
    for each in [*sources.values(), *allowed]:
        known.update(_base(token) for token in _TOKEN.findall(each))
        known.update(part for t in _TOKEN.findall(each) for part in re.split(r"[-&.]", t.lower()))
    names: list[Span] = []
    for sentence in sentences(text):
        body = without_marker(sentence)
        if sentence.text.lstrip().startswith(("#", "|")):
            continue
        tokens = [m for m in _TOKEN.finditer(body.text) if len(m.group()) > 1]
        inner = [m for m in tokens if not _opens(body.text, m.start())]
        capital = [m for m in inner if m.group()[0].isupper()]
        if len(_GERMAN & {m.group() for m in inner}) >= 2:
            continue
        last_end = -1
        for match in capital:
            word = match.group()
            if _base(word) in known or all(p in known for p in re.split(r"[-&.]", word.lower())):
                continue
            start, end = body.start + match.start(), body.start + match.end()
            if names and last_end >= 0 and text[last_end:start] == " ":
                names[-1] = Span(names[-1].start, end, text[names[-1].start : end])
            else:
                names.append(Span(start, end, text[start:end]))
            last_end = end
    return names


def _base(word: str) -> str:
    return re.sub(r"['’]s?$", "", word).lower()


def _opens(text: str, at: int) -> bool:
    """Whether a word begins a sentence, a quotation, or what follows a colon."""
    before = text[:at].rstrip(" \t*_`")
    return not before or before[-1] in ':“"„«(.!?—|' or before.endswith(("- ", "\n"))
