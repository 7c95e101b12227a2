"""briefstar: from a vague goal to a brief that product and engineering can both sign.

The public functions and types; each is imported when it is first used, so that
`import briefstar` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .errors import BriefstarError, CheckFailed, ModelError, UsageError

if TYPE_CHECKING:
    from . import calculators
    from .coach.grade import Grade
    from .coach.grading import agrade_answer, astream_grade, grade_answer, stream_grade
    from .coach.practice import PracticeSession
    from .library.library import Library
    from .llm.endpoint import open_model
    from .translator.brief import Brief
    from .translator.drafting import (
        adraft_brief,
        astream_brief,
        brief_runnable,
        draft_brief,
        stream_brief,
    )
    from .translator.ideas import Ranking, rank_ideas
    from .translator.impact import Impact, aexplain_impact, explain_impact, stream_impact
    from .translator.lint import lint_text
    from .translator.markdown import to_markdown

__all__ = [
    "Brief",
    "BriefstarError",
    "CheckFailed",
    "Grade",
    "Impact",
    "Library",
    "ModelError",
    "PracticeSession",
    "Ranking",
    "UsageError",
    "adraft_brief",
    "aexplain_impact",
    "agrade_answer",
    "astream_brief",
    "astream_grade",
    "brief_runnable",
    "calculators",
    "draft_brief",
    "explain_impact",
    "grade_answer",
    "lint_text",
    "open_model",
    "rank_ideas",
    "stream_brief",
    "stream_grade",
    "stream_impact",
    "to_markdown",
]

_HOMES = {
    "Brief": ".translator.brief",
    "Grade": ".coach.grade",
    "PracticeSession": ".coach.practice",
    "agrade_answer": ".coach.grading",
    "astream_grade": ".coach.grading",
    "grade_answer": ".coach.grading",
    "stream_grade": ".coach.grading",
    "adraft_brief": ".translator.drafting",
    "astream_brief": ".translator.drafting",
    "brief_runnable": ".translator.drafting",
    "draft_brief": ".translator.drafting",
    "Impact": ".translator.impact",
    "aexplain_impact": ".translator.impact",
    "explain_impact": ".translator.impact",
    "stream_impact": ".translator.impact",
    "lint_text": ".translator.lint",
    "Library": ".library.library",
    "Ranking": ".translator.ideas",
    "rank_ideas": ".translator.ideas",
    "open_model": ".llm.endpoint",
    "stream_brief": ".translator.drafting",
    "to_markdown": ".translator.markdown",
}


def __getattr__(name: str) -> Any:
    if name == "calculators":
        return import_module(".calculators", __name__)
    if home := _HOMES.get(name):
        return getattr(import_module(home, __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
