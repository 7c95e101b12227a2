"""Matcher for placeholders that were left in the text (BS117)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .facts import Facts
from .hits import Hit, own, swap

_SLOTS = (
    r"insert|add|fill|your|name|date|number|tbd|tbc|placeholder|figure|target|metric|x+|value|link"
    r"|to do|todo|company|product|amount|owner|percentage|baseline|team|market|country|city|region"
    r"|segment|system|department|role|person|manager|vendor|supplier|url|source|reason|threshold"
    r"|period|unit|price|cost|time|day|month|year|quarter|feature|user|customer|client|partner"
    r"|channel|store|description|title|tool|legal|sponsor|who|when|n|y|\?+|\.{3}|…|_+|deadline"
    r"|budget"
)
_HINT = re.compile(
    r"[?_<\[{$€£\u2026]|\.\.|X|\b[YN]\b|(?i:\btb|todo|fixme|lorem|\bto be |\bfill|insert"
    r"|placeholder|follow"
    r"|later|t\.b|n\.n|xx|\bTK\b|DD|MM)"
)
_GAP = re.compile(
    r"(?<![\w-])(?:(?i:tbd|tbc|tba|tbs|todo|fixme)s?|XXX+|TK)(?![\w-])(?! (?:app|list|lists|items?"
    r"|column|comments?|board|tag))"
    r"|(?<!\w)(?i:t\.b\.[dca]\.?|n\.n\.)(?!\w)|\b(?:19|20)XX\b|\bXX (?=[a-z]+[^\Wus]s\b)"
    r"|\?{2,}|(?<=:) \?(?=\s*$)"
    r"|(?<![\w.])(?:[$€£] ?)?(?:[XYN]{1,3}|xx|yy|nn|_{2,})(?=(?: ?(?:%|percent\b|per cent\b|pp\b)"
    r"|[- ](?:days?|weeks?|months?|years?|hours?|minutes?|seconds?"
    r"|ms|users|customers|points|sellers|orders|euros?|EUR|USD|dollars|million|k)\b))(?: ?(?:%"
    r"|percent|per cent|pp))?"
    r"|[$€£] ?[XYN]{1,3}\b|\bfrom [XYN]\b|\bto [XY](?=[ .,]|$)(?! and)"
    r"|(?i:\bx{3,}\b)|\${3,}|\b(?:has|have|with|of|by|within|least|most|to|over|under|is"
    r"|are) (?:[NXY]|XX|YY|NN) [a-z]{3,}s?\b|\b[XYN] (?:hours?|days?|times)\b"
    r"|(?<=[:|] )(?:DD[./-]MM[./-]YY(?:YY)?|YYYY-MM-DD|MM/DD/YY(?:YY)?)\b"
    r"|(?i:\bfill in [\w ]{1,30} here\b)"
    r"|(?i:\b(?:will|to|can|shall) (?:be )?(?:defined?|decided?|agreed?|specif(?:y|ied)"
    r"|determined?|discuss(?:ed)?|clarif(?:y|ied)|add(?:ed)?|set|fill(?:ed)?(?: in)?)"
    r"\b[\w ]{0,40} later(?=[.,;]|$))"
    r"|[$€£] ?[_x][_x.,]+|_{3,}|\u2026{2,}|\.{5,}"
    r"|<(?=[a-zA-Z])[^<>\n]{2,80}>|\{\{[^{}\n]{0,80}\}\}"
    rf"|\[(?i:{_SLOTS})(?i:[ -][^\[\]\n]{{0,60}})?\]"
    r"|(?i:\blorem ipsum\b|\b(?:still |yet )?to be (?:determined|defined|decided|announced"
    r"|specified|finali[sz]ed|clarified|advised|named|discussed|estimated)\b)"
    r"|(?i:(?:(?<=is )|(?<=are )|(?<=: )|(?<=, )|(?<=\()|(?<=remains )|(?<=still )|(?<=yet )"
    r"|(?<=value ))(?:still )?to be (?:confirmed|agreed|completed|filled(?: in)?"
    r"|added|set|chosen|written|approved|provided|established|supplied))"
    r"|(?i:\binsert (?:\w+ ){1,4}here\b|\bfill (?:this )?in (?:later|here)\b"
    r"|\bplaceholder\b(?= *(?:$|[.)|]|for|text|value|until))|\bdetails to follow\b"
    r"|\bto follow\b(?=[.]?$))"
)

_EXAMPLE = re.compile(
    r"\b(?:replace|substitute|syntax|placeholder|template|tag|element|format|pattern|route|path"
    r"|command|run|header|file)s?\b[^.;]{0,40}$"
)

_SETTLED = re.compile(
    r"\b(?:owner|asks?|decides?|by (?:the|ana|[a-z]+ [a-z]+|\d)|will (?:be|set|decide|measure"
    r"|confirm|find|fill))\b"
)


def gaps(facts: Facts) -> Iterator[Hit]:
    """BS117: placeholders. A gap with an owner and a date is an open point, which is fine."""
    if not _HINT.search(facts.text):
        return
    settled = facts.times.bounded and _SETTLED.search(facts.lower)
    for match in _GAP.finditer(facts.text):
        if settled and match.group().lower()[:2] in ("tb", "to"):
            continue
        if match.group()[0] == "<" and _EXAMPLE.search(facts.lower, 0, match.start()):
            continue
        yield swap("BS117", facts, *match.span(), own("BS117"))
