"""Who makes a work's page: taken in the library before a site is asked, so that only one does.

A claim stands where the page's id will stand. It goes when the site says yes or no. It stays when
no answer came or the process was killed, since nobody knows then whether the page was made.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ..errors import BriefstarError, UsageError
from .faults import PublishError, Unanswered

if TYPE_CHECKING:
    from ..library.library import Library
    from .plan import Plan

_MARK = "in the making since "


def since(link: str | None) -> str | None:
    """Return when a page's making was begun, where a link is a claim; else None."""
    if link is None or not link.startswith(_MARK):
        return None
    return link.removeprefix(_MARK).rpartition(" ")[0]


def in_the_making(target: str, begun: str) -> UsageError:
    """Return the error for a page whose making was begun and not ended."""
    return UsageError(
        f"the making of this work's page ({target}) was begun at {begun} UTC and has not ended: "
        "another is at it now, or was broken off. Look there: name the page with --page if it is "
        "there, or make it with --anew"
    )


@contextmanager
def claimed(library: Library, plan: Plan, target: str) -> Iterator[None]:
    """Have the making of a page to oneself. Raises `PublishError` where another came first."""
    now = datetime.now(UTC).isoformat(" ", timespec="seconds").removesuffix("+00:00")
    # The end tells two claims of one second apart.
    claim = f"{_MARK}{now} {secrets.token_hex(4)}"
    if not library.relink(plan.work, target, plan.link, claim):
        raise PublishError(
            f"{target}: another is publishing this work at this moment; publish once more when "
            "that is done"
        )
    try:
        yield
    except Unanswered:
        raise
    except BriefstarError:
        library.relink(plan.work, target, claim, plan.link)
        raise
