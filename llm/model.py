"""The protocol that pipelines receive and never construct."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Generator
from typing import Any, Protocol, TypeVar, overload, runtime_checkable

from pydantic import BaseModel

from .requests import Choice, Choose, ModelInfo, Partial, Prime, Reply, Structured, Usage

T = TypeVar("T", bound=BaseModel)


@runtime_checkable
class Model(Protocol):
    """Anything that answers the requests, at once or streaming, sync or async.

    All methods raise `ModelError` when no usable answer can be had.
    """

    @property
    def info(self) -> ModelInfo:
        """Which model this is, for provenance."""
        ...

    @overload
    def ask(self, request: Prime) -> Usage: ...
    @overload
    def ask(self, request: Choose) -> Choice: ...
    @overload
    def ask(self, request: Structured[T]) -> Reply[T]: ...
    def ask(self, request: Any) -> Any:
        """Send a request and wait for its result."""
        ...

    @overload
    async def aask(self, request: Prime) -> Usage: ...
    @overload
    async def aask(self, request: Choose) -> Choice: ...
    @overload
    async def aask(self, request: Structured[T]) -> Reply[T]: ...
    async def aask(self, request: Any) -> Any:
        """Async form of `ask`."""
        ...

    def stream(self, request: Structured[T]) -> Generator[Partial | Reply[T], None, None]:
        """Yield growing partials, then the `Reply` as the last item.

        After a re-ask the partials start over from an empty one. Closing it early cancels the
        request under way.
        """
        ...

    def astream(self, request: Structured[T]) -> AsyncGenerator[Partial | Reply[T], None]:
        """Async form of `stream`."""
        ...

    def close(self) -> None:
        """Release sockets and processes; safe to call twice."""
        ...
