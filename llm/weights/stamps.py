"""The sha256 of large files, computed once and remembered until a file changes.

Stamps live in the cache folder, not beside the files: a user's own weights are only read.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from ..paths import cache_folder
from .progress import Reporter

_BLOCK = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Stamp:
    """What was true of a file when it was hashed; `source` says where its bytes came from."""

    sha256: str
    source: str
    size: int
    mtime_ns: int


def read_stamp(path: Path) -> Stamp | None:
    """The stamp of a file that has not changed since; None otherwise."""
    stamp = _load(path)
    if stamp is None:
        return None
    now = path.stat()
    unchanged = (now.st_size, now.st_mtime_ns) == (stamp.size, stamp.mtime_ns)
    return stamp if unchanged else None


def write_stamp(path: Path, sha256: str, source: str) -> Stamp:
    """Remember a file's hash. Where the cache cannot be written, it is computed again later."""
    now = path.stat()
    stamp = Stamp(sha256, source, now.st_size, now.st_mtime_ns)
    place = _place(path)
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh = place.with_name(f"{place.name}.{os.getpid()}")
        fresh.write_text(json.dumps({"path": str(path), **asdict(stamp)}), encoding="utf-8")
        fresh.replace(place)
    return stamp


def stamped(path: Path, report: Reporter, source: str = "unknown", *, again: bool = False) -> Stamp:
    """The file's stamp, made now if there is none that holds, or `again`. Raises `OSError`.

    `source` is remembered for a new stamp, unless an old one of the same bytes knows better.
    """
    if not again and (known := read_stamp(path)):
        return known
    sha256, before = hash_file(path, report), _load(path)
    if before is not None and before.sha256 == sha256:
        source = before.source
    return write_stamp(path, sha256, source)


def hash_file(path: Path, report: Reporter) -> str:
    """Read a whole file and return its sha256, about a second a gigabyte. Raises `OSError`."""
    digest, done, total = hashlib.sha256(), 0, path.stat().st_size
    note = f"checking {path.name}"
    with path.open("rb", buffering=0) as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            done += len(block)
            report("cache", done, total, note)
    return digest.hexdigest()


def _place(path: Path) -> Path:
    name = hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:16]
    return cache_folder() / "stamps" / f"{name}.json"


def _load(path: Path) -> Stamp | None:
    try:
        found = json.loads(_place(path).read_text(encoding="utf-8"))
        return Stamp(
            str(found["sha256"]),
            str(found["source"]),
            int(found["size"]),
            int(found["mtime_ns"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        # No stamp, or one that cannot be read: the file is hashed anew.
        return None
