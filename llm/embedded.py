"""The embedded model: llama.cpp's own server in this process, on loopback with a random key.

Once started it is an OpenAI-compatible endpoint like any other. One server serves all
`EmbeddedModel`s of a process that use the same weights; it lives as long as the process.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, overload

from pydantic import BaseModel

from ..errors import ModelError
from .openai_model import OpenAIModel
from .paths import cache_folder
from .prefix import PrefixStore
from .requests import Choice, Choose, Prime, Reply, Structured, Usage
from .weights import OnEvent, PullProgress, ensure_weights, weights_sha256

T = TypeVar("T", bound=BaseModel)
CONTEXT = 8192  # tokens; one slot, so a request has them all
_TIMEOUT = 600.0  # seconds; a busy machine is slow, not broken


@dataclass(slots=True)
class _Server:
    """A running server, and the states of its one slot that are kept on disk."""

    process: Any
    url: str
    key: str
    prefixes: PrefixStore


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
            f"{self._server.url}/v1",
            self._server.key,
            weights.stem,
            timeout=_TIMEOUT,
            llama_cpp=True,
            kind="embedded",
            reason=reason,
            revision=weights_sha256(weights),
        )

    @property
    def address(self) -> tuple[str, str]:
        """Base URL and key of the server, for another client in this process."""
        return f"{self._server.url}/v1", self._server.key

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
    with _starting:
        if weights not in _servers:
            if on_event:
                note = f"loading {weights.name}"
                on_event(PullProgress("memory", 0, weights.stat().st_size, note))
            _servers[weights] = _start(weights)
        return _servers[weights]


def _start(weights: Path) -> _Server:
    import xllamacpp  # type: ignore[import-untyped]

    key = secrets.token_urlsafe(24)
    folder = cache_folder() / "prefixes"
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    params = xllamacpp.CommonParams()
    params.model.path = str(weights)
    params.model_alias = {weights.stem}
    params.n_ctx = CONTEXT
    params.n_parallel = 1
    params.cpuparams.n_threads = _threads()
    params.cache_ram_mib = 0  # earlier prompts kept in memory would make runs differ
    params.slot_save_path = f"{folder}{os.sep}"
    params.verbosity = 0
    params.api_keys = [key]
    params.port = 0
    try:
        process = xllamacpp.Server(params)
    except (RuntimeError, ValueError) as error:
        raise ModelError(
            f"{weights.name} could not be loaded ({error}); about 2 GB of free memory are needed. "
            "If the file is damaged: briefstar model pull --again"
        ) from error
    identity = f"{weights_sha256(weights)} {xllamacpp.__version__} {_threads()} {CONTEXT}"
    url = process.listening_address
    return _Server(process, url, key, PrefixStore(folder, url, key, identity))


def _threads() -> int:
    """As many threads as cores that this process may use: generation is bound by memory."""
    with contextlib.suppress(AttributeError, OSError):
        return max(1, len(os.sched_getaffinity(0)))
    return max(1, os.cpu_count() or 1)
