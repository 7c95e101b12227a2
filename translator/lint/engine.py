"""`lint_text`: run every rule over every statement of a text, in one order, with exact places."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from .absolutes import absolutes
from .accuracy import accuracy_alone
from .change import percent_or_points, without_baselines
from .comparisons import unanchored_comparisons
from .facts import Facts
from .form import acronyms, bans, expanded_acronyms, passives, pronouns
from .gaps import gaps
from .goals import vague_goals
from .hits import Hit
from .loader import load_rules
from .schema import Severity
from .solution import solutions_first
from .statements import Statement, statements
from .units import missing_units
from .windows import without_windows
from .wording import escape_clauses, open_ends, unbounded_times, vague_terms

MATCHERS = {
    "BS101": vague_terms,
    "BS102": vague_goals,
    "BS103": escape_clauses,
    "BS104": open_ends,
    "BS105": unbounded_times,
    "BS106": absolutes,
    "BS107": missing_units,
    "BS108": pronouns,
    "BS109": passives,
    "BS110": bans,
    "BS112": solutions_first,
    "BS113": without_baselines,
    "BS114": percent_or_points,
    "BS115": without_windows,
    "BS116": accuracy_alone,
    "BS118": unanchored_comparisons,
}
"""Rules that look at one statement. BS111 needs the whole text, BS117 looks at headings too."""

_QUOTED = re.compile(r"\"([^\"]{1,400})\"")


_MENTION = re.compile(
    r"(?:\b(?:words?|term|label|slogan|phrase|field|button|tag|called|named|reads?|says?|badge"
    r"|column|value|option|status|title"
    r"|heading|menu|entry|avoid|not write|instead of|like|asks?|mean|means)|:) ?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `text` is exactly `source[start:end]`; line and column count from 1.

    `why` is the rule's reason; `rewrite` is the whole statement with this finding repaired and
    `<…>` where only the author knows what to write. `standard` names the published rule.
    """

    rule: str
    severity: Severity
    start: int
    end: int
    line: int
    column: int
    text: str
    why: str
    rewrite: str
    standard: str


def lint_text(text: str) -> list[Finding]:
    """Findings of all rules in a Markdown or plain text, sorted by place, then rule.

    Deterministic, and never raises: any text can be linted. Code, front matter, comments and
    block quotes are skipped; headings are only searched for placeholders.
    """
    lines = [0, *(m.end() for m in re.finditer(r"\r\n|\n|\r", text))]
    found: list[Finding] = []
    seen: set[str] = set()
    known = expanded_acronyms(text)
    for statement in statements(text):
        for hit in _unique(_hits(statement, known, seen)):
            found.append(_finding(hit, statement, text, lines))
    return sorted(found, key=lambda f: (f.start, f.end, f.rule))


def _hits(statement: Statement, known: frozenset[str], seen: set[str]) -> Iterator[Hit]:
    facts = Facts(statement)
    quoted = list(_reported(statement.text))
    matchers = [gaps]
    worded = any(c.isalpha() for c in statement.text)
    if worded and not (statement.kind == "heading" or facts.tagged or facts.question):
        matchers += MATCHERS.values()
    for matcher in matchers:
        for hit in matcher(facts):
            if not any(start <= hit.start and hit.end <= end for start, end in quoted):
                yield hit
    if len(matchers) == 1:
        return
    yield from acronyms(facts, known, seen)


def _reported(text: str) -> Iterator[tuple[int, int]]:
    """Quoted sentences and labels of the interface: somebody else's words, not a requirement.

    A single lower-case word in quotes ("it must feel 'snappy'") is the author's own.
    """
    for match in _QUOTED.finditer(text):
        inner = match[1].strip()
        mention = _MENTION.search(text, max(0, match.start() - 24), match.start())
        whole = len(match.group()) >= len(text.rstrip(" ."))
        if mention or (not whole and (inner.count(" ") >= 2 or inner[:1].isupper())):
            yield match.span()


def _unique(hits: Iterator[Hit]) -> list[Hit]:
    """Hits without a second one of the same rule that overlaps an earlier, or longer, one."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.rule, h.start, -h.end)):
        if kept and kept[-1].rule == hit.rule and hit.start < kept[-1].end:
            continue
        kept.append(hit)
    return [h for h in kept if h.rule != "BS101" or not any(_says_more(o, h) for o in kept)]


def _says_more(other: Hit, hit: Hit) -> bool:
    """Whether the vague word is a part of a phrase that another rule already reports."""
    inside = other.start <= hit.start and hit.end <= other.end
    return inside and other.rule in ("BS103", "BS104", "BS105", "BS118")


def _finding(hit: Hit, statement: Statement, text: str, lines: list[int]) -> Finding:
    rule = load_rules()[hit.rule]
    start, end = statement.span(hit.start, hit.end)
    line = bisect_right(lines, start)
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        start=start,
        end=end,
        line=line,
        column=start - lines[line - 1] + 1,
        text=text[start:end],
        why=rule.why,
        rewrite=hit.rewrite,
        standard=rule.standard,
    )
