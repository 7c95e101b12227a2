"""`briefstar batch impact`: an impact for each line of a JSONL file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..errors import UsageError
from .batch import InArgument, Job, JobsOption, OutArgument, RetryOption, run_batch
from .engine import BaseUrlOption, ModelOption

if TYPE_CHECKING:
    from ..llm.model import Model


def batch_impact(
    source: InArgument,
    target: OutArgument,
    jobs: JobsOption = None,
    retry_errors: RetryOption = False,
    model: ModelOption = None,
    base_url: BaseUrlOption = None,
) -> None:
    """Explain each line {"id", "text"}, or {"id", "text", "audience"}; other keys are ignored.

    Writes lines {"id", "result", "seconds"} or {"id", "error", "seconds"} in the order in which
    they are done. A line that cannot be read gets its line number as id. After a kill or Ctrl-C
    the same command goes on where it stopped.
    """

    def make_job(opened: Model) -> Job:
        async def job(record: Mapping[str, Any]) -> Any:
            from ..translator.impact import aexplain_impact

            text, audience = record.get("text"), record.get("audience", "product")
            if not isinstance(text, str) or not isinstance(audience, str):
                raise UsageError("a line needs a text")
            made = await aexplain_impact(text, audience=audience, model=opened)
            return made.model_dump(mode="json")

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
