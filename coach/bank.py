"""The question bank: `questions/*.yaml` and a user's own files, as checked values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ..errors import UsageError
from ..shipped import read_yaml
from .moves import Strategy

Role = Literal[
    "ml-engineer",
    "data-scientist",
    "data-engineer",
    "analyst",
    "product-manager",
    "engineering-manager",
    "programme-manager",
    "designer",
    "legal-compliance",
]
Level = Literal["junior", "mid", "senior", "staff"]
Audience = Literal[
    "product manager",
    "engineer",
    "data scientist",
    "lawyer",
    "executive",
    "customer",
    "designer",
    "mixed",
]
ROLES: tuple[str, ...] = get_args(Role)
LEVELS: tuple[str, ...] = get_args(Level)


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class StrategyCheck(_Data):
    """A yes/no check of a question's own strategy; `lacks` ends "Your answer does not say"."""

    id: str
    ask: str
    lacks: str


class Question(_Data):
    """A question, for whom it is, what a strong answer shows, and how to probe it."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    kind: Strategy
    roles: tuple[Role, ...] = Field(min_length=1)
    levels: tuple[Level, ...] = Field(min_length=1)
    text: str = Field(min_length=10, max_length=400)
    audience: Audience = "mixed"
    shows: str
    checklist: tuple[StrategyCheck, ...] = ()
    probes: tuple[str, ...] = ()


class Competency(_Data):
    """A competency, how a job description asks for it, and its questions."""

    competency: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    name: str
    about: str
    signs: tuple[str, ...] = ()
    questions: tuple[Question, ...]


class Bank:
    """Competencies with their questions, in a fixed order."""

    def __init__(self, competencies: Iterable[Competency]) -> None:
        """Raises `UsageError` when two questions share an id."""
        self.competencies = tuple(competencies)
        self._homes: dict[str, Competency] = {}
        self._by_id: dict[str, Question] = {}
        for competency in self.competencies:
            for question in competency.questions:
                if question.id in self._by_id:
                    raise UsageError(f"two questions have the id {question.id!r}; rename one")
                self._by_id[question.id] = question
                self._homes[question.id] = competency

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions."""
        return tuple(self._by_id.values())

    def get(self, id: str) -> Question:
        """Return a question; raises `UsageError` for an unknown id."""
        if id not in self._by_id:
            raise UsageError(f"no question {id!r}; list them with: briefstar questions")
        return self._by_id[id]

    def competency_of(self, id: str) -> Competency:
        """Return the competency that a question asks for."""
        return self._homes[self.get(id).id]

    def find(self, text: str) -> Question | None:
        """Return the question of that id, or that is worded so but for case and spaces."""
        plain = _plain(text)
        return self._by_id.get(text.strip()) or next(
            (q for q in self.questions if _plain(q.text) == plain), None
        )

    def select(
        self,
        role: str | None = None,
        level: str | None = None,
        competencies: Sequence[str] = (),
        kind: str | None = None,
    ) -> list[Question]:
        """Return the questions that fit all that is given; raises `UsageError` for a name."""
        _known("role", role, ROLES)
        _known("level", level, LEVELS)
        for name in competencies:
            _known("competency", name, [c.competency for c in self.competencies])
        return [
            question
            for competency in self.competencies
            if not competencies or competency.competency in competencies
            for question in competency.questions
            if (role is None or role in question.roles)
            and (level is None or level in question.levels)
            and (kind is None or kind == question.kind)
        ]


def load_bank(own: Path | None = None) -> Bank:
    """Return the shipped questions, and those of a user's own file of the same form.

    Raises `UsageError` that names the file and field that is wrong.
    """
    return Bank((*_shipped(), *(read_competencies(own) if own else ())))


def read_competencies(file: Path) -> tuple[Competency, ...]:
    """Read a YAML file that holds one competency, or a list of them."""
    import yaml

    try:
        raw = yaml.safe_load(file.read_text("utf-8"))
    except OSError as error:
        raise UsageError(f"cannot read {file}: {error.strerror}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} is not YAML: {' '.join(str(error).split())[:200]}") from error
    return tuple(
        _competency(entry, str(file)) for entry in (raw if isinstance(raw, list) else [raw])
    )


@cache
def _shipped() -> tuple[Competency, ...]:
    folder = resources.files(__package__) / "questions"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)
    return tuple(_competency(read_yaml(f.read_bytes()), f.name) for f in files)


def _competency(entry: Any, name: str) -> Competency:
    try:
        return Competency.model_validate(entry)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UsageError(f"{name}: {where or 'file'}: {first['msg'].lower()}") from error


def _known(what: str, given: str | None, known: Sequence[str]) -> None:
    if given is not None and given not in known:
        raise UsageError(f"no {what} {given!r}; there are: {', '.join(known)}")


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".?! ")
