"""Short names for the inputs and figures of a reading, as formulas and settings use them. Pure."""

from __future__ import annotations

import re
from keyword import iskeyword

from ....calculators.formulas import FUNCTIONS
from .items import Item
from .shown import shown
from .wording import noun_of

_KINDS = {
    "flow": "", "count": "", "each": "", "people": "needed", "money": "money",
    "money flow": "cost", "work flow": "hours", "work": "hours", "effort": "time",
    "span": "time", "share": "share", "wage": "wage", "points": "points", "hours": "hours",
    "often": "often", "two": "",
}  # fmt: skip


def title(item: Item) -> str:
    """A short name for a step."""
    kind = _KINDS[item.type]
    if kind:
        return "difference" if item.step == "sub" and item.type in ("money", "money flow") else kind
    noun = noun_of(item)
    suffix = {"share-rest": "left", "share-part": "of those", "share-more": "in all",
              "add": "together", "sub": "difference"}.get(item.step, "")  # fmt: skip
    return f"{noun} {suffix}"


def input_title(item: Item) -> str:
    """Return a short name for a term."""
    match item.type:
        case "flow" | "count" | "each" | "people":
            return noun_of(item)
        case "money":
            return "price" if item.is_unit else "amount"
        case "wage":
            return f"{item.time}ly_cost" if item.time == "hour" else f"cost a {item.time}"
        case "money flow":
            return f"money a {item.time}"
        case "effort":
            return f"{shown(item).unit}s each"
        case "span":
            return f"{shown(item).unit}s"
        case "hours":
            return f"hours a {item.time}"
        case _:
            return item.type


def slug(text: str) -> str:
    """A name that formulas can hold."""
    name = re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_") or "figure"
    return f"n_{name}" if name[0].isdigit() or iskeyword(name) or name in FUNCTIONS else name
