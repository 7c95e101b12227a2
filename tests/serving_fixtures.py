"""Fixtures: a server's services on a fake model and a place of the test's own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from briefstar.llm import FakeModel
from briefstar.serving.services import Services

from tests.ui_fakes import AppScript


@pytest.fixture(scope="session")
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _environment(_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFSTAR_CACHE_DIR", str(_cache))
    monkeypatch.setenv("BRIEFSTAR_DATA_DIR", str(tmp_path / "data"))


@pytest.fixture
def script() -> AppScript:
    return AppScript()


@pytest.fixture
def services(script: AppScript, place: Path | str) -> Iterator[Services]:
    made = Services(model=FakeModel(script), place=place)
    yield made
    end(made)


@pytest.fixture
def again(script: AppScript, place: Path | str) -> Iterator[Any]:
    """Services as a new server has them, on the same saved work."""
    made: list[Services] = []

    def start() -> Services:
        made.append(Services(model=FakeModel(script), place=place))
        return made[-1]

    yield start
    for each in made:
        end(each)


def end(services: Services) -> None:
    """Close the services once their jobs have let go of the connections."""
    for thread in threading.enumerate():
        if thread.name.startswith("job-"):
            thread.join(10)
    services.close()
