"""`briefstar lint`: formats, exit codes, and one clear line for what cannot be linted."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from briefstar import cli

Run = Callable[..., tuple[int, str, str]]
VAGUE = "# Goal\n\nImprove search relevance.\n"
ADVICE = "Alerts will be reviewed within 2 hours.\n"
CLEAN = "The page shows the ten newest listings.\n"


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    def call(*args: str | Path, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        code = cli.main(["lint", *map(str, args)])
        return (code, *capfd.readouterr())

    return call


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def put(content: str | bytes, name: str = "brief.md") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return put


def test_text_names_the_place_the_reason_and_a_rewrite(
    run: Run, write: Callable[..., Path]
) -> None:
    path = write(VAGUE)
    code, out, err = run(path)
    assert code == 1
    first, why, rewrite = out.splitlines()
    assert first == (
        f'{path}:3:1: BS102 error: "Improve search relevance" (vague-goal, INCOSE R34)'
    )
    assert why.startswith("    why: ")
    assert rewrite == (
        "    rewrite: Raise <metric of search relevance> from <baseline today> to <target> by "
        "<date>, measured on <population>."
    )
    assert err == "briefstar: 1 error\n"


def test_a_clean_text_passes(run: Run, write: Callable[..., Path]) -> None:
    assert run(write(CLEAN)) == (0, "", "briefstar: no findings\n")
    assert run(write(CLEAN), "--format", "github") == (0, "", "")


def test_advice_fails_only_when_strict(run: Run, write: Callable[..., Path]) -> None:
    path = write(ADVICE)
    code, out, err = run(path)
    assert (code, err) == (0, "briefstar: 1 piece of advice\n")
    assert "BS109 advice" in out
    assert run(path, "--strict")[0] == 1


def test_json_has_a_stable_shape(run: Run, write: Callable[..., Path]) -> None:
    path = write(VAGUE)
    code, out, err = run(path, "--format", "json")
    (finding,) = json.loads(out)
    assert code == 1
    assert err == ""
    assert list(finding) == [
        "file",
        "name",
        "rule",
        "severity",
        "start",
        "end",
        "line",
        "column",
        "text",
        "why",
        "rewrite",
        "standard",
    ]
    assert finding["file"] == str(path)
    assert VAGUE[finding["start"] : finding["end"]] == finding["text"] == "Improve search relevance"
    assert json.loads(run(write(CLEAN), "--format", "json")[1]) == []


def test_github_commands_are_escaped(run: Run, write: Callable[..., Path]) -> None:
    path = write("Cut cost 20%\nthis year: by half.\n", "a,b:c%.md")
    code, out, _ = run(path, "--format", "github")
    assert code == 1
    line = out.splitlines()[0]
    command, _, message = line.removeprefix("::").partition("::")
    assert command.startswith("warning file=")
    assert "a%2Cb%3Ac%25.md,line=1,endLine=1,col=10,endColumn=12,title=BS113 no-baseline" in command
    assert message.startswith("20%25: ")
    assert "%0ARewrite: Cut cost 20%25" in message


def test_github_levels_and_spans_over_lines(run: Run, write: Callable[..., Path]) -> None:
    out = run(write("Improve search\nrelevance for\nall.\n" + ADVICE), "--format", "github")[1]
    assert "::error " in out
    assert ",line=1,endLine=3,col=1,endColumn=3," in out
    assert "::notice " in out


def test_standard_input(run: Run) -> None:
    code, out, _ = run("-", stdin=VAGUE.encode())
    assert code == 1
    assert out.startswith("<stdin>:3:1: BS102")
    assert "file=" not in run("-", "--format", "github", stdin=VAGUE.encode())[1]


@pytest.mark.parametrize(
    "content, words",
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"\x89PNG\x00\x00", "binary"),
        ("Büro".encode("latin-1"), "not UTF-8"),
        (b"a" * 5_000_001, "larger than"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(
    run: Run, write: Callable[..., Path], content: bytes, words: str
) -> None:
    for code, out, err in (run(write(content)), run("-", stdin=content)):
        assert code == 2
        assert out == ""
        assert words in err
        assert err.count("\n") == 1


def test_a_missing_file_a_folder_and_a_wrong_format(run: Run, tmp_path: Path) -> None:
    for args in (["gone.md"], [tmp_path], [], ["-", "--format", "xml"]):
        code, out, err = run(*args)
        assert (code, out) == (2, "")
        assert err.count("\n") == 1
