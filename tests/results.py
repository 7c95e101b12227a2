"""Real results of every kind, made with fake models, and the same with other texts in them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from briefstar import explain_impact, rank_ideas
from briefstar.coach.grading import grade_answer
from briefstar.library.kinds import read_result
from briefstar.llm.fake import FakeModel
from briefstar.translator.drafting import draft_brief
from hypothesis import strategies as st

from tests.coach_fakes import STORY, CoachScript
from tests.fakes import BriefScript
from tests.impact_fakes import ROLES, RoleScript

if TYPE_CHECKING:
    from briefstar.library.kinds import Result

KINDS = ("brief", "impact", "dated", "ranking", "grade")
_TEXTS = {
    "title", "text", "why", "what", "name", "how", "when", "trade_off", "idea", "means", "goal",
    "context", "note", "recommended", "risk", "mitigation", "question", "answer", "formula",
    "outcome", "aim", "user_story", "headline", "ask", "rules_out", "example", "told",
}  # fmt: skip
HOSTILE = (
    "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\u200b=1", "＝1", '"',
    "a,b\r\nc;d", "@octocat", "org/team @org/team", "fixes #12", "o/r#3", "GH-7",
    "https://github.com/o/r/issues/1", "www.example.com", "me@example.com", "0123abc", "deadbeef",
    "<img src=x onerror=1>", "<script>", "</p>", "[x](javascript:1)", "![p](http://a/b)", "# h",
    "- [ ] x", "1. x", "```", "{code}", "[~admin]", "\\{html}", "BEGIN:VEVENT", "a\nEND:VCALENDAR",
    "\\n\\;\\,", "x\x00\x0b\u2028y", "]]>", "&lt;", "&#64;octocat", "ﷺ" * 30, "😀" * 120,
    "| a |", "Łódź", "word " * 60,
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=12), min_size=1, max_size=4).map(
    "".join
)


@cache
def a_result(kind: str) -> Result:
    """A result as its command makes it; "dated" is an impact that knows days."""
    makers: dict[str, Callable[[], Result]] = {
        "brief": lambda: draft_brief(
            "Too many people cancel before the trial converts to a paid plan",
            "31% of trials convert today; we want 38% by the end of Q2. GDPR applies.",
            model=FakeModel(
                BriefScript(roles={"31%": "today"}, measure="share of trials that convert")
            ),
        ),
        "impact": lambda: explain_impact(
            "We raise 1,000 alerts a day at 20% precision and each takes an analyst 5 minutes.",
            model=FakeModel(RoleScript(ROLES)),
        ),
        "dated": lambda: explain_impact(
            "Three engineers until 1 June 2027, rules or a small model.",
            toward="technical",
            today=date(2026, 11, 24),
        ),
        "ranking": lambda: rank_ideas(
            {
                "ideas": [
                    {"name": "Search", "impact": "2 to 4", "effort": "3 to 5 weeks"},
                    {"name": "Chat", "impact": "8", "effort": "30 weeks", "risk": "Costs more."},
                ]
            }
        ),
        "grade": lambda: grade_answer(
            "Tell me about a time you repaired trust in a model.",
            " ".join(STORY),
            model=FakeModel(CoachScript()),
        ),
    }
    return makers[kind]()


@st.composite
def results(draw: st.DrawFn, kinds: tuple[str, ...] = KINDS) -> Result:
    """A result whose free texts are replaced, some of them, by hostile ones."""
    texts = draw(st.lists(TEXTS, min_size=1, max_size=8))
    step = draw(st.integers(1, 3))
    seen = 0

    def changed(value: Any, key: str) -> Any:
        nonlocal seen
        if isinstance(value, dict):
            made = {k: v if k == "figures" else changed(v, k) for k, v in value.items()}
            if {"start", "end", "text"} <= made.keys():  # a quote is as long as its place says
                made["end"] = made["start"] + len(made["text"])
            return made
        if isinstance(value, list):
            return [changed(v, key) for v in value]
        if isinstance(value, str) and key in _TEXTS:
            seen += 1
            return texts[seen % len(texts)] or "?" if seen % step == 0 else value
        return value

    kind = draw(st.sampled_from(kinds))
    return read_result(changed(a_result(kind).model_dump(mode="json"), ""), kind)
