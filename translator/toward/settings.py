"""Apply what was given with `--set`, and work out the weeks that there are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from ...calculators import Value, get
from ...calculators.values import read_value
from ...errors import UsageError
from .said import Reading
from .when import days_in, told

INPUTS = {
    "people": "plan-chance", "share": "plan-chance", "weeks": "plan-chance",
    "focus": "plan-chance", "overrun": "plan-chance", "budget": "plan-cost", "rate": "plan-cost",
    "paid": "plan-cost", "label_price": "labels-for-budget", "users": "ab-test-detectable",
    "baseline": "ab-test-detectable", "labels": "wilson-interval", "latency": "latency-budget",
    "accuracy": "wilson-interval",
    "base_rate": "accuracy-against-majority", "blocked": "weeks-left",
}  # fmt: skip
"""What can be set, and the calculator whose input tells its unit and bounds."""
_NAMES = {
    "label_price": "price", "labels": "test_size", "latency": "budget", "accuracy": "share"
}  # fmt: skip


def apply(settings: Mapping[str, str], reading: Reading) -> None:
    """Put what was given in place of what was said. Raises `UsageError` for a wrong setting."""
    for name, given in settings.items():
        text = given
        if name == "deadline":
            days = days_in(text, reading.today)
            if not days:
                raise UsageError(f"deadline: {text!r} is no date; write for example 2027-03-01")
            if days[0].day <= reading.today:
                raise UsageError(
                    f"deadline: {told(days[0].day)} is not after {told(reading.today)}"
                )
            reading.deadline, reading.events = days[0].day, []
            reading.said.pop("weeks", None)
            continue
        if name not in INPUTS:
            known = ", ".join(sorted((*INPUTS, "deadline")))
            raise UsageError(f"{name!r} cannot be set here; what can be: {known}")
        wanted = get(INPUTS[name]).inputs[_NAMES.get(name, name)]
        if name == "paid" and text.strip().lower() in ("yes", "no"):
            text = "100%" if text.strip().lower() == "yes" else "0%"
        value = read_value(wanted, text)
        reading.put(name, value)
        if name == "budget":
            reading.currency = value.currency
        if name == "weeks":
            reading.deadline, reading.events = None, []
            if "blocked" not in settings:  # given weeks are those that can be worked in
                reading.said.pop("blocked", None)
        if name == "labels":
            reading.limits = [limit for limit in reading.limits if limit.id != "no-labelling"]


def settle_weeks(reading: Reading) -> None:
    """Turn a deadline into weeks, or weeks into a deadline; the earlier of two counts.

    Raises `UsageError` when nothing is left between start and deadline.
    """
    first = reading.start or reading.today
    said, blocked = reading.said.get("weeks"), reading.value("blocked")
    away = blocked.value if blocked else 0.0
    if said is not None:
        value = said.value
        due = first + timedelta(days=round(7 * value.value))
        if reading.deadline is None or due < reading.deadline:
            reading.deadline = due
            if away:
                low, high = max(0.0, value.low - away), max(0.0, value.high - away)
                middle = max(0.0, value.value - away)
                note = f"{value.text or value.value} less {_weeks(away)} in which nothing moves"
                reading.put(
                    "weeks", Value(middle, low, high, value.source, note=note), said.quantity
                )
            _check(reading)
            return
    if reading.deadline is None:
        return
    left = (reading.deadline - first).days / 7 - away
    day = next((d for d in reading.days if d.day == reading.deadline), None)
    note = f"from {told(first)} to {told(reading.deadline)}"
    if away:
        note += f", less {_weeks(away)} in which nothing moves"
    reading.put(
        "weeks", Value(left, left, left, "computed", note=note), day.quantity if day else None
    )
    _check(reading)


def _check(reading: Reading) -> None:
    weeks = reading.value("weeks")
    if weeks is not None and weeks.high <= 0:
        raise UsageError("no time is left between the start and the deadline: give a later one")


def _weeks(count: float) -> str:
    return f"{count:.3g} weeks"
