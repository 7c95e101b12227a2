"""`briefstar brief`: draft a brief, ask its open questions, or revise an earlier one."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import BriefstarError, UsageError
from . import inputs
from .asking import ask_questions
from .engine import BaseUrlOption, ModelOption, open_engine
from .keeping import Keeper, KeepOption
from .output import Format, Output
from .progress import Activity
from .terminal import Stopped, put

if TYPE_CHECKING:
    from ..llm.model import Model
    from ..translator.brief import Brief

_ID = re.compile("[0-9a-f]{12}")
_EXAMPLE = 'briefstar brief "Improve user engagement"'


@dataclass(frozen=True)
class Order:
    """What is to be drafted. `work` is the library's that an earlier brief was taken from."""

    goal: str
    context: str
    answers: dict[str, str]
    previous: Brief | None
    questions: int
    work: str | None = None


@dataclass
class Draft:
    """How far a draft has come: sections printed, answers given, and what is kept in a file."""

    heading: str = ""
    printed: int = 0
    kept: str = ""
    given: dict[str, str] = field(default_factory=dict)

    def state(self) -> str:
        """Say what there is if the work ends here."""
        kept = self.kept or "nothing was printed"
        if self.printed:
            plural = "s were" if self.printed > 1 else " was"
            kept = f"{self.printed} section{plural} printed, the rest was not drafted"
        answers = " ".join(f"--answer {shlex.quote(f'{k}={v}')}" for k, v in self.given.items())
        return f"{kept}; your answers: {answers}" if answers else kept


def brief(
    goal: Annotated[
        str | None,
        typer.Argument(
            metavar="GOAL",
            help="What should get better, and for whom: a text, @FILE, or - for standard input.",
        ),
    ] = None,
    context: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT", help="What is known already: a text, @FILE, or - for standard input."
        ),
    ] = None,
    answer: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID=TEXT",
            help="An answer to a question of an earlier draft, or @FILE with a YAML or JSON "
            "mapping of ids to answers. May be repeated.",
        ),
    ] = None,
    ask: Annotated[
        bool,
        typer.Option("--ask", help="Ask the open questions, then draft again with the answers."),
    ] = False,
    revise: Annotated[
        str | None,
        typer.Option(
            metavar="FILE.json",
            help="Start from an earlier brief's JSON, or its id in the library: its goal, context "
            "and answers. Only what depends on a change is asked again, and the brief lists what "
            "changed. It is kept as the next version of the same work.",
        ),
    ] = None,
    questions: Annotated[
        int, typer.Option(min=0, metavar="N", help="Show at most N open questions.")
    ] = 5,
    format: Annotated[
        Format | None,
        typer.Option(help="How to write the brief; by default what the suffix of --output says."),
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
    """Draft a collaboration brief from a goal.

    The document goes to standard output, section by section; progress goes to standard error.
    """
    draft = Draft()
    try:
        inputs.one_from_stdin(
            GOAL=goal, **{"--context": context, "--ask": "-" if ask else None, "--revise": revise}
        )
        order = _order(goal, context, answer or [], revise, questions)
        destination = Output(output, format)
        if destination.path:
            draft.kept = f"nothing was written to {destination.path}"
        with Activity() as activity:
            from ..llm.watched import Watched

            opened = Watched(open_engine(model, base_url, activity), activity.doing)
            keeper = Keeper(keep, activity.tell, work=order.work, earlier=order.previous)
            work = Work(opened, destination, activity, draft, keeper)
            if ask:
                work.draft_with_questions(order)
            else:
                work.draft_and_deliver(order)
    except KeyboardInterrupt:
        raise Stopped(f"stopped; {draft.state()}") from None


def _order(
    goal: str | None, context: str | None, answer: list[str], revise: str | None, questions: int
) -> Order:
    given = inputs.read_answers(answer)
    previous, work = _earlier(revise) if revise else (None, None)
    if previous:
        given = previous.given_answers() | given
    if goal is not None:
        goal = inputs.read_argument(goal, "goal")
    elif previous:
        goal = previous.goal
    else:
        raise UsageError(f"give a goal, such as: {_EXAMPLE}")
    if context is not None:
        context = inputs.read_argument(context, "context")
    else:
        context = previous.context if previous else ""
    return Order(goal, context, given, previous, questions, work)


def _earlier(given: str) -> tuple[Brief, str | None]:
    """Return the brief of a file or of the library, and the library's work that it is."""
    from ..library.kinds import kind_of, read_result
    from ..translator.brief import Brief

    work = None
    if _ID.fullmatch(given) and not Path(given).exists():
        from ..library.library import Library

        with Library() as library:
            found, work = library.get(given).result, given
    else:
        found = read_result(inputs.read_json(given, "brief"), given)
    if not isinstance(found, Brief):
        raise UsageError(f"{given} is no brief but a {kind_of(found).name}: name a brief")
    return found, work


@dataclass(frozen=True)
class Work:
    """Drafts with one model and delivers to one destination."""

    model: Model
    destination: Output
    activity: Activity
    draft: Draft
    keeper: Keeper

    def draft_and_deliver(self, order: Order) -> None:
        """Draft and deliver: streamed where the document goes to stdout as Markdown."""
        streams = self.destination.path is None and self.destination.format is Format.markdown
        brief = self._draft(order, on_event=self._print if streams else None)
        if not streams:
            self._deliver(brief)
        self._report(brief)

    def draft_with_questions(self, order: Order) -> None:
        """Draft, ask, and draft again; where that does not come to its end, the draft is kept."""
        first = self._draft(order)
        if self.destination.path:
            self._deliver(first)
            self.draft.kept = f"{self.destination.path} holds the draft without your answers"
        try:
            with self.activity.aside():
                for id, text in ask_questions(first):
                    self.draft.given[id] = text
            if self.draft.given:
                answers = order.answers | self.draft.given
                previous = _remembering(order.previous, first)
                self.draft_and_deliver(replace(order, answers=answers, previous=previous))
                return
        except (KeyboardInterrupt, BriefstarError) as error:
            if self.destination.path is None and not self.draft.printed:
                self._deliver(first)
                self.draft.kept = "the draft without your answers was printed"
            if not isinstance(error, KeyboardInterrupt):
                self.activity.tell(self.draft.state())
            raise
        if self.destination.path is None:
            self._deliver(first)
        self._report(first)

    def _draft(self, order: Order, on_event: Callable[[Any], None] | None = None) -> Brief:
        from ..translator.drafting import draft_brief

        self.draft.heading = order.goal
        brief = draft_brief(
            order.goal,
            order.context,
            answers=order.answers,
            previous=order.previous,
            max_questions=order.questions,
            model=self.model,
            on_event=on_event,
        )
        self.keeper.keep(brief)
        return brief

    def _print(self, event: Any) -> None:
        from ..translator.markdown import heading
        from ..translator.pipeline import SectionDone

        if isinstance(event, SectionDone):
            opening = "" if self.draft.printed else heading(self.draft.heading)
            with self.activity.aside():
                put(f"{opening}\n{event.markdown}")
            self.draft.printed += 1

    def _deliver(self, brief: Brief) -> None:
        from ..translator.markdown import to_markdown

        as_json = self.destination.format is Format.json
        document = brief.model_dump_json(indent=2) + "\n" if as_json else to_markdown(brief)
        with self.activity.aside():
            self.destination.write(document)

    def _report(self, brief: Brief) -> None:
        where = f"written to {self.destination.path}; " if self.destination.path else ""
        count = len(brief.questions)
        self.activity.tell(
            f"{where}{brief.readiness.state}, {count} open question{'s' * (count != 1)} shown "
            f"({brief.provenance.usage.seconds:.1f} s)"
        )
        if brief.questions:
            ids = ", ".join(question.id for question in brief.questions)
            revise = f"--revise {self.keeper.work} " if self.keeper.work else ""
            self.activity.tell(f"answer them with {revise}--answer ID=TEXT, where ID is: {ids}")


def _remembering(revised: Brief | None, first: Brief) -> Brief:
    """Return the brief that changes are counted from, remembering what both drafts asked."""
    if revised is None:
        return first
    seen = [*revised.provenance.observations, *first.provenance.observations]
    provenance = revised.provenance.model_copy(update={"observations": seen})
    return revised.model_copy(update={"provenance": provenance})
