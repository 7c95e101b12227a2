"""Write a calculator, and what it computed, as Markdown or JSON values."""

from __future__ import annotations

from typing import Any

from .display import named, natural, phrase, told, told_range
from .formulas import readable
from .model import Calculator
from .run import Figure, Result
from .sensitivity import sensitivity
from .units import in_words


def explained(calculator: Calculator) -> str:
    """Return what a calculator takes and gives, with its source, as Markdown."""
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


def to_markdown(result: Result) -> str:
    """Return a calculation with its formulas, what was assumed and what matters most."""
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
    lines.append(f"\nSource: {result.calculator.source}\n")
    return "\n".join([*lines, *_swings(result)])


def _swings(result: Result) -> list[str]:
    swings = [swing for swing in sensitivity(result) if swing.width][:3]
    if not swings or not result.main:
        return []
    lines = ["## What matters most\n"]
    for swing in swings:
        ends = [_figure_text(result, result.main, at) for at in (swing.at_low, swing.at_high)]
        means = result.calculator.inputs[swing.input].means
        lines.append(f"- {means}: {ends[0]} to {ends[1]}")
    return [*lines, ""]


def _spread(result: Result, figure: Figure) -> str:
    return told_range(figure.low, figure.high, figure.output.unit, result.currency)


def _figure_text(result: Result, figure: Figure, value: float) -> str:
    return told(value, figure.output.unit, result.currency)


def _input_text(result: Result, key: str) -> str:
    value = result.inputs[key].value
    return told(value, result.calculator.inputs[key].unit, result.currency)


def to_dict(result: Result) -> dict[str, Any]:
    """Return a calculation as JSON values, in natural units (shares in %)."""
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
