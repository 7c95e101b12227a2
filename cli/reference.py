"""Write what is generated from the code: `docs/cli.md` from the commands' help, and the schemas.

Run `python -m briefstar.cli.reference` after a change to a command or a result type; a test
fails until then.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .terminal import say

_INTRODUCTION = """\
# The command line

Generated from the commands' help by `python -m briefstar.cli.reference`.

Documents go to standard output, progress and errors to standard error. Exit codes: 0 all is
well; 1 the command's own verdict was bad (a batch with errors in it, a set-up that would fail);
2 a mistake in how it was called; 3 the model or its endpoint failed; 4 another error; 70 an
error that nobody foresaw (`--debug` shows where); 130 stopped by Ctrl-C; 141 the reader of the
output closed it.
"""


def reference() -> str:
    """Return the reference of all commands as Markdown."""
    from typer.main import get_command

    from .app import app

    return "\n".join([_INTRODUCTION, *_pages("briefstar", get_command(app))])


def documents() -> dict[str, str]:
    """Return the generated documents by their path in the repository."""
    from .schema import (
        brief_schema_text,
        grade_schema_text,
        impact_schema_text,
        ranking_schema_text,
    )

    return {
        "docs/cli.md": reference(),
        "docs/schemas/brief.json": brief_schema_text(),
        "docs/schemas/grade.json": grade_schema_text(),
        "docs/schemas/impact.json": impact_schema_text(),
        "docs/schemas/ranking.json": ranking_schema_text(),
    }


def _pages(name: str, command: Any) -> Iterator[str]:
    yield f"## `{name}`\n\n{inspect.cleandoc(command.help or '')}\n"
    rows = [_row(p) for p in command.params if not getattr(p, "hidden", False)]
    if rows:
        yield "\n".join(["| | |", "| --- | --- |", *rows]) + "\n"
    for child in getattr(command, "commands", {}).values():
        yield from _pages(f"{name} {child.name}", child)


def _row(param: Any) -> str:
    names = ""
    if param.param_type_name == "option":
        names = ", ".join([*sorted(param.opts, key=len), *param.secondary_opts])
    shown = param.metavar or ("" if param.is_flag else "|".join(_choices(param)))
    head = f"`{f'{names} {shown}'.strip()}`".replace("|", "\\|")
    default = param.default
    tail = f" Default: {getattr(default, 'value', default)}." if _tells(default) else ""
    return f"| {head} | {(param.help or '').replace('|', chr(92) + '|')}{tail} |"


def _choices(param: Any) -> list[str]:
    return [str(getattr(c, "value", c)) for c in param.type_descriptor.choices or ()]


def _tells(default: Any) -> bool:
    return default is not None and not isinstance(default, (bool, list, tuple))


def write(root: Path) -> list[Path]:
    """Write the documents under `root`; return those that changed."""
    changed = []
    for name, text in documents().items():
        path = root / name
        if not path.exists() or path.read_text("utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            changed.append(path)
    return changed


if __name__ == "__main__":
    for path in write(Path(sys.argv[1] if len(sys.argv) > 1 else ".")):
        say(f"wrote {path}")
