"""What steps, links and leftovers cost: the less, the likelier that the text means it so.

Set by hand on the texts of `evals/constraints/` that may be read, where each names what it counts;
a fit by a perceptron over the same names was no better across authors.
"""

from __future__ import annotations

from collections.abc import Mapping

MOST = 1.9
"""A chain of steps that costs more than this is not followed."""

COSTS: Mapping[str, float] = {
    # how a unit or a share belongs to what is counted
    "distance": 0.12, "base-before": 0.1, "base-before-time": 0.45, "link-noun": 0.0,
    "link-stem": 0.05, "link-other": 1.0, "link-each": 0.1, "link-open": 0.25, "link-named": 0.35,
    "small-base": 0.4,
    "share-noun": 0.0, "share-them": 0.05, "share-them-far": 0.25, "share-open": 0.2,
    "share-named": 0.3, "share-other": 1.0, "share-per-other": 0.35,
    "share-of-load": 0.4, "share-on-sum": 0.3,
    "share-on-next": 0.1, "share-on-derived": 0.3, "share-on-money": 0.25, "share-on-time": 0.35,
    "share-on-people": 0.3, "share-of-derived": 0.4,
    # which side of a share is taken
    "side-rest-unsaid": 0.5, "side-rest-said": 0.05, "side-part-for-rest": 0.1,
    "side-part-for-less": 0.2, "side-part-for-more": 0.3, "side-turned": 0.0, "side-kept": 0.25,
    "side-kept-quality": 0.15, "side-against-right": 0.25, "side-against-wrong": 0.45,
    "side-derived": 0.1, "side-derived-rest": 0.2,
    # steps
    "points": 0.15, "each": 0.0, "price": 0.0, "effort": 0.0, "effort-fast": 0.5, "quick": 1.0,
    "unit-of-part": 0.0, "wage": 0.02, "wage-unit": 0.1, "wage-next": 0.12, "wage-far": 0.35,
    "at-price": 0.2, "often": 0.1,
    "people-rate": 0.05, "people-rate-open": 0.45, "people-hours": 0.05, "people-hours-open": 0.2,
    "people-wage": 0.15, "people-wage-open": 0.4, "people-money": 0.1, "people-money-open": 0.4,
    "people-time": 0.05, "people-time-open": 0.5,
    "capacity": 0.2, "capacity-team": 0.1, "hours-rate": 0.15, "days-a-week": 0.1, "window": 0.25,
    "need-people": 0.15, "need-people-hours": 0.15, "need": 0.4, "need-asked": 0.25,
    "need-window": 0.25, "at-once": 0.15, "at-once-share": 0.1,
    "span": 0.3, "lasts": 1.0, "lasts-asked": 0.35, "lasts-nouns": 0.15, "lasts-costs": 0.6,
    "lasts-unsaid": 0.3,
    "buys": 0.9, "buys-asked": 0.45, "ratio": 0.75, "ratio-noun": 0.5, "ratio-subset": 0.2,
    "add": 0.65, "add-both": 0.3, "sub": 0.5, "sub-cue": 0.35, "nouns-differ": 0.25,
    "price-sum": 0.6, "per-differs": 0.5, "times-differ": 0.3, "shared-base": 0.05,
    "gain-opposite": -0.2, "gain-opposite-add": 0.5, "gain-same-add": -0.3, "gain-same-sub": 0.1,
    "gain-versus-sub": -0.15, "gain-versus-add": 0.1,
    "add-time": 0.25, "add-time-unsaid": 0.6, "sub-time": 0.5, "sub-work": 0.2,
    "add-deadline": 0.5, "sub-deadline": -0.15, "add-age": 0.25, "subset-add": 0.6,
    "subset-sub": -0.1,
    # what is left over, and what was asked for
    "left-people": 0.45, "left-small": 0.2, "left-bare": 0.5, "left-span": 0.5, "left-share": 0.8,
    "left-money": 0.8, "left-time": 0.8, "left-count": 0.8, "two": 0.8, "contrast-alone": 0.6,
    "asked-time": 0.3, "asked-money": 0.2, "asked-count": 0.2, "asked-share": 0.1,
}  # fmt: skip


def cost_of(names: tuple[str, ...] | list[str]) -> float:
    """Return the sum of some costs."""
    return sum(COSTS[name] for name in names)
