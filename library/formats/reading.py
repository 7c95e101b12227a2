"""Read Markdown once, for all forms: CommonMark with tables, without HTML and pictures."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no place for (section 2.2)."""


def reader() -> MarkdownIt:
    """Return the parser: tags in the text stay text, and nothing is fetched."""
    return (
        MarkdownIt("commonmark", {"html": False, "xhtmlOut": True})
        .enable("table")
        .disable(["image", "entity"])
    )


def clean(markdown: str) -> str:
    """Return the text without characters that no XML, and so no DOCX or page, can hold."""
    return _NO_XML.sub("\ufffd", markdown)


def tree(markdown: str) -> SyntaxTreeNode:
    """Return the document as a tree of blocks."""
    return SyntaxTreeNode(reader().parse(clean(markdown)))


def title_of(root: SyntaxTreeNode) -> str:
    """Return the first heading's words."""
    for node in root.children:
        if node.type == "heading":
            return plain(node)
    return "briefstar"


def plain(node: SyntaxTreeNode) -> str:
    """Return the words of a node without their marks."""
    if node.type in {"text", "code_inline", "fence", "code_block"}:
        return node.content
    if node.type in {"softbreak", "hardbreak"}:
        return " "
    return "".join(plain(child) for child in node.children)
