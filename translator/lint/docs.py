"""The rules as a page for people: `python -m briefstar.translator.lint.docs > docs/rules.md`."""

from __future__ import annotations

from .engine import lint_text
from .loader import load_rules
from .schema import Bad, Rule


def page() -> str:
    """The whole page in Markdown, made from the rules' data alone."""
    rules = load_rules().values()
    rows = "".join(
        f"| [{r.id}](#{r.id.lower()}-{r.name}) | {r.name} | {r.severity} | {r.standard} |\n"
        for r in rules
    )
    return (
        "# Lint rules\n\n"
        "Generated from the rules' data by `python -m briefstar.translator.lint.docs`.\n\n"
        "`error` and `warning` make `briefstar lint` exit with code 1; `advice` is shown and\n"
        "fails only with `--strict`. Rule numbers of INCOSE's Guide to Writing Requirements\n"
        "(version 4) are cited where one matches; the words, reasons and examples are our own.\n\n"
        "| id | name | severity | standard |\n|---|---|---|---|\n"
        f"{rows}" + "".join(_section(rule) for rule in rules)
    )


def _section(rule: Rule) -> str:
    text = f"\n## {rule.id} {rule.name}\n\n{rule.why} {rule.hint}\n"
    if rule.groups:
        text += "\nLooks for, among others:\n\n"
        text += "".join(f"- {g.name}: {', '.join(g.words[:12])}\n" for g in rule.groups)
    text += "\n| found | rewrite |\n|---|---|\n"
    for bad in rule.bad:
        text += f"| {_cell(bad.text)} | {_cell(_rewrite(rule, bad))} |\n"
    text += "\nNot found:\n\n"
    return text + "".join(f"- {_escaped(good)}\n" for good in rule.good)


def _rewrite(rule: Rule, bad: Bad) -> str:
    """The rewrite of the finding that the example is about; some examples hold two."""
    start = bad.text.index(bad.span)
    found = [f for f in lint_text(bad.text) if f.rule == rule.id]
    return next(f.rewrite for f in found if f.start < start + len(bad.span) and start < f.end)


def _cell(text: str) -> str:
    return _escaped(text).replace("|", "\\|")


def _escaped(text: str) -> str:
    return text.replace("<", "&lt;").replace("*", "\\*")


if __name__ == "__main__":
    print(page(), end="")
