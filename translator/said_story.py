"""Read the parts of a user story that a goal itself says: who, what they want, what for.

Only forms that can be read without doubt are: a story as it stands, "let clerks check …",
"clerks should check …", "give clerks a …", and "so that …". A clause with a "they" or "them"
is left alone, since it may mean the person or the things, and what "get patients to …" says is the
wish of others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..provenance import Sources
from .brief import PartName, StoryPart
from .read import Sentence
from .wording import lower_first, singular

_WHOLE = re.compile(
    r"^as (?:an? )?(?P<who>[^,.;]{2,80}?),? i (?:want|need|would like|wish) "
    r"(?P<want>to [^;]{6,200}?)(?:,? (?:so that|so) (?P<benefit>[^;]{6,200}?))?[.!]?$",
    re.IGNORECASE | re.DOTALL,
)
_BENEFIT = re.compile(r"\bso that (?P<benefit>[^.;:()]{8,140})", re.IGNORECASE)
_HELP = re.compile(r"(?:help|let|enable|allow)\s+", re.IGNORECASE)
_GIVE = re.compile(r"(?P<verb>give|send|offer|show|tell)\s+", re.IGNORECASE)
_GIVEN = {"give": "given", "send": "sent", "offer": "offered", "show": "shown", "tell": "told"}
_SHOULD = re.compile(
    r"\s+(?:should|must|needs? to|wants? to|have to|has to|shall)(?: be able to)?\s+(?!not\b)", re.I
)
_DETERMINERS = re.compile(r"(?:(?:an?|the|each|every|all|our|your|any|more|new)\s+)*", re.I)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_UNCLEAR = re.compile(
    r"\b(?:they|them|theirs|themselves|it|its|he|she|his|her|who|you|your)\b", re.I
)
_OBJECT = re.compile(r"(?:an?|the|each|every|all|what|which|when|whether|how|in|at|before)\b", re.I)
_END = re.compile(
    r"\s*(?:,?\s+so that\b|[.!?;:]\s*$|[.;:]\s"
    r"|,?\s(?:before|after|when|while|until|once|if|because)\s+(?:they|it|he|she)\b)",
    re.IGNORECASE,
)
_FIRST_WORDS = 3  # words of a clause up to which "their" is the person's own
_SHORTEST = 8
_PARTS: tuple[PartName, ...] = ("who", "want", "benefit")


def said_parts(
    sentences: Sequence[Sentence], persons: Sequence[str], sources: Sources
) -> list[StoryPart]:
    """Return the parts of a story that the sentences say, each with its quote; often none.

    A whole story may stand anywhere, its single parts only in the goal.
    """
    for sentence in sentences:
        if whole := _WHOLE.match(sentence.text.strip()):
            offset = len(sentence.text) - len(sentence.text.lstrip())
            spans = [(name, *whole.span(name)) for name in _PARTS if whole[name]]
            return [_part(n, sentence, a + offset, b + offset, sources) for n, a, b in spans]
    found: dict[str, StoryPart] = {}
    # A context has many a "so that" of other things than the goal's.
    for sentence in (s for s in sentences if s.quote.source == "goal"):
        for part in (*_want(sentence, persons, sources), *_benefit(sentence, sources)):
            found.setdefault(part.part, part)
    return list(found.values())


def person_in(noun: str, sentences: Sequence[Sentence], sources: Sources) -> StoryPart | None:
    """Return where a noun stands in the sentences, in the singular or plural, as who it is."""
    for sentence in sentences:
        for start, end in _places(noun, sentence.text):
            return _part("who", sentence, start, end, sources, text=noun)
    return None


def _want(sentence: Sentence, persons: Sequence[str], sources: Sources) -> Iterator[StoryPart]:
    text = sentence.text
    for opening in (_HELP, _GIVE, None):
        opened = opening.match(text) if opening else None
        if opening and not opened:
            continue
        start = opened.end() if opened else 0
        determiners = _DETERMINERS.match(text, start)
        start = determiners.end() if determiners else start
        named = ((who, *p) for who in persons for p in _places(who, text) if p[0] == start)
        who, person, ends = max(named, key=lambda found: found[2], default=("", start, start))
        if not who:
            continue
        rest = _clause_after(text, ends, opening, opened[0].lower() if opened else "")
        if rest is None:
            continue
        begin, lead = rest
        end = _clause_end(text, begin)
        clause = _first_person(text[begin:end])
        if clause is not None and len(clause) >= _SHORTEST:
            yield _part("who", sentence, person, ends, sources, text=who)
            yield _part("want", sentence, begin, end, sources, text=f"to {lead}{clause}")
            return


def _clause_after(
    text: str, at: int, opening: re.Pattern[str] | None, verb: str
) -> tuple[int, str] | None:
    """Return where the wanted clause begins after the person, and what has to precede it."""
    if opening is None:
        modal = _SHOULD.match(text, at)
        return (modal.end(), "") if modal else None
    gap = re.compile(r"\s+").match(text, at)
    if gap is None:
        return None
    begin = gap.end()
    if opening is _GIVE:
        lead = f"be {_GIVEN[verb.strip()]} "
        return (begin, lead) if _OBJECT.match(text, begin) else None
    to = re.compile(r"to\s+", re.IGNORECASE).match(text, begin)
    if to:
        return to.end(), ""
    plain = verb.strip() in ("help", "let")
    ahead = re.compile(r"(?:of|in|at|on|with|from|for|by|and|or|who|that)\b", re.I)
    return (begin, "") if plain and not ahead.match(text, begin) else None


def _clause_end(text: str, begin: int) -> int:
    stop = _END.search(text, begin)
    return stop.start() if stop else len(text.rstrip(" .!?"))


def _benefit(sentence: Sentence, sources: Sources) -> Iterator[StoryPart]:
    match = _BENEFIT.search(sentence.text)
    if match and not _UNCLEAR.search(match["benefit"]) and " their " not in match[0]:
        start, end = match.span("benefit")
        end = start + len(match["benefit"].rstrip(" ,!?"))
        yield _part("benefit", sentence, start, end, sources)


def _first_person(clause: str) -> str | None:
    """Return a clause about others as one about me; None where that cannot be done safely."""
    clause = " ".join(clause.split())
    if _UNCLEAR.search(clause) or re.search(r"\b(?:I|we|us|our)\b", clause):
        return None
    if own := re.search(r"\btheir\b", clause, re.IGNORECASE):
        if len(clause[: own.start()].split()) > _FIRST_WORDS:
            return None
        clause = re.sub(r"\btheir\b", "my", clause)
    return lower_first(clause)


def _places(noun: str, text: str) -> Iterator[tuple[int, int]]:
    words = list(_WORD.finditer(text))
    length = len(noun.split())
    for first in range(len(words) - length + 1):
        start, end = words[first].start(), words[first + length - 1].end()
        if singular(" ".join(text[start:end].lower().split())) == singular(noun.lower()):
            yield start, end


def _part(
    name: PartName,
    sentence: Sentence,
    start: int,
    end: int,
    sources: Sources,
    *,
    text: str | None = None,
) -> StoryPart:
    at = sentence.quote.start
    quote = sources.quote(sentence.quote.source, at + start, at + end)
    said = " ".join(quote.text.split()).rstrip(" ,") if text is None else text
    return StoryPart(part=name, text=said, state="said", quote=quote)
