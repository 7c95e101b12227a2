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
from collections.abc import Callable, Sequence
from typing import Any

from briefstar.errors import BriefstarError
from briefstar.evals.direct import MAX_TOKENS, DirectBrief, direct_prompt
from briefstar.evals.goals import Goal, load_goals
from briefstar.llm.dialect import SEED
from briefstar.llm.schema import response_format
from briefstar.translator.drafting import draft_brief
from briefstar.translator.pipeline import SectionDone
from connection import TIMEOUT, Connection, connect
from publish import publish

GOALS = 6
LONG = 4000
"""Characters. A brief reads only a part of a context of several pages: that would flatter it."""

WARM_UP = ("Sell more umbrellas.", "")
Measured = dict[str, Any]
Way = Callable[[str, str], Measured]


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


def direct_way(at: Connection) -> Way:
    """Ask for the whole brief at once by the bare openai client."""
    client = at.bare()

    def send(goal: str, context: str, room: int = MAX_TOKENS) -> Any:
        system, user = direct_prompt(goal, context)
        body: dict[str, Any] = {
            "model": at.name,
            "messages": [
                {"role": "system", "content": system},
                {"role": "user", "content": user},
            ],
            "response_format": response_format(DirectBrief),
            "max_tokens": room,
            "temperature": 0,
            "seed": SEED,
        }
        return client.chat.completions.create(**body)

    def ask(goal: str, context: str) -> Measured:
        send(*WARM_UP, room=1)
        started = time.perf_counter()
        reply = send(goal, context)
        seconds = time.perf_counter() - started
        choice, usage = reply.choices[0], reply.usage
        cached = usage.prompt_tokens_details if usage else None
        return {
            "seconds": seconds,
            "calls": 1,
            "prompt_tokens": usage.prompt_tokens if usage else None,
            "cached_tokens": cached.cached_tokens if cached else None,
            "completion_tokens": usage.completion_tokens if usage else None,
            "cut_off": choice.finish_reason == "length",
        }

    return ask


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


def measure(goals: Sequence[Goal], ways: dict[str, Way]) -> dict[str, dict[str, Measured]]:
    """Let the ways take turns; return what was measured by goal and way."""
    rows: dict[str, dict[str, Measured]] = {}
    names = list(ways)
    for turn, goal in enumerate(goals):
        first = turn % len(names)
        for name in [*names[first:], *names[:first]]:
            measured = ways[name](goal.goal, goal.context)
            rows.setdefault(goal.id, {})[name] = measured
            print(f"{goal.id} {name:<9} {measured['seconds']:6.1f} s", file=sys.stderr, flush=True)
    return rows


def compare(rows: dict[str, dict[str, Measured]], other: str) -> dict[str, float]:
    """Return the brief's time as a share of another way's: medians over goals, and of the sums."""
    pairs = [(row["brief"], row[other]["seconds"]) for row in rows.values()]
    total = sum(seconds for _, seconds in pairs)
    return {
        "whole_median": statistics.median(b["seconds"] / s for b, s in pairs),
        "whole_of_sums": sum(b["seconds"] for b, _ in pairs) / total,
        "first_median": statistics.median(b["first"] / s for b, s in pairs),
        "first_of_sums": sum(b["first"] for b, _ in pairs) / total,
    }


def main(argv: Sequence[str]) -> int:
    """Measure, print and write the results; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--goals", type=int, default=GOALS, metavar="N", help=f"({GOALS})")
    parser.add_argument("--model", help="a model's name, a GGUF file, or `embedded`")
    parser.add_argument("--base-url", metavar="URL", help="an OpenAI-compatible endpoint")
    args = parser.parse_args(argv)
    tune = [goal for goal in load_goals("tune") if len(goal.context) < LONG]
    count = max(1, min(args.goals, len(tune)))
    goals = [tune[i * len(tune) // count] for i in range(count)]
    try:
        at = connect(args.model, args.base_url)
        ways = {"brief": brief_way(at), "direct": direct_way(at), "langchain": langchain_way(at)}
        warm_up = ways["brief"](*WARM_UP)
        rows = measure(goals, ways)
    except BriefstarError as error:
        print(f"bench/brief.py: {error}", file=sys.stderr)
        return 2
    ratios = {other: compare(rows, other) for other in ("direct", "langchain")}
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
        "goals": [goal.id for goal in goals],
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
