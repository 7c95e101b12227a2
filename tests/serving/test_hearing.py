"""Speech by an endpoint: what is sent and to whom, and one line for what goes wrong."""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from briefstar.errors import ModelError, UsageError
from briefstar.llm.patience import Retries
from briefstar.llm.settings import load_settings
from briefstar.llm.transcribe import Transcriber, transcriber
from briefstar.serving import speech
from briefstar.serving.hearing import hearing
from briefstar.ui.speaking import written
from pydantic import SecretStr

from tests.local_http import LocalServer, QuietHandler

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
KEY = "sk-speech-0123456789"
SOUND = bytes(range(256)) * 40


class Ear(LocalServer):
    """Answers each transcription with the next of `answers`, else with a text."""

    def __init__(self) -> None:
        self.answers: deque[tuple[int, str]] = deque()
        self.seen: list[tuple[str, str | None, bytes]] = []
        outer = self

        class Handler(QuietHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                outer.seen.append((self.path, self.headers["authorization"], body))
                good = (200, json.dumps({"text": " I compared sixty forecasts. "}))
                status, text = outer.answers.popleft() if outer.answers else good
                self.send_response(status)
                kind = "application/json" if text[:1] == "{" else "text/html"
                self.send_header("content-type", kind)
                self.send_header("content-length", str(len(text)))
                self.end_headers()
                self.wfile.write(text.encode())

        super().__init__(Handler)


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [n for n in os.environ if n.startswith(("BRIEFSTAR_", "OPENAI_"))]:
        monkeypatch.delenv(name)


@pytest.fixture
def ear() -> Iterator[Ear]:
    server = Ear()
    yield server
    server.close()


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    file = tmp_path / "said.wav"
    file.write_bytes(SOUND)
    return file


def at(ear: Ear, **more: Any) -> Transcriber:
    quick = Retries(times=2, backoff=0.01)
    return Transcriber(f"{ear.url}/v1", SecretStr(KEY), "whisper-1", retries=quick, **more)


def test_the_recording_is_sent_whole_with_its_model_and_key(ear: Ear, recording: Path) -> None:
    assert at(ear).transcribe(recording) == "I compared sixty forecasts."
    ((path, key, body),) = ear.seen
    assert (path, key) == ("/v1/audio/transcriptions", f"Bearer {KEY}")
    assert SOUND in body and b'name="model"\r\n\r\nwhisper-1' in body and b"said.wav" in body


def test_a_fault_that_passes_is_waited_for(ear: Ear, recording: Path) -> None:
    ear.answers.extend([(503, '{"error": "busy"}'), (500, '{"error": "no"}')])
    assert at(ear).transcribe(recording) == "I compared sixty forecasts."
    assert len({body.partition(b"\r\n\r\n")[2][-2000:-100] for _, _, body in ear.seen}) == 1


@pytest.mark.parametrize(
    ("answer", "kind", "told"),
    [
        ((401, '{"error": {"message": "bad key"}}'), ModelError, "BRIEFSTAR_SPEECH_API_KEY"),
        ((404, '{"error": {"message": "no model"}}'), ModelError, "does not transcribe with"),
        ((200, "<html>Sign in</html>"), ModelError, "does not transcribe with 'whisper-1'"),
        ((200, '{"texts": []}'), ModelError, "does not transcribe with"),
        ((413, '{"error": {"message": "too large"}}'), ModelError, "too large"),
        ((200, '{"text": "  "}'), UsageError, "no speech was heard"),
    ],
)
def test_what_goes_wrong_is_told_in_one_line_without_the_key(
    ear: Ear, recording: Path, answer: tuple[int, str], kind: type[Exception], told: str
) -> None:
    ear.answers.append(answer)
    with pytest.raises(kind, match=told) as caught:
        at(ear).transcribe(recording)
    assert "\n" not in str(caught.value) and KEY not in str(caught.value)
    assert caught.value.__cause__ is None and caught.value.__context__ is None
    assert len(ear.seen) == 1


def test_an_endpoint_that_is_not_there_is_told(recording: Path) -> None:
    gone = Transcriber(
        "http://127.0.0.1:9/v1", None, "whisper-1", retries=Retries(times=1, backoff=0.01)
    )
    with pytest.raises(ModelError, match=r"cannot reach http://127.0.0.1:9/v1"):
        gone.transcribe(recording)


@pytest.mark.parametrize(
    ("variables", "url", "key"),
    [
        ({"BRIEFSTAR_BASE_URL": "http://a.test/v1", "BRIEFSTAR_API_KEY": "k1"}, "a.test", "k1"),
        (
            {
                "BRIEFSTAR_BASE_URL": "http://a.test/v1", "BRIEFSTAR_API_KEY": "k1",
                "BRIEFSTAR_SPEECH_BASE_URL": "http://b.test/v1",
            },
            "b.test",
            None,
        ),
        (
            {
                "BRIEFSTAR_SPEECH_BASE_URL": "http://b.test/v1", "BRIEFSTAR_SPEECH_API_KEY": "k2",
                "OPENAI_API_KEY": "k3",
            },
            "b.test",
            "k2",
        ),
        ({"OPENAI_API_KEY": "k3"}, "api.openai.com", "k3"),
    ],
)  # fmt: skip
def test_a_key_goes_only_where_it_was_set_for(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], url: str, key: str | None
) -> None:
    monkeypatch.setenv("BRIEFSTAR_SPEECH_MODEL", "whisper-1")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    found = transcriber(load_settings())
    assert found is not None and url in found.endpoint
    assert (found._key.get_secret_value() if found._key else None) == key
    assert key is None or key not in repr(vars(found))


def test_without_a_named_model_no_endpoint_hears_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFSTAR_BASE_URL", "http://a.test/v1")
    monkeypatch.setattr(speech, "PARTS", ("no_such_package",))
    assert transcriber(load_settings()) is None
    assert hearing() is None


def test_a_model_without_an_endpoint_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFSTAR_SPEECH_MODEL", "whisper-1")
    with pytest.raises(UsageError, match="BRIEFSTAR_SPEECH_BASE_URL"):
        hearing()


def test_an_endpoint_that_fails_is_not_replaced_by_this_machine(
    ear: Ear, recording: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[Path] = []
    monkeypatch.setattr(speech, "installed", lambda: True)
    monkeypatch.setattr(speech, "transcribe", heard.append)
    monkeypatch.setenv("BRIEFSTAR_SPEECH_MODEL", "whisper-1")
    monkeypatch.setenv("BRIEFSTAR_SPEECH_BASE_URL", f"{ear.url}/v1")
    by = hearing()
    assert by is not None and f"sent to {ear.url}/v1" in by.where
    ear.answers.append((404, '{"error": {"message": "no such page"}}'))
    _, answer, status = written(by, str(recording), "What I typed.")
    assert answer == "What I typed." and "does not transcribe" in status and not heard
    assert not recording.exists()


def test_what_an_endpoint_heard_is_added_and_says_by_whom(
    ear: Ear, recording: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFSTAR_SPEECH_MODEL", "whisper-1")
    monkeypatch.setenv("BRIEFSTAR_SPEECH_BASE_URL", f"{ear.url}/v1")
    by = hearing()
    assert by is not None
    _, answer, status = written(by, str(recording), "First,")
    assert answer == "First, I compared sixty forecasts."
    assert f"by whisper-1 at {ear.url}/v1" in status and not recording.exists()
