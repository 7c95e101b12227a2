"""The command line of the evaluation of briefs, and the files that it writes."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import BriefstarError, UsageError
from ..llm.endpoint import open_model
from ..translator.markdown import to_markdown
from .brief_eval import Evaluation, Row, evaluate
from .circumstances import circumstances
from .goals import load_goals
from .report import as_json, as_table, details

if TYPE_CHECKING:
    from ..llm.requests import ModelInfo

_REPEATED = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what an evaluation of briefs can be told, apart from split and result file."""
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N goals")
    parser.add_argument("--ids", default="", metavar="IDS", help="only these, as g001,g003")
    parser.add_argument("--direct", action="store_true", help="ask the direct way as well")
    parser.add_argument(
        "--repeat",
        type=int,
        default=_REPEATED,
        metavar="N",
        help=f"draft N of the goals twice ({_REPEATED})",
    )
    parser.add_argument("--model", help="a model's name, a GGUF file, or `embedded`")
    parser.add_argument("--base-url", metavar="URL", help="an OpenAI-compatible endpoint")
    parser.add_argument(
        "--save", type=Path, metavar="FOLDER", help="write the briefs of the tune half there"
    )


def run(args: argparse.Namespace, split: str) -> tuple[Evaluation, ModelInfo]:
    """Evaluate what the arguments say, telling each goal on stderr as it is done.

    Raises `UsageError` and `ModelError` before the first goal.
    """
    from ..cli.engine import spec_of

    if not find_spec("jsonschema"):
        raise UsageError("evaluating briefs needs jsonschema: pip install jsonschema")
    goals = load_goals(split, limit=args.limit, ids=[id for id in args.ids.split(",") if id])
    model = open_model(spec_of(args.model, args.base_url))
    done = evaluate(goals, model, direct=args.direct, repeat=args.repeat, on_row=_tell)
    if args.save:
        save(done.rows, args.save)
    return done, model.info


def save(rows: Sequence[Row], folder: Path) -> None:
    """Write the drafted briefs of the tune half, to be read."""
    folder.mkdir(parents=True, exist_ok=True)
    for row in rows:
        if row.brief and row.goal.split == "tune":
            file = folder / row.goal.id
            file.with_suffix(".md").write_text(to_markdown(row.brief), "utf-8")
            file.with_suffix(".json").write_text(row.brief.model_dump_json(indent=2), "utf-8")


def write_result(file: Path, result: Mapping[str, Any]) -> None:
    """Write a result file, with its folder if need be."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", "utf-8")


def main(argv: Sequence[str]) -> int:
    """Run `python -m briefstar.evals brief`; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m briefstar.evals brief")
    parser.add_argument("--split", choices=["tune", "held", "all"], required=True)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results there too")
    add_arguments(parser)
    args = parser.parse_args(argv)
    try:
        done, info = run(args, args.split)
    except BriefstarError as error:
        print(f"briefstar.evals: {error}", file=sys.stderr)
        return 2
    print(as_table(done))
    if args.json:
        told = circumstances("python -m briefstar.evals brief", argv, info)
        write_result(args.json, told | {"brief": as_json(done)})
    return 0


def _tell(what: str, row: Row) -> None:
    shown = f"{row.goal.id} {what:<6} {row.seconds:6.1f} s"
    print("; ".join([shown, *details(row)]), file=sys.stderr, flush=True)
