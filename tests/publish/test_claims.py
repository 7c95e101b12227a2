"""Two first publishings at one moment make one page; what nobody knows is not tried again."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from briefstar import BriefstarError, UsageError
from briefstar.library.library import Library
from briefstar.publish.publishing import plan, publish

from tests.publish_fakes import TOKEN, FakeNotion
from tests.results import a_result

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


def launch(folder: Path, url: str, *args: str) -> subprocess.Popen[str]:
    """Start `briefstar publish notion` in a process of its own."""
    environment = {
        "BRIEFSTAR_DATA_DIR": str(folder), "BRIEFSTAR_NOTION_URL": url,
        "BRIEFSTAR_NOTION_TOKEN": TOKEN,
    }  # fmt: skip
    return subprocess.Popen(
        [sys.executable, "-m", "briefstar.cli", "publish", "notion", *args],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_processes_that_publish_first_at_one_moment_make_one_page(
    tmp_path: Path, notion: FakeNotion
) -> None:
    with Library(tmp_path / "briefstar.db") as library:
        work = library.save(a_result("ranking")).work
        notion.slow = 1.0
        started = [launch(tmp_path, notion.url, work, "--parent", notion.parent) for _ in range(4)]
        said = [process.communicate(timeout=60)[1] for process in started]
        codes = [process.returncode for process in started]
        assert len(notion.pages) == 1, said
        assert 0 in codes
        told = r"briefstar: (published as|updated the|notion: another is|the making of)[^\n]*\n"
        assert all(re.fullmatch(told, each) for each in said), said
        assert set(library.links(work).values()) == set(notion.pages)


@pytest.mark.parametrize("anew", [False, True])
def test_of_two_plans_made_at_one_moment_one_is_sent(
    anew: bool, library: Library, fake, open_site: Callable
) -> None:
    work, site = library.save(a_result("ranking")).work, open_site(fake)
    if anew:
        publish(library, plan(library, work, site), site)
        library.rename(work, "Another title")  # Confluence refuses a second page of one title
    pages = len(fake.pages)
    ours, theirs = (plan(library, work, site, anew=anew) for _ in range(2))
    publish(library, ours, site)
    with pytest.raises(BriefstarError, match="another is publishing this work at this moment"):
        publish(library, theirs, site)
    assert len(fake.pages) == pages + 1
    assert not publish(library, plan(library, work, site), site).made


@pytest.mark.parametrize("way", ["late", "broken"])
def test_a_page_that_may_have_been_made_is_not_made_again(
    way: str, library: Library, fake, open_site: Callable
) -> None:
    work, hasty = library.save(a_result("ranking")).work, open_site(fake, timeout=1)
    fake.fault("POST", 200, {}, wait=2 if way == "late" else 0, after=True, hang_up=way == "broken")
    with pytest.raises(BriefstarError, match="may have been made all the same"):
        publish(library, plan(library, work, hasty), hasty)
    site = open_site(fake)
    with pytest.raises(UsageError, match="has not ended: another is at it now, or was broken off"):
        plan(library, work, site)
    (page,) = fake.pages
    assert publish(library, plan(library, work, site, page=page), site).page == page
    assert not publish(library, plan(library, work, site), site).made
    assert list(fake.pages) == [page]


def test_a_process_that_was_killed_leaves_no_second_page(
    tmp_path: Path, notion: FakeNotion, open_site: Callable
) -> None:
    with Library(tmp_path / "briefstar.db") as library:
        work, site = library.save(a_result("ranking")).work, open_site(notion)
        notion.fault("POST", 200, {}, wait=30, after=True)
        process = launch(tmp_path, notion.url, work, "--parent", notion.parent)
        while not notion.pages and process.poll() is None:
            pass
        process.kill()
        process.communicate()
        with pytest.raises(UsageError, match="has not ended"):
            plan(library, work, site)
        assert publish(library, plan(library, work, site, anew=True), site).made


def test_what_a_site_refuses_can_be_published_again_and_keeps_its_earlier_page(
    library: Library, fake, open_site: Callable
) -> None:
    work, site = library.save(a_result("ranking")).work, open_site(fake)
    page = publish(library, plan(library, work, site), site).page
    fake.fault("POST", 400, {"message": "no", "code": "validation_error"})
    with pytest.raises(UsageError):
        publish(library, plan(library, work, site, anew=True), site)
    assert library.links(work) == {site.target: page}
