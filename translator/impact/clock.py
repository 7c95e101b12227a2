"""Read: stretches of a day by the clock, "from 9:00 to 13:00" or "from 6 to 8 pm", as hours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ...provenance import Number, Span

_TIME = r"(?P<h{n}>\d{{1,2}})(?::(?P<m{n}>[0-5]\d))?\s?(?P<half{n}>[ap]m\b|[ap]\.m\.)?"
_STRETCH = re.compile(
    rf"\bfrom {_TIME.format(n=1)} (?:to|until|till) {_TIME.format(n=2)}(?![\d%])", re.IGNORECASE
)


def by_the_clock(text: str, span: Span) -> Iterator[Number]:
    """Yield a number of hours for each stretch; one end at least looks like a time of day."""
    for match in _STRETCH.finditer(text, span.start, span.end):
        if not any(match[key] for key in ("m1", "m2", "half1", "half2")):
            continue
        start, end = _hour(match, 1), _hour(match, 2)
        if start is None or end is None:
            continue
        hours = (end - start + 24) % 24
        yield Number(*match.span(), match[0], hours or Decimal(24), unit="hour")


def _hour(match: re.Match[str], n: int) -> Decimal | None:
    """The hour of the day; "6 to 8 pm" begins in the afternoon too. None if there is no such."""
    hour, half = int(match[f"h{n}"]), match[f"half{n}"] or (n == 1 and match["half2"]) or ""
    if hour > (12 if half else 24):
        return None
    if half:
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    return Decimal(hour) + Decimal(match[f"m{n}"] or 0) / 60
