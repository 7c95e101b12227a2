"""Text from a user, made harmless for the format that it is put into."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def markdown(text: str) -> str:
    """Return the text on one line, with Markdown and HTML made harmless."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split())).replace("&", "&amp;")
