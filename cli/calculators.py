"""`briefstar calculators` and `briefstar calculate`: the arithmetic, without any model."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from ..errors import UsageError
from .output import Format
from .terminal import put

_EXAMPLE = 'briefstar calculate payback investment="90k USD" saving="9k USD" running="1k USD"'


def calculators(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Explain one: inputs, formulas, source.")
    ] = None,
) -> None:
    """List the calculators, or explain one."""
    from ..calculators import everything, get
    from ..calculators.writing import explained

    if name is not None:
        put(explained(get(name)))
        return
    listed = everything().values()
    family = None
    for each in listed:
        if each.family != family:
            family = each.family
            put(f"\n## {family.capitalize()}\n\n")
        put(f"- `{each.id}` {each.title}\n")
    put(f"\n{len(listed)} calculators; explain one with: briefstar calculators NAME\n")


def calculate(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="One of `briefstar calculators`.")
    ] = None,
    inputs: Annotated[
        list[str] | None,
        typer.Argument(metavar="KEY=VALUE…", help='Such as precision=20% or weeks="3 to 5".'),
    ] = None,
    format: Annotated[Format, typer.Option(help="How to write it.")] = Format.markdown,
    seed: Annotated[int, typer.Option(help="Of the draws behind ranges.")] = 7,
) -> None:
    """Compute a figure with its formula; no model is asked."""
    from ..calculators import calculate as run
    from ..calculators.writing import to_dict, to_markdown

    if name is None:
        raise UsageError(f"which calculator? As in: {_EXAMPLE}")
    given = dict(_pair(text) for text in inputs or ())
    result = run(name, given, seed=seed)
    if format is Format.json:
        put(json.dumps(to_dict(result), indent=2, ensure_ascii=False) + "\n")
        return
    put(to_markdown(result))


def _pair(text: str) -> tuple[str, str]:
    key, sign, value = text.partition("=")
    if not sign or not key.strip() or not value.strip():
        raise UsageError(f"{text!r} is not KEY=VALUE, as in: {_EXAMPLE}")
    return key.strip(), value.strip()
