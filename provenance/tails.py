"""What stands behind a number: magnitude, unit, what it counts, and the period it is a rate of.

Each function looks at a text from an offset on. Pure; imports only the tables of units.
"""

from __future__ import annotations

import re
from decimal import Decimal

from . import units
from .digits import SPACES

# A letter, or a vowel sign of an Indic script, which \w leaves out.
_LETTER = r"(?:[^\W\d_]|[\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd])"
_GAP = rf"[{SPACES}\t]?-?"
_WORD = re.compile(r"(?P<gap>" + _GAP + r")(?P<word>" + _LETTER + r"{1,40}(?:\.(?=\w))?)")
_TWO_WORDS = re.compile(
    rf"{_GAP}(?P<two>{'|'.join(re.escape(words) for words in units.TWO_WORDS)})(?!\w)",
    re.IGNORECASE,
)
_SIGN = re.compile(rf"[{SPACES}]?(?P<sign>[%％٪‰]|°C|[{units.CURRENCY_SIGNS}]|[°℃¢])|×")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)(?!\w)")
_CJK = re.compile(
    rf"[{SPACES}]?(?P<mag>{'|'.join(sorted(units.CJK_MAGNITUDES, key=len, reverse=True))})?"
    rf"(?P<unit>{'|'.join(units.CJK_UNITS)}|円|元|원|日元)?"
)
_NOUN = re.compile("[" + SPACES + r"\t-]?(?P<noun>[^\W\d_](?:" + _LETTER + r"|['’-]){1,40})")
_DECIMAL = re.compile(r"\d[.,]\d+$")
_SECONDS, _HOURS = re.compile(r" ?\d{1,2} ?s"), re.compile(r"\dh ?\d+$")
_ATTACHED = frozenset("wxyWXY")
_ACRONYMS = frozenset(
    ["B", "S", "H", "D", "G", "T", "L", "ML", "MS", "HR", "MO", "MI", "PP", "BP", "YR"]
)
_PIECE = re.compile(r"[^\W\d_]+|/")
_DECADE = re.compile(r"(?i)(?:(?:under|over|mid|late|early|their)[- ]?\d*|(?:18|19|20)\d0)$")


def magnitude(text: str, at: int, *, money: bool) -> tuple[Decimal, int]:
    """The multiplier at an offset (1 if none) and where it ends: "M", " million", "万"."""
    if (match := _CJK.match(text, at)) and match["mag"]:
        return units.CJK_MAGNITUDES[match["mag"]], match.end("mag")
    if not (match := _WORD.match(text, at)):
        return Decimal(1), at
    word, gap, end = match["word"].rstrip("."), match["gap"], match.end("word")
    lower = word.lower()
    # "5mm" is a length, "$5mm" is money.
    if (times := units.MAGNITUDES.get(lower)) and (lower != "mm" or money):
        dotted = lower in ("mio", "mrd", "tsd") and text[end : end + 1] == "."
        return times, end + dotted
    if gap == "-":
        return Decimal(1), at
    sign = text[end : end + 2].lstrip(SPACES)[:1]
    coin = _WORD.match(text, end)
    money = (
        money
        or (sign != "" and sign in units.CURRENCY_SIGNS)
        or (coin is not None and units.is_currency(units.unit_of(coin["word"])))
    )
    if (times := units.LETTERS.get(word)) and (not gap or word in "KM" or money):
        return times, end
    if times := units.MONEY_LETTERS.get(word):
        if money:
            return times, end
        # "5m users" and "1.4m" are counts; "5m" alone may be metres or minutes.
        counted = re.match(r" [a-z]{3,}s\b", text[end : end + 30])
        if word == "m" and not gap and (counted or _DECIMAL.search(text, max(0, at - 8), at)):
            return times, end
    return Decimal(1), at


def unit(text: str, at: int) -> tuple[str | None, int]:
    """The unit at an offset, canonical, and where it ends: "%", "-minute", " Wochen", "th"."""
    if match := _TWO_WORDS.match(text, at):
        return units.TWO_WORDS[match["two"].lower()], match.end()
    if match := _SIGN.match(text, at):
        return units.unit_of(match["sign"] or "×"), match.end()
    if (match := _CJK.match(text, at)) and match["unit"]:
        return units.unit_of(match["unit"]), match.end()
    if match := _ORDINAL.match(text, at):
        return "ordinal", match.end()
    if not (match := _WORD.match(text, at)):
        return None, at
    word, end = match["word"].rstrip("."), match.end("word")
    found = units.unit_of(word)
    # French "10 d'utilisateurs", "5 x-rays", "3 x 4", the under-18s: letters that are no units.
    after = text[end : end + 1]
    if len(word) == 1 and after and after in "'’-&":
        return None, at
    if word == "m" and (_SECONDS.match(text, end) or _HOURS.search(text, max(0, at - 6), at)):
        return "minute", end
    # "3 y 5" is Spanish; "2 ML engineers", "3 HR partners" and "5 G" count something else.
    if match["gap"] and (word in _ATTACHED or (word.isupper() and word in _ACRONYMS)):
        return None, at
    if word == "s" and not match["gap"] and _DECADE.search(text, max(0, at - 10), at):
        return None, at
    return (found, end - (text[end - 1] == ".")) if found else (None, at)


def noun(text: str, at: int) -> str | None:
    """The word at an offset if it can be what the number counts."""
    match = _NOUN.match(text, at)
    word = match["noun"] if match else ""
    return (
        None if word.lower() in units.NOT_NOUNS or word.lower() in units.ADVERBS else word or None
    )


def per(text: str, at: int) -> str | None:
    """The period of a rate whose number, unit included, ends at an offset: "… returns a month"."""
    clause = re.split(r"[,.;:()\n!?|、。，；：]", text[at : at + 60], maxsplit=1)[0]
    pieces = _PIECE.findall(clause)
    for i, piece in enumerate(pieces[:5]):
        word = piece.lower()
        if word in units.ADVERBS:
            return units.ADVERBS[word]
        if word in units.PER:
            period = units.UNITS.get(pieces[i + 1].lower()) if i + 1 < len(pieces) else None
            return period if period in units.TIME_UNITS else None
        if word in units.NOT_NOUNS and word != "of":
            return None
    return None
