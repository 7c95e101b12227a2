"""`briefstar impact`: what a technical constraint means for the business."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import UsageError
from . import inputs
from .engine import BaseUrlOption, ModelOption, open_engine
from .output import Format, Output
from .progress import Activity
from .terminal import Stopped

if TYPE_CHECKING:
    from ..translator.impact import Impact

_EXAMPLE = 'briefstar impact "1,000 alerts a day at 20% precision, 5 minutes each, 60 USD an hour"'


def impact(
    text: Annotated[
        str | None,
        typer.Argument(metavar="TEXT", help="The constraint: a text, @FILE, or - for stdin."),
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
    model: ModelOption = None,
    base_url: BaseUrlOption = None,
) -> None:
    """Explain what a technical constraint means for the business, computed and traceable.

    The statement goes to standard output; figures show on standard error as soon as they are
    computed.
    """
    try:
        if text is None:
            raise UsageError(f"say what the constraint is, as in: {_EXAMPLE}")
        told = inputs.read_argument(text, "constraint")
        settings = inputs.read_answers(set or [])
        destination = Output(output, format)
        with Activity() as activity:
            made = _explained(told, audience, settings, seed, model, base_url, activity)
            with activity.aside():
                destination.write(document(made, destination.format))
            where = f"written to {destination.path}; " if destination.path else ""
            activity.tell(f"{where}{len(made.figures)} figures, {len(made.needs)} inputs missing")
    except KeyboardInterrupt:
        raise Stopped("stopped; nothing was written") from None


def document(made: Impact, format: Format) -> str:
    """Return an impact as it is delivered."""
    from ..translator.impact.markdown import to_markdown

    if format is Format.json:
        return made.model_dump_json(indent=2) + "\n"
    return to_markdown(made)


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
) -> Impact:
    from ..translator.impact import explain_impact

    return explain_impact(
        text,
        audience=audience,
        settings=settings,
        seed=seed,
        model=open_engine(model, base_url, activity),
        on_event=lambda event: show(event, activity),
    )
