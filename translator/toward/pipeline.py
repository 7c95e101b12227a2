"""From a deadline, budget or promise to what it allows: read, judge, write, verify. No model."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources
from importlib.metadata import version

from ...calculators import Value, get
from ...errors import UsageError
from ...provenance import Sources, Span
from ...shipped import read_yaml
from ..impact.impact import (
    Audience,
    Dated,
    Doubt,
    Impact,
    ImpactProvenance,
    Limit,
    Quantity,
    Role,
    Way,
)
from ..impact.quantities import TEXT
from ..impact.quantities import Quantity as Read
from ..impact.statement import limits_of
from ..impact.verify import verify
from ..read import read
from .figures import figures_from, needs_from
from .judge import judge
from .options import options, target_of
from .read import read_text
from .said import UNITS, Reading, Said
from .settings import INPUTS, apply, settle_weeks
from .statement import statement
from .when import told

_EXAMPLE = "Two people, 40k EUR and until 1 March; nothing may leave the EU"
_ON_THE_PHONE = re.compile(r"\bon (?:the|their) (?:phone|mobile)\b", re.IGNORECASE)
_PART = re.compile(
    r"\b(?:demo|prototype|proof[- ]of[- ]concept|poc|mvp|minimum viable product|first version)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:real[- ]?time|instant(?:ly)?|(?:very |as )?(?:fast|quick)(?:ly)?|asap|"
    r"as soon as possible|soon)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Job:
    """What to judge, for whom, and the day that counts as today."""

    text: str
    audience: Audience = "product"
    settings: Mapping[str, str] = field(default_factory=dict)
    seed: int = 7
    today: date = field(default_factory=date.today)


def explain(job: Job) -> Impact:
    """Judge what a text allows. Raises `UsageError` for what cannot be read or used."""
    material = read(job.text)
    spans = [Span(s.quote.start, s.quote.end, s.text) for s in material.of("goal")]
    reading = Reading(job.today)
    reading.limits = _limits(job.text, spans)
    read_text(job.text, spans, reading)
    apply(job.settings, reading)
    settle_weeks(reading)
    _vague(spans, reading)
    if not reading.usable and not reading.events:
        raise UsageError(
            "no date, people, budget, labels or promise stands in this text; say for example: "
            f"{_EXAMPLE}"
        )
    ways = judge(reading, " ".join(s.text for s in spans), job.seed)
    figures, problems = figures_from(reading, ways)
    needs = needs_from(reading, ways, _when(ways, job.today))
    impact = Impact(
        text=job.text,
        direction="technical",
        quantities=_quantities(reading),
        figures=figures,
        statement=statement(job.audience, reading, ways, figures, needs, reading.doubts),
        options=options(reading, ways, job.seed),
        needs=needs,
        doubts=reading.doubts,
        problems=problems,
        limits=reading.limits,
        sensitivity=[],
        settings=dict(job.settings),
        set_aside=[job.text[o.start : o.end] for o in material.omissions],
        provenance=_provenance(job, {f.calculator for f in figures}),
        ways=ways,
        dates=_dates(reading),
        today=job.today.isoformat(),
        unplaced=[q.text for q in reading.unplaced],
    )
    return verify(impact)


@cache
def _own_limits() -> tuple[tuple[Mapping[str, str], tuple[re.Pattern[str], ...]], ...]:
    raw = read_yaml((resources.files(__package__) / "limits.yaml").read_text("utf-8"))
    return tuple(
        (each, tuple(re.compile(sign, re.IGNORECASE) for sign in each["signs"]))
        for each in raw["limits"]
    )


def _limits(text: str, spans: Sequence[Span]) -> list[Limit]:
    """The limits that the text states: own ones first, then those of the other direction."""
    sources, found = Sources({TEXT: text}), list[Limit]()
    for card, signs in _own_limits():
        hit = next((s for s in spans if any(sign.search(s.text) for sign in signs)), None)
        if hit:
            quote = sources.quote(TEXT, hit.start, hit.end)
            told_ = {key: card[key] for key in ("id", "title", "means", "rules_out")}
            found.append(Limit(quote=quote, **told_))
    known = {limit.id for limit in found}
    others = [x for x in limits_of(text, spans, TEXT) if x.id not in known]
    return found + [x for x in others if not (x.id == "region" and "house" in known)]


def _vague(spans: Sequence[Span], reading: Reading) -> None:
    """Ask what words without a figure mean, and which phone is meant."""
    for span in spans:
        vague = _VAGUE.search(span.text)
        if vague and "latency" not in reading.said and "weeks" not in reading.said:
            question = f"“{vague.group()}”: within which time, or by which day?"
            reading.doubts.append(Doubt(quantity="", text=vague.group(), question=question))
        part = _PART.search(span.text)
        if part:
            question = (
                f"“{part.group()}”: the ranges are for something in use; what may be left out?"
            )
            reading.doubts.append(Doubt(quantity="", text=part.group(), question=question))
        phone = _ON_THE_PHONE.search(span.text)
        if phone and "device" not in {limit.id for limit in reading.limits}:
            question = (
                f"“{phone.group()}”: does it run on the device itself, or behind a call or app?"
            )
            reading.doubts.append(Doubt(quantity="", text=phone.group(), question=question))


def _when(ways: Sequence[Way], today: date) -> str:
    """By when an answer is needed: the last day on which the way in question can start."""
    target = target_of(ways)
    if target is None or target.latest_start is None:
        return "before anybody promises it"
    last = date.fromisoformat(target.latest_start)
    return f"by {told(last)}" if last >= today else "today"


def _quantities(reading: Reading) -> list[Quantity]:
    found = dict[str, Quantity]()
    for name, said in reading.said.items():
        if said.quantity is not None:
            found[said.quantity.id] = _quantity(said.quantity, said, name)
    for wait in reading.waits:
        if wait.said.quantity is not None:
            found[wait.said.quantity.id] = _quantity(wait.said.quantity, wait.said, wait.when)
    for day in reading.days:
        days = float((day.day - reading.today).days)
        said = Said("days", Value(days, days, days, "said"), day.quantity)
        found.setdefault(day.quantity.id, _quantity(day.quantity, said, "days"))
    for each in reading.unplaced:
        ends = [float(n.value) for n in each.numbers]
        value = Value((min(ends) + max(ends)) / 2, min(ends), max(ends), "said")
        found[each.id] = _quantity(each, Said("", value, each), "")
    return sorted(found.values(), key=lambda q: q.quote.start)


def _quantity(read_: Read, said: Said, name: str) -> Quantity:
    """A quantity of the result: in its role's unit where it has one, as it was read otherwise."""
    calculator = "weeks-left" if name == "days" else INPUTS.get(name, "plan-chance")
    unit = UNITS.get(name) or ("day" if name == "days" else read_.unit if not name else "week")
    roles = [Role(calculator=calculator, input=name, p=1.0)] if name else []
    share = unit == "%" and bool(name)
    times = 100 if share else 1
    value = said.value
    return Quantity(
        id=read_.id,
        text=read_.text,
        value=value.value * times,
        low=value.low * times,
        high=value.high * times,
        unit=(value.currency or unit) if name in ("people", "labels") or unit else None,
        per=read_.per,
        counts=read_.noun,
        quote=read_.quote,
        roles=roles,
    )


def _dates(reading: Reading) -> list[Dated]:
    """The days of the text, and the deadline where it follows from a duration or was given."""
    kinds = ("deadline", "freeze", "thaw", "start")
    found = [
        Dated(
            kind=kind,
            quote=each.quantity.quote,
            day=each.day.isoformat(),
            told=told(each.day),
            source="said" if each.sure else "assumed",
            note=each.note,
        )
        for kind in kinds
        for each in reading.days
        if each.kind == kind
    ]
    if reading.deadline and all(each.day != reading.deadline.isoformat() for each in found):
        weeks = reading.said.get("weeks")
        quantity = weeks.quantity if weeks else None
        day = Dated(
            kind="deadline",
            quote=quantity.quote if quantity else None,
            day=reading.deadline.isoformat(),
            told=told(reading.deadline),
            source="computed" if quantity else "given",
            note=f"counted from {told(reading.start or reading.today)}" if quantity else "",
        )
        found.insert(0, day)
    return found


def _provenance(job: Job, used: set[str]) -> ImpactProvenance:
    ids = sorted(used | {"plan-chance", "plan-cost"})
    return ImpactProvenance(
        briefstar=version("briefstar"),
        model="none",
        endpoint="none",
        revision=None,
        prompts={},
        calculators={id: get(id).source for id in ids},
        seed=job.seed,
        usage={},
    )
