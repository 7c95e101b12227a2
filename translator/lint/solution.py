"""Matcher for goals that name the technique instead of the outcome (BS112)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from .change import changes
from .facts import Facts
from .hits import Hit, fill
from .lexicon import phrase_pattern
from .loader import load_rules, load_words, verb_forms
from .vocabulary import vocabulary

_FILLER = (
    r"(?:(?:a|an|the|our|own|some|more|new|latest|power|of|advanced|modern|smart|custom|kind|type"
    r"|form|sort"
    r"|state-of-the-art|cutting-edge|powerful|simple|internal|in-house|dedicated|fully|potential"
    r"|benefits"
    r"|capabilities|generic|suitable|sophisticated|proprietary|large|pre-trained|based|on|help"
    r"|such|next-generation"
    r"|[\w-]+ed|[\w-]+ing|[\w-]+ic|[\w-]+al) ){0,5}?"
)
_BEFORE = re.compile(
    r"(?:^|[:;|(—–]\s*|, |\. |\b(?:to|must|shall|should|will|would|can|could|we|and|or|let's"
    r"|let us|please|also|then|by"
    r"|for|of|on|start|consider|helps?|plan|team|they|us|is|i|not only|just|simply) )$"
)
_NOT = re.compile(
    r"\b(?:not|never|without|no|n't|instead of|before|whether to|beats?|than|against"
    r"|avoid) (?:\w+ )?$"
)
_THING_END = re.compile(r"[.;!?]|,(?= (?:so|and|which|but)\b)")
_PURPOSE = re.compile(
    r"\s*(?:,\s*)?(?:to|that|which|for|so that|in order to|and|in|into|on|of|as)\s+"
)
_ACTOR = (
    r"(?:the |an? )?(?:new |smart )?(?P<what>ai|gen ?ai|ml|machine learning|deep learning|llms?"
    r"|gpt|chatgpt|artificial intelligence|blockchain|generative ai"
    r"|ai (?:agents?|assistants?|tools?|models?)|neural networks?|chatbots?|voicebots?"
    r"|virtual assistants?|large language models?|copilots?|digital twins?)"
)
_ACTS = re.compile(rf"{_ACTOR} (?:should|must|shall|will|has to|needs to|is to|can|could|would)\b")
_GETS = re.compile(rf"\b(?:gets?|receives?|has|have) (?:an?|their own|its own|the) {_ACTOR}")
_MAKERS = (
    r"build|create|develop|train|design|make|implement|deploy|launch|introduce|set up|need|want|add"
    r"|have|get|building|creating|developing|training|designing|implementing|deploying|launching"
    r"|introducing|adding|needs|wants|gets"
)
_PURPOSE_NEXT = re.compile(r" (?:for|to|that|which) ")
_ARTICLE = re.compile(r"\ban? (?:[\w-]+ ){0,3}$")
_STARTS = re.compile(r"^(?:an? |the )?(?:new |smart |intelligent )*$")


def _has_outcome(facts: Facts) -> bool:
    """Whether a value to reach is stated; "20% less" of nobody knows what is none."""
    relative = {c.figure for c in changes(facts)}
    return any(f not in relative for f in (*facts.aims, *facts.nearby.aims))


@cache
def _patterns() -> tuple[
    re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]
]:
    words, forms = load_words(), verb_forms()
    verbs = [f for v in words.technique_verbs for f in (v, forms.gerund(v))]
    verbs += ["using", "getting", "putting", "setting up"]
    verb = "|".join(re.escape(v) for v in sorted(verbs, key=len, reverse=True))
    technique = phrase_pattern(words.techniques).pattern
    machine = phrase_pattern(words.machines).pattern
    return (
        re.compile(rf"\b(?P<verb>{verb}) {_FILLER}(?P<what>{technique})"),
        re.compile(
            rf"\b(?P<verb>{_MAKERS}) (?:an?|some|our own|its own|new|one"
            rf"|another) (?:[\w/-]+ ){{0,4}}?(?P<what>{machine})"
        ),
        re.compile(
            r"(?<!\w)(?P<what>(?:gen)?ai|ml|a\.i\.|llm|gpt|machine[ -]learning|deep[ -]learning"
            r"|blockchain|algorithm"
            r"|chatgpt|genai|neural)[ -](?:powered|driven|based|enabled|assisted|backed|native"
            r"|first|infused|augmented"
            r"|supported|led|enhanced|fuelled|centric)\b"
        ),
        re.compile(
            r"\b(?P<verb>with|by|using|leveraging|harnessing|applying|employing|through|via"
            r"|powered by|based on|thanks to|by means of|supported by|driven by|with the help of)"
            rf" {_FILLER}(?P<what>{technique})"
            r"|\b(?:explore|investigate|find out|look into|evaluate|figure out|see|study|examine"
            r"|research|identify)"
            rf" (?:how|where|ways|what|opportunities|use cases)[\w' -]{{0,30}}?"
            rf" {_FILLER}(?P<topic>{technique})"
            r"|\b(?:put|move|migrate|bring|replace|switch|swap|connect|link|turn|convert|rewrite"
            r"|model|feed|hand over|leave|run|store|record|rebuild|build|base|host|keep"
            r"|track)\b[\w' -]{2,50}? (?:on|onto|into|to|in|around|with|by|as)"
            rf" {_FILLER}(?P<place>{technique})"
        ),
        phrase_pattern(load_rules()["BS112"].spare),
    )


def solutions_first(facts: Facts) -> Iterator[Hit]:
    """BS112. Beside a measured outcome or a baseline the technique is a proposal, and fine."""
    found = _first(facts)
    if found is None or facts.question or facts.unknown or facts.outside or facts.approach:
        return
    if not (facts.baseline or _has_outcome(facts)):
        yield _hit(facts, *found)


def _first(facts: Facts) -> tuple[int, int, str] | None:
    """The first technique that is named as what to do, with its place."""
    use, build, powered, means, spare = _patterns()
    spared = [m.span() for m in spare.finditer(facts.lower)]
    for pattern in (powered, use, build, means):
        for match in pattern.finditer(facts.lower):
            start, end = match.span()
            before = facts.lower[max(0, start - 40) : start]
            if any(s < end and start < e for s, e in spared) or _NOT.search(before):
                continue
            if (
                pattern in (use, build)
                and not match["verb"].endswith("s")
                and not _BEFORE.search(before)
            ):
                continue
            if pattern is means and not (
                facts.demands or facts.fragment or match.groupdict().get("topic")
            ):
                continue
            named = match.groupdict()
            what = named["what"] or named.get("place") or named.get("topic")
            if what:
                return start, end, what
    return _by_actor(facts)


def _by_actor(facts: Facts) -> tuple[int, int, str] | None:
    """The technique as the subject: "AI should decide", "an AI assistant for nurses"."""
    lower = facts.lower
    if found := _ACTS.match(lower) or _GETS.search(lower):
        return *found.span(), found["what"]
    lead = vocabulary().technique.search(lower, 0, 60)
    opens = lead and _STARTS.match(lower[: lead.start()])
    if lead and opens and _PURPOSE_NEXT.match(lower, lead.end()):
        return *lead.span(), lead.group()
    return None


def _hit(facts: Facts, start: int, end: int, technique: str) -> Hit:
    text = facts.text
    place = facts.lower.find(technique, start, end)
    article = _ARTICLE.search(facts.lower, start, max(start, place))
    name = text[article.start() if article else place : place + len(technique)]
    rest = _PURPOSE.sub("", text[end:], count=1)
    stop = _THING_END.search(rest)
    thing = (rest[: stop.start()] if stop else rest).strip(" .")
    values = {"object": thing or text[:start].strip(" ,") or text.strip(" ."), "technique": name}
    return Hit("BS112", start, end, fill("BS112", values))
