"""Formulas: a step as arithmetic over names, with the numbers that its units come to. Pure."""

from __future__ import annotations

import ast
from collections.abc import Collection
from dataclasses import dataclass, replace

from ....calculators import Calculator, Output
from .items import Item
from .shown import Shown


@dataclass(slots=True)
class Named:
    """An item under its names: one, or two where a contrast stands in it."""

    names: list[str]
    shown: Shown


def self_contained(output: Output, calculator: Calculator, without: Collection[str]) -> Output:
    """Return an output whose formula names none of the outputs in `without`."""
    formulas = {o.name: o.formula for o in calculator.outputs if o.name in without}

    class Written(ast.NodeTransformer):
        def visit_Name(self, node: ast.Name) -> ast.expr:
            if node.id not in formulas:
                return node
            inner: ast.expr = self.visit(ast.parse(formulas[node.id], mode="eval").body)
            return inner

    tree = Written().visit(ast.parse(output.formula, mode="eval"))
    return replace(output, formula=ast.unparse(tree))


def formula_of(item: Item, a: Named, b: Named, at: int, unit: Shown) -> str:
    """Return the formula of a step over the names of its two parts, on side `at` of a contrast."""
    left, right = (n.names[at if len(n.names) > 1 else 0] for n in (a, b))
    x, y = (
        n.shown.number(p.values[at if len(p.values) > 1 else 0])
        for n, p in zip((a, b), item.parts, strict=True)
    )
    value = (item.exact or item.values)[at]
    wanted = unit.number(value)
    if item.step in ("add", "sub"):
        sign = "+" if item.step == "add" else "-"
        if item.parts[1].type == "often" and not b.shown.inverse:
            right, y = f"1 / {right}", 1 / y
        return f"{left} {sign} {scaled(right, abs(wanted - x) / y if y else 1.0)}"
    if item.step.startswith("share-"):
        part = {"share-part": right, "share-rest": f"(1 - {right})", "share-more": f"(1 + {right})"}
        return f"{left} * {part[item.step]}"
    divided = item.step in ("need", "lasts", "buys", "ratio") or _is_quotient(item)
    divided = divided != b.shown.inverse
    plain = x / y if divided else x * y
    if a.shown.inverse:
        left, right, plain, divided = right, left, y / x, True
    formula = f"{left} / {right}" if divided else f"{left} * {right}"
    formula = scaled(formula, wanted / plain if plain else 1.0)
    if not item.exact:
        return formula
    return f"{'ceil' if item.step == 'need' else 'floor'}({formula})"


def _is_quotient(item: Item) -> bool:
    """Whether a step of capacity divides hours by the time for one."""
    return (
        item.step in ("capacity", "team")
        and item.parts[1].type == "effort"
        and (item.type == "flow")
    )


def scaled(formula: str, times: float) -> str:
    """A formula times the number that its units come to: "… / 60"."""
    if abs(times - 1) < 1e-6:
        return formula
    over = 1 / times if times else 0.0
    if abs(over - round(over)) < 1e-6 * over:
        return f"{formula} / {round(over)}"
    if abs(times - round(times)) < 1e-6 * times:
        return f"{formula} * {round(times)}"
    return f"{formula} * {times:.10g}"
