"""What the pages let do, as tasks of `jobs`: each reads its order, asks, and keeps its result."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

from ..coach.moves import MoveSeen
from ..coach.pipeline import AnswerRead
from ..errors import UsageError
from ..library.library import Library
from ..llm.model import Model
from ..llm.watched import Watched
from ..storage.place import StorageError
from ..storage.store import Store
from ..translator.impact.pipeline import FiguresDone, QuantitiesRead
from ..translator.impact.roles import Seen
from ..translator.pipeline import SectionDone

if TYPE_CHECKING:
    from ..coach.grade import Grade
    from ..translator.brief import Brief
    from .engine import Engine
    from .jobs import Job, Run
    from .turns import Turns

MAX_QUESTIONS = 8


class Tasks:
    """The tasks of a server; `run` holds one for each kind of job."""

    def __init__(
        self,
        engine: Engine,
        turns: Turns,
        library: Callable[[str], Library],
        store: Callable[[str], Store],
    ) -> None:
        self._engine = engine
        self._turns = turns
        self._library = library
        self._store = store
        self.run: dict[str, Run] = {
            "brief": self.brief,
            "impact": self.impact,
            "grade": self.grade,
            "practice": self.practice,
        }

    def brief(self, id: str, order: Mapping[str, Any], job: Job) -> None:
        """Draft a brief, or revise version `base` of it; each finished section is shown."""
        from ..translator.drafting import stream_brief

        with self._asking(id, order, job) as model:
            if model is None:
                return
            found: Brief | None = None
            for item in stream_brief(
                order["goal"],
                order["context"],
                answers=order.get("answers", {}),
                previous=self._previous(id, order, job.user),
                max_questions=MAX_QUESTIONS,
                model=model,
            ):
                if isinstance(item, SectionDone):
                    job.show(item.markdown)
                found = item
        self._keep(id, order, job.user, found)

    def impact(self, id: str, order: Mapping[str, Any], job: Job) -> None:
        """Explain a constraint; what is read and computed is shown as it comes."""
        from ..translator.impact import stream_impact

        with self._asking(id, order, job) as model:
            if model is None:
                return
            found: Any = None
            for item in stream_impact(
                order["text"],
                audience=order["audience"],
                settings=order.get("settings", {}),
                toward=order["toward"],
                today=date.fromisoformat(order["today"]),
                model=model,
            ):
                if isinstance(item, QuantitiesRead):
                    job.tell(f"read: {', '.join(item.quantities) or 'no quantities'}")
                elif isinstance(item, Seen) and item.roles:
                    name = max(item.roles, key=lambda key: item.roles[key])[1]
                    job.tell(f"{item.quantity.text}: {name}")
                elif isinstance(item, FiguresDone):
                    job.tell("; ".join(f.text for f in item.figures if f.main))
                found = item
        self._keep(id, order, job.user, found)

    def grade(self, id: str, order: Mapping[str, Any], job: Job) -> None:
        """Grade one answer to one question."""
        from ..coach.grading import stream_grade

        with self._asking(id, order, job) as model:
            if model is None:
                return
            found: Grade | None = None
            for item in stream_grade(order["question"], order["answer"], model=model):
                tell_grading(item, job)
                found = item
        self._keep(id, order, job.user, found)

    def practice(self, id: str, order: Mapping[str, Any], job: Job) -> None:
        """Grade what was answered last in a practice session, or a part that is told anew."""
        from ..coach.practice import PracticeSession

        with (
            self._model(job) as model,
            PracticeSession.resume(id, store=self._store(job.user), model=model) as session,
        ):
            if part := order.get("part"):
                if len(session.state.turn.reanswers) == order["told"]:
                    session.re_answer(part, order["text"], on_event=lambda e: tell_grading(e, job))
            else:
                session.grade_saved(lambda e: tell_grading(e, job))

    @contextmanager
    def _asking(self, id: str, order: Mapping[str, Any], job: Job) -> Iterator[Model | None]:
        """Give the model, or None where a killed server had kept this order's result already."""
        if self._is_kept(id, order, job.user):
            yield None
            return
        with self._model(job) as model:
            yield model

    @contextmanager
    def _model(self, job: Job) -> Iterator[Model]:
        model = self._engine.open(job.tell)
        with self._turns.turn(job.wait_at):
            yield Watched(model, job.tell)

    def _previous(self, id: str, order: Mapping[str, Any], user: str) -> Any:
        base = order.get("base", 0)
        return self._library(user).get(id, base).result if base else None

    def _keep(self, id: str, order: Mapping[str, Any], user: str, found: Any) -> None:
        try:
            if not self._is_kept(id, order, user):
                self._library(user).save(found, to=id if order.get("base", 0) else None, id=id)
        except StorageError:
            if not self._is_kept(id, order, user):  # by another server, at this moment
                raise

    def _is_kept(self, id: str, order: Mapping[str, Any], user: str) -> bool:
        try:
            return bool(self._library(user).work(id).versions > order.get("base", 0))
        except UsageError:
            return False


def tell_grading(event: Any, job: Job) -> None:
    """Say what was just seen in an answer."""
    if isinstance(event, AnswerRead):
        job.tell(f"{event.words} words in {event.sentences} sentences")
    elif isinstance(event, MoveSeen):
        best = max(event.moves, key=lambda move: event.moves[move])
        job.tell(f"{best}: {event.span.text}")
