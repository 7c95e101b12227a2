"""Read: who builds it, and with what share of their time. No model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ...calculators import Value
from ...provenance import Number, Quote, Sources, Span, find_numbers
from ..impact.impact import Doubt
from ..impact.quantities import TEXT, Quantity
from .said import Reading

_ONE = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_N = (
    r"\d+(?:[.,]\d+)?(?:\s?(?:-|–|to|or)\s?\d+)?|(?:one|two|three|four|five|six|seven|eight|nine|"
    r"ten|eleven|twelve|fifteen|twenty)(?:\s?(?:-|to|or)\s?(?:two|three|four|five|six|seven|eight|"
    r"ten))?"
)
_MAKER = (
    r"(?:software |data |research |applied |ml |machine[- ]learning |ai |backend |back-end |"
    r"frontend |full-?stack |mobile |senior |junior |part-time |full-time |half-time |experienced |"
    r"good |other |in-house |own |external |freelance )*"
    r"(?:engineers?|developers?|devs?|programmers?|coders?|scientists?|designers?|architects?|"
    r"freelancers?|contractors?|consultants?|interns?|fte?s?|quants?|statisticians?|makers?|"
    r"entwickler|ingenieure?|full-timers?)"
)
_MANY_WORDS = (
    r"(?:people|persons?|founders?|volunteers?|colleagues|of us|heads|analysts?|students|employees|"
    r"staff|pairs?)"
)
_TEAM = re.compile(
    rf"\b(?:(?P<k>{_ONE}) )?(?:teams?|group|crew|squad|staff|start-?up|company)"
    rf"(?: of |(?: size)?: | is )(?P<n>{_N})\b"
    rf"|\b(?P<m>{_N})(?:-(?:person|people|strong|man|woman|head)\b|[- ](?:person|people|strong|man|"
    r"woman|engineer|developer)[- ](?:team|squad|start-?up|company|crew|shop|group)\b)",
    re.IGNORECASE,
)
_MAKERS = re.compile(
    rf"\b(?P<n>between {_ONE} and {_ONE}|{_N}|half an?|an?|a single|a couple of) "
    rf"(?P<who>{_MAKER})\b",
    re.I,
)
_FEW = re.compile(rf"\b(?:a few|several|some|a handful of|more) (?P<who>{_MAKER})\b", re.IGNORECASE)
_PEOPLE = re.compile(
    rf"\b(?P<n>between {_ONE} and {_ONE}|{_N}) (?:\w+[- ])?(?P<who>{_MANY_WORDS})\b", re.IGNORECASE
)
_ALONE = re.compile(
    r"\b(?:just me|only me|on my own|by myself|solo|single-handed(?:ly)?|"
    r"i(?: am|['’]m| work) alone|i(?: am|['’]m) the only (?:engineer|developer|one))\b",
    re.IGNORECASE,
)
_PAIR = re.compile(
    r"\b(?:my co-?founder and (?:i|me)|me and my co-?founder|(?:the|just) two of us|both of us)\b",
    re.I,
)
_WANTED = re.compile(
    r"\b(?:hir(?:e|ing)|add|recruit\w*|could get|looking for|might get|need|extra|additional|more|"
    r"interview\w*|without|instead of|like|no)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_USERS = re.compile(
    r"\s*(?:who |that |will |would |can |to )?(?:visit|use|uses|apply|call|buy|click|sign|read|"
    r"a day|per |each day|every|wait|live|die|were|open|see\b|log|search|affected|complain)",
    re.IGNORECASE,
)
_NOT_A_TEAM = re.compile(
    r"\b(?:takes?|asks?|for|to|from|of|by|costs?|if|when|each|per|every|like|as|needs?)\s+$", re.I
)
_SHARE = re.compile(
    rf"\b(?:(?P<half>half[- ]time|half (?:of )?(?:their|his|her|my|our|the) (?:working )?time)"
    r"|(?P<full>full[- ]time)|(?P<part>part[- ]time)"
    rf"|(?:at |for |with )?(?P<pct>\d+(?:[.,]\d+)?) ?(?:%|percent)(?: (?:of (?:their|his|her|"
    r"my|our|the|its)(?: working)? time|each|capacity|allocation|fte|time))?"
    rf"|(?P<days>{_N}|a|half a) (?:working )?days? (?:a|per|each|every) week"
    rf"|(?P<hours>{_N}) hours? (?:a|per|each|every) week)(?!\w)",
    re.IGNORECASE,
)
_OF_TIME = re.compile(r"\b(?:time|capacity|allocation|each|fte)\b|^(?:at|with) ", re.IGNORECASE)
_STOP = re.compile(r"[.;]|\b(?:and|plus) (?:an?|one|two|three|half)\b|\bbut\b")


@dataclass(frozen=True, slots=True)
class Group:
    """Some people and their share of time, between ends where it was said so."""

    low: float
    high: float
    share: float
    start: int
    end: int
    share_note: str = ""


def read_people(text: str, spans: Sequence[Span], reading: Reading) -> list[tuple[int, int]]:
    """Put people and their share into a reading; return the stretches of text that are used."""
    used, groups = list[tuple[int, int]](), list[Group]()
    for span in spans:
        for group, stretches in _groups(text, span, reading):
            groups.append(group)
            used += stretches
    if not groups:
        return used
    low, high = sum(g.low for g in groups), sum(g.high for g in groups)
    middle = (low + high) / 2
    sources = Sources({TEXT: text})
    quote = sources.quote(TEXT, groups[0].start, groups[-1].end if _near(groups) else groups[0].end)
    note = "" if len(groups) == 1 else " + ".join(f"“{text[g.start : g.end]}”" for g in groups)
    reading.put(
        "people",
        Value(middle, low, high, "said", quote.text, note=note),
        _quantity("s-people", quote, middle, "people"),
    )
    weights = [(g.low + g.high) / 2 for g in groups]
    share = sum(w * g.share for w, g in zip(weights, groups, strict=True)) / (sum(weights) or 1)
    if any(g.share != 1 for g in groups):
        note = "; ".join(dict.fromkeys(g.share_note for g in groups if g.share_note))
        reading.put("share", Value(share, share, share, "said", "", note=note))
    return used


def _near(groups: Sequence[Group]) -> bool:
    return groups[-1].end - groups[0].start < 120


def _groups(text: str, span: Span, reading: Reading) -> list[tuple[Group, list[tuple[int, int]]]]:
    found = list[tuple[float, float, int, int]]()
    for pattern in (_TEAM, _MAKERS, _PEOPLE, _ALONE, _PAIR):
        for match in pattern.finditer(text, span.start, span.end):
            if any(a < match.end() and match.start() < b for *_, a, b in found):
                continue
            ends = _ends(pattern, match, text, span)
            if ends:
                found.append((*ends, match.start(), match.end()))
            elif _WANTED.search(text[max(span.start, match.start() - 30) : match.start()]):
                _ask(reading, match.group(), "not counted until they are there")
        if pattern is _TEAM and found:
            break  # "a team of five: two engineers and three designers" is five
    if not found and (few := _FEW.search(text, span.start, span.end)):
        _ask(reading, few.group(), "how many are they?")
    found.sort(key=lambda each: each[2])
    groups = []
    for n, (low, high, start, end) in enumerate(found):
        until = found[n + 1][2] if n + 1 < len(found) else span.end
        share, note, stretch = _share(text, start, end, until)
        stretches = [(start, end), *([stretch] if stretch else [])]
        groups.append((Group(low, high, share, start, end, note), stretches))
    return groups


def _ends(
    pattern: re.Pattern[str], match: re.Match[str], text: str, span: Span
) -> tuple[float, float] | None:
    """How many people a match is, or None if they are no team."""
    if pattern is _ALONE:
        return 1.0, 1.0
    if pattern is _PAIR:
        return 2.0, 2.0
    before = text[max(span.start, match.start() - 30) : match.start()]
    after = text[match.end() : match.end() + 30]
    if _WANTED.search(before) or _USERS.match(after):
        return None
    groups = match.groupdict()
    word = (groups.get("n") or groups.get("m") or "").lower()
    if word in ("a", "an"):
        return None if _NOT_A_TEAM.search(before) else (1.0, 1.0)
    known = {"a single": 1.0, "half a": 0.5, "half an": 0.5, "a couple of": 2.0}
    if word in known:
        return known[word], known[word]
    numbers = [float(n.value) for n in find_numbers(word)] or [1.0 if word == "one" else 0.0]
    low, high = min(numbers), max(numbers)
    most = 60 if pattern is _PEOPLE else 500
    times = find_numbers(f"{groups.get('k') or ''} teams".lower())  # "two teams of three"
    many = float(times[0].value) if times else 1.0
    return (low * many, high * many) if low > 0 and high <= most else None


def _share(
    text: str, start: int, end: int, until: int
) -> tuple[float, str, tuple[int, int] | None]:
    """The share of time of the people at [start, end), as a fraction, and where it stands."""
    inside = _SHARE.search(text, start, end)
    stop = _STOP.search(text, end, until)
    match = inside or _SHARE.search(text, end, stop.start() if stop else until)
    if match is None or match["full"]:
        return 1.0, "", None
    said = f"“{match.group()}”"
    stretch = (match.start(), match.end())
    if match["half"]:
        return 0.5, said, stretch
    if match["part"]:
        return 0.5, f"{said} is taken as half of the time", stretch
    if match["pct"]:
        share = float(match["pct"].replace(",", ".")) / 100
        own = _OF_TIME.search(match.group())
        return (share, said, stretch) if 0 < share <= 1 and own else (1.0, "", None)
    worth = match["days"] or match["hours"]
    count = 0.5 if worth == "half a" else 1.0
    if worth not in ("a", "half a"):
        numbers = find_numbers(worth)
        count = float(numbers[0].value) if numbers else 1.0
    share = min(1.0, count / (5 if match["days"] else 40))
    return share, f"{said} of five days" if match["days"] else f"{said} of forty hours", stretch


def _quantity(id: str, quote: Quote, value: float, noun: str) -> Quantity:
    number = Number(quote.start, quote.end, quote.text, Decimal(str(value)), noun=noun)
    return Quantity(id, quote, (number,), Span(quote.start, quote.end, quote.text))


def _ask(reading: Reading, said: str, what: str) -> None:
    doubt = Doubt(quantity="", text=said, question=f"“{said}”: {what}")
    if doubt not in reading.doubts:
        reading.doubts.append(doubt)
