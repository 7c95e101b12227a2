"""What goes wrong at a site is told in one line, without a secret, and changes nothing else."""

from __future__ import annotations

import logging

import pytest
from briefstar import UsageError
from briefstar.errors import BriefstarError
from briefstar.publish.confluence import Confluence
from briefstar.publish.notion import Notion
from briefstar.publish.publishing import plan, publish
from briefstar.publish.settings import Settings, load_settings

from tests.publish_fakes import TOKEN, FakeConfluence, FakeNotion
from tests.results import a_result

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


CODES = {
    400: "validation_error", 401: "unauthorized", 403: "restricted_resource",
    404: "object_not_found", 409: "conflict_error", 429: "rate_limited",
    500: "internal_server_error", 503: "service_unavailable",
}  # fmt: skip


def told(status: int, message: str = "Something") -> dict:
    return {"object": "error", "status": status, "code": CODES[status], "message": message}


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (400, "refused the page (400): Something"),
        (401, "does not take the token: check BRIEFSTAR_"),
        (403, "does not allow it to the user of BRIEFSTAR_"),
        (404, "has no such page or space"),
        (409, "was changed meanwhile; publish once more"),
        (500, "failed (500): publish again later"),
        (503, "failed (503): publish again later"),
    ],
)
def test_a_refusal_says_what_to_do(status, expected, library, fake, open_site, caplog) -> None:
    work, site = library.save(a_result("ranking")).work, open_site(fake)
    fake.fault("POST", status, told(status))
    with pytest.raises(BriefstarError) as raised, caplog.at_level(logging.DEBUG):
        publish(library, plan(library, work, site), site)
    assert expected in str(raised.value)
    assert "\n" not in str(raised.value)
    assert TOKEN not in str(raised.value) + caplog.text
    assert library.links(work) == {} == fake.pages
    assert publish(library, plan(library, work, site), site).made


def test_a_token_in_an_answer_is_not_told(library, fake, open_site) -> None:
    work, site = library.save(a_result("ranking")).work, open_site(fake)
    fake.fault("POST", 400, told(400, f"wrong: Bearer {TOKEN}\n" + "x" * 5000))
    with pytest.raises(UsageError) as raised:
        publish(library, plan(library, work, site), site)
    assert TOKEN not in str(raised.value)
    assert len(str(raised.value)) < 400


def test_two_who_publish_at_once_get_one_clear_line(library, confluence, open_site) -> None:
    work, site = library.save(a_result("ranking")).work, open_site(confluence)
    publish(library, plan(library, work, site), site)
    ours, theirs = (plan(library, work, site) for _ in range(2))
    publish(library, theirs, site)
    with pytest.raises(BriefstarError, match="was changed meanwhile; publish once more"):
        publish(library, ours, site)


def test_another_page_of_the_same_title_is_never_doubled(library, confluence, open_site) -> None:
    first, second = (library.save(a_result("ranking")).work for _ in range(2))
    site = open_site(confluence)
    publish(library, plan(library, first, site), site)
    with pytest.raises(UsageError, match=r"another page with this title: rename .*--page"):
        publish(library, plan(library, second, site), site)


def test_a_space_that_is_not_there_is_told(library, confluence, open_site) -> None:
    work, site = library.save(a_result("ranking")).work, open_site(confluence, space="NO & NE")
    with pytest.raises(UsageError, match=r"no such page or space|no space 'NO & NE'"):
        publish(library, plan(library, work, site), site)


def test_a_site_that_asks_to_wait_is_waited_for(library, fake, open_site) -> None:
    work, site = library.save(a_result("ranking")).work, open_site(fake)
    fake.fault("POST", 429, told(429), headers={"retry-after": "1"})
    assert publish(library, plan(library, work, site), site).made
    sent = [
        at for at, (method, _, _) in zip(fake.times, fake.seen, strict=True) if method == "POST"
    ]
    assert sent[1] - sent[0] >= 1
    assert len(fake.pages) == 1


def test_a_site_that_keeps_asking_to_wait_is_told(library, fake, open_site) -> None:
    work, site = library.save(a_result("ranking")).work, open_site(fake)
    for _ in range(9):
        fake.fault("POST", 429, told(429), headers={"retry-after": "0"})
    with pytest.raises(BriefstarError, match="asked too often: publish again in some minutes"):
        publish(library, plan(library, work, site), site)


def test_an_answer_that_comes_too_late_may_have_made_the_page(library, fake, open_site) -> None:
    work = library.save(a_result("ranking")).work
    site = open_site(fake, timeout=1)
    fake.fault("POST", 200, {}, wait=2, after=True)
    with pytest.raises(
        BriefstarError, match=r"within 1 s, and the page may have been made.*--page"
    ):
        publish(library, plan(library, work, site), site)
    (page,) = fake.pages
    patient = open_site(fake)
    again = plan(library, work, patient, page=page)
    assert publish(library, again, patient).page == page
    assert list(fake.pages) == [page]


def test_a_page_that_is_read_too_slowly_is_told(library, fake, open_site) -> None:
    work = library.save(a_result("ranking")).work
    site = open_site(fake, timeout=1)
    publish(library, plan(library, work, site), site)
    fake.fault("GET", 200, {}, wait=2)
    with pytest.raises(BriefstarError, match="did not answer within 1 s: publish again later"):
        plan(library, work, site)


@pytest.mark.parametrize("body", ["<html>Sign in</html>", "[]", "{}", "null"])
def test_an_answer_that_is_not_the_sites_is_told(body, library, fake, open_site) -> None:
    work, site = library.save(a_result("ranking")).work, open_site(fake)
    fake.fault("POST", 200, body)
    with pytest.raises(UsageError, match="does not answer as"):
        publish(library, plan(library, work, site), site)
    assert library.links(work) == {}


def test_no_network_is_told(library) -> None:
    work = library.save(a_result("ranking")).work
    gone = "http://127.0.0.1:9"
    sites = (
        Confluence(Settings(confluence_url=gone, confluence_token=TOKEN), space="T", timeout=2),
        Notion(Settings(notion_url=gone, notion_token=TOKEN), parent="0" * 32, timeout=2),
    )
    for site in sites:
        with pytest.raises(BriefstarError, match=r"cannot be reached at http://127.0.0.1:9"):
            publish(library, plan(library, work, site), site)
        site.close()
    assert library.links(work) == {}


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("CONFLUENCE_URL", "http://wiki.example.com", "must begin with https://"),
        ("CONFLUENCE_URL", f"https://ann:{TOKEN}@wiki.example.com", "leave user and password out"),
        ("CONFLUENCE_URL", "wiki.example.com", "give an address such as"),
        ("CONFLUENCE_URL", "https://wiki.example.com:x", "BRIEFSTAR_CONFLUENCE_URL"),
        ("CONFLUENCE_TOKEN", f"{TOKEN}\nX: y", "characters that no token has"),
        ("NOTION_TOKEN", f"{TOKEN}Ł", "characters that no token has"),
        ("CONFLUENCE_USER", "Łucja", "letters that cannot be sent"),
        ("CONFLUENCE_CLOUD", "perhaps", "BRIEFSTAR_CONFLUENCE_CLOUD"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_and_not_shown(
    name, value, expected, monkeypatch
) -> None:
    monkeypatch.setenv(f"BRIEFSTAR_{name}", value)
    with pytest.raises(UsageError) as raised:
        load_settings()
    assert expected in str(raised.value)
    assert f"BRIEFSTAR_{name}" in str(raised.value)
    assert TOKEN not in str(raised.value)
    assert "\n" not in str(raised.value)


def test_settings_show_no_secret(monkeypatch) -> None:
    monkeypatch.setenv("BRIEFSTAR_NOTION_TOKEN", f" {TOKEN}\n")
    monkeypatch.setenv("BRIEFSTAR_CONFLUENCE_TOKEN", "")
    read = load_settings()
    assert read.notion_token is not None and read.notion_token.get_secret_value() == TOKEN
    assert read.confluence_token is None
    assert TOKEN not in repr(read) + str(read.model_dump())


def test_the_fakes_refuse_strangers(library) -> None:
    work = library.save(a_result("ranking")).work
    for fake in (FakeNotion(), FakeConfluence(cloud=False)):
        settings = Settings(
            notion_url=fake.url, notion_token="other", confluence_url=fake.url,
            confluence_token="other",
        )  # fmt: skip
        site = (
            Notion(settings, parent=fake.parent)
            if isinstance(fake, FakeNotion)
            else Confluence(settings, space="TEAM")
        )
        with pytest.raises(UsageError, match="does not take the token"):
            publish(library, plan(library, work, site), site)
        site.close()
        fake.close()
