"""The shared word lists as compiled patterns, for lower-case text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from .lexicon import phrase_pattern
from .loader import load_words


@dataclass(frozen=True)
class Vocabulary:
    """Patterns over the lists of `words.yaml`; model metrics include those of services."""

    product_metric: re.Pattern[str]
    model_metric: re.Pattern[str]
    product_or_rate: re.Pattern[str]
    rate: re.Pattern[str]
    dimensioned: re.Pattern[str]
    rare_event: re.Pattern[str]
    balanced_metric: re.Pattern[str]
    technique: re.Pattern[str]
    capability: re.Pattern[str]
    hopeless: re.Pattern[str]
    restricted: re.Pattern[str]
    people: re.Pattern[str]


def _singular(nouns: Iterable[str]) -> list[str]:
    return [noun.removesuffix("s") for noun in nouns]


@cache
def vocabulary() -> Vocabulary:
    """Compile the word lists, once a process."""
    words = load_words()
    return Vocabulary(
        product_metric=phrase_pattern(words.product_metrics),
        model_metric=phrase_pattern([*words.model_metrics, *words.service_metrics]),
        product_or_rate=phrase_pattern([*words.product_metrics, *words.rates]),
        rate=phrase_pattern(words.rates),
        dimensioned=phrase_pattern([*words.dimensioned, *(f"{w}s" for w in words.dimensioned)]),
        rare_event=phrase_pattern(words.rare_events),
        balanced_metric=phrase_pattern(words.balanced_metrics),
        technique=phrase_pattern(words.techniques),
        capability=phrase_pattern(words.capabilities),
        hopeless=phrase_pattern(words.hopeless),
        restricted=phrase_pattern(words.restricted),
        people=phrase_pattern([*words.people, *_singular(words.people)]),
    )
