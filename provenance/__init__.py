"""Where every quote and figure comes from, and the scan that refuses those that come from nowhere.

Quotes with offsets into labelled sources; figures that are said, computed or assumed; a reader of
numbers in any notation. Imports nothing of briefstar but `briefstar.errors`.
"""

from __future__ import annotations

from .attributions import scan_quotes, unknown_names
from .dates import Date
from .figures import Figure, Input, Ledger, format_value, pattern
from .numbers import Number, find_numbers
from .quotes import Quote, Sources
from .scan import Violation, enforce, scan, strip_sentences
from .sentences import Span, sentences, without_marker

__all__ = [
    "Date",
    "Figure",
    "Input",
    "Ledger",
    "Number",
    "Quote",
    "Sources",
    "Span",
    "Violation",
    "enforce",
    "find_numbers",
    "format_value",
    "pattern",
    "scan",
    "scan_quotes",
    "sentences",
    "strip_sentences",
    "unknown_names",
    "without_marker",
]
