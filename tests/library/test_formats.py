"""What leaves the library: valid in its format whatever the text holds, and with all its words."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

import docx
import pytest
from briefstar import rank_ideas
from briefstar.library.formats import Form, convert
from briefstar.library.formats.html import to_html, to_storage
from briefstar.library.formats.notion import requests, to_blocks
from briefstar.translator.ideas.markdown import to_markdown
from hypothesis import given, settings
from hypothesis import strategies as st

REAL = to_markdown(
    rank_ideas(
        {"ideas": [{"name": "Search & <b>find</b>", "impact": "2 to 4", "effort": "3 weeks"}]}
    )
)
HOSTILE = (
    "<script>alert(1)</script> <ac:structured-macro ac:name='html'/> ]]> &nbsp; &lt; <!-- x",
    "[click](javascript:alert(1)) [data](data:text/html,x) ![pixel](https://spy.example/p.png)",
    "| a | b |\n|---|---|\n| <td onclick=x> | `]]>` |\n",
    "- one\n  - two\n    - three\n      - four\n\n        | a |\n        |---|\n        | deep |\n",
    "x\x00\x08\x1b[31m\ufffe\ud800y",
    "```\n</code></pre><script>\n```\n",
    "> quote\n>\n> - item\n\n***\n\n1. first\n2. second\n",
    "word " * 30_000,
    "**b** `c` " * 400,
    "| a |\n|---|\n" + "| row |\n" * 350,
    "- item\n" * 350,
    "- top\n" + "  - below\n" * 250,
    "\U0001f600" * 5000,
    "",
)
DOCUMENTS = (REAL, *HOSTILE)
PIECES = st.sampled_from(
    ["# ", "- ", "  - ", "> ", "| a | b |\n|---|---|\n| ", " | ", "```\n", "**", "`", "[x](", ")",
     "<script>", "</p>", "&", "]]>", "\n", "\n\n", "word", "Łódź", "\x0b", "![i](http://a/b)"]
)  # fmt: skip
MARKDOWN = st.lists(PIECES | st.text(max_size=8), max_size=40).map("".join)
ALLOWED = {
    "h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "strong", "em", "code", "pre", "a",
    "table", "thead", "tbody", "tr", "th", "td", "blockquote", "hr", "br",
}  # fmt: skip
ATTRIBUTES = {"href", "title", "start", "class", "style"}


def check_storage(markdown: str) -> None:
    root = ET.fromstring(f"<root>{to_storage(markdown)}</root>")
    for element in root.iter():
        assert element.tag in ALLOWED | {"root"}
        assert set(element.attrib) <= ATTRIBUTES
        assert not re.match(r"\s*(javascript|data|vbscript|file):", element.get("href", ""), re.I)


def check_html(markdown: str) -> None:
    page = to_html(markdown)
    body = ET.fromstring(page[page.index("<body>") : page.index("</html>")])
    assert not {e.tag for e in body.iter()} & {"script", "img", "iframe", "link"}
    assert "default-src 'none'" in page


def blocks_in(blocks: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], int]]:
    for block in blocks:
        yield block, 0
        for child, depth in blocks_in(block[block["type"]].get("children", [])):
            yield child, depth + 1


def check_notion(markdown: str) -> None:
    blocks = to_blocks(markdown)
    assert [block for group in requests(blocks) for block in group] == blocks
    assert all(len(group) <= 100 for group in requests(blocks))
    for block, depth in blocks_in(blocks):
        content = block[block["type"]]
        assert depth <= 1
        assert len(content.get("children", [])) <= 100
        for texts in [content.get("rich_text", []), *content.get("cells", [])]:
            assert len(texts) <= 100
            for text in texts:
                assert len(text["text"]["content"].encode("utf-16-le")) // 2 <= 2000
                link = text["text"]["link"]
                assert link is None or link["url"].startswith(("http://", "https://"))
        if block["type"] == "table":
            width = content["table_width"]
            assert all(len(row["table_row"]["cells"]) == width for row in content["children"])


def check_docx(markdown: str) -> None:
    assert docx.Document(io.BytesIO(convert(markdown, Form.docx)))


CHECKS = (check_storage, check_html, check_notion, check_docx)


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("markdown", DOCUMENTS, ids=range(len(DOCUMENTS)))
def test_every_document_is_valid_in_every_form(check, markdown: str) -> None:
    check(markdown)


@pytest.mark.parametrize("check", CHECKS)
def test_any_text_is_valid_in_every_form(check) -> None:
    @settings(max_examples=40, deadline=None)
    @given(MARKDOWN)
    def holds(markdown: str) -> None:
        check(markdown)

    holds()


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def notion_words(markdown: str) -> list[str]:
    found = []
    for block, _ in blocks_in(to_blocks(markdown)):
        content = block[block["type"]]
        for texts in [content.get("rich_text", []), *content.get("cells", [])]:
            found += words("".join(text["text"]["content"] for text in texts))
    return found


def docx_words(markdown: str) -> list[str]:
    document = docx.Document(io.BytesIO(convert(markdown, Form.docx)))
    cells = [cell.text for t in document.tables for row in t.rows for cell in row.cells]
    return words(" ".join([*(p.text for p in document.paragraphs), *cells]))


def storage_words(markdown: str) -> list[str]:
    root = ET.fromstring(f"<root>{to_storage(markdown)}</root>")
    return words(" ".join(root.itertext()))


def test_no_form_loses_a_word() -> None:
    expected = sorted(storage_words(REAL))
    assert len(expected) > 50
    assert "Search" in expected
    assert sorted(notion_words(REAL)) == expected
    assert sorted(docx_words(REAL)) == expected


@pytest.mark.parametrize("markdown", [HOSTILE[3], HOSTILE[9], HOSTILE[10], HOSTILE[11]])
def test_lists_and_tables_beyond_notions_limits_are_split_not_cut(markdown: str) -> None:
    expected = storage_words(markdown)
    found = notion_words(markdown)
    assert {word: found.count(word) for word in ("row", "item", "below", "deep", "four")} == {
        word: expected.count(word) for word in ("row", "item", "below", "deep", "four")
    }


def test_markup_of_the_text_is_shown_not_obeyed() -> None:
    assert "&lt;script&gt;" in to_storage(HOSTILE[0])
    assert re.findall('href="([^"]*)"', to_storage(HOSTILE[1])) == ["https://spy.example/p.png"]
    assert "<img" not in to_storage(HOSTILE[1])


def test_one_text_gives_one_document() -> None:
    assert convert(REAL, Form.notion) == convert(REAL, Form.notion)
    assert convert(REAL, Form.html) == convert(REAL, Form.html)
