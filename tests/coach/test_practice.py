"""Practice sessions: asking, following up, re-answering, resuming after a kill, reporting."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from briefstar.coach import practice as practice_module
from briefstar.coach.bank import Bank
from briefstar.coach.personas import line, personas
from briefstar.coach.practice import PracticeSession
from briefstar.coach.progress import attempts, progress
from briefstar.coach.report import to_markdown
from briefstar.coach.session import MAX_FOLLOW_UPS
from briefstar.errors import ModelError, UsageError
from briefstar.llm import FakeModel
from briefstar.storage.store import Store

from tests.coach_fakes import STORY, CoachScript


@pytest.fixture(autouse=True)
def short_bank(monkeypatch: pytest.MonkeyPatch, bank: Bank) -> None:
    monkeypatch.setattr(practice_module, "load_bank", lambda _own=None: bank)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "briefstar.db"


def begun(file: Path, questions: int = 2, **more: Any) -> PracticeSession:
    return PracticeSession.start(
        questions=questions, store=Store(file), model=FakeModel(CoachScript()), **more
    )


def resumed(file: Path) -> PracticeSession:
    return PracticeSession.resume(store=Store(file), model=FakeModel(CoachScript()))


def test_a_session_goes_from_question_to_report(file: Path, story: str) -> None:
    said = []
    with begun(file) as session:
        while (text := session.prompt()) is not None:
            said.append(text)
            session.answer(story if len(said) % 2 else "Then we talked about it a little more.")
        report = session.report()
    assert len(said) == len(set(said)) >= 4
    assert report.answered == report.asked == 2
    assert report.state == "over"
    assert 1 <= (report.overall or 0) <= 5
    text = to_markdown(report)
    assert "| trust" not in text.lower() or "Practise next" in text


def test_at_most_two_follow_ups_a_question(file: Path) -> None:
    with begun(file, 1) as session:
        for number in range(9):
            if session.prompt() is None:
                break
            session.answer(f"We had a meeting number {number} about it and it went on and on.")
    assert number == MAX_FOLLOW_UPS + 1


@pytest.mark.parametrize("persona", sorted(personas()))
def test_no_interviewer_praises_an_empty_answer(file: Path, persona: str) -> None:
    with begun(file, 1, persona=persona) as session:
        session.prompt()
        grade = session.answer("fine")
        said = session.prompt()
    assert grade.overall.level is None
    assert said is not None
    assert said.startswith(personas()[persona].nothing[0])
    praise = ("great", "good", "excellent", "thank", "nice", "well done", "interesting")
    assert not any(word in said.lower() for word in praise)


def test_a_session_killed_at_any_point_goes_on(file: Path, story: str) -> None:
    session = begun(file)
    said = session.prompt()
    del session  # killed while the candidate thinks
    with resumed(file) as session:
        assert session.prompt() == said
        grade = session.answer(story)
    with resumed(file) as session:
        assert session.state.turn.grade == grade
        assert session.prompt() != said


def test_an_answer_saved_before_its_grade_is_graded_on_resume(file: Path, story: str) -> None:
    def gone(_request: object) -> object:
        raise ModelError("the endpoint is gone")

    session = PracticeSession.start(questions=1, store=Store(file), model=FakeModel(gone))
    session.prompt()
    with pytest.raises(ModelError):
        session.answer(story)
    with resumed(file) as session:
        assert session.state.waiting == "grade"
        session.prompt()
        assert session.state.turn.answers == (story,)
        assert session.state.turn.grade is not None


def test_a_part_told_anew_shows_the_difference(file: Path) -> None:
    short = " ".join(list(STORY)[:7])
    with begun(file, 1) as session:
        session.prompt()
        session.answer(short)
        found = session.re_answer("result", list(STORY)[7] + " " + list(STORY)[8])
        assert found.levels["result"][0] == 1
        assert (found.levels["result"][1] or 0) >= 3
        assert found.better is True
        assert session.report().questions[0].retold_overall == found.after.overall.level
        with pytest.raises(UsageError, match="no part"):
            session.re_answer("plot", "x")  # type: ignore[arg-type]


def test_nothing_is_saved_of_an_answer_that_is_refused(file: Path) -> None:
    with begun(file, 1) as session:
        with pytest.raises(UsageError, match="prompt"):
            session.answer("too early")
        session.prompt()
        before = session.events
        with pytest.raises(UsageError, match="no words"):
            session.answer("  …  ")
        assert session.events == before


def test_skipping_goes_to_the_next_question(file: Path) -> None:
    with begun(file) as session:
        first = session.prompt()
        session.skip()
        assert session.prompt() != first
        assert session.state.number == 2
        session.skip()
        assert session.prompt() is None
        assert session.report().answered == 0


def test_there_must_be_something_to_resume(file: Path) -> None:
    with pytest.raises(UsageError, match="no unfinished session"):
        resumed(file)
    with pytest.raises(UsageError, match="no session"):
        PracticeSession.resume("nope", store=Store(file))


def test_an_interviewer_repeats_no_line_before_all_were_used() -> None:
    said: list[str] = []
    lines = ("", "One.", "Two.", "Three.")
    for _ in range(4):
        said.append(line(lines, said) + " Question?")
    assert len(set(said)) == 4


def test_progress_counts_only_what_compares(file: Path, story: str, bank: Bank) -> None:
    for answer in (" ".join(list(STORY)[:3]), story):
        with begun(file, 1) as session:
            session.prompt()
            session.answer(answer, guess=4.0)
    with PracticeSession.start(
        questions=1, store=Store(file), model=FakeModel(CoachScript(), model="another")
    ) as session:
        session.prompt()
        session.answer(story)
    with Store(file) as store:
        listed = attempts(store, bank)
        assert len(listed) == 3
        assert progress([]) is None
        newest = progress(listed)
        earlier = progress(listed[:2])
    assert newest is not None
    assert (newest.attempts, newest.others) == (1, 2)
    assert earlier is not None
    assert {part.name: part.trend for part in earlier.parts}["result"] == "better"
    assert earlier.guesses is not None
