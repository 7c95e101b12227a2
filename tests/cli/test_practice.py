"""`briefstar practice` and what is kept from it: progress, stories, and deleting all of it."""

from __future__ import annotations

import pytest

from tests.coach_fakes import STORY, CoachScript

ANSWER = " ".join(STORY)
ONE = ("practice", "--competency", "trust-repaired", "--questions", "1")


@pytest.fixture(autouse=True)
def coach(use, tmp_path, monkeypatch):
    monkeypatch.setenv("BRIEFSTAR_DATA_DIR", str(tmp_path / "data"))
    return use(CoachScript())


def typed(*lines: str) -> bytes:
    return ("\n".join(lines) + "\n").encode()


def test_a_session_to_its_report(run):
    result = run(*ONE, "--guess", stdin=typed(ANSWER, "", "4", "/skip"))
    assert result.code == 0
    assert "[1 of 1]" in result.out and "# Practice report" in result.out
    assert "Which level" in result.err


def test_a_part_is_told_again_and_the_difference_shown(run):
    told = typed(ANSWER, "", "fine", "", "fine", "", "/again task", STORY_DUTY, "", "", "")
    result = run(*ONE, stdin=told)
    assert result.code == 0 and "task: " in result.err and "→" in result.err


STORY_DUTY = "I was responsible for finding out whether it could be trusted."


def test_what_was_said_is_there_after_the_end_of_the_input_and_resume_goes_on(run):
    first = run(*ONE, stdin=typed(ANSWER, ""))
    assert first.code == 0 and "saved; go on with: briefstar practice --resume" in first.err
    again = run("practice", "--resume", stdin=typed("/skip"))
    assert again.code == 0 and "# Practice report" in again.out
    over = run("practice", "--resume")
    assert over.code == 2 and "no unfinished session" in over.err


def test_an_unknown_word_with_a_slash_and_an_empty_answer_are_answered(run):
    result = run(*ONE, stdin=typed("/what", "!!", "", "/quit"))
    assert result.code == 0
    assert "there is no /what here" in result.err and "saved" in result.err


@pytest.mark.usefixtures("no_model")
@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--role", "pirate"), "pirate"),
        (("--level", "archduke"), "archduke"),
        (("--competency", "juggling"), "juggling"),
        (("--persona", "villain"), "villain"),
        (("--own", "nowhere.yaml"), "nowhere.yaml"),
        (("--job", "@nowhere.txt"), "nowhere.txt"),
    ],
)
def test_a_choice_that_does_not_exist_is_told_with_those_that_do(run, options, told):
    result = run("practice", *options)
    assert result.code == 2 and told in result.err
    assert result.err.rstrip().count("\n") == 0


def test_a_job_description_chooses_what_is_asked(run):
    job = "Senior data scientist who explains model limits to legal and wins back trust."
    result = run("practice", "--job", job, "--questions", "2", stdin=typed("/quit"))
    assert result.code == 0 and "[1 of 2]" in result.out


def test_progress_and_stories_follow_practice_and_forget_deletes_them(run, tmp_path):
    assert run("progress").code == 2
    run("practice", "--competency", "trust-repaired", "--questions", "1", stdin=typed(ANSWER, ""))
    shown = run("progress")
    assert shown.code == 0 and "# Progress" in shown.out and "1 graded answers" in shown.out
    question = shown.out.rsplit("## Questions", 1)[1].strip().splitlines()[0]
    assert question.startswith("- ")
    kept = run("stories", "add", "The depot table", "--text", ANSWER)
    assert kept.code == 0 and "kept as the-depot-table" in kept.err
    assert "the-depot-table" in run("stories").out
    fits = run("stories", "fit", "trust-repaired-01")
    assert fits.code == 0 and "## The depot table" in fits.out
    assert run("stories", "remove", "no-such").code == 2
    assert run("forget", "--yes").code == 0
    assert not list((tmp_path / "data").glob("*.db*"))
    assert "nothing was saved" in run("forget", "--yes").err
    assert run("progress").code == 2


def test_a_practised_answer_becomes_a_story(run):
    run("practice", "--competency", "trust-repaired", "--questions", "1", stdin=typed(ANSWER, ""))
    asked = next(
        id
        for id in (f"trust-repaired-{n:02}" for n in range(1, 20))
        if run("stories", "take", "From practice", "--question", id).code == 0
    )
    assert "from-practice" in run("stories").out
    assert run("questions", asked).out.startswith("# ")
    assert run("stories", "take", "None", "--question", "vague-requirements-01").code == 2


def test_questions_lists_what_fits_or_shows_one(run):
    listed = run("questions", "--role", "legal-compliance", "--level", "senior")
    assert listed.code == 0 and "## Governance" in listed.out
    shown = run("questions", "trust-repaired-01")
    assert "## Checklist" in shown.out and "## Probes" in shown.out
    assert run("questions", "trust-repaired-99").code == 2
