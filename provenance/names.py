"""Digits that name something rather than count it: p95, Q3, GPT-4, v2.1.3, links, list numbers.

`blank_names` overwrites them so that the number reader does not see them. The rule: digits
written onto a word ("Layer2", "M365", "COVID-19"), versions and addresses, numbering at a line's
start, and a short list of heads after which a number is a label ("HTTP 404", "Article 22").
"top-5", "precision@10", "30-day" and "under-18" are not names: somebody must have said them.
"""

from __future__ import annotations

import re

BLANK = "\x1f"

_LETTER = r"[A-Za-z_\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff]"
_WORD = r"[\w]"
# Words that stay words when a number is hyphenated or glued to them.
_COUNTED = (
    r"(?:top|last|next|first|past|sub|pre|post|over|under|below|above|mid|non|age|aged|plus|minus"
    r"|up|down|each|every|all|any|about|around|circa|approx|ca|than|from|to|by|of|at|in|per|max"
    r"|min|day|days|week|month|x|and|or|is|are|was|only|just)"
)
_CODES = (
    r"(?:EUR|USD|GBP|CHF|JPY|CNY|RMB|INR|BRL|CAD|AUD|HKD|SGD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|RON|RUB"
    r"|UAH|ZAR|KRW|MXN|ILS|AED|SAR|NGN|KES|THB|IDR|VND|EGP|Rs|kr|US|Mio|k)"
)
_HEADS = (
    r"ISO(?:/IEC)?|IEC|IEEE|DIN|EN|RFC|HTTP|HTTPS|Art(?:icle|icles|\.)?|Artikel|Annex|Appendix"
    r"|Recital|SOC|PCI DSS|Windows|Python|Java|Android|iOS|iPhone|Office|Microsoft|Web|Industry"
    r"|Industrie|Postgres|PostgreSQL|MySQL|Angular|Llama|Qwen|Claude|Gemini|GPT|ICD|FIPS|NIST|IFRS|WCAG|TLS"
    r"|gpt|llama|qwen|claude|gemini|covid|utf|sha|iso"
)

# Addresses of pages and mail; the target of a Markdown link.
_LINKS = re.compile(
    r"(?:https?|ftp)://[^\s<>\"'\])]+|\bwww\.[^\s<>\"'\])]+|(?<=\]\()[^\s()]{1,400}(?=\))"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"
)
_NAMES = re.compile(
    # List numbering at a line's start, with a bullet or quote mark before it; numbered headings.
    r"^[ \t>]*(?:[-*+•–·] +)?(?:\*\*|__)?\(?\d{1,3}[.)](?:\*\*|__)?(?=[ \t])"
    r"|^[ \t>]*#{1,6} +\d{1,3}(?:\.\d{1,3})*[.)](?=[ \t])"
    r"|^[ \t>]*\d{1,2}(?:\.\d{1,2}){2,}\.?(?=[ \t])"
    # Issue numbers, versions, addresses of machines, telephone numbers.
    r"|(?<![\w&])#\d++\b"
    r"|(?<![\w.,])(?!\d{1,3}(?:\.\d{3})+(?![\d.]))\d{1,5}(?:\.\d{1,5}){2,}(?:-[a-z]+(?:\.?\d+)?)?(?![\w%])"
    r"|(?<!\w)(?!\+\d{1,3}(?: \d{3})+(?!\d))(?=\+(?:[ \-./()]{0,2}\d){7})"
    r"\+\d{1,3}(?:[ \-./()]{1,2}\d{2,8}){1,5}(?!\w)"
    # Fixed phrases.
    r"|(?<![\w/.,])(?:24[/x×]7|1:1s?|9/11)(?![\w/.,]\d|\d)"
    # Labels behind a head: "HTTP 404", "ISO/IEC 27001:2022", "Article 22(1)", "type 2 diabetes".
    rf"|(?<!\w)(?:{_HEADS})[ -]v?\d+(?:[.:]\d+)*(?:\(\d\))*(?:-\d*[A-Za-z]\w*)*"
    r"(?![\w%]|[.,]\d| ?[%€$£])"
    r"|§§? ?\d+\w?(?:\(\d\))*"
    r"|(?i:(?<!\w)type [12](?= diabet))"
    # Digits glued to a word, and what is glued to them in turn: "p95", "GPT4o-mini", "data_2.csv".
    rf"|(?<!\w)(?!{_COUNTED}\d)(?!{_CODES}\d)(?:(?=(?P<w>{_LETTER}+))(?P=w))\d{_WORD}*+"
    rf"(?:[-_.](?=\w*\d){_WORD}++)*(?!%)"
    # An upper-case or capitalised word, a hyphen, digits: "COVID-19", "Llama-3.1", "F-16".
    rf"|(?<!\w)(?!(?i:{_COUNTED})-)(?!{_CODES}-)[A-Z][A-Za-z]*+-\d++(?:\.\d+)*+[A-Za-z]*+(?!\d|%)"
    # Digits with an upper-case tail: "3D", "4G", "2FA", "3PL"; hashes; the 95th percentile.
    r"|(?<![\w.,])\d++(?!(?:K|M|B|T|MM|KB|MB|GB|TB|GW|MW|KW|X|PM|AM|H|EUR|USD|GBP|CHF|€)(?!\w))"
    r"(?!(?:MWh|GWh|Mio|Mrd|Mbit|Gbit|Mbps|Gbps|MEUR|TEUR)(?!\w))[A-Z]\w*+"
    r"|(?<![\w.,])\d++(?=[a-z]+\d)(?!e[+-]?\d+(?!\w))(?!(?:h|min|m)\d\d?(?:m|min|s|sec)?(?!\w))[a-z]\w*+"
    # "building 17-B": a single capital after the hyphen makes a designation.
    r"|(?<![\w.,])\d{1,4}-[A-Z](?!\w|\.\d)"
    r"|(?<![\w.,])\d{1,2}(?:st|nd|rd|th)(?=[ -]percentiles?\b)",
    re.MULTILINE,
)


def _blank(match: re.Match[str]) -> str:
    return BLANK * len(match.group())


def blank_links(text: str) -> str:
    """The text, same length, with web and mail addresses overwritten by `BLANK`."""
    return _LINKS.sub(_blank, text)


def blank_names(text: str) -> str:
    """The text, same length, with every name that holds digits overwritten by `BLANK`."""
    return _NAMES.sub(_blank, text)
