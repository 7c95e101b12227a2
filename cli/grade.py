"""`briefstar grade`: one answer to one interview question, graded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import UsageError
from . import inputs
from .engine import BaseUrlOption, ModelOption, open_engine
from .keeping import Keeper, KeepOption
from .output import Format, Output
from .progress import Activity
from .terminal import Stopped

if TYPE_CHECKING:
    from ..coach.grade import Grade

_EXAMPLE = 'briefstar grade --question "Tell me about a time …" --answer @answer.txt'


def grade(
    question: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT",
            help="The question, as a text, @FILE or -, or the id of one of `briefstar questions`.",
        ),
    ] = None,
    answer: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="The answer: a text, @FILE, or - for standard input."),
    ] = None,
    verbatim: Annotated[
        bool,
        typer.Option(
            "--verbatim", help="The answer is a transcript word for word: count fillers too."
        ),
    ] = False,
    format: Annotated[
        Format | None,
        typer.Option(help="How to write the grade; by default what the suffix of --output says."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write to a file, replaced when complete."
        ),
    ] = None,
    keep: KeepOption = True,
    model: ModelOption = None,
    base_url: BaseUrlOption = None,
) -> None:
    """Grade an answer to an interview question: levels with quotes, what is missing, what to ask.

    The grade goes to standard output; what is seen sentence by sentence goes to standard error.
    """
    from ..coach.read import check_answer

    try:
        if question is None or answer is None:
            lacking = "--question" if question is None else "--answer"
            raise UsageError(f"{lacking} is missing, as in: {_EXAMPLE}")
        inputs.one_from_stdin(**{"--question": question, "--answer": answer})
        asked = inputs.read_argument(question, "question")
        told = inputs.read_argument(answer, "answer")
        check_answer(told)
        destination = Output(output, format)
        with Activity() as activity:
            graded = _graded(asked, told, verbatim, model, base_url, activity)
            Keeper(keep, activity.tell).keep(graded)
            with activity.aside():
                destination.write(document(graded, destination.format))
            where = f"written to {destination.path}; " if destination.path else ""
            activity.tell(f"{where}graded in {graded.provenance.usage.seconds:.1f} s")
    except KeyboardInterrupt:
        raise Stopped("stopped; nothing was written") from None


def document(graded: Grade, format: Format) -> str:
    """Return a grade as it is delivered."""
    from ..coach.markdown import to_markdown

    if format is Format.json:
        return graded.model_dump_json(indent=2) + "\n"
    return to_markdown(graded)


def show(event: Any, activity: Activity) -> None:
    """Tell what was just seen, in one line on standard error."""
    from ..coach.moves import MoveSeen
    from ..coach.pipeline import AnswerRead

    if isinstance(event, AnswerRead):
        activity.tell(
            f"{event.words} words in {event.sentences} sentences, about "
            f"{event.seconds_spoken} s when spoken"
        )
    elif isinstance(event, MoveSeen):
        best = max(event.moves, key=lambda move: event.moves[move])
        activity.doing(f"{best}: {event.span.text}")


def _graded(
    question: str,
    answer: str,
    verbatim: bool,
    model: str | None,
    base_url: str | None,
    activity: Activity,
) -> Grade:
    from ..coach.grading import grade_answer

    return grade_answer(
        question,
        answer,
        verbatim=verbatim,
        model=open_engine(model, base_url, activity),
        on_event=lambda event: show(event, activity),
    )
