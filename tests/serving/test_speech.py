"""Speech: told in one line where it is not there; heard word for word where it is."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from briefstar import UsageError
from briefstar.serving import speech
from briefstar.serving.hearing import Hearing
from briefstar.ui.speaking import written

HERE = Hearing("here", "here", speech.transcribe)
SAID = "I compared sixty forecasts with what the drivers had written down."


def test_where_it_is_not_installed_it_says_how(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(speech, "PARTS", ("no_such_package",))
    with pytest.raises(UsageError, match="make ui SPEECH=1"):
        speech.transcribe(tmp_path / "x.wav")


def test_a_fault_keeps_the_answer_and_deletes_the_recording(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(speech, "PARTS", ("no_such_package",))
    recording = tmp_path / "x.wav"
    recording.write_bytes(b"no sound")
    _, answer, status = written(HERE, str(recording), "What I typed.")
    assert answer == "What I typed." and 'role="alert"' in status and not recording.exists()


@pytest.mark.embedded
@pytest.mark.skipif(
    not (speech.installed() and shutil.which("espeak-ng")), reason="the extra `speech`, espeak-ng"
)
def test_speech_is_written_down_and_forgotten(tmp_path: Path) -> None:
    recording = tmp_path / "said.wav"
    subprocess.run(["espeak-ng", "-s", "140", "-w", recording, SAID], check=True)
    _, answer, _ = written(HERE, str(recording), "First,")
    assert answer.startswith("First,") and not recording.exists()
    heard = answer.lower()
    assert sum(word in heard for word in ("compared", "forecasts", "drivers", "written")) >= 3


@pytest.mark.embedded
@pytest.mark.skipif(not speech.installed(), reason="the extra `speech`")
def test_what_is_no_sound_is_told(tmp_path: Path) -> None:
    recording = tmp_path / "x.wav"
    recording.write_bytes(b"no sound")
    with pytest.raises(UsageError, match="cannot be read"):
        speech.transcribe(recording)
