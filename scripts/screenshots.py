"""Take a picture of every page, wide and narrow, with results of the embedded model in it.

    python scripts/screenshots.py [FOLDER]      (by default docs/screens)

Needs Chromium (CHROMIUM=… names another than the one on the path).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
SIZES = {"wide": (1280, 1100), "narrow": (390, 844)}
ANSWER = (
    "Last March our parcel depot had a delay model that the planners ignored. I was responsible "
    "for finding out whether it could be trusted. First I compared sixty forecasts with what the "
    "drivers had written down. Late parcels fell from 9% to 4% within six weeks."
)
SLOW = 120_000  # milliseconds


def _example(page: Page, number: int = 0) -> None:
    page.get_by_role("button", name="Example").nth(number).click()
    page.wait_for_timeout(600)


def _done(page: Page, name: str) -> None:
    expect(page.locator(f"#{name}-status")).to_contain_text("Done", timeout=SLOW)


def brief(page: Page) -> None:
    """Draft the second example."""
    _example(page, 1)
    page.click("#draft")
    _done(page, "brief")


def impact(page: Page) -> None:
    """Explain the first example."""
    _example(page)
    page.click("#explain")
    _done(page, "impact")


def ideas(page: Page) -> None:
    """Rank the example."""
    _example(page)
    page.click("#rank")
    expect(page.locator("#ranking")).to_contain_text("Mend the filters")


def coach(page: Page) -> None:
    """Answer the first question of a session."""
    page.click("#start")
    page.fill("#answer textarea", ANSWER)
    page.click("#send")
    _done(page, "coach")


def answer(page: Page) -> None:
    """Grade the example."""
    _example(page)
    page.click("#grade")
    _done(page, "grade")


def library(page: Page) -> None:
    """Open the work that was changed last."""
    page.locator("#works label").first.click()
    page.wait_for_selector("#work #document, #work")


def stories(page: Page) -> None:
    """Keep a story."""
    page.get_by_role("button", name="Keep a story").click()
    page.fill("#story-title textarea, #story-title input", "Parcel delays")
    page.fill("#story textarea", ANSWER)
    page.click("#keep-story")
    expect(page.locator("#stories")).to_contain_text("Parcel delays", timeout=SLOW)


def check(page: Page) -> None:
    """Check the example."""
    _example(page)
    page.click("#check")
    expect(page.locator("#found")).to_contain_text("found")


def calculate(page: Page) -> None:
    """Compute a payback."""
    page.locator("#which input").click()
    page.get_by_role("option", name="Months until it has paid").click()
    page.get_by_label("what it costs to build").fill("90k USD")
    page.get_by_label("what it saves or earns").fill("9k USD a month")
    page.click("#compute")
    expect(page.locator("#result")).to_contain_text("10 months")


def publish(page: Page) -> None:
    """Only look: no wiki is set up."""
    page.wait_for_selector("#publish")


def model(page: Page) -> None:
    """Try the model."""
    page.click("#try")
    expect(page.locator("#model-status")).to_contain_text("answered in", timeout=SLOW)


def progress(page: Page) -> None:
    """Only look."""
    page.wait_for_selector("#progress")


SCENES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "brief": ("/", brief),
    "impact": ("/impact", impact),
    "ideas": ("/ideas", ideas),
    "coach": ("/coach", coach),
    "answer": ("/answer", answer),
    "progress": ("/progress", progress),
    "stories": ("/stories", stories),
    "check": ("/check", check),
    "calculate": ("/calculate", calculate),
    "library": ("/library", library),
    "publish": ("/publish", publish),
    "model": ("/model", model),
}


def shoot(browser: Any, url: str, folder: Path) -> None:
    """Play every scene once, and take it in every size."""
    for name, (path, play) in SCENES.items():
        page = browser.new_page(viewport={"width": 1280, "height": 1100})
        page.goto(url + path)
        page.wait_for_selector("h1")
        page.wait_for_timeout(800)
        play(page)
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_timeout(1500)
            page.screenshot(path=folder / f"{name}-{size}.png")
        page.close()
        print(f"{name} taken", file=sys.stderr)


def main(folder: Path) -> None:
    """Open the app on a file of its own, and take the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        command = [sys.executable, "-m", "briefstar.cli", "ui", "--no-open"]
        environment = {**os.environ, "BRIEFSTAR_DATA_DIR": data, "BRIEFSTAR_ENDPOINT": "embedded"}
        app = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
        )
        try:
            assert app.stdout is not None
            url = app.stdout.readline().strip().rstrip("/")
            browser = playwright.chromium.launch(
                executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
            )
            shoot(browser, url, folder)
            browser.close()
        finally:
            app.kill()
            app.wait()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "screens")
