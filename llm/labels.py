"""From the likeliest next tokens to probabilities over labels. Pure functions.

A model may write a label in any case, with a space before it, in quotes, or cut into several
tokens, so a token counts for a label when it is the label or the beginning of only one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from ..errors import UsageError

_EDGES = " \t\r\n\"'`*_.,:;()[]"


def check_options(options: Sequence[str]) -> None:
    """Refuse fewer than two options, or options that no token could tell apart."""
    plain = {_plain(option) for option in options}
    if len(options) < 2 or len(plain) != len(options) or "" in plain:
        raise UsageError(
            f"options must be at least two labels that differ in more than case: {list(options)}"
        )


def label_probabilities(
    tokens: Iterable[tuple[str, float]], options: Sequence[str]
) -> tuple[Mapping[str, float], float] | None:
    """Share the mass of next-token log-probabilities among the options.

    Returns the options' probabilities (in the options' order, summing to one) and the mass that
    they had before; None when no token belongs to any option.
    """
    mass = dict.fromkeys(options, 0.0)
    for token, logprob in tokens:
        label = match_label(token, options)
        if label is not None:
            mass[label] += math.exp(min(logprob, 0.0))
    total = sum(mass.values())
    if total <= 0.0:
        return None
    return {label: p / total for label, p in mass.items()}, min(total, 1.0)


def match_label(token: str, options: Sequence[str]) -> str | None:
    """The option that a token stands for: the same but for case and edges, or its only prefix."""
    plain = _plain(token)
    if not any(char.isalnum() for char in plain):
        return None
    fits = [option for option in options if _plain(option).startswith(plain)]
    for option in fits:
        if _plain(option) == plain:
            return option
    return fits[0] if len(fits) == 1 else None


def _plain(text: str) -> str:
    return text.strip(_EDGES).casefold()
