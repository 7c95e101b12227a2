"""What the terms and steps of a reading mean, in words. Built from the text's own; no figure."""

from __future__ import annotations

from collections.abc import Mapping

from .items import Item, leaves_of

_PERIODS = {"s": "second", "us": "microsecond", "ms": "millisecond"}


def noun_of(item: Item) -> str:
    """Return what an item counts, in the text's own words."""
    if item.term is not None:
        return item.term.noun or "cases"
    if item.step == "each":
        return noun_of(item.parts[1])
    if item.step in ("team", "capacity") and item.parts[0].type in ("people", "hours", "work flow"):
        return next(
            (n for p in item.parts[::-1] if p.type == "flow" for n in [noun_of(p)]), "cases"
        )
    counted = [leaf for leaf in leaves_of(item) if leaf.type in ("flow", "count", "each")]
    return next((leaf.term.noun for leaf in counted if leaf.term and leaf.term.noun), "cases")


def told(item: Item, at: int | None = None) -> str:
    """Return what a step's figure is, as it stands behind its number; `at` is a contrast's side."""
    a, b = item.parts
    if item.step.startswith("share-") or item.step == "points":
        return _of_share(item, at)
    if item.type in ("flow", "count", "each"):
        return _counted(item, at)
    if item.type == "people":
        return "busy at once" if item.step == "at-once" else _needed(b)
    if item.type == "share":
        return f"as the share that {quoted(a, at)} is of {quoted(b, at)}"
    if item.step == "unit-wage":
        return "for each"
    if item.step == "lasts":
        return f"until {quoted(a, at)} is reached"
    if item.step == "add":
        return f"for {quoted(a, at)} and {quoted(b, at)} together"
    if item.step == "sub":
        return f"between {quoted(a, at)} and {quoted(b, at)}"
    if item.type in ("work flow", "work", "effort", "hours"):
        return f"of time for {subject(item, at)}"
    return f"for {subject(item, at)}"


def subject(item: Item, at: int | None = None) -> str:
    """Return what money or time is for: the counted things, with the shares taken of them."""
    if item.term is not None:
        return noun_of(item) if item.type in ("flow", "count", "each") else "this"
    if item.type in ("flow", "count", "each"):
        return told(item, at)
    inner = item.parts[0]
    if item.step.startswith("share-"):
        return f"{subject(inner, at)} ({_side(item, at)})"
    if item.step in ("span", "often"):
        what = inner if item.step == "span" else item.parts[1]
        return f"{subject(what, at)}, {quoted(item.parts[1], at)}"
    return subject(inner, at)


def quoted(item: Item, at: int | None = None) -> str:
    """Return an item by the words of the text that it rests on."""
    if item.term is not None:
        sides = [t.text for t in (item.term, item.partner) if t is not None]
        if at is not None and len(sides) > 1:
            return f"“{sides[at]}”"
        return "“" + "” or “".join(sides) + "”"
    texts = [quoted(leaf, at) for leaf in leaves_of(item)]
    return f"what follows from {', '.join(texts)}"


def _of_share(item: Item, at: int | None) -> str:
    whole = item.parts[0]
    if item.type in ("flow", "count", "each", "people"):
        inner = noun_of(whole) if whole.term else told(whole, at)
        return f"{inner} ({_side(item, at)})"
    return f"for {subject(whole, at)} ({_side(item, at)})"


def _side(item: Item, at: int | None) -> str:
    share = quoted(item.parts[1], at)
    if item.step == "points":
        return share
    if item.step == "share-rest":
        return f"all but {share}"
    return f"with {share} more" if item.step == "share-more" else f"{share} of them"


def _counted(item: Item, at: int | None) -> str:
    a, b = item.parts
    noun = noun_of(item)
    if item.step in ("team", "capacity"):
        return f"{noun} that can be done"
    if item.step in ("span", "window"):
        return f"{noun} in {quoted(b, at)}"
    if item.step == "buys":
        return f"that {quoted(a, at)} pays for"
    if item.step == "add":
        return f"{noun} together"
    if item.step == "sub":
        return f"{noun} between {quoted(a, at)} and {quoted(b, at)}"
    return noun


def _needed(item: Item) -> str:
    """Who or what is needed, in the order in which the text names it."""
    per = next((leaf.term for leaf in leaves_of(item) if leaf.per and leaf.term), None)
    return f"needed (each does {quoted(item)})" if per is None else f"needed at {quoted(item)} each"


def means(item: Item, step: Item | None) -> str:
    """Return what a term was taken for; `step` is the step that it enters."""
    period = _PERIODS.get(item.time or "", item.time or "")
    match item.type:
        case "flow":
            return f"{noun_of(item)} a {period}"
        case "count" | "people":
            return noun_of(item)
        case "each":
            return f"{noun_of(item)} for each"
        case "share":
            return _share_means(step)
        case "points":
            return "a difference in percentage points"
        case "money":
            return "what one costs or is worth" if step and step.step == "price" else "an amount"
        case "wage":
            return f"money for each {period}"
        case "money flow":
            return f"money a {period}"
        case "effort":
            return "time for each"
        case "hours":
            return f"time worked a {period}"
        case "often":
            return "how often it is done"
        case _:
            return "how long it goes on"


def _share_means(step: Item | None) -> str:
    if step is not None and step.step == "share-rest":
        return "the share that is left out"
    if step is not None and step.step == "share-more":
        return "the share that comes on top"
    return "the share that is meant"


def requoted(text: str, changed: Mapping[str, str]) -> str:
    """Return a text with the quantities that it quotes in their new words."""
    for old, new in changed.items():
        text = text.replace(f"“{old}”", f"“{new}”")
    return text
