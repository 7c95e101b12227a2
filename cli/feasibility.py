"""`briefstar feasibility`: ideas ranked by business impact against effort, as text and picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import UsageError
from . import inputs
from .keeping import Keeper, KeepOption
from .output import Format, Output, replace_file
from .terminal import Stopped, say

if TYPE_CHECKING:
    from ..translator.ideas import Ranking

_EXAMPLE = '"- Rank search results: impact 100k to 300k EUR a year, effort 4 to 8 weeks"'
_PICTURES = (".html", ".png", ".svg")


def feasibility(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE", help="Ideas as YAML, Markdown or text, or briefs as JSON; - for stdin."
        ),
    ] = None,
    format: Annotated[
        Format | None,
        typer.Option(help="How to write it; by default what the suffix of --output says."),
    ] = None,
    picture: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Draw it as well: OUT.html, OUT.png or OUT.svg."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write to a file, replaced when complete."
        ),
    ] = None,
    seed: Annotated[int, typer.Option(help="Of the draws behind ranges.")] = 7,
    keep: KeepOption = True,
) -> None:
    """Rank ideas by business impact against effort, and say what to find out first.

    Works without a model and without a network. One idea a line, with its impact, its effort and,
    if known, its confidence; or YAML with limits, costs and what blocks what.
    """
    try:
        if not files:
            raise UsageError(f"name a file with one idea a line, as in {_EXAMPLE}")
        destination = Output(output, format)
        drawing = _picture_path(picture, destination.path)
        ranking = _ranked(files, seed)
        Keeper(keep).keep(ranking)
        if drawing:
            replace_file(drawing, [draw(ranking, drawing.suffix.lower())])
        destination.write(document(ranking, destination.format))
        told = f"{len(ranking.ideas)} ranked, {len(ranking.needs)} figures missing"
        where = [str(path) for path in (destination.path, drawing) if path]
        say(f"written to {' and '.join(where)}; {told}" if where else told)
    except KeyboardInterrupt:
        raise Stopped("stopped; nothing more was written") from None


def document(ranking: Ranking, format: Format) -> str:
    """Return a ranking as it is delivered."""
    from ..translator.ideas.markdown import to_markdown

    if format is Format.json:
        return ranking.model_dump_json(indent=2) + "\n"
    return to_markdown(ranking)


def draw(ranking: Ranking, suffix: str) -> bytes:
    """Return the picture that a suffix stands for."""
    if suffix == ".html":
        from ..translator.ideas.picture import to_html

        return to_html(ranking).encode("utf-8", errors="replace")
    from ..translator.ideas.image import to_image

    return to_image(ranking, "svg" if suffix == ".svg" else "png")


def _picture_path(picture: Path | None, document: Path | None) -> Path | None:
    if picture is None:
        return None
    if picture.suffix.lower() not in _PICTURES:
        raise UsageError(f"--picture {picture} must end in {', '.join(_PICTURES)}")
    path = Output(picture, Format.markdown).path
    if path and document and path.resolve() == document.resolve():
        raise UsageError("--picture and --output name the same file: name two")
    return path


def _ranked(files: list[str], seed: int) -> Ranking:
    from ..translator.ideas import rank_ideas

    if "-" in files:
        if len(files) > 1:
            raise UsageError("standard input stands alone: give it, or name files")
        return rank_ideas(inputs.read_stdin("ideas"), seed=seed)
    paths = [Path(name) for name in files]
    return rank_ideas(paths[0] if len(paths) == 1 else paths, seed=seed)
