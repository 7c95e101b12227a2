"""What commands make is kept by itself: once, by versions, and never at the result's cost."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from briefstar.library.library import Library

from tests.coach_fakes import CoachScript
from tests.impact_fakes import RoleScript

GOAL = "Improve user engagement"
IDEAS = b"- Mend filters: impact 50k EUR a year, effort 1 week, confidence 80%"
CONSTRAINT = "1,000 alerts a day at 20% precision, 5 minutes each, 60 dollars an hour."
LINE = re.compile(
    r"^briefstar: kept in the library as ([0-9a-f]{12}), version (\d+)$", re.MULTILINE
)


def works() -> list[tuple[str, int]]:
    with Library() as library:
        return [(work.id, work.versions) for work in library.works()]


def kept(result) -> tuple[str, int]:
    """The one line that says where a result is."""
    assert result.code == 0, result.err
    ((id, number),) = LINE.findall(result.err)
    return id, int(number)


def test_a_ranking_is_kept_and_opened_by_the_id_that_is_said(run) -> None:
    made = run("feasibility", "-", stdin=IDEAS)
    id, number = kept(made)
    assert (id, number) == works()[0]
    assert run("library", "show", id).out == made.out


def test_the_same_result_is_kept_once(run) -> None:
    id, _ = kept(run("feasibility", "-", stdin=IDEAS))
    again = run("feasibility", "-", stdin=IDEAS)
    assert f"kept in the library already, as {id}" in again.err
    assert works() == [(id, 1)]


@pytest.mark.parametrize(
    ("script", "args"),
    [
        (None, ["brief", GOAL]),
        (RoleScript, ["impact", CONSTRAINT]),
        (
            CoachScript,
            ["grade", "--question", "Tell me about a time you failed.", "--answer", "I was late."],
        ),
    ],
)
def test_each_command_keeps_what_it_makes(run, use, script, args) -> None:
    use(script() if script else None)
    made = run(*args, "--format", "json")
    id, _ = kept(made)
    with Library() as library:
        assert json.loads(library.get(id).result.model_dump_json()) == json.loads(made.out)


def test_the_same_constraint_with_another_input_is_the_next_version(run, use) -> None:
    use(RoleScript())
    id, first = kept(run("impact", CONSTRAINT))
    again = run("impact", CONSTRAINT, "--set", "precision=40%")
    assert (first, kept(again)) == (1, (id, 2))
    other, number = kept(run("impact", CONSTRAINT + " Or 50_ or 60%?"))
    assert (other != id, number) == (True, 1)
    wish, number = kept(run("impact", CONSTRAINT, "--toward", "technical"))
    assert (wish not in (id, other), number) == (True, 1)
    assert sorted(works()) == sorted([(id, 2), (other, 1), (wish, 1)])


def test_a_revised_file_becomes_the_next_version_of_its_work(run, use, tmp_path: Path) -> None:
    use()
    file = tmp_path / "brief.json"
    id, _ = kept(run("brief", GOAL, "-o", file))
    revised = run("brief", "--revise", file, "--answer", "baseline=4%", "-o", file)
    assert kept(revised) == (id, 2)
    assert f"--revise {id} --answer ID=TEXT" in revised.err
    assert works() == [(id, 2)]


def test_a_brief_is_revised_by_its_id_alone(run, use) -> None:
    use()
    id, _ = kept(run("brief", GOAL))
    revised = run("brief", "--revise", id, "--answer", "baseline=4%", "--format", "json")
    assert kept(revised) == (id, 2)
    assert json.loads(revised.out)["goal"] == GOAL


def test_an_id_that_is_no_brief_is_refused_in_one_line(run, no_model) -> None:
    id, _ = kept(run("feasibility", "-", stdin=IDEAS))
    for given, told in ((id, f"{id} is no brief but a ranking"), ("0" * 12, "has no work")):
        result = run("brief", "--revise", given)
        assert (result.code, len(result.err.splitlines())) == (2, 1)
        assert told in result.err


def test_a_brief_from_elsewhere_begins_a_work(run, use, tmp_path: Path) -> None:
    use()
    file = tmp_path / "brief.json"
    assert run("brief", GOAL, "--no-keep", "-o", file).code == 0
    assert kept(run("brief", "--revise", file, "--answer", "baseline=4%"))[1] == 1


def test_both_drafts_of_an_interview_are_versions_of_one_work(run, use) -> None:
    use()
    made = run("brief", GOAL, "--ask", stdin=b"4%\n")
    assert made.code == 0
    ((first, one), (second, two)) = LINE.findall(made.err)
    assert (first, one, two) == (second, "1", "2")


@pytest.mark.parametrize("value", ["no", "0", "false"])
def test_keeping_can_be_switched_off(run, monkeypatch, value: str) -> None:
    off = run("feasibility", "-", "--no-keep", stdin=IDEAS)
    monkeypatch.setenv("BRIEFSTAR_KEEP", value)
    also_off = run("feasibility", "-", stdin=IDEAS)
    assert "library" not in off.err + also_off.err
    assert works() == []
    kept(run("feasibility", "-", "--keep", stdin=IDEAS))


def test_a_library_that_cannot_be_written_costs_one_line(run, monkeypatch, tmp_path) -> None:
    (tmp_path / "file").write_text("no folder")
    well = run("feasibility", "-", "--no-keep", stdin=IDEAS)
    monkeypatch.setenv("BRIEFSTAR_DATA_DIR", str(tmp_path / "file"))
    made = run("feasibility", "-", stdin=IDEAS)
    assert (made.code, made.out) == (0, well.out)
    (line,) = [line for line in made.err.splitlines() if "library" in line]
    assert line.startswith("briefstar: not kept in the library: ")


def test_a_damaged_library_costs_one_line_and_stays_as_it_is(run, monkeypatch, tmp_path) -> None:
    (tmp_path / "briefstar.db").write_bytes(b"no database " * 100)
    monkeypatch.setenv("BRIEFSTAR_DATA_DIR", str(tmp_path))
    made = run("feasibility", "-", "--format", "json", stdin=IDEAS)
    assert (made.code, json.loads(made.out)["unit"]) == (0, "EUR a year")
    assert made.err.count("not kept in the library: ") == 1
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(tmp_path / "briefstar.db").execute("SELECT * FROM works")


def test_a_batch_keeps_its_results_in_its_file_alone(run, use, tmp_path: Path) -> None:
    use()
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": "1", "goal": GOAL, "context": ""}) + "\n")
    assert run("batch", "brief", tmp_path / "in.jsonl", tmp_path / "out.jsonl").code == 0
    assert works() == []


def test_a_result_that_reaches_no_file_is_kept_all_the_same(run, monkeypatch) -> None:
    result = run("feasibility", "-", "-o", "/dev/full", stdin=IDEAS)
    assert result.code == 4
    assert len(works()) == 1


def test_the_command_line_starts_without_the_library() -> None:
    show = (
        "import sys; from briefstar.cli import app; "
        "print([m for m in ('sqlalchemy', 'alembic', 'briefstar.library') if m in sys.modules])"
    )
    seen = subprocess.run([sys.executable, "-c", show], capture_output=True, text=True, check=True)
    assert seen.stdout.strip() == "[]"
