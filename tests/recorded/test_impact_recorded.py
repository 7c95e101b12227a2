"""Impacts on responses recorded from the embedded model."""

from __future__ import annotations

from typing import Any

import pytest
from briefstar import Impact, explain_impact

pytestmark = [pytest.mark.vcr, pytest.mark.block_network(allowed_hosts=["127.0.0.1"])]


def figures(impact: Impact) -> dict[str, float]:
    return {figure.name: figure.value for figure in impact.figures}


def test_false_alerts(model: Any) -> None:
    text = (
        "The monitor raises 1,000 alerts a day at 20% precision. Each takes five minutes to look "
        "into, and an analyst costs 60 dollars an hour."
    )
    found = figures(explain_impact(text, model=model))
    assert found["false_alerts"] == 800
    assert found["daily_cost"] == pytest.approx(4000)


def test_a_price_per_thousand_and_a_stray_version_number(model: Any) -> None:
    text = (
        "Scoring with version 3.1 of the service is $0.80 per 1,000 calls and we make 5 million "
        "calls a month."
    )
    found = figures(explain_impact(text, model=model))
    assert found["yearly_cost"] == pytest.approx(48_000)


def test_what_is_missing_is_asked_for(model: Any) -> None:
    text = "The bot would answer 30% of our 20,000 tickets a month."
    impact = explain_impact(text, model=model)
    assert [need.name for need in impact.needs] == ["cost"]
    assert figures(impact)["deflected"] == pytest.approx(6000)
