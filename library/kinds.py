"""The kinds of result that are saved: how each is told apart, read, titled and written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from ..errors import UsageError

if TYPE_CHECKING:
    from ..coach.grade import Grade
    from ..translator.brief import Brief
    from ..translator.ideas import Ranking
    from ..translator.impact import Impact

    Result = Brief | Impact | Ranking | Grade

MAX_TITLE = 90
"""Characters; a longer title ends in an ellipsis."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of result: `marks` are fields that no other kind has.

    Results that are alike in `subject` are versions of one work; they are the first fields of
    the type, so that its JSON form begins with them.
    """

    name: str
    type: type[Any]
    marks: tuple[str, ...]
    title: Callable[[Any], str]
    markdown: Callable[[Any], str]
    subject: tuple[str, ...] = ()


@cache
def kinds() -> dict[str, Kind]:
    """Return the kinds by name."""
    from ..coach import markdown as grades
    from ..coach.grade import Grade
    from ..translator import markdown as briefs
    from ..translator.brief import Brief
    from ..translator.ideas import Ranking
    from ..translator.ideas import markdown as rankings
    from ..translator.impact import Impact
    from ..translator.impact import markdown as impacts

    return {
        kind.name: kind
        for kind in (
            Kind("brief", Brief, ("goal", "user_story"), attrgetter("title"), briefs.to_markdown),
            Kind(
                "impact",
                Impact,
                ("text", "quantities"),
                attrgetter("text"),
                impacts.to_markdown,
                subject=("text", "direction"),
            ),
            Kind("ranking", Ranking, ("ideas", "draws"), _names, rankings.to_markdown),
            Kind(
                "grade", Grade, ("question", "answer"), attrgetter("question"), grades.to_markdown
            ),
        )
    }


def kind_of(result: Result) -> Kind:
    """Return a result's kind. Raises `UsageError` for what is none."""
    for kind in kinds().values():
        if isinstance(result, kind.type):
            return kind
    raise UsageError(f"{type(result).__name__} is no result that the library keeps")


def read_result(body: Any, where: str) -> Result:
    """Return the result that a JSON value holds. Raises `UsageError`, naming `where`."""
    from pydantic import ValidationError

    for kind in kinds().values():
        if isinstance(body, Mapping) and all(mark in body for mark in kind.marks):
            try:
                result: Result = kind.type.model_validate(body)
            except ValidationError as error:
                first = error.errors()[0]
                place = ".".join(map(str, first["loc"])) or "the whole"
                raise UsageError(
                    f"{where} is no whole {kind.name}: {place}: {first['msg']}"
                ) from None
            return result
    raise UsageError(
        f"{where} holds no {', '.join(kinds())}: give the JSON that a command wrote, "
        "as of `briefstar brief … --format json`"
    )


def shortened(title: str) -> str:
    """Return a title on one line and no longer than `MAX_TITLE`."""
    line = " ".join(title.split())
    return line if len(line) <= MAX_TITLE else line[: MAX_TITLE - 1].rstrip() + "…"


def _names(ranking: Ranking) -> str:
    names = [ranked.idea.name for ranked in ranking.ideas]
    return f"Ideas: {', '.join(names)}"
