"""What `briefstar model status` and `briefstar doctor` show about the weights."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ...errors import UsageError
from . import stamps
from .catalogue import Published
from .catalogue import published as shipped
from .progress import OnEvent, Reporter
from .store import (
    cached_path,
    check_given,
    given_path,
    is_verified,
    partial_path,
    size_of,
)

State = Literal["verified", "own", "damaged", "partial", "absent"]


@dataclass(frozen=True, slots=True)
class WeightsStatus:
    """Where the weights are and whether they can be used.

    `state`: `verified` the published file, by its hash; `own` another GGUF file that the user
    names; `damaged` not usable, `problem` says why; `partial` a pull stopped half-way; `absent`.
    `size` of `total` bytes are on disk, `free` bytes are left there.
    """

    name: str
    path: Path
    state: State
    size: int
    total: int
    free: int
    sha256: str | None = None
    source: str | None = None
    problem: str = ""

    @property
    def usable(self) -> bool:
        """Whether a model can be loaded now, without pulling anything."""
        return self.state in ("verified", "own")


def status(
    path: str | Path | None = None,
    *,
    on_event: OnEvent | None = None,
    weights: Published | None = None,
) -> WeightsStatus:
    """Look, and pull nothing. Hashes a file once that nobody has hashed yet.

    `path` and `BRIEFSTAR_MODEL_PATH` as in `ensure_weights`. Raises `UsageError` when the cache
    cannot be read.
    """
    weights = weights or shipped()
    try:
        given = given_path(path)
        if given is not None:
            return _given(given, weights, on_event)
        return _cached(cached_path(weights), weights, on_event)
    except OSError as error:
        raise UsageError(f"the weights cannot be looked at: {error}") from error


def _given(path: Path, weights: Published, on_event: OnEvent | None) -> WeightsStatus:
    size, free = size_of(path), _free(path)
    try:
        check_given(path, weights, on_event)
    except UsageError as error:
        return WeightsStatus(path.stem, path, "damaged", size, size, free, problem=str(error))
    stamp = stamps.stamped(path, Reporter(on_event), "a file of your own")
    state: State = "verified" if stamp.sha256 == weights.sha256 else "own"
    name = weights.name if state == "verified" else path.stem
    return WeightsStatus(name, path, state, size, size, free, stamp.sha256, stamp.source)


def _cached(path: Path, weights: Published, on_event: OnEvent | None) -> WeightsStatus:
    free, total = _free(path), weights.bytes
    if path.exists():
        size = path.stat().st_size
        if is_verified(path, weights, Reporter(on_event)):
            stamp = stamps.stamped(path, Reporter(on_event))
            found = (stamp.sha256, stamp.source)
            return WeightsStatus(weights.name, path, "verified", size, total, free, *found)
        problem = "its bytes are not the published ones; `briefstar model pull` pulls it anew"
        return WeightsStatus(weights.name, path, "damaged", size, total, free, problem=problem)
    arrived = size_of(partial_path(path))
    state: State = "partial" if arrived else "absent"
    return WeightsStatus(weights.name, path, state, arrived, total, free)


def _free(path: Path) -> int:
    """Free bytes of the disk that a path is or would be on."""
    folder = path.absolute().parent
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    return shutil.disk_usage(folder).free
