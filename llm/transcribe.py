"""Speech into text by an OpenAI-compatible endpoint: `{base_url}/audio/transcriptions`."""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import ModelError, UsageError
from .clients import Clients
from .decode import read_failure
from .endpoint import OPENAI_URL, openai_key
from .explain import explain, scrub, shown_url
from .patience import Patience, Retries
from .wire import Failure

if TYPE_CHECKING:
    from pydantic import SecretStr

    from .settings import Settings


class Transcriber:
    """A model behind an endpoint that writes down what is said. Shows no secret.

    `timeout` is in seconds, for the whole of a recording.
    """

    def __init__(
        self,
        base_url: str,
        api_key: SecretStr | None,
        model: str,
        *,
        timeout: float = 120.0,
        retries: Retries | None = None,
    ) -> None:
        self.model, self.endpoint = model, shown_url(base_url)
        self._base_url, self._key = base_url, api_key
        self._timeout, self._retries = timeout, retries or Retries()

    def transcribe(self, recording: Path) -> str:
        """Return the words of a recording, in whatever format the endpoint takes.

        Raises `ModelError`, and `UsageError` where nothing was said.
        """
        # Recordings come minutes apart: no connection is kept for the next.
        with closing(Clients(self._base_url, self._key, self._timeout)) as clients:
            said = self._said(recording, clients)
        if not said.strip():
            raise UsageError("no speech was heard: speak closer to the microphone, or type")
        return said.strip()

    def _said(self, recording: Path, clients: Clients) -> str:
        patience, sent = Patience(self._retries), 1
        while isinstance(outcome := self._sent(recording, clients), Failure):
            pause = patience.delay(outcome)
            if pause is None:
                raise ModelError(self._told(outcome, patience.waited), attempts=sent)
            time.sleep(pause)
            sent += 1
        return outcome

    def _sent(self, recording: Path, clients: Clients) -> str | Failure:
        try:
            reply = clients.sync().audio.transcriptions.create(
                model=self.model, file=recording, response_format="json"
            )
        except Exception as error:
            return read_failure(error)
        # The SDK takes whatever came: a page of HTML comes as a text.
        said = getattr(reply, "text", None)
        return said if isinstance(said, str) else Failure("garbled", str(reply)[:200])

    def _told(self, failure: Failure, waited: float) -> str:
        says = f" It says: {failure.detail}" if failure.detail else ""
        if failure.kind == "key":
            told = f"the key was refused by {self.endpoint}: set BRIEFSTAR_SPEECH_API_KEY.{says}"
        elif failure.kind in ("missing", "garbled"):
            told = (
                f"{self.endpoint} does not transcribe with {self.model!r}: set "
                "BRIEFSTAR_SPEECH_MODEL to one that does, or BRIEFSTAR_SPEECH_BASE_URL to where it "
                f"is.{says}"
            )
        else:
            told = explain(
                failure, model=self.model, endpoint=self.endpoint, timeout=self._timeout,
                waited=waited,
            )  # fmt: skip
        return scrub(told, self._key.get_secret_value() if self._key else None)


def transcriber(settings: Settings) -> Transcriber | None:
    """Return what the settings name for speech, or None where they name nothing.

    Raises `UsageError` where they do not say which endpoint. A key goes only to the endpoint that
    it was set for.
    """
    if settings.speech_model is None:
        return None
    url = settings.speech_base_url or settings.base_url or settings.openai_base_url
    if url is None and settings.openai_api_key is not None:
        url = OPENAI_URL
    if url is None:
        raise UsageError("BRIEFSTAR_SPEECH_MODEL is set: set BRIEFSTAR_SPEECH_BASE_URL as well")
    key = settings.speech_api_key
    if key is None and url == settings.base_url:
        key = settings.api_key
    return Transcriber(
        url, key or openai_key(settings, url), settings.speech_model, timeout=settings.timeout
    )
