"""Matcher for claims about everything, everybody or nothing (the longer half of BS106)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .facts import Facts
from .hits import Hit, swap
from .vocabulary import vocabulary

_NOT_ONE = re.compile(
    r"\b(?:not|never|without|n't|cannot|no longer) (?:[a-z]+ ){0,3}?(?:any|a single"
    r"|one single) (?:[a-z-]+ ){0,2}?(?:errors?|mistakes?|false|failures?|bugs?|defects?|fires?"
    r"|fraud\w*"
    r"|faults?|delays?|downtime|interruptions?|hallucinations?|problems?|issues?|complaints?"
    r"|disruptions?|incidents?|outages?|misses|alerts?|cases?|calls?|orders?|tumou?rs?|leaks?"
    r"|patients?|customers?|events?|defective|wrong|duplicates?|losses|loss|bias)\b|\b(?:must|may"
    r"|should|shall|will|can)(?:not| not| never) (?:ever )?(?:fail|crash|break|go down|err"
    r"|be wrong|be down"
    r"|hallucinate|miss an?|be late|be interrupted|be offline|be unavailable|make mistakes"
    r"|lose data|time out)\b"
    r"|\bnothing (?:may|must|can|should|shall|will|ever) (?:ever )?(?:get lost|be lost|go wrong"
    r"|fail|break|be missed|slip through|go unnoticed)\b|\bmay fail\b(?<=nothing may fail)"
)

_EVERYBODY = re.compile(
    r"\b(?:everyone|everybody|anyone|anybody) (?:must|should|shall|will|can|has to|needs to|finds"
    r"|loves|likes|understands)\b[^.;]*?\b(?:useful|easy|easily|understand|happy|love|like|enjoy"
    r"|agree|"
    r"satisfied|find|benefit|trust|able to use)\b|\b(?:sees?|knows?|catch|catches|detects?|covers?"
    r"|handles?|finds?|understands?|answers?|recogni[sz]es?|predicts?|works? for"
    r"|copes? with) (?:absolutely )?"
    r"(?:everything|anything|everyone|everybody|whatever)\b|\bnobody (?:should|must|may|will"
    r"|ever) (?:\w+ )?(?:ever |need |have to |notice|complain|wait)"
)

_PLEASING = re.compile(
    r"\b(?:every|each|all) (?:[a-z]+ ){1,2}?(?:gets?|receives?|finds?|sees?"
    r"|obtains?) [^.;,]{0,40}?\b(?:right|best|perfect|ideal|correct|relevant|suitable|they like"
    r"|they want|they need|fits)\b"
)

_NO_ESCAPE = re.compile(
    r"\b(?:no|none of the) (?:[a-z-]+ ){1,4}?(?:(?:may|must|should|shall|will"
    r"|can) )?(?:ever )?(?:be |get |gets |is |are |goes |go |slips? |pass(?:es)? |come "
    r"|comes )?(?:\w+ly )?"
    r"(?:through|unnoticed|undetected|missed|lost|late|wrong|wrongly|empty|unanswered|unsold"
    r"|wasted|damaged|delayed|unfairly|forgotten|overlooked|misrouted|unhappy|dissatisfied|fail"
    r"|fails)\b"
)

_WHATEVER = re.compile(
    r"\b(?:regardless of|irrespective of|no matter (?:how|which|who|where|when|what)"
    r"|whatever) (?:the |how |which |their |its )?[a-z]+"
    r"|\b(?:under|at|for|on|in|with) any (?:load|weather|network|connection|light|lighting|device"
    r"|browser|screen|input|volume|circumstances?|conditions?|language|amount of load)\b"
    r"|\b(?:total|absolute|complete|full) (?:certainty|protection|security|reliability|accuracy"
    r"|precision|coverage|correctness|safety|confidence|availability|transparency|satisfaction)\b"
    r"|\bfully (?:understands?|prevents?|protects?|eliminates?|solves?|covers?|reliable|accurate"
    r"|correct|secure|safe|satisf\w+|automatic(?:ally)?|unbiased|transparent)\b"
    r"|\bcannot be (?:hacked|bypassed|fooled|tricked|wrong|beaten|broken)\b|\b(?:forever"
    r"|in all weathers?|day and night|on all devices|in all languages|in all browsers)\b"
)

_ZERO = re.compile(
    r"\bzero (?!(?:to|and|or|is|shot|day|based|point|degrees|rate|rated|hour|trust|values?|if|when"
    r"|for|in|at|as|on|with|means|counts?|stock|by|crossing|weight|index|balance|padding"
    r"|knowledge)\b)(?:(?:lost|missed|manual|false|unplanned|open|known|critical|serious|customer"
    r"|data|wrong|undetected|late|missing|unhappy|avoidable|paper|food|carbon|security|safety) )?"
    r"[a-z-]+"
)
_ALL_WELL = re.compile(
    r"\b(?:all|every|each)(?: of the| our| the)? (?!time\b|day\b|week\b|month\b|monday"
    r"|friday)(?:[a-z-]+ ){1,4}?(?:(?:must|should|shall|will|has to|have to|needs? to) (?:be )?"
    r"|are |is |be |gets? |arrives? |returns? |leaves? |"
    r"works? |runs? )(?:always )?(?:[a-z]+ ){0,2}?(?:on time|punctual|punctually|correct|correctly"
    r"|satisfied|happy|perfect|perfectly|accurate|accurately|right|undamaged|fresh|in stock|found"
    r"|detected|caught|solved|understood"
    r"|predicted|prevented|avoided|flawless|recognised|recognized|what (?:the|they|he|she)"
    r"|exactly)\b"
)

_PERCEIVES = re.compile(
    r"\b(?:detects?|catch(?:es)?|recogni[sz]es?|identif(?:y|ies)|predicts?|understands?|spots?"
    r"|foresees?|anticipates?|transcribes?|translates?|deciphers?|knows?|finds?|satisf(?:y|ies)"
    r"|answers?|solves?|prevents?|avoids?"
    r"|(?:ocr|camera|scanner|reader|model|robot)(?: step| app)? (?:must |should |shall )?reads?)"
    r" (?P<what>(?:all|every|each|any)(?: of the| single)? (?!of )[a-z-]+)\b"
    r"(?! (?:with|above|below|over|under|where|whose|listed|on the list|in (?:the|annex)"
    r"|that (?:is|are)))"
)
_ALL = re.compile(
    r"\b(?:all|every|each and every|every single|any and all)"
    r" (?:(?:of )?(?:the |our |its |their )?(?:[a-z]+(?:-[a-z]+)? ){0,2}?)"
)

_LIMITED = re.compile(
    r" (?:with|above|below|over|under|where|whose|older|marked|flagged|labell?ed|listed|named"
    r"|on the list"
    r"|in annex|in appendix|in table|in the (?:list|sample|test|table|pilot|audit)|assigned"
    r"|that (?:are|is|were)"
    r"|selected|who (?:are|have|were|gave|opted)|in scope|of the (?:test|sample|pilot))\b"
)

_BY_SOMEONE = re.compile(
    r"\bby (?:two|one|someone|at least|hand|(?:the|an?|our) (?!system|model|firewall|service"
    r"|app|bot|scanner|filter|algorithm|detector|software|camera|machine|tool|platform))\b"
)

_DONE = re.compile(
    r"\b(?:answered|detected|caught|found|identified|prevented|blocked|satisfied|handled"
    r"|recogni[sz]ed|resolved"
    r"|solved|eliminated|covered|supported|predicted|stopped|removed|avoided|met|filtered|flagged"
    r"|happy|works?"
    r"|correctly|love|loved)\b"
)

_NOBODY_EVER = re.compile(
    r"\b(?:no|not one|not a single) [\w' -]{2,40}? (?:(?:should|must|may|will|shall) )?ever\b"
    r"|\b(?:nobody|no one) (?:\w+ )?ever\b"
)

_ANY = re.compile(
    r"\b(?:answer|support|work (?:on|in|with|for)|handle|understand|recogni[sz]e|read|run on"
    r"|process|translate|solve|fit|accept|resist|withstand|survive|prevent|repel)s?"
    r" (?P<any>any(?: (?:kind|type|sort)s? of| possible)? (?:questions?|devices?|languages?"
    r"|browsers?|quer(?:y|ies)|situations?|scenarios?|inputs?|documents?"
    r"|users?|customers?|attacks?|failures?|errors?|case|accents?|format|platform|problems?"
    r"|requests?|screen|image|topic"
    r"|text))\b"
)

_PLEASED = re.compile(
    r"\b(?:likes?|loves?|enjoys?|happy|satisfied|delighted|pleased|right|correct|correctly"
    r"|relevant|perfect|perfectly|best|wants?|understands?"
    r"|pass|passes|reach|reaches|success\w*|exactly|succeeds?|converts?|trusts?|comes? back"
    r"|returns?|stays?|buys?"
    r"|finds? what|never)\b"
)

_ELIMINATE = re.compile(r"\b(?:eliminat(?:e|es|ing)|eradicat(?:e|es|ing)|get rid of|rule out)\b ")

_SHARE = "<in at least which share of which cases, instead of '{text}'>"
_HINT = re.compile(
    r"\b(?:all|every\w*|each|any\w*|no|none|nobody|nothing|not|never|zero|whatever|regardless"
    r"|cannot|irrespective"
    r"|total|absolute|complete|fully?|may fail|forever|day and night|get rid|free|ruled out"
    r"|excluded|impossible|eliminat\w+"
    r"|eradicat\w+|rule out)\b|n't\b"
)

_FREE = re.compile(
    r"\b(?:must|should|may|shall|can|will) not (?:occur|happen|arise|exist)\b"
    r"|\b(?:errors?|mistakes?|failures?|bugs?|defects?|fraud|leaks?"
    r"|accidents?)\b[\w' ]{0,30} (?:are|is|must be|should be)"
    r" (?:ruled out|excluded|impossible)\b"
    r"|\bfree (?:of|from) (?:any |all )?(?:errors?|mistakes?|faults?|bugs?|defects?|bias|conflicts?"
    r"|gaps|duplicates|hallucinations?|interruptions?|failures?|risks?|noise|friction)\b"
)
_PATTERNS = (_FREE, _NOBODY_EVER, _NOT_ONE, _EVERYBODY, _PLEASING, _NO_ESCAPE, _WHATEVER)


def _everything(facts: Facts) -> Iterator[Hit]:
    """A capability over all of what no system gets all of: "detects all fraud"."""
    lower = facts.lower
    hopeless = vocabulary().hopeless
    for match in _ALL.finditer(lower):
        noun = (
            None if lower.endswith(" of ", 0, match.start()) else hopeless.match(lower, match.end())
        )
        if noun and _able(lower, match.start(), noun.end()) and not _bounded(lower, noun.end()):
            yield _at_least(facts, match.start(), noun.end())
    for match in _ELIMINATE.finditer(lower):
        noun = hopeless.match(lower, match.end())
        if noun and not _bounded(lower, noun.end()):
            thing = facts.text[match.end() : noun.end()]
            new = f"reduce {thing} to at most <rate or number>"
            yield swap("BS106", facts, match.start(), noun.end(), new)


def _able(lower: str, start: int, end: int) -> bool:
    """Whether the words around claim a capability, before or behind what it is claimed over."""
    before = vocabulary().capability.search(lower, 0, start) or _DONE.search(lower, 0, start)
    return bool(before or _DONE.search(lower, end))


def _bounded(lower: str, end: int) -> bool:
    """Whether "all" is cut down to a list, or a person does it."""
    return bool(_LIMITED.match(lower, end) or _BY_SOMEONE.search(lower, end))


def _at_least(facts: Facts, start: int, end: int) -> Hit:
    first, _, rest = facts.text[start:end].partition(" ")
    new = f"at least <share> of {rest}" if first.lower() == "all" else _SHARE
    return swap("BS106", facts, start, end, new)


def _everybody(facts: Facts) -> Iterator[Hit]:
    """Nothing pleases everybody: "every guest receives a room that they like"."""
    lower = facts.lower
    for match in _ALL.finditer(lower):
        people = vocabulary().people.match(lower, match.end())
        end = people.end() if people else 0
        if people and _PLEASED.search(lower, end) and not _LIMITED.match(lower, end):
            yield _at_least(facts, match.start(), end)


def claims(facts: Facts) -> Iterator[Hit]:
    """BS106 in more than one word: what is said of everything, everybody, nothing or zero."""
    lower = facts.lower
    if not _HINT.search(lower):
        return
    yield from _everything(facts)
    yield from _everybody(facts)
    patterns = [*_PATTERNS]
    if facts.demands or facts.fragment:
        patterns.append(_ZERO)
    if not (facts.figures or _LIMITED.search(lower) or _BY_SOMEONE.search(lower)):
        patterns.append(_ALL_WELL)
    for pattern in patterns:
        for match in pattern.finditer(lower):
            yield _softened(facts, *match.span())
    for match in _PERCEIVES.finditer(lower):
        yield _at_least(facts, *match.span("what"))
    for match in _ANY.finditer(lower):
        if not _LIMITED.match(lower, match.end()):
            yield _softened(facts, *match.span("any"))


def _softened(facts: Facts, start: int, end: int) -> Hit:
    return swap("BS106", facts, start, end, _SHARE)
