"""Export and import: everything comes back the same, once, for the user who brings it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from briefstar import UsageError
from briefstar.coach.bank import load_bank
from briefstar.coach.practice import PracticeSession
from briefstar.coach.progress import attempts
from briefstar.coach.stories import KIND, Story, kept
from briefstar.library.exported import Counts, Loaded
from briefstar.library.library import Library
from briefstar.llm.fake import FakeModel
from briefstar.storage.database import Database
from briefstar.storage.opening import open_database
from briefstar.storage.rows import insert_record
from briefstar.storage.store import Store
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.coach_fakes import STORY, CoachScript
from tests.results import TEXTS, a_result, results


@pytest.fixture
def one(place: Path | str) -> Iterator[Database]:
    with open_database(place) as database:
        yield database


@pytest.fixture
def other(other_place: Path | str) -> Iterator[Database]:
    with open_database(other_place) as database:
        yield database


def practise(database: Database, user: str = "", **more: Any) -> PracticeSession:
    model = FakeModel(CoachScript())
    session = PracticeSession.start(
        questions=1, store=Store(database, user=user), model=model, **more
    )
    session.prompt()
    session.answer(" ".join(STORY), guess=3)
    return session


def fill(database: Database, user: str = "") -> None:
    """Save something of everything."""
    with Library(database, user=user) as library, Store(database, user=user) as store:
        for name in ("brief", "impact", "ranking", "grade"):
            work = library.save(a_result(name)).work
        library.save(a_result("grade"), to=work)
        library.link(work, "notion", "p1")
        library.link(work, "confluence wiki.example.com", "7")
        practise(database, user).prompt()
        practise(database, user)
        for id in ("one", "two"):
            story = Story(id=id, title=id, text="We fixed it.", competencies=("trust",), overall=3)
            store.put(KIND, id, story.model_dump(mode="json"))


def through_json(exported: Any) -> Any:
    return json.loads(json.dumps(exported, ensure_ascii=False))


def test_everything_comes_back_the_same_and_once(one: Database, other: Database) -> None:
    fill(one, "ann")
    fill(one, "bob")
    exported = through_json(Library(one, user="ann").export())
    moved = Library(other, user="ann")
    everything = Counts(works=4, sessions=2, stories=2)
    assert moved.load(exported) == Loaded(everything, Counts())
    assert moved.load(exported) == Loaded(Counts(), everything)
    assert through_json(moved.export()) == exported
    assert moved.works() == Library(one, user="ann").works()
    stores = [Store(each, user="ann") for each in (one, other)]
    assert kept(stores[0]) == kept(stores[1]) != []
    bank = load_bank()
    assert attempts(stores[0], bank) == attempts(stores[1], bank) != []
    assert Library(other, user="bob").export()["sessions"] == []


def test_a_session_that_was_moved_goes_on(one: Database, other: Database) -> None:
    session = practise(one)
    Library(other).load(through_json(Library(one).export()))
    again = PracticeSession.resume(store=Store(other), model=FakeModel(CoachScript()))
    assert (again.id, again.events) == (session.id, session.events)
    assert again.prompt() == session.prompt()


def test_older_sessions_that_come_later_stay_the_older_ones(one: Database, other: Database) -> None:
    old = practise(one)
    exported = through_json(Library(one).export())
    exported["sessions"][0]["at"] = "2020-01-01T00:00:00+00:00"
    for event in exported["sessions"][0]["events"]:
        event["at"] = "2020-01-01T00:00:00+00:00"
    new = practise(other)
    Library(other).load(exported)
    store = Store(other)
    assert PracticeSession.resume(store=store).id == new.id
    assert PracticeSession.resume(old.id, store=store).id == old.id
    told = [attempt.at[:4] for attempt in attempts(store, load_bank())]
    assert told == ["2020", str(datetime.now(UTC).year)]


def test_what_is_here_stays_as_it_is(one: Database) -> None:
    fill(one)
    library = Library(one)
    before = through_json(library.export())
    changed = deepcopy(before)
    changed["works"][0]["title"] = "another"
    changed["stories"][0]["story"]["title"] = "another"
    changed["sessions"][0]["events"].pop()
    assert library.load(changed).added == Counts()
    assert through_json(library.export()) == before


def test_another_user_brings_the_same_work_to_one_database(one: Database) -> None:
    fill(one, "ann")
    ann, bob = Library(one, user="ann"), Library(one, user="bob")
    exported = through_json(ann.export())
    everything = Counts(works=4, sessions=2, stories=2)
    assert bob.load(exported) == Loaded(everything, Counts())
    assert bob.load(exported) == Loaded(Counts(), everything)
    same = [{**work, "id": ""} for work in exported["works"]]
    assert [{**work, "id": ""} for work in through_json(bob.export())["works"]] == same
    assert through_json(ann.export()) == exported
    ann.delete(exported["works"][0]["id"])
    assert bob.load(exported).added == Counts()


def test_an_own_questions_file_of_another_machine_is_not_read(
    one: Database, other: Database, tmp_path: Path
) -> None:
    practise(one)
    exported = through_json(Library(one).export())
    secret = tmp_path / "secret.yaml"
    secret.write_text("password: hidden")
    exported["sessions"][0]["events"][0]["event"]["own_questions"] = str(secret)
    Library(other).load(exported)
    assert PracticeSession.resume(store=Store(other)).state.plan.own_questions is None


def test_a_session_that_a_kill_left_without_events_is_no_fault(
    one: Database, other: Database
) -> None:
    with one.writing("") as db:
        insert_record(db, "", "practice", {"id": "ab"}, owner="ab")
    exported = through_json(Library(one).export())
    assert Library(other).load(exported).added == Counts(sessions=1)
    assert through_json(Library(other).export()) == exported


def test_an_export_of_an_earlier_release_has_neither_practice_nor_links(
    one: Database, other: Database
) -> None:
    fill(one)
    exported = through_json(Library(one).export())
    first = {"format": "briefstar-library-1", "works": exported["works"]}
    for work in first["works"]:
        del work["links"]
    assert Library(other).load(first) == Loaded(Counts(works=4), Counts())
    assert {id: Library(other).links(id) for id in [w["id"] for w in first["works"]]} == {
        work["id"]: {} for work in first["works"]
    }


@settings(
    max_examples=15, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(result=results(), told=st.lists(TEXTS, max_size=3), title=TEXTS)
def test_hostile_texts_come_back_the_same(
    result: Any, told: list[str], title: str, one: Database, other: Database
) -> None:
    for database in (one, other):
        database.empty()
    library = Library(one)
    work = library.save(result).work
    if title.replace("\0", "").strip():
        library.rename(work, title)
    for number, text in enumerate(told):
        story = Story(id=f"s{number}", title="x", text=text, competencies=())
        Store(one).put(KIND, story.id, story.model_dump(mode="json"))
    exported = through_json(library.export())
    assert Library(other).load(exported).added == Counts(1, 0, len(told))
    assert through_json(Library(other).export()) == exported


def _with(key: str, *more: Any) -> Any:
    return lambda e: {**e, key: [*e[key], *more]}


@pytest.mark.parametrize(
    "damage",
    [
        lambda e: None,
        lambda e: {"format": "other"},
        lambda e: {"format": "briefstar-library-2", "works": e["works"]},
        lambda e: {**e, "works": "x"},
        _with("works", {"id": "z", "versions": []}),
        _with("works", {"id": "z", "versions": [{"result": {}}]}),
        _with("works", {"versions": []}),
        lambda e: _with("works", {**e["works"][0], "id": "z" * 33})(e),
        lambda e: _with("works", {**e["works"][0], "id": "a b"})(e),
        lambda e: {**e, "works": [{**e["works"][0], "links": ["x"]}]},
        lambda e: {**e, "works": [{**e["works"][0], "made_at": "2" * 41}]},
        lambda e: {**e, "works": [{**e["works"][0], "changed_at": None}]},
        lambda e: {**e, "sessions": {}},
        _with("sessions", {"id": "../x", "at": "2026", "events": []}),
        _with("sessions", {"id": "ab", "events": []}),
        _with("sessions", {"id": "ab", "at": "2026", "events": [{"at": "2026"}]}),
        _with("sessions", {"id": "ab", "at": "2026", "events": [{"at": "2026", "event": {}}]}),
        _with("sessions", {"id": "ab", "at": "2026",
                           "events": [{"at": "2026", "event": {"type": "moved"}}]}),
        _with("stories", {"at": "2026", "story": {"id": "a"}}),
        _with("stories", {"at": 7, "story": {"id": "a", "title": "", "text": "",
                                             "competencies": []}}),
    ],
)  # fmt: skip
def test_a_damaged_export_adds_nothing(damage: Any, one: Database, other: Database) -> None:
    fill(one)
    with pytest.raises(UsageError) as caught:
        Library(other).load(damage(through_json(Library(one).export())))
    assert "\n" not in str(caught.value)
    assert not other.empty()


def test_counts_read_well() -> None:
    assert str(Counts()) == "0 works"
    assert str(Counts(1, 0, 1)) == "1 work and 1 story"
    assert str(Counts(2, 1, 3)) == "2 works, 1 practice session and 3 stories"
    assert str(Loaded(Counts(), Counts(sessions=2))) == (
        "0 works added, 2 practice sessions here already"
    )
