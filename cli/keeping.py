"""Keep what a command made in the library, as the app does; a library that fails loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from .terminal import say

if TYPE_CHECKING:
    from ..library.kinds import Result
    from ..library.library import Version

KeepOption = Annotated[
    bool,
    typer.Option(
        "--keep/--no-keep",
        envvar="BRIEFSTAR_KEEP",
        show_envvar=False,
        help="Keep the result in the library. BRIEFSTAR_KEEP=no keeps none unless asked.",
    ),
]


class Keeper:
    """Keeps a command's results as versions of one work.

    `work` is the work that they continue; where only the `earlier` result is known that they
    revise, it is looked for in the library, and where nothing is known, a work on the same
    subject. Says in one line by which id a result is kept.
    """

    def __init__(
        self,
        wanted: bool,
        tell: Callable[[str], None] = say,
        *,
        work: str | None = None,
        earlier: Result | None = None,
    ) -> None:
        self.work = work
        self._wanted, self._tell, self._earlier = wanted, tell, earlier

    def keep(self, result: Result) -> None:
        """Keep a result, where that is wanted; one that is kept already is not kept twice."""
        if not self._wanted:
            return
        try:
            self.work = self._kept(result)
        except Exception as error:  # whatever it is, the result itself is about to be delivered
            self._tell(f"not kept in the library: {error}")

    def _kept(self, result: Result) -> str:
        from ..library.library import Library

        with Library() as library:
            if same := library.holding(result):
                self._tell(f"kept in the library already, as {same}")
                return same
            if self.work is None and self._earlier is not None:
                self.work = library.holding(self._earlier)
            elif self.work is None:
                self.work = library.continued_by(result)
            version = library.save(result, to=self.work)
        self._tell(kept(version))
        return version.work


def kept(version: Version) -> str:
    """Return the line that says by which id a version is kept."""
    return f"kept in the library as {version.work}, version {version.number}"
