"""Judge: which questions to ask, ranked by impact × uncertainty; what is answered is not asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from .brief import Archetype, BriefQuestion
from .chain import Chain
from .playbook import Kind, Question, load_playbook
from .playbook.schema import Function
from .read import Sentence
from .wording import Wording, lower_first

SLOT_QUESTIONS = ("baseline", "target", "deadline")
_SECTIONS: Mapping[Function, list[str]] = {
    "product": ["approach", "metrics", "readiness"],
    "data": ["approach", "data", "readiness"],
    "engineering": ["approach", "dependencies", "readiness"],
    "legal": ["dependencies", "risks", "readiness"],
}
_SURE_OF_KIND = 0.6
_ANSWERED = 0.62  # cosine above which a sentence with a cue word counts as an answer


def open_questions(
    archetype: Archetype,
    kind: Kind,
    wording: Wording,
    chain: Chain,
    sentences: Sequence[Sentence],
    answered: Mapping[str, str],
) -> list[BriefQuestion]:
    """Return all open questions, the most important first; `answered` maps ids to answers."""
    found = [
        *_contradictions(chain),
        *_kind_question(archetype),
        *_slot_questions(chain),
        *_card_questions(kind, wording, sentences),
    ]
    still_open = [q for q in found if q.id not in answered and q.priority > 0]
    return sorted(still_open, key=lambda q: -q.priority)


def question_ids(kind: Kind) -> list[str]:
    """Return the ids that an answer to a brief of this kind may have."""
    return [*SLOT_QUESTIONS, "kind", *(q.id for q in kind.questions)]


def _question(
    id: str,
    text: str,
    why: str,
    who: Function,
    recommended: str,
    impact: int,
    uncertainty: float,
    sections: list[str] | None = None,
) -> BriefQuestion:
    return BriefQuestion(
        id=id,
        text=text,
        why=why,
        who=who,
        recommended=recommended,
        impact=impact,
        uncertainty=round(uncertainty, 2),
        priority=round(impact * uncertainty, 2),
        sections=sections or _SECTIONS[who],
    )


def _contradictions(chain: Chain) -> list[BriefQuestion]:
    return [
        _question(
            "baseline",
            f"You give {a.number.text} and {b.number.text} for {lower_first(name)}: which holds?",
            "Every later comparison starts from this value.",
            "data",
            "Take the value whose source both of you can open, and note the date.",
            5,
            1.0,
            ["metrics", "readiness"],
        )
        for name, a, b in chain.contradictions[:1]
    ]


def _kind_question(archetype: Archetype) -> list[BriefQuestion]:
    if archetype.p >= _SURE_OF_KIND or not archetype.alternatives:
        return []
    other = load_playbook().kinds[archetype.alternatives[0].id]
    return [
        _question(
            "kind",
            f"Is this mainly {lower_first(archetype.name)}, or {lower_first(other.name)}?",
            "The answer changes the metrics, the data and the approach of this brief.",
            "product",
            f"{archetype.name}, until somebody says otherwise.",
            5,
            1 - archetype.p,
            ["approach", "metrics", "data", "dependencies", "risks", "readiness"],
        )
    ]


def _slot_questions(chain: Chain) -> list[BriefQuestion]:
    primary = chain.primary
    name = lower_first(primary.name)
    found = []
    if primary.baseline.state == "unknown" and primary.baseline.ask and not chain.contradictions:
        found.append(
            _question(
                "baseline",
                f"What is {name} today, and from which source?",
                "Without it nobody can tell later whether the work helped.",
                "data",
                primary.baseline.ask.how,
                5,
                1.0,
                ["metrics", "readiness"],
            )
        )
    if primary.target.state == "unknown":
        found.append(
            _question(
                "target",
                f"Which change in {name} would make the work worth doing?",
                "It sets how good the model must be, how long the test runs and when to stop.",
                "product",
                "The smallest change that pays for the work; ask finance what it is worth.",
                5,
                0.95,
                ["metrics", "readiness"],
            )
        )
    if primary.window.state == "assumed":
        found.append(
            _question(
                "deadline",
                "By when is a result needed, and what happens on that date?",
                "It decides between a simple version now and a better one later.",
                "product",
                "No fixed date; the first review is when the simple baseline has been measured.",
                3,
                0.8,
                ["metrics", "approach"],
            )
        )
    return found


def _card_questions(
    kind: Kind, wording: Wording, sentences: Sequence[Sentence]
) -> list[BriefQuestion]:
    answers = answering_sentences(kind, sentences)
    return [
        _question(
            q.id,
            wording.fill(q.text),
            wording.fill(q.why),
            q.who,
            wording.fill(q.recommended),
            q.impact,
            0.9 if q.id not in answers else 0.0,
        )
        for q in kind.questions
    ]


def answering_sentences(kind: Kind, sentences: Sequence[Sentence]) -> dict[str, Sentence]:
    """Return, by question id, the sentence of the context that answers it, where there is one.

    A sentence counts when it holds one of the question's cue words and is near it in meaning.
    """
    context = [s for s in sentences if s.quote.source == "context"]
    hits = [(q, s) for q in kind.questions for s in context if _has_cue(q, s.text)]
    if not hits:
        return {}
    from ..llm.embedding import embed

    asked = embed([q.text for q, _ in hits])
    said = embed([s.text for _, s in hits])
    near = (asked * said).sum(axis=1)
    best: dict[str, tuple[float, Sentence]] = {}
    for (question, sentence), similarity in zip(hits, near, strict=True):
        if similarity >= _ANSWERED and similarity > best.get(question.id, (0.0, sentence))[0]:
            best[question.id] = (float(similarity), sentence)
    return {id: sentence for id, (_, sentence) in best.items()}


def _has_cue(question: Question, text: str) -> bool:
    return any(
        re.search(rf"\b{re.escape(cue)}", text, re.IGNORECASE) for cue in question.answered_by
    )
