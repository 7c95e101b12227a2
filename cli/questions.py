"""`briefstar questions`: the question bank."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from .output import Format
from .terminal import put


def questions(
    id: Annotated[
        str | None, typer.Argument(metavar="ID", help="Show all that is known of one question.")
    ] = None,
    role: Annotated[str | None, typer.Option(metavar="ROLE", help="Only for this role.")] = None,
    level: Annotated[str | None, typer.Option(metavar="LEVEL", help="Only for this level.")] = None,
    competency: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Only this competency. May be repeated."),
    ] = None,
    own: Annotated[
        Path | None,
        typer.Option("--own", metavar="FILE.yaml", help="Questions of your own, beside the bank."),
    ] = None,
    format: Annotated[Format, typer.Option(help="How to list them.")] = Format.markdown,
) -> None:
    """List the questions that fit, or show one with its checklist and probes."""
    from ..coach.bank import load_bank

    bank = load_bank(own)
    if id is not None:
        question = bank.get(id)
        if format is Format.json:
            put(json.dumps(question.model_dump(mode="json"), indent=2, ensure_ascii=False) + "\n")
            return
        checks = "".join(f"- {check.ask}\n" for check in question.checklist)
        probes = "".join(f"- {probe}\n" for probe in question.probes)
        put(
            f"# {question.text}\n\n{bank.competency_of(id).name}; {question.kind}; "
            f"{', '.join(question.roles)}; {', '.join(question.levels)}; for a "
            f"{question.audience} audience.\n\n{question.shows}\n\n## Checklist\n\n{checks}\n"
            f"## Probes\n\n{probes}"
        )
        return
    found = bank.select(role, level, tuple(competency or ()))
    if format is Format.json:
        listed = [q.model_dump(mode="json") for q in found]
        put(json.dumps(listed, indent=2, ensure_ascii=False) + "\n")
        return
    for home in bank.competencies:
        rows = [q for q in found if bank.competency_of(q.id) is home]
        if rows:
            put(f"\n## {home.name} ({home.competency})\n\n")
            put("".join(f"- `{q.id}` {q.text}\n" for q in rows))
    put(f"\n{len(found)} of {len(bank.questions)} questions\n")
