"""Errors by audience; the one leaf module that every part of briefstar may import.

BriefstarError
├── UsageError     the caller's mistake; the message says what to do
├── ModelError     the endpoint or model failed; carries attempts, usage and the last text
└── CheckFailed    a reply broke a rule; its message goes back to the model
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class BriefstarError(Exception):
    """Base of all errors that briefstar raises on purpose."""


class UsageError(BriefstarError):
    """The caller's mistake. The message is one line and says what to do."""


class ModelError(BriefstarError):
    """The endpoint refused, failed, or kept giving unusable replies.

    `attempts` counts the calls made, `usage` is what they cost (an `llm.Usage`, if any reply
    arrived), `last_text` is the last raw reply. Never carries a key or a header.
    """

    def __init__(
        self, message: str, *, attempts: int = 1, usage: Any = None, last_text: str | None = None
    ) -> None:
        super().__init__(message)
        self.attempts = attempts
        self.usage = usage
        self.last_text = last_text


class CheckFailed(BriefstarError):
    """A reply broke a rule. The message is addressed to the model: what was wrong, what to do."""


def bad_settings(error: Any, variable: Callable[[str], str]) -> UsageError:
    """Return the error for environment variables that pydantic refuses, without their values.

    `error` is its `ValidationError`; `variable` names the variable of a field.
    """
    faults = error.errors(include_url=False, include_context=False, include_input=False)
    told = "; ".join(f"{variable(str(fault['loc'][0]))}: {fault['msg']}" for fault in faults)
    return UsageError(f"a setting cannot be used: {told}")
