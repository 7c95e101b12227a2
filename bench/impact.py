"""Time an impact against one JSON-schema prompt to the same model, on one server in one run.

The two take turns, text by text (of the half `tune`), each time in another order.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Sequence
from typing import Any

from briefstar.errors import BriefstarError
from briefstar.evals.direct_impact import MAX_TOKENS, DirectImpact, direct_impact_prompt
from briefstar.evals.impact_eval import load_texts
from briefstar.translator.impact import explain_impact
from briefstar.translator.impact.pipeline import FiguresDone
from connection import Connection, connect
from report import publish
from ways import Measured, Way, compare, direct_way, spread, take_turns

TEXTS = 10
WARM_UP = ("We raise 40 alerts a day and half of them are nothing.",)


def impact_way(at: Connection) -> Way:
    """Explain by calculators; `first` is when the computed figures were there."""

    def explain(text: str) -> Measured:
        started = time.perf_counter()
        seen: list[float] = []

        def notice(event: Any) -> None:
            if isinstance(event, FiguresDone):
                seen.append(time.perf_counter() - started)

        used = explain_impact(text, model=at.model, on_event=notice).provenance.usage
        return {
            "seconds": time.perf_counter() - started,
            "first": seen[0],
            "calls": used["calls"],
            "prompt_tokens": used["prompt_tokens"],
            "cached_tokens": used["cached_tokens"],
        }

    return explain


def main(argv: Sequence[str]) -> int:
    """Measure, print and write the results; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=TEXTS, metavar="N", help=f"({TEXTS})")
    parser.add_argument("--model", help="a model's name, a GGUF file, or `embedded`")
    parser.add_argument("--base-url", metavar="URL", help="an OpenAI-compatible endpoint")
    args = parser.parse_args(argv)
    texts = {entry["id"]: (entry["text"],) for entry in spread(load_texts("tune"), args.texts)}
    try:
        at = connect(args.model, args.base_url)
        direct = direct_way(at, direct_impact_prompt, DirectImpact, WARM_UP, MAX_TOKENS)
        ways = {"impact": impact_way(at), "direct": direct}
        ways["impact"](*WARM_UP)
        rows = take_turns(texts, ways)
    except BriefstarError as error:
        print(f"bench/impact.py: {error}", file=sys.stderr)
        return 2
    medians = {way: statistics.median(row[way]["seconds"] for row in rows.values()) for way in ways}
    first = [row["impact"]["first"] for row in rows.values()]
    ratio = compare(rows, "impact", "direct")
    table = [
        [f"{len(texts)} texts", "impact", "direct", "to reach"],
        ["whole statement, s (median)", *(f"{medians[way]:.1f}" for way in ways), "–"],
        ["figures, s (median, worst)", f"{statistics.median(first):.1f}, {max(first):.1f}", "–",
         "≤ 5"],
        ["impact over direct, median of texts", "–", f"{ratio['whole_median']:.2f}", "≤ 1.0"],
        ["impact over direct, sums", "–", f"{ratio['whole_of_sums']:.2f}", "≤ 1.0"],
    ]  # fmt: skip
    result = {
        "texts": list(texts),
        "seconds_median": {way: round(value, 2) for way, value in medians.items()},
        "figures_seconds": {
            "median": round(statistics.median(first), 2),
            "worst": round(max(first), 2),
        },
        "ratios": {key: round(value, 3) for key, value in ratio.items()},
        "to_reach": {"ratio": 1.0, "figures_seconds": 5},
        "by_text": rows,
    }
    publish("impact", argv, at.model.info, table, result)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
