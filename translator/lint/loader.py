"""Read and validate the linter's data: rules and word lists."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

from pydantic import TypeAdapter

from ...shipped import read_yaml
from .lexicon import Forms
from .schema import Rule, Words


def _read(name: str) -> Any:
    return read_yaml((resources.files(__package__) / name).read_bytes())


@cache
def load_rules() -> dict[str, Rule]:
    """All rules by id, in the order of their ids."""
    files = ("vague", "wording", "goals", "figures", "form")
    adapter = TypeAdapter(list[Rule])
    rules = [
        rule for name in files for rule in adapter.validate_python(_read(f"rules_{name}.yaml"))
    ]
    found = {rule.id: rule for rule in sorted(rules, key=lambda r: r.id)}
    if len(found) != len(rules):
        raise ValueError("lint rules: an id is defined twice")
    return found


@cache
def load_words() -> Words:
    """The word lists that several rules share."""
    return Words.model_validate(_read("words.yaml"))


@cache
def verb_forms() -> Forms:
    """The verb forms, with the exceptions of the word lists."""
    words = load_words()
    return Forms(words.irregular, words.doubling)
