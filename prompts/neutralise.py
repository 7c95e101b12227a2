"""Make text from a user harmless inside a prompt: data, never structure.

Only the copy that a model reads is changed; quotes and offsets always refer to the original.
"""

from __future__ import annotations

import re
import unicodedata

# Chat-template control tokens of the common model families, and our own fence.
_CONTROL = re.compile(
    r"<\|[^|<>\n]{0,40}\|>|<｜[^｜<>\n]{0,40}｜>|\[/?(?:INST|SYS)\]|<</?SYS>>"
    r"|</?\s*(?:text|document|context|data|answer|system|user|assistant|s|bos|eos|think"
    r"|tool_call|tool_response|start_of_turn|end_of_turn)\b[^<>\n]{0,40}>",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"^[ \t>#*`-]*(system|assistant|user|human|developer|instruction)s?[ \t]*:", re.I | re.M
)
_FENCES = re.compile(r"`{3,}|~{3,}|-{5,}|={5,}|#{3,}")
_BLANK_LINES = re.compile(r"\n\s*\n\s*")
_KEPT_CONTROLS = "\n\t"


def neutralise(text: str) -> str:
    """Return `text` without control tokens, role labels, fences or invisible characters.

    Braces are replaced too, so that user text never becomes a mark such as `{f1}`. The result
    is stable: neutralising it again changes nothing.
    """
    visible = "".join(
        c
        for c in unicodedata.normalize("NFC", text)
        if c in _KEPT_CONTROLS or unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs", "Cn")
    )
    previous = None
    while previous != visible:
        previous = visible
        visible = _CONTROL.sub(" ", visible)
        visible = _FENCES.sub(" ", visible)
        visible = _ROLE.sub(r"\1 -", visible)
        visible = visible.replace("{", "(").replace("}", ")")
        visible = _BLANK_LINES.sub("\n", visible)
    return visible.strip()


def fence(text: str) -> str:
    """Neutralise `text` and put it between `<text>` tags, the one fence our prompts use."""
    return f"<text>\n{neutralise(text)}\n</text>"
