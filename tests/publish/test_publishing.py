"""One page for one work: made once, then updated, with everything that the document says."""

from __future__ import annotations

import base64
import re
import xml.etree.ElementTree as ET

import pytest
from briefstar import UsageError
from briefstar.library.library import Library
from briefstar.publish.confluence import Confluence
from briefstar.publish.plan import Request
from briefstar.publish.publishing import plan, publish
from briefstar.publish.settings import Settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.publish_fakes import TOKEN, FakeConfluence, FakeNotion
from tests.results import KINDS, TEXTS, a_result, results

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


def words(fake, page: str) -> list[str]:
    """The words that stand on a page, in the order of the alphabet."""
    if isinstance(fake, FakeConfluence):
        root = ET.fromstring(f"<root>{fake.pages[page]['body']}</root>")
        return sorted(re.findall(r"\w+", " ".join(root.itertext())))
    found: list[str] = []

    def read(blocks) -> None:
        for block in blocks:
            content = block[block["type"]]
            for texts in [content.get("rich_text", []), *content.get("cells", [])]:
                found.extend(re.findall(r"\w+", "".join(t["text"]["content"] for t in texts)))
            read(content.get("children", []))

    read(fake.of(page))
    return sorted(found)


@pytest.mark.parametrize("kind", KINDS)
def test_a_work_published_twice_has_one_page(kind, library: Library, fake, open_site) -> None:
    work, site = library.save(a_result(kind)).work, open_site(fake)
    first = publish(library, plan(library, work, site), site)
    assert first.made
    assert library.links(work) == {site.target: first.page}
    before = words(fake, first.page)
    assert len(before) > 50
    library.rename(work, "Another title")
    again = publish(library, plan(library, work, site), site)
    assert (again.page, again.made) == (first.page, False)
    assert list(fake.pages) == [first.page]
    assert fake.pages[first.page]["title"] == "Another title"
    assert words(fake, first.page) == before
    assert first.shown == again.shown and first.page.replace("-", "") in first.shown


def test_the_newest_version_is_what_stands_there(library: Library, fake, open_site) -> None:
    work, site = library.save(a_result("ranking")).work, open_site(fake)
    page = publish(library, plan(library, work, site), site).page
    assert "Assistant" not in words(fake, page)
    changed = a_result("ranking").model_copy(update={"notes": ["Assistant comes later."]})
    library.save(changed, to=work)
    publish(library, plan(library, work, site), site)
    assert "Assistant" in words(fake, page)


def test_what_is_sent_is_what_was_planned(library: Library, fake, open_site) -> None:
    work, site = library.save(a_result("brief")).work, open_site(fake)
    for page in (None, "known"):
        made = plan(library, work, site)
        assert (made.page is None) == (page is None)
        assert fake.writes() == []
        done = publish(library, made, site)
        sent = [
            Request(method, path.removeprefix("/v1").strip("/"), body)
            for method, path, body in fake.writes()
        ]
        assert sent == [each.on(done.page) for each in made.requests]
        assert TOKEN not in str(made)
        fake.seen.clear()


def test_a_plan_reads_and_sends_nothing_else(library: Library, fake, open_site) -> None:
    work, site = library.save(a_result("brief")).work, open_site(fake)
    publish(library, plan(library, work, site), site)
    fake.seen.clear()
    plan(library, work, site)
    assert {method for method, _, _ in fake.seen} == {"GET"}


def test_a_new_page_is_planned_without_a_token(library: Library) -> None:
    work = library.save(a_result("ranking")).work
    site = Confluence(Settings(confluence_url="https://wiki.example.com/x/"), space="TEAM")
    (request,) = plan(library, work, site).requests
    assert (request.method, request.path) == ("POST", "rest/api/content")
    with pytest.raises(UsageError, match="set BRIEFSTAR_CONFLUENCE_USER and BRIEFSTAR_CONFLUENCE"):
        publish(library, plan(library, work, site), site)


def test_a_page_that_is_gone_is_told_and_made_anew_on_demand(
    library: Library, fake, open_site
) -> None:
    work, site = library.save(a_result("ranking")).work, open_site(fake)
    page = publish(library, plan(library, work, site), site).page
    del fake.pages[page]
    with pytest.raises(UsageError, match=r"is gone from .*make a new one with --anew"):
        plan(library, work, site)
    assert library.links(work) == {site.target: page}
    publish(library, plan(library, work, site, anew=True), site)
    assert list(fake.pages.values()) != []
    assert library.links(work) == {site.target: next(iter(fake.pages))}


def test_a_page_in_the_bin_is_gone(library: Library, fake, open_site) -> None:
    work, site = library.save(a_result("ranking")).work, open_site(fake)
    page = publish(library, plan(library, work, site), site).page
    fake.pages[page] |= {"in_trash": True, "status": "trashed"}
    with pytest.raises(UsageError, match="is gone from"):
        plan(library, work, site)


def test_a_named_page_is_written_over_and_remembered(library: Library, fake, open_site) -> None:
    first, second = (library.save(a_result("ranking")).work for _ in range(2))
    site = open_site(fake)
    page = publish(library, plan(library, first, site), site).page
    address = f"https://site.example/pages/{page.replace('-', '')}"
    done = publish(library, plan(library, second, site, page=address), site)
    assert (done.page, done.made) == (page, False)
    assert library.links(second) == {site.target: page}
    assert len(fake.pages) == 1
    with pytest.raises(UsageError, match="--page takes a page's"):
        plan(library, second, site, page="../users")


def test_a_deleted_work_forgets_its_page(library: Library, fake, open_site) -> None:
    work, site = library.save(a_result("ranking")).work, open_site(fake)
    publish(library, plan(library, work, site), site)
    library.delete(work)
    with pytest.raises(UsageError, match="no work"):
        plan(library, work, site)


def test_a_place_is_asked_for_only_where_a_page_is_made(library: Library, fake, open_site) -> None:
    work, site = library.save(a_result("ranking")).work, open_site(fake)
    nowhere = open_site(
        fake, **({"parent": None} if isinstance(fake, FakeNotion) else {"space": None})
    )
    with pytest.raises(UsageError, match=r"--space KEY|--parent PAGE_ID"):
        plan(library, work, nowhere)
    publish(library, plan(library, work, site), site)
    assert not publish(library, plan(library, work, nowhere), nowhere).made


def test_hostile_texts_are_refused_by_no_site(library: Library, fake, open_site) -> None:
    site = open_site(fake)

    @settings(
        max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(results(), TEXTS | st.none())
    def holds(result, title) -> None:
        fake.pages.clear()
        work = library.save(result).work
        if title and title.strip():
            library.rename(work, title)
        first = publish(library, plan(library, work, site), site)
        before = words(fake, first.page)
        again = publish(library, plan(library, work, site), site)
        assert list(fake.pages) == [first.page] == [again.page]
        assert words(fake, again.page) == before

    holds()


def test_confluence_knows_space_parent_version_and_user(
    library: Library, confluence: FakeConfluence
) -> None:
    pair = base64.b64encode(f"ann@example.com:{TOKEN}".encode()).decode()
    confluence.authorization = f"Basic {pair}"
    settings = Settings(
        confluence_url=f"{confluence.url}/wiki" if confluence.cloud else confluence.url,
        confluence_user="ann@example.com", confluence_token=TOKEN,
        confluence_cloud=confluence.cloud,
    )  # fmt: skip
    site = Confluence(settings, space="TEAM", parent="https://x.example/wiki/spaces/T/pages/42/Up")
    work = library.save(a_result("impact")).work
    page = publish(library, plan(library, work, site), site).page
    assert confluence.pages[page]["parent"] == "42"
    for number in (2, 3):
        publish(library, plan(library, work, site), site)
        assert confluence.pages[page]["number"] == number
    site.close()


def test_a_cloud_site_is_known_by_its_address() -> None:
    for url, target in (
        ("https://x.atlassian.net", "confluence x.atlassian.net"),
        ("https://x.atlassian.net/wiki/", "confluence x.atlassian.net"),
    ):
        site = Confluence(Settings(confluence_url=url), space="T")
        assert (site.target, site.address) == (target, "https://x.atlassian.net")
    own = Confluence(Settings(confluence_url="https://wiki.example.com/wiki"), space="T")
    assert own.address == "https://wiki.example.com/wiki"


def test_pages_of_two_sites_are_kept_apart(library: Library, open_site) -> None:
    work = library.save(a_result("ranking")).work
    one, other = FakeConfluence(cloud=False), FakeConfluence(cloud=False)
    try:
        for fake in (one, other):
            site = open_site(fake)
            assert publish(library, plan(library, work, site), site).made
        assert len(library.links(work)) == len(one.pages) + len(other.pages) == 2
    finally:
        one.close()
        other.close()


def long_ranking():
    notes = [f"Note {number} " + "word " * 900 for number in range(700)]
    return a_result("ranking").model_copy(update={"notes": notes})


def test_a_long_page_goes_to_notion_in_groups(library: Library, notion, open_site) -> None:
    work, site = library.save(long_ranking()).work, open_site(notion)
    page = publish(library, plan(library, work, site), site).page
    numbers = [int(n) for n in re.findall(r"Note (\d+) ", str(notion.of(page)))]
    assert numbers == list(range(700))
    assert len(notion.writes()) > 5
    publish(library, plan(library, work, site), site)
    assert [int(n) for n in re.findall(r"Note (\d+) ", str(notion.of(page)))] == numbers
    assert notion.emptied == []


def test_pages_below_a_notion_page_stay(library: Library, notion, open_site) -> None:
    work, site = library.save(a_result("ranking")).work, open_site(notion)
    page = publish(library, plan(library, work, site), site).page
    notion.blocks["child"] = {"type": "child_page", "child_page": {"title": "Notes"}}
    notion.pages[page]["blocks"].append("child")
    publish(library, plan(library, work, site), site)
    assert "child" in notion.pages[page]["blocks"]


@pytest.mark.parametrize("at", range(1, 30, 4))
def test_a_failure_half_way_never_empties_a_page_and_is_mended(
    at, library: Library, notion, open_site
) -> None:
    work, site = library.save(a_result("ranking")).work, open_site(notion)
    page = publish(library, plan(library, work, site), site).page
    whole = words(notion, page)
    made = plan(library, work, site)
    failing = made.requests[min(at, len(made.requests) - 1)]
    notion.fault(
        f"{failing.method} /v1/{failing.path}", 400, {"code": "validation_error", "message": "no"}
    )
    with pytest.raises(UsageError, match="refused the page"):
        publish(library, made, site)
    assert set(whole) <= set(words(notion, page))
    publish(library, plan(library, work, site), site)
    assert words(notion, page) == whole
    assert notion.emptied == []


def test_a_page_made_half_way_is_remembered_and_completed(
    library: Library, notion, open_site
) -> None:
    work, site = library.save(long_ranking()).work, open_site(notion)
    notion.fault("PATCH", 502, "bad gateway")
    with pytest.raises(Exception, match=r"failed \(502\)"):
        publish(library, plan(library, work, site), site)
    assert publish(library, plan(library, work, site), site).page == next(iter(notion.pages))
    assert len(notion.pages) == 1


def test_a_block_that_somebody_deleted_meanwhile_is_no_fault(
    library: Library, notion, open_site
) -> None:
    work, site = library.save(a_result("ranking")).work, open_site(notion)
    page = publish(library, plan(library, work, site), site).page
    made = plan(library, work, site)
    notion.pages[page]["blocks"].pop(0)
    publish(library, made, site)
    assert len(words(notion, page)) > 50
