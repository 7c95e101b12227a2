"""The app as a user meets it: how fast it opens and answers, and what kills and crowds do to it.

The first table is on the embedded model, in a real Chromium. The second is on the fake model, so
that it measures the app alone: kills of the server and reloads of the page while a brief is being
drafted, and many users at once. Work is lost if its link does not lead to the finished brief.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from briefstar.llm.endpoint import open_model
from playwright.sync_api import Page, sync_playwright
from report import publish

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
ARGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
GOALS = ("Improve user engagement", "Cut parcel delays", "Make search better")
DONE = "document.querySelector('#brief-status').innerText.includes('Done')"


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def start(command: Sequence[str]) -> tuple[subprocess.Popen[str], float]:
    """Start a server; return it when it says that it is there, and the seconds that took."""
    began = time.perf_counter()
    process = subprocess.Popen([*command], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    if not process.stdout.readline().startswith("http"):
        raise SystemExit("bench/app.py: the app did not start")
    return process, time.perf_counter() - began


def draft(page: Page, url: str, goal: str) -> dict[str, float]:
    """Draft a brief; return the seconds to the first sign, the first section and the end."""
    page.goto(url)
    page.wait_for_selector("#goal textarea")
    page.fill("#goal textarea", goal)
    page.wait_for_timeout(300)
    began = time.perf_counter()
    page.click("#draft")
    page.wait_for_selector("#brief-status p")
    sign = time.perf_counter() - began
    page.wait_for_selector("#document h2", timeout=120_000)
    first = time.perf_counter() - began
    page.wait_for_function(DONE, timeout=240_000)
    return {"sign": sign, "first": first, "whole": time.perf_counter() - began}


def opening(browser: Any) -> dict[str, Any]:
    """Open the app on the embedded model three times, and draft a brief each time."""
    usable, briefs = [], []
    for goal in GOALS:
        port = free_port()
        began = time.perf_counter()
        process, _ = start([sys.executable, "-m", "briefstar.cli", "ui", "--port", str(port)])
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{port}/")
        page.wait_for_selector("#goal textarea")
        usable.append(time.perf_counter() - began)
        briefs.append(draft(page, f"http://127.0.0.1:{port}/", goal))
        page.close()
        process.kill()
        process.wait()
    return {"usable": usable, "briefs": briefs}


def begin(page: Page, url: str, number: int) -> None:
    """Begin a numbered brief; return when its link stands in the page's address."""
    page.goto(url)
    page.wait_for_selector("#goal textarea")
    page.fill("#goal textarea", f"Cut delay number {number}")
    page.wait_for_timeout(100)
    page.click("#draft")
    page.wait_for_url("**work=**")


def is_whole(page: Page, number: int) -> bool:
    """Wait for the end of the brief; return whether it is the one of that number."""
    page.wait_for_function(
        "document.querySelector('#document')?.innerText.includes('How this was made')",
        timeout=60_000,
    )
    return f"number {number}" in page.inner_text("#document")


def kills(browser: Any, times: int, folder: Path) -> int:
    """Kill the server while a brief is drafted, start it again, open the link; count the lost."""
    lost, chance = 0, random.Random(7)
    port, file = free_port(), folder / "kills.db"
    command = [sys.executable, "-m", "tests.ui_server", str(port), str(file), "0.15"]
    url = f"http://127.0.0.1:{port}/"
    process, _ = start(command)
    for number in range(times):
        page = browser.new_page()
        try:
            begin(page, url, number)
            link = page.url
            time.sleep(chance.uniform(0, 2.5))
            process.kill()
            process.wait()
            process, _ = start(command)
            page.goto(link)
            page.wait_for_selector("#goal textarea")
            lost += not is_whole(page, number)
        except Exception as error:
            print(f"kill {number}: {error}", file=sys.stderr)
            lost += 1
        page.close()
    process.kill()
    process.wait()
    return lost


def reloads(browser: Any, times: int, folder: Path) -> int:
    """Reload the page while a brief is drafted; count the lost."""
    lost, chance, port = 0, random.Random(8), free_port()
    file = folder / "reloads.db"
    process, _ = start([sys.executable, "-m", "tests.ui_server", str(port), str(file), "0.1"])
    for number in range(times):
        page = browser.new_page()
        try:
            begin(page, f"http://127.0.0.1:{port}/", number)
            time.sleep(chance.uniform(0, 1.5))
            page.reload()
            lost += not is_whole(page, number)
        except Exception as error:
            print(f"reload {number}: {error}", file=sys.stderr)
            lost += 1
        page.close()
    process.kill()
    process.wait()
    return lost


def crowd(users: int, folder: Path) -> dict[str, Any]:
    """Let users draft at once by the endpoint, each with a name; count errors and mix-ups."""
    from gradio_client import Client

    names = [f"user{number}" for number in range(users)]
    port = free_port()
    url, file = f"http://127.0.0.1:{port}/", folder / "crowd.db"
    process, _ = start([sys.executable, "-m", "tests.ui_server", str(port), str(file), "0", *names])
    errors, wrong, seconds = list[str](), [0], list[float]()
    clients = {name: Client(url, auth=(name, name), verbose=False) for name in names}
    ready = threading.Barrier(users)

    def ask(name: str) -> None:
        ready.wait()
        began = time.perf_counter()
        try:
            told = clients[name].predict(
                f"Shorten the queue of {name}", "", api_name="/draft_brief"
            )
            seconds.append(time.perf_counter() - began)
            wrong[0] += told["result"]["goal"] != f"Shorten the queue of {name}"
        except Exception as error:
            errors.append(f"{name}: {error}")

    threads = [threading.Thread(target=ask, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    process.kill()
    process.wait()
    for line in errors:
        print(line, file=sys.stderr)
    return {"errors": len(errors), "wrong": wrong[0], "seconds_worst": round(max(seconds), 2)}


def main(argv: Sequence[str]) -> int:
    """Measure, print and write the results; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=50, metavar="N", help="kills, reloads (50)")
    parser.add_argument("--users", type=int, default=20, metavar="N", help="at once (20)")
    args = parser.parse_args(argv)
    info = open_model("embedded").info
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        os.environ["BRIEFSTAR_DATA_DIR"] = name
        folder = Path(name)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGS))
        opened = opening(browser)
        crowded = crowd(args.users, folder)
        lost = {
            "kills": kills(browser, args.times, folder),
            "reloads": reloads(browser, args.times, folder),
        }
        browser.close()
    usable = statistics.median(opened["usable"])
    sign = max(b["sign"] for b in opened["briefs"])
    first = statistics.median(b["first"] for b in opened["briefs"])
    table = [
        ["the app", "measured", "to reach"],
        ["usable after `briefstar ui`, s (median of 3)", f"{usable:.1f}", "≤ 8"],
        ["first sign after a click, s (worst of 3)", f"{sign:.2f}", "≤ 1"],
        ["first section of a brief, s (median of 3)", f"{first:.1f}", "–"],
        [f"work lost over {args.times} kills", str(lost["kills"]), "0"],
        [f"work lost over {args.times} reloads", str(lost["reloads"]), "0"],
        [f"{args.users} users at once: errors, wrong answers",
         f"{crowded['errors']}, {crowded['wrong']}", "0, 0"],
    ]  # fmt: skip
    result = {
        "usable_seconds": [round(s, 2) for s in opened["usable"]],
        "briefs": [{k: round(v, 2) for k, v in b.items()} for b in opened["briefs"]],
        "lost": lost,
        "times": args.times,
        "users": args.users,
        "crowd": crowded,
    }
    publish("app", argv, info, table, result)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
