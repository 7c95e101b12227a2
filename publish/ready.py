"""What has to be set before anything can be published to a site."""

from __future__ import annotations

from ..errors import UsageError
from .settings import load_settings

CONFLUENCE, NOTION = "Confluence", "Notion"


def lacking(site: str) -> str:
    """Return in plain words what whoever runs briefstar has to set, or "" where nothing lacks."""
    try:
        settings = load_settings()
    except UsageError as error:
        return str(error)
    if site == NOTION:
        missing = {
            "BRIEFSTAR_NOTION_TOKEN": settings.notion_token is None
            and "the token of an integration that was given the page above",
        }
    else:
        missing = {
            "BRIEFSTAR_CONFLUENCE_URL": settings.confluence_url is None
            and "the site, as in https://example.atlassian.net",
            "BRIEFSTAR_CONFLUENCE_TOKEN": settings.confluence_token is None
            and "a token, and BRIEFSTAR_CONFLUENCE_USER to its user's e-mail address on the Cloud",
        }
    told = [f"{name} to {what}" for name, what in missing.items() if what]
    if not told:
        return ""
    return (
        f"{site} is not set up here yet. Whoever runs this app sets {'; '.join(told)}; "
        "then starts it again."
    )
