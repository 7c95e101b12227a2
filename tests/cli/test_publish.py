"""`briefstar publish`: look, publish, publish again, and one line for what goes wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from briefstar.library.library import Library

from tests.publish_fakes import TOKEN, FakeConfluence, FakeNotion
from tests.results import a_result

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


@pytest.fixture
def notion(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeNotion]:
    fake = FakeNotion()
    monkeypatch.setenv("BRIEFSTAR_NOTION_URL", fake.url)
    monkeypatch.setenv("BRIEFSTAR_NOTION_TOKEN", TOKEN)
    yield fake
    fake.close()


@pytest.fixture
def confluence(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeConfluence]:
    fake = FakeConfluence(cloud=False)
    monkeypatch.setenv("BRIEFSTAR_CONFLUENCE_URL", fake.url)
    monkeypatch.setenv("BRIEFSTAR_CONFLUENCE_TOKEN", TOKEN)
    yield fake
    fake.close()


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("BRIEFSTAR_DATA_DIR", str(tmp_path / "data"))
    with Library() as library:
        return library.save(a_result("ranking")).work


def test_a_dry_run_shows_what_would_be_sent_and_sends_nothing(run, work, notion) -> None:
    result = run("publish", "notion", work, "--parent", notion.parent, "--dry-run")
    assert result.code == 0
    (shown,) = json.loads(result.out)
    assert (shown["method"], shown["address"]) == ("POST", f"{notion.url}/v1/pages")
    assert shown["body"]["parent"]["page_id"] == notion.parent
    assert TOKEN not in result.out + result.err
    assert notion.seen == []


def test_a_second_publishing_updates_the_page(run, work, notion) -> None:
    first = run("publish", "notion", work, "--parent", notion.parent)
    assert first.code == 0
    assert "published as a new page: https://www.notion.so/" in first.err
    again = run("publish", "notion", work, "--parent", notion.parent)
    assert "updated the page: https://www.notion.so/" in again.err
    assert len(notion.pages) == 1
    anew = run("publish", "notion", work, "--parent", notion.parent, "--anew")
    assert "published as a new page" in anew.err
    assert len(notion.pages) == 2


def test_confluence_gets_the_next_version(run, work, confluence) -> None:
    assert run("publish", "confluence", work, "--space", "TEAM").code == 0
    shown = run("publish", "confluence", work, "--dry-run")
    (request,) = json.loads(shown.out)
    assert (request["method"], request["body"]["version"]) == ("PUT", {"number": 2})
    assert run("publish", "confluence", work).code == 0
    (page,) = confluence.pages.values()
    assert page["number"] == 2


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["confluence", "ID"], "set BRIEFSTAR_CONFLUENCE_URL"),
        (["notion", "ID"], "--parent PAGE_ID"),
        (["notion", "ID", "--parent", "here"], "--parent takes a page's id"),
        (["notion", "ID", "--parent", "0" * 32], "set BRIEFSTAR_NOTION_TOKEN"),
        (["notion", "ID", "--page", "0" * 32, "--anew"], "not both"),
        (["notion", "nope", "--parent", "0" * 32], "the library has no work 'nope'"),
    ],
)
def test_a_mistake_gets_one_line(run, work, command, told) -> None:
    result = run("publish", *(work if word == "ID" else word for word in command))
    assert (result.code, len(result.err.splitlines()), result.out) == (2, 1, "")
    assert told in result.err


def test_a_site_that_fails_gets_one_line_and_no_secret(run, work, confluence) -> None:
    confluence.fault("POST", 502, f"<html>Bearer {TOKEN}</html>")
    result = run("publish", "confluence", work, "--space", "TEAM")
    assert (result.code, result.out) == (4, "")
    assert result.err == "briefstar: Confluence failed (502): publish again later\n"
