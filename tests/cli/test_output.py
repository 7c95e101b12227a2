"""`-o FILE`: the old content or the new one, never half of one."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from briefstar import BriefstarError, ModelError
from briefstar.cli.output import replace_file

from tests.fakes import BriefScript

GOAL = "Improve user engagement"


@pytest.mark.parametrize(
    ("name", "options", "json_expected"),
    [
        ("brief.md", [], False),
        ("brief.json", [], True),
        ("brief", [], False),
        ("brief.txt", ["--format", "json"], True),
        ("brief.json", ["--format", "markdown"], False),
    ],
)
def test_the_format_is_said_or_read_off_the_suffix(
    run, use, tmp_path, name, options, json_expected
):
    use()
    result = run("brief", GOAL, "-o", tmp_path / name, *options)
    text = (tmp_path / name).read_text("utf-8")
    assert (result.code, result.out) == (0, "")
    assert f"written to {tmp_path / name}" in result.err
    assert text.startswith("{" if json_expected else "# Collaboration brief")
    if json_expected:
        assert json.loads(text)["goal"] == GOAL
    assert [p.name for p in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    ("fault", "code", "says"),
    [
        (ModelError("gone"), 3, "gone"),
        (KeyboardInterrupt(), 130, "stopped; nothing was written to"),
    ],
)
def test_a_draft_that_ends_early_leaves_the_old_file(run, use, tmp_path, fault, code, says):
    path = tmp_path / "brief.md"
    path.write_text("the old brief")
    use(BriefScript(faults={"brief.terms": fault}))
    result = run("brief", GOAL, "-o", path)
    assert result.code == code and says in result.err
    assert path.read_text() == "the old brief"
    assert [p.name for p in tmp_path.iterdir()] == ["brief.md"]


def test_a_write_that_fails_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "brief.md"
    path.write_text("old")

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BriefstarError, match="no space left"):
        replace_file(path, [b"new"])
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["brief.md"]


def test_permissions_and_links_stay(tmp_path):
    real, link = tmp_path / "real.md", tmp_path / "link.md"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    replace_file(link, [b"n", b"ew"])
    assert link.is_symlink() and real.read_text() == "new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_a_new_file_is_as_readable_as_any(tmp_path):
    replace_file(tmp_path / "new.md", [b"new"])
    (tmp_path / "other").touch()
    assert (tmp_path / "new.md").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_device_is_written_to_and_not_replaced():
    replace_file(Path(os.devnull), [b"new"])
    assert Path(os.devnull).is_char_device()


def test_a_dash_means_standard_output(run, use):
    use()
    assert run("brief", GOAL, "-o", "-").out.startswith("# Collaboration brief")
