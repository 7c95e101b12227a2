"""Time a grade against one JSON-schema prompt to the same model, on one server in one run.

The two take turns, answer by answer, each time in another order. Before a direct call its fixed
part is sent with another answer, unmeasured, so that a prompt cache holds it; the coach restores
its own start in the measured time. The answers are of the half `tune`, long and short ones.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Sequence
from typing import Any

from briefstar.coach.grading import grade_answer
from briefstar.coach.moves import MoveSeen
from briefstar.errors import BriefstarError
from briefstar.evals.direct_grade import MAX_TOKENS, DirectGrade, direct_grade_prompt
from briefstar.evals.labelled import load_answers
from connection import Connection, connect
from report import publish
from ways import Measured, Way, compare, direct_way, spread, take_turns

ANSWERS = 8
WARM_UP = ("Tell me about a time you were late.", "Last May I missed a train and called ahead.")


def coach_way(at: Connection) -> Way:
    """Grade by the coach; `first` is when the first thing seen in the answer was told."""

    def grade(question: str, answer: str) -> Measured:
        started = time.perf_counter()
        seen: list[float] = []

        def notice(event: Any) -> None:
            if isinstance(event, MoveSeen):
                seen.append(time.perf_counter() - started)

        made = grade_answer(question, answer, model=at.model, on_event=notice).provenance.usage
        return {
            "seconds": time.perf_counter() - started,
            "first": seen[0],
            "calls": made.calls,
            "prompt_tokens": made.prompt_tokens,
            "cached_tokens": made.cached_tokens,
        }

    return grade


def main(argv: Sequence[str]) -> int:
    """Measure, print and write the results; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, default=ANSWERS, metavar="N", help=f"({ANSWERS})")
    parser.add_argument("--model", help="a model's name, a GGUF file, or `embedded`")
    parser.add_argument("--base-url", metavar="URL", help="an OpenAI-compatible endpoint")
    args = parser.parse_args(argv)
    tune = [a for a in load_answers("tune") if a.tier != "odd" and a.kind == "behavioural"]
    answers = {a.id: (a.question, a.text) for a in spread(tune, args.answers)}
    try:
        at = connect(args.model, args.base_url)
        direct = direct_way(at, direct_grade_prompt, DirectGrade, WARM_UP, MAX_TOKENS)
        ways = {"coach": coach_way(at), "direct": direct}
        ways["coach"](*WARM_UP)
        rows = take_turns(answers, ways)
    except BriefstarError as error:
        print(f"bench/grade.py: {error}", file=sys.stderr)
        return 2
    seconds = {way: [row[way]["seconds"] for row in rows.values()] for way in ways}
    medians = {way: statistics.median(values) for way, values in seconds.items()}
    first = statistics.median(row["coach"]["first"] for row in rows.values())
    worst = max(row["coach"]["first"] for row in rows.values())
    ratio = compare(rows, "coach", "direct")
    table = [
        [f"{len(answers)} answers", "coach", "direct", "to reach"],
        ["whole grade, s (median)", *(f"{medians[way]:.1f}" for way in ways), "–"],
        ["first feedback, s (median, worst)", f"{first:.1f}, {worst:.1f}", "–", "≤ 2"],
        ["coach over direct, median of answers", "–", f"{ratio['whole_median']:.2f}", "≤ 0.5"],
        ["coach over direct, sums", "–", f"{ratio['whole_of_sums']:.2f}", "≤ 0.5"],
    ]
    result = {
        "answers": list(answers),
        "seconds_median": {way: round(value, 2) for way, value in medians.items()},
        "first_feedback_seconds": {"median": round(first, 2), "worst": round(worst, 2)},
        "ratios": {key: round(value, 3) for key, value in ratio.items()},
        "to_reach": {"ratio": 0.5, "first_feedback_seconds": 2},
        "by_answer": rows,
    }
    publish("grade", argv, at.model.info, table, result)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
