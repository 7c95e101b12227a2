"""Fixtures: a server's services on a fake model and a file of the test's own."""

from __future__ import annotations

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
def services(script: AppScript, tmp_path: Path) -> Iterator[Services]:
    made = Services(model=FakeModel(script), file=tmp_path / "work.db")
    yield made
    made.close()


@pytest.fixture
def again(script: AppScript, tmp_path: Path) -> Iterator[Any]:
    """Services as a new server has them, on the same file."""
    made: list[Services] = []

    def start() -> Services:
        made.append(Services(model=FakeModel(script), file=tmp_path / "work.db"))
        return made[-1]

    yield start
    for each in made:
        each.close()
