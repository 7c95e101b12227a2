"""The labelled answers of `evals/answers/`: synthetic, each sentence with what its author meant.

`tune_*` files fit the heads and may be looked at; `held_*` files are kept aside: report their
figures, never adjust to their sentences.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from typing import Any

from ..provenance import sentences
from ..shipped import read_yaml

SPLITS = ("tune", "held")


@dataclass(frozen=True, slots=True)
class LabelledSentence:
    """One sentence, its meant part, and the tags of what it shows."""

    text: str
    part: str
    shows: frozenset[str]


@dataclass(frozen=True, slots=True)
class Answer:
    """A synthetic answer to a question; `story` is the way of telling that its author meant."""

    id: str
    kind: str
    tier: str
    story: str
    question: str
    sentences: tuple[LabelledSentence, ...]
    paraphrase_of: str | None = None

    @property
    def text(self) -> str:
        """The whole answer."""
        return " ".join(s.text for s in self.sentences)

    def without(self, part: str) -> str:
        """The answer without the sentences of one part."""
        return " ".join(s.text for s in self.sentences if s.part != part)


def load_answers(split: str) -> list[Answer]:
    """Return the answers of a half: `tune` or `held`."""
    return [
        _answer(entry)
        for name, text in _files()
        if name.startswith(split)
        for entry in read_yaml(text)
    ]


def triples(answers: list[Answer]) -> list[tuple[Answer, Answer, Answer]]:
    """Return (weak, middling, strong) answers to the same question."""
    by_id = {a.id: a for a in answers}
    return [
        (by_id[f"{stem}w"], by_id[f"{stem}m"], by_id[f"{stem}s"])
        for stem in sorted(i[:-1] for i in by_id if i.endswith("s"))
        if {f"{stem}w", f"{stem}m"} <= by_id.keys()
    ]


def load_attacks(kind: str, split: str) -> list[str]:
    """Return texts of `attacks.yaml`: `padding`, `orders`, `nonsense` or `question_orders`."""
    raw = read_yaml(dict(_files())["attacks.yaml"])
    return list(raw[kind][split])


def load_orders() -> tuple[list[str], list[str]]:
    """Return orders to the grader, and story sentences that speak of grades: to fit a head on."""
    raw = read_yaml((resources.files(__package__) / "orders.yaml").read_text("utf-8"))
    cut = [s.text for text in load_attacks("orders", "tune") for s in sentences(text)]
    return [*raw["orders"], *cut], list(raw["stories"])


def load_talk() -> list[str]:
    """Return sentences that are no evidence: talk, and the padding of the half `tune`."""
    raw = read_yaml((resources.files(__package__) / "talk.yaml").read_text("utf-8"))
    padding = [s.text for text in load_attacks("padding", "tune") for s in sentences(text)]
    return [*(text for kind in raw.values() for text in kind), *padding]


def answers_sha256(split: str) -> str:
    """Return the hash of a half with what else is fitted on, so that a result can name its data."""
    told = "\0".join(text for name, text in _files() if name.startswith(split))
    if split == "tune":
        beside = resources.files(__package__)
        told += "".join((beside / f"{name}.yaml").read_text("utf-8") for name in ("orders", "talk"))
    return hashlib.sha256(told.encode()).hexdigest()


def _files() -> Iterator[tuple[str, str]]:
    folder = resources.files(__package__) / "answers"
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".yaml"):
            yield file.name, file.read_text("utf-8")


def _answer(entry: dict[str, Any]) -> Answer:
    return Answer(
        entry["id"],
        entry["kind"],
        entry["tier"],
        entry["story"],
        entry["question"],
        tuple(
            LabelledSentence(s["text"], str(s["part"]), frozenset(s["shows"]))
            for s in entry["sentences"]
        ),
        entry.get("paraphrase_of"),
    )
