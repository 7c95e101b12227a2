"""A context manager of whatever has to be closed."""

from __future__ import annotations

from types import TracebackType
from typing import Self


class Closing:
    """Base of what is used in a `with` statement and closed at its end."""

    def close(self) -> None:
        """Give back what is held."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
