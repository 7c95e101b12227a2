"""Sums of two: two shares or volumes before and after, two groups, two kinds of mistakes.

Money is told a year at 365 days, as elsewhere; the daily figures beside it are exact.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from .model import Default, Input, Output, calculator

_NO_MORE = Default(1, 1, 1, "all of them, as nothing else was said")
_COUNTING = "Volume times share times unit cost; a change is the difference of two such products."

Volume = Annotated[float, Input(
    "1/day", "all cases that come", who="operations", ask="How many cases come in all?",
    cues=("a day", "a week", "a month", "a year", "in all", "of our"),
)]  # fmt: skip
Each = Annotated[float, Input(
    "money", "what one of them costs or brings", who="finance",
    ask="What does one of them cost or bring?", cues=("each", "costs", "worth", "apiece", "per"),
)]  # fmt: skip
Minutes = Annotated[float, Input(
    "minute", "the time that one of them takes", who="operations", better="down", extra=True,
    ask="How long does one of them take?", cues=("each", "takes", "minutes", "per case"),
)]  # fmt: skip
Hourly = Annotated[float, Input(
    "money/hour", "what an hour of those people costs", who="finance", extra=True,
    ask="What does an hour of those people cost?", cues=("an hour", "hourly", "wage"),
)]  # fmt: skip


@calculator(
    "share-change",
    title="Worth of a share that changes",
    cues=("from 70 to 82 percent", "up from", "down from", "instead of", "bring it to",
          "what is the improvement worth"),
    outputs=[
        Output("count_now", "1/day", "volume * now", "with the share as it was"),
        Output("count_then", "1/day", "volume * then", "with the share as it becomes"),
        Output("rest_now", "1/day", "volume - count_now", "left over as it was"),
        Output("rest_then", "1/day", "volume - count_then", "left over as it becomes"),
        Output("changed", "1/day", "max(count_then - count_now, count_now - count_then)",
               "cases that change sides"),
        Output("changed_a_year", "1/year", "changed * 365", "cases that change sides"),
        Output("worth_now", "money/day", "count_now * value", "at the share as it was"),
        Output("worth_then", "money/day", "count_then * value", "at the share as it becomes"),
        Output("worth", "money/year", "changed_a_year * value", "worth of the change", main=True),
    ],
    source=_COUNTING,
)  # fmt: skip
def share_change(
    volume: Volume,
    now: Annotated[float, Input(
        "%", "the share as it is now", who="data scientist", ask="What is the share now?",
        turned="the share that is not so now",
        cues=("from", "today", "now", "instead of", "used to", "currently", "before"),
    )],
    then: Annotated[float, Input(
        "%", "the share as it becomes", who="data scientist", ask="What does the share become?",
        turned="the share that will not be so then",
        cues=("to", "after", "new", "would", "raise", "lift", "bring"),
    )],
    value: Each,
) -> Mapping[str, float]:  # fmt: skip
    """What it is worth that a share of all cases rises or falls, and how many cases that is."""
    count_now, count_then = volume * now, volume * then
    changed = abs(count_then - count_now)
    return {
        "count_now": count_now,
        "count_then": count_then,
        "rest_now": volume - count_now,
        "rest_then": volume - count_then,
        "changed": changed,
        "changed_a_year": changed * 365,
        "worth_now": count_now * value,
        "worth_then": count_then * value,
        "worth": changed * 365 * value,
    }


@calculator(
    "volume-change",
    title="Saving of fewer cases",
    cues=("down from", "from 46 to 17 a month", "fewer a month", "used to be", "dropped to"),
    outputs=[
        Output("changed", "1/day", "max(before - after, after - before)", "cases fewer or more"),
        Output("daily", "money/day", "changed * value", "worth of the change"),
        Output("worth", "money/year", "daily * 365", "worth of the change", main=True),
    ],
    source=_COUNTING,
)
def volume_change(
    before: Annotated[float, Input(
        "1/day", "cases as it was", who="operations", ask="How many were there before?",
        cues=("from", "before", "used to", "were"),
    )],
    after: Annotated[float, Input(
        "1/day", "cases as it is afterwards", who="operations", ask="How many are there after?",
        cues=("to", "after", "now", "only"),
    )],
    value: Each,
) -> Mapping[str, float]:  # fmt: skip
    """What it is worth that something happens less often, or more often, than before."""
    changed = abs(before - after)
    return {"changed": changed, "daily": changed * value, "worth": changed * value * 365}


@calculator(
    "nested-shares",
    title="A share of a share",
    cues=("of those", "of these", "of which", "half of them", "two in five of those customers"),
    outputs=[
        Output("first", "1/day", "volume * share", "in the first share"),
        Output("second", "1/day", "first * of_these", "in the share of these"),
        Output("not_these", "1/day", "first - second", "in the first share but not the second"),
        Output("rest", "1/day", "volume - second", "all others"),
        Output("third", "1/day", "second * of_those", "in the share of those again"),
        Output("yearly", "1/year", "third * 365", "in the last share"),
        Output("hours", "hour/day", "third * minutes / 60", "of people's time"),
        Output("daily_time_cost", "money/day", "hours * hourly_cost", "of people's time"),
        Output("daily", "money/day", "third * value", "in all"),
        Output("worth", "money/year", "daily * 365", "in all", main=True),
    ],
    source="Shares of shares multiply; volume times share times unit cost.",
)
def nested_shares(
    volume: Volume,
    share: Annotated[float, Input(
        "%", "the share of all cases", who="data scientist", ask="What share of all cases is it?",
        turned="the share of all cases that it is not",
        cues=("of our", "of the", "of all", "percent of"),
    )],
    of_these: Annotated[float, Input(
        "%", "the share of these that counts", who="data scientist",
        turned="the share of these that does not count", ask="What share of these counts?",
        cues=("of those", "of these", "of them", "of which", "of the remaining"),
    )],
    value: Each,
    of_those: Annotated[float, Input(
        "%", "a share of those again", who="data scientist", default=_NO_MORE,
        cues=("of those", "of whom", "end in", "complain"),
    )],
    minutes: Minutes,
    hourly_cost: Hourly,
) -> Mapping[str, float]:  # fmt: skip
    """How many cases are in a share of a share, and what they cost or bring."""
    first = volume * share
    second = first * of_these
    third = second * of_those
    hours = third * minutes / 60
    return {
        "first": first,
        "second": second,
        "not_these": first - second,
        "rest": volume - second,
        "third": third,
        "yearly": third * 365,
        "hours": hours,
        "daily_time_cost": hours * hourly_cost,
        "daily": third * value,
        "worth": third * value * 365,
    }


@calculator(
    "two-groups",
    title="Two groups with a share each",
    cues=("two queues", "both wards", "ward A and ward B", "calls and chats", "together"),
    outputs=[
        Output("count_a", "1/day", "volume_a * share_a", "in the first group"),
        Output("count_b", "1/day", "volume_b * share_b", "in the second group"),
        Output("both", "1/day", "count_a + count_b", "in both groups"),
        Output("hours", "hour/day", "both * minutes / 60", "of people's time"),
        Output("daily_time_cost", "money/day", "hours * hourly_cost", "of people's time"),
        Output("daily", "money/day", "both * value", "in both groups", main=True),
    ],
    source="Shares of two groups are not averaged: the counts of both are added.",
)
def two_groups(
    volume_a: Annotated[float, Input(
        "1/day", "cases of the first group", who="operations",
        ask="How many cases has the first group?", cues=("first", "a day", "a week", "a month"),
    )],
    share_a: Annotated[float, Input(
        "%", "the share in the first group", who="data scientist",
        turned="the share in the first group that is not so",
        ask="What share of the first group is it?", cues=("of which", "for", "percent"),
    )],
    volume_b: Annotated[float, Input(
        "1/day", "cases of the second group", who="operations",
        ask="How many cases has the second group?", cues=("second", "other", "and"),
    )],
    share_b: Annotated[float, Input(
        "%", "the share in the second group", who="data scientist",
        turned="the share in the second group that is not so",
        ask="What share of the second group is it?", cues=("of which", "for", "percent"),
    )],
    value: Annotated[float, Input(
        "money", "what one of them costs", who="finance", extra=True,
        ask="What does one of them cost?", cues=("each", "costs", "either way", "per"),
    )],
    minutes: Minutes,
    hourly_cost: Hourly,
) -> Mapping[str, float]:  # fmt: skip
    """What two groups with different shares come to together."""
    count_a, count_b = volume_a * share_a, volume_b * share_b
    hours = (count_a + count_b) * minutes / 60
    return {
        "count_a": count_a,
        "count_b": count_b,
        "both": count_a + count_b,
        "hours": hours,
        "daily_time_cost": hours * hourly_cost,
        "daily": (count_a + count_b) * value,
    }
