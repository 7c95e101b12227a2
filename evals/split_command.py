"""`python -m briefstar.evals coach|impact`: figures on one half of labelled data, by a model."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import BriefstarError
from ..llm.endpoint import open_model
from .brief_command import write_result
from .circumstances import circumstances

if TYPE_CHECKING:
    from ..llm.model import Model

SPLITS = ("tune", "held")


def main(name: str, argv: Sequence[str]) -> int:
    """Run one of the two; return the exit code."""
    from ..cli.engine import spec_of

    command = f"python -m briefstar.evals {name}"
    parser = argparse.ArgumentParser(prog=command)
    parser.add_argument("--split", choices=_splits(name), required=True)
    parser.add_argument("--limit", type=int, metavar="N", help="only N of each list, evenly spread")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results there too")
    parser.add_argument("--model", help="a model's name, a GGUF file, or `embedded`")
    parser.add_argument("--base-url", metavar="URL", help="an OpenAI-compatible endpoint")
    args = parser.parse_args(argv)
    try:
        model = open_model(spec_of(args.model, args.base_url))
        table, result = _evaluated(name, args.split, model, args.limit)
    except BriefstarError as error:
        print(f"briefstar.evals: {error}", file=sys.stderr)
        return 2
    print(table)
    if args.json:
        write_result(args.json, circumstances(command, argv, model.info) | {name: result})
        print(f"written to {args.json}")
    return 0


def _splits(name: str) -> Sequence[str]:
    """The halves, and for impacts the texts of other authors as well."""
    if name == "coach":
        return SPLITS
    from .impact_eval import text_sets

    return text_sets()


def _evaluated(
    name: str, split: str, model: Model, limit: int | None
) -> tuple[str, dict[str, Any]]:
    """The table to print and the result to keep."""
    if name == "coach":
        from . import coach_eval
        from .labelled import answers_sha256

        found = coach_eval.evaluate(split, model, _tell, limit)
        kept = found.as_dict() | {"answers_sha256": answers_sha256(split)}
        return coach_eval.as_table(found), kept
    from . import impact_eval

    result = impact_eval.evaluate(split, model, _tell, limit)
    return impact_eval.as_table(result), result


def _tell(text: str) -> None:
    print(text, file=sys.stderr)
