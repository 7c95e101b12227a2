"""Deadlines, periods and rates in a statement: what makes a target due.

Works on lower-case text. A metric's own horizon ("30-day retention", "monthly churn") is no
deadline: it says what is counted, not when the target must be met.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_COUNT = (
    r"(?:\d+(?:[.,]\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen"
    r"|twenty|thirty|sixty|ninety|half an?|half a)"
)
_NUMBER = rf"(?:{_COUNT}|an?)"
_EXTRA = (
    r"business |working |calendar |trading |full |complete |consecutive |billing |test |pilot "
    r"|trial"
    r" |school |shop |peak |more |further |fiscal "
)
_UNITS = (
    r"(?:hours|hrs|days|nights|weeks|weekends|months|quarters|years|sprints|fortnights|seasons"
    r"|semesters|terms|cycles|shifts|h|hr)"
)
_UNIT = (
    rf"(?:{_EXTRA})*(?:{_UNITS}|hour|day|night|week|weekend|month|quarter|year|sprint|fortnight"
    r"|season|semester|term|cycle|shift)"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|april|apr|june|jun|july|jul|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_PHASE = (
    r"(?:launch|go-live|go live|release|roll-?out|pilot|beta|experiment|trial|test|a/b test|sprint"
    r"|project|phase|season|programme|program|iteration|milestone|migration|review|school year"
    r"|quarter|year|month|week|day|half|decade|fiscal year|financial year|peak season|summer|winter"
    r"|spring|autumn|fall|term|semester|contract|campaign|cohort|holiday season)"
)
_DATE = re.compile(
    r"\b(?:19|20)\d\d-\d\d(?:-\d\d)?\b"
    r"|\b\d{1,2}[./]\d{1,2}[./](?:\d\d){1,2}\b"
    rf"|\b(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? )?{_MONTH}\b\.?(?: \d{{1,2}}(?:st|nd|rd|th)?\b)?"
    r"(?:,? (?:19|20)\d\d)?"
    r"|\b(?:\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:may|march|mar)|(?:may|march|mar) (?:\d{1,2}\b"
    r"|20\d\d)"
    r"|(?:in|by|until|since|of|from|before|after|during|through|end|mid|early|late|last|next|the)"
    r"[ -](?:may|march)(?! (?:be|not|have|need|also|only|still|or))\b)(?:,? (?:19|20)\d\d)?"
    r"|\b[qh][1-4]\b(?:[ -]?(?:fy)?[ ']?(?:20)?\d\d\b)?"
    r"|\bfy ?'?\d\d(?:\d\d)?\b"
    r"|\b(?:by|in|during|before|until|till|end of|since|of|for|from|throughout|through|to|early"
    r"|late|mid|year|summer|winter|spring|autumn|fall|budget)[ -](?:the )?(?:19|20)\d\d\b"
    rf"|\b(?:end|close|start|beginning|middle|half|rest|course)[ -]of[ -](?:the |this |next |each"
    rf" |every |our |its |a )?(?:[\w-]+ ){{0,2}}{_PHASE}\b"
    rf"|\b(?:this|next|the coming|the current|the following|the same|the (?:first|second|third"
    rf"|fourth)) (?:calendar |fiscal |financial |business |working )?{_PHASE}\b"
    r"|\b(?:this|next|every|each|on|by|last|until) (?:mon|tues|wednes|thurs|fri|satur|sun)days?\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b"
    r"|\b(?:tomorrow|tonight|midnight|noon|christmas|black friday|easter|thanksgiving|ramadan"
    r"|new year)\b"
    r"|\b(?:year|quarter|month|week)[ -]end\b|\b(?:calendar )?(?:week|kw|cw|sprint|day) \d{1,2}\b"
    r"|\b(?:at|before|after|by|until|during|throughout|in|from|prior to|ahead of)"
    rf" (?:the |a |an |its |our |public |general |full |first |[\w-]+-(?:day|week|month) )*"
    r"(?:launch|go-live|go live|release|roll-?out|pilot|beta|experiment|a/b test|trial period"
    r"|holiday season|peak season|migration|test period|next release)\b"
    r"|\b(?:during|throughout|in|at the end of) (?:the|each|a|that|this) (?:[\w-]+ )?(?:test"
    r"|experiment|pilot|trial)\b(?! set| data| sample)"
    r"|\b\d{1,2}:\d\d\b|\b\d{1,2} ?[ap]\.?m\b"
)
_PERIOD = re.compile(
    rf"\b(?:within|in|inside|after|under|than|over|by|to|per|least|most|for)"
    rf" (?:the |about |around |less than |at most |at least )?an? {_UNIT}\b"
    rf"|(?<![\d.,]){_COUNT} (?:{_EXTRA})*{_UNITS}\b|(?<![\d.,])(?:{_COUNT}-|(?:1|one|half an?"
    rf"|half a) ){_UNIT}\b"
    rf"|\b(?:last|past|previous|prior|coming|preceding) {_UNIT}\b"
)
_HORIZON = re.compile(
    r"[ -](?:retention|churn|active|conversion|return|repeat|activation|readmission|mortality"
    r"|survival|ltv|repurchase|moving|average|horizon|ahead|forecast|history|old|warranty|trial"
    r"|engagement|adoption|delivery|rolling|lookback|attribution|revenue|value|spend|demand|default"
    r"|contract|notice|renewal|supply|stay|delay|reactivation|retained|unplanned)"
)
_RATE = re.compile(
    r"(?:\b(?:per|each|every|a|an)\b|/) ?(?:single |other |second |third |working |business"
    r" |calendar |billing )?(?:second|minute|hour|day|night|shift|week|weekday|weekend|month"
    r"|quarter"
    r"|year|sprint|release|season|morning|evening)s?\b"
    r"|\b(?:hourly|daily|nightly|weekly|fortnightly|bi-?weekly|bi-?monthly|monthly|quarterly|yearly"
    r"|annual|annually|semi-annually|half-yearly)\b"
    rf"|\bevery {_NUMBER} [a-z]+\b|\b(?:once|twice|{_NUMBER} times) (?:an?|per|every|each)\b"
    r"|\bevery (?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
)
_SHORT = re.compile(
    rf"\b(?:\d[\d.,]*[ -]?|{_NUMBER}[ -])(?:milliseconds?|msec|ms|µs|seconds?|secs?|s|minutes?"
    rf"|mins?|min|hours?|hrs?|h)\b"
)


@dataclass(frozen=True, slots=True)
class Times:
    """Places of time expressions: `due` (dates), `periods` (longer), `rates`, `short` (≤ hours)."""

    due: tuple[tuple[int, int], ...]
    periods: tuple[tuple[int, int], ...]
    rates: tuple[tuple[int, int], ...]
    short: tuple[tuple[int, int], ...]

    @property
    def bounded(self) -> bool:
        """Whether the statement says when: a date or a period."""
        return bool(self.due or self.periods)

    @property
    def any(self) -> bool:
        """Whether any duration, date or rate stands in the statement."""
        return bool(self.due or self.periods or self.rates or self.short)


def find_times(text: str) -> Times:
    """Time expressions of a lower-case statement."""
    periods = [m.span() for m in _PERIOD.finditer(text) if not _HORIZON.match(text, m.end())]
    return Times(
        tuple(m.span() for m in _DATE.finditer(text)),
        tuple(periods),
        tuple(m.span() for m in _RATE.finditer(text)),
        tuple(m.span() for m in _SHORT.finditer(text)),
    )
