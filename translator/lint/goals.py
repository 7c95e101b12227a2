"""Matcher for goals that have a direction but neither a metric nor a target (BS102)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from . import cues
from .facts import Facts
from .hits import Hit, conditional, fill
from .lexicon import key, phrase_pattern
from .loader import load_rules, load_words, verb_forms
from .wordlists import word_list

_BEFORE_BASE = re.compile(
    r"(?:^|[:;|(\[—–/>]\s*|\. |^\W+|\b(?:to|must|shall|should|will|would|can|helps?|helping|we|and"
    r"|or|let's|let us"
    r"|please|not|also|then|i|you|they|further|us|them|users|customers|agents|sellers|managers"
    r"|teams|people|need|"
    r"&|well|only|both|continuously|better|[a-z]+ly)\s|, )$"
)

_BEFORE_GERUND = re.compile(
    r"(?:^|[:;|(\[—–]\s*|\b(?:of|on|at|is|are|about|towards?|and|or|for|start|keep|in|focus|begin"
    r"|prioriti[sz]e"
    r"|consider|through|via|continue|into|to|with|while|,)\s|, )$"
)

_NOT_GOAL = re.compile(
    r"\b(?:not|never|without|instead of|avoid|than|despite|may|might|could|cannot|risk of|before"
    r"|after"
    r"|n't|whether to|whether|would|wouldn't|from) (?:\w+ly )?$"
)

_PASSIVE = re.compile(
    r"\b(?:must|shall|should|will|needs? to|has to|have to|ought to|wants? to|to|can) be"
    r" (?:\w+ly |further |much |also )?$"
)

_NOUN_AFTER = re.compile(
    r"\s*(?:$|[.,;:!?)|])|\s(?:in|of|by|from|is|are|was|were|will|must|should)\b"
)

_OBJECT = re.compile(r"\s(?!to\b|than\b)[\w\"'(<&#\ufffc-]")

_OBJECT_END = re.compile(
    r"[,.;:!?()|]|\s(?:so that|so|by|using|through|via|in order|while|because|when|which|that|to"
    r"|with|and"
    r" (?:\w+ly )?(?:[a-z]+e|boost|cut|grow|lift|raise|lower)\b|as well|based|within|compared"
    r"|thanks|—|–|-)\s"
)

_MAKE = re.compile(
    r"\b(?:make|makes|making|made) (?:[\w'-]+ ){1,6}?(?P<how>(?:more|less|much|a lot|even"
    r"|far) [\w-]+|[\w-]+er\b|great\b"
    r"|better\b|good\b|best\b|worse\b|attractive\b|work\b|awesome\b|amazing\b|delightful\b"
    r"|stickier\b|easy\b|simple\b)"
)


_CHANGE_NOUN = re.compile(
    r"\b(?P<noun>improvements?|increases?|reductions?|decreases?|uplifts?|growth|boosts?"
    r"|enhancements?|optimi[sz]ations?"
    r"|maximi[sz]ation|minimi[sz]ation|gains?|rise|drop|efficiency gains?|cost savings?|savings)\b"
)

_FRAGMENT = re.compile(r"^(?!the |this |an? )(?:[a-z'&/-]+ ){0,5}$")

_FRAGMENT_END = re.compile(r"(?: (?:in|of|for|through|by|at|on|with) (?:[a-z'&/-]+ ?){1,5})?[.!]?$")

_GOES = re.compile(
    r"\b(?:must|should|shall|needs? to|has to|have to|ought to|we want \S+ to"
    r"|want [\w' -]{3,40} to) (?P<verb>go up|go down|rise|grow|drop|fall|improve|increase|decrease"
    r"|decline|shrink|get better|come down|climb|soar)(?= (?:over|with|after|in|for|by|and|on|as"
    r"|compared|again|significantly|further|considerably)\b|[.,;!]|$)"
)

_MEASURED = re.compile(
    r"\b(?:measured|counted|counts|judged|metric|metrics|rate|share|number of|median|average"
    r"|percentile|nps|csat|ndcg|recall|precision)\b"
)


_REACHED = re.compile(
    r"\b(?:from|to|by|below|under|beneath|at most|at least) (?:the |about )?[€$£]?$"
)


@cache
def _verbs() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """A pattern over all forms of the outcome verbs, and for each form its kind and direction."""
    words, forms = load_words(), verb_forms()
    table: dict[str, tuple[str, str]] = {}
    lists = (
        ("people", words.people_verbs),
        ("Move", words.move_verbs),
        ("Lower", words.lower_verbs),
        ("Raise", words.raise_verbs),
    )
    for direction, verbs in lists:
        for verb in verbs:
            for past in forms.past(verb):
                table[key(past)] = ("past", direction)
            table[key(forms.third(verb))] = ("third", direction)
            table[key(forms.gerund(verb))] = ("gerund", direction)
            table[key(verb)] = ("base", direction)
    return phrase_pattern(table), table


@cache
def _asides() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = load_words()
    operations = "|".join(re.escape(w) for w in sorted(words.operations, key=len, reverse=True))
    people = "|".join(re.escape(w) for w in sorted(words.people, key=len, reverse=True))
    return (
        phrase_pattern(load_rules()["BS102"].spare),
        re.compile(
            rf"\s(?:an?|the|this|that|any|its|another|such)?\s?(?:[\w-]+"
            rf" )?(?:{operations})(?![\w-])"
        ),
        re.compile(rf"\s(?:[\w'-]+ ){{0,3}}(?:{people})\b"),
    )


def measured(facts: Facts) -> bool:
    """Whether the statement has a value to reach, or a named measure and what to compare with."""
    if any(_is_outcome(facts, f.start, f.kind) for f in facts.aims):
        return True
    if facts.nearby is not facts and any(f.kind != "count" for f in facts.nearby.aims):
        return True
    if facts.statement.kind == "row" and facts.figures:
        return True
    return facts.baseline and bool(_MEASURED.search(facts.lower))


def _is_outcome(facts: Facts, start: int, kind: str) -> bool:
    """A count, sum or time inside "customers with more than 10 orders" describes customers."""
    if kind in ("percent", "points", "ratio"):
        return True
    if _REACHED.search(facts.lower, 0, start):
        return True
    clause = re.search(
        r"\b(?:who|with|whose|having|aged|older|where|for|among)\b[^,;:]*$", facts.lower[:start]
    )
    return clause is None


def vague_goals(facts: Facts) -> Iterator[Hit]:
    """BS102: an outcome verb, or a noun made of one, without a measure."""
    hits = _directions(facts)
    first = next(hits, None)
    if first is None or facts.question or facts.unknown or facts.outside or measured(facts):
        return
    yield first
    yield from hits


def _directions(facts: Facts) -> Iterator[Hit]:
    """Everything that names a direction, measured or not."""
    pattern, table = _verbs()
    spare, operation, people = _asides()
    spared = [m.span() for m in spare.finditer(facts.lower)]
    last = -1
    for match in pattern.finditer(facts.lower):
        start, end = match.span()
        if start < last or any(s < end and start < e for s, e in spared):
            continue
        form, direction = table[key(match.group())]
        if operation.match(facts.lower, end):
            continue
        if direction == "people" and not people.match(facts.lower, end):
            continue
        if hit := _verb(facts, start, end, form, direction):
            last = hit.end
            yield hit
    if last < 0:
        yield from _goes(facts)
        yield from _made(facts)
        yield from _nouns(facts)
        for word in word_list("BS102").find(facts):
            new = word.group.rewrite.replace("{text}", facts.text[word.start : word.end])
            yield Hit("BS102", word.start, word.end, new)


def _verb(facts: Facts, start: int, end: int, form: str, direction: str) -> Hit | None:
    lower = facts.lower
    before, after = lower[max(0, start - 60) : start], lower[end : end + 30]
    if after[:1] == "-" or before[-1:] == "-" or (form != "past" and not _OBJECT.match(after)):
        return None
    if _NOT_GOAL.search(before) or re.match(r" \d", after):
        return None
    if form == "base" and start == 0 and cues.SUBJECT.match(lower):
        return None
    if form == "base" and (not _BEFORE_BASE.search(before) or _NOUN_AFTER.match(after)):
        return None
    if form == "gerund" and not _BEFORE_GERUND.search(before):
        return None
    if form == "third" and (conditional(facts, start) or not _is_verb(before, after)):
        return None
    if form == "past":
        passive = _PASSIVE.search(before)
        if not passive or direction == "people":
            return None
        subject_end = max(0, start - 60) + passive.start()
        return _passive(facts, subject_end, end, direction)
    return _goal(facts, start, end, form, direction)


def _is_verb(before: str, after: str) -> bool:
    """Words in -s may be plural nouns ("price cuts"): a verb has a subject and an object."""
    subject = re.search(
        r"\b(?:that|which|and|it|this|who|also|[a-z]+ly|model|system|assistant|app|feature|page"
        r"|solution|platform"
        r"|product|change|redesign|service|tool|bot|chatbot|engine|ranking|search|ai|team) $",
        before,
    )
    return bool(subject) and not re.match(r"\s(?:in|of|by|from|is|are|and)\b", after)


def _goal(facts: Facts, start: int, end: int, form: str, direction: str) -> Hit:
    text = facts.text
    stop = _OBJECT_END.search(text, end + 1)
    finish = stop.start() if stop else len(text)
    thing = text[end:finish].strip()
    verb = {"people": "Raise", "Move": "Move"}.get(direction, direction)
    verb = {"third": verb + "s", "gerund": verb.removesuffix("e") + "ing"}.get(form, verb)
    if start > 0:
        verb = verb.lower()
    return Hit("BS102", start, finish, _fill(text[:start], verb, thing, text[finish:]))


def _passive(facts: Facts, subject_end: int, end: int, direction: str) -> Hit:
    text = facts.text
    thing = text[:subject_end].strip()
    thing = thing[:1].lower() + thing[1:] if not thing[1:2].isupper() else thing
    return Hit("BS102", subject_end, end, _fill("", direction, thing, text[end:]))


def _fill(before: str, verb: str, thing: str, after: str) -> str:
    values = {"before": before, "verb": verb, "object": thing or "the outcome", "after": after}
    return fill("BS102", values)


def _goes(facts: Facts) -> Iterator[Hit]:
    """Things that shall move by themselves: "revenue should go up"."""
    for match in _GOES.finditer(facts.lower):
        if not conditional(facts, match.start()):
            new = _fill(
                "", "Move", facts.text[: match.start()].strip().lower(), facts.text[match.end() :]
            )
            yield Hit("BS102", *match.span(), new)


def _made(facts: Facts) -> Iterator[Hit]:
    for match in _MAKE.finditer(facts.lower):
        how = match["how"]
        if how.endswith("er") and how in load_words().not_comparative:
            continue
        if re.match(r"(?:more|less|much) than", how) or conditional(facts, match.start()):
            continue
        start, end = match.span()
        thing = facts.text[start:end].partition(" ")[2]
        yield Hit(
            "BS102",
            start,
            end,
            _fill(
                facts.text[:start], "Move" if not start else "move", f"'{thing}'", facts.text[end:]
            ),
        )


def _nouns(facts: Facts) -> Iterator[Hit]:
    lower = facts.lower
    for match in _CHANGE_NOUN.finditer(lower):
        start, end = match.span()
        fragment = _FRAGMENT.match(lower[:start]) and _FRAGMENT_END.match(lower, end)
        wanted = facts.demands and re.match(r" (?:in|of|to|for) \w", lower[end:])
        stated = re.search(
            r"\b(?:goal|aim|objective|priority|focus|ambition|north star)s?\b.*$", lower[:start]
        )
        if (
            not (fragment or wanted or stated)
            or conditional(facts, start)
            or _NOT_GOAL.search(lower[:start])
        ):
            continue
        thing = facts.text[end:].strip(" .") or facts.text[:start].strip()
        first = re.sub(r"^(?:in|of|to|for) ", "", thing)
        yield Hit("BS102", start, end, _fill("", "Move", first, "."))
        return
