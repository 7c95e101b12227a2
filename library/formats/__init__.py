"""Saved documents in the forms that other tools take. Each reads the document's Markdown.

Whatever the text holds is data: no markup of its own, no script, no picture from elsewhere.
"""

from __future__ import annotations

from enum import StrEnum


class Form(StrEnum):
    """A form in which a document leaves the library."""

    html = "html"
    docx = "docx"
    confluence = "confluence"
    notion = "notion"


SUFFIXES = {
    ".html": Form.html,
    ".htm": Form.html,
    ".docx": Form.docx,
    ".xhtml": Form.confluence,
}


def convert(markdown: str, form: Form) -> bytes:
    """Return a Markdown document in another form: text in UTF-8, or a DOCX file's bytes."""
    if form is Form.docx:
        from .docx import to_docx

        return to_docx(markdown)
    if form is Form.notion:
        import json

        from .notion import to_blocks

        return (json.dumps(to_blocks(markdown), ensure_ascii=False, indent=1) + "\n").encode()
    from .html import to_html, to_storage

    return (to_html if form is Form.html else to_storage)(markdown).encode()
