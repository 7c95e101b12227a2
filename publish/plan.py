"""What is going to be sent, as data: a dry run shows it, and it is sent as it stands."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

PAGE = "{page}"
"""Stands in a path for the page that the plan's first request makes."""


@dataclass(frozen=True, slots=True)
class Document:
    """What a page is made of."""

    title: str
    markdown: str


@dataclass(frozen=True, slots=True)
class Request:
    """One request: its path follows the site's address. It holds no secret."""

    method: str
    path: str
    body: Mapping[str, Any] | None = None

    def on(self, page: str) -> Request:
        """Return the request with the page that it is about."""
        return replace(self, path=self.path.replace(PAGE, page))


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that publishing a work sends. `page` is updated; None where one is made.

    `link` is what the library remembered of the site when the plan was made.
    """

    work: str
    page: str | None
    requests: tuple[Request, ...]
    link: str | None = None


def listed(plan: Plan, address: str) -> str:
    """Return a plan's requests as JSON, for people; `{page}` is the page that the first makes."""
    requests = [
        {"method": each.method, "address": f"{address}/{each.path}", "body": each.body}
        for each in plan.requests
    ]
    return json.dumps(requests, ensure_ascii=False, indent=1) + "\n"


class Site(Protocol):
    """Where pages are published."""

    target: str
    """Under which name the library remembers pages of this site."""

    address: str
    """What every path follows."""

    def make(self, document: Document) -> list[Request]:
        """Return what makes a page; its first answer has the page's id."""

    def change(self, document: Document, page: str) -> list[Request]:
        """Return what updates a page, which is read for it. Raises `UsageError` if it is gone."""

    def send(self, request: Request) -> Mapping[str, Any]:
        """Send a request and return its answer. Raises in one line that says what to do."""

    def shown(self, answer: Mapping[str, Any]) -> str:
        """Return the address at which people read the page of the first answer."""

    def close(self) -> None:
        """Close the connections."""
