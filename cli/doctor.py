"""`briefstar doctor`: which endpoint and model would be used, why, and what is wrong if it is."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from .engine import BaseUrlOption, ModelOption, spec_of
from .terminal import harmless, put

if TYPE_CHECKING:
    from ..llm.doctor import Report


class Format(StrEnum):
    """How the report is written."""

    text = "text"
    json = "json"


def doctor(
    format: Annotated[Format, typer.Option(help="How to write the report.")] = Format.text,
    model: ModelOption = None,
    base_url: BaseUrlOption = None,
) -> None:
    """Say which endpoint and model would be used, and why; exit code 1 if a job would fail."""
    from ..llm.doctor import diagnose

    report = diagnose(spec=spec_of(model, base_url))
    if format is Format.json:
        put(report.model_dump_json(indent=2) + "\n")
    else:
        put(_as_text(report))
    if not report.ok:
        raise typer.Exit(1)


def _as_text(report: Report) -> str:
    lines = [
        f"model     {report.model}",
        f"endpoint  {report.endpoint}",
        f"because   {report.reason}",
    ]
    for check in report.checks:
        mark = "ok  " if check.ok else ("BAD " if check.needed else "note")
        lines.append(f"{mark}  {check.name}: {check.detail}")
        if check.fix and not check.ok:
            lines.append(f"      to mend it: {check.fix}")
    lines.append("A brief can be drafted." if report.ok else "No brief can be drafted like this.")
    return harmless("\n".join(lines) + "\n")
