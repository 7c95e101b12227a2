"""Readable arithmetic: how an output's formula is checked and how it is shown.

Names, numbers, + - * / ** and a few functions; nothing else can be written. Pure.
"""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable, Mapping
from functools import cache
from statistics import NormalDist

_NOISE = 1e-9
"""What binary fractions may be off a whole number, as a share of it."""


def rounded_up(value: float) -> float:
    """The next whole number; what is one but for the noise of binary fractions stays."""
    return float(math.ceil(value - _NOISE * max(1.0, abs(value))))


def rounded_down(value: float) -> float:
    """The whole number below; what is one but for the noise of binary fractions stays."""
    return float(math.floor(value + _NOISE * max(1.0, abs(value))))


FUNCTIONS: Mapping[str, Callable[..., float]] = {
    "sqrt": math.sqrt,
    "exp": math.exp,
    "ln": math.log,
    "min": min,
    "max": max,
    "ceil": rounded_up,
    "floor": rounded_down,
    "z": NormalDist().inv_cdf,
}
"""`z(p)` is the standard normal quantile."""

_BINARY: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}


def evaluate(formula: str, names: Mapping[str, float]) -> float:
    """Return the value of a formula. Raises `ValueError` for what is not such arithmetic."""
    return _walk(_parsed(formula).body, names)


@cache
def names_in(formula: str) -> frozenset[str]:
    """The inputs and outputs that a formula speaks of."""
    names = {n.id for n in ast.walk(_parsed(formula)) if isinstance(n, ast.Name)}
    return frozenset(names - FUNCTIONS.keys())


def readable(formula: str) -> str:
    """The formula as people write it: "alerts × (1 − precision)"."""
    text = formula.replace("**", "^").replace("*", "×").replace("/", "÷")
    text = re.sub(r"(?<=[\w)\]] )-(?= )|(?<=[\w)])-(?=\w)", "−", text)
    return re.sub(r"(?<=[a-z0-9])_(?=[a-z0-9])", " ", text)


@cache
def _parsed(formula: str) -> ast.Expression:
    """The formula as a tree; simulations evaluate the same one thousands of times."""
    return ast.parse(formula, mode="eval")


def _walk(node: ast.expr, names: Mapping[str, float]) -> float:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return float(node.value)
    if isinstance(node, ast.Name) and node.id in names:
        return names[node.id]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_walk(node.operand, names)
    if isinstance(node, ast.BinOp) and type(node.op) in _BINARY:
        return _BINARY[type(node.op)](_walk(node.left, names), _walk(node.right, names))
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in FUNCTIONS
        and not node.keywords
    ):
        return FUNCTIONS[node.func.id](*(_walk(a, names) for a in node.args))
    raise ValueError(f"not arithmetic over known names: {ast.unparse(node)}")
