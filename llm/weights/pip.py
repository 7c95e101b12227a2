"""Downloads one wheel with pip in a process of its own.

pip, because it knows the user's package index: mirrors, proxies, certificates and passwords.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from .progress import SourceFailed

_LAST_LINES = 4
_POLL_SECONDS = 0.2


def pip_command() -> list[str]:
    """How to run pip here: this Python's, the copy that Python carries, or one on the path.

    Environments made without pip are common. Raises `SourceFailed` when there is none at all.
    """
    python = [sys.executable, "-P"]  # no pip.py of the current folder
    if importlib.util.find_spec("pip") is not None:
        return [*python, "-m", "pip"]
    carried = importlib.util.find_spec("ensurepip")
    if carried is not None and carried.origin is not None:
        for wheel in (Path(carried.origin).parent / "_bundled").glob("pip-*.whl"):
            return [*python, str(wheel / "pip")]
    found = shutil.which("pip3") or shutil.which("pip")
    if found is None:
        raise SourceFailed("there is no pip to ask it with; install pip into this Python")
    return [found]


def download_wheel(requirement: str, folder: Path, tick: Callable[[int], None]) -> Path:
    """Download one wheel into an empty folder and return its path. Raises `SourceFailed`.

    `tick` is called a few times a second with the bytes that are there so far.
    """
    options = ["--no-deps", "--no-cache-dir", "--only-binary", ":all:", "--no-input"]
    quiet = ["--disable-pip-version-check", "--progress-bar", "off"]
    command = [*pip_command(), "download", *options, *quiet, "-d", str(folder), requirement]
    # pip's own temporary files go to the same disk, and away with the folder.
    places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))
    code, output = _run(command, {**os.environ, **places}, lambda: tick(_largest_file(folder)))
    if code != 0:
        lines = [line for line in output.splitlines() if line.strip()]
        raise SourceFailed("pip says: " + " ".join(lines[-_LAST_LINES:] or [f"exit code {code}"]))
    wheels = list(folder.glob("*.whl"))
    if len(wheels) != 1:
        raise SourceFailed(f"pip left {len(wheels)} wheels for {requirement}, not one")
    return wheels[0]


def _run(command: list[str], env: dict[str, str], tick: Callable[[], None]) -> tuple[int, str]:
    try:
        process = subprocess.Popen(  # noqa: S603
            command,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
    except OSError as error:
        raise SourceFailed(f"pip cannot be started: {error}") from error
    with process:
        try:
            while True:
                try:
                    output, _ = process.communicate(timeout=_POLL_SECONDS)
                    return process.returncode, output
                except subprocess.TimeoutExpired:
                    tick()
        except BaseException:
            process.kill()
            raise


def _largest_file(folder: Path) -> int:
    """The wheel as far as it has come; pip writes it first beside, then copies it."""
    largest = 0
    for place, _, names in os.walk(folder):
        for name in names:
            try:
                largest = max(largest, (Path(place) / name).stat().st_size)
            except OSError:
                # pip moved it in the meantime.
                continue
    return largest
