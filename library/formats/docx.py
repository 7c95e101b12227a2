"""A DOCX file with Word's own styles, so that a team's template can restyle it."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from .reading import plain, title_of, tree

_LISTS = {"bullet_list": "List Bullet", "ordered_list": "List Number"}
_DEEPEST = 3
_MADE = datetime(2000, 1, 1)
"""A fixed day, so that one text gives one document."""


def to_docx(markdown: str) -> bytes:
    """Return the document as the bytes of a DOCX file."""
    import docx

    root, document = tree(markdown), docx.Document()
    properties = document.core_properties
    properties.title, properties.author = title_of(root)[:255], "briefstar"
    properties.created = properties.modified = _MADE
    for node in root.children:
        _add(document, node, depth=1)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _add(document: Any, node: SyntaxTreeNode, depth: int) -> None:
    if node.type == "heading":
        _write(document.add_heading(level=min(int(node.tag[1]), 9)), node)
    elif style := _LISTS.get(node.type):
        for item in node.children:
            _item(document, item, style, depth)
    elif node.type == "blockquote":
        for child in node.children:
            _write(document.add_paragraph(style="Quote"), child)
    elif node.type in {"fence", "code_block"}:
        document.add_paragraph(node.content.rstrip("\n"), style="No Spacing")
    elif node.type == "table":
        _table(document, node)
    elif node.type != "hr":
        _write(document.add_paragraph(), node)


def _item(document: Any, item: SyntaxTreeNode, style: str, depth: int) -> None:
    level = min(depth, _DEEPEST)
    named = style if level == 1 else f"{style} {level}"
    for at, child in enumerate(item.children):
        if at == 0 and child.type == "paragraph":
            _write(document.add_paragraph(style=named), child)
        else:
            _add(document, child, depth + 1)


def _table(document: Any, node: SyntaxTreeNode) -> None:
    rows = [row for part in node.children for row in part.children]
    table = document.add_table(rows=0, cols=len(rows[0].children), style="Table Grid")
    for row in rows:
        cells = table.add_row().cells
        for cell, content in zip(cells, row.children, strict=False):
            _write(cell.paragraphs[0], content, bold=content.tag == "th")


def _write(
    paragraph: Any, node: SyntaxTreeNode, *, bold: bool = False, italic: bool = False
) -> None:
    if node.type in {"text", "code_inline", "softbreak", "hardbreak"}:
        run = paragraph.add_run(plain(node))
        run.bold, run.italic = bold or None, italic or None
        return
    bold, italic = bold or node.type == "strong", italic or node.type == "em"
    for child in node.children:
        _write(paragraph, child, bold=bold, italic=italic)
