"""`briefstar library`: saved work; list, search, show, compare, export and delete."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import UsageError
from . import inputs
from .keeping import kept as kept_line
from .output import Format, Output, replace_file
from .terminal import put, say

if TYPE_CHECKING:
    from ..library.library import Library, Work
    from ..library.snippets import Piece

app = typer.Typer(
    help="Keep results, with every version: list, search, show, compare, export and delete.",
    rich_markup_mode=None,
    invoke_without_command=True,
)

Id = Annotated[str, typer.Argument(metavar="ID", help="The work, as `briefstar library` lists it.")]
Result = Annotated[
    str,
    typer.Argument(metavar="FILE", help="A JSON result of another command, or - for stdin."),
]


@app.callback()
def library(context: typer.Context) -> None:
    """List everything that is kept, last changed first."""
    if context.invoked_subcommand is None:
        with _open() as kept:
            works = kept.works()
        for work in works:
            put(_line(work))
        if not works:
            say("nothing is kept yet; add a result with: briefstar library add FILE")


@app.command()
def search(
    words: Annotated[str, typer.Argument(metavar="WORDS", help="All of them must stand in it.")],
    kind: Annotated[
        str | None, typer.Option(metavar="KIND", help="brief, impact, ranking or grade.")
    ] = None,
    most: Annotated[int, typer.Option(metavar="N", min=1, help="How many to show.")] = 20,
) -> None:
    """Find work by words of its title or its text; the best comes first, with where they stand."""
    with _open() as kept:
        found = kept.works(words, kind=kind)
        snippets = kept.snippets(found[:most], words)
        for work in found[:most]:
            put(_line(work))
            if pieces := snippets.get(work.id):
                put(f"  {''.join(map(_shown, pieces))}\n")
    if not found:
        say("nothing found")
    elif len(found) > most:
        say(f"{len(found) - most} more: add a word, or --most {len(found)}")


@app.command()
def add(
    file: Result,
    to: Annotated[
        str | None, typer.Option("--to", metavar="ID", help="Keep it as this work's next version.")
    ] = None,
) -> None:
    """Keep a brief, impact, ranking or grade that a command wrote as JSON."""
    from ..library.kinds import read_result

    result = read_result(inputs.read_json(file, "result"), file)
    with _open() as kept:
        version = kept.save(result, to=to)
    say(kept_line(version))


@app.command()
def show(
    id: Id,
    version: Annotated[int | None, typer.Option(help="By default the newest.")] = None,
    format: Annotated[Format | None, typer.Option(help="How to write it.")] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file.")
    ] = None,
) -> None:
    """Write a version of a work."""
    destination = Output(output, format)
    with _open() as kept:
        found = kept.get(id, version)
    destination.write(
        found.result.model_dump_json(indent=2) + "\n"
        if destination.format is Format.json
        else found.markdown
    )


@app.command("convert")
def convert_(
    id: Id,
    output: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="Replaced when complete; its suffix names the form."),
    ],
    form: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="FORM",
            help="html (prints well), docx, confluence (storage format) or notion (blocks as "
            "JSON) for the document; jira (CSV), linear (CSV), github (an issue's text) or ics "
            "(calendar) for what is left to do; by default what the suffix says.",
        ),
    ] = None,
    version: Annotated[int | None, typer.Option(help="By default the newest.")] = None,
    on: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="With --to ics: the day of the review."),
    ] = None,
) -> None:
    """Write a work for Word, a browser, Confluence or Notion, or its tasks for a tracker."""
    from ..library.formats import SUFFIXES, Form, TaskForm, convert, convert_result

    wanted = str(form or SUFFIXES.get(output.suffix.lower(), ""))
    if wanted not in {*Form, *TaskForm}:
        raise UsageError(f"say the form: --to {', '.join([*Form, *TaskForm])}")
    if on and wanted != TaskForm.ics:
        raise UsageError("--on is the day of a review in a calendar: give it with --to ics")
    day = _day(on) if on else None
    with _open() as kept:
        found = kept.get(id, version)
    if wanted in set(TaskForm):
        written = convert_result(found.result, TaskForm(wanted), on=day, id=id, at=found.at)
    else:
        written = convert(found.markdown, Form(wanted))
    replace_file(output, [written])
    say(f"written to {output}")


@app.command()
def diff(
    id: Id,
    old: Annotated[int, typer.Argument(metavar="OLD", help="A version.")],
    new: Annotated[int | None, typer.Argument(metavar="NEW", help="By default the newest.")] = None,
) -> None:
    """Show what changed between two versions."""
    with _open() as kept:
        changed = kept.differences(id, old, new)
    if changed:
        put(changed)
    else:
        say("nothing changed")


@app.command()
def rename(
    id: Id, title: Annotated[str, typer.Argument(metavar="TITLE", help="The new title.")]
) -> None:
    """Give a work another title."""
    with _open() as kept:
        kept.rename(id, title)
    say("renamed")


@app.command()
def delete(
    id: Id, yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False
) -> None:
    """Delete a work with all its versions; there is no way back."""
    with _open() as kept:
        kept.get(id)
        if not yes and not typer.confirm(f"Delete {id} with all its versions?"):
            say("nothing was deleted")
            return
        kept.delete(id)
    say("deleted")


@app.command()
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Replaced when complete.")],
) -> None:
    """Write all work, practice sessions and stories to one JSON file, which `import` takes."""
    from ..library.exported import counted

    with _open() as kept:
        everything = kept.export()
    replace_file(file, [json.dumps(everything, ensure_ascii=False, indent=1).encode()])
    say(f"{counted(everything)} written to {file}")


@app.command("import")
def import_(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="What `export` wrote, or - for stdin.")
    ],
) -> None:
    """Add what `export` wrote, all of it or nothing; what is here already stays as it is."""
    given = inputs.read_json(file, "export", inputs.MAX_EXPORT)
    with _open() as kept:
        loaded = kept.load(given)
    say(str(loaded))


def _day(given: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise UsageError(f"--on takes a day such as 2027-03-01, not {given!r}") from None


def _line(work: Work) -> str:
    many = f", {work.versions} versions" if work.versions > 1 else ""
    return f"- `{work.id}` {work.title} ({work.kind}{many}, {work.changed_at[:10]})\n"


def _shown(piece: Piece) -> str:
    """Return a piece of a snippet as Markdown, its outer spaces kept; what was found is bold."""
    from ..escape import markdown

    inner = markdown(piece.text)
    if piece.found:
        return f"**{inner}**"
    return f"{' ' if piece.text[:1] == ' ' else ''}{inner}{' ' if piece.text[-1:] == ' ' else ''}"


def _open() -> Library:
    from ..library.library import Library

    return Library()
