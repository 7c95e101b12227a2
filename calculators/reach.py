"""Who is left out or worse off: unequal errors, cases out of reach, opt-outs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from .model import Input, Output, calculator


def _not_worse(at: Mapping[str, float]) -> str | None:
    if at["worse"] < at["better"]:
        return "the group called worse off has fewer errors than the other; swap them"
    return None


@calculator(
    "fairness-gap",
    title="Wrong decisions owed to unequal error rates",
    checks=_not_worse,
    cues=("error rate for group", "bias against", "fairness", "works worse for", "unequal errors"),
    outputs=[
        Output("gap", "pp", "worse - better", "between the groups' error rates"),
        Output("daily", "1/day", "volume * gap", "wrong decisions more in the group worse off"),
        Output(
            "yearly",
            "1/year",
            "daily * 365",
            "wrong decisions more in the group worse off",
            main=True,
        ),
    ],
    source="Hardt, Price and Srebro, Equality of Opportunity in Supervised Learning, 2016: the "
    "difference of error rates between groups.",
)
def fairness_gap(
    volume: Annotated[float, Input(
        "1/day", "decisions about the group worse off", who="operations", better="down",
        ask="How many decisions a day concern the group that is worse off?",
        cues=("group", "decisions", "applications", "cases"),
    )],
    worse: Annotated[float, Input(
        "%", "the error rate in that group", who="data scientist", better="down",
        ask="What is the error rate in the group that is worse off?",
        cues=("error rate", "wrongly", "false", "for the group"),
    )],
    better: Annotated[float, Input(
        "%", "the error rate in the other group", who="data scientist",
        ask="What is the error rate in the other group?",
        cues=("error rate", "others", "the rest", "compared with", "against"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How many wrong decisions one group bears only because the model errs more about it."""
    gap = worse - better
    return {
        "gap": gap,
        "daily": volume * gap,
        "yearly": volume * gap * 365,
    }


@calculator(
    "coverage",
    title="Value out of the model's reach",
    cues=("only in some regions", "supported languages", "with consent", "may not decide"),
    outputs=[
        Output("reached", "1/day", "cases * share", "cases within reach"),
        Output("left_out", "1/day", "cases * (1 - share)", "cases out of reach"),
        Output("worth", "money/year", "reached * value * 365", "within reach"),
        Output("missed", "money/year", "left_out * value * 365", "out of reach", main=True),
    ],
    source="Coverage of a selective model: El-Yaniv and Wiener, On the Foundations of Noise-free "
    "Selective Classification, 2010.",
)
def coverage(
    cases: Annotated[float, Input(
        "1/day", "cases", ask="How many cases are there a day?", who="operations",
        cues=("cases", "requests", "customers", "tickets", "applications"),
    )],
    share: Annotated[float, Input(
        "%", "the share that the model may decide", who="legal", better="up",
        turned="the share that the model does not reach",
        ask="What share of the cases may the model decide (region, consent, language)?",
        cues=("consent", "languages", "regions", "covered", "eligible", "only"),
    )],
    value: Annotated[float, Input(
        "money", "what a decided case is worth", who="finance", better="up",
        ask="What is it worth when the model decides a case?",
        cues=("per case", "each", "worth", "saves"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What is lost because the model may not decide all cases."""
    reached = cases * share
    left_out = cases * (1 - share)
    return {
        "reached": reached,
        "left_out": left_out,
        "worth": reached * value * 365,
        "missed": left_out * value * 365,
    }


@calculator(
    "opt-out",
    title="Reach and data lost to opt-outs",
    cues=("opt out", "refuse consent", "decline tracking", "right to object", "opt-in rate"),
    outputs=[
        Output("gone", "1", "users * refusing", "users out of reach"),
        Output("reach", "1", "users - gone", "users in reach", main=True),
        Output("rows", "1/month", "gone * events", "records lost for training"),
    ],
    source="Head count: users times the share that opts out (GDPR, articles 7 and 21).",
)
def opt_out(
    users: Annotated[float, Input(
        "1", "users", ask="How many users are there?", who="product manager", better="up",
        cues=("users", "customers", "members", "accounts"),
    )],
    refusing: Annotated[float, Input(
        "%", "the share that opts out", ask="What share of the users opts out?", who="legal",
        better="down", cues=("opt out", "opt-out", "refuse", "decline", "object"),
    )],
    events: Annotated[float, Input(
        "1/month", "records that one user leaves", who="data engineer",
        ask="How many records does one user leave a month?",
        cues=("events", "records", "clicks", "per user", "interactions"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How many users, and how much data for training, are lost to opt-outs."""
    gone = users * refusing
    return {"gone": gone, "reach": users - gone, "rows": gone * events}
