"""Numbers written in digits: their notations, and what they are worth.

Grouped ("1,800", "1 800", "1'800", "1.800.000", "12,34,567"), decimal ("1.8", "1,8"), scientific
and fractional ("½") notation, in any script's digits. Pure; imports nothing of ours.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

SPACES = " \u00a0\u202f\u2009"
DIGITS = re.compile(
    r"(?<!\d)(?:"
    r"(?P<indian>\d{1,2}(?:,\d{2}(?=,))++,\d{3}(?!\d)(?:\.\d++)?)"
    rf"|(?P<grouped>\d{{1,3}}(?P<sep>[,.'’٬{SPACES}])\d{{3}}(?:(?P=sep)\d{{3}})*+)(?!\d)"
    r"(?P<fraction>[.,٫]\d++)?"
    r"|(?P<science>\d++(?:\.\d++)?[eE][+-]?\d{1,3}(?!\w))"
    r"|(?P<plain>\d++(?:[.,٫]\d++)?)"
    r")(?P<vulgar> ?[¼½¾⅐-⅞])?"
    r"|(?P<bare>(?<![\d.\w])\.\d++)"
    r"|(?P<alone>[¼½¾⅐-⅞])"
)
_COMMA_DECIMALS = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})*,\d{1,2}(?![\d,])")
_DOT_DECIMALS = re.compile(r"(?<![\d.,])\d{1,3}\.\d{1,2}(?![\d.])")
_DOT_THOUSAND = re.compile(r"(?<![\d.,])\d{1,3}\.\d{3}(?![\d.])")
_ENGLISH = frozenset({"the", "of", "and", "to", "for", "is", "are", "with", "our", "we"})
_CONTINENTAL_WORDS = """
    der die das und für mit pro wir im von le les des du et pour par nous une el los las del y para
    il di che gli con o os da em het een van voor naar binnen minder al un una e i"""
_CONTINENTAL = frozenset(_CONTINENTAL_WORDS.split())
_DOT_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3}){2,}(?![\d.])")


def ascii_digits(text: str) -> str:
    """The text, same length, with every script's decimal digits as 0 to 9."""
    return text if text.isascii() else re.sub(r"[^\x00-\x7f]", _ascii_digit, text)


def _ascii_digit(match: re.Match[str]) -> str:
    digit = unicodedata.decimal(match.group(), None)
    return match.group() if digit is None else str(digit)


def continental(text: str) -> bool:
    """Whether a text writes "1.800" for 1800: by its other numbers, else by its language."""
    if _COMMA_DECIMALS.search(text) or _DOT_GROUPS.search(text):
        return True
    if _DOT_DECIMALS.search(text) or not _DOT_THOUSAND.search(text):
        return False
    words = re.findall(r"[^\W\d_]+", text[:4000].lower())
    return sum(w in _CONTINENTAL for w in words) > sum(w in _ENGLISH for w in words)


def tidy(value: Decimal) -> Decimal:
    """The same value without trailing zeros and, for ordinary sizes, without an exponent."""
    value = value.normalize()
    whole = value == value.to_integral_value() and value.adjusted() < 25
    return value.quantize(Decimal(1)) if whole else value


def worth(match: re.Match[str], plain: str | None) -> tuple[Decimal, Decimal | None]:
    """Value of a `DIGITS` match, and its other reading where one full stop may group or part.

    `plain` is the match's group of that name, shortened where its comma only separates.
    """
    other = None
    if grouped := match["grouped"]:
        value, other = _grouped(grouped, match["sep"], match["fraction"])
    elif match["indian"]:
        value = Decimal(match["indian"].replace(",", ""))
    elif match["alone"]:
        value = Decimal(0)
    else:
        value = _decimal(plain or match["science"] or "0" + match["bare"])
    if part := match["vulgar"] or match["alone"]:
        value += round(Decimal(repr(unicodedata.numeric(part.strip()))), 6)
    return value, other


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", ".").replace("٫", "."))


def _grouped(text: str, sep: str, fraction: str | None) -> tuple[Decimal, Decimal | None]:
    whole = re.sub(r"\D", "", text)
    if fraction:
        return Decimal(whole) + _decimal("0" + fraction), None
    if sep not in ".," or len(whole) > 6:
        return Decimal(whole), None
    if text.startswith("0"):
        return _decimal(text), None
    return (_decimal(text), Decimal(whole)) if sep == "." else (Decimal(whole), None)
