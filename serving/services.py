"""What every page is given: the model, the jobs, and each user's saved work."""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path
from threading import Thread
from typing import Any

from ..errors import BriefstarError
from ..library.library import Library
from ..storage.database import Database
from ..storage.opening import open_database
from ..storage.store import Store
from .engine import Engine
from .jobs import Jobs
from .tasks import Tasks
from .turns import Turns


class Services:
    """One server's services. `model` is what `llm.open_model` takes; `place` keeps the work.

    `shared` says that several people use the server: then nobody may switch its model.
    """

    def __init__(
        self, *, model: Any = None, place: Path | str | None = None, shared: bool = False
    ) -> None:
        self.engine = Engine(model)
        self.turns = Turns(self.engine.at_once)
        self.shared = shared
        self._place = place
        self._database: Database | None = None
        self._lock = threading.Lock()
        tasks = Tasks(self.engine, self.turns, self.library, self.store)
        self.jobs = Jobs(tasks.run, self.store)

    def library(self, user: str = "") -> Library:
        """Return a user's library."""
        return Library(self._opened(), user=user)

    def store(self, user: str = "") -> Store:
        """Return a user's records."""
        return Store(self._opened(), user=user)

    def _opened(self) -> Database:
        """Return the one database of all users, whose connections they share."""
        with self._lock:
            if self._database is None:
                self._database = open_database(self._place)
            return self._database

    def warm(self) -> None:
        """Open the model in the background, if that needs no download."""
        Thread(target=self._warm, daemon=True, name="warm").start()

    def _warm(self) -> None:
        from ..llm.weights import status

        # A fault here is told when the model is first asked; a download waits for its user.
        with contextlib.suppress(BriefstarError):
            if status().usable:
                self.engine.open()

    def close(self) -> None:
        """Close the database."""
        with self._lock:
            if self._database is not None:
                self._database.close()
                self._database = None
