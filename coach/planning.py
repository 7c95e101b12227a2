"""Which questions to practise: by role, level and competency, or by a job description."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from ..errors import UsageError
from ..provenance import sentences
from .bank import Bank, Question
from .read import is_grader_order

MAX_QUESTIONS = 20
_ROLE_WORDS = {
    "legal-compliance": ("legal counsel", "lawyer", "compliance", "privacy officer", "attorney"),
    "engineering-manager": ("engineering manager", "head of engineering", "ml manager"),
    "programme-manager": ("programme manager", "program manager", "project manager", "delivery"),
    "product-manager": ("product manager", "product owner", "product lead"),
    "designer": ("designer", "ux ", "user research"),
    "data-engineer": ("data engineer", "analytics engineer", "data platform"),
    "ml-engineer": ("ml engineer", "machine learning engineer", "mlops", "ai engineer"),
    "data-scientist": ("data scientist", "applied scientist", "research scientist"),
    "analyst": ("analyst", "business intelligence"),
}
_LEVEL_WORDS = {
    "staff": ("staff", "principal", "head of", "director"),
    "senior": ("senior", "lead ", "sr."),
    "junior": ("junior", "graduate", "entry level", "intern", "trainee"),
    "mid": ("mid-level", "intermediate"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a job description asks for, with the words of it that say so."""

    role: str | None
    level: str | None
    competencies: tuple[str, ...]
    words: dict[str, tuple[str, ...]]


def read_job_description(text: str, bank: Bank) -> Wanted:
    """Return what a job description asks for, what it names most first.

    Sentences that give orders to the software are not read. Raises `UsageError` for a text in
    which no competency of the bank is found.
    """
    kept = [s.text for s in sentences(text) if not is_grader_order(s.text)]
    plain = " ".join(" ".join(kept).casefold().split())
    words = {
        c.competency: tuple(sign for sign in c.signs if sign.casefold() in plain)
        for c in bank.competencies
    }
    found = sorted((c for c in words if words[c]), key=lambda c: -len(words[c]))
    if not found:
        raise UsageError(
            "nothing in this job description names a competency of the question bank; choose "
            "with --role, --level and --competency"
        )
    return Wanted(
        _first_named(_ROLE_WORDS, plain),
        _first_named(_LEVEL_WORDS, plain),
        tuple(found),
        {c: words[c] for c in found},
    )


def choose(
    bank: Bank,
    count: int,
    *,
    role: str | None = None,
    level: str | None = None,
    competencies: Sequence[str] = (),
    seen: Collection[str] = (),
) -> list[Question]:
    """Return `count` questions, taking turns between competencies, those not seen before first.

    Raises `UsageError` for an unknown name, or when fewer questions fit.
    """
    if not 1 <= count <= MAX_QUESTIONS:
        raise UsageError(f"a session has 1 to {MAX_QUESTIONS} questions, not {count}")
    fitting = bank.select(role, level, competencies)
    if not fitting:
        raise UsageError("no question fits role, level and competency together; drop one of them")
    order = list(competencies) or [c.competency for c in bank.competencies]
    by_competency = [
        sorted(
            (q for q in fitting if bank.competency_of(q.id).competency == name),
            key=lambda q: (q.id in seen, q.kind != "behavioural"),
        )
        for name in order
    ]
    # Turn by turn; of every three questions of a competency the third is about an approach.
    mixed = [_mixed(questions) for questions in by_competency if questions]
    dealt = [q for hand in zip_longest(*mixed) for q in hand if q is not None]
    dealt.sort(key=lambda q: q.id in seen)
    if len(dealt) < count:
        raise UsageError(f"only {len(dealt)} questions fit; ask for fewer, or drop a limit")
    return dealt[:count]


def _mixed(questions: Sequence[Question]) -> list[Question]:
    stories = [q for q in questions if q.kind == "behavioural"]
    approaches = [q for q in questions if q.kind == "approach"]
    dealt: list[Question] = []
    while stories or approaches:
        take_approach = approaches and (len(dealt) % 3 == 2 or not stories)
        dealt.append(approaches.pop(0) if take_approach else stories.pop(0))
    return dealt


def _first_named(words: dict[str, tuple[str, ...]], text: str) -> str | None:
    places = {
        name: min((at for w in listed if (at := text.find(w)) >= 0), default=-1)
        for name, listed in words.items()
    }
    named = {name: at for name, at in places.items() if at >= 0}
    return min(named, key=lambda name: named[name]) if named else None
