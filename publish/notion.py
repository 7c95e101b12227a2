"""Notion: a page's blocks, sent and replaced within the limits that its API states.

Sources: https://developers.notion.com/reference/post-page, patch-block-children, delete-a-block.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..errors import UsageError
from ..library.formats.notion import requests as groups
from ..library.formats.notion import to_blocks
from .faults import broken, gone, no_answer, refused, silent, unreachable
from .plan import PAGE, Document, Request

if TYPE_CHECKING:
    from .settings import Settings

_NAME = "Notion"
_VARIABLE = "BRIEFSTAR_NOTION_TOKEN"
_OTHERS = ("child_page", "child_database")
"""Pages of their own below the page, which stay."""

_ID = re.compile(
    r"([0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/?(?:[?#].*)?$", re.IGNORECASE
)
_TRIES = 5
_LONGEST_WAIT = 60


class Notion:
    """A workspace of Notion. The parent is that of a new page."""

    target = "notion"

    def __init__(self, settings: Settings, *, parent: str | None = None, timeout: int = 60) -> None:
        self.address = f"{settings.notion_url}/v1"
        self._settings, self._timeout = settings, timeout
        self._parent = _page(parent, "--parent") if parent else None

    def make(self, document: Document) -> list[Request]:
        """Return what makes a page and adds the blocks that one request does not take."""
        if not self._parent:
            raise UsageError("say below which page the new one is made: --parent PAGE_ID")
        first, *rest = [*groups(to_blocks(document.markdown))] or [[]]
        content = {
            "parent": {"type": "page_id", "page_id": self._parent},
            "properties": _titled(document),
            "children": first,
        }
        return [Request("POST", "pages", content), *(_append(PAGE, group) for group in rest)]

    def change(self, document: Document, page: str) -> list[Request]:
        """Return what replaces a page's blocks: the new ones first, so it is never empty."""
        page = _page(page, "--page")
        status, found = self._answer(Request("GET", f"pages/{page}"))
        if status == 404:
            raise gone(_NAME, page)
        found = self._read(status, found)
        if found.get("in_trash") or found.get("archived"):
            raise gone(_NAME, page)
        old = list(self._blocks(page))
        return [
            Request("PATCH", f"pages/{page}", {"properties": _titled(document)}),
            *(_append(page, group) for group in groups(to_blocks(document.markdown))),
            *(Request("DELETE", f"blocks/{id}") for id in old),
        ]

    def send(self, request: Request) -> Mapping[str, Any]:
        """Send a request and return its answer. A block that is gone already is deleted."""
        status, answer = self._answer(request)
        if request.method == "DELETE" and status == 404:
            return {}
        return self._read(status, answer)

    def shown(self, answer: Mapping[str, Any]) -> str:
        """Return the page's address, as Notion says it."""
        return str(answer.get("url") or "")

    def close(self) -> None:
        """Close the connections."""
        if "_client" in self.__dict__:
            self._client.close()

    def _blocks(self, page: str) -> Iterator[str]:
        """Yield the ids of a page's own blocks."""
        after = ""
        while True:
            found = self.send(Request("GET", f"blocks/{page}/children?page_size=100{after}"))
            blocks = found.get("results")
            if not isinstance(blocks, list):
                raise no_answer(_NAME, self.address, "BRIEFSTAR_NOTION_URL")
            yield from (str(block["id"]) for block in blocks if block.get("type") not in _OTHERS)
            if not found.get("has_more"):
                return
            after = f"&start_cursor={found.get('next_cursor')}"

    @cached_property
    def _client(self) -> Any:
        """The client, which waits as long as Notion asks for; it writes no log."""
        from notion_client import Client
        from notion_client.client import RetryOptions

        token = self._settings.notion_token
        if token is None:
            raise UsageError(f"set {_VARIABLE} to publish to {_NAME}")
        quiet = logging.Logger("notion")
        quiet.addHandler(logging.NullHandler())
        return Client(
            auth=token.get_secret_value(),
            base_url=self._settings.notion_url,
            timeout_ms=self._timeout * 1000,
            logger=quiet,
            retry=RetryOptions(max_retries=_TRIES, max_retry_delay_ms=_LONGEST_WAIT * 1000),
        )

    def _answer(self, request: Request) -> tuple[int, Any]:
        import httpx
        from notion_client.errors import HTTPResponseError, RequestTimeoutError

        try:
            return 200, self._client.request(request.path, request.method, body=request.body)
        except HTTPResponseError as error:
            return error.status, str(error)
        except RequestTimeoutError:
            raise silent(_NAME, self._timeout, request.method) from None
        except httpx.ConnectError:
            raise unreachable(_NAME, self.address) from None
        except httpx.HTTPError:
            raise broken(_NAME, request.method) from None
        except ValueError:
            return 200, None

    def _read(self, status: int, answer: Any) -> Mapping[str, Any]:
        if status >= 300:
            token = self._settings.notion_token
            said = str(answer).replace(token.get_secret_value() if token else "\0", "…")
            raise refused(_NAME, status, said, _VARIABLE)
        if not isinstance(answer, Mapping):
            raise no_answer(_NAME, self.address, "BRIEFSTAR_NOTION_URL")
        return answer


def _append(page: str, blocks: list[dict[str, Any]]) -> Request:
    return Request("PATCH", f"blocks/{page}/children", {"children": blocks})


def _titled(document: Document) -> dict[str, Any]:
    return {"title": {"title": [{"type": "text", "text": {"content": document.title}}]}}


def _page(given: str, option: str) -> str:
    """Return the id of a page from itself or from its address."""
    found = _ID.search(given.strip())
    if not found:
        raise UsageError(f"{option} takes a page's id, the end of its address, not {given!r}")
    return found[1].replace("-", "").lower()
