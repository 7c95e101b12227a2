"""The labelled constraint texts: each expected figure follows from the arithmetic beside it."""

from __future__ import annotations

import math

import pytest
from briefstar.evals.impact_eval import load_texts, text_sets

ARITHMETIC = {name: getattr(math, name) for name in ("sqrt", "ceil", "floor", "log", "exp")}


@pytest.mark.parametrize("name", text_sets())
def test_figures_follow_from_their_arithmetic(name: str) -> None:
    texts = load_texts(name)
    assert len({t["id"] for t in texts}) == len(texts) >= 60
    for text in texts:
        for figure in text["expect"]:
            worked = eval(figure["work"], {"__builtins__": {}}, ARITHMETIC)  # our own data
            wanted = [figure[k] for k in ("value", "low", "high") if k in figure]
            found = [*worked] if isinstance(worked, list | tuple) else [worked]
            assert wanted == pytest.approx(found, rel=0.006), text["id"]
