"""How the library's works, differences and unfinished jobs read on a page."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ..escape import markdown
from ..library.library import Library, Work
from ..library.snippets import plain
from ..storage.rows import Record

SNIPPETS = 50
"""How many works of a list say where the words stand, at about 1 ms each."""

_PAGES = {"brief": "/", "impact": "/impact", "ranking": "/ideas", "grade": "/answer"}
_JOB_PAGES = {"brief": "/", "impact": "/impact", "grade": "/answer", "practice": "/coach"}


def line(work: Work) -> str:
    """Return one line about a work."""
    many = f", {work.versions} versions" if work.versions > 1 else ""
    return f"{work.title} ({work.kind}{many}, {work.changed_at[:10]})"


def choices(library: Library, works: Sequence[Work], words: str) -> list[tuple[str, str]]:
    """Return a line for each work and its id; the first say on a second line where words stand."""
    found = library.snippets(works[:SNIPPETS], words) if words.strip() else {}
    return [(f"{line(w)}\n{plain(found[w.id])}" if w.id in found else line(w), w.id) for w in works]


def page_of(work: Work) -> str:
    """Return the address that opens a work on its own page."""
    return f"{_PAGES[work.kind]}?work={work.id}"


def unfinished(jobs: Sequence[Record]) -> str:
    """Return links to what was begun and not finished, as Markdown; empty where there is none."""
    if not jobs:
        return ""
    lines = ["**Begun and not finished:**", ""]
    for job in jobs:
        order = job.body["order"]
        told = order.get("goal") or order.get("text") or order.get("question") or "practice"
        short = told if len(told) <= 60 else told[:59] + "…"
        kind = job.body["kind"]
        lines.append(f"- [{markdown(short)}]({_JOB_PAGES[kind]}?work={job.id}) ({kind})")
    return "\n".join(lines)


def diff_html(diff: str) -> str:
    """Return a unified diff as HTML: added and removed lines are marked in sign and colour."""
    if not diff:
        return "<p>Nothing changed.</p>"
    shown = []
    for text in diff.splitlines():
        mark = {"+": "ins", "-": "del"}.get(text[:1]) if text[:3] not in ("+++", "---") else None
        shown.append(f"<{mark}>{escape(text)}</{mark}>" if mark else escape(text))
    return '<div class="diff">' + "\n".join(shown) + "</div>"
