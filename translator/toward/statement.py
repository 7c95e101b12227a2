"""Write: what was said, what it allows, what is tight, what it rules out. No text is generated."""

from __future__ import annotations

from collections.abc import Sequence

from ..impact.impact import Audience, Doubt, ImpactFigure, Need, Statement, Way
from ..impact.themes import voices as addressed
from .data import voices
from .said import Reading
from .when import told

_MEANS = {
    "people": "people who build it",
    "share": "the share of their time",
    "weeks": "the time until it has to be done",
    "blocked": "time in which nothing moves",
    "budget": "the budget",
    "labels": "labelled cases",
    "latency": "the time that an answer may take",
    "accuracy": "the quality that is promised",
    "users": "traffic",
    "baseline": "the rate as it is now",
    "label_price": "the price of a label",
    "rate": "what a week of one person costs",
    "paid": "whether the budget pays the people",
}


def statement(
    audience: Audience,
    reading: Reading,
    ways: Sequence[Way],
    figures: Sequence[ImpactFigure],
    needs: Sequence[Need],
    doubts: Sequence[Doubt],
) -> Statement:
    """The statement for one audience."""
    groups = {v: [w for w in ways if w.verdict == v] for v in _VERDICTS}
    return Statement(
        audience=audience,
        headline=_headline(audience, reading, groups),
        said=said_lines(reading),
        follows=[*_follows(groups), *(f"{f.text[:1].upper()}{f.text[1:]}." for f in figures)],
        so_what=_so_what(audience, reading, groups),
        ask=_ask(audience, needs, doubts),
    )


_VERDICTS = ("allowed", "tight", "ruled out", "unknown")


def said_lines(reading: Reading) -> list[str]:
    """Each value with its words and the role that it was read in."""
    lines = list[str]()
    for name, found in reading.said.items():
        if name == "weeks" and reading.days:
            continue
        said = found.value.text or (found.quantity.text if found.quantity else found.value.note)
        if said and name in _MEANS:
            given = " (given)" if found.quantity is None and found.value.source == "given" else ""
            said = said if said.startswith("“") else f"“{said}”"
            lines.append(f"{said}: {_MEANS[name]}{given}")
    for day in reading.days:
        kind = {"deadline": "the deadline", "freeze": "a freeze", "thaw": "the end of the freeze",
                "start": "the start"}[day.kind]  # fmt: skip
        how = "" if day.sure else f", assumed: {day.note}"
        lines.append(f"“{day.quantity.text}”: {kind}, {told(day.day)}{how}")
    for wait in reading.waits:
        when = {"before": "before the work", "beside": "beside the work", "after": "after the work"}
        lines.append(f"“{wait.what}”: waiting, taken as {when[wait.when]}")
    lines += [f"“{limit.quote.text.strip()}”: {limit.title.lower()}" for limit in reading.limits]
    return lines


def _headline(audience: Audience, reading: Reading, groups: dict[str, list[Way]]) -> str:
    lead = addressed()[audience].lead
    allowed, tight, out, open_ = (groups[v] for v in _VERDICTS)
    until = f"Until {told(reading.deadline)}" if reading.deadline else "As it was said"
    if open_ and not allowed and not tight:
        lacking = open_[0].why.removeprefix("it lacks ")
        verb = "are" if "people" in lacking else "is"
        text = f"{until}, nothing can be promised yet: {lacking} {verb} missing."
        if out:
            text += f" Ruled out already: {_names(out)}."
        return f"{lead} {text}"
    found = [f"{_names(allowed)} fits" if len(allowed) == 1 else f"{_names(allowed)} fit"]
    parts = found if allowed else ["nothing fits surely"]
    if tight:
        parts.append(f"tight: {_names(tight)}")
    if open_:
        parts.append(f"open: {_names(open_)}")
    if out:
        parts.append(f"ruled out: {_names(out)}")
    return f"{lead} {until}, {'; '.join(parts)}."


def _names(ways: Sequence[Way]) -> str:
    """Up to three titles; those that the text speaks of come first."""
    ordered = sorted(ways, key=lambda w: not w.named)
    shown = [f"“{w.title}”" for w in ordered[:3]]
    rest = len(ways) - len(shown)
    return ", ".join(shown) + (" and others" if rest else "")


def _follows(groups: dict[str, list[Way]]) -> list[str]:
    titles = {"allowed": "Allowed", "tight": "Tight", "ruled out": "Ruled out", "unknown": "Open"}
    return [f"{titles[v]}: {w.title}: {w.why}." for v in _VERDICTS for w in groups[v]]


def _so_what(audience: Audience, reading: Reading, groups: dict[str, list[Way]]) -> list[str]:
    voice, lines = voices()[audience], list[str]()
    if groups["allowed"]:
        lines.append(voice.allowed)
    if groups["tight"]:
        lines.append(voice.tight)
    if groups["unknown"]:
        lines.append(voice.unknown)
    real = [w for w in groups["allowed"] if w.id != "measure"]
    if not real and not groups["tight"] and not groups["unknown"]:
        lines.append(voice.nothing)
    if "budget" in reading.said:
        lines.append(voice.budget)
    if "accuracy" in reading.said:
        lines.append(voice.promise)
    return lines


def _ask(audience: Audience, needs: Sequence[Need], doubts: Sequence[Doubt]) -> str:
    if needs:
        first, voice = needs[0], addressed()[audience]
        return voice.ask.format(who=first.who, when=first.when, question=first.question)
    return doubts[0].question if doubts else ""
