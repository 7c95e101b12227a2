"""`python -m briefstar.evals coach`: the coach's figures on a half of the labelled answers."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from ..errors import BriefstarError
from ..llm.endpoint import open_model
from .brief_command import write_result
from .circumstances import circumstances
from .coach_eval import as_table, evaluate
from .labelled import SPLITS, answers_sha256


def main(argv: Sequence[str]) -> int:
    """Run the command; return the exit code."""
    from ..cli.engine import spec_of

    parser = argparse.ArgumentParser(prog="python -m briefstar.evals coach")
    parser.add_argument("--split", choices=SPLITS, required=True)
    parser.add_argument("--limit", type=int, metavar="N", help="only N of each list, evenly spread")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results there too")
    parser.add_argument("--model", help="a model's name, a GGUF file, or `embedded`")
    parser.add_argument("--base-url", metavar="URL", help="an OpenAI-compatible endpoint")
    args = parser.parse_args(argv)
    try:
        model = open_model(spec_of(args.model, args.base_url))
        found = evaluate(args.split, model, lambda text: print(text, file=sys.stderr), args.limit)
    except BriefstarError as error:
        print(f"briefstar.evals: {error}", file=sys.stderr)
        return 2
    print(as_table(found))
    if args.json:
        told = circumstances("python -m briefstar.evals coach", argv, model.info)
        result = found.as_dict() | {"answers_sha256": answers_sha256(args.split)}
        write_result(args.json, told | {"coach": result})
        print(f"written to {args.json}")
    return 0
