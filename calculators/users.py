"""What a model does for customers: kept, converted, deflected, and the fraud it catches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from .model import Input, Output, calculator


def _churn_rises(at: Mapping[str, float]) -> str | None:
    if at["target"] > at["churn"]:
        return "more customers would leave than now; nothing is saved"
    return None


@calculator(
    "churn-value",
    title="Value of less churn",
    checks=_churn_rises,
    cues=("churn", "customers leave", "retention", "cancellations", "reduce churn from"),
    outputs=[
        Output("kept_monthly", "1", "customers * (churn - target)", "kept in the first month"),
        Output("fees", "money/month", "kept_monthly * value", "from those kept in one month"),
        Output("kept", "1", "customers * ((1 - target) ** 12 - (1 - churn) ** 12)",
               "customers more after a year"),
        Output("months_now", "1", "(1 - churn) * (1 - (1 - churn) ** 12) / churn",
               "months that a customer stays in a year, as it is"),
        Output("months_then", "1", "(1 - target) * (1 - (1 - target) ** 12) / target",
               "months that a customer stays in a year, at the target"),
        Output("gained", "money/year", "customers * (months_then - months_now) * value",
               "kept in the first year", main=True),
        Output("kept_worth", "money/month", "kept_monthly * loss", "kept with them each month"),
    ],
    source="Retention as a geometric survival curve: Fader and Hardie, How to Project Customer "
    "Retention, 2007; today's customers only, constant churn.",
)  # fmt: skip
def churn_value(
    customers: Annotated[float, Input(
        "1", "customers today", ask="How many customers are there?", who="product manager",
        better="up", cues=("customers", "subscribers", "accounts", "members"),
    )],
    churn: Annotated[float, Input(
        "%/month", "the share that leaves", who="product manager", low=0.0001,
        ask="What share of the customers leaves each month?",
        cues=("churn", "leave", "cancel", "monthly", "from"),
    )],
    target: Annotated[float, Input(
        "%/month", "the share that would leave", who="product manager", low=0.0001,
        better="down", ask="What share would still leave each month?",
        cues=("reduce", "to", "target", "down to", "goal"),
    )],
    value: Annotated[float, Input(
        "money/month", "what a customer brings", ask="What does a customer bring a month?",
        who="finance", better="up", cues=("arpu", "per customer", "subscription", "fee", "margin"),
    )],
    loss: Annotated[float, Input(
        "money", "what is lost with a customer who leaves", who="finance", extra=True,
        ask="What is lost with a customer who leaves?",
        cues=("losing one", "lost customer", "each one lost", "lifetime", "worth"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What it is worth in a year that fewer of today's customers leave."""
    months_now = (1 - churn) * (1 - (1 - churn) ** 12) / churn
    months_then = (1 - target) * (1 - (1 - target) ** 12) / target
    return {
        "kept_monthly": customers * (churn - target),
        "fees": customers * (churn - target) * value,
        "kept": customers * ((1 - target) ** 12 - (1 - churn) ** 12),
        "months_now": months_now,
        "months_then": months_then,
        "gained": customers * (months_then - months_now) * value,
        "kept_worth": customers * (churn - target) * loss,
    }


@calculator(
    "conversion-value",
    title="Value of a higher conversion",
    cues=("conversion rate", "lift in conversion", "more visitors buy", "uplift", "click-through"),
    outputs=[
        Output("orders", "1/day", "visits * lift", "orders more"),
        Output("revenue", "money/year", "orders * value * 365", "of revenue more"),
        Output("profit", "money/year", "revenue * margin", "of margin more", main=True),
    ],
    source="Kohavi, Tang and Xu, Trustworthy Online Controlled Experiments, 2020: absolute lift "
    "times traffic times value.",
)
def conversion_value(
    visits: Annotated[float, Input(
        "1/day", "visits", ask="How many visits are there a day?", who="product manager",
        better="up", cues=("visits", "sessions", "visitors", "traffic"),
    )],
    lift: Annotated[float, Input(
        "pp", "the rise of the conversion rate", who="data scientist", better="up",
        ask="By how many percentage points would the conversion rate rise?",
        cues=("lift", "uplift", "points", "more conversions", "increase"),
    )],
    value: Annotated[float, Input(
        "money", "the value of an order", ask="What is an order worth on average?",
        who="finance", better="up", cues=("order value", "basket", "per order"),
    )],
    margin: Annotated[float, Input(
        "%", "the share of it that is margin", ask="What share of an order is margin?",
        who="finance", better="up", cues=("margin", "contribution", "profit"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What a higher conversion rate brings in a year, after the cost of goods."""
    orders = visits * lift
    revenue = orders * value * 365
    return {"orders": orders, "revenue": revenue, "profit": revenue * margin}


@calculator(
    "fraud-loss",
    title="Fraud caught and lost",
    cues=("fraud rate", "fraudulent transactions", "chargebacks", "fraud caught", "fraud losses"),
    outputs=[
        Output("frauds", "1/day", "transactions * rate", "frauds"),
        Output("at_stake", "money/year", "frauds * amount * 365", "at stake"),
        Output("caught", "money/year", "at_stake * recall", "caught"),
        Output("lost", "money/year", "at_stake - caught", "lost to fraud", main=True),
    ],
    source="Recall is the share of frauds caught; frauds valued at their mean amount (Dal Pozzolo "
    "et al., Learned Lessons in Credit Card Fraud Detection, 2014).",
)
def fraud_loss(
    transactions: Annotated[float, Input(
        "1/day", "transactions", ask="How many transactions are there a day?",
        who="operations", cues=("transactions", "payments", "orders", "claims"),
    )],
    rate: Annotated[float, Input(
        "%", "the share that is fraud", ask="What share of the transactions is fraud?",
        who="data scientist", better="down", cues=("fraud rate", "fraudulent", "chargeback"),
    )],
    amount: Annotated[float, Input(
        "money", "the mean amount of a fraud", ask="What is the mean amount of a fraud?",
        who="finance", better="down", cues=("average", "amount", "each", "per fraud"),
    )],
    recall: Annotated[float, Input(
        "%", "the share of frauds caught", ask="What share of the frauds is caught?",
        who="data scientist", better="up", cues=("recall", "caught", "detect", "stopped"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What fraud still costs a year at a recall, and what is caught."""
    frauds = transactions * rate
    at_stake = frauds * amount * 365
    caught = at_stake * recall
    return {"frauds": frauds, "at_stake": at_stake, "caught": caught, "lost": at_stake - caught}


@calculator(
    "support-deflection",
    title="Saving of deflected support tickets",
    cues=("tickets a day", "deflect tickets", "self-service", "chatbot resolves", "support load"),
    outputs=[
        Output("deflected", "1/day", "tickets * share", "tickets deflected"),
        Output("saved", "money/year", "deflected * cost * 365", "saved in support", main=True),
        Output("left", "1/day", "tickets - deflected", "tickets left for people"),
        Output(
            "net",
            "money/year",
            "deflected * (cost - bot_cost) * 365",
            "saved after what the bot costs",
        ),
    ],
    source="Deflection as support centres count it (HDI, Metric of the Month: Ticket Deflection): "
    "tickets solved without a person, each at the cost of an assisted one.",
)
def support_deflection(
    tickets: Annotated[float, Input(
        "1/day", "tickets", ask="How many tickets come in a day?", who="operations",
        cues=("tickets", "contacts", "calls", "chats", "emails"),
    )],
    share: Annotated[float, Input(
        "%", "the share solved without a person", who="product manager", better="up",
        ask="What share would be solved without a person?",
        cues=("deflect", "resolved", "self-service", "automatically", "without an agent"),
    )],
    cost: Annotated[float, Input(
        "money", "what a ticket costs", ask="What does a ticket cost that a person handles?",
        who="finance", cues=("per ticket", "each", "cost per contact", "handling"),
    )],
    bot_cost: Annotated[float, Input(
        "money", "what a ticket costs that the bot solves", who="finance", extra=True,
        ask="What does a ticket cost that the bot solves?", better="down",
        cues=("bot", "automated", "self-service", "ai"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What is saved a year on tickets that need no person."""
    deflected = tickets * share
    return {
        "deflected": deflected,
        "saved": deflected * cost * 365,
        "left": tickets - deflected,
        "net": deflected * (cost - bot_cost) * 365,
    }
