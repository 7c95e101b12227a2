"""Read, validate and cross-check the playbook's YAML files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from pydantic import TypeAdapter

from ...errors import BriefstarError
from ...shipped import read_yaml
from .schema import Domain, Kind, Metric, Source, Theme

T = TypeVar("T", Kind, Metric, Source, Domain, Theme)


class PlaybookError(BriefstarError):
    """The playbook's data contradict themselves: an author's mistake."""


@dataclass(frozen=True, slots=True)
class Playbook:
    """All kinds, metrics, sources, domains and themes by id, and a hash of their files."""

    kinds: Mapping[str, Kind]
    metrics: Mapping[str, Metric]
    sources: Mapping[str, Source]
    domains: Mapping[str, Domain]
    themes: Mapping[str, Theme]
    sha256: str


def _read(file: Traversable, digest: Any) -> Any:
    text = file.read_bytes()
    digest.update(file.name.encode() + b"\0" + text)
    return read_yaml(text)


def _by_id(rows: list[T]) -> dict[str, T]:
    found: dict[str, T] = {}
    for row in rows:
        if row.id in found:
            raise PlaybookError(f"playbook: {row.id!r} is defined more than once")
        found[row.id] = row
    return found


def _yaml_files(folder: Traversable, prefix: str = "") -> list[Traversable]:
    names = [f for f in folder.iterdir() if f.name.endswith(".yaml") and f.name.startswith(prefix)]
    return sorted(names, key=lambda f: f.name)


@cache
def load_playbook() -> Playbook:
    """Load the shipped playbook; raise `PlaybookError` where a reference leads nowhere."""
    root = resources.files(__package__)
    digest = hashlib.sha256()
    sources = [
        row
        for f in _yaml_files(root, "sources")
        for row in TypeAdapter(list[Source]).validate_python(_read(f, digest))
    ]
    metrics = [
        row
        for f in _yaml_files(root / "metrics")
        for row in TypeAdapter(list[Metric]).validate_python(_read(f, digest))
    ]
    kinds = [Kind.model_validate(_read(f, digest)) for f in _yaml_files(root / "kinds")]
    domains = TypeAdapter(list[Domain]).validate_python(_read(root / "domains.yaml", digest))
    themes = TypeAdapter(list[Theme]).validate_python(_read(root / "stories.yaml", digest))
    playbook = Playbook(
        _by_id(kinds),
        _by_id(metrics),
        _by_id(sources),
        _by_id(domains),
        _by_id(themes),
        digest.hexdigest(),
    )
    _cross_check(playbook)
    return playbook


def _cross_check(playbook: Playbook) -> None:
    for metric in playbook.metrics.values():
        _known(metric.id, metric.sources, playbook.sources, "source")
    for kind in playbook.kinds.values():
        _known(kind.id, kind.sources, playbook.sources, "source")
        used = [*kind.product_metrics, *(m.metric for m in kind.model_metrics)]
        _known(kind.id, [*used, *(g.metric for g in kind.guardrails)], playbook.metrics, "metric")
        for link in kind.model_metrics:
            if link.moves not in kind.product_metrics:
                raise PlaybookError(
                    f"playbook: {kind.id}: {link.metric} moves {link.moves!r}, "
                    "which is not among its product metrics"
                )
    for domain in playbook.domains.values():
        _known(domain.id, list(domain.words), playbook.kinds, "kind")


def _known(owner: str, ids: list[str], table: Mapping[str, object], what: str) -> None:
    if missing := sorted(set(ids) - table.keys()):
        raise PlaybookError(f"playbook: {owner}: unknown {what} {', '.join(missing)}")
