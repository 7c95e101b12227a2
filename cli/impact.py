"""`briefstar impact`: what a constraint means for the business, or a wish technically."""

from __future__ import annotations

from datetime import date
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
    from ..translator.impact import Impact

_EXAMPLE = 'briefstar impact "1,000 alerts a day at 20% precision, 5 minutes each, 60 USD an hour"'


def impact(
    text: Annotated[
        str | None,
        typer.Argument(
            metavar="TEXT", help="The constraint or the wish: a text, @FILE, or - for stdin."
        ),
    ] = None,
    toward: Annotated[
        str,
        typer.Option(
            metavar="WAY",
            help="business: what a technical constraint costs. technical: what a deadline, budget "
            "or promise allows and rules out; no model is asked.",
        ),
    ] = "business",
    today: Annotated[
        str | None,
        typer.Option(
            metavar="YYYY-MM-DD", help="The day that dates are counted from; by default today."
        ),
    ] = None,
    audience: Annotated[
        str,
        typer.Option(metavar="WHO", help="product, finance, legal, executive or engineering."),
    ] = "product",
    set: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="KEY=VALUE", help="Give or change an input. May be repeated."
        ),
    ] = None,
    format: Annotated[
        Format | None,
        typer.Option(help="How to write it; by default what the suffix of --output says."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write to a file, replaced when complete."
        ),
    ] = None,
    seed: Annotated[int, typer.Option(help="Of the draws behind ranges.")] = 7,
    keep: KeepOption = True,
    model: ModelOption = None,
    base_url: BaseUrlOption = None,
) -> None:
    """Explain what a technical constraint means for the business, computed and traceable.

    With --toward technical the other way round: what a deadline, budget or promise allows, what is
    tight and what it rules out. There --set gives people, share, weeks, deadline, budget and more.

    The statement goes to standard output; figures show on standard error as soon as they are
    computed.
    """
    try:
        if text is None:
            raise UsageError(f"say what the constraint is, as in: {_EXAMPLE}")
        told = inputs.read_argument(text, "constraint")
        settings = inputs.read_answers(set or [])
        destination = Output(output, format)
        day = _day(today)
        with Activity() as activity:
            made = _explained(
                told, audience, settings, seed, model, base_url, activity, toward, day
            )
            Keeper(keep, activity.tell).keep(made)
            with activity.aside():
                destination.write(document(made, destination.format))
            where = f"written to {destination.path}; " if destination.path else ""
            found = f"{len(made.figures)} figures"
            if made.ways:
                allowed = len([w for w in made.ways if w.verdict == "allowed"])
                found = f"{allowed} way{'' if allowed == 1 else 's'} allowed"
            activity.tell(f"{where}{found}, {len(made.needs)} inputs missing")
            for doubt in made.doubts:
                if doubt.choices:
                    activity.tell(f"say what it is about: --set about={'|'.join(doubt.choices)}")
            for need in made.needs:
                if need.set:
                    activity.tell(f"give {need.means} with: --set {need.set}")
    except KeyboardInterrupt:
        raise Stopped("stopped; nothing was written") from None


def document(made: Impact, format: Format) -> str:
    """Return an impact as it is delivered."""
    from ..translator.impact.markdown import to_markdown

    if format is Format.json:
        return made.model_dump_json(indent=2) + "\n"
    return to_markdown(made)


def _day(given: str | None) -> date | None:
    try:
        return date.fromisoformat(given) if given is not None else None
    except ValueError:
        raise UsageError(f"--today is a date such as 2027-03-01, not {given!r}") from None


def show(event: Any, activity: Activity) -> None:
    """Tell what was just seen, in one line on standard error."""
    from ..translator.impact.pipeline import FiguresDone, QuantitiesRead
    from ..translator.impact.roles import Seen

    if isinstance(event, QuantitiesRead):
        activity.tell(f"quantities: {', '.join(event.quantities) or 'none'}")
    elif isinstance(event, Seen) and event.roles:
        (_, name) = max(event.roles, key=lambda key: event.roles[key])
        activity.doing(f"{event.quantity.text}: {name}")
    elif isinstance(event, FiguresDone):
        for figure in event.figures:
            activity.tell(figure.text)


def _explained(
    text: str,
    audience: str,
    settings: dict[str, str],
    seed: int,
    model: str | None,
    base_url: str | None,
    activity: Activity,
    toward: str,
    today: date | None,
) -> Impact:
    from ..translator.impact import explain_impact
    from ..translator.impact.explaining import is_technical

    if is_technical(toward):
        return explain_impact(
            text, audience=audience, settings=settings, seed=seed, toward=toward, today=today
        )
    return explain_impact(
        text,
        audience=audience,
        settings=settings,
        seed=seed,
        model=open_engine(model, base_url, activity),
        on_event=lambda event: show(event, activity),
    )
