"""Classification: what wrong and missed decisions cost, and how rare cases spoil precision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from .model import Input, Output, calculator

Cases = Annotated[float, Input(
    "1/day", "cases to decide", ask="How many cases are decided a day?", who="operations",
    cues=("cases", "items", "requests", "decisions", "transactions"),
)]  # fmt: skip
BaseRate = Annotated[float, Input(
    "%", "the share of cases that are positive", who="data scientist",
    ask="What share of all cases is positive?",
    cues=("base rate", "prevalence", "have the", "fraudulent", "are positive", "affected"),
)]  # fmt: skip
Recall = Annotated[float, Input(
    "%", "the share of positives that are found", turned="the share of positives that are missed",
    turned_cues=("miss", "slip", "unnoticed", "overlook"),
    who="data scientist", better="up",
    ask="What share of the positives does the model find?",
    cues=("recall", "sensitivity", "finds", "catches", "detects", "picks up"),
)]  # fmt: skip
FalsePositiveRate = Annotated[float, Input(
    "%", "the share of negatives that are flagged", who="data scientist", better="down",
    turned="specificity, the share of negatives that are left alone",
    turned_cues=("specificity", "left alone", "true negative"),
    ask="What share of the negatives is flagged wrongly?",
    cues=("false positive rate", "false alarm rate", "fpr", "wrongly flag", "of the good"),
)]  # fmt: skip


@calculator(
    "missed-value",
    title="Value of missed positives",
    cues=("recall of", "missed cases", "false negatives", "cases slip through", "not detected"),
    outputs=[
        Output("positives", "1/day", "cases * base_rate", "positives"),
        Output("missed", "1/day", "positives * (1 - recall)", "positives missed"),
        Output("yearly", "1/year", "missed * 365", "positives missed"),
        Output("lost", "money/year", "yearly * value", "lost with missed positives", main=True),
    ],
    source="Recall is the share of positives found (van Rijsbergen, Information Retrieval, 1979), "
    "so 1 - recall of them are missed.",
)
def missed_value(
    cases: Cases,
    base_rate: BaseRate,
    recall: Recall,
    value: Annotated[float, Input(
        "money", "what is lost with a missed positive", who="finance", better="down",
        ask="What is lost when one positive is missed?",
        cues=("per case", "each", "worth", "per missed", "loss per"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What is lost a year with the positives that the model does not find."""
    positives = cases * base_rate
    missed = positives * (1 - recall)
    return {
        "positives": positives,
        "missed": missed,
        "yearly": missed * 365,
        "lost": missed * 365 * value,
    }


@calculator(
    "cost-matrix",
    title="Expected cost of a threshold",
    cues=("cost of a false positive", "cost of a false negative", "threshold", "cost matrix",
          "worse to miss"),
    outputs=[
        Output("false_positives", "1/day", "cases * (1 - base_rate) * false_positive_rate",
               "wrongly flagged"),
        Output("false_negatives", "1/day", "cases * base_rate * (1 - recall)", "missed"),
        Output("per_case", "money",
               "(1 - base_rate) * false_positive_rate * cost_fp + "
               "base_rate * (1 - recall) * cost_fn", "of errors for each case"),
        Output("yearly_cost", "money/year", "cases * 365 * per_case", "spent on errors",
               main=True),
        Output("without", "money/year",
               "cases * 365 * min(base_rate * cost_fn, (1 - base_rate) * cost_fp)",
               "spent without a model, when all cases or none are flagged"),
        Output("break_even", "%", "cost_fp / (cost_fp + cost_fn)",
               "is the probability from which flagging is the cheaper choice"),
    ],
    source="Elkan, The Foundations of Cost-Sensitive Learning, IJCAI 2001: expected cost and the "
    "optimal threshold, with right decisions free.",
)  # fmt: skip
def cost_matrix(
    cases: Cases,
    base_rate: BaseRate,
    recall: Recall,
    false_positive_rate: FalsePositiveRate,
    cost_fp: Annotated[float, Input(
        "money", "the cost of a false positive", ask="What does one false positive cost?",
        who="finance", better="down", cues=("false positive", "false alarm", "wrongly flagged"),
    )],
    cost_fn: Annotated[float, Input(
        "money", "the cost of a false negative", ask="What does one missed positive cost?",
        who="finance", better="down", cues=("false negative", "missed", "each miss", "undetected"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What the errors of a threshold cost, against flagging all or none."""
    false_positives = cases * (1 - base_rate) * false_positive_rate
    false_negatives = cases * base_rate * (1 - recall)
    per_case = (1 - base_rate) * false_positive_rate * cost_fp + base_rate * (1 - recall) * cost_fn
    return {
        "false_positives": false_positives,
        "false_negatives": false_negatives,
        "per_case": per_case,
        "yearly_cost": cases * 365 * per_case,
        "without": cases * 365 * min(base_rate * cost_fn, (1 - base_rate) * cost_fp),
        "break_even": cost_fp / (cost_fp + cost_fn),
    }


@calculator(
    "precision-at-base-rate",
    title="Precision at a base rate",
    cues=("base rate", "rare events", "sensitivity and specificity", "false positive rate",
          "how many flags are right"),
    outputs=[
        Output("right", "1", "1000 * base_rate * recall", "right alerts in 1,000 cases"),
        Output("wrong", "1", "1000 * (1 - base_rate) * false_positive_rate",
               "wrong alerts in 1,000 cases"),
        Output("alerts", "1", "right + wrong", "alerts in 1,000 cases"),
        Output("precision", "%", "right / alerts", "of the alerts are right", main=True),
        Output("right_in_all", "1", "cases * base_rate * recall", "right alerts among all cases"),
        Output("wrong_in_all", "1", "cases * (1 - base_rate) * false_positive_rate",
               "wrong alerts among all cases"),
        Output("positives", "1", "cases * base_rate", "cases that are looked for"),
        Output("alerts_in_all", "1", "right_in_all + wrong_in_all", "alerts among all cases"),
    ],
    source="Bayes' theorem in natural frequencies: Gigerenzer and Hoffrage, How to Improve "
    "Bayesian Reasoning Without Instruction, 1995.",
)  # fmt: skip
def precision_at_base_rate(
    base_rate: BaseRate,
    recall: Recall,
    false_positive_rate: FalsePositiveRate,
    cases: Annotated[float, Input(
        "1", "all cases that are looked at", who="operations", extra=True, low=1,
        ask="How many cases are looked at in all?",
        cues=("cases", "people", "transactions", "screen", "invite", "a day", "items"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How many alerts are right when the cases looked for are rare."""
    right = 1000 * base_rate * recall
    wrong = 1000 * (1 - base_rate) * false_positive_rate
    return {
        "right": right,
        "wrong": wrong,
        "alerts": right + wrong,
        "precision": right / (right + wrong),
        "right_in_all": cases * base_rate * recall,
        "wrong_in_all": cases * (1 - base_rate) * false_positive_rate,
        "positives": cases * base_rate,
        "alerts_in_all": cases * (base_rate * recall + (1 - base_rate) * false_positive_rate),
    }


@calculator(
    "errors-at-volume",
    title="Wrong decisions at full volume",
    cues=("error rate", "accuracy at scale", "wrong decisions", "% of decisions wrong",
          "mistakes a day"),
    outputs=[
        Output("wrong", "1/day", "cases * error_rate", "wrong decisions"),
        Output("yearly", "1/year", "wrong * 365", "wrong decisions"),
        Output("cost", "money/year", "yearly * error_cost", "spent on wrong decisions",
               main=True),
        Output("per_case", "money", "error_rate * error_cost", "of error in each decision"),
    ],
    source="Expected value: cost of poor quality as failures times the cost of one (Juran, "
    "Quality Control Handbook, 1951).",
)  # fmt: skip
def errors_at_volume(
    cases: Cases,
    error_rate: Annotated[float, Input(
        "%", "the share of decisions that are wrong", who="data scientist", better="down",
        turned="the share of decisions that are right",
        turned_cues=("right", "correct", "accura"),
        ask="What share of the decisions is wrong?",
        cues=("error rate", "errors", "wrong", "mistakes", "misclassified"),
    )],
    error_cost: Annotated[float, Input(
        "money", "the cost of a wrong decision", ask="What does one wrong decision cost?",
        who="finance", better="down", cues=("per error", "each error", "per mistake", "rework"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How many decisions are wrong at full volume, and what they cost a year."""
    wrong = cases * error_rate
    return {
        "wrong": wrong,
        "yearly": wrong * 365,
        "cost": wrong * 365 * error_cost,
        "per_case": error_rate * error_cost,
    }
