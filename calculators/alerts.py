"""Alerts and the people who look into them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from .model import Default, Input, Output, calculator

_DAYS = Default(365, 250, 365, "every day of the year; 250 when only on working days")


@calculator(
    "alert-cost",
    title="Cost of false alerts",
    cues=("false alerts", "false positives", "alerts a day at a precision", "alert fatigue"),
    outputs=[
        Output("false_alerts", "1/day", "alerts * (1 - precision)", "false alerts"),
        Output("hours", "hour/day", "false_alerts * minutes / 60", "spent on false alerts"),
        Output("daily_cost", "money/day", "hours * hourly_cost", "spent on false alerts"),
        Output(
            "yearly_cost", "money/year", "daily_cost * days", "spent on false alerts", main=True
        ),
    ],
    source="Precision is the share of alerts that are right, so 1 - precision of them are false.",
)
def alert_cost(
    alerts: Annotated[
        float,
        Input(
            "1/day",
            "alerts raised",
            ask="How many alerts are raised a day?",
            who="operations",
            better="down",
            cues=("alerts", "flags", "warnings", "cases"),
        ),
    ],
    precision: Annotated[
        float,
        Input(
            "%",
            "the share of alerts that are right",
            turned="the share of alerts that are false",
            turned_cues=("false", "wrong", "nothing", "noise"),
            ask="What share of the alerts is right?",
            who="data scientist",
            better="up",
            cues=("precision", "true", "right", "genuine"),
        ),
    ],
    minutes: Annotated[
        float,
        Input(
            "minute",
            "the time to look into one alert",
            ask="How long does one alert take to look into?",
            who="operations",
            better="down",
            cues=("each", "per alert", "review", "triage"),
        ),
    ],
    hourly_cost: Annotated[
        float,
        Input(
            "money/hour",
            "what an hour of a reviewer costs",
            ask="What does an hour of a reviewer cost, all in?",
            who="finance",
            better="down",
            cues=("an hour", "hourly", "wage", "analyst"),
        ),
    ],
    days: Annotated[
        float, Input("1", "days a year on which alerts are raised", default=_DAYS, high=366)
    ],
) -> Mapping[str, float]:
    """What is spent a year on looking into alerts that were nothing."""
    false_alerts = alerts * (1 - precision)
    hours = false_alerts * minutes / 60
    daily_cost = hours * hourly_cost
    return {
        "false_alerts": false_alerts,
        "hours": hours,
        "daily_cost": daily_cost,
        "yearly_cost": daily_cost * days,
    }
