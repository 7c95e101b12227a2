"""Seconds that a new process takes to import briefstar, and to print its help."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

RUNS = 5
TO_REACH = {"import briefstar": 0.15, "briefstar --help": 0.4}


def startup_seconds() -> dict[str, float]:
    """Return the best of several runs of each, whole process; `python` alone for comparison."""
    python = sys.executable
    commands: dict[str, Sequence[str]] = {
        "python": [python, "-c", "pass"],
        "import briefstar": [python, "-c", "import briefstar"],
        "briefstar --help": [str(Path(python).with_name("briefstar")), "--help"],
    }
    return {name: min(_once(c) for _ in range(RUNS)) for name, c in commands.items()}


def _once(command: Sequence[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return round(time.perf_counter() - started, 3)
