"""Work that goes on while nobody looks: begun, followed, stopped, and begun again after a kill.

A job's order is on disk before anything is done for it, and goes when its result is kept. So a
server that was killed finds its unfinished jobs, and a page that was reloaded finds its job, by
one id, which is also that of the work in the library.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from ..errors import BriefstarError, UsageError
from ..storage.rows import Record
from ..storage.store import Store

State = Literal["waiting", "running", "done", "stopped", "failed"]
ORDER = "job"
_ENDED = ("done", "stopped", "failed")
_REMEMBERED = 1000
_LOOK = 0.5  # seconds between two looks of a page at a job that does not move


class Stopped(Exception):
    """Raised inside a job that was asked to stop."""


@dataclass(frozen=True, slots=True)
class View:
    """What is to be seen of a job. `parts` are the finished pieces; times are in seconds."""

    id: str
    kind: str
    order: Mapping[str, Any]
    state: State = "waiting"
    step: str = ""
    parts: tuple[str, ...] = ()
    place: int = 0
    problem: str = ""
    seconds: float = 0.0

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in _ENDED


Run = Callable[[str, Mapping[str, Any], "Job"], None]
"""A task: it is given the job's id, its order and the job, and keeps its own result."""


class Job:
    """A job under way: it tells its steps and shows its pieces, and its pages follow it."""

    def __init__(self, view: View, user: str) -> None:
        self.user = user
        self._view = view
        self._began = time.monotonic()
        self._wanted = True
        self._moved = threading.Condition()

    @property
    def view(self) -> View:
        """What is to be seen now."""
        over = self._view.over
        seconds = self._view.seconds if over else time.monotonic() - self._began
        return replace(self._view, seconds=seconds)

    def tell(self, step: str) -> None:
        """Say what is being done. Raises `Stopped`."""
        self._heed()
        self.change(state="running", step=" ".join(step.split()), place=0)

    def show(self, part: str) -> None:
        """Show a finished piece. Raises `Stopped`."""
        self._heed()
        self.change(parts=(*self._view.parts, part))

    def wait_at(self, place: int) -> None:
        """Say the place in the line. Raises `Stopped`."""
        self._heed()
        self.change(place=place)

    def stop(self) -> None:
        """Ask the job to end before its next step."""
        self._wanted = False
        with self._moved:
            self._moved.notify_all()

    def change(self, **what: Any) -> None:
        """Change what is to be seen."""
        with self._moved:
            changed = replace(self._view, **what)
            if changed != self._view:
                self._view = replace(changed, seconds=time.monotonic() - self._began)
                self._moved.notify_all()

    def views(self) -> Iterator[View]:
        """Yield what is to be seen, now, as it changes and once in a while, until it is over."""
        while True:
            seen = self._view
            yield self.view
            if seen.over:
                return
            with self._moved:
                if self._view is seen:
                    self._moved.wait(_LOOK)

    def _heed(self) -> None:
        if not self._wanted:
            raise Stopped


class Jobs:
    """All jobs of a server. `tasks` runs a job of each kind; `store` opens a user's records."""

    def __init__(self, tasks: Mapping[str, Run], store: Callable[[str], Store]) -> None:
        self._tasks = tasks
        self._store = store
        self._jobs: dict[tuple[str, str], Job] = {}
        self._lock = threading.Lock()

    def start(
        self, kind: str, order: Mapping[str, Any], *, user: str = "", id: str | None = None
    ) -> Job:
        """Begin a job; its order is on disk when this returns. One job an id at a time.

        Raises `UsageError` while a job of that id is under way, and `StorageError`.
        """
        id = id or secrets.token_hex(6)
        with self._lock:
            if (busy := self._jobs.get((user, id))) and not busy.view.over:
                raise UsageError("this is being worked on already: wait for it, or stop it first")
            with self._store(user) as store:
                store.put(ORDER, id, {"kind": kind, "order": dict(order)})
            return self._begin(View(id, kind, order), user)

    def find(self, id: str, user: str = "") -> Job | None:
        """Return the job of an id; one that a killed server left is begun again."""
        with self._lock:
            if job := self._jobs.get((user, id)):
                return job
            with self._store(user) as store:
                kept = store.get(ORDER, id)
            if kept is None:
                return None
            view = View(id, kept.body["kind"], kept.body["order"])
            if ended := kept.body.get("ended"):
                return Job(replace(view, state=ended, problem=kept.body["problem"]), user)
            return self._begin(view, user)

    def again(self, id: str, user: str = "") -> Job:
        """Begin a stopped or failed job again. Raises `UsageError` where there is none."""
        job = self.find(id, user)
        if job is None:
            raise UsageError("there is nothing to go on with under this link")
        view = job.view
        return self.start(view.kind, view.order, user=user, id=id) if view.over else job

    def stop(self, id: str, user: str = "") -> None:
        """Ask a job to stop, if it is under way."""
        if job := self._jobs.get((user, id)):
            job.stop()

    def unfinished(self, user: str = "") -> list[Record]:
        """Return the orders that have no result yet, oldest first."""
        with self._store(user) as store:
            return store.all(ORDER)

    def forget(self, id: str, user: str = "") -> None:
        """Stop a job and delete its order."""
        self.stop(id, user)
        with self._store(user) as store:
            store.remove(ORDER, id)

    def _begin(self, view: View, user: str) -> Job:
        while len(self._jobs) >= _REMEMBERED and (
            old := next((key for key, job in self._jobs.items() if job.view.over), None)
        ):
            del self._jobs[old]
        self._jobs.pop((user, view.id), None)
        job = self._jobs[user, view.id] = Job(view, user)
        threading.Thread(target=self._run, args=(job,), daemon=True, name=f"job-{view.id}").start()
        return job

    def _run(self, job: Job) -> None:
        view = job.view
        try:
            self._tasks[view.kind](view.id, view.order, job)
            with self._store(job.user) as store:
                store.remove(ORDER, view.id)
        except Stopped:
            self._end(job, "stopped", "")
        except UsageError as error:  # what was asked cannot be done, so there is nothing to go on
            self._refuse(job, str(error))
        except BriefstarError as error:
            self._end(job, "failed", str(error))
        except Exception as error:  # a job tells its end, whatever it is
            self._end(job, "failed", f"unexpected {type(error).__name__}")
            raise
        else:
            job.change(state="done", step="")

    def _refuse(self, job: Job, problem: str) -> None:
        """Tell that an order was refused, and delete it: it would be refused again."""
        try:
            with self._store(job.user) as store:
                store.remove(ORDER, job.view.id)
        finally:
            job.change(state="failed", step="", problem=problem)

    def _end(self, job: Job, state: State, problem: str) -> None:
        """Tell that a job ended without a result; its order stays, so that it can begin again."""
        view = job.view
        told = {"kind": view.kind, "order": dict(view.order), "ended": state, "problem": problem}
        try:
            with self._store(job.user) as store:
                store.replace(ORDER, view.id, told)  # it may have been deleted meanwhile
        finally:
            job.change(state=state, step="", problem=problem)
