"""How many cores a computation may use. Reads the system's own files, nothing else."""

from __future__ import annotations

import math
import os
from pathlib import Path

_TOPOLOGY = Path("/sys/devices/system/cpu")
_CGROUP = Path("/sys/fs/cgroup")


def usable_cores() -> int:
    """Physical cores that this process may use, at least 1.

    Hyper-threads of one core count once: they share the units that a model's sums keep busy.
    A container's share of processor time limits the count too.
    """
    try:
        allowed = os.sched_getaffinity(0)
    except AttributeError:
        allowed = set(range(os.cpu_count() or 1))
    cores = len({_siblings(cpu) for cpu in allowed})
    return max(1, min(cores, _quota() or cores))


def _siblings(cpu: int) -> str:
    try:
        return (_TOPOLOGY / f"cpu{cpu}" / "topology" / "thread_siblings_list").read_text()
    except OSError:
        return str(cpu)


def _quota() -> int | None:
    """The cores that a container's limit amounts to, rounded up; None without one."""
    try:
        share, period = (_CGROUP / "cpu.max").read_text().split()
        return math.ceil(int(share) / int(period))
    except (OSError, ValueError, ZeroDivisionError):
        # No container, or one without a limit ("max").
        return None
