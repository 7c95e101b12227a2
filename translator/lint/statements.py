"""Statements: one sentence, list item or table row, freed of markup but not of its place.

`Statement.text` has Markdown emphasis, links and runs of white space removed, so that rules
see words alone; `span` leads from it back to the source, character by character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .blocks import Block, Kind, Span, blocks

OPAQUE = "\ufffc"
"""Stands for what is not prose: a URL, inline code."""

_INLINE = re.compile(
    r"(?P<code>(?P<ticks>`{1,2})(?P<body>[^`\r\n]{1,120})(?P=ticks))"
    r"|!?\[(?P<label>[^\[\]\r\n]{0,200})\]\([^()\s]{0,300}(?:[ \t]+\"[^\"\r\n]{0,100}\")?\)"
    r"|(?P<url><?https?://[^\s<>]{1,500}>?|www\.[^\s<>]{1,500})"
    r"|(?P<tag></?(?:a|b|br|code|div|em|i|kbd|li|mark|p|s|span|strong|sub|sup|u"
    r"|ul)(?:\s+[\w-]+\s*=[^<>]{0,200}|\s*/?)>)"
    r"|(?P<entity>&(?:amp|lt|gt|nbsp|quot|le|ge|ndash|mdash);)"
    r"|(?P<escape>\\(?=[^\w\s]))"
    r"|(?P<stars>\*{1,3}|~~|(?<!\w)_{1,3}(?=\w)|(?<=[\w.!?)])_{1,3}(?!\w))"
    r"|(?P<space>[\s\u200b]{2,}|[^\S ]|\u200b)",
)
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "le": "≤", "ge": "≥"}
_PLAIN = str.maketrans("’‘“”„‟\u2010\u2011", '\'\'""""--')
_SENTENCE_END = re.compile(r"(?:(?<![.!?…])[.!?…]+[\"')\]]*)(?= +[\"'(\[<{]?[^\W_a-z])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"'])(?:e\.g|i\.e|vs|cf|ca|approx|avg|incl|excl|resp|no|nr|fig|sec|ch|art|vol|dr"
    r"|mr|mrs|ms|prof|st|inc|ltd|co|dept|est|max|min|u\.s|u\.k|e\.u|a\.m|p\.m|[A-Z])$",
    re.IGNORECASE,
)
_CODED_LIMIT = re.compile(r"[<>=≤≥~ ]*[\d.,]+ ?[\w%/ ]{0,12}")
_LONGEST = 1200


@dataclass(slots=True)
class Statement:
    """Text of one statement, and where each of its characters stands in the source.

    `around` is the lower-case text of the list item or table that the statement belongs to:
    what the reader has in view when reading it. `number` is the block's place in the text.
    """

    text: str
    starts: list[int]
    ends: list[int]
    kind: Kind
    number: int
    headings: tuple[str, ...] = ()
    around: str = ""
    lower: str = field(init=False)

    def __post_init__(self) -> None:
        self.lower = lowered(self.text)

    def span(self, start: int, end: int) -> Span:
        """The source span of `text[start:end]`."""
        return self.starts[start], self.ends[end - 1]


def lowered(text: str) -> str:
    """Lower case, with every character at its old place."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


def statements(source: str) -> list[Statement]:
    """All statements of a Markdown or plain text, in order. Never raises."""
    return [s for number, b in enumerate(blocks(source)) for s in _of_block(source, b, number)]


def _of_block(source: str, block: Block, number: int) -> Iterator[Statement]:
    flat = _Flat(source)
    for index, (start, end) in enumerate(block.spans):
        if index:
            flat.put(" | " if block.kind == "row" else " ", start - 1, start)
        at = start
        for match in _INLINE.finditer(source, start, end):
            flat.copy(at, match.start())
            at = match.end()
            flat.put_inline(match)
        flat.copy(at, end)
    text = "".join(flat.chars).rstrip()
    around = lowered(text) if block.kind == "item" else block.header
    for start, end in _sentences(text, block.kind):
        places = flat.starts[start:end], flat.ends[start:end]
        yield Statement(text[start:end], *places, block.kind, number, block.headings, around)


class _Flat:
    """Plain text growing beside the source places of its characters."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.chars: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []

    def put(self, text: str, start: int, end: int) -> None:
        """Add characters that all stand for one stretch of the source; never a second space."""
        for char in text:
            if char == " " and (not self.chars or self.chars[-1] == " "):
                continue
            self.chars.append(char)
            self.starts.append(start)
            self.ends.append(end)

    def copy(self, start: int, end: int) -> None:
        """Add a stretch of the source as it is, but for typographic quotes and hyphens."""
        while start < end and self.source[start] == " " and self.chars[-1:] in ([], [" "]):
            start += 1
        self.chars.extend(self.source[start:end].translate(_PLAIN))
        self.starts.extend(range(start, end))
        self.ends.extend(range(start + 1, end + 1))

    def put_inline(self, match: re.Match[str]) -> None:
        """Add what a piece of markup leaves in plain text."""
        start, end = match.span()
        if match["space"]:
            self.put(" ", start, end)
        elif match["code"]:
            # A limit is often set in code type: "p95 below `300 ms`". Names of code are not prose.
            if _CODED_LIMIT.fullmatch(match["body"]):
                self.copy(*match.span("body"))
            else:
                self.put(OPAQUE, start, end)
        elif match["label"] is not None:
            self.copy(*match.span("label"))
        elif match["url"]:
            self.put(OPAQUE, start, end)
        elif match["entity"]:
            self.put(_ENTITIES.get(match["entity"].strip("&;"), " "), start, end)
        elif match["tag"]:
            if match["tag"].startswith("<br"):
                self.put(" ", start, end)
        elif match["stars"]:
            beside = self.source[start - 1 : start] + self.source[end : end + 1]
            if len(beside) == 2 and (beside.isalnum() or beside.isspace()):
                self.copy(start, end)


def _sentences(text: str, kind: Kind) -> Iterator[Span]:
    start = 0
    if kind in ("paragraph", "item"):
        for match in _SENTENCE_END.finditer(text):
            tail = text[max(start, match.start() - 8) : match.start()]
            if text[match.start()] == "." and _ABBREVIATION.search(tail):
                continue
            yield from _bounded(text, start, match.end())
            start = match.end() + 1
    yield from _bounded(text, start, len(text))


def _bounded(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut what no person would call a sentence, so that the rules' work stays linear."""
    while end - start > _LONGEST:
        space = text.rfind(" ", start + 1, start + _LONGEST)
        cut = space if space > 0 else start + _LONGEST
        yield start, cut
        start = cut + (1 if text[cut] == " " else 0)
    if end > start and text[start:end].strip():
        yield start, end
