"""The embedded model: llama.cpp's own server in this process, on loopback with a random key.

Once started it is an OpenAI-compatible endpoint like any other. One server serves all
`EmbeddedModel`s of a process that use the same weights; it lives as long as the process.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar, overload

from pydantic import BaseModel

from .embedded_server import EmbeddedServer, start_server
from .openai_model import OpenAIModel
from .paths import cache_folder
from .prefix import PrefixStore
from .requests import Choice, Choose, Prime, Reply, Structured, Usage
from .weights import OnEvent, PullProgress, ensure_weights, weights_sha256

T = TypeVar("T", bound=BaseModel)
_TIMEOUT = 600.0  # seconds; a busy machine is slow, not broken


@dataclass(slots=True)
class _Server:
    """A running server, and the states of its one slot that are kept on disk."""

    server: EmbeddedServer
    prefixes: PrefixStore
    job: threading.Lock = field(default_factory=threading.Lock)


_servers: dict[Path, _Server] = {}
_starting = threading.Lock()


class EmbeddedModel(OpenAIModel):
    """The model that works without a key and, once its weights are there, without a network.

    `path` names another GGUF file; by default the published weights are pulled when they are
    missing, which `on_event` is told about. Raises `UsageError` and `ModelError` when the
    weights cannot be had or loaded. About 2 GB of memory.
    """

    def __init__(
        self, path: Path | None = None, *, on_event: OnEvent | None = None, reason: str = ""
    ) -> None:
        weights = ensure_weights(path, on_event=on_event)
        self._server = _serve(weights, on_event)
        self._on_event = on_event
        super().__init__(
            *self.address,
            weights.stem,
            timeout=_TIMEOUT,
            llama_cpp=True,
            kind="embedded",
            reason=reason,
            revision=weights_sha256(weights),
        )
        # The port differs from run to run; what is told about a result must not.
        self._info = replace(self._info, endpoint="embedded")

    @contextlib.contextmanager
    def exclusive(self) -> Iterator[None]:
        """Keep the one slot for a job: other threads that ask for it this way wait.

        Requests of two jobs that alternate are right, but slow, since each undoes what the slot
        remembers of the other, and then a job need not repeat to the bit. Not re-entrant.
        """
        with self._server.job:
            yield

    @property
    def address(self) -> tuple[str, str]:
        """Base URL and key of the server, for another client in this process."""
        server = self._server.server
        return f"{server.url}/v1", server.key

    @overload
    def ask(self, request: Prime) -> Usage: ...
    @overload
    def ask(self, request: Choose) -> Choice: ...
    @overload
    def ask(self, request: Structured[T]) -> Reply[T]: ...
    def ask(self, request: Any) -> Any:
        """Send a request and wait for its result. Raises `ModelError`."""
        return self._prime(request) if isinstance(request, Prime) else super().ask(request)

    @overload
    async def aask(self, request: Prime) -> Usage: ...
    @overload
    async def aask(self, request: Choose) -> Choice: ...
    @overload
    async def aask(self, request: Structured[T]) -> Reply[T]: ...
    async def aask(self, request: Any) -> Any:
        """Async form of `ask`."""
        if isinstance(request, Prime):
            import asyncio

            return await asyncio.to_thread(self._prime, request)
        return await super().aask(request)

    def _prime(self, request: Prime) -> Usage:
        """Bring the slot into the state after the shared start, always by the same last step.

        Re-reading the start's last token alone ends in the same bits whether the rest was read,
        restored or still there; so a job's answers do not depend on what ran before it.
        """
        prefixes = self._server.prefixes
        spent = Usage()
        if not prefixes.restore(request.messages):
            if self._on_event:
                note = "reading the worked examples, once on this machine"
                self._on_event(PullProgress("memory", 0, 0, note))
            spent = super().ask(request)
            prefixes.save(request.messages)
        return spent + super().ask(request)


def _serve(weights: Path, on_event: OnEvent | None) -> _Server:
    place = weights.resolve()
    with _starting:
        if place not in _servers:
            if on_event:
                note = f"loading {weights.name}"
                on_event(PullProgress("memory", 0, weights.stat().st_size, note))
            _servers[place] = _start(weights)
        return _servers[place]


def _start(weights: Path) -> _Server:
    folder = cache_folder() / "prefixes"
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    server = start_server(weights, folder, weights_sha256(weights))
    return _Server(server, PrefixStore(folder, server.url, server.key, server.identity))
