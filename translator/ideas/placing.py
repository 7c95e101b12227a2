"""Where the names beside the points stand, so that they are read whole on a phone's width too.

A picture does not know how wide it is shown. The places are chosen for a narrow one: what fits
there fits in a wide one. Names are broken into short lines, and each takes the corner of its
point where it leaves the frame and meets other names and points least. Where a name would hide
another in every corner, the point's number stands alone; the list below the picture has the name.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping, Sequence
from functools import partial

WIDTH, HEIGHT = 235, 430
"""The frame of the narrow picture, in points."""

MARGIN = 20
"""What may stand beyond the frame on either side."""

LINE = 17
"""Characters of a line of a name."""

_LETTER, _LEADING, _GAP = 6.3, 15.0, 9.0
_MARK = 8.0
_HIDDEN = 0.12  # the share of a name from which it is not shown
_OUTSIDE = 3.0  # what a point outside the frame weighs against one over something else
CORNERS = (
    "top right", "top left", "bottom right", "bottom left", "top center", "bottom center",
    "middle right", "middle left",
)  # fmt: skip

Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points of the narrow picture."""


def broken(name: str) -> list[str]:
    """Return a name as lines that are short enough."""
    return textwrap.wrap(name, LINE, break_long_words=True) or [name]


def placed(
    points: Sequence[tuple[float, float]],
    labels: Sequence[tuple[str, str]],
    frame: tuple[tuple[float, float], tuple[float, float]],
    logarithmic: tuple[bool, bool],
    crossing: tuple[float, float],
) -> list[tuple[list[str], str]]:
    """Return for each point the lines of its label and their corner, as plotly names it.

    `crossing` is where the upright and the level threshold stand, which names rather not meet. A
    label is what stands there at best, and what stands there where that does not fit.
    """
    xs = _spread([x for x, _ in points], frame[0], WIDTH, logarithmic[0])
    ys = _spread([y for _, y in points], frame[1], HEIGHT, logarithmic[1])
    marks = [(x - _MARK, y - _MARK, x + _MARK, y + _MARK) for x, y in zip(xs, ys, strict=True)]
    (upright,) = _spread([crossing[0]], frame[0], WIDTH, logarithmic[0])
    (level,) = _spread([crossing[1]], frame[1], HEIGHT, logarithmic[1])
    lines_across = [(upright - 1, 0, upright + 1, HEIGHT), (0, level - 1, WIDTH, level + 1)]
    taken: list[Box] = []
    chosen = []
    for number, (x, y, label) in enumerate(zip(xs, ys, labels, strict=True)):
        others = [*taken, *(m for n, m in enumerate(marks) if n != number)]
        for lines in map(broken, label):
            boxes = {corner: _box(corner, x, y, lines) for corner in CORNERS}
            best = min(CORNERS, key=partial(_at, boxes, [*others, *lines_across]))
            if _cost(boxes[best], others) <= _HIDDEN * area(boxes[best]):
                break
        taken.append(boxes[best])
        chosen.append((lines, best))
    return chosen


def boxes(
    points: Sequence[tuple[float, float]],
    shown: Sequence[tuple[list[str], str]],
    frame: tuple[tuple[float, float], tuple[float, float]],
    logarithmic: tuple[bool, bool],
) -> list[Box]:
    """Return where labels stand in the narrow picture."""
    xs = _spread([x for x, _ in points], frame[0], WIDTH, logarithmic[0])
    ys = _spread([y for _, y in points], frame[1], HEIGHT, logarithmic[1])
    return [_box(corner, x, y, lines) for x, y, (lines, corner) in zip(xs, ys, shown, strict=True)]


def _spread(
    values: Sequence[float], ends: tuple[float, float], length: float, logarithmic: bool
) -> list[float]:
    scaled = [math.log10(v) if logarithmic else v for v in (*ends, *values)]
    least, most = scaled[:2]
    return [(v - least) / ((most - least) or 1.0) * length for v in scaled[2:]]


def _box(corner: str, x: float, y: float, lines: Sequence[str]) -> Box:
    wide, high = max(map(len, lines)) * _LETTER, len(lines) * _LEADING
    row, side = corner.split()
    left = {"right": x + _GAP, "left": x - _GAP - wide, "center": x - wide / 2}[side]
    bottom = {"top": y + _GAP, "bottom": y - _GAP - high, "middle": y - high / 2}[row]
    return left, bottom, left + wide, bottom + high


def _at(boxes: Mapping[str, Box], others: Sequence[Box], corner: str) -> float:
    return _cost(boxes[corner], others)


def _cost(box: Box, others: Sequence[Box]) -> float:
    outside = area(box) - overlap(box, (0.0, 0.0, WIDTH, HEIGHT))
    return _OUTSIDE * outside + sum(overlap(box, other) for other in others)


def area(box: Box) -> float:
    """Return the area of a box."""
    return (box[2] - box[0]) * (box[3] - box[1])


def overlap(a: Box, b: Box) -> float:
    """Return the area that two boxes share."""
    wide = min(a[2], b[2]) - max(a[0], b[0])
    high = min(a[3], b[3]) - max(a[1], b[1])
    return wide * high if wide > 0 and high > 0 else 0.0
