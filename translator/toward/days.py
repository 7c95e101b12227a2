"""Read: which of the days in a text are the deadline, a freeze or a start. No model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from ...calculators import Value
from ...errors import UsageError
from ...provenance import Number, Sources, Span
from ..impact.impact import Doubt
from ..impact.quantities import TEXT, Quantity
from ..read import Sentence
from ..windows import find_deadlines
from .said import Reading, SaidDay
from .waits import FREEZE_WORDS
from .when import Day, days_in, told

_START = re.compile(
    r"\b(?:start(?:s|ing|ed)?|begin(?:s|ning)?|available|free|join(?:s|ing)?|kick-?off|not before|"
    r"after|as of|from)\b[^,;.]{0,25}$",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:since|between|founded|born|dated|data (?:from|of|until)|history (?:from|of|until)|"
    r"records (?:from|of)|in the past|review(?:ed)? (?:again )?(?:in|on)|expire[sd]?|tried|failed|"
    r"had|was|were|did|grew|fell|lost|against|compared (?:to|with)|than)\b[^,;.]{0,25}$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:by|before|until|till|due|deadline|launch\w*|live|ready|ship\w*|deliver\w*|done|finish\w*|"
    r"in time|no later|bis|vor|must|has to|promised?|announced?|for)\b[^,;.]{0,30}$",
    re.IGNORECASE,
)
_SEASONAL = re.compile(
    r"\s*(?:discounts?|sales? (?:were|was)|collection|tickets|campaign of)", re.I
)
_OVER = re.compile(r"\b(?:over|during|throughout|around|closed (?:for|on))\s+(?:the )?$", re.I)
_EVENT = re.compile(
    r"\b(?:by|before|until|in time for|ready for)\s+(?:the |our |their |its |a |next )*"
    r"[\w'’ -]{3,40}$",
    re.I,
)
_NO_EVENT = re.compile(
    r"\d|\b(?:weeks?|months?|days?|years?|hand|then|now|it|we|they|us|people|engineers?|model|"
    r"default|itself|email|phone|law|a person|somebody)\b",
    re.I,
)


def read_days(text: str, spans: Sequence[Span], reading: Reading) -> list[tuple[int, int]]:
    """Put days into a reading; return the stretches used. Raises `UsageError` for one over."""
    used, over, sources = list[tuple[int, int]](), list[str](), Sources({TEXT: text})
    for span in spans:
        sentence = Sentence(sources.quote(TEXT, span.start, span.end), (), "")
        phrase = next(find_deadlines([sentence], sources), None)
        found = days_in(span.text, reading.today)
        for each in found:
            start, end = span.start + each.start, span.start + each.end
            kind = _kind(span.text, each)
            used.append((start, end))
            if kind is None or (each.past and kind != "deadline"):
                continue
            if phrase and phrase.start < start and start < phrase.end:
                between = text[phrase.start : start]
                start = phrase.start if not re.search(r"[,;]", between) else start
            quote = sources.quote(TEXT, start, end)
            if each.past or (each.day <= reading.today and kind == "deadline"):
                over.append(f"the deadline “{quote.text}” is {told(each.day)}")
                continue
            number = Number(start, end, quote.text, _days(each.day, reading.today), unit="day")
            quantity = Quantity(f"s-day{len(reading.days) + 1}", quote, (number,), span)
            reading.days.append(SaidDay(kind, each.day, each.sure, each.note, quantity))
        if not found and phrase:
            _unresolved(phrase.text, reading)
        elif not found:
            event = _EVENT.search(span.text.rstrip(" .!?"))
            if event and not _NO_EVENT.search(event.group()):
                _unresolved(event.group(), reading)
    if over and not any(each.kind == "deadline" for each in reading.days):
        raise UsageError(
            f"{over[0]}, not after today, {told(reading.today)}: give a later one, or another "
            "--today"
        )
    _settle(reading)
    return used


def _unresolved(phrase: str, reading: Reading) -> None:
    phrase = re.split(r"\s(?:with|and|but|so|using)\s", phrase)[0]
    if not re.search(r"\d|\b(?:one|two|three|four|five|six|eight|ten|twelve)\b", phrase):
        reading.events.append(" ".join(phrase.split()))


def _kind(text: str, day: Day) -> str | None:
    """Which part a day plays: deadline, freeze, thaw (its end), start, or None for another."""
    before, after = text[: day.start], text[day.end :]
    own = re.split(r"[,;.]\s", before)[-1]
    if FREEZE_WORDS.search(own) or FREEZE_WORDS.search(re.split(r"[,;.]", after)[0]):
        return (
            "thaw"
            if re.search(r"(?:until|till|to|through|-|–)\s*$", own.rstrip() + " ")
            else "freeze"
        )
    if re.match(r"(?:by|before|until|till|bis|vor)\b", text[day.start : day.end], re.I):
        return None if _OTHER.search(own) and day.past else "deadline"
    if _OTHER.search(own) or _OVER.search(text[: day.start]) or _SEASONAL.match(after):
        return None
    if _START.search(own) and not _BY.search(own[-20:]):
        return "start"
    if day.past:
        return "deadline" if _BY.search(own[-14:]) else None
    return "deadline"


def _days(day: date, today: date) -> Decimal:
    return Decimal((day - today).days)


def _settle(reading: Reading) -> None:
    """Take the earliest deadline, cut off by a freeze; ask about what was assumed."""
    deadlines = sorted((d for d in reading.days if d.kind == "deadline"), key=lambda d: d.day)
    for each in reading.days:
        if not each.sure or (each.note and "day first" in each.note):
            said = each.quantity.text
            question = f"“{said}” is taken as {told(each.day)} ({each.note}). Is that the day?"
            doubt = Doubt(quantity=each.quantity.id, text=said, question=question)
            reading.doubts.append(doubt)
    if len(deadlines) > 1:
        first, last = deadlines[0], deadlines[-1]
        question = (
            f"“{first.quantity.text}” or “{last.quantity.text}”: which one is the deadline? The "
            "earlier was taken."
        )
        doubt = Doubt(quantity=last.quantity.id, text=last.quantity.text, question=question)
        reading.doubts.append(doubt)
    reading.deadline = deadlines[0].day if deadlines else None
    _stop(reading)
    starts = [d.day for d in reading.days if d.kind == "start" and d.day > reading.today]
    if starts and (reading.deadline is None or min(starts) < reading.deadline):
        reading.start = min(starts)


def _stop(reading: Reading) -> None:
    """A freeze ends the time there is, or takes some of it where it ends before the deadline."""
    freezes = [d for d in reading.days if d.kind == "freeze"]
    thaws = [d for d in reading.days if d.kind == "thaw"]
    if not freezes:
        return
    begins, last = freezes[0].day, reading.deadline
    ends = thaws[0].day if thaws else None
    if ends and ends < begins:  # it has begun already, or goes over the turn of the year
        if last and last >= begins:
            ends = _year_later(ends)
        else:
            begins = reading.today
    if last is None or (begins < last and (ends is None or ends >= last)):
        reading.deadline = min(begins - timedelta(days=1), last or begins)
        if reading.deadline <= reading.today:
            raise UsageError(f"the freeze “{freezes[0].quantity.text}” leaves no day before it")
    elif begins < last and ends:
        weeks = (ends - begins).days / 7
        note = f"the freeze from {told(begins)} to {told(ends)}"
        reading.put("blocked", Value(weeks, weeks, weeks, "said", note=note), freezes[0].quantity)


def _year_later(day: date) -> date:
    return day.replace(year=day.year + 1, day=min(day.day, 28) if day.month == 2 else day.day)
