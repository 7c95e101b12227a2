"""The results of a batch on disk: appended line by line, so that a killed batch can go on.

A line counts when it ends with a line feed; what follows the last one was torn by a kill and is
cut. A lock keeps two batches from writing to one file.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from ..errors import BriefstarError, UsageError
from .batch_input import Id, Line
from .output import replace_file

Keys = set[tuple[str, Id]]
_OPENING = b'{"id": '


class Results:
    """Which lines are done, and how the next result is kept. Made by `open_results`."""

    def __init__(self, path: Path, file: IO[bytes], done: Keys, errors: int) -> None:
        self.path = path
        self.errors = errors
        self._file = file
        self._done = done

    def __contains__(self, line: Line) -> bool:
        return line.key in self._done

    def __len__(self) -> int:
        return len(self._done)

    def append(self, line: Line, outcome: Mapping[str, Any]) -> None:
        """Keep a result or error; it is on the disk when this returns."""
        row = {"id": line.id, **({"line": line.number} if line.fault else {}), **outcome}
        data = json.dumps(row, ensure_ascii=False).encode("utf-8", errors="replace") + b"\n"
        try:
            self._file.write(data)
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise BriefstarError(f"cannot write {self.path}: {error.strerror}") from None
        self._done.add(line.key)
        self.errors += "error" in outcome


@contextmanager
def open_results(path: Path, *, retry_errors: bool = False) -> Iterator[Results]:
    """Open a results file, new or from an earlier run, for this process alone.

    `retry_errors` drops the errors of earlier runs first. Raises `UsageError` where another
    batch writes to the file, or where it holds something else.
    """
    from filelock import FileLock, Timeout

    path = path.expanduser().resolve()
    if path.is_dir() or (path.exists() and not path.is_file()):
        raise UsageError(
            f"{path} is not a file: results are kept in one, so that a batch can go on"
        )
    if not path.parent.is_dir():
        raise UsageError(f"the folder {path.parent} does not exist: create it, or write elsewhere")
    try:
        with FileLock(f"{path}.lock", timeout=0), _removed_at_the_end(Path(f"{path}.lock")):
            done, failed, whole = _scan(path)
            if retry_errors and failed:
                replace_file(path, _successes(path))
                failed = set()
            elif path.exists() and whole < path.stat().st_size:
                os.truncate(path, whole)
            with path.open("ab", buffering=0) as file:
                yield Results(path, file, done | failed, len(failed))
    except Timeout:
        raise UsageError(
            f"another batch is writing to {path}: wait for it, or name another file"
        ) from None
    except PermissionError as error:
        raise UsageError(f"cannot write {path}: {(error.strerror or '').lower()}") from None


@contextmanager
def _removed_at_the_end(lock: Path) -> Iterator[None]:
    # While it is still held: whoever opened it before finds it unlinked, and makes a new one.
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _scan(path: Path) -> tuple[Keys, Keys, int]:
    """Return which lines are done, which failed, and how many bytes of the file are whole."""
    done: Keys = set()
    failed: Keys = set()
    whole = 0
    if not path.exists():
        return done, failed, whole
    with path.open("rb") as file:
        for number, raw in enumerate(file, 1):
            row = _row(raw)
            if row is None:
                torn = not raw.endswith(b"\n")
                if torn and (raw.startswith(_OPENING) or _OPENING.startswith(raw)):
                    break
                raise UsageError(
                    f"{path} holds something other than batch results (line {number}): "
                    "name another file"
                )
            key = ("line", row["line"]) if "line" in row else ("id", row["id"])
            (failed if "error" in row else done).add(key)
            whole += len(raw)
    return done, failed, whole


def _successes(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from (raw for raw in file if (row := _row(raw)) and "error" not in row)


def _row(raw: bytes) -> dict[str, Any] | None:
    """Return a whole line of results, or None for anything else."""
    if not raw.endswith(b"\n"):
        return None
    try:
        row = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    ours = isinstance(row, dict) and isinstance(row.get("id"), (str, int))
    return row if ours and ("result" in row) != ("error" in row) else None
