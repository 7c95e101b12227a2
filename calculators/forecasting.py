"""What a forecast's error costs: stock-outs, the best order, waste, and wrong staffing."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, pi, sqrt
from statistics import NormalDist
from typing import Annotated

from .model import Default, Input, Output, calculator

_DAYS = Default(365, 250, 365, "every day of the year; 250 when only on working days")
_PREMIUM = Default(
    0.5, 0.25, 1.0,
    "time and a half, the least for overtime under the US Fair Labor Standards Act 1938, "
    "section 7; other contracts pay a quarter to double",
)  # fmt: skip
_OVER = Default(0.5, 0.3, 0.7, "assumed: a forecast as often too high as too low (unbiased)")

# The normal density at z(p), as formulas spell it.
_DENSITY = "exp(-z({}) ** 2 / 2) / sqrt(2 * 3.141592653589793)"


def _density(share: float) -> float:
    return exp(-(NormalDist().inv_cdf(share) ** 2) / 2) / sqrt(2 * pi)


@calculator(
    "stock-out-cost",
    title="Cost of stock-outs at a forecast error",
    cues=("stock-outs", "out of stock", "service level", "safety stock", "demand forecast error"),
    outputs=[
        Output(
            "deviation", "1", "demand * error * sqrt(3.141592653589793 / 2)", "of standard error"
        ),
        Output("safety_stock", "1", "z(service) * deviation", "units of safety stock"),
        Output("stock_outs", "1/year", "cycles * (1 - service)", "order cycles that run out"),
        Output(
            "short",
            "1/year",
            f"cycles * deviation * ({_DENSITY.format('service')} - z(service) * (1 - service))",
            "units not sold",
        ),
        Output("lost", "money/year", "short * margin", "lost to stock-outs", main=True),
    ],
    source="Silver, Pyke and Peterson, Inventory Management and Production Planning and "
    "Scheduling, 1998, chapter 7: normal errors, σ = √(π/2) MAD, unit normal loss.",
)
def stock_out_cost(
    demand: Annotated[float, Input(
        "1", "units sold in an order cycle", who="operations", better="",
        ask="How many units are sold between two deliveries?",
        cues=("demand", "units", "sold", "per week", "per order"),
    )],
    error: Annotated[float, Input(
        "%", "the mean absolute error of the forecast over a cycle", who="data scientist",
        better="down", ask="How large is the forecast's mean absolute error over a cycle, in %?",
        cues=("mape", "wape", "forecast error", "off by"), high=2,
    )],
    service: Annotated[float, Input(
        "%", "the share of cycles that should not run out", who="operations", low=0.5,
        high=0.9999, better="up", ask="What share of the cycles should not run out of stock?",
        cues=("service level", "in stock", "availability", "on shelf"),
    )],
    cycles: Annotated[float, Input(
        "1/year", "order cycles", ask="How many deliveries are there a year?", who="operations",
        better="down", cues=("deliveries", "orders", "cycles", "weekly", "replenishment"),
    )],
    margin: Annotated[float, Input(
        "money", "the margin lost with a unit not sold", who="finance", better="down",
        ask="What margin is lost with a unit not sold?",
        cues=("margin", "profit", "per unit", "contribution"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """The safety stock that a forecast error asks for, and the margin that is still lost."""
    deviation = demand * error * sqrt(pi / 2)
    z = NormalDist().inv_cdf(service)
    short = cycles * deviation * (_density(service) - z * (1 - service))
    return {
        "deviation": deviation,
        "safety_stock": z * deviation,
        "stock_outs": cycles * (1 - service),
        "short": short,
        "lost": short * margin,
    }


@calculator(
    "newsvendor",
    title="Best order for one period",
    cues=("over-order", "under-order", "perishable", "order quantity", "left over at the end"),
    outputs=[
        Output("ratio", "%", "underage / (underage + overage)", "chance to cover all demand"),
        Output("order", "1", "mean + z(ratio) * deviation", "units to order", main=True),
        Output(
            "expected_cost",
            "money",
            f"(underage + overage) * deviation * {_DENSITY.format('ratio')}",
            "lost a period to left-overs and missed sales",
        ),
    ],
    source="Arrow, Harris and Marschak, Optimal Inventory Policy, Econometrica 19, 1951; Cachon "
    "and Terwiesch, Matching Supply with Demand, 2012, chapter 12.",
)
def newsvendor(
    underage: Annotated[float, Input(
        "money", "what a missed sale loses", who="finance", better="down",
        ask="What is lost with a unit too few?",
        cues=("missed sale", "margin", "too few", "underage", "lost sale"),
    )],
    overage: Annotated[float, Input(
        "money", "what a unit left over loses", who="finance", better="down",
        ask="What is lost with a unit too many?",
        cues=("left over", "too many", "overage", "write-off", "thrown away"),
    )],
    mean: Annotated[float, Input(
        "1", "units forecast", ask="How many units are forecast for a period?",
        who="data scientist", cues=("forecast", "expected demand", "mean", "units"),
    )],
    deviation: Annotated[float, Input(
        "1", "the standard deviation of the forecast's error", who="data scientist",
        better="down", ask="What is the standard deviation of the forecast's error, in units?",
        cues=("standard deviation", "rmse", "error", "plus or minus"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How much to order when too few and too many cost differently and the error is normal."""
    ratio = underage / (underage + overage)
    return {
        "ratio": ratio,
        "order": mean + NormalDist().inv_cdf(ratio) * deviation,
        "expected_cost": (underage + overage) * deviation * _density(ratio),
    }


@calculator(
    "waste-cost",
    title="Cost of waste from forecasts too high",
    cues=("thrown away", "food waste", "over-forecast", "write-offs", "surplus"),
    outputs=[
        Output("wasted", "1/day", "volume * over", "units wasted"),
        Output("yearly", "1/year", "wasted * days", "units wasted"),
        Output("cost", "money/year", "yearly * unit_cost", "spent on waste", main=True),
    ],
    source="Volume times the share too much, each unit valued at what it costs to make or buy "
    "(the direct cost of waste in FAO, Food Wastage Footprint: Full-Cost Accounting, 2014).",
)
def waste_cost(
    volume: Annotated[float, Input(
        "1/day", "units made or bought", ask="How many units are made or bought a day?",
        who="operations", cues=("units", "meals", "items", "portions", "produced"),
    )],
    over: Annotated[float, Input(
        "%", "the share that is too much", ask="What share of them is too much?",
        who="data scientist", better="down", cues=("wasted", "too much", "over-forecast", "unsold"),
    )],
    unit_cost: Annotated[float, Input(
        "money", "what a wasted unit costs", ask="What does a wasted unit cost?", who="finance",
        better="down", cues=("per unit", "each", "unit cost", "to make"),
    )],
    days: Annotated[float, Input(
        "1", "days a year", who="operations", default=_DAYS, high=366, cues=("days a year",),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What is thrown away a year because the forecast was too high."""
    wasted = volume * over
    return {"wasted": wasted, "yearly": wasted * days, "cost": wasted * days * unit_cost}


@calculator(
    "staffing-error",
    title="Cost of staffing by a wrong forecast",
    cues=("overstaffed", "understaffed", "shift planning", "call volume forecast", "overtime"),
    outputs=[
        Output("wrong", "hour/day", "volume * error * minutes / 60", "staffed wrongly"),
        Output("idle", "hour/day", "wrong * over", "paid for and not needed"),
        Output("missing", "hour/day", "wrong - idle", "needed and not planned"),
        Output("idle_cost", "money/year", "idle * hourly_cost * days", "paid for idle hours"),
        Output(
            "overtime_cost",
            "money/year",
            "missing * hourly_cost * premium * days",
            "paid extra for overtime",
        ),
        Output(
            "cost", "money/year", "idle_cost + overtime_cost", "lost to wrong staffing", main=True
        ),
    ],
    source="Workload as volume times handling time (Cleveland, Call Center Management on Fast "
    "Forward, 2012); hours too many are paid in full, hours too few at a premium.",
)
def staffing_error(
    volume: Annotated[float, Input(
        "1/day", "cases to handle", ask="How many cases are there a day?", who="operations",
        better="down", cues=("calls", "cases", "orders", "tickets", "parcels"),
    )],
    error: Annotated[float, Input(
        "%", "the mean absolute error of the volume forecast", who="data scientist",
        better="down", ask="How large is the forecast's mean absolute error, in %?",
        cues=("mape", "wape", "forecast error", "off by"), high=2,
    )],
    minutes: Annotated[float, Input(
        "minute", "the time for one case", ask="How long does one case take?", who="operations",
        better="down", cues=("each", "per call", "handling time", "per case"),
    )],
    hourly_cost: Annotated[float, Input(
        "money/hour", "what an hour of work costs", who="finance", better="down",
        ask="What does an hour of work cost, all in?", cues=("an hour", "hourly", "wage"),
    )],
    over: Annotated[float, Input(
        "%", "the share of the error that is too high", who="data scientist", default=_OVER,
        cues=("bias", "too high"),
    )],
    premium: Annotated[float, Input(
        "%", "what overtime costs on top", who="finance", default=_PREMIUM, high=3,
        better="down", cues=("overtime", "premium", "on top"),
    )],
    days: Annotated[float, Input(
        "1", "days a year", who="operations", default=_DAYS, high=366, cues=("days a year",),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What idle hours and overtime cost when shifts follow a forecast that is off."""
    wrong = volume * error * minutes / 60
    idle = wrong * over
    missing = wrong - idle
    idle_cost = idle * hourly_cost * days
    overtime_cost = missing * hourly_cost * premium * days
    return {
        "wrong": wrong,
        "idle": idle,
        "missing": missing,
        "idle_cost": idle_cost,
        "overtime_cost": overtime_cost,
        "cost": idle_cost + overtime_cost,
    }
