"""`briefstar lint`: findings of the requirement rules in a file, for people, programs and CI."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import UsageError
from .inputs import read_file, read_stdin
from .terminal import one_line, put, say

if TYPE_CHECKING:
    from ..translator.lint import Finding


class Format(StrEnum):
    """How the findings are written."""

    text = "text"
    json = "json"
    github = "github"


def lint(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A Markdown or text file, or - for stdin.")
    ],
    format: Annotated[
        Format, typer.Option(help="text for people, json for programs, github for workflows.")
    ] = Format.text,
    strict: Annotated[bool, typer.Option("--strict", help="Let advice fail as well.")] = False,
) -> None:
    """Find wording that two people would test differently; exit code 1 if there is any.

    Works on any brief, requirement or PRD text, without a model and without a network.
    """
    text, name = _read(file)
    from ..translator.lint import lint_text, load_rules

    findings = lint_text(text)
    if format is Format.json:
        names = {rule.id: rule.name for rule in load_rules().values()}
        rows = [{"file": name, "name": names[f.rule], **asdict(f)} for f in findings]
        put(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")
    elif format is Format.github:
        put("".join(_annotation(f, name) for f in findings))
    else:
        put("".join(_paragraph(f, name) for f in findings))
        say(_summary(findings))
    if any(strict or f.severity != "advice" for f in findings):
        raise typer.Exit(1)


def _read(file: str) -> tuple[str, str]:
    """Return the text and the name to report it by."""
    if file == "-":
        return read_stdin("text"), "<stdin>"
    if not Path(file).expanduser().exists():
        raise UsageError(f"no file {file}: name a text file, or - for standard input")
    return read_file(Path(file), "text"), file


def _paragraph(finding: Finding, file: str) -> str:
    from ..translator.lint import load_rules

    f, rule = finding, load_rules()[finding.rule]
    by = "" if f.standard == "ours" else f", {f.standard}"
    return (
        f'{file}:{f.line}:{f.column}: {f.rule} {f.severity}: "{one_line(f.text)}"'
        f" ({rule.name}{by})\n"
        f"    why: {f.why}\n"
        f"    rewrite: {one_line(f.rewrite)}\n"
    )


def _summary(findings: list[Finding]) -> str:
    if not findings:
        return "no findings"
    count = Counter(str(f.severity) for f in findings)
    names = (
        ("error", "error", "errors"),
        ("warning", "warning", "warnings"),
        ("advice", "piece of advice", "pieces of advice"),
    )
    parts = (f"{n} {one if n == 1 else more}" for key, one, more in names if (n := count[key]))
    return ", ".join(parts)


_LEVELS = {"error": "error", "warning": "warning", "advice": "notice"}


def _annotation(finding: Finding, file: str) -> str:
    """One workflow command, escaped as GitHub's runner unescapes it."""
    from ..translator.lint import load_rules

    f = finding
    breaks = list(re.finditer(r"\r\n|\n|\r", f.text))
    column = len(f.text) - breaks[-1].end() if breaks else f.column - 1 + len(f.text)
    properties = {
        "file": file,
        "line": f.line,
        "endLine": f.line + len(breaks),
        "col": f.column,
        "endColumn": column,
        "title": f"{f.rule} {load_rules()[f.rule].name}",
    }
    if file == "<stdin>":
        del properties["file"]
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    message = f"{one_line(f.text)}: {f.why}\nRewrite: {one_line(f.rewrite)}"
    return f"::{_LEVELS[f.severity]} {listed}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
