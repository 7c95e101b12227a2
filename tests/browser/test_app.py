"""Whole tasks in the app, as somebody does them who was told nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.ui_fakes import ANSWER, CONSTRAINT, CONTEXT, GOAL, IDEAS, QUESTION

pytestmark = [
    pytest.mark.browser,
    pytest.mark.block_network(allowed_hosts=["127.0.0.1"]),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
Open = Callable[..., Page]
PATHS = (
    "/", "/impact", "/ideas", "/coach", "/answer", "/progress", "/library", "/model", "/publish",
    "/stories", "/check", "/calculate",
)  # fmt: skip


def go(page: Page, url: str, wait: str) -> None:
    page.goto(url)
    page.wait_for_selector(wait)


def draft(page: Page, url: str, goal: str = GOAL) -> None:
    go(page, f"{url}/", "#goal textarea")
    page.fill("#goal textarea", goal)
    page.fill("#context textarea", CONTEXT)
    page.click("#draft")


def finished(page: Page, name: str) -> None:
    expect(page.locator(f"#{name}-status")).to_contain_text("Done", timeout=60_000)


def work_of(page: Page) -> str:
    page.wait_for_url(re.compile("work="))
    return page.url.split("work=")[1]


def test_a_whole_brief_with_an_answered_question(server: Any, open_page: Open) -> None:
    page = open_page()
    draft(page, server.url)
    finished(page, "brief")
    expect(page.locator("#document")).to_contain_text("Success metrics")
    page.fill("#answer-0 textarea", "12% of parcels come back late")
    page.click("#revise")
    expect(page.locator("#document")).to_contain_text("What changed since the last draft")
    expect(page.locator("#document")).to_contain_text("12% of parcels come back late")
    expect(page.locator("#readiness .js-plotly-plot")).to_be_visible()


def test_questions_stand_once_on_the_page_and_are_copied(server: Any, open_page: Open) -> None:
    page = open_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.url)
    draft(page, server.url)
    finished(page, "brief")
    expect(page.get_by_role("heading", name="Questions to answer first")).to_have_count(1)
    page.click("#copy")
    expect(page.locator("#copy")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("# Collaboration brief") and "## Questions to answer first" in copied


def test_what_the_wiki_lacks_is_said_beforehand(server: Any, open_page: Open) -> None:
    page = open_page()
    go(page, f"{server.url}/publish", "#publish")
    expect(page.locator("#wiki-ready")).to_contain_text("BRIEFSTAR_CONFLUENCE_TOKEN")
    expect(page.locator("#publish")).to_be_disabled()
    page.get_by_label("Notion", exact=True).check()
    expect(page.locator("#wiki-ready")).to_contain_text("BRIEFSTAR_NOTION_TOKEN")
    expect(page.locator("#publish")).to_be_disabled()


def test_an_impact_with_a_changed_input(server: Any, open_page: Open) -> None:
    page = open_page()
    go(page, f"{server.url}/impact", "#constraint textarea")
    page.fill("#constraint textarea", CONSTRAINT)
    page.click("#explain")
    finished(page, "impact")
    expect(page.locator("#statement")).to_contain_text("800 false alerts a day")
    knob = page.locator("[id^=knob-]", has_text="share of alerts that are right")
    knob.locator("input[type=number]").fill("35")
    knob.locator("input[type=number]").press("Tab")
    expect(page.locator("#what-if")).to_contain_text("650 false alerts a day")
    page.click("#keep")
    expect(page.locator("#statement")).to_contain_text("650 false alerts a day")


def test_ideas_in_a_table_and_a_picture(server: Any, open_page: Open) -> None:
    page = open_page()
    go(page, f"{server.url}/ideas", "#ideas textarea")
    page.fill("#ideas textarea", IDEAS)
    page.click("#rank")
    expect(page.locator("#ranking")).to_contain_text("Mend the filters")
    expect(page.locator("#picture .js-plotly-plot")).to_be_visible()
    for form, begins in (("SVG", b"<svg"), ("PNG", b"\x89PNG")):
        with page.expect_download() as saved:
            page.get_by_role("button", name=f"Save as {form}").click()
        assert saved.value.suggested_filename == f"briefstar-picture.{form.lower()}"
        assert Path(saved.value.path()).read_bytes().startswith(begins)
    page.get_by_label("People (optional)").fill("1")
    page.get_by_label("Deadline (optional)").fill("3 weeks")
    page.click("#rank-table")
    expect(page.locator("#ranking")).to_contain_text("3 weeks")


def test_a_graded_answer(server: Any, open_page: Open) -> None:
    page = open_page()
    go(page, f"{server.url}/answer", "#answer textarea")
    page.locator("#question input").fill(QUESTION)
    page.locator("#question input").press("Enter")
    page.fill("#answer textarea", ANSWER)
    page.click("#grade")
    finished(page, "grade")
    expect(page.locator("mark.part-result")).to_contain_text("Late parcels fell")
    expect(page.locator("#levels .js-plotly-plot")).to_be_visible()


def test_a_practice_session_with_a_re_answer_and_a_report(server: Any, open_page: Open) -> None:
    page = open_page()
    go(page, f"{server.url}/coach", "#start")
    page.get_by_label("number input for Questions").fill("1")
    page.get_by_label("number input for Questions").press("Tab")
    page.click("#start")
    expect(page.locator("#asked")).to_contain_text("Question 1 of 1")
    for _ in range(4):
        page.fill("#answer textarea", ANSWER)
        page.click("#send")
        page.wait_for_function("!document.querySelector('#answer textarea')?.value")
        page.wait_for_function(
            "['#next', '#answer'].some((name) => document.querySelector(name)?.offsetParent)"
        )
        if page.locator("#next").is_visible():
            break
    expect(page.locator("#coach-status")).to_contain_text("Done")
    page.fill("#anew textarea", "Late parcels fell from 9% to 4% within six weeks.")
    page.click("#retell")
    expect(page.locator("#changed")).to_contain_text("→")
    page.click("#next")
    expect(page.locator("#report")).to_contain_text("Practice report")
    go(page, f"{server.url}/progress", "#progress")
    expect(page.locator("#progress")).to_contain_text("graded answer")


@pytest.mark.parametrize(("form", "suffix"), [("Word", "docx"), ("Markdown", "md")])
def test_an_export(server: Any, open_page: Open, tmp_path: Path, form: str, suffix: str) -> None:
    page = open_page()
    draft(page, server.url)
    finished(page, "brief")
    page.get_by_label("Download as").click()
    page.get_by_role("option", name=form, exact=True).click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download", exact=True).click()
    assert waiting.value.suggested_filename == f"briefstar-{work_of(page)}.{suffix}"
    waiting.value.save_as(tmp_path / "file")
    assert (tmp_path / "file").stat().st_size > 1000


def test_the_library_shows_versions_and_differences(server: Any, open_page: Open) -> None:
    page = open_page()
    draft(page, server.url, "Cut the queue at the zebra house")
    finished(page, "brief")
    page.fill("#answer-0 textarea", "9 minutes")
    page.click("#revise")
    expect(page.locator("#document")).to_contain_text("What changed")
    go(page, f"{server.url}/library?work={work_of(page)}", "#work")
    page.get_by_label("Compare with version").click()
    page.get_by_role("option", name="1", exact=True).click()
    expect(page.locator("#changes ins").first).to_be_visible()
    page.fill("#words textarea, #words input", "zebra queue")
    expect(page.locator("#works label")).to_have_count(1)
    page.get_by_role("button", name="Rename or delete").click()
    page.get_by_label("Delete it with all its versions").check()
    page.click("#delete")
    expect(page.locator("#library-status")).to_contain_text("Deleted")


def test_a_link_opens_the_same_thing_again(server: Any, open_page: Open) -> None:
    page = open_page()
    draft(page, server.url)
    finished(page, "brief")
    other = open_page()
    go(other, page.url, "#document")
    expect(other.locator("#document")).to_contain_text("Success metrics")
    expect(other.locator("#goal textarea")).to_have_value(GOAL)


def test_a_calculation_without_a_model(server: Any, open_page: Open) -> None:
    page = open_page()
    go(page, f"{server.url}/calculate", "#which input")
    page.locator("#which input").click()
    page.get_by_role("option", name="Months until it has paid").click()
    page.get_by_label("what it costs to build").fill("90k USD")
    page.get_by_label("what it saves or earns").fill("9k USD a month")
    page.click("#compute")
    expect(page.locator("#result")).to_contain_text("10 months")


def test_stop_and_go_on(launch: Any, open_page: Open) -> None:
    page = open_page()
    draft(page, launch(0.3).url)
    page.click("#brief-stop")
    expect(page.locator("#brief-status")).to_contain_text("Stopped")
    page.click("#brief-again")
    finished(page, "brief")


def test_a_reload_in_mid_stream_loses_nothing(launch: Any, open_page: Open) -> None:
    page = open_page()
    draft(page, launch(0.2).url)
    page.wait_for_selector("#document h2")
    id = work_of(page)
    page.reload()
    finished(page, "brief")
    assert work_of(page) == id
    expect(page.locator("#document")).to_contain_text("Success metrics")


def test_a_killed_server_goes_on_where_its_page_is_opened_again(
    launch: Any, open_page: Open
) -> None:
    page = open_page()
    first = launch(0.3)
    draft(page, first.url)
    id = work_of(page)
    first.kill()
    second = launch(0.0, port=first.port)
    go(page, f"{second.url}/?work={id}", "#goal textarea")
    finished(page, "brief")
    expect(page.locator("#goal textarea")).to_have_value(GOAL)


def test_what_was_typed_survives_a_reload(server: Any, open_page: Open) -> None:
    page = open_page()
    go(page, f"{server.url}/", "#goal textarea")
    page.fill("#goal textarea", "Half a thought about parc")
    page.wait_for_timeout(500)
    page.reload()
    page.wait_for_selector("#goal textarea")
    expect(page.locator("#goal textarea")).to_have_value("Half a thought about parc")


def test_two_users_at_once_see_their_own(launch: Any, open_page: Open) -> None:
    server = launch(0.1, "annegret", "bogumil")
    pages = {}
    for name in ("annegret", "bogumil"):
        page = pages[name] = open_page()
        page.goto(server.url)
        page.get_by_label("username").fill(name)
        page.get_by_label("password").fill(name)
        page.get_by_role("button", name="Login").click()
        page.wait_for_selector("#goal textarea")
    for name, page in pages.items():
        page.fill("#goal textarea", f"Shorten the queue of {name}")
        page.click("#draft")
    for name, page in pages.items():
        finished(page, "brief")
        other = {"annegret": "bogumil", "bogumil": "annegret"}[name]
        assert other not in page.locator("#document").inner_text()
        go(page, f"{server.url}/library", "#works label")
        expect(page.locator("#works label")).to_have_count(1)
        expect(page.locator("#works")).to_contain_text(f"queue of {name}")
    ann = pages["annegret"]
    go(ann, f"{server.url}/library", "#works label")
    ann.locator("#works label").first.click()
    id = work_of(ann)
    go(pages["bogumil"], f"{server.url}/?work={id}", "#brief-status p")
    expect(pages["bogumil"].locator("#brief-status")).to_contain_text("nothing under this link")


def test_a_brief_from_the_keyboard_alone(server: Any, open_page: Open) -> None:
    page = open_page()
    go(page, f"{server.url}/", "#goal textarea")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#goal') !== null"):
            break
    page.keyboard.type(GOAL)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Draft the brief"
    page.keyboard.press("Enter")
    finished(page, "brief")


def test_an_error_stands_where_it_belongs(server: Any, open_page: Open) -> None:
    page = open_page()
    go(page, f"{server.url}/", "#goal textarea")
    page.click("#draft")
    expect(page.locator("#brief-status [role=alert]")).to_contain_text("goal")


def test_a_first_sign_within_a_second(server: Any, open_page: Open) -> None:
    page = open_page()
    draft(page, server.url)
    page.wait_for_selector("#brief-status p", timeout=1_000)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_no_serious_fault_of_accessibility(
    server: Any, open_page: Open, path: str, scheme: str
) -> None:
    page = open_page(scheme=scheme)
    go(page, f"{server.url}{path}", "h1")
    page.wait_for_timeout(500)
    _check(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_fault_of_accessibility_with_results(
    server: Any, open_page: Open, scheme: str
) -> None:
    page = open_page(scheme=scheme)
    draft(page, server.url)
    finished(page, "brief")
    _check(page)
    go(page, f"{server.url}/impact", "#constraint textarea")
    page.fill("#constraint textarea", CONSTRAINT)
    page.click("#explain")
    finished(page, "impact")
    _check(page)
    go(page, f"{server.url}/ideas", "#ideas textarea")
    page.fill("#ideas textarea", IDEAS)
    page.click("#rank")
    expect(page.locator("#ranking")).to_contain_text("Mend the filters")
    _check(page)
    go(page, f"{server.url}/answer", "#answer textarea")
    page.fill("#answer textarea", ANSWER)
    page.click("#grade")
    page.wait_for_selector("#grade-status p")
    _check(page)


@pytest.mark.parametrize("path", PATHS)
def test_no_page_scrolls_sideways_on_a_phone(server: Any, open_page: Open, path: str) -> None:
    page = open_page(width=360)
    go(page, f"{server.url}{path}", "h1")
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")


def _check(page: Page) -> None:
    page.wait_for_timeout(1_000)  # pictures are drawn after their data has come
    found = [
        f"{fault['id']}: {fault['help']}: {fault['nodes'][0]['html'][:160]}"
        for fault in Axe().run(page).response["violations"]
        if fault["impact"] in ("serious", "critical")
    ]
    assert not found, "\n".join(found)
