"""llama.cpp's own server in this process, on loopback with a random key.

Says how it is started and why it could not be. Nothing of it is printed.
"""

from __future__ import annotations

import os
import re
import secrets
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import ModelError
from .cores import usable_cores
from .machine import free_memory

CONTEXT = 8192  # tokens; one slot, so a request has them all
_SPIN_COUNT = "GOMP_SPINCOUNT"
_QUIET, _ERRORS = 0, 1  # llama.cpp's levels of verbosity
_ERROR_LINE = re.compile(r"^[\d.]+ E +(?:\S+: )?(?:error loading model: )?(.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class EmbeddedServer:
    """A running server; it stops when the process ends. `identity` names what shapes its bits."""

    process: Any
    url: str
    key: str
    identity: str


def start_server(weights: Path, states: Path, sha256: str) -> EmbeddedServer:
    """Load the weights and serve them; takes seconds, and some 2 GB of memory.

    `states` is the folder that llama.cpp may save its slot's state in, `sha256` the weights'
    hash. Raises `ModelError` saying why they cannot be loaded and what to do.
    """
    _check_memory(weights)
    xllamacpp, key, threads = _engine(), secrets.token_urlsafe(24), usable_cores()

    def start(verbosity: int) -> Any:
        params = xllamacpp.CommonParams()
        params.model.path = str(weights)
        params.model_alias = {weights.stem}
        params.n_ctx = CONTEXT
        params.n_parallel = 1
        params.cpuparams.n_threads = threads
        params.cache_ram_mib = 0  # earlier prompts kept in memory would make runs differ
        params.fit_params = False  # the sizes are given; fitting them would load the file twice
        params.slot_save_path = f"{states}{os.sep}"
        params.verbosity = verbosity
        params.api_keys = [key]
        params.port = 0
        params.ui = False
        params.offline = True
        return xllamacpp.Server(params)

    try:
        process = start(_QUIET)
    except (RuntimeError, ValueError, MemoryError) as error:
        raise ModelError(_reason(weights, lambda: start(_ERRORS))) from error
    identity = f"{sha256} {xllamacpp.__version__} {threads} {CONTEXT}"
    return EmbeddedServer(process, process.listening_address, key, identity)


def memory_needed(size: int) -> int:
    """Bytes of memory for weights of `size` bytes: the file, copies of parts of it, the context.

    Measured: 2.1 GB for 1.1 GB of weights and 8,192 tokens.
    """
    return size + size // 2 + 500_000_000


def _check_memory(weights: Path) -> None:
    """Refuse what would be killed half-way. The file's own pages can be dropped, the rest not."""
    size, free = weights.stat().st_size, free_memory()
    if free is not None and free < memory_needed(size) - size:
        raise ModelError(
            f"not enough memory to load {weights.name}: about {memory_needed(size) / 1e9:.1f} GB "
            f"are needed, {free / 1e9:.1f} GB are free. Close other programs, name a smaller GGUF "
            "file by BRIEFSTAR_MODEL_PATH, or an endpoint by BRIEFSTAR_BASE_URL"
        )


def _engine() -> Any:
    try:
        with brief_spin():
            import xllamacpp  # type: ignore[import-untyped]
    except ImportError as error:
        raise ModelError(
            f"the embedded model's engine cannot be imported ({error}): install briefstar again "
            "with its dependencies, or set BRIEFSTAR_BASE_URL to an endpoint"
        ) from error
    return xllamacpp


@contextmanager
def brief_spin() -> Iterator[None]:
    """Have OpenMP's threads sleep soon while they wait for each other; it reads this when loaded.

    By default they spin for milliseconds. Where other programs use the cores too, the thread
    that is waited for then seldom runs: measured on two cores with one other busy program, a
    reply took 1.3 to 1.5 times as long, on busier machines far longer. Alone, it costs nothing.
    What the user has set stands.
    """
    if "OMP_WAIT_POLICY" in os.environ or _SPIN_COUNT in os.environ:
        yield
        return
    os.environ[_SPIN_COUNT] = "1000"
    try:
        yield
    finally:
        del os.environ[_SPIN_COUNT]


def _reason(weights: Path, start: Callable[[], Any]) -> str:
    """Say why the weights cannot be loaded.

    llama.cpp tells that on stderr alone, so they are loaded once more while stderr is kept.
    """
    with _captured_stderr() as read:
        try:
            start()
        except (RuntimeError, ValueError, MemoryError) as error:
            found = _ERROR_LINE.search(read())
            reason = found[1] if found else str(error)
        else:
            reason = "it could be at the second try; memory may be short"
    return (
        f"{weights.name} cannot be loaded: {reason}. If the file is damaged, fetch it again; the "
        "one that briefstar pulls, by `briefstar model pull --again`"
    )


@contextmanager
def _captured_stderr() -> Iterator[Callable[[], str]]:
    """Keep what C code writes to stderr; the function that is given reads it so far."""
    sys.stderr.flush()
    real = os.dup(2)
    with tempfile.TemporaryFile() as kept:

        def read() -> str:
            kept.seek(0)
            return kept.read().decode(errors="replace")

        os.dup2(kept.fileno(), 2)
        try:
            yield read
        finally:
            os.dup2(real, 2)
            os.close(real)
