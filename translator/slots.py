"""Judge: the state of one baseline, target or window, with who closes it, how and by when."""

from __future__ import annotations

from ..provenance import Quote
from .brief import Ask, Slot
from .match import Reading

SCOPING = "before the work is scoped"
FIRST_STEP = "in the first step of the proof of concept"


def said(readings: tuple[Reading, ...]) -> Slot | None:
    """Return the slot that the first reading fills, quoted; None without a reading."""
    if not readings:
        return None
    first = readings[0]
    noun = "" if first.number.unit else f" {first.number.noun or ''}".rstrip()
    return Slot(state="said", text=first.number.text + noun, quote=first.quote)


def unknown(ask: Ask) -> Slot:
    """Return a slot that somebody can fill by answering."""
    return Slot(state="unknown", text="not known yet", ask=ask)


def testable(text: str, ask: Ask) -> Slot:
    """Return a slot that nobody can fill before something has been tried."""
    return Slot(state="testable", text=text, ask=ask)


def assumed(text: str, ask: Ask) -> Slot:
    """Return a slot that we filled and that anybody may edit."""
    return Slot(state="assumed", text=text, ask=ask)


def window(usual: str, deadline: Quote | None) -> Slot:
    """Return the time window: the deadline that was said, or the metric's usual one, assumed."""
    if deadline:
        return Slot(state="said", text=" ".join(deadline.text.split()), quote=deadline)
    how = "Confirm this window, or name the date by which the result is needed."
    return assumed(usual, Ask(who="product manager", how=how, when=SCOPING))


def target_ask(name: str) -> Ask:
    """Return how an unknown target of a product metric is closed."""
    how = f"Agree on the smallest change in {name} that would pay for the work."
    return Ask(who="product manager", how=how, when=SCOPING)
