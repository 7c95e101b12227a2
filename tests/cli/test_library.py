"""`briefstar library`: keep, find, show, compare, move and delete, as a user does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFSTAR_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def ranked(run, tmp_path: Path) -> Path:
    """A ranking as `briefstar feasibility` writes it."""
    sheet = {"ideas": [{"name": "Search", "impact": "4", "effort": "3 weeks"}]}
    (tmp_path / "ideas.json").write_text(json.dumps(sheet))
    result = run("feasibility", "ideas.json", "--no-keep", "-o", "ranked.json")
    assert result.code == 0, result.err
    return tmp_path / "ranked.json"


def kept(run, file: Path, *more: str) -> str:
    result = run("library", "add", file, *more)
    assert result.code == 0, result.err
    return result.err.split("kept in the library as ")[1].split(",")[0]


def test_a_result_is_kept_found_shown_and_deleted(run, ranked: Path) -> None:
    assert "nothing is kept yet" in run("library").err
    work = kept(run, ranked)
    assert kept(run, ranked, "--to", work) == work
    assert f"- `{work}` Ideas: Search (ranking, 2 versions, " in run("library").out
    assert work in run("library", "search", "SEARCH", "--kind", "ranking").out
    assert "nothing found" in run("library", "search", "absent").err
    shown = run("library", "show", work, "--format", "json").out
    assert json.loads(shown) == json.loads(ranked.read_text())
    assert run("library", "show", work).out == run("feasibility", "ideas.json", "--no-keep").out
    assert "nothing changed" in run("library", "diff", work, "1").err
    assert run("library", "rename", work, "Autumn").code == 0
    assert "Autumn" in run("library").out
    assert run("library", "delete", work, "--yes").code == 0
    assert run("library").out == ""


def test_a_search_shows_where_the_words_stand(run, ranked: Path) -> None:
    result = json.loads(ranked.read_text())
    for town in ("Łódź", "Kraków", "Gdynia"):
        result["notes"] = [f"Then *the* depot of {town} was closed."]
        ranked.write_text(json.dumps(result))
        kept(run, ranked)
    found = run("library", "search", "DEPOT", "--most", "2")
    assert found.out.count("- `") == 2
    assert "*the\\* **depot** of Gdynia was" in found.out
    assert "1 more: add a word, or --most 3" in found.err
    one = run("library", "search", "ŁÓDŹ depot").out
    assert one.count("- `") == 1 and "**depot** of **Łódź** was" in one


def test_a_library_moves_to_another_machine(run, ranked, tmp_path, monkeypatch) -> None:
    kept(run, ranked)
    listed = run("library").out
    assert "1 work written to all.json" in run("library", "export", "all.json").err
    monkeypatch.setenv("BRIEFSTAR_DATA_DIR", str(tmp_path / "another"))
    assert "1 work added" in run("library", "import", "all.json").err
    assert run("library").out == listed
    assert "0 works added, 1 work here already" in run("library", "import", "all.json").err


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["show", "nope"], "the library has no work 'nope'"),
        (["delete", "nope", "--yes"], "the library has no work 'nope'"),
        (["add", "absent.json"], "does not exist"),
        (["add", "bad.json"], "is no JSON"),
        (["add", "empty.json"], "holds no brief, impact, ranking, grade"),
        (["add", "half.json"], "is no whole ranking: "),
        (["import", "empty.json"], "no export of a library"),
        (["search", "x", "--kind", "poem"], "'poem' is no kind of work"),
    ],
)
def test_mistakes_get_one_line_and_change_nothing(run, ranked, tmp_path, command, told) -> None:
    (tmp_path / "bad.json").write_text("# Markdown")
    (tmp_path / "empty.json").write_text("{}")
    (tmp_path / "half.json").write_text('{"ideas": [], "draws": 1}')
    kept(run, ranked)
    before = run("library").out
    result = run("library", *command)
    assert result.code != 0
    assert told in result.err
    assert len(result.err.splitlines()) == 1
    assert run("library").out == before


@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.html", b"<!DOCTYPE html>"), ("a.docx", b"PK"), ("a.xhtml", b"<h1>"), ("a.json", b"[")],
)
def test_a_work_leaves_in_the_forms_of_other_tools(run, ranked, tmp_path, name, begins) -> None:
    work = kept(run, ranked)
    more = ["--to", "notion"] if name == "a.json" else []
    assert run("library", "convert", work, name, *more).code == 0
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_an_unknown_form_is_refused_before_anything_is_written(run, ranked, tmp_path) -> None:
    work = kept(run, ranked)
    for more in ([], ["--to", "poem"]):
        result = run("library", "convert", work, "a.txt", *more)
        assert result.code == 2
        assert "say the form: --to html, docx, confluence, notion, jira" in result.err
    assert not (tmp_path / "a.txt").exists()


def test_what_is_left_to_do_leaves_for_trackers_and_calendars(run, ranked, tmp_path) -> None:
    work = kept(run, ranked)
    for form, begins in (("jira", b'"Summary",'), ("linear", b'"Title",'), ("github", b"# Ideas")):
        assert run("library", "convert", work, "out", "--to", form).code == 0
        assert (tmp_path / "out").read_bytes().startswith(begins)
    assert run("library", "convert", work, "a.ics", "--on", "2027-03-01").code == 0
    assert b"DTSTART;VALUE=DATE:20270301" in (tmp_path / "a.ics").read_bytes()


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["a.ics"], "knows no day: give a review day, such as 2027-03-01"),
        (["a.ics", "--on", "1 March"], "--on takes a day such as 2027-03-01, not '1 March'"),
        (["a.html", "--on", "2027-03-01"], "give it with --to ics"),
    ],
)
def test_a_mistake_with_a_day_gets_one_line(run, ranked, tmp_path, more, told) -> None:
    result = run("library", "convert", kept(run, ranked), *more)
    assert (result.code, len(result.err.splitlines())) == (2, 1)
    assert told in result.err
    assert not (tmp_path / more[0]).exists()


def test_an_export_larger_than_a_result_may_be_comes_back(
    run, ranked, tmp_path, monkeypatch
) -> None:
    result = json.loads(ranked.read_text())
    result["notes"] = ["A note on the ranking. " * 50_000]
    ranked.write_text(json.dumps(result))
    work = kept(run, ranked)
    for _ in range(4):
        kept(run, ranked, "--to", work)
    assert run("library", "export", "all.json").code == 0
    assert (tmp_path / "all.json").stat().st_size > 5_000_000
    listed = run("library").out
    monkeypatch.setenv("BRIEFSTAR_DATA_DIR", str(tmp_path / "file"))
    assert "1 work added" in run("library", "import", "all.json").err
    assert run("library").out == listed
    monkeypatch.setenv("BRIEFSTAR_DATA_DIR", str(tmp_path / "stdin"))
    everything = (tmp_path / "all.json").read_bytes()
    assert "1 work added" in run("library", "import", "-", stdin=everything).err
    monkeypatch.setattr("briefstar.cli.inputs.MAX_EXPORT", 5_000_000)
    told = run("library", "import", "all.json")
    assert (told.code, len(told.err.splitlines())) == (2, 1)
    assert "the export file all.json is larger than 5 MB" in told.err
