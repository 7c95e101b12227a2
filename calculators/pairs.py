"""Sums of two counts with a price each, and decisions between two costs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from .model import Input, Output, calculator


def _count(which: str, then: str = "", extra: bool = False) -> Input:
    return Input(
        "1/day", f"{then}how many there are of the {which} kind", who="operations", extra=extra,
        ask=f"How many are there of the {which} kind?", better="down",
        cues=("proposed", "with the", "but") if extra else (which, "a day", "a week", "a month"),
    )  # fmt: skip


def _price(which: str) -> Input:
    return Input(
        "money", f"what one of the {which} kind costs", who="finance", better="down",
        ask=f"What does one of the {which} kind cost?", cues=("each", "costs", "apiece", "at"),
    )  # fmt: skip


@calculator(
    "two-kinds",
    title="Two kinds of mistakes, each with a price",
    cues=("false approvals and false rejections", "too much and too little",
          "waste and stock-outs", "both kinds", "a lost sale and a binned one"),
    outputs=[
        Output("cost_a", "money/day", "first * price_a", "for the first kind"),
        Output("cost_b", "money/day", "second * price_b", "for the second kind"),
        Output("both", "money/day", "cost_a + cost_b", "for both kinds", main=True),
        Output("yearly", "money/year", "both * 365", "for both kinds"),
        Output("apart", "money/day", "max(cost_a - cost_b, cost_b - cost_a)",
               "between the two"),
        Output("both_then", "money/day", "first_then * price_a + second_then * price_b",
               "for both kinds with the other setting"),
        Output("gap", "money/day", "max(both - both_then, both_then - both)",
               "between the two settings"),
    ],
    source="Expected cost of a decision rule: Elkan, The Foundations of Cost-Sensitive Learning, "
    "2001; counts times unit costs.",
)  # fmt: skip
def two_kinds(
    first: Annotated[float, _count("first")],
    price_a: Annotated[float, _price("first")],
    second: Annotated[float, _count("second")],
    price_b: Annotated[float, _price("second")],
    first_then: Annotated[float, _count("first", "with the other setting, ", True)],
    second_then: Annotated[float, _count("second", "with the other setting, ", True)],
) -> Mapping[str, float]:
    """What two kinds of mistakes cost together, and with another setting."""
    cost_a, cost_b = first * price_a, second * price_b
    both, then = cost_a + cost_b, first_then * price_a + second_then * price_b
    return {
        "cost_a": cost_a,
        "cost_b": cost_b,
        "both": both,
        "yearly": both * 365,
        "apart": abs(cost_a - cost_b),
        "both_then": then,
        "gap": abs(both - then),
    }


@calculator(
    "break-even-probability",
    title="Probability from which to act",
    cues=("from what probability", "above which score", "calibrated",
          "right decisions cost nothing",
          "where should the cut-off be"),
    outputs=[
        Output("probability", "%", "needless / (needless + missed)",
               "probability from which acting is cheaper", main=True),
        Output("ratio", "1", "missed / needless", "needless acts are worth one that is missed"),
    ],
    source="Elkan, The Foundations of Cost-Sensitive Learning, 2001: act where p times the cost of "
    "a miss exceeds (1 - p) times the cost of acting in vain.",
)  # fmt: skip
def break_even_probability(
    needless: Annotated[float, Input(
        "money", "what acting in vain costs", who="finance", better="down",
        ask="What does it cost to act where there was no need?",
        cues=("false alarm", "needless", "honest", "good", "wrongly", "in vain"),
    )],
    missed: Annotated[float, Input(
        "money", "what it costs not to act where it was needed", who="finance", better="down",
        ask="What does it cost to miss a case?",
        cues=("miss", "slips through", "overlook", "lets through", "abusive", "lose"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """From what probability on it is cheaper to act, where only mistakes cost anything."""
    return {"probability": needless / (needless + missed), "ratio": missed / needless}


@calculator(
    "check-pays",
    title="Probability from which a check pays",
    cues=("worth checking", "the check always finds it", "have a clerk look", "pays to check"),
    outputs=[
        Output("probability", "%", "check / damage", "error rate from which a check pays",
               main=True),
        Output("all_checked", "money/day", "volume * check", "to check everything"),
    ],
    source="A check pays where its cost is below the probability of an error times its damage.",
)  # fmt: skip
def check_pays(
    check: Annotated[float, Input(
        "money", "what one check or one attempt costs", who="finance", better="down",
        ask="What does one check cost?", cues=("check", "look", "call", "offer", "inspect"),
    )],
    damage: Annotated[float, Input(
        "money", "what an error costs that is not found", who="finance", better="down",
        ask="What does an error cost that slips through?",
        cues=("slips through", "error", "damage", "worth", "kept"),
    )],
    volume: Annotated[float, Input(
        "1/day", "cases that could be checked", who="operations", extra=True,
        ask="How many cases could be checked?", cues=("all", "a month", "entries", "cases"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """From what error rate on a check, or an attempt that may fail, pays for itself."""
    return {"probability": check / damage, "all_checked": volume * check}


@calculator(
    "counted-false",
    title="Cost of the wrong ones, by count",
    cues=("of those only", "really were", "the others were nothing", "went off 1,100 times"),
    outputs=[
        Output("precision", "%", "right / raised", "of them were right"),
        Output("wrong", "1/day", "raised - right", "were wrong"),
        Output("daily", "money/day", "wrong * value", "for the wrong ones"),
        Output("cost", "money/year", "daily * 365", "for the wrong ones", main=True),
    ],
    source="Precision by counts: Manning, Raghavan and Schütze, Introduction to Information "
    "Retrieval, 2008, chapter 8; counts times unit cost.",
    checks=lambda at: (
        "more are right than there are" if at["right"] > at["raised"] else None
    ),
)  # fmt: skip
def counted_false(
    raised: Annotated[float, Input(
        "1/day", "how many were raised in all", who="operations",
        ask="How many were raised in all?", cues=("went off", "raised", "times", "flagged"),
    )],
    right: Annotated[float, Input(
        "1/day", "how many of them were right", who="operations", better="up",
        ask="How many of them were right?", cues=("really", "were right", "real", "genuine"),
    )],
    value: Annotated[float, Input(
        "money", "what a wrong one costs", who="finance", better="down",
        ask="What does a wrong one cost?", cues=("each", "costs", "for nothing", "anyway"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What the wrong ones cost where the right ones were counted."""
    wrong = raised - right
    return {
        "precision": right / raised,
        "wrong": wrong,
        "daily": wrong * value,
        "cost": wrong * value * 365,
    }
