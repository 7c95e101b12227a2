"""The live line of a terminal: it shows the step, and gives way to what is written."""

from __future__ import annotations

import io
import re
import sys

import pytest
from briefstar.cli.progress import Activity
from briefstar.cli.tally import Tally
from briefstar.llm.weights.progress import PullProgress

_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal(io.StringIO):
    def isatty(self):
        return True

    def shown(self):
        """What was written, without colours and cursor movements."""
        return _CONTROL.sub("", self.getvalue())


@pytest.fixture
def open_terminal(monkeypatch):
    """Make stderr a terminal; to be called in the test, since pytest sets stderr before it."""

    def call(width=60):
        screen = Terminal()
        monkeypatch.setattr(sys, "stderr", screen)
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.setenv("COLUMNS", str(width))
        return screen

    return call


def test_the_step_is_shown_on_one_line_and_cut_to_fit(open_terminal):
    terminal = open_terminal()
    with Activity() as activity:
        activity.doing("asking: " + "long " * 40)
        activity._live.refresh()
    step = next(line for line in terminal.shown().splitlines() if "asking:" in line)
    assert step.endswith("…") and len(step.strip()) <= 60


def test_a_step_cannot_steer_the_terminal_or_pass_for_markup(open_terminal):
    terminal = open_terminal()
    with Activity() as activity:
        activity.doing("asking: [bold]x[/] \x1b]0;owned\x07")
        activity._live.refresh()
    assert "[bold]x[/]" in terminal.shown()
    assert "\x1b]0" not in terminal.getvalue()


def test_the_live_line_is_gone_while_something_else_is_written(open_terminal):
    terminal = open_terminal()
    with Activity() as activity:
        activity.doing("busy")
        with activity.aside():
            at = len(terminal.getvalue())
            activity.doing("busier")
            assert terminal.getvalue()[at:] == ""
            assert activity._live.live.is_started is False
        assert activity._live.live.is_started is True
    assert activity._live is None


def test_a_download_shows_its_size_and_then_makes_room(open_terminal):
    terminal = open_terminal(width=100)
    with Activity() as activity:
        activity.pulling(PullProgress("index", 250_000_000, 1_000_000_000, "part 5 of 22"))
        activity._live.refresh()
        assert "part 5 of 22" in terminal.shown()
        assert "0.2/1.0 GB" in terminal.shown()
        activity.pulling(PullProgress("index", 1_000_000_000, 1_000_000_000, "checked"))
        terminal.truncate(0)
        activity._live.refresh()
        assert "checked" in terminal.shown() and "GB" not in terminal.shown()


def test_elsewhere_each_step_is_a_line_and_a_download_a_few(capsys):
    with Activity() as activity:
        for step in ("one", "one", "two"):
            activity.doing(step)
        for done in range(100):
            activity.pulling(PullProgress("hub", done * 10**6, 10**8, "downloading"))
        activity.pulling(PullProgress("memory", 0, 10**8, "loading it"))
    lines = capsys.readouterr().err.splitlines()
    assert lines[:2] == ["briefstar: one", "briefstar: two"]
    assert lines[2:] == [
        "briefstar: the embedded model, downloading: 0 of 100 MB",
        "briefstar: the embedded model, loading it",
    ]


def test_a_batch_shows_count_rate_and_errors(open_terminal):
    terminal = open_terminal()
    with Tally(4, already=1) as tally:
        tally.finish(failed=False)
        tally.finish(failed=True)
        tally._bar.refresh()
        assert "2/4" in terminal.shown()
        assert "a minute, 1 with an error" in " ".join(terminal.shown().split())
    assert "4 lines to do, 1 done before" in terminal.shown()


def test_a_batch_elsewhere_says_now_and_then_how_long_it_will_take(capsys, monkeypatch):
    from briefstar.cli import tally as module

    now = [100.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: now[0])
    with Tally(121, already=0) as tally:
        tally.finish(failed=False)
        now[0] += 60
        tally.finish(failed=False)
        tally.finish(failed=False)
    assert capsys.readouterr().err.splitlines()[1:] == [
        "briefstar: 2 of 121 done, 2.0 a minute, about 1 h 0 min left"
    ]
