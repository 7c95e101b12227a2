"""What the documents say is true: snippets run, commands and targets and links exist."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import briefstar.llm
import pytest
from briefstar.cli import main
from briefstar.coach.moves import TALK
from briefstar.llm.fake import FakeModel
from briefstar.translator.impact.roles import NONE

from tests.coach_fakes import CoachScript
from tests.fakes import BriefScript
from tests.impact_fakes import RoleScript

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
README = (ROOT / "README.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize("snippet", blocks("python"))
def test_python_snippets_run(
    snippet: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    brief = BriefScript(roles={"7.5%": "today"}, measure="share of late parcels")
    told = {
        "In May our depot lost a feed.": "Setting",
        "I rebuilt it from the drivers' notes.": "Step",
        "Delays fell by half.": "Change",
    }
    coach = CoachScript(told)
    roles = RoleScript({"1,000": "alerts", "20%": "precision", "5 minutes": "minutes"})

    def answer(asked: Any) -> Any:
        options = getattr(asked, "options", ())
        return (coach if TALK in options else roles if NONE in options else brief)(asked)

    model = FakeModel(answer)
    monkeypatch.setenv("BRIEFSTAR_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(briefstar.llm, "open_model", lambda _spec: model, raising=False)
    namespace: dict[str, Any] = {}
    exec(snippet, namespace)
    shown = capsys.readouterr().out
    assert "# Collaboration brief: Cut parcel delays" in shown
    assert "800 false alerts a day – What does an hour" in shown
    assert re.search("^story [3-5] You said", shown, re.MULTILINE)


COMMANDS = [
    line for block in blocks("bash") for line in block.splitlines() if line.startswith("briefstar ")
]


@pytest.mark.parametrize("line", COMMANDS)
def test_commands_and_their_options_exist(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = shlex.split(line.split("#", maxsplit=1)[0])[1:]
    command = [w for w in words[:2] if re.fullmatch(r"[a-z]+", w)]
    assert main([*command, "--help"]) == 0
    shown = capsys.readouterr().out
    for option in (w.split("=")[0] for w in words if w.startswith("-")):
        assert option in shown, f"{command} has no {option}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.name)
def test_make_targets_and_links_exist(document: Path) -> None:
    text = document.read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:`|^)make ([a-z-]+)", text, re.MULTILINE)) <= targets
    for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
        assert (document.parent / link).exists(), link
