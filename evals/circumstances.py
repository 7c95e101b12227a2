"""Under which circumstances a result was measured: program, data, model and machine.

A result without them cannot be repeated. Names no path and no host.
"""

from __future__ import annotations

import os
import platform
import shlex
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ..llm.requests import ModelInfo
from .goals import goals_sha256


def circumstances(program: str, argv: Sequence[str], info: ModelInfo | None) -> dict[str, Any]:
    """Return what a result file says of how it came about; `program` is what was called."""
    from ..prompts import load_prompt, prompt_ids
    from ..translator.playbook import load_playbook

    model = None
    if info:
        model = {
            "name": info.model,
            "kind": info.kind,
            "endpoint": "embedded" if info.kind == "embedded" else info.endpoint,
            "weights_sha256": info.revision,
        }
    return {
        "command": shlex.join([*program.split(), *argv]),
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "briefstar": version("briefstar"),
        "commit": commit(),
        "model": model,
        "prompts": {id: load_prompt(id).sha256 for id in prompt_ids()},
        "playbook_sha256": load_playbook().sha256,
        "goals_sha256": goals_sha256(),
        "machine": machine(),
    }


def machine() -> dict[str, Any]:
    """Return what speeds depend on: usable cores, processor, memory, load of a minute, Python."""
    return {
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else None,
        "processor": _processor(),
        "memory_gib": _memory(),
        "load": _load(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
    }


def commit() -> str | None:
    """Return the git commit, "+" after it where tracked files differ; None outside a checkout."""
    here = Path(__file__).resolve().parent
    try:
        told = subprocess.run(
            ["git", "describe", "--always", "--abbrev=12", "--exclude=*", "--dirty=+"],  # noqa: S607
            cwd=here,
            capture_output=True,
            text=True,
            timeout=10,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return told.stdout.strip() or None


def _processor() -> str | None:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or None
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or None)


def _load() -> float | None:
    try:
        return round(os.getloadavg()[0], 2)
    except (AttributeError, OSError):
        return None


def _memory() -> float | None:
    try:
        return round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30, 1)
    except (AttributeError, ValueError, OSError):
        return None
