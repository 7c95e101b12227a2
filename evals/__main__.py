"""Measure quality, of your own model too: brief, lint, coach, impact, fit, fit-impact or all."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from ..errors import BriefstarError

RESULTS = Path("evals/results/evals.json")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the evaluation that is named; return the exit code."""
    name, *rest = [*(sys.argv[1:] if argv is None else argv)] or ["--help"]
    if name == "brief":
        from .brief_command import main as brief_main

        return brief_main(rest)
    if name == "lint":
        from .lint_eval import main as lint_main

        return lint_main(rest)
    if name in ("coach", "impact"):
        from .split_command import main as split_main

        return split_main(name, rest)
    if name == "fit":
        from .fit import main as fit_main

        return fit_main(rest)
    if name == "fit-impact":
        from .impact_fit import main as fit_impact_main

        return fit_impact_main(rest)
    if name == "all":
        return _all(rest)
    print(f"{__doc__}\nEach takes --help.", file=sys.stderr)
    return 0 if name in ("-h", "--help") else 2


def _all(argv: Sequence[str]) -> int:
    """Evaluate briefs and linter on both halves, and write one result file."""
    from . import lint_eval
    from .brief_command import add_arguments, run, write_result
    from .circumstances import circumstances
    from .report import as_json, as_table

    parser = argparse.ArgumentParser(prog="python -m briefstar.evals all")
    parser.add_argument("--json", type=Path, metavar="FILE", default=RESULTS)
    add_arguments(parser)
    args = parser.parse_args(argv)
    linted = {s: lint_eval.evaluate(lint_eval.load_entries(s)) for s in ("tune", "held")}
    for split, report in linted.items():
        print(lint_eval.describe(report, split), end="\n\n", flush=True)
    try:
        done, info = run(args, "all")
    except BriefstarError as error:
        print(f"briefstar.evals: {error}", file=sys.stderr)
        return 2
    print(as_table(done))
    result = circumstances("python -m briefstar.evals all", argv, info) | {
        "brief": as_json(done),
        "lint": {
            split: {
                "total": report.total,
                "clean": report.clean,
                "statements": report.statements.as_dict(),
                "rules": {id: score.as_dict() for id, score in report.rules.items()},
            }
            for split, report in linted.items()
        },
    }
    write_result(args.json, result)
    print(f"\nwritten to {args.json}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
