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
from collections.abc import Callable, Sequence
from typing import Any

from briefstar.coach.grading import grade_answer
from briefstar.coach.moves import MoveSeen
from briefstar.errors import BriefstarError
from briefstar.evals.direct_grade import MAX_TOKENS, DirectGrade, direct_grade_prompt
from briefstar.evals.labelled import Answer, load_answers
from briefstar.llm.dialect import SEED
from briefstar.llm.schema import response_format
from connection import Connection, connect
from publish import publish

ANSWERS = 8
WARM_UP = ("Tell me about a time you were late.", "Last May I missed a train and called ahead.")
Measured = dict[str, Any]
Way = Callable[[str, str], Measured]


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


def direct_way(at: Connection) -> Way:
    """Ask for the whole grade at once by the bare openai client."""
    client = at.bare()

    def send(question: str, answer: str, room: int = MAX_TOKENS) -> Any:
        system, user = direct_grade_prompt(question, answer)
        body: dict[str, Any] = {
            "model": at.name,
            "messages": [
                {"role": "system", "content": system},
                {"role": "user", "content": user},
            ],
            "response_format": response_format(DirectGrade),
            "max_tokens": room,
            "temperature": 0,
            "seed": SEED,
        }
        return client.chat.completions.create(**body)

    def ask(question: str, answer: str) -> Measured:
        send(*WARM_UP, room=1)
        started = time.perf_counter()
        reply = send(question, answer)
        return {
            "seconds": time.perf_counter() - started,
            "calls": 1,
            "cut_off": reply.choices[0].finish_reason == "length",
        }

    return ask


def measure(answers: Sequence[Answer], ways: dict[str, Way]) -> dict[str, dict[str, Measured]]:
    """Run every way on every answer, taking turns."""
    rows: dict[str, dict[str, Measured]] = {}
    for turn, answer in enumerate(answers):
        for name in list(ways) if turn % 2 else list(reversed(ways)):
            measured = ways[name](answer.question, answer.text)
            rows.setdefault(answer.id, {"words": {"words": len(answer.text.split())}})[name] = (
                measured
            )
            print(
                f"{answer.id} {name:<6} {measured['seconds']:6.1f} s", file=sys.stderr, flush=True
            )
    return rows


def main(argv: Sequence[str]) -> int:
    """Measure, print and write the results; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, default=ANSWERS, metavar="N", help=f"({ANSWERS})")
    parser.add_argument("--model", help="a model's name, a GGUF file, or `embedded`")
    parser.add_argument("--base-url", metavar="URL", help="an OpenAI-compatible endpoint")
    args = parser.parse_args(argv)
    tune = [a for a in load_answers("tune") if a.tier != "odd" and a.kind == "behavioural"]
    count = max(1, min(args.answers, len(tune)))
    chosen = [tune[i * len(tune) // count] for i in range(count)]
    try:
        at = connect(args.model, args.base_url)
        ways = {"coach": coach_way(at), "direct": direct_way(at)}
        ways["coach"](*WARM_UP)
        rows = measure(chosen, ways)
    except BriefstarError as error:
        print(f"bench/grade.py: {error}", file=sys.stderr)
        return 2
    seconds = {way: [row[way]["seconds"] for row in rows.values()] for way in ways}
    medians = {way: statistics.median(values) for way, values in seconds.items()}
    first = statistics.median(row["coach"]["first"] for row in rows.values())
    worst = max(row["coach"]["first"] for row in rows.values())
    of_sums = sum(seconds["coach"]) / sum(seconds["direct"])
    of_each = statistics.median(
        a / b for a, b in zip(seconds["coach"], seconds["direct"], strict=True)
    )
    table = [
        [f"{len(chosen)} answers", "coach", "direct", "to reach"],
        ["whole grade, s (median)", *(f"{medians[way]:.1f}" for way in ways), "–"],
        ["first feedback, s (median, worst)", f"{first:.1f}, {worst:.1f}", "–", "≤ 2"],
        ["coach over direct, median of answers", "–", f"{of_each:.2f}", "≤ 0.5"],
        ["coach over direct, sums", "–", f"{of_sums:.2f}", "≤ 0.5"],
    ]
    result = {
        "answers": [answer.id for answer in chosen],
        "seconds_median": {way: round(value, 2) for way, value in medians.items()},
        "first_feedback_seconds": {"median": round(first, 2), "worst": round(worst, 2)},
        "ratios": {"median": round(of_each, 3), "of_sums": round(of_sums, 3)},
        "to_reach": {"ratio": 0.5, "first_feedback_seconds": 2},
        "by_answer": rows,
    }
    publish("grade", argv, at.model.info, table, result)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
