"""Ask a brief's open questions on the terminal, one by one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .terminal import harmless

if TYPE_CHECKING:
    from ..translator.brief import Brief, BriefQuestion

_KEYS = "Enter skips, ? tells why, = takes the recommended answer, Ctrl-D ends the questions."
_NEEDS_A_VALUE = ("baseline", "target")


def ask_questions(brief: Brief) -> Iterator[tuple[str, str]]:
    """Yield the id and text of each answer as it is given; end of input ends the questions."""
    if brief.questions:
        _show(_KEYS)
    for number, question in enumerate(brief.questions, 1):
        _show(f"\n{number} of {len(brief.questions)}, for {question.who}: {question.text}")
        while (line := _read_line()) is not None:
            if not line:
                break
            if line == "?":
                _show(f"  Why: {question.why}\n  Recommended: {question.recommended}")
            elif answer := _answer(brief, question, line):
                yield question.id, answer
                break
        if line is None:
            _show("")
            return


def _answer(brief: Brief, question: BriefQuestion, line: str) -> str | None:
    """Return the answer that a line stands for; None, with the reason shown, where it is none."""
    if question.id == "kind":
        return _kind(brief, line)
    if line != "=":
        return line
    if question.id in _NEEDS_A_VALUE:
        # The recommendation says how to find the value; as an answer it would pass for one.
        _show(f"  Only you can give this one. To find it: {question.recommended}")
        return None
    return question.recommended


def _kind(brief: Brief, line: str) -> str | None:
    from ..translator.playbook import load_playbook

    if line == "=":
        return brief.archetype.id
    kinds = load_playbook().kinds
    for kind in kinds.values():
        if line.lower() in (kind.id, kind.name.lower()):
            return kind.id
    _show(f"  There is no such kind of work; there are: {', '.join(kinds)}")
    return None


def _read_line() -> str | None:
    print("> ", end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    return line.strip() if line else None


def _show(text: str) -> None:
    print(harmless(text), file=sys.stderr, flush=True)
