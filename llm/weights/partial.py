"""The file that a pull grows: the first bytes of the weights, whoever served them.

All sources write the same byte stream, so that any of them can go on where another stopped.
A record beside the file says how many bytes are known to be on disk; what lies beyond may be
lost in a power cut and is cut off when the file is opened again.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from types import TracebackType

from .progress import SourceFailed

CHECKPOINT_BYTES = 16 * 1024 * 1024


class Partial:
    """An append-only file of at most `total` bytes; use it as a context manager, under the lock.

    `sources` names everyone who wrote to it. Raises `OSError` when the disk refuses.
    """

    def __init__(self, path: Path, total: int, sha256: str) -> None:
        self.path = path
        self.total = total
        self.sources: set[str] = set()
        self._sha256 = sha256
        self._record = path.with_name(path.name + ".json")
        self._kept, sources = self._read_record()
        self._file = path.open("r+b" if path.exists() else "w+b", buffering=0)
        self.size = min(self._kept, self._file.seek(0, os.SEEK_END), total)
        if self.size:
            self.sources = sources
        self._file.truncate(self.size)
        self.checkpoint()

    def __enter__(self) -> Partial:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        try:
            self.checkpoint()
        except OSError:
            # On the way out of an error the last checkpoint stands; the first error matters.
            if error is None:
                raise
        finally:
            self._file.close()
            if self.size == 0:
                self.path.unlink(missing_ok=True)
                self._record.unlink(missing_ok=True)

    def write(self, data: bytes, source: str) -> None:
        """Append; raises `SourceFailed` when that is more than the weights have."""
        if self.size + len(data) > self.total:
            raise SourceFailed("it sends more bytes than the file has")
        self.sources.add(source)
        self._file.seek(self.size)
        rest = memoryview(data)
        while rest:
            count = self._file.write(rest)
            self.size += count
            rest = rest[count:]
        if self.size - self._kept >= CHECKPOINT_BYTES:
            self.checkpoint()

    def checkpoint(self) -> None:
        """Make what is there so far survive a power cut."""
        if self.size == self._kept:
            return
        os.fsync(self._file.fileno())
        record = {"sha256": self._sha256, "bytes": self.size, "sources": sorted(self.sources)}
        fresh = self._record.with_name(self._record.name + ".new")
        fresh.write_text(json.dumps(record), encoding="utf-8")
        fresh.replace(self._record)
        self._kept = self.size

    def cut(self, size: int) -> None:
        """Go back to the first `size` bytes; with 0, forget who wrote them."""
        self._file.truncate(size)
        self.size = size
        if size == 0:
            self.sources = set()
        self.checkpoint()

    def move_to(self, path: Path) -> None:
        """Put the finished file into its place, in one step."""
        self.checkpoint()
        self._file.close()
        self.path.replace(path)
        self._record.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            # Not every system can sync a folder; the rename then is as safe as it can be.
            folder = os.open(path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def _read_record(self) -> tuple[int, set[str]]:
        try:
            record = json.loads(self._record.read_text(encoding="utf-8"))
            if record["sha256"] == self._sha256:
                return int(record["bytes"]), {str(name) for name in record["sources"]}
        except (OSError, ValueError, KeyError, TypeError):
            # No record, or an unreadable one: nothing is known to be on disk.
            pass
        return 0, set()
