"""Read what the user gives: a text, `@FILE` or `-` for standard input, and answers as a mapping.

Whatever cannot be text is refused in one line that says what to do.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

from ..errors import UsageError

MAX_BYTES = 4_000_000
"""More than any goal, context or brief needs; guards against a device or a wrong file."""

MAX_EXPORT = 1_000_000_000
"""A whole library of thousands of works with their versions."""

_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


def read_argument(given: str, name: str) -> str:
    """Return a text given as itself, as `@FILE`, or as `-`; `@@` stands for a leading `@`."""
    if given == "-":
        return read_stdin(name)
    if given.startswith("@@"):
        return _clean(given[1:], name)
    if given.startswith("@"):
        return read_file(Path(given[1:]), name)
    return _clean(given, name)


def read_stdin(name: str, most: int = MAX_BYTES) -> str:
    """Return standard input as text of at most so many bytes."""
    if sys.stdin.isatty():
        print(f"Type the {name}; Ctrl-D on a line of its own ends it.", file=sys.stderr, flush=True)
    return _decode(_read(sys.stdin.buffer, most), f"the {name} on standard input", most)


def read_file(path: Path, name: str, most: int = MAX_BYTES) -> str:
    """Return a file as text of at most so many bytes; raise `UsageError` for anything else."""
    where, path = f"the {name} file {path}", path.expanduser()
    try:
        if path.is_dir():
            raise UsageError(f"{where} is a folder: name a text file in it")
        with path.open("rb") as file:
            data = _read(file, most)
    except FileNotFoundError:
        raise UsageError(
            f"{where} does not exist: check the name (a text is given without @)"
        ) from None
    except (OSError, ValueError) as error:
        raise UsageError(f"{where} cannot be read: {_reason(error)}") from None
    return _decode(data, where, most)


def read_json(given: str, name: str, most: int = MAX_BYTES) -> Any:
    """Return what a JSON file, or `-` for standard input, holds. Raises `UsageError`."""
    text = read_stdin(name, most) if given == "-" else read_file(Path(given), name, most)
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise UsageError(f"{given} is no JSON: write it with --format json") from None


def read_answers(given: Sequence[str]) -> dict[str, str]:
    """Return answers by question id, from `ID=TEXT` and `@FILE` arguments, the later ones first."""
    answers: dict[str, str] = {}
    for argument in given:
        if argument.startswith("@"):
            answers |= _mapping(Path(argument[1:]))
        else:
            id, equals, text = argument.partition("=")
            if not equals or not id.strip():
                raise UsageError(
                    f"an answer is ID=TEXT or @FILE, not {argument!r}; "
                    "the ids stand behind the brief's questions"
                )
            answers[id.strip()] = _clean(text, "answer", empty=True)
    return answers


def one_from_stdin(**given: str | None) -> None:
    """Refuse two texts that both want standard input."""
    if len(names := [name for name, value in given.items() if value == "-"]) > 1:
        raise UsageError(
            f"only one of {' and '.join(names)} can be read from standard input: "
            "give the other as a text or as @FILE"
        )


def _read(file: BinaryIO, most: int) -> bytes:
    """Return up to one byte too many; in pieces, as one large read sets all of it aside first."""
    data = bytearray()
    while piece := file.read(min(MAX_BYTES, most + 1 - len(data))):
        data += piece
    return bytes(data)


def _decode(data: bytes, where: str, most: int) -> str:
    if not data.strip():
        raise UsageError(f"{where} is empty: put the text in it first")
    if len(data) > most:
        raise UsageError(
            f"{where} is larger than {most // 1_000_000:,} MB: give the part that matters"
        )
    if coding := _MARKS.get(data[:2]):
        raise UsageError(f"{where} is {coding}: save it as UTF-8")
    if b"\0" in data:
        raise UsageError(f"{where} is a binary file: export it as text (UTF-8) first")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{where} is not UTF-8 text (byte {error.start:,}): save it as UTF-8"
        ) from None


def _clean(text: str, name: str, *, empty: bool = False) -> str:
    if not empty and not text.strip():
        raise UsageError(
            f"the {name} is empty: give it as a text, as @FILE, or as - for standard input"
        )
    try:
        text.encode()
    except UnicodeEncodeError:
        raise UsageError(f"the {name} is not UTF-8 text: check the terminal's encoding") from None
    return text


def _mapping(path: Path) -> dict[str, str]:
    import yaml

    text = read_file(path, "answer")
    loaded: Any
    try:
        loaded = json.loads(text)
    except (ValueError, RecursionError):
        try:
            # Scalars stay as they were written: "yes" is an answer, not a truth value.
            loaded = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506
        except (yaml.YAMLError, RecursionError) as error:
            mark = getattr(error, "problem_mark", None)
            at = f" (line {mark.line + 1})" if mark else ""
            raise UsageError(f"the answer file {path} is neither YAML nor JSON{at}") from None
    if not isinstance(loaded, dict):
        raise UsageError(f"the answer file {path} must map question ids to texts, as in `id: text`")
    return {str(id): _scalar(path, str(id), value) for id, value in loaded.items()}


def _scalar(path: Path, id: str, value: Any) -> str:
    if isinstance(value, (dict, list)):
        raise UsageError(f"the answer file {path}: the answer to {id} must be one text")
    if value is None:
        return ""
    return _clean(value if isinstance(value, str) else json.dumps(value), "answer", empty=True)


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()
