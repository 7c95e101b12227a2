"""Is it a story, a habit, an opinion, a hypothetical, or not an answer at all? Plain code.

Tense and wording of the sentences that are not talk, each counted once. No model, no level.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .cues import has_cue
from .grade import Kind, LabelledSentence
from .moves import Strategy

_APPROACH = re.compile(
    r"\b(how (do|would|can|should|have) (you|we|your)|how are|what (is|'s) your (approach|process"
    r"|way|method)|what do you do (when|if|to)|what would you|walk me through (how you|your "
    r"(approach|process))|describe (your (approach|process)|how you)|tell me how you|what steps)\b",
    re.IGNORECASE,
)
_HABIT = re.compile(r"\W*(how (do|would|can|should) (you|we)|what (do|would) you)\b", re.IGNORECASE)
_ONE_TIME = re.compile(
    r"\b(a time|describe how you (got|won|made|built|dealt|came)|an occasion|"
    r"an? (example|instance|situation|case|project|moment)|a specific|"
    r"did you|have you (ever )?|when (you|have you) (had|were|did)|last time|recently)\b",
    re.IGNORECASE,
)
MIN_WORDS = 8
STORY_SHARE = 0.35
"""With this share of sentences in which the speaker did something once, it is a story."""


def strategy_of(question: str) -> Strategy:
    """Whether a question asks for a method; anything else is asked for one occasion."""
    if _HABIT.match(question) or not _ONE_TIME.search(question):
        return "approach" if _APPROACH.search(question) else "behavioural"
    return "behavioural"


def kind_of(sentences: Sequence[LabelledSentence], told: Strategy) -> Kind:
    """Return how an answer was told; `off_question` needs the question and is found elsewhere."""
    words = sum(len(s.text.split()) for s in sentences)
    real = [s for s in sentences if s.part != "None"]
    if words < MIN_WORDS:
        return "not_an_answer"
    if not real:
        return "opinion" if any(_is_view(s.text) for s in sentences) else "not_an_answer"
    if told == "approach":
        return "approach"
    own = [s.text for s in real if has_cue(s.text, "first_person") or has_cue(s.text, "plural")]
    if not own:
        return "not_an_answer"
    tenses = [_tense(s.text) for s in real]
    ways: tuple[Kind, ...] = ("story", "hypothetical", "habit")
    way = max(ways, key=lambda way: (tenses.count(way), way == "story"))
    acts = sum(has_cue(text, "past_tense") for text in own)
    if way == "story" and not acts:
        return "opinion"
    # A story may be told in the present tense, but it says when or where it was; a habit does not.
    once = way == "habit" and any(has_cue(s.text, "setting") for s in real)
    return "story" if once or acts >= max(2, STORY_SHARE * len(real)) else way


def _tense(sentence: str) -> str:
    if has_cue(sentence, "past_tense"):
        return "story"
    if has_cue(sentence, "would"):
        return "hypothetical"
    if has_cue(sentence, "habit") or has_cue(sentence, "present_tense"):
        return "habit"
    return "unclear"


def _is_view(sentence: str) -> bool:
    return has_cue(sentence, "self_talk") or has_cue(sentence, "present_tense")
