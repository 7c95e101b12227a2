"""Who writes down what is said: the endpoint that is named for it, else this machine, else nobody.

It is settled when a page is made, and the page says it before anybody speaks. One that fails says
so; no other takes its place.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from . import speech


@dataclass(frozen=True, slots=True)
class Hearing:
    """How speech becomes text here. `where` says it before, `by` after."""

    where: str
    by: str
    write_down: Callable[[Path], str]


def hearing() -> Hearing | None:
    """Return who writes speech down, or None. Raises `UsageError` for settings of no use."""
    # Asked of the environment first: reading all settings takes 0.3 s, which every page would pay.
    if os.environ.get("BRIEFSTAR_SPEECH_MODEL"):
        from ..llm.settings import load_settings
        from ..llm.transcribe import transcriber

        if named := transcriber(load_settings()):
            return Hearing(
                f"your voice is sent to {named.endpoint}",
                f"by {named.model} at {named.endpoint}",
                named.transcribe,
            )
    if speech.installed():
        return Hearing("your voice stays on this machine", "on this machine", speech.transcribe)
    return None
