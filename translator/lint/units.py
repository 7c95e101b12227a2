"""Matcher for bare numbers where a unit is due (BS107)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .facts import Facts
from .figures import Figure
from .hits import Hit, own, swap
from .vocabulary import vocabulary

_NO_NOUN = re.compile(
    r"\s*(?:$|[.,;:!?)|]|(?:away|wide|long|high|deep|tall|heavy|old|thick|apart|or more|or less"
    r"|max|maximum|at most|each)\b|(?:an?|per|each|every) (?:day|week|month|hour|night|shift|year"
    r"|minute|second)\b"
    r"|(?:on|at|in|for|by|during|under|within|when|while|and|or|with|to|from|until|across|before"
    r"|after|over|through|so|but|as|even|if|once|unless|is|are|must|will|this|next|needs?|goes|go"
    r"|gets?"
    r"|counts?|has|have|requires?)\b)"
)

_UNITLESS = re.compile(
    r"\b(?:scores?|scoring|index|number of|count|auc|f1|f-score|ndcg|nps|csat|ratings?|ratio|r2"
    r"|kappa|version|factor|levels?"
    r"|phase|step|stage|rank|position|mrr|stars?|grade|scale of|map|bleu|points|article|section"
    r"|chapter|line|port|id"
    r"|tickets|orders|users|top|tier|class|p-value|likert|sus|readability|seed|epoch|k|n"
    r"|queue (?:length|depth)|stock|backlog|age|aged"
    r"|code|status|page|kpi|room|gate|group|zone|priority|p|alpha|degree|depth|iteration|fold)\b"
)

_LIMIT = re.compile(
    r"\b(?:below|under|above|over|exceed|exceeds|at least|at most|of|than|to|from|is|be|stay|stays"
    r"|reach|reaches|by|least|most"
    r"|within|at|maximum|minimum|around|about|between|and|hit|achieve|approximately|target|up to"
    r"|takes?|lasts?|costs?|weighs?|has|have|half)\b[ :(~]*$|[<>≤≥=:]\s*$"
)

_STRICT = re.compile(
    r"\b(?:at least|at most|(?:no|not) (?:more|less|fewer|higher|lower) than|(?:more|less"
    r"|fewer) than|below|above|under|over"
    r"|exceed(?:s|ing)?|up to|(?:capped|limited|sampled|fixed|priced|sold|offered|starts?"
    r"|measured) (?:at|to)|(?:maximum|minimum|max|min|limit|cap|cut-?off|threshold|ceiling|budget)"
    r"(?: (?:of|to|at|is|must be|should be))?|set .{2,40} to) $"
)

_TIME_LEAD = re.compile(
    r"\b(?:within|after|every|in less than|in under|(?:must|shall|should|will|has to"
    r"|needs to) last|lasts)(?: (?:at least|at most|about|another|a further))? $"
    r"|\b(?:respond|react|reply|answer|finish|load|boot|start|resolve|complete|deliver)\w*\b"
    r"[\w' -]{0,40} in (?:about |under )?$"
    r"|\b(?:switch|turn|start|stop|open|close|trigger|alert|warn|sound|shut)(?:e?s)?(?: \w+)?"
    r"(?: on| off| down)? at $"
    r"|\b(?:keep|kept|keeps|retain|retained|store|stored|run|runs|wait|waits|valid|lock|locked"
    r"|block|blocked|pause|lasts?)\b[\w' ,-]{0,40} for(?: (?:at least|at most|up to|another))? $"
)

_LABEL = re.compile(
    r"(?:.*[;|] ?)?[a-z][\w '()/-]*?\b(?:minimum|maximum|min|max|limit|time-?out|budget|price|cost"
    r"|weight|duration|stay|delay|wait|retention|interval|speed|distance|fee|volume"
    r"|temperature|ceiling|cap|cut-?off|lead time|tolerance|pressure|humidity|voltage|torque"
    r"|height|width|depth|length|limit value|latency|response time|load time|size|frequency|quota"
    r"|allowance|retention period)\b[\w '()/-]*: $"
)

_OBJECTLESS = re.compile(
    r"\b(?:handle|process|inspect|review|answer|serve|label|check|produce|sort|pack|scan|pick|read"
    r"|deliver|ship|test|treat|register|complete|get|earn|hold|take|move|load)(?:e?s)?"
    r"(?: (?:at least|at most|up to|about|only|over))? $"
)

_PHYSICAL = re.compile(
    r"\b(?:carry|weigh|heat|cool|bear|cost|pay|last|withstand|measure|charge|(?<=must )lift|warm"
    r"|inflate|dim|hold|take|differ|vary|deviate|refund|discount)s?\b"
    r"(?:(?: [\w'-]+){0,4}? (?:to|at least|at most|up to|about|by|by up to|exactly|only))? $"
    r"|\b(?:be|is|are) [a-z]+(?:ed|en|pt|ld|wn) at $"
)

_PER = re.compile(
    r" (?:an?|per|each|every) (?:day|week|month|hour|night|shift|minute|second|year)\b"
)

_TIME_NOUN = re.compile(r"latenc|time|delay|duration|interval|wait|turnaround|downtime|age")

_DIGITS = re.compile(r"\d[\d.,]*(?<![.,])")
_BARE = re.compile(r"[-−–+~]?\d")

_PART = re.compile(r" ?(?:in|of|out of|to|:|/) (?:the |every )?[\d]")

_AFTER_PART = re.compile(
    r"\b\d[\d.,]* ?(?:in|of|out of|:|/|in every) $|\bscale (?:of|from) [\d .]*(?:to )?$"
)

# "may wait at most 45": a verb without an object; "complaints stay below 40" counts complaints.
_ACTS = re.compile(
    r"\b(?:must|may|can|should|shall|will|to|delivers?|handles?|takes?|waits?|carries|gives?"
    r"|reads?|sends?)(?! (?:be|stay|remain|exceed|reach|number|total|have|drop|fall|rise|not|keep"
    r"|go|never|contain|include))"
    r"(?: [a-z]+)? (?:at least|at most|up to|no more than|no less than|(?:more|less|fewer) than"
    r"|over|under|above|below) $"
    r"|\b(?:sampled|capped|fixed|limited|set|starts?|priced) (?:at|to) $"
)

# "lower the temperature by 4": what is changed is one thing, so it is not counted in pieces.
_CHANGED = re.compile(
    r"\b(?:increase|reduce|raise|lower|shift|extend|delay|shorten|cut|limit|cap|restrict|fix"
    r"|turn up"
    r"|turn down|set) (?:the |its |our |each )?(?!team|staff|group|fleet|network|crew|class"
    r"|community"
    r"|membership|headcount|portfolio|catalogue|list)(?:[a-z-]+ ){0,3}[a-z-]*[a-rt-z] (?:by|to)"
    r"(?: at least| at most| about| a further)? $"
)
_FOR = re.compile(
    r"(?<!room )(?<!table )(?<!space )(?<!seats )(?<!place )(?<!capacity )(?<!tickets )(?<!score )"
    r"\bfor(?: (?:at least|at most|up to|another|about))? $"
)
_END = re.compile(r"\s*(?:$|[.,;!?)])")

_SIZE = re.compile(
    r"\b(?:larger|smaller|bigger|longer|shorter|heavier|lighter|wider|slower|faster|higher|cheaper"
    r"|louder|colder|warmer|hotter|deeper|thicker|thinner|brighter|closer|farther|further"
    r"|taller) than $"
)

_SETTING = re.compile(
    r"\b(?:batch|sample|vocabulary|window|step|group|kernel|population|context|embedding) (?:size"
    r"|length)|\b(?:precision|recall|ndcg|map|mrr|hit rate) at $"
)

_PLURAL = re.compile(
    r"\b(?!(?:is|this|its|has|as|us|was|does|needs|stays|gets)\b)[a-z-]{2,}[b-hj-rtv-z]s\b"
    r"|\b(?:people|staff|children)\b"
)

_ABOUT = re.compile(r"\b(?:about|concerning|regarding)(?: \w+)? $")


def missing_units(facts: Facts) -> Iterator[Hit]:
    """BS107: a bare number where the quantity before it needs a unit."""
    if facts.question or facts.outside or facts.statement.kind == "row":
        return
    lower = facts.lower
    if not any(_NO_NOUN.match(lower, m.end()) for m in _DIGITS.finditer(lower)):
        return
    for figure in facts.figures:
        if (
            figure.bare
            and figure.kind in ("count", "ratio")
            and _BARE.match(facts.text, figure.start)
            and (_NO_NOUN.match(lower, figure.end) and _lacks_unit(lower, figure))
        ):
            yield swap("BS107", facts, figure.start, figure.end, own("BS107"))


def _lacks_unit(lower: str, figure: Figure) -> bool:
    before = lower[max(0, figure.start - 70) : figure.start]
    if _SETTING.search(before) or _PART.match(lower, figure.end) or _AFTER_PART.search(before):
        return False
    quantities = list(vocabulary().dimensioned.finditer(before))
    quantity = quantities[-1] if quantities else None
    if quantity and _ABOUT.search(before, 0, quantity.start()):
        quantity = None
    if quantity and _LIMIT.search(before):
        share = 0 <= figure.value <= 1 and not _TIME_NOUN.search(quantity.group())
        setting = quantity.group() == "temperature" and figure.value <= 2
        return not share and not setting and not _UNITLESS.search(before, quantity.start())
    if 0 <= figure.value <= 1:
        return False
    if re.match(
        r" (?:away|wide|long|high|deep|tall|heavy|old|thick|apart)\b",
        lower[figure.end : figure.end + 8],
    ):
        return bool(_LIMIT.search(before))
    if _ACTS.search(before) and not _UNITLESS.search(before):
        return True
    if _TIME_LEAD.search(before) or _LABEL.fullmatch(
        lower[max(0, figure.start - 70) : figure.start]
    ):
        return True
    if (_CHANGED.search(before) or _FOR.search(before)) and _END.match(lower, figure.end):
        return not _UNITLESS.search(before)
    if _PHYSICAL.search(before) and _END.match(lower, figure.end):
        return True
    if _OBJECTLESS.search(before) and _PER.match(lower, figure.end):
        return True
    if _UNITLESS.search(before):
        return False
    return bool(_SIZE.search(before)) or (
        bool(_STRICT.search(before)) and not _PLURAL.search(before)
    )
