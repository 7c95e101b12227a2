"""Read: people, dates, budget, labels, promises, traffic and waits of a text. No model.

Each sentence's quantities are those of `translator/impact/quantities.py`; a quantity takes the
role that its unit and the words about it allow. What finds no role is listed, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ...calculators import Input, Value
from ...calculators.values import Source, of_numbers
from ...errors import UsageError
from ...provenance import Number, Sources, Span
from ...provenance.units import is_currency
from ..impact.impact import Doubt
from ..impact.quantities import TEXT, Quantity, read_quantities
from . import cues
from .days import read_days
from .people import read_people
from .said import UNITS, Reading, Said, SaidWait
from .waits import BLOCKED, FREEZE_WORDS, kind_of, phase_of


def read_text(text: str, spans: Sequence[Span], reading: Reading) -> None:
    """Put what a text says into a reading. Raises `UsageError` for a deadline that is over."""
    used = read_people(text, spans, reading)
    used += read_days(text, spans, reading)
    weeks: Quantity | None = None
    for quantity in read_quantities(text, spans):
        at = quantity.quote
        if any(a < at.end and at.start < b for a, b in used):
            continue
        words = _clause(text, quantity)
        if not _placed(text, quantity, words, reading):
            reading.unplaced.append(quantity)
        elif quantity.unit in cues.CALENDAR:
            weeks = weeks or quantity
    _rest_of(text, spans, reading, weeks)
    for span in spans:
        _read_none(text, span, reading)


def _clause(text: str, quantity: Quantity) -> str:
    """The words about a quantity: its part of the sentence, and what a bracket belongs to."""
    start, end = quantity.sentence.start, quantity.sentence.end
    cuts = [m.end() for m in cues.BOUNDARY.finditer(text, start, quantity.quote.start)]
    left = cuts[-1] if cuts else start
    if text[left - 1 : left] in "(:" and left > start:
        left = cuts[-2] if len(cuts) > 1 else start
    after = cues.BOUNDARY.search(text, quantity.quote.end, end)
    return text[left : after.start() if after else end]


def _placed(text: str, quantity: Quantity, words: str, reading: Reading) -> bool:
    unit, per, noun = quantity.unit, quantity.per, (quantity.noun or "").lower()
    if is_currency(unit) or (unit is None and cues.BUDGET.search(words) and noun in ("", "budget")):
        return _money(text, quantity, words, reading)
    if unit in cues.CALENDAR or noun.rstrip("s") in cues.WEEKS_OF:
        return per is None and _time(quantity, words, reading)
    if unit in cues.SHORT:
        hours = float(quantity.numbers[-1].value) if unit == "hour" else 0
        if hours >= 24:
            return _time(quantity, words, reading)
        return per is None and bool(cues.ANSWER.search(words)) and _promise(quantity, reading)
    if unit == "%":
        name = "accuracy" if cues.QUALITY.search(words) else "baseline"
        fits = name == "accuracy" or cues.BASELINE.search(words)
        return bool(fits) and _take(name, quantity, reading)
    if unit is None and per is not None:
        return bool(cues.TRAFFIC.search(words)) and _take("users", quantity, reading)
    if unit is None and per is None and cues.LABELS.search(words):
        return not cues.UNLABELLED.search(words) and _take("labels", quantity, reading)
    return False


def _take(name: str, quantity: Quantity, reading: Reading, unit: str = "") -> bool:
    """Put a quantity under a name unless that is taken; whether it could be read."""
    if name in reading.said:
        return False
    wanted = Input(unit or UNITS[name] or "1", name, name=name, high=1e15 if not unit else None)
    if UNITS[name] == "%":
        wanted = Input("%", name, name=name)
    try:
        value = of_numbers(wanted, list(quantity.numbers), quantity.text, "said")
    except UsageError:
        return False
    reading.put(name, value, quantity)
    return True


def _promise(quantity: Quantity, reading: Reading) -> bool:
    old = reading.said.get("latency")
    if old is None:
        return _take("latency", quantity, reading)
    del reading.said["latency"]
    taken = _take("latency", quantity, reading)
    if not taken or reading.said["latency"].value.value > old.value.value:
        reading.said["latency"] = old  # the strictest counts
    return taken


def in_weeks(quantity: Quantity) -> Value | None:
    """A time in calendar weeks; a sprint is taken as two, between one and four."""
    noun = (quantity.noun or "").lower().rstrip("s")
    ends = [float(n.value) for n in quantity.numbers]
    if quantity.unit is None and noun in cues.WEEKS_OF:
        least, likely, most = cues.WEEKS_OF[noun]
        middle = (min(ends) + max(ends)) / 2
        note = "a sprint is taken as two weeks" if likely != most else ""
        source: Source = "assumed" if note else "said"
        low, high = min(ends) * least, max(ends) * most
        return Value(middle * likely, low, high, source, quantity.text, note=note)
    try:
        return of_numbers(
            Input("week", "time", name="time"), list(quantity.numbers), quantity.text, "said"
        )
    except UsageError:
        return None


def _time(quantity: Quantity, words: str, reading: Reading) -> bool:
    """A time is a wait, a stop, or the time that there is; one of the past is neither."""
    value = in_weeks(quantity)
    if value is None:
        return False
    if FREEZE_WORDS.search(words) or BLOCKED.search(words):
        reading.put("blocked", value, quantity)
        return True
    start = quantity.quote.start - quantity.sentence.start
    in_all = cues.IN_ALL.search(quantity.sentence.text[:start])
    if not in_all and (kind := kind_of(words)):
        what = " ".join(words.split())
        phase = phase_of(quantity.sentence.text, words)
        reading.waits.append(SaidWait(what, kind, phase, Said("wait", value, quantity)))
        return True
    if cues.HISTORY.search(words) and not re.search(
        r"\b(?:within|left|deadline|next)\b", words, re.I
    ):
        return False
    if not cues.DURATION.search(words) and not _alone(words, quantity):
        return False
    old = reading.said.get("weeks")
    if old is not None:
        said = [old.value.text, quantity.text]
        first = old if old.value.value <= value.value else None
        question = f"“{said[0]}” or “{said[1]}”: which one is the deadline? The shorter was taken."
        reading.doubts.append(Doubt(quantity=quantity.id, text=quantity.text, question=question))
        if first:
            return True
    reading.put("weeks", value, quantity)
    return True


def _alone(words: str, quantity: Quantity) -> bool:
    """Whether the words are the quantity and nothing more: "three engineers, six weeks"."""
    said = words.rpartition(":")[2].strip(" ,.;").lower()
    return said in (quantity.text.lower(), f"{quantity.text} {quantity.noun}".lower())


def _money(text: str, quantity: Quantity, words: str, reading: Reading) -> bool:
    code = quantity.unit if is_currency(quantity.unit) else None
    behind = text[quantity.quote.end : quantity.quote.end + 30]
    if cues.PER_LABEL.match(behind):
        plain = replace(quantity, numbers=tuple(replace(n, per=None) for n in quantity.numbers))
        return _take("label_price", plain, reading)
    if cues.NOT_BUDGET.search(words):
        return False
    if quantity.per in ("day", "week", "month", "year", "hour"):
        if cues.RATE.search(words) and not cues.BUDGET.search(words):
            return _take("rate", _work_week(quantity), reading)
        question = f"For how many periods does “{quantity.text}” run, and what is it in all?"
        reading.doubts.append(Doubt(quantity=quantity.id, text=quantity.text, question=question))
        return False
    if not _take("budget", quantity, reading):
        return False
    reading.currency = code
    sentence = quantity.sentence.text
    if cues.PAYS_NOT.search(sentence):
        reading.put("paid", Value(0, 0, 0, "said", "", note=f"“{sentence.strip()}”"))
    elif pays := cues.PAYS.search(sentence):
        reading.put("paid", Value(1, 1, 1, "said", "", note=f"“{pays.group()}”"))
    return True


def _work_week(quantity: Quantity) -> Quantity:
    """A day rate as a price for a working week of five days, an hourly one of forty hours."""
    times = {"day": 5, "hour": 40}.get(quantity.per or "", 0)
    if not times:
        return quantity
    numbers = tuple(replace(n, value=n.value * times, per="week") for n in quantity.numbers)
    return replace(quantity, numbers=numbers)


def _rest_of(text: str, spans: Sequence[Span], reading: Reading, weeks: Quantity | None) -> None:
    """Read "Legal review takes four of them": part of the time that was just said."""
    for span in spans:
        match = cues.OF_THEM.search(text, span.start, span.end)
        if match is None or weeks is None:
            continue
        fits = [q for q in reading.unplaced if match.start() <= q.quote.start < match.end("n")]
        kind = kind_of(text[span.start : match.end()])
        unit = weeks.unit if weeks.unit in cues.CALENDAR else "week"
        if kind is None:
            continue
        quote = Sources({TEXT: text}).quote(TEXT, match.start(), match.end())
        value = fits[0].numbers[0].value if fits else Decimal(_small(match["n"]))
        number = Number(quote.start, quote.end, quote.text, value, unit=unit)
        quantity = Quantity(f"s-wait{len(reading.waits)}", quote, (number,), span)
        found = in_weeks(quantity)
        if found:
            reading.unplaced = [q for q in reading.unplaced if q not in fits]
            what = " ".join(text[span.start : match.end()].rpartition(",")[2].split())
            reading.waits.append(SaidWait(what, kind, "after", Said("wait", found, quantity)))


def _small(word: str) -> str:
    words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    return str(words.index(word.lower())) if word.lower() in words else word


def _read_none(text: str, span: Span, reading: Reading) -> None:
    """Read "No labels" and "no budget", said to be zero, and "under a second"."""
    sources = Sources({TEXT: text})
    moment = cues.A_MOMENT.search(text, span.start, span.end)
    if moment and "latency" not in reading.said:
        quote = sources.quote(TEXT, *moment.span("said"))
        unit = "s" if moment["unit"].lower() == "second" else "minute"
        worth = Decimal("0.5" if moment["said"].lower().startswith("half") else 1)
        number = Number(quote.start, quote.end, quote.text, worth, unit=unit)
        _take("latency", Quantity("s-moment", quote, (number,), span), reading)
    for name, pattern in (("labels", cues.NO_LABELS), ("budget", cues.NO_BUDGET)):
        match = pattern.search(text, span.start, span.end)
        if match and name not in reading.said:
            quote = sources.quote(TEXT, match.start(), match.end())
            number = Number(quote.start, quote.end, quote.text, Decimal(0))
            quantity = Quantity(f"s-no-{name}", quote, (number,), span)
            reading.put(name, Value(0, 0, 0, "said", quote.text), quantity)
