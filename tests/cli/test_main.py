"""Whatever goes wrong becomes one line and an exit code; starting up stays cheap."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from briefstar import BriefstarError, ModelError, UsageError
from briefstar.translator import playbook as playbook_package

HEAVY = ("openai", "langchain_core", "numpy", "onnxruntime", "gradio", "pydantic_settings")


@pytest.fixture
def fails(monkeypatch):
    """Have `briefstar playbook` raise an error."""

    def install(error):
        def load():
            raise error

        monkeypatch.setattr(playbook_package, "load_playbook", load)

    return install


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError("name a thing"), 2),
        (ModelError("the model\nis gone"), 3),
        (BriefstarError("something else"), 4),
        (KeyboardInterrupt(), 130),
    ],
)
def test_foreseen_errors_are_one_line_and_a_code(run, fails, error, code):
    fails(error)
    result = run("playbook")
    assert result.code == code
    assert result.out == ""
    assert result.err == f"briefstar: {' '.join(str(error).split()) or 'stopped'}\n"


def test_a_message_cannot_steer_the_terminal(run, fails):
    fails(UsageError("a name \x1b]0;owned\x07 from a file"))
    assert "\x1b" not in run("playbook").err


def test_unforeseen_errors_say_how_to_see_more(run, fails):
    fails(ZeroDivisionError("by zero"))
    result = run("playbook")
    assert result.code == 70
    assert result.err.startswith("briefstar: unexpected ZeroDivisionError: by zero")
    assert "--debug" in result.err and result.err.count("\n") == 1


@pytest.mark.parametrize("how", ["option", "environment"])
def test_debug_shows_the_traceback(run, fails, monkeypatch, how):
    monkeypatch.setenv("BRIEFSTAR_DEBUG", "1" if how == "environment" else "")
    fails(ZeroDivisionError("by zero"))
    result = run(*(["--debug"] if how == "option" else []), "playbook")
    assert result.code == 70
    assert "Traceback" in result.err and "in playbook" in result.err


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["bref"], "Did you mean 'brief'"),
        (["brief", "a goal", "--nonsense"], "--nonsense"),
        (["brief", "a goal", "--questions", "-1"], "--questions"),
        (["brief", "a goal", "--format", "pdf"], "--format"),
        (["batch"], "Missing command"),
        (["batch", "brief", "in.jsonl"], "OUT.jsonl"),
    ],
)
def test_a_wrong_call_is_one_line_that_points_to_help(run, no_model, args, says):
    result = run(*args)
    assert result.code == 2
    assert says in result.err and "--help" in result.err
    assert result.err.count("\n") == 1 and result.out == ""


def test_version_and_help(run):
    assert run("--version").out.startswith("briefstar 0.")
    for args in ([], ["--help"]):
        result = run(*args)
        assert result.code == 0 and "batch" in result.out and result.err == ""


def test_help_loads_nothing_heavy():
    program = (
        "import sys; from briefstar.cli import main; code = main(['--help']);"
        "print(sorted(set(sys.modules) & set(sys.argv[1:])), file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *HEAVY], capture_output=True, check=False, text=True
    )
    assert done.returncode == 0
    assert done.stderr.strip() == "[]"


def test_a_reader_that_leaves_early_is_no_error():
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "briefstar.cli", "schema", "brief"],
        stdout=writer,
        check=False,
        stderr=subprocess.PIPE,
        text=True,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, "")


def test_a_full_disk_is_said_in_one_line():
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "briefstar.cli", "schema", "brief"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 4
    assert done.stderr == ("briefstar: cannot write to standard output: No space left on device\n")


def test_closed_streams_are_no_error():
    command = f"{sys.executable} -m briefstar.cli playbook 0<&- 1>&- 2>&-"
    assert subprocess.run(["sh", "-c", command], check=False).returncode == 0


def test_a_poor_encoding_replaces_instead_of_crashing():
    done = subprocess.run(
        [sys.executable, "-m", "briefstar.cli", "playbook", "Größe–“x”"],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert b"Gr??e" in done.stderr and b"Traceback" not in done.stderr
