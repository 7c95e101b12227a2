"""Links: how well two items belong together, as names of costs. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .asks import Asks
from .items import Item, type_of
from .terms import Term
from .words import same

NO_LINK = frozenset({"link-other", "share-other"})
"""These say that the two do not belong together at all."""

_WORKED = re.compile(
    r"\b(?:read\w*|review\w*|label\w*|tag\w*|check\w*|clerk|agents?|nurse|typing|listen\w*|look\w*|"
    r"handl\w*|apiece|each|wait\w*)\b"
)
_TAKES = re.compile(r"\b(?:takes?|took|taking|needs?|spends?|spent|lasts?)\b")
_LIMIT = re.compile(r"\b(?:under|within|below|p9\d|latency|remain)\b[^.,]{0,20}$")
_EARNS = re.compile(
    r"\b(?:sav\w+|earn\w*|bring\w*|brought|benefits?|revenue|worth|gains?|margin|income|recover\w*|"
    r"makes?)\b"
)
_COSTS = re.compile(
    r"\b(?:cost\w*|pay\w*|bill\w*|licen[cs]e|run(?:ning|s)?|charge\w*|fee|price|rent|takes?|salary|"
    r"subscription|keep going|maintenance|hosting|build\w*|setup)\b"
)
_LOAD = re.compile(
    r"\b(?:busy|busier|utili[sz]\w*|hotter|full load|capacity|headroom|of what it can)\b"
)
_APART = re.compile(r"[,;.]|\bwhich\b|\band\b")


class Links:
    """Judges links between the items of one text."""

    def __init__(self, asks: Asks, terms: Sequence[Term]) -> None:
        self.asks = asks
        self.counted = [t for t in terms if type_of(t) in ("flow", "count", "each")]

    def per_item(self, counted: Item, unit: Item) -> list[str]:
        """What counts, and what is said of each: a price, a time, so many of something."""
        if unit.per & counted.counts:
            return ["link-noun"]
        if same(unit.per, counted.counts):
            return ["link-stem"]
        found = self.distance(counted, unit)
        if unit.per and self._of_another(counted, unit.per):
            return [*found, "link-other"]
        if unit.last < counted.first:
            found.append("base-before")
        if unit.each:
            return [*found, "link-each"]
        return [*found, "link-named" if unit.per else "link-open"]

    def share(self, whole: Item, share: Item) -> list[str]:
        """A share, and what it is a share of."""
        term = share.term
        if term is None:
            return ["share-of-derived"]
        of_next = term.of_next
        if of_next is None and share.partner is not None:
            of_next = share.partner.of_next
        if of_next is not None:
            if of_next not in whole.places:
                return ["share-other"]
            return ["share-noun" if len(whole.places) == 1 else "share-on-next"]
        if whole.type in ("flow", "count", "each", "people"):
            return self._share_of_counted(whole, share, term)
        beside = abs(whole.last - share.first) == 1 and whole.term is not None
        if beside and whole.term:
            left, right = sorted((whole.term, term), key=lambda t: t.start)
            beside = not _APART.search(self.asks.text[left.end : right.start])
        found = self.distance(whole, share)
        if share.last < whole.first and not beside:
            found.append("base-before")
        found.append("share-on-next" if beside else "share-on-derived")
        if whole.type in ("effort", "span"):
            found.append("share-on-time")
        if whole.type == "money" and not beside:
            found.append("share-on-money")
        return found

    def _share_of_counted(self, whole: Item, share: Item, term: Term) -> list[str]:
        on = ["share-on-sum"] if whole.step in ("add", "sub") else []
        if whole.type == "people":
            on.append("share-on-people")
        if whole.term is not None and whole.term.value <= 10 and whole.term.in_words:
            on.append("small-base")
        if whole.type == "flow" and self.is_load(share):
            on.append("share-of-load")
        if share.counts & whole.counts and not on:
            return ["share-noun"]
        found = [*self.distance(whole, share), *on]
        if term.of_them and share.first > whole.first:
            near = share.first - 1 in whole.places
            return [*found, "share-them" if near else "share-them-far"]
        if share.counts and self._of_another(whole, share.counts):
            return ["share-other"]
        if share.last < whole.first:
            found.append("base-before")
        if term.each or (share.per and not same(share.per, whole.counts)):
            found.append("share-per-other")
        return [*found, "share-named" if share.counts else "share-open"]

    def distance(self, a: Item, b: Item) -> list[str]:
        """One for each counted thing that stands between two items."""
        low, high = (a.last, b.first) if a.first <= b.last else (b.last, a.first)
        return ["distance"] * sum(low < t.place < high for t in self.counted)

    def _of_another(self, item: Item, nouns: frozenset[str]) -> bool:
        return any(same(nouns, t.counts) for t in self.counted if t.place not in item.places)

    def gain(self, item: Item) -> int:
        """1 for money that comes in or is saved, -1 for what is paid, 0 where it is not said."""
        if item.term is None:
            found = {self.gain(p) for p in item.parts if p.type in ("money", "money flow", "wage")}
            found.discard(0)
            return found.pop() if len(found) == 1 else 0
        term = item.term
        start = max(term.clause[0], term.start - 60)
        near = self.asks.text[start : min(term.clause[1], term.end + 40)].lower()
        if _EARNS.search(near):
            return 1
        return -1 if _COSTS.search(near) else 0

    def is_quick(self, item: Item) -> bool:
        """Whether a time is a latency, which nobody works."""
        term = item.term
        if term is None or term.value >= 1 / 1_440:
            return False
        if term.value < 1 / 86_400 or self.is_limit(item):
            return True
        near = self.asks.text[max(0, term.start - 50) : term.end + 30].lower()
        return not (term.each or _WORKED.search(near))

    def is_work(self, item: Item) -> bool:
        """Whether a time is said to be what something takes."""
        term = item.term
        if term is None:
            return True
        return bool(_TAKES.search(self.asks.text[max(0, term.start - 40) : term.start].lower()))

    def is_load(self, share: Item) -> bool:
        """Whether a share says how busy something may be."""
        term = share.term
        if term is None:
            return False
        return bool(_LOAD.search(self.asks.text[max(0, term.start - 60) : term.end + 50].lower()))

    def is_limit(self, item: Item) -> bool:
        """Whether a time is what something has to stay below."""
        term = item.term
        if term is None:
            return False
        return bool(_LIMIT.search(self.asks.text[max(0, term.start - 30) : term.start].lower()))
