"""Run one job over the lines of a JSONL file: bounded, resumable, one bad line stopping nothing.

A job is an async function from a record to a result; `batch_brief` shows all that a new one
needs.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import BriefstarError, UsageError
from .batch_input import Line, count_lines, open_input, read_lines
from .batch_results import Results, open_results
from .engine import open_engine
from .progress import Activity
from .tally import Tally
from .terminal import Stopped, one_line

if TYPE_CHECKING:
    from ..llm.model import Model

Job = Callable[[Mapping[str, Any]], Awaitable[Any]]
"""From a line's record to its result; raises a `BriefstarError` for that line's error."""

InArgument = Annotated[
    str, typer.Argument(metavar="IN.jsonl", help="The lines to do, or - for standard input.")
]
OutArgument = Annotated[
    Path,
    typer.Argument(
        metavar="OUT.jsonl",
        help="The results, appended as they come; lines that are in it already are not done again.",
    ),
]
JobsOption = Annotated[
    int | None,
    typer.Option(
        min=1,
        max=64,
        metavar="N",
        help="How many lines to work on at once; by default 1 for the embedded model, else 4.",
    ),
]
RetryOption = Annotated[
    bool, typer.Option("--retry-errors", help="Do the lines again that ended in an error before.")
]

_REMOTE_JOBS = 4


def run_batch(
    make_job: Callable[[Model], Job],
    source: str,
    target: Path,
    *,
    jobs: int | None,
    retry_errors: bool,
    model: str | None,
    base_url: str | None,
) -> None:
    """Do every line of `source` that `target` does not hold; exit code 1 if it holds errors."""
    if source != "-" and target.exists() and Path(source).resolve() == target.resolve():
        raise UsageError(f"{target} is the input: name another file for the results")
    with ExitStack() as open_files:
        file = open_files.enter_context(open_input(source))
        total = count_lines(file)
        results = open_files.enter_context(open_results(target, retry_errors=retry_errors))
        todo = sum(line not in results for line in read_lines(file))
        file.seek(0)
        with Activity() as activity:
            opened = open_engine(model, base_url, activity) if todo else None
        with Tally(todo, already=total - todo) as tally:
            try:
                if opened:
                    limit = jobs or (1 if opened.info.kind == "embedded" else _REMOTE_JOBS)
                    work = _work(read_lines(file), make_job(opened), results, tally, limit)
                    asyncio.run(work)
            except KeyboardInterrupt:
                left = todo - tally.done
                raise Stopped(
                    f"stopped; {tally.done} done and kept in {target}, {left} left: "
                    "run the same command again to go on"
                ) from None
        tally.sum_up(results.errors, target)
        if results.errors:
            raise typer.Exit(1)


async def _work(
    lines: Iterable[Line], job: Job, results: Results, tally: Tally, limit: int
) -> None:
    pending = iter(lines)

    async def worker() -> None:
        # The workers share one iterator; it is never awaited, so they cannot collide in it.
        for line in pending:
            if line not in results:
                outcome = await _outcome(line, job)
                results.append(line, outcome)
                tally.finish(failed="error" in outcome)

    tasks = [asyncio.create_task(worker()) for _ in range(limit)]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _outcome(line: Line, job: Job) -> dict[str, Any]:
    started = time.perf_counter()
    if line.fault:
        return {"error": line.fault, "seconds": 0.0}
    try:
        outcome = {"result": await job(line.record)}
    except BriefstarError as error:
        outcome = {"error": one_line(str(error))}
    except Exception as error:
        # A fault of ours in one line is no reason to lose the others.
        outcome = {"error": one_line(f"unexpected {type(error).__name__}: {error}")}
    return outcome | {"seconds": round(time.perf_counter() - started, 3)}
