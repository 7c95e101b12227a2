"""Jobs: followed, stopped, gone on with, found again after a kill; users never see each other's."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest
from briefstar import UsageError
from briefstar.serving.jobs import Job, Jobs
from briefstar.serving.services import Services
from briefstar.serving.turns import Turns

from tests.ui_fakes import ANSWER, CONSTRAINT, CONTEXT, GOAL, QUESTION, AppScript

BRIEF = {"goal": GOAL, "context": CONTEXT}
IMPACT = {"text": CONSTRAINT, "audience": "product", "toward": "business", "today": "2026-11-24"}


def end(job: Job) -> Any:
    return list(job.views())[-1]


def wait_for(check: Any, seconds: float = 20.0) -> None:
    began = time.monotonic()
    while not check():
        assert time.monotonic() - began < seconds, "it never came"
        time.sleep(0.01)


@pytest.mark.parametrize(
    ("made", "order"),
    [("brief", BRIEF), ("impact", IMPACT), ("grade", {"question": QUESTION, "answer": ANSWER})],
)
def test_a_job_ends_in_a_work_of_its_own_id(
    services: Services, made: str, order: dict[str, Any]
) -> None:
    job = services.jobs.start(made, order)
    last = end(job)
    assert (last.state, last.problem) == ("done", "")
    assert services.library().work(last.id).kind == made
    assert services.jobs.unfinished() == []


def test_sections_are_seen_one_after_the_other(services: Services, script: AppScript) -> None:
    script.delay = 0.01
    views = list(services.jobs.start("brief", BRIEF).views())
    counts = [len(view.parts) for view in views]
    assert counts == sorted(counts) and counts[-1] > 10
    assert any(view.step.startswith("asking") for view in views)
    assert views[-1].parts[0].startswith("## Business goal")


def test_a_stopped_job_keeps_its_order_and_goes_on(services: Services, script: AppScript) -> None:
    script.delay = 0.05
    job = services.jobs.start("brief", BRIEF)
    wait_for(lambda: job.view.step)
    job.stop()
    assert end(job).state == "stopped"
    assert [record.id for record in services.jobs.unfinished()] == [job.view.id]
    script.delay = 0.0
    assert end(services.jobs.again(job.view.id)).state == "done"
    assert services.jobs.unfinished() == []


def test_bad_input_fails_in_plain_words(services: Services) -> None:
    last = end(services.jobs.start("brief", {"goal": " ", "context": ""}))
    assert last.state == "failed" and "goal" in last.problem and "\n" not in last.problem
    assert services.jobs.unfinished() == [], "it would be refused again"


def test_a_new_server_finds_what_a_killed_one_left(
    services: Services, again: Any, script: AppScript
) -> None:
    script.delay = 0.05
    id = services.jobs.start("brief", BRIEF).view.id
    # The first server is not asked again: as if it had been killed.
    other = again()
    found = other.jobs.find(id)
    assert found is not None
    script.delay = 0.0
    assert end(found).state == "done"
    assert other.library().work(id).kind == "brief"


def test_a_result_that_was_kept_before_the_kill_is_not_made_twice(
    services: Services, again: Any, script: AppScript
) -> None:
    id = services.jobs.start("brief", BRIEF).view.id
    wait_for(lambda: not services.jobs.unfinished())
    with services.store() as store:  # killed between the result and the end of the order
        store.put("job", id, {"kind": "brief", "order": BRIEF})
    asked = script.asked
    other = again()
    assert end(other.jobs.find(id)).state == "done"
    assert other.library().work(id).versions == 1
    assert script.asked == asked


def test_a_stopped_job_does_not_begin_by_itself_after_a_restart(
    services: Services, again: Any, script: AppScript
) -> None:
    script.delay = 0.05
    job = services.jobs.start("brief", BRIEF)
    wait_for(lambda: job.view.step)
    job.stop()
    end(job)
    other = again()
    assert other.jobs.find(job.view.id).view.state == "stopped"


def test_users_see_their_own_alone(services: Services) -> None:
    mine = end(services.jobs.start("brief", BRIEF, user="ann"))
    assert services.jobs.find(mine.id, "ann") is not None
    assert services.jobs.find(mine.id, "bob") is None
    assert services.library("bob").works() == []
    with pytest.raises(UsageError):
        services.jobs.again(mine.id, "bob")
    services.jobs.stop(mine.id, "bob")


def test_one_job_an_id_at_a_time(services: Services, script: AppScript) -> None:
    script.delay = 0.05
    job = services.jobs.start("brief", BRIEF)
    with pytest.raises(UsageError, match="already"):
        services.jobs.start("brief", BRIEF, id=job.view.id)
    job.stop()


def test_what_is_forgotten_is_not_begun_again(
    services: Services, again: Any, script: AppScript
) -> None:
    script.delay = 0.05
    id = services.jobs.start("brief", BRIEF).view.id
    services.jobs.forget(id)
    assert again().jobs.find(id) is None


def test_an_unforeseen_fault_ends_the_job_and_shows_no_detail() -> None:
    from briefstar.storage.store import Store

    def broken(id: str, order: Any, job: Job) -> None:
        raise RuntimeError("secret detail")

    caught: list[Any] = []
    threading.excepthook, before = caught.append, threading.excepthook
    try:
        last = end(Jobs({"x": broken}, lambda user: Store(":memory:", user=user)).start("x", {}))
    finally:
        threading.excepthook = before
    assert last.state == "failed" and "secret" not in last.problem


def test_turns_come_in_order_and_no_more_than_allowed_at_once() -> None:
    turns, order, most, now = Turns(lambda: 2), list[int](), [0], [0]
    lock, begun = threading.Lock(), threading.Semaphore(0)

    def work(number: int) -> None:
        def placed(place: int) -> None:
            begun.release()

        with turns.turn(placed):
            with lock:
                order.append(number)
                now[0] += 1
                most[0] = max(most[0], now[0])
            time.sleep(0.05)
            with lock:
                now[0] -= 1

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for n, thread in enumerate(threads):
        thread.start()
        if n >= 2:
            begun.acquire()
    for thread in threads:
        thread.join()
    assert most[0] == 2
    assert sorted(order[:2]) == [0, 1] and order[2:] == sorted(order[2:])


def test_whoever_gives_up_leaves_the_line() -> None:
    turns = Turns(lambda: 0)

    def give_up(place: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), turns.turn(give_up):
        raise AssertionError("nobody is served")
    assert turns._line == []
