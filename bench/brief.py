"""Time a brief against one JSON-schema prompt to the same model, on one server in one run.

The prompt is sent by the bare openai client (the direct way) and by langchain-openai's
`with_structured_output`. The three take turns, goal by goal, each time in another order. Before
a direct call its fixed part is sent with another goal, unmeasured, so that a prompt cache holds
it as in a program that asks nothing else; briefstar restores its own start in the measured time.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Sequence
from typing import Any

from briefstar.errors import BriefstarError
from briefstar.evals.direct import MAX_TOKENS, DirectBrief, direct_prompt
from briefstar.evals.goals import load_goals
from briefstar.llm.dialect import SEED
from briefstar.translator.drafting import draft_brief
from briefstar.translator.pipeline import SectionDone
from connection import TIMEOUT, Connection, connect
from report import publish
from ways import Measured, Way, compare, direct_way, spread, take_turns

GOALS = 6
LONG = 4000
"""Characters. A brief reads only a part of a context of several pages: that would flatter it."""

WARM_UP = ("Sell more umbrellas.", "")


def brief_way(at: Connection) -> Way:
    """Draft a brief; `first` is when its first section was finished."""

    def draft(goal: str, context: str) -> Measured:
        started = time.perf_counter()
        done: list[float] = []

        def notice(event: Any) -> None:
            if isinstance(event, SectionDone):
                done.append(time.perf_counter() - started)

        brief = draft_brief(goal, context, model=at.model, on_event=notice)
        seconds = time.perf_counter() - started
        usage = brief.provenance.usage
        return {
            "seconds": seconds,
            "first": done[0],
            "calls": usage.calls,
            "prompt_tokens": usage.prompt_tokens,
            "cached_tokens": usage.cached_tokens,
            "completion_tokens": usage.completion_tokens,
        }

    return draft


def langchain_way(at: Connection) -> Way:
    """Ask for the same by langchain-openai, in one message as its users write it."""
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    def chat(room: int) -> Any:
        model = ChatOpenAI(
            model=at.name,
            base_url=at.base_url,
            api_key=SecretStr(at.api_key),
            temperature=0,
            seed=SEED,
            max_retries=0,
            timeout=TIMEOUT,
            http_client=at.http(),
            # langchain-openai renames `max_tokens`, which not every server understands.
            extra_body={"max_tokens": room},
        )
        return model.with_structured_output(DirectBrief, method="json_schema", include_raw=True)

    whole, short = chat(MAX_TOKENS), chat(1)

    def message(goal: str, context: str) -> list[tuple[str, str]]:
        return [("human", "\n\n".join(direct_prompt(goal, context)))]

    def ask(goal: str, context: str) -> Measured:
        _ignoring_the_cut(short, message(*WARM_UP))
        started = time.perf_counter()
        cut = _ignoring_the_cut(whole, message(goal, context))
        return {"seconds": time.perf_counter() - started, "calls": 1, "cut_off": cut}

    return ask


def _ignoring_the_cut(chat: Any, messages: list[tuple[str, str]]) -> bool:
    """Send; return whether the reply was cut off, which may be raised as an error."""
    import openai

    try:
        return chat.invoke(messages)["parsed"] is None
    except openai.LengthFinishReasonError:
        return True


def main(argv: Sequence[str]) -> int:
    """Measure, print and write the results; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--goals", type=int, default=GOALS, metavar="N", help=f"({GOALS})")
    parser.add_argument("--model", help="a model's name, a GGUF file, or `embedded`")
    parser.add_argument("--base-url", metavar="URL", help="an OpenAI-compatible endpoint")
    args = parser.parse_args(argv)
    tune = [goal for goal in load_goals("tune") if len(goal.context) < LONG]
    goals = {goal.id: (goal.goal, goal.context) for goal in spread(tune, args.goals)}
    try:
        at = connect(args.model, args.base_url)
        direct = direct_way(at, direct_prompt, DirectBrief, WARM_UP, MAX_TOKENS)
        ways = {"brief": brief_way(at), "direct": direct, "langchain": langchain_way(at)}
        warm_up = ways["brief"](*WARM_UP)
        rows = take_turns(goals, ways)
    except BriefstarError as error:
        print(f"bench/brief.py: {error}", file=sys.stderr)
        return 2
    ratios = {other: compare(rows, "brief", other) for other in ("direct", "langchain")}
    medians = {way: statistics.median(row[way]["seconds"] for row in rows.values()) for way in ways}
    first = statistics.median(row["brief"]["first"] for row in rows.values())
    table = [
        [f"{len(goals)} goals", "brief", "direct", "langchain", "to reach"],
        ["whole answer, s (median)", *(f"{medians[way]:.1f}" for way in ways), "–"],
        ["first finished section, s (median)", f"{first:.1f}", "–", "–", "–"],
        *(
            [title, "–", *(f"{ratio[key]:.2f}" for ratio in ratios.values()), bar]
            for title, key, bar in (
                ("brief over it, median of goals", "whole_median", "≤ 1.0"),
                ("brief over it, sums", "whole_of_sums", "≤ 1.0"),
                ("first section over it, median of goals", "first_median", "≤ 0.3"),
                ("first section over it, sums", "first_of_sums", "≤ 0.3"),
            )
        ),
    ]
    result = {
        "goals": list(goals),
        "seconds_median": {way: round(value, 2) for way, value in medians.items()},
        "first_section_seconds_median": round(first, 2),
        "ratios": {
            other: {key: round(value, 3) for key, value in found.items()}
            for other, found in ratios.items()
        },
        "to_reach": {"whole": 1.0, "first": 0.3},
        "first_brief_of_this_run_seconds": round(warm_up["seconds"], 2),
        "by_goal": rows,
    }
    publish("brief", argv, at.model.info, table, result)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
