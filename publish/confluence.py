"""Confluence: Cloud by version 2 of its REST API, Data Center by version 1.

Sources: https://developer.atlassian.com/cloud/confluence/rest/v2/api-group-page/ and
https://docs.atlassian.com/ConfluenceServer/rest/ (content).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from ..errors import UsageError
from ..library.formats.html import to_storage
from .faults import broken, gone, no_answer, refused, silent, unreachable
from .plan import Document, Request

if TYPE_CHECKING:
    from .settings import Settings

_NAME = "Confluence"
_VARIABLES = "BRIEFSTAR_CONFLUENCE_USER and BRIEFSTAR_CONFLUENCE_TOKEN"
_LONGEST_WAIT = 60
"""Seconds; what a site asks to wait at most before it is asked once more."""


class Confluence:
    """A site of Confluence. Space and parent are those of a new page."""

    def __init__(
        self,
        settings: Settings,
        *,
        space: str | None = None,
        parent: str | None = None,
        timeout: int = 60,
    ) -> None:
        if not settings.confluence_url:
            raise UsageError(
                "set BRIEFSTAR_CONFLUENCE_URL to the site, as in https://example.atlassian.net"
            )
        host = urlsplit(settings.confluence_url).hostname or ""
        named = settings.confluence_cloud
        self._cloud = host.endswith(("atlassian.net", "atlassian.com")) if named is None else named
        url = settings.confluence_url
        self.address = url.removesuffix("/wiki") if self._cloud else url
        self.target = f"confluence {self.address.partition('://')[2]}"
        self._pages = "wiki/api/v2/pages" if self._cloud else "rest/api/content"
        self._settings, self._timeout = settings, timeout
        self._space, self._parent = space, _page(parent, "--parent") if parent else None

    def make(self, document: Document) -> list[Request]:
        """Return the one request that makes a page."""
        if not self._space:
            raise UsageError("say in which space the page is made: --space KEY")
        content = self._content(document)
        if self._cloud:
            content["spaceId"] = self._space_id(self._space)
        else:
            content["space"] = {"key": self._space}
        return [Request("POST", self._pages, content)]

    def change(self, document: Document, page: str) -> list[Request]:
        """Return the one request that writes the next version of a page."""
        page = _page(page, "--page")
        path = f"{self._pages}/{page}"
        status, found = self._answer(Request("GET", path))
        if status == 404:
            raise gone(_NAME, page)
        found = self._read(status, found)
        if found.get("status", "current") != "current":
            raise gone(_NAME, page)
        try:
            number = int(found["version"]["number"]) + 1
        except (KeyError, TypeError, ValueError):
            raise no_answer(_NAME, self.address, "BRIEFSTAR_CONFLUENCE_URL") from None
        content = {"id": page, **self._content(document), "version": {"number": number}}
        return [Request("PUT", path, content)]

    def send(self, request: Request) -> Mapping[str, Any]:
        """Send a request and return its answer."""
        return self._read(*self._answer(request))

    def shown(self, answer: Mapping[str, Any]) -> str:
        """Return the page's address, as Confluence says it."""
        links = answer.get("_links")
        if not isinstance(links, Mapping) or not links.get("webui"):
            return ""
        base = links.get("base") or self.address + ("/wiki" if self._cloud else "")
        return f"{base}{links['webui']}"

    def close(self) -> None:
        """Close the connections."""
        if "_client" in self.__dict__:
            self._client.close()

    def _content(self, document: Document) -> dict[str, Any]:
        body = {"value": to_storage(document.markdown), "representation": "storage"}
        content: dict[str, Any] = {"title": document.title}
        if self._cloud:
            content |= {"status": "current", "body": body}
            return content | ({"parentId": self._parent} if self._parent else {})
        content |= {"type": "page", "body": {"storage": body}}
        return content | ({"ancestors": [{"id": self._parent}]} if self._parent else {})

    def _space_id(self, key: str) -> str:
        found = self.send(Request("GET", f"wiki/api/v2/spaces?keys={quote(key, safe='')}"))
        spaces = found.get("results")
        if not isinstance(spaces, list) or not spaces:
            raise UsageError(f"{_NAME} has no space {key!r}, or the token may not see it")
        return str(spaces[0].get("id"))

    @cached_property
    def _client(self) -> Any:
        """The client's session: who asks, and one more try after the wait that a site asks for."""
        from atlassian.rest_client import AtlassianRestAPI

        token = self._settings.confluence_token
        if token is None:
            raise UsageError(f"set {_VARIABLES} to publish to {_NAME}")
        secret, user = token.get_secret_value(), self._settings.confluence_user
        return AtlassianRestAPI(
            self.address,
            username=user,
            password=secret if user else None,
            token=None if user else secret,
            timeout=self._timeout,
            max_backoff_seconds=_LONGEST_WAIT,
        )

    def _answer(self, request: Request) -> tuple[int, Any]:
        from requests import RequestException, Timeout

        try:
            response = self._client.request(
                request.method, request.path, json=request.body, advanced_mode=True
            )
        except Timeout:
            raise silent(_NAME, self._timeout, request.method) from None
        except RequestException as error:
            if _never_sent(error):
                raise unreachable(_NAME, self.address) from None
            raise broken(_NAME, request.method) from None
        try:
            return response.status_code, response.json()
        except ValueError:
            return response.status_code, None

    def _read(self, status: int, answer: Any) -> Mapping[str, Any]:
        if status >= 400:
            raise refused(_NAME, status, self._harmless(_message(answer)), _VARIABLES)
        if not isinstance(answer, Mapping):
            raise no_answer(_NAME, self.address, "BRIEFSTAR_CONFLUENCE_URL")
        return answer

    def _harmless(self, said: str) -> str:
        token = self._settings.confluence_token
        return said.replace(token.get_secret_value(), "…") if token else said


def _never_sent(error: Exception) -> bool:
    """Whether no connection came about, so that nothing can have been asked for."""
    from urllib3.exceptions import NewConnectionError, SSLError

    reason = getattr(error.args[0], "reason", None) if error.args else None
    return isinstance(reason, (NewConnectionError, SSLError))


def _page(given: str, option: str) -> str:
    """Return the number of a page from itself or from its address."""
    found = re.search(r"(?:pageId=|/pages/)(\d+)", given) or re.fullmatch(r"\s*(\d+)\s*", given)
    if not found:
        raise UsageError(f"{option} takes a page's number, as in its address, not {given!r}")
    return found[1]


def _message(answer: Any) -> str:
    """Return what either version of the API says was wrong."""
    if not isinstance(answer, Mapping):
        return ""
    errors = answer.get("errors")
    first = errors[0] if isinstance(errors, list) and errors else None
    if isinstance(first, Mapping):
        return str(first.get("title") or first.get("detail") or "")
    return str(answer.get("message") or "")
