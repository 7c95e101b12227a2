"""`briefstar progress` and `briefstar forget`: what practice has shown, and deleting all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import UsageError
from .terminal import put, say

if TYPE_CHECKING:
    from ..coach.progress import Line


def progress() -> None:
    """Show levels over time by question, competency and part, and which way they go."""
    from ..coach.bank import load_bank
    from ..coach.progress import attempts
    from ..coach.progress import progress as progress_of
    from ..coach.rubric import load_rubric
    from ..storage.store import Store

    with Store() as store:
        found = progress_of(attempts(store, load_bank()))
    if found is None:
        raise UsageError("nothing was graded yet; begin with: briefstar practice")
    put(f"# Progress\n\n{found.attempts} graded answers by {found.grader}.\n")
    if found.others:
        put(
            f"{found.others} more were graded by another model or rubric; they do not compare and "
            "are not counted here.\n"
        )
    put(f"“Better” and “worse” are beyond the grader's noise of {load_rubric().noise:g} levels.\n")
    if found.guesses is not None:
        put(f"Your guesses were {found.guesses:+.1f} levels off on average.\n")
    for title, lines in (
        ("Parts", found.parts),
        ("Competencies", found.competencies),
        ("Questions", found.questions),
    ):
        put(f"\n## {title}\n\n" + "".join(map(_row, lines)))


def forget(
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
) -> None:
    """Delete everything that anyone saved: sessions, answers, grades, stories and the library."""
    from ..storage.opening import erase, told_place

    if not yes and not typer.confirm(
        f"Delete {told_place()} with all sessions, stories and the library, of all its users?"
    ):
        say("nothing was deleted")
        return
    gone = erase()
    say("deleted " + ", ".join(gone) if gone else "nothing was saved")


def _row(line: Line) -> str:
    levels = " → ".join(f"{level:.1f}" for level in line.levels[-6:])
    return f"- {line.name}: {levels} ({line.trend})\n"
