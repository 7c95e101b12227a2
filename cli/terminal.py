"""What reaches the terminal: messages on stderr, documents on stdout, neither able to crash it.

Text from files and models is shown without control characters, which could move the cursor or
change the terminal's title.
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

from ..errors import BriefstarError


class Stopped(Exception):
    """Ctrl-C was pressed; the message says what was kept."""


def prepare_streams() -> None:
    """Have output replace what its encoding cannot express; stand in for closed streams."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def let_go_of_stdout() -> None:
    """Drop what stdout no longer takes, so that the interpreter does not complain at its exit."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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
    """Write a piece of the document to stdout at once. Raises `BriefstarError` on a full disk."""
    if sys.stdout.isatty():
        text = harmless(text)
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise BriefstarError(f"cannot write to standard output: {error.strerror}") from None
