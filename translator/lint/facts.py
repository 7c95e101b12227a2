"""What a statement says, whatever the rule: its figures, baseline, times, and kind of sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from itertools import pairwise

from . import cues
from .figures import Figure, read_figures
from .statements import Statement
from .times import Times, find_times
from .vocabulary import vocabulary

_OUT_OF = re.compile(r"\b\d+ (?:of|out of|in) (?:the |every )?\d+\b")
_FROM = re.compile(r"\bfrom\b[^,;]*$")
_TO = re.compile(r"(?:\b(?:to|towards?)\b|->|→)[^,;]*$")
# "A ride costs at most 3 euros" states a price, not a metric.
_COSTS = re.compile(r" (?:at (?:most|least)|about|around|up to|between|less|more|no|only|[€$£\d])")
LABEL = re.compile(r"^[^:]{1,40}: ")


class Facts:
    """Facts about one statement, each worked out when it is first asked for."""

    def __init__(self, statement: Statement) -> None:
        self.statement = statement
        self.text = statement.text
        self.lower = statement.lower
        # A table's header says what its cells are: "baseline", "target", "by when".
        self.seen = f"{self.lower} | {statement.around}" if statement.kind == "row" else self.lower

    @cached_property
    def nearby(self) -> Facts:
        """The facts of the whole list item: its sentences are read together."""
        around = self.statement.around
        if self.statement.kind != "item" or around == self.lower:
            return self
        whole = Statement(around, [], [], "item", self.statement.number, around=around)
        return Facts(whole)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """All amounts; dates are not among them."""
        return read_figures(self.text, self.lower, self.times)

    @cached_property
    def times(self) -> Times:
        """Dates, periods and rates."""
        return find_times(self.lower)

    @cached_property
    def aims(self) -> tuple[Figure, ...]:
        """Figures that say what is reached, kept or compared with."""
        return tuple(f for f in self.figures if f.aim)

    @cached_property
    def cures(self) -> frozenset[str]:
        """Kinds of figure that can make a vague word testable, in the whole item."""
        kinds = {f.kind for f in self.nearby.aims} | {f.kind for f in self.aims}
        found: set[str] = {"percent" if k == "points" else k for k in kinds}
        if self.times.short or self.nearby.times.short:
            found.add("duration")
        if self.times.any or self.nearby.times.any:
            found.add("time")
        if _OUT_OF.search(self.lower):
            found.add("percent")
        return frozenset(found)

    @cached_property
    def baseline(self) -> bool:
        """Whether the statement says what it compares with."""
        return (
            self.ranged
            or bool(cues.BASELINE.search(self.seen))
            or self._header("baseline", "today", "current")
        )

    @cached_property
    def ranged(self) -> bool:
        """Whether it says "from X to Y"."""
        return any(
            _FROM.search(self.lower, max(0, a.start - 40), a.start)
            and _TO.search(self.lower, a.end, b.start)
            for a, b in pairwise(self.figures)
            if b.start - a.end < 60
        )

    @cached_property
    def bounded(self) -> bool:
        """Whether the statement, its item or its table says by when or over which period."""
        targets = [(f.start, f.end) for f in self.aims if f.kind == "duration"]
        free = [p for p in self.times.periods if not any(s < p[1] and p[0] < e for s, e in targets)]
        if self.times.due or free or (self.nearby is not self and self.nearby.bounded):
            return True
        return self._header("by when", "deadline", "date", "window", "due", "period", "quarter")

    def _header(self, *words: str) -> bool:
        is_row = self.statement.kind == "row"
        return is_row and any(w in self.statement.around for w in words)

    @cached_property
    def question(self) -> bool:
        """Whether the statement asks something."""
        return bool(cues.QUESTION.search(self.lower))

    @cached_property
    def unknown(self) -> bool:
        """Whether the statement admits that something is not known yet, or is assumed."""
        return bool(cues.UNKNOWN.search(self.seen))

    @cached_property
    def tagged(self) -> bool:
        """Whether a slot is filled with a tag such as "unknown: ask the analyst"."""
        return bool(cues.TAGGED.search(self.lower))

    @property
    def demands(self) -> bool:
        """Whether the statement wants something, rather than describing it."""
        return self.demanded_from is not None

    @cached_property
    def demanded_from(self) -> int | None:
        """Where that begins which the statement wants; None where it only describes."""
        label = LABEL.match(self.lower)
        body = self.lower[label.end() if label else 0 :]
        order = cues.IMPERATIVE.match(body) and not cues.SUBJECT.match(body)
        if order or cues.REQUIRED.search(body):
            return 0
        modal = cues.MODAL.search(self.lower)
        return modal.end() if modal else None

    @cached_property
    def fragment(self) -> bool:
        """Whether it is a note without a finite verb: "NPS above 40", "Faster delivery"."""
        bare = LABEL.sub("", self.lower)
        if bare.startswith(("the ", "this ", "each ", "every ")) or len(bare.split()) > 10:
            return False
        return not (cues.FINITE.search(bare) or cues.TRANSITIVE.search(bare))

    @cached_property
    def outside(self) -> bool:
        """Whether the text around says that this is not promised."""
        return bool(cues.DESCRIBED.search(self.lower)) or self._under(cues.OUTSIDE.match)

    @cached_property
    def approach(self) -> bool:
        """Whether the statement stands in the section that describes the solution."""
        return self._under(cues.APPROACH.search)

    def _under(self, matches: Callable[[str], object]) -> bool:
        return any(matches(heading) for heading in self.statement.headings)

    @cached_property
    def product_metric(self) -> re.Match[str] | None:
        """The first product metric named."""
        for match in vocabulary().product_metric.finditer(self.lower):
            if match.group() != "costs" or not _COSTS.match(self.lower, match.end()):
                return match
        return None

    @cached_property
    def model_metric(self) -> re.Match[str] | None:
        """The first metric of a model or service named that is no part of a product metric's name.

        "First response time" is the support team's, "response time" the service's.
        """
        product = [m.span() for m in vocabulary().product_metric.finditer(self.lower)]
        for match in vocabulary().model_metric.finditer(self.lower):
            start, end = match.span()
            if not any(s <= start and end <= e and e - s > end - start for s, e in product):
                return match
        return None
