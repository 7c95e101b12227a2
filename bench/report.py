"""Print a benchmark as a table, and write it with its circumstances to `bench/results/`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from briefstar.evals.circumstances import circumstances
from briefstar.evals.report import align
from briefstar.llm.requests import ModelInfo

RESULTS = Path(__file__).resolve().parent / "results"


def publish(
    name: str,
    argv: Sequence[str],
    info: ModelInfo | None,
    table: Sequence[Sequence[str]],
    result: dict[str, Any],
) -> None:
    """Print the table; write the result as `{name}.json`."""
    print(align(table), flush=True)
    RESULTS.mkdir(exist_ok=True)
    told = circumstances(f"python bench/{name}.py", argv, info) | result
    text = json.dumps(told, indent=2, ensure_ascii=False)
    (RESULTS / f"{name}.json").write_text(text + "\n", "utf-8")
    print(f"\nwritten to bench/results/{name}.json\n", flush=True)
