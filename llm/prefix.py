"""Keep the state of a prompt's start on disk, so that worked examples are read once a machine.

Reading a long start costs the embedded model half a minute on two cores; restoring its saved
state costs milliseconds. llama.cpp's slot actions do both. A state is only ever a shortcut:
without it, or with one that cannot be read, the start is read again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .requests import Message

KEPT = 2  # states of other starts or models that stay beside the newest, about 50 MB each


class PrefixStore:
    """Saves and restores slot 0 of one llama.cpp server, whose `slot_save_path` is `folder`."""

    def __init__(self, folder: Path, server: str, api_key: str, identity: str) -> None:
        self._folder = folder
        self._server = server.rstrip("/")
        self._headers = {"Authorization": f"Bearer {api_key}"}
        self._identity = identity

    def name(self, messages: Sequence[Message]) -> str:
        """Return the file name of a start's state: a hash of all that it depends on."""
        asked = [self._identity, *([m.role, m.content] for m in messages)]
        return hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:32] + ".state"

    def restore(self, messages: Sequence[Message]) -> bool:
        """Load the state of a start; False where there is none that can be read."""
        file = self._folder / self.name(messages)
        if not file.is_file():
            return False
        if self._act("restore", file.name):
            return True
        file.unlink(missing_ok=True)
        return False

    def save(self, messages: Sequence[Message]) -> bool:
        """Save the server's present state as that of a start; False where the disk refuses."""
        name = self.name(messages)
        half_written = f"{name}.{os.getpid()}.tmp"
        try:
            if not self._act("save", half_written):
                return False
            (self._folder / half_written).replace(self._folder / name)
            self._forget_oldest()
        except OSError:
            return False
        finally:
            (self._folder / half_written).unlink(missing_ok=True)
        return True

    def _forget_oldest(self) -> None:
        files = sorted(self._folder.glob("*.state"), key=lambda f: f.stat().st_mtime)
        for file in files[: -KEPT - 1]:
            file.unlink(missing_ok=True)

    def _act(self, action: str, filename: str) -> bool:
        import httpx2

        url = f"{self._server}/slots/0"
        body: dict[str, Any] = {"filename": filename}
        try:
            reply = httpx2.post(
                url, params={"action": action}, json=body, headers=self._headers, timeout=60
            )
        except httpx2.HTTPError:
            return False
        return reply.status_code == httpx2.codes.OK
