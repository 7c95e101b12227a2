"""Where ideas come from: a file, a text, a mapping, or briefs; as fields, not yet as figures."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ...errors import UsageError
from ..brief import Brief
from .amounts import READERS
from .lines import read_lines

MAX_BYTES = 1_000_000
Source = str | Path | Mapping[str, Any] | Brief | Sequence[Path | Brief | Mapping[str, Any]]
_A_BRIEF = {"goal", "context", "archetype", "readiness"}
_TOLD = re.compile(r"^\W*(impact|effort|confidence|cost)\s*[:=]\s*(.+)$", re.IGNORECASE)
_EXAMPLE = '"- Rank search results: impact 100k to 300k EUR a year, effort 4 to 8 weeks"'


@dataclass(slots=True)
class Given:
    """What was given: settings, ideas as (where, fields), and notes on what was left aside."""

    settings: dict[str, Any] = field(default_factory=dict)
    ideas: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, other: Given) -> None:
        """Take in what another source gave."""
        for key, value in other.settings.items():
            if str(self.settings.setdefault(key, value)) != str(value):
                raise UsageError(f"{key} is given as {self.settings[key]} and as {value}: give one")
        self.ideas += other.ideas
        self.notes += other.notes


def gather(source: Source) -> Given:
    """Return the fields of every idea. Raises `UsageError` for what cannot be read."""
    if isinstance(source, Path):
        return _of_text(_file_text(source), str(source), source.suffix.lower())
    if isinstance(source, str):
        return _of_text(source, "the text", "")
    if isinstance(source, Brief):
        return Given(ideas=[(f"the brief {source.title}", _of_brief(source))])
    if isinstance(source, Mapping):
        return _of_data(source, "the mapping")
    given = Given()
    for number, item in enumerate(source, 1):
        if isinstance(item, Mapping) and not item.keys() >= _A_BRIEF:
            given.add(Given(ideas=[(f"idea {number}", item)]))
        else:
            given.add(gather(item))
    return given


def _of_text(text: str, where: str, suffix: str) -> Given:
    start = text.lstrip()[:1]
    if suffix == ".json" or (not suffix and start in ("{", "[")):
        try:
            return _of_data(json.loads(text), where)
        except (ValueError, RecursionError):
            raise UsageError(f"{where} is not JSON: check its brackets and commas") from None
    if suffix in (".yaml", ".yml") or re.search(r"(?m)^ideas\s*:", text):
        return _of_data(_yaml(text, where), where)
    settings, ideas, notes = read_lines(text)
    if not any(len(fields) > 1 for _, fields in ideas) and len(ideas) < 2:
        raise UsageError(f"{where} holds no ideas: write one a line, as in {_EXAMPLE}")
    return Given(dict(settings), [(f"line {n}", fields) for n, fields in ideas], notes)


def _of_data(data: Any, where: str) -> Given:
    if isinstance(data, list):
        if not all(isinstance(item, Mapping) for item in data):
            raise UsageError(f"{where} must list ideas as mappings, or briefs")
        return gather(data)
    if not isinstance(data, Mapping):
        raise UsageError(f"{where} must hold `ideas:` with one entry an idea, as in {_EXAMPLE}")
    if data.keys() >= _A_BRIEF:
        from pydantic import ValidationError

        try:
            return gather(Brief.model_validate(data))
        except ValidationError:
            raise UsageError(f"{where} is a brief of another version: draft it again") from None
    ideas = data.get("ideas")
    if not isinstance(ideas, list) or not ideas:
        raise UsageError(f"{where} holds no ideas: list them under `ideas:`, each with a name")
    for number, item in enumerate(ideas, 1):
        if not isinstance(item, Mapping):
            raise UsageError(f"{where}: idea {number} must be a mapping with a name")
    settings = {key: value for key, value in data.items() if key != "ideas"}
    return Given(settings, [(f"idea {n}", item) for n, item in enumerate(ideas, 1)])


def _of_brief(brief: Brief) -> dict[str, Any]:
    """A brief's idea; figures only from lines such as "Effort: 4 weeks" in what the user said."""
    fields: dict[str, Any] = {"name": brief.title, "needs": [d.what for d in brief.dependencies]}
    texts = [brief.goal, brief.context, *(answer.quote.text for answer in brief.answers)]
    for line in "\n".join(texts).splitlines():
        if told := _TOLD.match(line):
            key = told[1].lower()
            try:
                READERS[key](key, told[2])
            except UsageError:  # prose that happens to begin so
                continue
            fields.setdefault(key, told[2].strip())
    return fields


def _yaml(text: str, where: str) -> Any:
    """YAML with its scalars as they were written; a key that stands twice is refused."""
    import yaml

    class Loader(yaml.BaseLoader):
        def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
            keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
            if twice := next((key for key in keys if keys.count(key) > 1), None):
                line = node.start_mark.line + 1
                raise UsageError(f"{where}: {twice} stands twice in what begins at line {line}")
            return super().construct_mapping(node, deep)

    try:
        return yaml.load(text, Loader=Loader)  # noqa: S506 - a BaseLoader builds only texts
    except (yaml.YAMLError, RecursionError, TypeError) as error:
        mark = getattr(error, "problem_mark", None)
        at = f" (line {mark.line + 1})" if mark else ""
        raise UsageError(f"{where} is not YAML{at}: check its indents, quote odd names") from None


def _file_text(path: Path) -> str:
    try:
        with path.expanduser().open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise UsageError(f"the ideas file {path} cannot be read: {reason}") from None
    if len(data) > MAX_BYTES:
        raise UsageError(f"the ideas file {path} is larger than 1 MB: give the ideas alone")
    if b"\0" in data:
        raise UsageError(f"the ideas file {path} is binary or UTF-16: save it as text (UTF-8)")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(
            f"the ideas file {path} is not UTF-8 text (byte {error.start:,}): save it as UTF-8"
        ) from None
