"""Capacity: Little's law, a fluid queue, batch windows and budgets, worked by hand."""

from __future__ import annotations

import pytest
from briefstar.calculators import calculate
from briefstar.errors import UsageError

_GPUS = {"peak": "40 requests a second", "seconds": "500 ms", "concurrent": "8"}
_QUEUE = {"arrivals": "150 an hour", "capacity": "100 an hour", "quiet": "60 an hour"}
_BATCH = {"items": "1,000,000", "seconds": "0.1 s", "window": "6 hours"}
_LATENCY = {"budget": "300 ms", "network": "80 ms"}
_CONTEXT = {"instructions": "1,000", "answer": "2,000", "document": "1,500"}


@pytest.mark.parametrize(
    ("name", "inputs", "output", "expected"),
    [
        # Little's law, the usual textbook shop: 10 customers an hour who stay half an hour are 5
        (
            "gpus-needed",
            {"peak": "10 an hour", "seconds": "30 minutes", "concurrent": 1},
            "in_flight",
            5,
        ),
        # 40 x 0.5 = 20 in work, / (8 x 0.7) = 3.57, so 4
        ("gpus-needed", _GPUS, "gpus", 4),
        # 20 / (8 x 0.5) = 5 without rounding
        ("gpus-needed", {**_GPUS, "utilisation": "50%"}, "gpus", 5),
        # 50 an hour too many for 2 hours are 100; 100 / (100 - 60) = 2.5 hours to catch up
        ("throughput-backlog", {**_QUEUE, "peak": "2 hours"}, "backlog", 100),
        ("throughput-backlog", {**_QUEUE, "peak": "2 hours"}, "drain", 2.5),
        ("throughput-backlog", {**_QUEUE, "peak": "2 hours"}, "wait", 1),
        ("throughput-backlog", {**_QUEUE, "arrivals": "90 an hour", "peak": "2 h"}, "backlog", 0),
        # 100,000 s on 4 workers are 25,000 s = 6.94 hours; 6 / 6.94 = 86.4%
        ("batch-window", {**_BATCH, "workers": 4}, "hours", 25 / 3.6),
        ("batch-window", {**_BATCH, "workers": 4}, "done", 0.864),
        # 27.8 hours of work in 6 hours: 4.63, so 5 workers, and then all is done
        ("batch-window", {**_BATCH, "workers": 4}, "workers_needed", 5),
        ("batch-window", {**_BATCH, "workers": 5}, "done", 1),
        # 300 - 80 - 70 = 150; half is gone
        ("latency-budget", {**_LATENCY, "lookup": "70 ms"}, "left", 150),
        ("latency-budget", {**_LATENCY, "lookup": "70 ms"}, "share", 0.5),
        # 80 + 270 is 50 too much
        ("latency-budget", {**_LATENCY, "lookup": "270 ms"}, "left", -50),
        # 128,000 - 3,000 = 125,000; / 1,500 = 83.3
        ("context-budget", {**_CONTEXT, "context": "128k"}, "documents", 83),
        ("context-budget", {**_CONTEXT, "context": "2,000"}, "documents", 0),
    ],
)
def test_it_gives_the_worked_value(
    name: str, inputs: dict[str, str | float], output: str, expected: float
) -> None:
    assert calculate(name, inputs).figure(output).value == pytest.approx(expected)


def test_a_backlog_that_never_drains_is_refused() -> None:
    with pytest.raises(UsageError, match="never drains"):
        calculate("throughput-backlog", {**_QUEUE, "quiet": "100 an hour", "peak": "2 hours"})


def test_a_time_is_no_rate() -> None:
    with pytest.raises(UsageError, match="peak"):
        calculate("gpus-needed", {**_GPUS, "peak": "40 seconds"})
