"""Arithmetic over named figures: the formulas behind computed figures, evaluated safely.

Only + - * / and parentheses over names and unit conversions; × ÷ − may be written too. Imports
only `briefstar.errors`.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from decimal import Decimal, DivisionByZero, InvalidOperation

from ..errors import UsageError

# Numbers that a formula may hold itself, because they convert units and claim nothing.
CONVERSIONS = frozenset({1, 7, 12, 24, 30, 52, 60, 100, 365, 1000, 3600})
_OPERATIONS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_SIGNS = str.maketrans({"×": "*", "·": "*", "÷": "/", "−": "-", "–": "-"})


def describe(formula: str) -> str:
    """The formula as a reader would write it: "returns × share × unit cost"."""
    return formula.replace("*", "×").replace("/", "÷").replace("_", " ")


def evaluate(
    formula: str, inputs: Mapping[str, tuple[Decimal, str | None]], unit: str | None = None
) -> Decimal:
    """The formula's value; inputs are (value, unit), "%" meaning hundredths in and out."""
    try:
        tree = ast.parse(formula.translate(_SIGNS).strip(), mode="eval")
        value = _walk(tree.body, inputs)
    except SyntaxError:
        raise UsageError(f"{formula!r} is not arithmetic over the inputs' names") from None
    except (DivisionByZero, InvalidOperation):
        raise UsageError(f"{formula!r} divides by zero with these inputs") from None
    unused = inputs.keys() - {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
    if unused:
        raise UsageError(f"{formula!r} does not use: {', '.join(sorted(unused))}")
    return value * 100 if unit == "%" else value


def _walk(node: ast.expr, inputs: Mapping[str, tuple[Decimal, str | None]]) -> Decimal:
    if isinstance(node, ast.Name):
        if node.id not in inputs:
            raise UsageError(f"the formula's {node.id!r} is not among its inputs")
        value, unit = inputs[node.id]
        return value / 100 if unit == "%" else value
    if isinstance(node, ast.Constant):
        if isinstance(node.value, int) and node.value in CONVERSIONS:
            return Decimal(node.value)
        raise UsageError(f"the formula's {node.value!r} must be a figure: assume it, with a note")
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_walk(node.operand, inputs)
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATIONS:
        left, right = _walk(node.left, inputs), _walk(node.right, inputs)
        return _OPERATIONS[type(node.op)](left, right)
    raise UsageError("a formula may hold only + - * / and parentheses over its inputs' names")
