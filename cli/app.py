"""All commands under one name. Each is a thin file; what is heavy is imported when it runs."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from . import (
    batch_brief,
    batch_grade,
    batch_impact,
    brief,
    calculators,
    doctor,
    feasibility,
    grade,
    history,
    impact,
    library,
    lint,
    mcp,
    model,
    playbook,
    practice,
    publish,
    questions,
    schema,
    stories,
    ui,
)

app = typer.Typer(name="briefstar", rich_markup_mode=None, add_completion=False)
batch = typer.Typer(
    help="Run one command over many lines of a JSONL file, resumably.",
    rich_markup_mode=None,
)
schemas = typer.Typer(
    help="Print the JSON Schema of what a command writes.",
    rich_markup_mode=None,
)


@app.callback(invoke_without_command=True)
def briefstar(
    context: typer.Context,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show where an unexpected error happened.")
    ] = False,
    version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False,
) -> None:
    """From a vague goal to a brief that product and engineering can both sign."""
    if debug:
        os.environ["BRIEFSTAR_DEBUG"] = "1"
    if version:
        from importlib.metadata import version as version_of

        typer.echo(f"briefstar {version_of('briefstar')}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


app.command("brief")(brief.brief)
app.add_typer(batch, name="batch")
batch.command("brief")(batch_brief.batch_brief)
batch.command("grade")(batch_grade.batch_grade)
batch.command("impact")(batch_impact.batch_impact)
app.command("grade")(grade.grade)
app.command("practice")(practice.practice)
app.command("questions")(questions.questions)
app.add_typer(stories.app, name="stories")
app.add_typer(library.app, name="library")
app.add_typer(publish.app, name="publish")
app.command("progress")(history.progress)
app.command("forget")(history.forget)
app.command("lint")(lint.lint)
app.command("doctor")(doctor.doctor)
app.add_typer(schemas, name="schema")
schemas.command("brief")(schema.schema_brief)
schemas.command("impact")(schema.schema_impact)
schemas.command("grade")(schema.schema_grade)
schemas.command("ranking")(schema.schema_ranking)
app.command("impact")(impact.impact)
app.command("calculate")(calculators.calculate)
app.command("calculators")(calculators.calculators)
app.command("feasibility")(feasibility.feasibility)
app.command("playbook")(playbook.playbook)
app.add_typer(model.app, name="model")
app.command("ui")(ui.ui)
app.command("mcp")(mcp.mcp)
