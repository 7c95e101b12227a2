"""What a text asks for, and the turns of phrase that say how its quantities belong together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .terms import Term
from .words import WORD, WRONG

_ASKING = re.compile(
    r"[^.?!;]*\?|[^.?!;]*\b(?:I need|I want|I'd like|I would like|I have to|I owe|I should like|"
    r"give me|tell me|please|wants? to know|asks?|want the|wants the|wants? a|so what|I'm after|"
    r"I am after|need to know)\b[^.?!;]*"
)
_LOSSES = re.compile(
    r"\b(?:slips?|miss\w*|false|wast\w*|wrong\w*|mistakes?|lost|lose\w*|damage|errors?|unnoticed|"
    r"mis\w+|failures?|complain\w*|rework|leak\w*)\b"
)
_GAINS = re.compile(
    r"\b(?:catch\w*|caught|find|found|recover\w*|saves?|saved|savings?|gain\w*|worth|earn\w*|"
    r"prevent\w*|stopped|deflect\w*|kept|keep)\b"
)
_BOTH = re.compile(
    r"\b(?:both|together|total|altogether|combined|sum|full|whole|overall|all told|in all|all in)\b"
)
_PLUS = re.compile(r"\bplus\b|\bon top\b|\badd|\banother\b|\bas well\b")
_DIFFERENCE = re.compile(
    r"\b(?:difference|more than|less|cheaper|saves?|saving|gap|net|left|short|over(?:run)?|ahead|"
    r"behind|worth|worthwhile|pay|backlog|queue|pile|grow\w*|enough|keep up|cope|manage|can we|"
    r"extra|additional|better|gain|remain\w*|surplus|fewer)\b"
)
_LASTS = re.compile(
    r"how (?:long|many (?:days|weeks|months|years|hours|minutes))|when|payback|"
    r"pay\w* (?:back|off|for)|money back|last|clear|drain|fill|through"
)
_BUYS = re.compile(r"how many|budget|afford|buy|enough|break|pay")
_NEEDS = re.compile(r"how many|need|enough|order|staff|hire")
_VERSUS = re.compile(
    r"\b(?:cheaper|instead|versus|vs|compared?|rather than|alternative|vendor|own|either)\b"
)
_IN_TURN = re.compile(
    r"\b(?:then|after (?:that|which|the|it|each)|afterwards|plus|in sequence|one after|first|next|"
    r"another|followed|before|and (?:takes?|needs?)|at best|at worst|old|age|lag|late|delay\w*|"
    r"turnaround)\b"
)
_DEADLINE = re.compile(
    r"\b(?:deadline|fixed|must|has to be|have to be|live|effect|law|from (?:now|today)|starts? in|"
    r"renews|launch|promised|expects)\b"
)
_AGE = re.compile(
    r"\b(?:age|aged|old|older|oldest|fresh\w*|stale\w*|newest|lag|knows?|known|behind|learn\w*|"
    r"confirmed|out of date)\b"
)
_AT_ONCE = re.compile(
    r"\b(?:busy|busier|utili[sz]\w*|at a time|concurren\w*|gpus?|cards?|servers?|at once|"
    r"at any (?:one )?time|m/m/|agents?|seats?|lines?|in parallel)\b"
)
_MACHINES = re.compile(
    r"\b(?:occup\w*|burns?|cluster|gpus?|machines?|node|instance|compute|hours of)\b"
)
_STATISTICS = re.compile(
    r"\b(?:confidence interval|interval|two-sided|statistical\w*|significan\w*|specificity|m/m/1|"
    r"calibrated|probabilit\w+|kappa|standard deviation|percentage of agreement|"
    r"smallest (?:lift|difference)|detectable|a/b|split[- ]test|control group|per arm|per variant|"
    r"wilson|randomly sampled)\b|"
    r"\bflag\w*\b[^.]{0,25}\bof (?:the )?(?:honest|clean|good|healthy|genuine|legitimate|normal|"
    r"harmless|other)\b",
    re.IGNORECASE,
)
_UPTIME = re.compile(
    r"\b(?:uptime|availab\w*|down|downtime|outages?|sla|offline|unavailable)\b", re.IGNORECASE
)
_A_TIME = re.compile(
    r"how many (?:days|weeks|months|years|hours|minutes)|how long|when (?:do|will|is|are|does)"
)
_MONEY = re.compile(
    r"\b(?:cost|costs|bill|price|spend|money|revenue|worth|saving|save|dollars|euros|pounds|"
    r"budget|invoice)\b"
)
_A_SHARE = re.compile(r"what share|what percent|how likely")
PER_YEAR = re.compile(r"\b(?:a year|per year|yearly|annual\w*|per annum|the year)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asks:
    """The cues of a text. `units_wrong` and `units_right`: what a price or a time is for."""

    text: str
    low: str
    ask: str
    losses: bool
    gains: bool
    units_wrong: bool
    units_right: bool

    def says(self, cue: str) -> bool:
        """Whether the text has a turn of phrase; `cue` is a key of `CUES`."""
        return bool(CUES[cue].search(self.low))

    @property
    def both(self) -> bool:
        """Whether a sum is asked for."""
        return bool(_BOTH.search(self.ask or self.low) or _PLUS.search(self.low))

    @property
    def wants(self) -> str:
        """What kind of answer is asked for: time, money, count, share, or nothing in particular."""
        if _A_TIME.search(self.ask):
            return "time"
        if _MONEY.search(self.ask):
            return "money"
        if "how many" in self.ask:
            return "count"
        return "share" if _A_SHARE.search(self.ask) else ""


CUES = {
    "difference": _DIFFERENCE, "lasts": _LASTS, "buys": _BUYS, "needs": _NEEDS, "versus": _VERSUS,
    "in turn": _IN_TURN, "deadline": _DEADLINE, "age": _AGE, "at once": _AT_ONCE,
    "machines": _MACHINES,
}  # fmt: skip


def read_asks(text: str, terms: Sequence[Term]) -> Asks:
    """Return the cues of a text with these terms."""
    low = text.lower()
    ask = " ".join(_ASKING.findall(text)).lower()
    units = [t for t in terms if (t.kind == "money" and not t.time) or _is_work(t)]
    wrong = any(t.wrong and not t.right for t in units)
    right = any(t.right and not t.wrong for t in units) and not wrong
    words = {w.lower() for w in WORD.findall(ask)} - {"through", "down"}
    losses = bool(_LOSSES.search(ask or low) or words & WRONG)
    return Asks(text, low, ask, losses, bool(_GAINS.search(ask)), wrong, right)


def _is_work(term: Term) -> bool:
    return term.kind == "time" and not term.time and term.value < 0.5


def is_statistics(text: str, terms: Sequence[Term]) -> bool:
    """Whether a text is about what a chain of steps cannot tell: intervals, tests, uptime."""
    if _STATISTICS.search(text):
        return True
    nines = any(t.kind == "share" and 0.98 < t.value < 1 for t in terms)
    return nines and bool(_UPTIME.search(text))
