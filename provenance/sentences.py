"""Sentence boundaries with offsets, for text that people paste: prose, bullets, tables, e-mails.

Rules of our own, because what is needed is offsets into the exact original over bullets, line
breaks and mixed scripts, in any language at once. Pure; imports nothing of ours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: `text` is exactly what stands at [start, end)."""

    start: int
    end: int
    text: str


_ABBREVIATED = """
    e.g i.e eg ie vs cf approx ca etc resp incl excl est min max no nos nr fig figs tab sec eq
    dr mr mrs ms prof st jr sr inc ltd co corp dept vol pp p ed art al avg std tel ext
    jan feb mar apr jun jul aug sep sept oct nov dec mio mrd tsd bzw z.b d.h u.a ggf evtl inkl
    usw vgl str p.ej ej pág sra núm env av p.ex c.-à-d n.b a.m p.m u.s u.k e.u u.n ph.d"""
_ABBREVIATIONS = frozenset(_ABBREVIATED.split())
# Rarely the last word of a sentence, so a capital after them does not end one.
_TITLED = """
    e.g i.e eg ie vs cf approx ca dr mr mrs prof st fig no nr art z.b d.h u.a bzw ggf evtl inkl vgl
    p.ej resp incl mio mrd tsd"""
_TITLES = frozenset(_TITLED.split())
_AFTER_ORDINAL = re.compile(
    r"\s+(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November"
    r"|Dezember|Quartal|Halbjahr)\b"
)
_STOP = re.compile(r"(?:[.!?…]+|[。！？｡؟۔।]+)[\"'”’»)\]」』】*_]*")
_FULL_WIDTH = frozenset("。！？｡؟۔।")
_LAST_WORD = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]+(?:-[^\W\d_]\.?)*$")
_BLOCK = re.compile(
    r"[ \t>]*(?:[-*+•–·▪◦‣][ \t]|\(?\d{1,3}[.)][ \t]|\(?[a-zA-Z][.)][ \t]|#{1,6}[ \t]|[|>]|```|~~~)"
)
_MARKER = re.compile(
    r"(?:[ \t>]*(?:[-*+•–·▪◦‣]|\(?\d{1,3}[.)]|#{1,6})(?=[ \t]))?[ \t]*(?:\[[ xX]\][ \t]+)?"
)


def _soft_wrapped(line: str, following: str) -> bool:
    """Whether a line break is only a wrap: long line, no stop, next line goes on in lower case."""
    head = line.rstrip()
    tail = following.lstrip()
    if len(head) < 40 or not tail or _BLOCK.match(following) or head.lstrip()[:1] in "#|":
        return False
    return head[-1] not in ".!?:;。！？|" and (tail[0].islower() or tail[0] in "(€$£0123456789%&")


def _lines(text: str) -> list[tuple[int, int]]:
    """Blocks that a sentence cannot cross: lines, with soft-wrapped ones joined."""
    blocks: list[tuple[int, int]] = []
    at, previous, joined = 0, "", False
    for line in text.splitlines(keepends=True):
        end = at + len(line)
        joined = bool(blocks) and _soft_wrapped(previous, line)
        if joined:
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((at, end))
        at, previous = end, line
    return blocks


def _ends(text: str, match: re.Match[str], limit: int) -> bool:
    """Whether a full stop at `match` ends a sentence."""
    end = match.end()
    if end >= limit or match.group()[0] in _FULL_WIDTH:
        return True
    if not text[end].isspace():
        return False
    after = text[end:limit].lstrip()[:3]
    if not after:
        return True
    first = after.lstrip("\"'“‘«([*_¿¡")[:1]
    if match.group()[0] in "!?":
        return True
    if match.group().startswith(".") and not match.group().startswith(".."):
        word = _LAST_WORD.search(text, max(0, match.start() - 12), match.start())
        last = word.group().lower() if word else ""
        if last in _TITLES or (len(last) == 1 and word and word.group().isupper() and last != "i"):
            return False
        if last in _ABBREVIATIONS and not first.isupper():
            return False
        ordinal = text[match.start() - 1 : match.start()].isdigit()
        if ordinal and (first.islower() or _AFTER_ORDINAL.match(text, match.end())):
            return False  # "am 3. quartal", "No. 5. of", "ab 1. März"
    return not first.islower() or not match.group().startswith(("…", ".."))


def sentences(text: str) -> list[Span]:
    """Sentences in order, not overlapping, together covering all that is not white space.

    Line breaks, bullets, headings and table rows are boundaries; a line that is merely wrapped
    goes on. Bullets stay in their span (`without_marker` takes them off).
    """
    spans: list[Span] = []
    for block_start, block_end in _lines(text):
        at = block_start
        if text[block_start:block_end].lstrip().startswith("|"):
            _add(spans, text, at, block_end)
            continue
        marker = _MARKER.match(text, block_start, block_end)
        search_from = marker.end() if marker else block_start
        for match in _STOP.finditer(text, search_from, block_end):
            if _ends(text, match, block_end):
                _add(spans, text, at, match.end())
                at = match.end()
        _add(spans, text, at, block_end)
    return spans


def _add(spans: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    stripped = piece.strip()
    if stripped:
        spans.append(Span(start, start + len(stripped), stripped))


def without_marker(span: Span) -> Span:
    """The span without its bullet, number or heading sign, offsets moved along."""
    match = _MARKER.match(span.text)
    cut = match.end() if match else 0
    return span if cut >= len(span.text) else Span(span.start + cut, span.end, span.text[cut:])
