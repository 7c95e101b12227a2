"""Read: the terms of a text: what each quantity counts, per what, and on which side. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ....provenance.units import is_currency
from ..notation import PEOPLE
from ..quantities import Quantity
from .neighbours import PERIOD_ALONE, as_the_one_before, by_the_period
from .terms import DAYS, Term
from .words import PERIODS, RIGHT, STOP, WORD, WRONG, content, leading, stem

_SHARES = {"%": 100, "‰": 1_000, "bp": 10_000}
_WORKERS = re.compile(
    rf"\b(?:{PEOPLE}|advis[eo]r|temps?|students?|radiologists?|pharmacists?|editors?|planners?|"
    r"paralegals?|translators?|underwriters?|dispatchers?|recruiters?|teachers?|officers?|"
    r"specialists?|pickers?|workers?|testers?|curators?|librarians?|bookkeepers?|accountants?|"
    r"consultants?|contractors?|freelancers?|physicians?|hands|heads|FTEs?|fitters?|somebody|"
    r"someone|team)\b",
    re.IGNORECASE,
)
_MACHINES = re.compile(
    r"\b(?:[A-Z]*GPUs?|[AHLTV]\d{1,3}s?|TPUs?|machines?|nodes?|servers?|instances?)\b",
    re.IGNORECASE,
)
_FOR_HOURS = re.compile(
    r"\s*(?:[\w-]+ ){0,4}?for\s+(?:about |some |roughly )?\S+(?: \S+)? (?:hours?|days?)\b"
)
_MOST_WORKERS = 3_000
_BREAK_BEFORE = re.compile(r"[,;:()]\s|\s(?:and|but|while|whereas|so|of which)\s")
_BREAK_AFTER = re.compile(r"[,;:()]\s|\s(?:but|while|whereas|so|and)\s")
_COUNTED = re.compile(
    r"\s*(?:of (?:the |our |all |those |these |its |their )?)?((?:[A-Za-z][\w'’-]*[ -]?){1,5})"
)
_PER = re.compile(
    r"\s*(?:[\w'’-]+ ){0,3}?(?:per|for each|for every|each|every|an?|to the|/)\s+"
    r"((?:[A-Za-z][\w'’-]*\s?){1,3})"
)
_NO_PER = re.compile(r"\s*(?:[\w'’-]+ ){0,3}?(?:is|are|takes?|costs?)\b")
_EACH = re.compile(r"\W*(?:[\w'’-]+\W+){0,4}?(?:each|apiece|a piece|a time|a go|a pop)\b")
_EACH_BEFORE = re.compile(r"\b(?:each(?! of)|every one|each one|of them)\b[^,;]*$", re.IGNORECASE)
_ONE_OF = re.compile(
    r"\b(an?|each|every|per|one|single|the average)\s+((?:[a-z][\w'’-]*\s+){0,3}?[a-z][\w'’-]*)",
    re.IGNORECASE,
)
_NO_NOUN = frozenset({"average", "mean", "total", "further", "additional"})
_OF = re.compile(
    r"\W*(?:\w+ )?of (?:the |our |all |those |these |its |their )*((?:[A-Za-z][\w'’-]* ?){0,3})"
)
_OF_THEM = re.compile(r"\W*(?:\w+ )?of (?:them|those|these|that|it|which|whom)\b")
_OF_THEM_BEFORE = re.compile(r"\S\s+\bof (?:them|those|these|which|that)\b[^.;]*$")
_OF_NUMBER = re.compile(
    r"\W*(?:\w+ )?of (?:(?:the|our|all|some|about|these|those|its|their|roughly|around|nearly|over|"
    r"a|an?|my|every) )*"
)
_MEASURE = re.compile(
    r"\b(?:precision|recall|accuracy|share|rate|sensitivity|hit rate)"
    r"(?: (?:of|is|at|was|about|only|around))*\s+$",
    re.IGNORECASE,
)
_FRACTION = re.compile(r"\b(?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)s$")
_LABEL = re.compile(
    r"\b(?:version|build|release|ticket|number|step|section|annex|letter|lot|page|article|no\.)\s+$",
    re.IGNORECASE,
)
_EVERY = re.compile(r"\b(?:once )?every\s+$", re.IGNORECASE)
_OFTEN = re.compile(r"(?:once|every)\b", re.IGNORECASE)
_PRODUCTIVE = (
    r"(?:productive|working|usable|effective|net|paid|clear|good|billable|chargeable|review|"
    r"reviewing|focused)"
)
_WORK_HOURS = re.compile(rf"\s*(?:and a half )?(?:{_PRODUCTIVE}\s+)+hours?\b")
_WORK_HOURS_IN = re.compile(rf"\b{_PRODUCTIVE}[ -]hours?\b")


def read_terms(text: str, quantities: Sequence[Quantity]) -> list[Term]:
    """Return the terms of a text in order; of no quantity is anything decided but its reading."""
    terms = [_Reader(text, quantities, at).read() for at in range(len(quantities))]
    as_the_one_before(terms)
    by_the_period(text, terms)
    for term, after in pairwise(terms):
        after.inside = after.start < term.end
        if term.kind == "share" and _OF_NUMBER.fullmatch(text[term.end : after.start]):
            term.of_next = after.place
    return terms


class _Reader:
    """Reads one quantity in its surroundings."""

    def __init__(self, text: str, quantities: Sequence[Quantity], at: int) -> None:
        quantity = quantities[at]
        ends = [float(n.value) for n in quantity.numbers]
        raw = (min(ends) + max(ends)) / 2
        start, end = quantity.quote.start, quantity.quote.end
        self.text, self.quantity = text, quantity
        begin, stop = quantity.sentence.start, quantity.sentence.end
        next_ = quantities[at + 1].quote.start if at + 1 < len(quantities) else len(text)
        before = quantities[at - 1].quote.end if at else 0
        self.clause = _clause(text, quantity)
        self.after = text[end : min(next_, stop)]
        self.before = text[max(before, begin) : start]
        self.after_in_clause = text[end : max(end, min(next_, self.clause[1]))]
        self.before_in_clause = text[max(before, self.clause[0]) : start]
        own = self.clause[0] if self.clause[0] < start - 3 else begin
        self.leads = text[max(before, own, start - 90) : start]
        self.term = Term(at, quantity, raw, raw, "count", start, end, self.clause)

    def read(self) -> Term:
        self._unit()
        self._frequency()
        self._machine_hours()
        self._counted()
        self._per()
        self._each()
        self._side()
        self._half()
        self._of()
        self._hours_of_work()
        words = content(f"{self.before_in_clause} {self.after_in_clause}")
        self.term.words = frozenset(w for w in words if w not in PERIODS)
        return self.term

    def _unit(self) -> None:
        term, unit, per = self.term, self.quantity.unit, self.quantity.per
        if unit in _SHARES:
            term.kind, term.value = "share", term.raw / _SHARES[unit]
        elif unit == "pp":
            term.kind, term.value = "points", term.raw / 100
        elif unit in DAYS:
            term.kind, term.value = "time", term.raw * DAYS[unit]
        elif unit in ("rps", "fps"):
            term.time, term.counts = "s", frozenset({"request"})
        elif is_currency(unit):
            term.kind, term.code = "money", unit
        elif unit:
            term.counts = frozenset({unit})
        if per and per.isdigit():
            term.value /= int(per)
        elif per in DAYS:
            term.time = per

    def _frequency(self) -> None:
        """A time after "every" is a rate; a number after "a precision of" a share."""
        term, near = self.term, self.text[max(0, self.term.start - 40) : self.term.start]
        if term.kind == "count" and 0 < term.raw < 1 and not term.time and _MEASURE.search(near):
            term.kind = "share"
        if (
            term.kind == "time"
            and not term.time
            and term.value >= 0.5
            and _EVERY.search(near[-12:])
        ):
            term.kind, term.value, term.time, term.often = "count", 1 / term.value, "day", True
        alone = PERIOD_ALONE.match(term.text) and term.kind == "count" and term.time
        if alone and (_OFTEN.match(term.text) or re.match(r"\s*(?:[.,;!?]|$|instead)", self.after)):
            term.often = True
            term.value, term.time = term.raw / DAYS[term.time or "day"], "day"

    def _counted(self) -> None:
        term = self.term
        if term.kind != "count":
            return
        ahead = self.text[max(0, term.start - 20) : term.start]
        term.is_label = bool(_LABEL.search(ahead)) and not term.time
        words: list[str] = []
        if found := _COUNTED.match(self.after):
            for word in found[1].split():
                if word.lower() in STOP:
                    if words or word.lower() not in ("the", "our", "all", "of"):
                        break
                    continue
                words.append(word)
        chunk = [stem(word) for word in words]
        term.noun = " ".join(w for w in words[:3] if stem(w) not in PERIODS)
        named = {w for w in chunk[:3] if w not in PERIODS}
        noun = self.quantity.noun
        if noun and stem(noun) not in PERIODS and noun.lower() not in STOP:
            named.add(stem(noun))
        term.counts |= named
        near = " ".join(self.after.split()[:3])
        behind = self.text[term.end : term.end + 60]
        works = _WORKERS.search(near) or (_MACHINES.search(near) and _FOR_HOURS.match(behind))
        own = re.match(r"\s*\w+(?: \w+)? (?:an?|per|each|every) ", behind)
        few = (not term.time or not own) and term.value < _MOST_WORKERS
        term.workers = bool(chunk and works and few)
        if term.workers:
            term.time = None

    def _machine_hours(self) -> None:
        """So many GPU-hours are time, whoever's."""
        if self.term.kind == "count" and re.match(r"\s*[A-Za-z]+-hours?\b", self.after):
            self.term.kind, self.term.value = "time", self.term.raw / 24

    def _per(self) -> None:
        """What each of it is for: "per call", "an hour", "each alert takes …"."""
        term, named = self.term, set[str]()
        if (found := _PER.match(self.after)) and not _NO_PER.match(self.after):
            for word in leading(found[1]):
                if word not in PERIODS:
                    named.add(word)
                elif term.time is None and word in DAYS and self._may_be_a_rate(word):
                    term.time = word
        leads = self.leads if _ONE_OF.search(self.leads) else self.before[-90:]
        for one in _ONE_OF.finditer(leads):
            article = one[1].lower()
            if article == "each" and re.match(r"each\s+of\b", leads[one.start() :], re.I):
                continue
            nouns = [w for w in leading(one[2]) if w not in PERIODS and w not in _NO_NOUN]
            if not nouns and article in ("each", "every"):
                term.each = True
            aside = re.search(r"\b(?:with|by|in|for|at)\s+an?\s+$", leads[: one.start(2)])
            if nouns and not (article in ("a", "an") and aside):
                named |= set(nouns)
            term.each = term.each or "one" in one[2].lower().split()
        if term.kind == "money" and term.time is None and any(w.endswith("-hour") for w in named):
            term.time = "hour"  # "per GPU-hour"
        term.per = frozenset(named) - (term.counts if term.kind == "count" else frozenset())

    def _may_be_a_rate(self, period: str) -> bool:
        if self.term.kind != "time":
            return True
        return self.quantity.unit in ("hour", "minute") and period in ("day", "week", "month")

    def _each(self) -> None:
        if _EACH.match(self.after_in_clause) or _EACH_BEFORE.search(self.leads):
            self.term.each = True

    def _side(self) -> None:
        """Whether the words beside it speak of what goes wrong, or right."""
        behind = [w.lower() for w in WORD.findall(self.after_in_clause)][:7]
        behind = behind or [w.lower() for w in WORD.findall(self.after)][:2]
        ahead = [w.lower() for w in WORD.findall(self.before_in_clause)][-8:]
        near = {*behind, *ahead}
        self.term.wrong, self.term.right = bool(near & WRONG), bool(near & RIGHT)

    def _half(self) -> None:
        term = self.term
        if term.kind != "count" or not 0 < term.value < 1:
            return
        half = re.match(r"half\b", term.text.lower())
        if _FRACTION.search(term.text) or (half and re.match(r"\W*(?:of|the|a|our)\b", self.after)):
            term.kind, term.counts = "share", frozenset()

    def _of(self) -> None:
        term = self.term
        if term.kind == "count":
            term.of_them = bool(_OF_THEM.match(self.after))
        if term.kind != "share":
            return
        if found := _OF.match(self.after):
            term.counts |= frozenset(leading(found[1]))
        ahead = re.sub(r"^\W*of (?:them|those|these|which|that|it)\b", "", self.before)
        term.of_them = bool(_OF_THEM.match(self.after) or _OF_THEM_BEFORE.search(ahead))

    def _hours_of_work(self) -> None:
        """Productive hours are hours a day, whoever works them."""
        term = self.term
        behind = _WORK_HOURS.match(self.text[term.end : term.end + 40])
        inside = _WORK_HOURS_IN.search(self.text[term.start : term.end + 2])
        if behind and term.kind == "count":
            term.value, term.kind = term.value / 24, "time"
        if (behind or inside) and term.kind == "time":
            term.time = term.time or "day"


def _clause(text: str, quantity: Quantity) -> tuple[int, int]:
    start, stop = quantity.sentence.start, quantity.sentence.end
    first = start
    for found in _BREAK_BEFORE.finditer(text[start : quantity.quote.start]):
        first = start + found.end()
    after = _BREAK_AFTER.search(text[quantity.quote.end : stop])
    return first, quantity.quote.end + after.start() if after else stop
