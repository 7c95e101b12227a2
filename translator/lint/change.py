"""Matchers for relative changes: without a baseline (BS113), or of a rate in "%" (BS114)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from . import cues
from .facts import Facts
from .figures import Figure
from .hits import Hit, conditional, own, swap
from .vocabulary import vocabulary

_VERB = (
    r"(?:increas|reduc|decreas|improv|climb|nudg|push|rais|lower|cut|grow|boost|lift|rise|ris|drop"
    r"|fall|fell|shrink|trim|slash"
    r"|sav|enhanc|optimi[sz]|minimi[sz]|maximi[sz]|speed|accelerat|shorten|declin|gain"
    r"|go(?:es)? (?:up|down)|going (?:up|down)|up\b|down\b"
    r"|exceed|outperform|beat|expand|strengthen|lessen|curb|bring|deliver|achiev|see|win|driv"
    r"|chang|better)\w*"
)
_STEP = (
    r"(?:increas|reduc|decreas|improv|rais|lower|cut|grow|boost|lift|shrink|trim|slash|shav|knock"
    r"|tak|sav|shorten|lessen|curb)\w*"
)
_BY = re.compile(
    r"\bby (?:an? )?(?:at least |at most |up to |about |around |roughly |approximately |a further "
    r"|another |more than |over |between "
    r"|only |additional |minimum of |a minimum of |as much as |some |~ ?|≥ ?|> ?|[\d.,%]+ ?(?:-|–"
    r"|to|and|or) ?)*$"
)
_DIRECT = re.compile(
    rf"\b{_STEP} (?:[\w'/-]+ ){{1,8}}$"
    r"|\b(?:drop|fall|rise|grow|decline|increase|decrease|improve|shrink|go (?:up|down)"
    r"|come down) $"
)
_PLACED = re.compile(
    r"\b(?:to|from|below|under|above|over|at|of|than|least|most|within|is|are|with|exceed|exceeds"
    r"|reach|hit|stay|stays"
    r"|remain|between|and|for|until|top|first|was|be|in|on|only|has|have|a|the|target|or|up|last"
    r"|achieve|about|around) $"
)
_SIGNED = re.compile(r"(?:^|\s|\()[+−-]$")
_UP = re.compile(r"(?<!from )(?<!is )(?<!are )\b(?:up|down) (?:at least |about |by )?$")
_MOVES = re.compile(
    r"\b(?:rises?|falls?|grows?|drops?|improves?|increases?|decreases?|declines?|shrinks?|climbs?"
    r"|goes up|goes down|go up|go down) (?:by )?(?:at least |about )?$"
)
_AFTER = re.compile(
    r"(?: relative)?,? (?:up|down|off (?:the|our)|more|fewer|less|higher|lower|faster|cheaper"
    r"|better|worse|shorter"
    r"|smaller|larger|longer|quicker|slower|earlier|greater"
    r"|(?:[\w-]+ ){0,2}?(?:reduction|increase|decrease|improvement|uplift|lift|growth|drop|rise"
    r"|gain|cut|savings?|boost|decline"
    r"|jump|fall|bump|hike|reductions|increases|improvements))\b"
)
_NOUN_OF = re.compile(
    r"\b(?:reduction|increase|decrease|improvement|uplift|lift|growth|drop|rise|gain|cut|savings?"
    r"|boost|decline|jump)s?"
    r"(?: (?:in|of) [\w' -]{2,40}?)? (?:of|by)(?: at least| about| around| up to| more than| over"
    r"| roughly)? ?$"
)
_WORDS = re.compile(
    r"\b(?P<multiple>(?:twice|thrice|half|(?:two|three|four|five|six|ten|\d+) times)(?: as (?:many"
    r"|much|fast|often|high|low|long)| the (?:number|amount|share|time|cost|volume|rate|size|speed"
    r"|value)| more| fewer| less| faster| higher| lower)"
    r"|by a factor of (?:\w+)|double-digit|triple-digit|single-digit"
    r"|(?<![\w.])\d+(?:\.\d+)?x(?= [a-z]))\b|\b(?P<fold>(?:two|three|four|five|ten|\d+)-?fold)\b"
    r"|\b(?P<word>doubl(?:e|es|ing)|tripl(?:e|es|ing)|trebl(?:e|ing)|quadrupl(?:e|es|ing)|halv(?:e"
    r"|es|ing)|quintupl(?:e|ing)|(?<=be )(?:doubled|halved|tripled|quadrupled))\b(?!-)"
    r"|\b(?:cut|reduce|bring|slash)[\w' -]{2,40} (?P<half>in half|by half|by a third|by a quarter"
    r"|by two thirds)\b"
)
_HINT = re.compile(
    r"%|\bper ?cent|\bpoints?\b|\bpp\b|\dx\b|x\d|×|fold\b|\btwice\b|\btimes\b|\bhal[fv]|\bthird"
    r"|\bquarter"
    r"|\bfifth|\btenth|\bdouble|\btripl|\btrebl|\bquadrupl|\bquintupl|\bdoubling|\bfactor\b"
    r"|-digit\b"
)
_BEFORE_WORD = re.compile(
    r"(?:^|\b(?:must|shall|should|will|to) be |[:;|(]\s*|\b(?:to|must|shall|should|will|would|we"
    r"|and|or|let's|please|can|[a-z]+ly)\s"
    r"|, )$"
)
_SAID = re.compile(
    r"\bpercentage points?\b|\bpoints?\b|\bpp\b|\bp\.p\.|\brelative(?:ly)?\b|\bbasis points\b"
    r"|\bbps\b|\babsolute\b"
)
_PAST = re.compile(
    r"\b(?:fell|rose|grew|dropped|increased|decreased|declined|was|were|shrank|went|gained|lost"
    r"|improved|reduced|lifted|(?:has|had|have)(?! to\b)) (?:[\w'-]+ ){0,4}(?:by )?(?:about "
    r"|around )?$"
)


@dataclass(frozen=True, slots=True)
class Change:
    """A relative change: its place with the words around, its figure where it has one."""

    start: int
    end: int
    figure: Figure | None


def changes(facts: Facts) -> list[Change]:
    """All wanted relative changes of a statement ("by 10%", "15% fewer", "double", "2x")."""
    if facts.question or facts.unknown or facts.outside or not _HINT.search(facts.lower):
        return []
    lower = facts.lower
    found = []
    for figure in facts.figures:
        if figure.kind not in ("percent", "points", "times"):
            continue
        if change := _by_figure(facts, figure):
            found.append(change)
    for match in _WORDS.finditer(lower):
        if match["multiple"]:
            if facts.demands or facts.fragment or _opens(lower, match.start()):
                found.append(Change(*match.span("multiple"), None))
        elif match["fold"]:
            found.append(Change(*match.span("fold"), None))
        elif match["half"]:
            found.append(Change(*match.span("half"), None))
        elif _BEFORE_WORD.search(lower[: match.start()]) and not re.match(
            r" (?:check|click|opt|tap|blind|count|book|entry|charge|room|bed)", lower[match.end() :]
        ):
            found.append(Change(*match.span("word"), None))
    return found


def _by_figure(facts: Facts, figure: Figure) -> Change | None:
    lower = facts.lower
    before = lower[max(0, figure.start - 70) : figure.start]
    if _PAST.search(before) or conditional(facts, figure.start):
        return None
    if re.search(r"\b(?:plus|minus) $", before) or (
        re.search(r"\b(?:shave|knock|take) (?:at least |about )?$", before)
        and lower.startswith((" off", " out of"), figure.end)
    ):
        return Change(figure.start, figure.end, figure)
    moves = _MOVES.search(before) and vocabulary().product_or_rate.search(lower, 0, figure.start)
    if not (facts.demands or facts.fragment or moves or _opens(lower, figure.start)):
        return None
    after = _AFTER.match(lower, figure.end)
    if after and not before.endswith("than "):
        return Change(figure.start, after.end(), figure)
    if figure.kind == "times" and figure.value < 1:
        if re.search(r"\b(?:save|cut|drop|shed|lose)s? (?:about |up to )?$", before):
            return Change(figure.start, figure.end, figure) if facts.demands else None
        by = lower.endswith("by ", 0, figure.start) or lower.startswith("by ", figure.start)
        return Change(figure.start, figure.end, figure) if by and re.search(_VERB, before) else None
    signed = facts.text[figure.start] in "+−–-" or bool(_UP.search(before))
    if (
        signed
        and (facts.demands or facts.fragment)
        and not after
        and vocabulary().product_or_rate.search(before)
    ):
        return Change(figure.start, figure.end, figure)
    if _BY.search(before) and re.search(_VERB, before):
        return Change(figure.start, figure.end, figure)
    if _BY.search(before) and re.search(r"\b(?:up|down) (?:by|to) ", before[-12:]):
        return Change(figure.start, figure.end, figure)
    if _NOUN_OF.search(before) or (_SIGNED.search(before) and facts.demands):
        return Change(figure.start, figure.end, figure)
    if figure.kind != "times" and _DIRECT.search(before) and not _PLACED.search(before):
        return Change(figure.start, figure.end, figure)
    return None


def _opens(lower: str, start: int) -> bool:
    """Whether it opens with the figure and has no verb ("A 3% increase in retention")."""
    opened = start <= 3 or re.fullmatch(r"[^:]{1,40}: (?:an? )?", lower[:start])
    return bool(opened) and not cues.FINITE.search(lower)


def without_baselines(facts: Facts) -> Iterator[Hit]:
    """BS113: a relative change with nothing to start from."""
    found = changes(facts)
    if not found or facts.baseline:
        return
    for change in found:
        yield swap("BS113", facts, change.start, change.end, own("BS113"))


def percent_or_points(facts: Facts) -> Iterator[Hit]:
    """BS114: a change of a rate in "%", and nothing says relative or points."""
    rate = vocabulary().rate.search(facts.lower)
    if not rate or not _HINT.search(facts.lower) or _SAID.search(facts.lower) or facts.ranged:
        return
    for change in changes(facts):
        if change.figure and change.figure.kind == "percent":
            figure = facts.text[change.figure.start : change.figure.end]
            after = facts.text[change.figure.end : change.end]
            new = own("BS114").replace("{text}", figure) + after
            yield swap("BS114", facts, change.start, change.end, new)
