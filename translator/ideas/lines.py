"""Ideas written as lines or bullets: "Rank results: impact 100k EUR a year, effort 4 weeks"."""

from __future__ import annotations

import re

from ...errors import UsageError

_KEYS = r"impact|effort|confidence|cost|needs|blocked[ _]by|risk"
_CLAUSE = re.compile(
    rf"(?:^|[:;,(|–—]|\s-)\s*[*_]*(?P<key>{_KEYS})\b[*_]*\s*(?:[:=]|\bis\b)?\s*", re.IGNORECASE
)
_SETTINGS = "currency|people|deadline|budget|much[ _]from|quick[ _]up[ _]to"
_SETTING = re.compile(
    rf"^\s*(?:[-*+]\s+)?(?P<key>{_SETTINGS})\s*[:=]\s*(?P<value>.+)$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\s*(?:[-*+•]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?")
_SKIPPED = re.compile(r"^\s*(?:#.*|-{3,}|={3,}|```.*)?$")
LISTS = ("needs", "blocked_by")


def read_lines(text: str) -> tuple[dict[str, str], list[tuple[int, dict[str, str]]], list[str]]:
    """Return settings, ideas with their line numbers, and notes on the lines that are neither.

    Where there are bullets, a line without one is an idea only if it gives a figure.
    """
    settings: dict[str, str] = {}
    ideas: list[tuple[int, dict[str, str]]] = []
    aside: list[str] = []
    lines = text.splitlines()
    bulleted = any(_BULLET.match(line) for line in lines)
    for number, line in enumerate(lines, 1):
        if line.lstrip().startswith("|"):
            raise UsageError(f"line {number} is a table: give one idea a line or bullet, or YAML")
        if setting := _SETTING.match(line):
            key = setting["key"].lower().replace(" ", "_")
            if key in settings:
                raise UsageError(f"line {number}: {key} is given twice: leave one")
            settings[key] = setting["value"].strip()
        elif not _SKIPPED.match(line):
            fields = clauses(_BULLET.sub("", line), number)
            if bulleted and len(fields) == 1 and not _BULLET.match(line):
                aside.append(str(number))
            else:
                ideas.append((number, fields))
    told = f"Not read as ideas: line{'s' * (len(aside) > 1)} {', '.join(aside)}."
    return settings, ideas, [told] if aside else []


def clauses(line: str, number: int) -> dict[str, str]:
    """Return an idea's fields, its name among them."""
    found = list(_CLAUSE.finditer(line))
    name = line[: found[0].start()] if found else line
    fields = {"name": name.strip(" \t*_:;,-–—")}
    ends = [*(match.start() for match in found[1:]), len(line)]
    for match, end in zip(found, ends, strict=False):
        key = match["key"].lower().replace(" ", "_")
        if key in fields:
            raise UsageError(f"line {number}: {key} is given twice: leave one")
        value = line[match.end() : end]
        fields[key] = value.strip().rstrip(",;.|").removesuffix(")").strip()
    return fields
