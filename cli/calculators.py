"""`briefstar calculators` and `briefstar calculate`: the arithmetic, without any model."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import UsageError
from .output import Format
from .terminal import put

if TYPE_CHECKING:
    from ..calculators import Calculator, Figure, Result

_EXAMPLE = 'briefstar calculate payback investment="90k USD" saving="9k USD" running="1k USD"'


def calculators(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Explain one: inputs, formulas, source.")
    ] = None,
) -> None:
    """List the calculators, or explain one."""
    from ..calculators import everything, get

    if name is not None:
        put(_explained(get(name)))
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
    from ..calculators import sensitivity

    if name is None:
        raise UsageError(f"which calculator? As in: {_EXAMPLE}")
    given = dict(_pair(text) for text in inputs or ())
    result = run(name, given, seed=seed)
    if format is Format.json:
        put(json.dumps(_as_dict(result), indent=2, ensure_ascii=False) + "\n")
        return
    put(_told(result))
    swings = [s for s in sensitivity(result) if s.width][:3]
    if swings and result.main:
        put("\n## What matters most\n\n")
        for swing in swings:
            ends = [_figure_text(result, result.main, at) for at in (swing.at_low, swing.at_high)]
            put(f"- {result.calculator.inputs[swing.input].means}: {ends[0]} to {ends[1]}\n")


def _pair(text: str) -> tuple[str, str]:
    key, sign, value = text.partition("=")
    if not sign or not key.strip() or not value.strip():
        raise UsageError(f"{text!r} is not KEY=VALUE, as in: {_EXAMPLE}")
    return key.strip(), value.strip()


def _explained(calculator: Calculator) -> str:
    from ..calculators.display import told
    from ..calculators.formulas import readable
    from ..calculators.units import in_words

    lines = [f"# {calculator.title} (`{calculator.id}`)\n", calculator.about, "\n## Inputs\n"]
    for key, wanted in calculator.inputs.items():
        default = ""
        if wanted.default:
            d = wanted.default
            low, at, high = (told(v, wanted.unit) for v in (d.low, d.value, d.high))
            default = f"; assumed {at} ({low} to {high}): {d.source}"
        lines.append(f"- `{key}` {wanted.means}, {in_words(wanted.unit)}{default}")
    lines.append("\n## Figures\n")
    for output in calculator.outputs:
        steps = f" ({output.steps})" if output.steps else ""
        lines.append(f"- `{output.name}` = {readable(output.formula)}{steps}: {output.means}")
    return "\n".join([*lines, f"\nSource: {calculator.source}\n"])


def _told(result: Result) -> str:
    from ..calculators.display import phrase
    from ..calculators.formulas import readable

    lines = [f"# {result.calculator.title}\n"]
    for figure in result.figures:
        output = figure.output
        spread = f" ({_spread(result, figure)})" if figure.low != figure.high else ""
        formula = f"{output.name} = {output.formula}"
        line = phrase(figure.value, output.unit, result.currency, output.means) + spread
        lines.append(f"- {f'**{line}**' if figure.output.main else line}: {readable(formula)}")
    assumed = [(k, v) for k, v in result.inputs.items() if v.source == "assumed"]
    if assumed:
        lines.append("\n## Assumed\n")
        for key, value in assumed:
            lines.append(f"- {_input_text(result, key)} for {key}: {value.note}")
    return "\n".join([*lines, f"\nSource: {result.calculator.source}\n"])


def _spread(result: Result, figure: Figure) -> str:
    from ..calculators.display import told_range

    return told_range(figure.low, figure.high, figure.output.unit, result.currency)


def _figure_text(result: Result, figure: Figure, value: float) -> str:
    from ..calculators.display import told

    return told(value, figure.output.unit, result.currency)


def _input_text(result: Result, key: str) -> str:
    from ..calculators.display import told

    value = result.inputs[key].value
    return told(value, result.calculator.inputs[key].unit, result.currency)


def _as_dict(result: Result) -> dict[str, Any]:
    from ..calculators.display import named, natural

    return {
        "calculator": result.calculator.id,
        "source": result.calculator.source,
        "inputs": [
            {
                "name": key,
                "value": natural(v.value, result.calculator.inputs[key].unit),
                "low": natural(v.low, result.calculator.inputs[key].unit),
                "high": natural(v.high, result.calculator.inputs[key].unit),
                "unit": named(result.calculator.inputs[key].unit, result.currency),
                "source": v.source,
                "note": v.note,
            }
            for key, v in result.inputs.items()
        ],
        "figures": [
            {
                "name": f.output.name,
                "value": natural(f.value, f.output.unit),
                "low": natural(f.low, f.output.unit),
                "high": natural(f.high, f.output.unit),
                "unit": named(f.output.unit, result.currency),
                "formula": f"{f.output.name} = {f.output.formula}",
                "means": f.output.means,
                "source": "computed",
            }
            for f in result.figures
        ],
    }
