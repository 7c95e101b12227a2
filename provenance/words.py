"""Numbers written as words: "twenty-five", "two hundred", "half a million", "cut in half".

English in full; a few other languages up to twelve, but only before a unit ("drei Wochen"),
because their spellings collide with English words, and their tens ("zwanzig Filialen"). Pure;
imports only the unit tables.

"One" counts only before a unit or as part of a larger number; ordinals, "once", "a couple",
"dozens" and compounds that name a thing ("two-factor", "zero-result") are not figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from .units import unit_of

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL = {word: n for n, word in enumerate(_ONES.split())} | {
    word: 10 * n for n, word in enumerate(_TENS.split(), start=2)
}
_SCALES = {
    "thousand": Decimal(1000),
    "million": Decimal(10) ** 6,
    "billion": Decimal(10) ** 9,
    "trillion": Decimal(10) ** 12,
    "lakh": Decimal(10) ** 5,
    "crore": Decimal(10) ** 7,
}
# Two to twelve; Spanish "once" and Italian "due" and "sei" are safe only behind a unit.
_FOREIGN = (
    "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "deux trois quatre cinq six sept huit neuf dix onze douze",
    "dos tres cuatro cinco seis siete ocho nueve diez once doce",
    "due tre quattro cinque sei sette otto nove dieci undici dodici",
    "dois três quatro cinco seis sete oito nove dez onze doze",
    "twee drie vier vijf zes zeven acht negen tien elf twaalf",
    "två tre fyra fem sex sju åtta nio tio elva tolv",
)
_FOREIGN_TENS = (
    "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert",
    "vingt trente quarante cinquante soixante",
    "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
    "twintig dertig veertig vijftig zestig zeventig tachtig negentig honderd",
)
FOREIGN = {
    word: Decimal(n)
    for row in _FOREIGN
    for n, word in enumerate(row.split(), start=2)
    if word not in SMALL
} | {word: Decimal(10 * n) for row in _FOREIGN_TENS for n, word in enumerate(row.split(), start=2)}
_PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6}
_PARTS |= {"eighth": 8, "tenth": 10, "hundredth": 100}
_PARTS |= {f"{part}s": n for part, n in _PARTS.items() if part != "halves"}

_NUMBER = "|".join(sorted(SMALL, key=len, reverse=True))
_SCALE = "|".join(_SCALES)
_GAP = r"(?:[ \t\u00a0]{1,3}|[ \t\u00a0]?\n[ \t\u00a0]?|-)"
_CHAIN = re.compile(
    rf"(?<![\w-])(?:(?:a|an){_GAP}(?=hundred\b|dozen\b|{_SCALE}))?"
    rf"(?:{_NUMBER}|hundred|dozen|{_SCALE})"
    rf"(?:{_GAP}(?:and{_GAP})?(?:{_NUMBER}|hundred|dozen|{_SCALE})(?!\w))*+(?!\w)"
    rf"(?P<half>{_GAP}and{_GAP}a{_GAP}half(?!\w))?",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[a-z]+", re.IGNORECASE)
# Compounds and phrases that name a thing rather than count it.
_NAME_TAIL = re.compile(
    r"-(?:factor|sided|way|tail|tailed|shot|sum|eyes"
    r"|click|off|time|stop|on-one|to-one|to-many|party|hot|size)(?!\w)",
    re.IGNORECASE,
)

_FRACTION = re.compile(
    rf"(?<![\w-])(?P<n>two|three|four|five|seven|nine)[ -]"
    rf"(?P<d>thirds|fifths|sixths|eighths|tenths|quarters(?= of\b))(?!\w)"
    rf"|(?<![\w-])(?P<mag>half(?: of)?) an? (?P<of>dozen|hundred|{_SCALE})(?!\w)"
    r"|(?<![\w-])(?P<bit>half an?)(?= (?:second|minute|hour|day|week|month|quarter|year|percent)\b)"
    r"|(?<![\w-])(?P<a>an?|one)[ -](?P<p>third|quarter|fifth|sixth|eighth|tenth|hundredth)"
    r"(?= of\b)"
    r"|(?<=\bby )(?P<bya>an?|one)[ -](?P<byp>third|quarter|half|fifth|tenth)(?!\w)"
    r"|(?<=\bin )(?P<in>half)(?!\w)|(?<=\bby )(?P<by>half)(?!\w)"
    r"|(?<!first )(?<!second )(?<!last )(?<!latter )(?<!other )(?<![\w-])(?P<half>half)"
    r"(?=[ -](?:of|the|an?|our|their|its|your|my|all|that|as|these|those|day|hour|year|million"
    r"|price)\b)"
    r"|(?<!\w)(?P<halve>halv(?:e|es|ed|ing))(?!\w)",
    re.IGNORECASE,
)
_UNIT_AND_A_HALF = re.compile(
    r"(?<![\w-])an? (?P<unit>second|minute|hour|day|week|month|year) and a half(?!\w)",
    re.IGNORECASE,
)
_MULTIPLE = re.compile(
    r"(?<![\w-])(?P<fold>" + _NUMBER + r"|hundred)-?fold(?!\w)"
    r"|(?<![\w-])(?P<done>doubled|doubling|doubles|tripled|tripling|triples|quadrupl(?:ed|ing|es))"
    r"(?![\w-])"
    r"|(?<![\w-])(?P<twice>twice|thrice)(?= (?:an?|the|as|per|each|every|our|their|its|that|more"
    r"|daily|weekly|monthly|yearly)\b)"
    r"|(?<![\w-])(?P<verb>double|triple|quadruple)"
    r"(?= (?:the|our|their|its|your|my|that|this|what|how|an?|as|in|by|it|them)\b)"
    r"|(?<![\w-])(?P<much>double|triple)(?= (?:conversions?|revenues?|sales|output|usage|traffic"
    r"|engagement|retention|throughput|capacity|growth|productivity|users|orders|sign-?ups)\b)"
    r"|(?:(?<=\bto )|(?<=\bwill )|(?<=\bmust )|(?<=\bshould )|(?<=\bcan )|(?<=\bcould )"
    r"|(?<=\bwould )|(?<=\bby ))(?P<inf>double|triple|quadruple)(?![\w-])",
    re.IGNORECASE,
)
_TIMES = {"dou": 2, "twi": 2, "tri": 3, "thr": 3, "qua": 4}
_FOREIGN_RE = re.compile(
    rf"(?<![\w-])(?:{'|'.join(sorted(FOREIGN, key=len, reverse=True))})(?=[ \u00a0][^\W\d])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Worded:
    """A number in words: offsets, value, unit "x" for multiples, and what it needs to count.

    `needs_unit`: a figure only if a unit follows ("one week", "drei Wochen").
    """

    start: int
    end: int
    value: Decimal
    unit: str | None = None
    needs_unit: bool = False


def _value(tokens: list[str]) -> tuple[Decimal, int]:
    """Value of the longest well-formed number that the tokens start with, and its length."""
    total = group = Decimal(0)
    floor = 1000  # the next small word must be below this: "two ten" is two numbers
    used = 0
    seen = False
    for at, word in enumerate(tokens):
        if word in ("a", "an"):
            if seen:
                break
        elif word == "and":
            if floor != 100:
                break
            continue
        elif word in SMALL:
            n = SMALL[word]
            if n >= floor or (seen and n == 0):
                break
            group += n
            floor = 10 if n >= 20 else 0
            seen = True
        elif word in ("hundred", "dozen"):
            if group >= 100:
                break
            group = (group or Decimal(1)) * (100 if word == "hundred" else 12)
            floor = 100 if word == "hundred" else 0
            seen = True
        else:
            scale = _SCALES[word]
            if total and total < scale:
                break
            total += (group or Decimal(1)) * scale
            group = Decimal(0)
            floor = 1000
            seen = True
        used = at + 1
        if seen and total and word in _SCALES:
            floor = 100
    return total + group, used


def _chains(text: str) -> Iterator[Worded]:
    for match in _CHAIN.finditer(text):
        end = match.start("half") if match["half"] else match.end()
        tokens = list(_TOKEN.finditer(text, match.start(), end))
        while tokens:
            words = [token.group().lower() for token in tokens[:24]]
            value, used = _value(words)
            if not used:
                tokens = tokens[1:]
                continue
            start, stop = tokens[0].start(), tokens[used - 1].end()
            bare = used == 1 and words[0] in _SCALES | {"hundred": 1, "dozen": 1}
            last = used == len(tokens)
            if last and match["half"]:
                # "Two and a half", but "a million and a half" is half a million more.
                whole = _SCALES | {"hundred": Decimal(100), "dozen": Decimal(12)}
                value += whole.get(words[used - 1], Decimal(1)) / 2
                stop = match.end()
            named = _NAME_TAIL.match(text, stop) or (value == 0 and text[stop : stop + 1] == "-")
            if not bare and not named:
                yield Worded(start, stop, value, needs_unit=words[:used] == ["one"])
            tokens = tokens[used:]
            while tokens and tokens[0].group().lower() == "and":
                tokens = tokens[1:]


def _fraction(match: re.Match[str]) -> Decimal:
    groups = {name: text.lower() for name, text in match.groupdict().items() if text}
    if "mag" in groups:
        whole = {"dozen": Decimal(12), "hundred": Decimal(100)} | _SCALES
        return whole[groups["of"]] / 2
    if "d" in groups:
        return round(Decimal(SMALL[groups["n"]]) / _PARTS[groups["d"]], 6)
    part = groups.get("p") or groups.get("byp") or "half"
    return round(Decimal(1) / _PARTS[part], 6)


def find_words(text: str) -> list[Worded]:
    """Numbers in words, in order and not overlapping; `start` and `end` count characters."""
    found: list[Worded] = []
    for match in _FRACTION.finditer(text):
        found.append(Worded(match.start(), match.end(), _fraction(match).normalize()))
    for match in _MULTIPLE.finditer(text):
        if match["fold"]:
            value = Decimal(SMALL.get(match["fold"].lower(), 100))
        else:
            value = Decimal(_TIMES[match.group()[:3].lower()])
        found.append(Worded(match.start(), match.end(), value, "x"))
    for match in _UNIT_AND_A_HALF.finditer(text):
        unit = unit_of(match["unit"])
        found.append(Worded(match.start(), match.end(), Decimal("1.5"), unit))
    found.extend(_chains(text))
    for match in _FOREIGN_RE.finditer(text):
        value = FOREIGN[match.group().lower()]
        found.append(Worded(match.start(), match.end(), value, needs_unit=value <= 12))
    found.sort(key=lambda w: (w.start, -w.end))
    kept: list[Worded] = []
    for word in found:
        if not kept or word.start >= kept[-1].end:
            kept.append(word)
    return kept
