"""Notion's blocks, within the limits that its API states.

Source: https://developers.notion.com/reference/request-limits: 2,000 characters a text, 100 texts
a block, 100 blocks a list, two levels of blocks, 1,000 blocks and 500 kB in one request.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from .reading import plain, tree

MAX_TEXT = 2000
MAX_TEXTS = 100
MAX_BLOCKS = 100
MAX_ELEMENTS = 1000
MAX_BYTES = 450_000
"""Of blocks in a request, which leaves room for what stands around them."""

MAX_LINK = 2000
_LISTS = {"bullet_list": "bulleted_list_item", "ordered_list": "numbered_list_item"}
_MARKS = {"strong": "bold", "em": "italic"}


def to_blocks(markdown: str) -> list[dict[str, Any]]:
    """Return the blocks of a page; send them in the groups of `requests`."""
    return [block for node in tree(markdown).children for block in _blocks(node)]


def requests(blocks: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Yield the blocks in the groups that one request takes."""
    group: list[dict[str, Any]] = []
    elements = size = 0
    for block in blocks:
        inside = 1 + len(block[block["type"]].get("children", []))
        length = len(json.dumps(block, ensure_ascii=False).encode()) + 2
        full = len(group) == MAX_BLOCKS or elements + inside > MAX_ELEMENTS
        if group and (full or size + length > MAX_BYTES):
            yield group
            group, elements, size = [], 0, 0
        group.append(block)
        elements, size = elements + inside, size + length
    if group:
        yield group


def _blocks(node: SyntaxTreeNode) -> Iterator[dict[str, Any]]:
    if node.type == "heading":
        yield from _texts(f"heading_{min(int(node.tag[1]), 3)}", node)
    elif kind := _LISTS.get(node.type):
        for item in node.children:
            yield from _item(kind, item)
    elif node.type == "blockquote":
        for child in node.children:
            yield from _texts("quote", child)
    elif node.type in {"fence", "code_block"}:
        for group in _groups([_text(node.content, {}, None)]):
            yield _block("code", rich_text=group, language="plain text")
    elif node.type == "hr":
        yield _block("divider")
    elif node.type == "table":
        yield from _tables(node)
    else:
        yield from _texts("paragraph", node)


def _item(kind: str, item: SyntaxTreeNode) -> Iterator[dict[str, Any]]:
    """Yield a list's item; what stands deeper than one level comes up to that level."""
    blocks = [
        block
        for at, node in enumerate(item.children)
        for block in (_texts(kind, node) if at == 0 else _blocks(node))
    ] or [_block(kind, rich_text=[])]
    own, below = blocks[0], list(_flat(blocks[1:]))
    nested = [block for block in below if block["type"] != "table"]
    if nested:
        own[kind]["children"] = nested[:MAX_BLOCKS]
    yield own
    yield from nested[MAX_BLOCKS:]
    yield from (block for block in below if block["type"] == "table")


def _flat(blocks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for block in blocks:
        children = [] if block["type"] == "table" else block[block["type"]].pop("children", [])
        yield block
        yield from children


def _tables(node: SyntaxTreeNode) -> Iterator[dict[str, Any]]:
    """Yield a table, or several with the same head where one cannot hold all rows."""
    rows = [row for part in node.children for row in part.children]
    cells = [[_cell(cell) for cell in row.children] for row in rows]
    width = len(cells[0])
    head, body = cells[0], cells[1:]
    for start in range(0, max(len(body), 1), MAX_BLOCKS - 1):
        shown = [head, *body[start : start + MAX_BLOCKS - 1]]
        yield _block(
            "table",
            table_width=width,
            has_column_header=True,
            has_row_header=False,
            children=[_block("table_row", cells=row) for row in shown],
        )


def _cell(cell: SyntaxTreeNode) -> list[dict[str, Any]]:
    """Return a cell's texts: one list, so without marks where these would be too many."""
    groups = list(_groups(_inline(cell)))
    return groups[0] if len(groups) == 1 else next(_groups([_text(plain(cell), {}, None)]))


def _texts(kind: str, node: SyntaxTreeNode) -> Iterator[dict[str, Any]]:
    """Yield a block of text, or several where it has more texts than one block holds."""
    for group in _groups(_inline(node)):
        yield _block(kind, rich_text=group)


def _groups(texts: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    pieces = [piece for text in texts for piece in _pieces(text)]
    for start in range(0, max(len(pieces), 1), MAX_TEXTS):
        yield pieces[start : start + MAX_TEXTS]


def _pieces(text: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a text in pieces; half the limit, as letters beyond the first plane may count twice."""
    content, size = text["text"]["content"], MAX_TEXT // 2
    for start in range(0, len(content), size):
        yield {**text, "text": {**text["text"], "content": content[start : start + size]}}


def _inline(
    node: SyntaxTreeNode, marks: dict[str, bool] | None = None, link: str | None = None
) -> list[dict[str, Any]]:
    marks = marks or {}
    if node.type == "text":
        return [_text(node.content, marks, link)]
    if node.type == "code_inline":
        return [_text(node.content, {**marks, "code": True}, link)]
    if node.type in {"softbreak", "hardbreak"}:
        return [_text("\n" if node.type == "hardbreak" else " ", marks, link)]
    if node.type in {"fence", "code_block", "table"}:
        return [_text(plain(node), marks, link)]
    if node.type in _MARKS:
        marks = {**marks, _MARKS[node.type]: True}
    if node.type == "link":
        link = str(node.attrs.get("href", ""))
    return [text for child in node.children for text in _inline(child, marks, link)]


def _text(content: str, marks: dict[str, bool], link: str | None) -> dict[str, Any]:
    usable = link and link.startswith(("http://", "https://")) and len(link) <= MAX_LINK
    text: dict[str, Any] = {"content": content, "link": {"url": link} if usable else None}
    return {"type": "text", "text": text, "annotations": marks}


def _block(kind: str, **content: Any) -> dict[str, Any]:
    return {"object": "block", "type": kind, kind: content}
