"""What reaches the terminal: messages on stderr, documents on stdout, neither able to crash it.

Text from files and models is shown without control characters, which could move the cursor or
change the terminal's title.
"""

from __future__ import annotations

import io
import sys
from typing import TextIO


class Stopped(Exception):
    """Ctrl-C was pressed; the message says what was kept."""


def be_lenient(*streams: TextIO) -> None:
    """Have streams replace what their encoding cannot express instead of raising."""
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def harmless(text: str) -> str:
    """Return the text without control characters; line feeds and tabs stay."""
    return "".join(c if c.isprintable() or c in "\n\t" else "\ufffd" for c in text)


def one_line(text: str) -> str:
    """Return the text on one line, without control characters."""
    return harmless(" ".join(text.split()))


def say(text: str) -> None:
    """Write one line to stderr. A closed stderr is no reason to fail."""
    try:
        print(f"briefstar: {one_line(text)}", file=sys.stderr, flush=True)
    except OSError:
        return


def put(text: str) -> None:
    """Write a piece of the document to stdout at once."""
    if sys.stdout.isatty():
        text = harmless(text)
    sys.stdout.write(text)
    sys.stdout.flush()
