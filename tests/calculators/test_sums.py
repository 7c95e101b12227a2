"""Sums of changes, pairs, flows, sizes, bills, pauses and steps, worked by hand beside each case."""

# ruff: noqa: E501 - one case a line reads best

from __future__ import annotations

import pytest
from briefstar.calculators import calculate, calculate_partly
from briefstar.errors import UsageError

CHANGE = {"volume": "500 a year", "now": "60%", "then": "75%", "value": "900 EUR"}
NESTED = {"volume": "10,000 a month", "share": "4%", "of_these": "50%", "value": "5 EUR"}
TIMED = NESTED | {"minutes": "6 minutes", "hourly_cost": "30 EUR an hour"}
GROUPS = {
    "volume_a": "900 a day",
    "share_a": "3%",
    "volume_b": "400 a day",
    "share_b": "5%",
    "value": "8 USD",
}
KINDS = {
    "first": "50 a month",
    "price_a": "90 EUR",
    "second": "20 a month",
    "price_b": "700 EUR",
    "first_then": "80 a month",
    "second_then": "10 a month",
}
SPRINTS = {"points": "120", "velocity": "15", "length": "2 weeks", "available": "10 weeks"}
RATE = {
    "peak": "600 per second",
    "each": "50 per second",
    "utilisation": "60%",
    "spare": "2",
    "price": "1,000 EUR a month",
}
CAMPAIGN = {
    "contacted": "700",
    "price": "5 EUR",
    "precision": "40%",
    "success": "20%",
    "value": "200 EUR",
}
FLOOR = {"start": "93%", "least": "88%", "decay": "0.5 pp a week", "stretch": "12 weeks"}
DRIFT = {
    "cases": "2,000 a day",
    "days": "12 days",
    "before": "3%",
    "after": "7%",
    "price": "15 USD",
}
DETECT = {
    "needed": "300",
    "cases": "1,500 a day",
    "labelled": "4%",
    "repair": "2 days",
    "daily": "100 EUR a day",
    "wrong": "8 a day",
}
STEPS = {
    "time": "20 weeks",
    "first": "5 weeks",
    "second": "3 weeks",
    "third": "2 weeks",
    "build": "12 weeks",
}
PHASED = {
    "first": "2 months",
    "part": "20k EUR a month",
    "phased": "9 months",
    "whole": "8 months",
    "full": "70k EUR a month",
    "horizon": "15 months",
}
RUNS = {"gpus": "8", "hours": "20 hours", "price": "3 USD", "now": "12 a year", "then": "52 a year"}
LATENCY = {"extra": "300 ms", "loss": "0.5%", "sessions": "4,000 a day", "value": "50 EUR"}
REVIEW = {
    "items": "100 a day",
    "minutes": "6 minutes",
    "reviewers": "2",
    "hours": "4 hours a day",
    "hourly_cost": "30 EUR an hour",
}
UPTIME = {"now": "99%", "then": "99.9%", "hourly_loss": "100 USD", "price": "5,000 USD a year"}
TOKENS = {
    "requests": "1,000 a day",
    "prompt": "2,000",
    "answer": "500",
    "input_price": "3 USD",
    "output_price": "15 USD",
}
DECAY = {
    "weeks": "10 weeks",
    "weekly": "0.3 pp",
    "start": "91%",
    "cases": "2,000 a week",
    "price": "9 EUR",
}
FULL_DISK = {
    "size": "60 TB",
    "used": "45 TB",
    "written": "90 GB a day",
    "written_too": "10 GB a day",
    "lead": "90 days",
}

CASES = [
    # 500 * 15 points = 75 a year; 500 * 40% = 200 left over
    ("share-change", CHANGE, "worth", 67_500),
    ("share-change", CHANGE, "rest_now", 200 / 365),
    ("share-change", CHANGE, "worth_then", 375 * 900 / 365),
    # 55 fewer a month
    (
        "volume-change",
        {"before": "80 a month", "after": "25 a month", "value": "150 GBP"},
        "worth",
        99_000,
    ),
    # 10,000 * 4% * half = 200 a month, times 5
    ("nested-shares", NESTED, "worth", 12_000),
    ("nested-shares", NESTED | {"of_those": "10%"}, "worth", 1_200),
    # 200 a month of 6 minutes are 20 hours at 30
    ("nested-shares", TIMED, "daily_time_cost", 600 * 12 / 365),
    # 27 + 20 a day at 8
    ("two-groups", GROUPS, "daily", 376),
    # 4,500 + 14,000; with the other setting 7,200 + 7,000
    ("two-kinds", KINDS, "yearly", 222_000),
    ("two-kinds", KINDS, "gap", 4_300 * 12 / 365),
    ("two-kinds", KINDS, "apart", 9_500 * 12 / 365),
    ("break-even-probability", {"needless": "10 USD", "missed": "190 USD"}, "probability", 0.05),
    (
        "check-pays",
        {"check": "2 EUR", "damage": "80 EUR", "volume": "100 a day"},
        "probability",
        0.025,
    ),
    (
        "check-pays",
        {"check": "2 EUR", "damage": "80 EUR", "volume": "100 a day"},
        "all_checked",
        200,
    ),
    # 650 of 900 were wrong
    (
        "counted-false",
        {"raised": "900 a month", "right": "250 a month", "value": "40 EUR"},
        "cost",
        312_000,
    ),
    ("counted-false", {"raised": "320", "right": "80", "value": "1 EUR"}, "precision", 0.25),
    ("time-in-system", {"open_ones": "800", "rate": "160 a day", "promised": "4 days"}, "days", 5),
    (
        "time-in-system",
        {"open_ones": "800", "rate": "160 a day", "promised": "4 days"},
        "allowed",
        640,
    ),
    ("open-items", {"rate": "40 a day", "stay": "8 days", "target": "5 days"}, "open_ones", 320),
    ("open-items", {"rate": "40 a day", "stay": "8 days", "target": "5 days"}, "fewer", 120),
    # 1,500 waiting, 300 an hour fewer
    (
        "outage-backlog",
        {"arrivals": "500 an hour", "outage": "3 hours", "capacity": "800 an hour"},
        "drain",
        5,
    ),
    # 80 a day for ten days, then 40 a day fewer
    (
        "piled-up",
        {
            "arrivals": "500 a day",
            "capacity": "420 a day",
            "stretch": "10 days",
            "capacity_then": "540 a day",
        },
        "drain",
        20,
    ),
    # 5M at 200 a second are 25,000 s
    (
        "buffer-time",
        {"room": "5M", "arrivals": "900 per second", "capacity": "700 per second"},
        "full",
        25_000 / 3_600,
    ),
    # 15,000 GB at 100 a day
    ("disk-full", FULL_DISK, "full", 150),
    ("disk-full", FULL_DISK, "order_in", 60),
    ("allowance", {"stock": "600", "requests": "2 a day", "each": "3"}, "lasts", 100),
    ("allowance", {"stock": "600", "requests": "2 a day", "each": "3"}, "short", 1_590),
    # 300 hours over 60 each
    (
        "people-by-date",
        {"items": "9,000", "minutes": "2 minutes", "weekly": "20 hours a week", "weeks": "3 weeks"},
        "people",
        5,
    ),
    (
        "people-by-date",
        {"items": "9,100", "minutes": "2 minutes", "weekly": "20 hours a week", "weeks": "3 weeks"},
        "people",
        6,
    ),
    # 12 days a week for nine weeks
    (
        "effort-by-date",
        {"people": "4", "each": "3 days a week", "scope": "130 days", "weeks": "9 weeks"},
        "over",
        22,
    ),
    # 2,100 hours less 5 * 32 * 10, in days of 24 hours
    (
        "effort-by-date",
        {"people": "5", "each": "32 hours a week", "scope": "2,100 hours", "weeks": "10 weeks"},
        "over",
        500 / 24,
    ),
    ("sprints", SPRINTS, "weeks", 16),
    ("sprints", SPRINTS, "over", 45),
    ("sprints", SPRINTS | {"added": "3"}, "sprints", 10),
    ("gpus-by-rate", RATE, "needed", 20),
    ("gpus-by-rate", RATE, "monthly", 22_000),
    ("cards-by-streams", {"streams": "200", "each": "12", "price": "10 EUR a month"}, "needed", 17),
    (
        "cards-by-streams",
        {"streams": "200", "each": "12", "price": "10 EUR a month"},
        "yearly",
        2_040,
    ),
    # 90 * 14,400 = 1,296,000 each
    ("batch-by-rate", {"items": "5M", "each": "90 per second", "window": "4 hours"}, "workers", 4),
    ("metered-cost", {"items": "50,000 a day", "each": "4", "price": "0.005 USD"}, "daily", 1_000),
    (
        "fixed-and-variable",
        {"fixed": "1,200 EUR a month", "units": "8M a month", "price": "0.001 EUR"},
        "per_thousand",
        1.15,
    ),
    # 6,000 over 3 cents
    (
        "break-even-volume",
        {
            "fixed": "6,000 USD",
            "price": "0.04 USD",
            "own_price": "0.01 USD",
            "monthly": "50,000 a month",
        },
        "months",
        4,
    ),
    ("items-for-budget", {"budget": "5,000 USD", "price": "0.25 USD", "each": "3"}, "items", 6_666),
    (
        "items-for-budget",
        {"budget": "9,000 EUR", "price": "0.4 EUR", "spent": "50%"},
        "units",
        11_250,
    ),
    (
        "saving-needed",
        {
            "investment": "120k USD",
            "months": "20 months",
            "running": "2,000 USD a month",
            "hourly_cost": "40 USD an hour",
        },
        "gross",
        8_000,
    ),
    (
        "saving-needed",
        {
            "investment": "120k USD",
            "months": "20 months",
            "running": "2,000 USD a month",
            "hourly_cost": "40 USD an hour",
        },
        "hours",
        200,
    ),
    # 700 * 40% * 20% = 56 kept, worth 11,200; calls 3,500
    ("campaign", CAMPAIGN, "net", 7_700),
    # 5,000 settled at 6 less 20,000 at 0.30, a month
    (
        "bot-first",
        {"contacts": "20,000 a month", "share": "25%", "cost": "6 EUR", "bot_cost": "0.3 EUR"},
        "net",
        24_000 * 12,
    ),
    ("floor-reached", FLOOR, "lasts", 10),
    ("floor-reached", FLOOR, "at_end", 0.87),
    ("floor-reached", FLOOR, "below", 2),
    (
        "skipped-runs",
        {
            "freeze": "45 days",
            "interval": "10 days",
            "points": "0.3 pp",
            "price": "5,000 EUR",
            "exemption": "8,000 EUR",
        },
        "net",
        12_000,
    ),
    (
        "skipped-runs",
        {
            "freeze": "45 days",
            "interval": "10 days",
            "points": "0.3 pp",
            "price": "5,000 EUR",
            "exemption": "8,000 EUR",
        },
        "lost",
        0.012,
    ),
    (
        "damage-after-grace",
        {
            "freeze": "5 weeks",
            "grace": "10 days",
            "daily": "700 USD a day",
            "exemption": "4,000 USD",
        },
        "net",
        13_500,
    ),
    # 80 a day for twelve days
    ("drift-damage", DRIFT, "cost", 14_400),
    ("drift-damage", DRIFT, "taken", 24_000),
    (
        "mistakes-until-fixed",
        {"wrong": "40 a day", "notice": "10 days", "repair": "3 days", "price": "20 USD"},
        "cost",
        10_400,
    ),
    # 60 a day: five days and two
    ("detection-delay", DETECT, "repaired", 7),
    ("detection-delay", DETECT, "more_wrong", 56),
    ("lead-times", STEPS, "left", 10),
    ("lead-times", STEPS, "late", 2),
    (
        "head-start",
        {"months": "3 months", "value": "4,000 EUR a month", "units": "2", "once": "10,000 EUR"},
        "net",
        14_000,
    ),
    # 7 * 20 + 6 * 70 = 560 against 7 * 70 = 490
    ("phased-by-money", PHASED, "gain", 70_000),
    ("all-in-time", {"each": "80%", "count": "3", "penalty": "1,000 EUR"}, "expected", 488),
    ("more-runs", RUNS, "added", 480 * 40),
    ("more-runs", RUNS, "hours_more", 6_400),
    (
        "more-runs-by-price",
        {"run_cost": "2,000 EUR", "now": "12 a year", "then": "52 a year"},
        "added",
        80_000,
    ),
    # 1.5% of 4,000 at 50
    ("latency-orders", LATENCY, "daily", 3_000),
    ("latency-orders", LATENCY | {"step": "300 ms", "conversion": "10%"}, "daily", 100),
    ("review-capacity", REVIEW, "each", 40),
    ("review-capacity", REVIEW, "whole", 3),
    ("review-capacity", REVIEW, "cost", 300),
    # M/M/1 at 80%: 24 minutes of waiting and 6 of service, 4 inside
    ("review-queue", {"arrivals": "8 an hour", "minutes": "6 minutes"}, "stay", 30),
    ("review-queue", {"arrivals": "8 an hour", "minutes": "6 minutes"}, "inside", 4),
    ("training-budget", {"budget": "5k EUR a quarter", "run_cost": "640 EUR"}, "apart", 365 / 31),
    ("uptime-gain", UPTIME, "net", 2_884),
    ("uptime-gain", UPTIME, "lost_now", 8_760),
    ("token-cost", TOKENS, "tokens_out", 500_000),
    ("token-cost", TOKENS, "cost_in", 6),
    ("metric-decay", DECAY, "more_in_all", 300),
    ("metric-decay", DECAY, "cost_at_end", 540),
    (
        "cost-of-delay",
        {"value": "100k EUR a month", "delay": "3 months", "meanwhile": "15k EUR a month"},
        "in_all",
        345_000,
    ),
    # 36 * 18 - 180
    (
        "payback",
        {
            "investment": "180k EUR",
            "saving": "24k EUR a month",
            "running": "6k EUR a month",
            "years": "3 years",
        },
        "roi",
        2.6,
    ),
    (
        "fraud-by-value",
        {"paid": "1M GBP a year", "rate": "1%", "recall": "60%", "then": "72%"},
        "less",
        1_200,
    ),
    ("cache-saving", {"requests": "400 a day", "cost": "1 EUR", "hit_rate": "25%"}, "asked", 300),
    (
        "share-automated",
        {
            "volume": "80 a day",
            "share": "50%",
            "minutes": "15 minutes",
            "hourly_cost": "1 EUR an hour",
            "working": "5 hours a day",
        },
        "people",
        2,
    ),
    (
        "retraining-cost",
        {
            "runs": "4 a year",
            "run_cost": "640 USD",
            "hours": "20 hours",
            "hourly_cost": "110 USD an hour",
        },
        "per_run",
        2_840,
    ),
    (
        "precision-at-base-rate",
        {"base_rate": "1%", "recall": "90%", "false_positive_rate": "5%", "cases": "10,000"},
        "alerts_in_all",
        585,
    ),
    (
        "errors-at-volume",
        {"cases": "1 a day", "error_rate": "2.5%", "error_cost": "310 EUR"},
        "per_case",
        7.75,
    ),
]


@pytest.mark.parametrize(("id", "inputs", "output", "expected"), CASES)
def test_the_figure_is_what_it_comes_to_by_hand(id, inputs, output, expected):
    assert calculate(id, inputs).figure(output).value == pytest.approx(expected)


@pytest.mark.parametrize(
    ("id", "inputs", "told"),
    [
        (
            "outage-backlog",
            {"arrivals": "9 an hour", "outage": "1 hour", "capacity": "9 an hour"},
            "never catches up",
        ),
        (
            "buffer-time",
            {"room": "10", "arrivals": "5 an hour", "capacity": "6 an hour"},
            "never fills",
        ),
        (
            "piled-up",
            {
                "arrivals": "9 a day",
                "capacity": "5 a day",
                "stretch": "1 day",
                "capacity_then": "8 a day",
            },
            "never clears",
        ),
        ("counted-false", {"raised": "5", "right": "6", "value": "1 EUR"}, "more are right"),
        (
            "floor-reached",
            {"start": "80%", "least": "88%", "decay": "0.5 pp a week"},
            "below the floor",
        ),
        (
            "break-even-volume",
            {"fixed": "5 EUR", "price": "1 EUR", "own_price": "2 EUR"},
            "as much as it saves",
        ),
        ("sprints", SPRINTS | {"added": "15"}, "as much is added"),
    ],
)
def test_what_contradicts_itself_is_said(id, inputs, told):
    with pytest.raises(UsageError, match=told):
        calculate(id, inputs)


def test_without_a_price_the_counts_are_there_and_the_price_is_asked_for():
    partly = calculate_partly("share-change", {k: v for k, v in CHANGE.items() if k != "value"})
    assert partly.lacking == ("value",)
    assert partly.figure("changed_a_year").value == pytest.approx(75)


def test_extra_inputs_only_add_figures():
    plain = calculate("two-kinds", {k: v for k, v in KINDS.items() if "then" not in k})
    assert {f.output.name for f in plain.figures} == {"cost_a", "cost_b", "both", "yearly", "apart"}
