"""`briefstar stories`: the stories that one keeps for interviews."""

from __future__ import annotations

from typing import Annotated

import typer

from . import inputs
from .terminal import put, say

app = typer.Typer(
    help="Keep stories for interviews: list, add, remove, and find one that fits a question.",
    rich_markup_mode=None,
    invoke_without_command=True,
)


@app.callback()
def stories(context: typer.Context) -> None:
    """List the stories, and the competencies that none of them covers."""
    if context.invoked_subcommand is not None:
        return
    from ..coach import stories as bank_of_stories
    from ..coach.bank import load_bank
    from ..storage.store import Store

    with Store() as store:
        kept = bank_of_stories.kept(store)
    for story in kept:
        level = "" if story.overall is None else f", graded {story.overall:.1f}"
        put(f"- `{story.id}` {story.title} ({', '.join(story.competencies)}{level})\n")
    open_ones = bank_of_stories.uncovered(kept, load_bank())
    if open_ones:
        put("\nNo story yet for:\n" + "".join(f"- {c.name} ({c.competency})\n" for c in open_ones))


@app.command()
def add(
    title: Annotated[str, typer.Argument(metavar="TITLE", help="A short title; it makes the id.")],
    text: Annotated[
        str, typer.Option("--text", metavar="TEXT", help="The story: a text, @FILE, or -.")
    ],
    competency: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID",
            help="What it shows. May be repeated; by default the two that it is nearest to.",
        ),
    ] = None,
) -> None:
    """Keep a story."""
    from ..coach.bank import load_bank
    from ..coach.stories import keep
    from ..storage.store import Store

    told = inputs.read_argument(text, "story")
    with Store() as store:
        story = keep(store, title, told, tuple(competency or ()), load_bank())
    say(f"kept as {story.id}, for {', '.join(story.competencies)}")


@app.command()
def take(
    title: Annotated[str, typer.Argument(metavar="TITLE", help="A short title; it makes the id.")],
    question: Annotated[
        str, typer.Option("--question", metavar="ID", help="The question that was practised.")
    ],
) -> None:
    """Keep the last practised answer to a question as a story."""
    from ..coach.bank import load_bank
    from ..coach.progress import attempts
    from ..coach.stories import keep
    from ..errors import UsageError
    from ..storage.store import Store

    bank = load_bank()
    with Store() as store:
        told = [a for a in attempts(store, bank) if a.question == question]
        if not told:
            raise UsageError(f"no practised answer to {question!r}; see: briefstar progress")
        home = bank.competency_of(question).competency
        story = keep(store, title, told[-1].grade.answer, (home,), bank, told[-1].grade)
    say(f"kept as {story.id}, for {', '.join(story.competencies)}")


@app.command()
def remove(
    id: Annotated[str, typer.Argument(metavar="ID", help="The story's id.")],
) -> None:
    """Delete a story."""
    from ..coach.stories import forget
    from ..storage.store import Store

    with Store() as store:
        forget(store, id)
    say(f"deleted {id}")


@app.command()
def fit(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="The id of a question.")],
) -> None:
    """Say which stories fit a question, and how to angle them."""
    from ..coach.bank import load_bank
    from ..coach.stories import fits, kept
    from ..errors import UsageError
    from ..storage.store import Store

    bank = load_bank()
    asked = bank.get(question)
    with Store() as store:
        listed = kept(store)
    if not listed:
        raise UsageError("no stories are kept yet; add one with: briefstar stories add")
    put(f"# {asked.text}\n")
    for found in fits(listed, asked, bank)[:3]:
        how = "tagged for it" if found.tagged else "not tagged for it"
        put(f"\n## {found.title} ({how}, likeness {found.likeness:.2f})\n\n")
        put(f"> {found.passage.text}\n\n" + "".join(f"- {line}\n" for line in found.angle))
