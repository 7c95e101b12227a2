"""Where a document goes: streamed to stdout, or to a file that is replaced only when complete."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from ..errors import BriefstarError, UsageError
from .terminal import put


class Format(StrEnum):
    """How a document is written."""

    markdown = "markdown"
    json = "json"


class Output:
    """A document's destination: stdout where `path` is None, else a file; and its format."""

    def __init__(self, path: Path | None, format: Format | None) -> None:
        self.path = None if path is None or str(path) == "-" else path.expanduser()
        by_suffix = Format.json if self.path and self.path.suffix == ".json" else Format.markdown
        self.format = format or by_suffix
        if self.path:
            _refuse_unwritable(self.path)

    def write(self, document: str) -> None:
        """Write the whole document. Raises `BriefstarError` when the disk does not take it."""
        if self.path is None:
            put(document)
        else:
            replace_file(self.path, [document.encode("utf-8", errors="replace")])


def replace_file(path: Path, pieces: Iterable[bytes]) -> None:
    """Put the pieces into a file so that a reader finds the old content or the new, never half.

    A device or pipe is written to directly. Raises `BriefstarError` when that fails.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(b"".join(pieces))
            return
        target = path.resolve()
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines(pieces)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(_mode(target))
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise BriefstarError(
            f"cannot write {path}: {(error.strerror or str(error)).lower()}"
        ) from None


def _mode(target: Path) -> int:
    if target.exists():
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _refuse_unwritable(path: Path) -> None:
    if path.is_dir():
        raise UsageError(f"{path} is a folder: name a file in it, such as {path / 'brief.md'}")
    folder = path.resolve().parent
    if not folder.is_dir():
        raise UsageError(f"the folder {folder} does not exist: create it, or write elsewhere")
    if (path.is_file() or not path.exists()) and not os.access(folder, os.W_OK):
        raise UsageError(f"the folder {folder} cannot be written to: write elsewhere")
