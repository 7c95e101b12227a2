"""Pieces of texts, from plain to hostile, for arithmetic that has to read any of them."""

from __future__ import annotations

PIECES = [
    "40%", "100%", "200%", "0%", "0.0001%", "a third of them", "one in nine", "from 5% to 3%",
    "2.5 points", "7 of 9", "1 in 0", "99.9% accuracy", "3 to 5 weeks", "12 minutes each",
    "instead of 6 minutes", "5 ms", "every two weeks", "once a quarter", "nightly", "3 fortnights",
    "20 working days", "8 hours a day", "$30 an hour", "€5", "¥900", "$2.50 per call",
    "per 1,000 calls", "budget of $4,000", "1,000 a day", "two clerks", "6 épées a day",
    "5 日 a day", "4 sqrt a week", "9 ifs each", "3 lambdas a minute", "5 classes", "0", "½", "٣",
    "3.", "2026", "9" * 40, "1e309", "−5", "−3%", "each", "of those", "and", "the rest", "calls",
    "wrong", "found", "total cost", "how many days", "__class__", ",", ";", ".", "?", "\n", "“",
    "\u202e",
]  # fmt: skip
