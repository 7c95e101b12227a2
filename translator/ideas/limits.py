"""What cannot be done as things stand: over budget, too long, or blocked by such an idea."""

from __future__ import annotations

from collections.abc import Mapping

from .types import Filter, Idea, Limits


def filters(ideas: list[Idea], limits: Limits) -> dict[str, list[Filter]]:
    """Return for each idea why it cannot be done; an empty list where it can."""
    by_name = {idea.name: idea for idea in ideas}
    found: dict[str, list[Filter]] = {}
    for idea in ideas:
        _judge(idea, by_name, limits, found)
    return found


def _judge(
    idea: Idea, ideas: Mapping[str, Idea], limits: Limits, found: dict[str, list[Filter]]
) -> list[Filter]:
    if idea.name in found:
        return found[idea.name]
    mine = []
    if idea.cost and limits.budget and idea.cost.value > limits.budget.value:
        text = f"It costs {idea.cost.text}; the budget is {limits.budget.text}."
        mine.append(Filter(kind="over budget", text=text))
    if idea.effort and limits.capacity and idea.effort.value > limits.capacity.value:
        text = f"It takes {idea.effort.text}; there are {limits.capacity.text}."
        mine.append(Filter(kind="too long", text=text))
    for name in idea.blocked_by:
        blocker = ideas[name]
        if blocker.impact is None or blocker.effort is None:
            lacking = "impact" if blocker.impact is None else "effort"
            text = f"It waits for “{name}”, whose {lacking} is not known yet."
            mine.append(Filter(kind="blocked", text=text))
        elif _judge(blocker, ideas, limits, found):
            text = f"It waits for “{name}”, which cannot be done as things stand."
            mine.append(Filter(kind="blocked", text=text))
    found[idea.name] = mine
    return mine
