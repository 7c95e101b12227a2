"""`briefstar publish`: a page in Confluence or Notion for a work of the library."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import UsageError
from .terminal import put, say

if TYPE_CHECKING:
    from ..publish.plan import Site
    from ..publish.settings import Settings

app = typer.Typer(
    help="Make a page for a work of the library, or update the one that it has.",
    rich_markup_mode=None,
)

Id = Annotated[str, typer.Argument(metavar="ID", help="The work, as `briefstar library` lists it.")]
Page = Annotated[
    str | None, typer.Option(metavar="PAGE", help="Write over this page, and remember it.")
]
Anew = Annotated[bool, typer.Option("--anew", help="Make a new page, and forget the earlier one.")]
Dry = Annotated[bool, typer.Option("--dry-run", help="Show what would be sent, and send nothing.")]


@app.command("confluence")
def confluence(
    id: Id,
    space: Annotated[
        str | None, typer.Option(metavar="KEY", help="The space of a new page.")
    ] = None,
    parent: Annotated[
        str | None, typer.Option(metavar="PAGE", help="The page above it, by its number.")
    ] = None,
    page: Page = None,
    anew: Anew = False,
    dry_run: Dry = False,
) -> None:
    """Publish to Confluence, with BRIEFSTAR_CONFLUENCE_URL, _USER and _TOKEN."""
    from ..publish.confluence import Confluence

    _publish(
        id, lambda settings: Confluence(settings, space=space, parent=parent), page, anew, dry_run
    )


@app.command("notion")
def notion(
    id: Id,
    parent: Annotated[
        str | None, typer.Option(metavar="PAGE_ID", help="The page above a new one.")
    ] = None,
    page: Page = None,
    anew: Anew = False,
    dry_run: Dry = False,
) -> None:
    """Publish to Notion, with BRIEFSTAR_NOTION_TOKEN of an integration that sees the page."""
    from ..publish.notion import Notion

    _publish(id, lambda settings: Notion(settings, parent=parent), page, anew, dry_run)


def _publish(
    id: str, site_of: Callable[[Settings], Site], page: str | None, anew: bool, dry_run: bool
) -> None:
    from ..library.library import Library
    from ..publish.plan import listed
    from ..publish.publishing import plan, publish
    from ..publish.settings import load_settings

    if page and anew:
        raise UsageError("take --page to write over a page or --anew to make one, not both")
    with Library() as library, closing(site_of(load_settings())) as site:
        made = plan(library, id, site, page=page, anew=anew)
        if dry_run:
            put(listed(made, site.address))
            return
        done = publish(library, made, site)
    what = "published as a new page" if done.made else "updated the page"
    say(f"{what}: {done.shown or done.page}")
