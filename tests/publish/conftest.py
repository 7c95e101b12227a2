"""A library, fake sites, and the settings that lead to them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from briefstar.library.library import Library
from briefstar.publish.confluence import Confluence
from briefstar.publish.notion import Notion
from briefstar.publish.plan import Site
from briefstar.publish.settings import Settings

from tests.publish_fakes import TOKEN, FakeConfluence, FakeNotion, FakeSite


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [n for n in os.environ if n.startswith("BRIEFSTAR_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "briefstar.db") as opened:
        yield opened


@pytest.fixture
def notion() -> Iterator[FakeNotion]:
    fake = FakeNotion()
    yield fake
    fake.close()


@pytest.fixture(params=["cloud", "data center"])
def confluence(request: pytest.FixtureRequest) -> Iterator[FakeConfluence]:
    fake = FakeConfluence(cloud=request.param == "cloud")
    yield fake
    fake.close()


@pytest.fixture(params=["notion", "cloud", "data center"])
def fake(request: pytest.FixtureRequest) -> Iterator[FakeSite]:
    made = FakeNotion() if request.param == "notion" else FakeConfluence(request.param == "cloud")
    yield made
    made.close()


def site_of(fake: FakeSite, **options: Any) -> Site:
    """The client of a fake site, with a place for new pages and little patience."""
    options = {"timeout": 5, **options}
    if isinstance(fake, FakeNotion):
        options = {"parent": fake.parent, **options}
        return Notion(Settings(notion_url=fake.url, notion_token=TOKEN), **options)
    assert isinstance(fake, FakeConfluence)
    settings = Settings(
        confluence_url=fake.url, confluence_token=TOKEN, confluence_cloud=fake.cloud
    )
    return Confluence(settings, **{"space": "TEAM", **options})


@pytest.fixture
def open_site() -> Iterator[Callable[..., Site]]:
    """Make clients of fakes, closed at the end."""
    opened: list[Site] = []

    def make(fake: FakeSite, **options: Any) -> Site:
        opened.append(site_of(fake, **options))
        return opened[-1]

    yield make
    for site in opened:
        site.close()
