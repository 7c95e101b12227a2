"""The lines of a batch: JSON objects with an id, each line judged for itself."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from ..errors import UsageError

MAX_LINE = 8_000_000
"""Bytes of one line; more than any goal with its context."""

Id = str | int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the input: its record, or the fault that keeps it from having one.

    `id` is the record's own, or the line's number where `fault` says why it has none.
    """

    number: int
    id: Id
    record: Mapping[str, Any] = field(default_factory=dict)
    fault: str | None = None

    @property
    def key(self) -> tuple[str, Id]:
        """What tells this line's result from those of others: an id is not a line number."""
        return ("id" if self.fault is None else "line", self.id)


def open_input(source: str) -> BinaryIO:
    """Open a file, or keep all of standard input for `-`; both can be read twice."""
    if source == "-":
        kept: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115 - closed by the caller
        shutil.copyfileobj(sys.stdin.buffer, kept)
        kept.seek(0)
        return kept
    path = Path(source).expanduser()
    if path.is_dir():
        raise UsageError(f"{path} is a folder: name a JSONL file in it")
    try:
        file = path.open("rb")
    except FileNotFoundError:
        raise UsageError(f"{path} does not exist: check the name") from None
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from None
    if not file.seekable():
        file.close()
        raise UsageError(f"{path} is a pipe: give it as - on standard input")
    return file


def count_lines(file: BinaryIO) -> int:
    """Return how many lines hold something, and go back to the start. Refuses binary files."""
    if b"\0" in file.read(4096):
        raise UsageError("the input is a binary or UTF-16 file: it must be JSONL in UTF-8")
    file.seek(0)
    count = sum(bool(raw.strip()) for raw in _raw_lines(file))
    file.seek(0)
    if not count:
        raise UsageError('the input is empty: it must hold lines such as {"id": 1, "goal": "…"}')
    return count


def read_lines(file: BinaryIO) -> Iterator[Line]:
    """Yield each line that holds something; never raises for what a line holds."""
    seen: dict[tuple[str, Id], int] = {}
    for number, raw in enumerate(_raw_lines(file), 1):
        if not raw.strip():
            continue
        line = _read_line(number, raw)
        if line.fault is None and (first := seen.setdefault(line.key, number)) != number:
            fault = f"line {number}: the id {line.id!r} is used by line {first} already"
            line = Line(number, number, fault=fault)
        yield line


def _read_line(number: int, raw: bytes) -> Line:
    def bad(why: str) -> Line:
        return Line(number, number, fault=f"line {number}: {why}")

    if len(raw) > MAX_LINE:
        return bad(f"longer than {MAX_LINE // 1_000_000} MB")
    try:
        record = json.loads(raw.decode("utf-8-sig" if number == 1 else "utf-8"))
    except UnicodeDecodeError:
        return bad("not UTF-8")
    except (ValueError, RecursionError) as error:
        return bad(f"not JSON: {error}")
    if not isinstance(record, dict):
        return bad("not a JSON object")
    id = record.get("id")
    if isinstance(id, bool) or not isinstance(id, (str, int)) or id == "":
        return bad("no id: each line needs one, a text or a whole number")
    try:
        json.dumps(record, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return bad("holds half a character (a lone surrogate)")
    return Line(number, id, record)


def _raw_lines(file: BinaryIO) -> Iterator[bytes]:
    """Yield lines; of one that is too long only its beginning, which is longer than allowed."""
    while raw := file.readline(MAX_LINE + 2):
        rest = raw
        while not rest.endswith(b"\n") and (rest := file.readline(MAX_LINE)):
            pass
        yield raw.rstrip(b"\r\n")
