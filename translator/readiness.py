"""Judge: may the work start? Computed from what is open; a high-impact unknown is never ready."""

from __future__ import annotations

from collections.abc import Sequence

from .brief import Archetype, BriefQuestion, Readiness
from .playbook import Kind
from .wording import Wording, lower_first

HIGH_IMPACT = 4


def judge_readiness(
    archetype: Archetype, kind: Kind, wording: Wording, questions: Sequence[BriefQuestion]
) -> Readiness:
    """Return the state and every reason for it; `questions` are all that are still open."""
    if archetype.id == "should_not_be_ml":
        return Readiness(
            state="do not build",
            reasons=[
                "As machine learning: " + lower_first(wording.fill(kind.rule_wins)),
                *(f"Stop if: {lower_first(wording.fill(c))}" for c in kind.do_not_build),
            ],
        )
    blocking = [q for q in questions if q.impact >= HIGH_IMPACT]
    if not blocking:
        return Readiness(state="ready", reasons=["No question of high impact is open."])
    return Readiness(
        state="needs answers",
        reasons=[f"Open ({q.who}): {q.text}" for q in blocking],
    )
