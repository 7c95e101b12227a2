"""`briefstar batch brief`: a brief for each line of a JSONL file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import UsageError
from .batch import InArgument, Job, JobsOption, OutArgument, RetryOption, run_batch
from .engine import BaseUrlOption, ModelOption

if TYPE_CHECKING:
    from ..llm.model import Model


def batch_brief(
    source: InArgument,
    target: OutArgument,
    jobs: JobsOption = None,
    retry_errors: RetryOption = False,
    questions: Annotated[
        int, typer.Option(min=0, metavar="N", help="Show at most N open questions a brief.")
    ] = 5,
    model: ModelOption = None,
    base_url: BaseUrlOption = None,
) -> None:
    """Draft a brief for each line {"id", "goal", "context"}; other keys are ignored.

    Writes lines {"id", "result", "seconds"} or {"id", "error", "seconds"} in the order in which
    they are done. A line that cannot be read gets its line number as id. After a kill or Ctrl-C
    the same command goes on where it stopped.
    """

    def make_job(opened: Model) -> Job:
        async def job(record: Mapping[str, Any]) -> Any:
            from ..translator.drafting import adraft_brief

            goal, context = record.get("goal"), record.get("context") or ""
            if not isinstance(goal, str) or not isinstance(context, str):
                raise UsageError("a line needs a goal, and a goal and a context are texts")
            brief = await adraft_brief(goal, context, max_questions=questions, model=opened)
            return brief.model_dump(mode="json")

        return job

    run_batch(
        make_job,
        source,
        target,
        jobs=jobs,
        retry_errors=retry_errors,
        model=model,
        base_url=base_url,
    )
