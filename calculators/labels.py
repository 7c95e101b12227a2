"""Labels: what they cost, how long they take, and how far they can be trusted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from .model import Default, Input, Output, calculator

_PRODUCTIVE = Default(
    5.6, 4.8, 6.4,
    "assumed: 8 hours less 30% for breaks, meetings and absence, the shrinkage that contact "
    "centres plan with (Cleveland, Call Center Management on Fast Forward, 2012)",
)  # fmt: skip
_NOISE = Default(
    0.033, 0.0015, 0.101,
    "mean of ten well-known test sets, from MNIST to QuickDraw (Northcutt, Athalye and Mueller, "
    "Pervasive Label Errors in Test Sets, 2021)",
)  # fmt: skip


@calculator(
    "label-cost",
    title="Cost of labels",
    cues=("label", "annotate", "annotators per item", "labelled examples", "cost of labelling"),
    outputs=[
        Output("labels", "1", "items * annotators", "labels to give"),
        Output("hours", "hour", "labels * minutes / 60", "of labelling"),
        Output("cost", "money", "hours * hourly_cost", "spent on labelling", main=True),
    ],
    source="Items times labels for each times time: Snow et al., Cheap and Fast – But is it "
    "Good?, 2008, on several labels for an item.",
)
def label_cost(
    items: Annotated[float, Input(
        "1", "items to label", ask="How many items have to be labelled?", who="data scientist",
        better="down", cues=("items", "examples", "images", "documents", "labels"),
    )],
    minutes: Annotated[float, Input(
        "minute", "the time for one label", ask="How long does one label take?",
        turned="how many labels one person gives",
        who="operations", better="down", cues=("each", "per item", "per label", "takes"),
    )],
    annotators: Annotated[float, Input(
        "1", "people who label the same item", who="data scientist", low=1, better="down",
        default=Default(1, 1, 1, "one, as nothing else was said"),
        ask="How many people label the same item?",
        cues=("annotators per", "labelled twice", "times each", "independent"),
    )],
    hourly_cost: Annotated[float, Input(
        "money/hour", "what an hour of an annotator costs", who="finance", better="down",
        ask="What does an hour of an annotator cost, all in?",
        cues=("an hour", "hourly", "wage", "expert", "annotator"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What it costs to label items, each by as many people as it takes."""
    labels = items * annotators
    hours = labels * minutes / 60
    return {"labels": labels, "hours": hours, "cost": hours * hourly_cost}


@calculator(
    "label-time",
    title="Time until the labels are there",
    cues=("labelling takes", "annotation team", "labels ready by", "hours of labelling",
          "annotators"),
    outputs=[
        Output("capacity", "hour/day", "annotators * daily", "of labelling on a working day"),
        Output("days", "working_day", "hours / capacity", "until all is labelled"),
        Output("weeks", "week", "days / 5", "until all is labelled", main=True),
    ],
    source="Work over capacity in working weeks of five days: Brooks, The Mythical Man-Month, "
    "1975, for tasks that divide among people without a loss.",
)  # fmt: skip
def label_time(
    hours: Annotated[float, Input(
        "hour", "the hours of labelling in all", who="data scientist", better="down",
        ask="How many hours of labelling are there in all?",
        cues=("hours", "labelling", "annotation", "effort"),
    )],
    annotators: Annotated[float, Input(
        "1", "people who label", ask="How many people label?", who="operations", better="up",
        cues=("annotators", "labellers", "experts", "people"),
    )],
    daily: Annotated[float, Input(
        "hour/day", "the hours of a working day that an annotator labels", who="operations",
        default=_PRODUCTIVE, better="up", high=24, cues=("hours a day", "productive", "shift"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How many working weeks a team needs for the labels."""
    capacity = annotators * daily
    days = hours / capacity
    return {"capacity": capacity, "days": days, "weeks": days / 5}


@calculator(
    "label-agreement",
    title="Agreement of annotators beyond chance",
    cues=("annotators agree", "inter-annotator agreement", "kappa", "experts disagree"),
    outputs=[
        Output("beyond", "pp", "agreement - chance", "of agreement beyond chance"),
        Output("possible", "pp", "1 - chance", "of agreement beyond chance possible"),
        Output("kappa", "1", "beyond / possible", "is Cohen's kappa: 1 is full agreement, 0 is "
               "chance", main=True),
    ],
    source="Cohen, A Coefficient of Agreement for Nominal Scales, 1960.",
)  # fmt: skip
def label_agreement(
    agreement: Annotated[float, Input(
        "%", "the share of items on which two annotators agree", who="data scientist",
        turned="the share of items on which they disagree",
        ask="On what share of the items do two annotators agree?", better="up",
        cues=("agree", "agreement", "same label", "consensus"),
    )],
    chance: Annotated[float, Input(
        "%", "the share on which they would agree by chance", who="data scientist", high=0.9999,
        ask="On what share would they agree by chance (for each class, the product of both "
        "annotators' shares, added up)?",
        cues=("by chance", "expected agreement", "random"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How far two annotators agree beyond what guessing would give."""
    beyond = agreement - chance
    return {"beyond": beyond, "possible": 1 - chance, "kappa": beyond / (1 - chance)}


@calculator(
    "label-noise-ceiling",
    title="Highest accuracy that noisy labels can show",
    cues=("wrong labels", "label noise", "label errors", "labels are unreliable",
          "ground truth is wrong"),
    outputs=[
        Output("ceiling", "%", "1 - noise", "is the accuracy that a perfect model would show",
               main=True),
        Output("measured", "%", "accuracy * (1 - noise) + (1 - accuracy) * noise",
               "is the accuracy that the model shows on these labels"),
        Output("hidden", "pp", "accuracy - measured", "of the true accuracy hidden by the labels"),
    ],
    source="Angluin and Laird, Learning From Noisy Examples, 1988: two classes, labels flipped at "
    "random and apart from the model's own errors.",
)  # fmt: skip
def label_noise_ceiling(
    accuracy: Annotated[float, Input(
        "%", "the true accuracy of the model", who="data scientist", better="up",
        ask="How accurate is the model meant to be, in truth?",
        cues=("accuracy", "accurate", "target", "correct"),
    )],
    noise: Annotated[float, Input(
        "%", "the share of labels that are wrong", who="data scientist", default=_NOISE,
        turned="the share of labels that are right",
        high=0.5, better="down", cues=("wrong labels", "label errors", "noise", "mislabelled"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What accuracy can be seen at best when some of the labels are wrong."""
    measured = accuracy * (1 - noise) + (1 - accuracy) * noise
    return {"ceiling": 1 - noise, "measured": measured, "hidden": accuracy - measured}
