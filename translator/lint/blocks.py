"""Cut Markdown or plain text into blocks: paragraphs, list items, table rows, headings.

Front matter, code fences, HTML comments, block quotes and link definitions hold no statements
of the author and are left out. Pure string work; knows nothing of rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["paragraph", "item", "row", "heading"]
Span = tuple[int, int]

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_ITEM = re.compile(
    r"\s*(?:[-*+•‣–—▪◦·]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)]|\([ivx]{1,4}\))[ \t]+(?:\[[ xX]\][ \t]+)?"
)
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_DELIMITER = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_DEFINITION = re.compile(r" {0,3}\[[^\]\n]{1,80}\]:\s*\S+")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
_CELL = re.compile(r"(?:\\.|[^|\\])+")
# A line that ends so is not finished, whatever the next one starts with.
_OPEN_END = re.compile(
    r"(?:,|\b(?:a|an|the|of|to|for|and|or|with|by|in|on|at|from|our|their|its|that|than|is|are|be"
    r"|must|should|shall|will|per|as|into|between|within|under|over|below|above))$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Block:
    """A stretch of text that holds whole statements, as spans of the source.

    `header` is a table's header row, `headings` the headings above the block, outermost first.
    """

    kind: Kind
    spans: list[Span]
    headings: tuple[str, ...] = ()
    header: str = ""


@dataclass(slots=True)
class _State:
    headings: list[tuple[int, str]] = field(default_factory=list)
    open: Block | None = None
    fence: str = ""
    lead: str = ""


def blocks(source: str) -> list[Block]:
    """Blocks in the order of the text. Offsets are character positions in `source`."""
    text = _without_comments(source)
    lines = [m.span() for m in _LINE.finditer(text) if m.end() > m.start()]
    lines = [(start, start + len(text[start:end].rstrip())) for start, end in lines]
    lines = lines[_front_matter(text, lines) :]
    state, at = _State(), 0
    found: list[Block] = []
    while at < len(lines):
        start, end = lines[at]
        line = text[start:end]
        table = _table(text, lines, at) if "|" in line and not state.fence else 0
        if table:
            state.open = None
            found.extend(_rows(text, lines[at : at + table], _trail(state)))
            at += table
            continue
        _feed(state, found, text, start, end)
        at += 1
    return found


def _feed(state: _State, found: list[Block], text: str, start: int, end: int) -> None:
    line = text[start:end]
    fence = _FENCE.match(line)
    if state.fence:
        if fence and fence[1].startswith(state.fence) and not line[fence.end() :].strip():
            state.fence = ""
        return
    if fence:
        state.fence, state.open = fence[1], None
    elif not line.strip() or line.lstrip().startswith(">") or _DEFINITION.match(line):
        state.open = None
    elif heading := _HEADING.match(line):
        body = line[heading.end() :].rstrip("# \t")
        _heading(state, found, len(heading[1]), (start + heading.end(), body))
    elif state.open and _underlines(state.open, line, text):
        span = state.open.spans[0]
        found.remove(state.open)
        _heading(state, found, 1 if "=" in line else 2, (span[0], text[slice(*span)]))
    elif _RULE.match(line):
        state.open = None
    elif item := _ITEM.match(line):
        if found and found[-1].kind == "paragraph":
            state.lead = _lead(text, found[-1])
        state.open = Block("item", [(start + item.end(), end)], _trail(state))
        found.append(state.open)
    else:
        start += len(line) - len(line.lstrip())
        if state.open and _continues(text[slice(*state.open.spans[-1])], line.lstrip()):
            state.open.spans.append((start, end))
        else:
            kind: Kind = "item" if state.open and state.open.kind == "item" else "paragraph"
            state.open = Block(kind, [(start, end)], _trail(state))
            found.append(state.open)


def _heading(state: _State, found: list[Block], level: int, body: tuple[int, str]) -> None:
    start, title = body
    state.open, state.lead = None, ""
    state.headings = [h for h in state.headings if h[0] < level]
    found.append(Block("heading", [(start, start + len(title))], _trail(state)))
    state.headings.append((level, title.lower()))


def _trail(state: _State) -> tuple[str, ...]:
    titles = tuple(title for _, title in state.headings)
    return (*titles, state.lead) if state.lead else titles


def _lead(text: str, block: Block) -> str:
    """The line that introduces a list ("Out of scope:") does a heading's work."""
    line = text[slice(*block.spans[-1])].strip()
    bare = line.strip("*_ ")
    return bare.rstrip(":").lower() if bare.endswith(":") or line[:2] in ("**", "__") else ""


def _underlines(block: Block, line: str, text: str) -> bool:
    title = text[slice(*block.spans[0])]
    is_title = block.kind == "paragraph" and len(block.spans) == 1 and len(title) <= 80
    return is_title and not title.endswith((".", "!", "?")) and bool(_UNDERLINE.match(line))


def _continues(before: str, line: str) -> bool:
    """Whether `line` goes on with the statement that `before` began.

    Plain lists of goals have one a line and no full stop, so a capital starts a new statement
    unless the line above cannot be finished.
    """
    before = before.rstrip("*_ \t")
    word = line.lstrip("*_(\"'“‘`[").partition(" ")[0]
    first = word[:1]
    if before.endswith((".", "!", "?", ":")):
        # A name such as "iPhone" begins a statement as a capital does.
        return first.islower() and word[1:] == word[1:].lower() and not before.endswith(":")
    return not first.isupper() or bool(_OPEN_END.search(before[-12:]))


def _front_matter(text: str, lines: list[Span]) -> int:
    if not lines or text[slice(*lines[0])] != "---":
        return 0
    for at, span in enumerate(lines[1:200], start=1):
        if text[slice(*span)] in ("---", "..."):
            return at + 1
    return 0


def _without_comments(text: str) -> str:
    """The text with HTML comments blanked, every character at its old place."""
    parts, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        comment = text[start : end + 3]
        parts += [text[at:start], re.sub(r"[^\r\n]", " ", comment)]
        at = end + 3
    return "".join([*parts, text[at:]])


def _table(text: str, lines: list[Span], at: int) -> int:
    """How many lines of a table start here; 0 where none does."""
    if at + 1 >= len(lines):
        return 0
    delimiter = text[slice(*lines[at + 1])]
    if "-" not in delimiter or "|" not in delimiter or not _DELIMITER.match(delimiter):
        return 0
    count = 2
    while at + count < len(lines) and "|" in text[slice(*lines[at + count])]:
        count += 1
    return count


def _rows(text: str, lines: list[Span], headings: tuple[str, ...]) -> Iterator[Block]:
    header = text[slice(*lines[0])].lower()
    for start, end in lines[2:]:
        cells = [(start + m.start(), start + m.end()) for m in _CELL.finditer(text[start:end])]
        if any(text[slice(*cell)].strip() for cell in cells):
            yield Block("row", cells, headings, header)
