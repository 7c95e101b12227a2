"""A page that prints well, and Confluence's storage format: both strict XHTML from one reader."""

from __future__ import annotations

from html import escape

from markdown_it.tree import SyntaxTreeNode

from .reading import clean, reader, title_of

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 1rem/1.55 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ border: 1px solid #8888; padding: .3rem .5rem; text-align: left; vertical-align: top; }}
blockquote {{ margin-inline: 0; padding-inline-start: 1rem; border-inline-start: 3px solid #8888; }}
@media print {{
  body {{ max-width: none; margin: 0; font-size: 10.5pt; }}
  h1, h2, h3 {{ break-after: avoid; }}
  tr, li {{ break-inside: avoid; }}
}}
</style>
</head>
<body>
<main>
{body}</main>
</body>
</html>
"""  # noqa: E501


def to_html(markdown: str) -> str:
    """Return a whole page that asks no other machine; a browser prints it to PDF."""
    parser = reader()
    tokens = parser.parse(clean(markdown))
    body = parser.renderer.render(tokens, parser.options, {})
    return _PAGE.format(title=escape(title_of(SyntaxTreeNode(tokens))), body=body)


def to_storage(markdown: str) -> str:
    """Return Confluence's storage format: well-formed XHTML with XML's own entities only."""
    return str(reader().render(clean(markdown)))
