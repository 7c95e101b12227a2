"""The shortlist's vectors are computed once a session, in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRIEFSTAR_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield
