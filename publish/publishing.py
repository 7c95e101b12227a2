"""Publish a saved work: say what would be sent, send just that, and remember the page."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass

from ..library.library import Library
from .claims import claimed, in_the_making, since
from .faults import no_answer
from .plan import Document, Plan, Site


@dataclass(frozen=True, slots=True)
class Published:
    """The page that a work stands on now. `shown` is its address for people, or empty."""

    page: str
    shown: str
    made: bool


def plan(
    library: Library, work: str, site: Site, *, page: str | None = None, anew: bool = False
) -> Plan:
    """Return exactly what publishing the newest version of a work would send.

    The page that the work was published to is read and updated; `page` names another, and `anew`
    makes a new one. Sends nothing but questions. Raises `UsageError` where that page is gone, or
    where its making was begun and has not ended.
    """
    document = Document(library.work(work).title, library.get(work).markdown)
    link = library.links(work).get(site.target)
    if not (page or anew) and (begun := since(link)):
        raise in_the_making(site.target, begun)
    known = page or (None if anew else link)
    requests = site.change(document, known) if known else site.make(document)
    return Plan(work, known, tuple(requests), link)


def publish(library: Library, plan: Plan, site: Site) -> Published:
    """Send what the plan says, in its order. The page is remembered as soon as it is there.

    Raises `PublishError` where another makes the page at this moment.
    """
    first, *rest = plan.requests
    with claimed(library, plan, site.target) if plan.page is None else nullcontext():
        answer = site.send(first)
        page = str(answer.get("id") or "")
        if not page:
            raise no_answer(site.target, site.address, "its address")
    library.link(plan.work, site.target, page)
    for request in rest:
        site.send(request.on(page))
    return Published(page, site.shown(answer), made=plan.page is None)
