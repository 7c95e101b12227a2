"""Embeddings are real, deterministic, cached on disk, and tell English from other languages."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from briefstar.llm.embedding import DIMENSIONS, embed, embed_cached, whole_words


def test_near_meanings_are_near_and_alone_is_the_same_as_together() -> None:
    vectors = embed(["Reduce churn", "Keep customers from leaving", "Find cracks in tiles"])
    assert vectors.shape == (3, DIMENSIONS)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.2
    assert np.array_equal(embed(["Find cracks in tiles"])[0], vectors[2])
    assert embed([]).shape == (0, DIMENSIONS)


def test_the_cache_is_used_and_a_damaged_one_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFSTAR_CACHE_DIR", str(tmp_path))
    first = embed_cached(["one", "two"])
    (file,) = (tmp_path / "embeddings").glob("*.npy")
    np.save(file, first * 2)
    assert np.array_equal(embed_cached(["one", "two"]), first * 2), "the cache was not read"
    file.write_bytes(b"torn")
    assert np.array_equal(embed_cached(["one", "two"]), first)


def test_a_cache_that_cannot_be_written_only_costs_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("BRIEFSTAR_CACHE_DIR", str(tmp_path / "file"))
    assert embed_cached(["three"]).shape == (1, DIMENSIONS)


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Improve user engagement", True),
        ("Cut parcel delays", True),
        ("Make our recipe app stickier", True),
        ("Weniger Retouren im Modeshop", False),
        ("Réduire le nombre de clients qui résilient leur abonnement", False),
        ("Zmniejszyć liczbę fałszywych alarmów w fabryce", False),
        ("Minder verzuim", False),
    ],
)
def test_whole_words_tell_english_from_other_languages(text: str, english: bool) -> None:
    assert (whole_words(text) > 0.68) is english
