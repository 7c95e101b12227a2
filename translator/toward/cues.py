"""The words that tell what a quantity of a text is: time, money, labels, promises, traffic."""

from __future__ import annotations

import re

CALENDAR = frozenset({"day", "working day", "week", "month", "quarter", "year"})
SHORT = frozenset({"us", "ms", "s", "minute", "hour"})
BOUNDARY = re.compile(r"[,;:.!?()](?=\s|$)|\s(?:and|but|while|whereas|then|so)\s|\s[–—-]\s")
HISTORY = re.compile(
    r"\b(?:history|historic\w*|data|logs?|records?|tickets?|archive|recordings?|last|past|previous|"
    r"old|ago|since|retention|warranty|lifetime|every|each|older|experience|for years)\b",
    re.I,
)
DURATION = re.compile(
    r"\b(?:within|in|have|has|got|only|just|until|deadline\w*|over|next|left|ready|launch\w*|ship\w*|"
    r"live|time\w*|build\w*|deliver\w*|from (?:now|today)|project|runway|timeline|window|takes?|"
    r"give[ns]?|finish\w*|done|need(?:s|ed)? (?:it|this|that)|for|later|away|bis|hat|haben|wir)\b",
    re.IGNORECASE,
)
ANSWER = re.compile(
    r"\b(?:latency|respon\w+|answer\w*|within|under|below|less than|at most|faster|p9\d|repl\w+|"
    r"load|return\w*|decid\w*|decision\w*|max\w*|no more than|real[- ]time|detect\w*|in)\b",
    re.IGNORECASE,
)
NOT_BUDGET = re.compile(
    r"\b(?:sav(?:e|es|ing|ings)|worth|revenue|turnover|fin(?:e|es|ed)|penalt\w+|cost(?:s|ing)? us|"
    r"los(?:e|es|t|ing|s|ses)|basket|order value|sells?|earn\w*|charg\w+|benefit|"
    r"profit|margin|valu\w+ at)\b",
    re.I,
)
BUDGET = re.compile(r"\b(?:budget\w*|fund\w*|grant|spend\w*|seed|raised|capex|capped|cap)\b", re.I)
PER_LABEL = re.compile(
    r"\s*(?:a|an|per|for (?:each|every|a)|each|every|/)\s*(?:label|annotation|labelled|image|item|"
    r"case|example|document)",
    re.IGNORECASE,
)
RATE = re.compile(
    r"\b(?:engineers?|developers?|freelancers?|contractors?|person|people|day rate|rate)\b", re.I
)
PAYS = re.compile(
    r"\b(?:incl\w*|covers?|cover(?:s|ing)?|pays? for|for|to pay)\b[^.,;]{0,25}"
    r"\b(?:salar\w+|people|staff|wages|payroll|team|headcount|everything|freelancers?|contractors?)\b"
    r"|\ball[- ]in\b(?! all)",
    re.I,
)
PAYS_NOT = re.compile(
    r"\b(?:excl\w*|not counting|without|on top of|besides|apart from)\b[^.,;]{0,15}"
    r"\b(?:salar\w+|people|staff|wages|payroll|team|headcount)\b"
    r"|\bfor (?:tools|cloud|licen\w+|software|vendors?|external)",
    re.I,
)
NO_BUDGET = re.compile(
    r"\b(?:no|zero|without (?:a |any )?) ?(?:extra |additional )?(?:budget|money)\b", re.I
)
LABELS = re.compile(
    r"\b(?:(?:pre-?|hand-?|well[- ])?label+ed|labels?|annotat\w+|tagged|ground[- ]truth|gold|"
    r"hand-?(?:checked|coded|sorted|graded)|classified|training (?:examples|samples|cases|data)|"
    r"examples?|(?:known|recorded) outcomes?|past (?:cases|decisions|claims))\b",
    re.I,
)
UNLABELLED = re.compile(r"\bun-?label+ed\b", re.IGNORECASE)
NO_LABELS = re.compile(
    r"\b(?:no|zero|without(?: any)?) (?:label\w*|annotat\w*|ground truth|training data)\b"
    r"|\b(?:nothing|none)(?: of (?:it|them))? is label+ed\b",
    re.I,
)
QUALITY = re.compile(
    r"\b(?:accura\w+|precision|recall|correct\w*|right|f1|auc|hit rate|sensitiv\w+|specific\w+|"
    r"error-?free|quality|automat\w+)\b",
    re.I,
)
BASELINE = re.compile(
    r"\b(?:conver\w+|click\w*|ctr|open rate|sign-?up\w*|rate (?:is|of|today))\b", re.I
)
TRAFFIC = re.compile(
    r"\b(?:users?|visitors?|sessions?|visits?|customers?|shoppers?|search(?:es)?|players?|listeners?|"
    r"readers?|viewers?|subscribers?|buyers?|guests?|orders?|views?|people|applicants?|logins?|"
    r"traffic|requests?|downloads?|patients?|students?|drivers?|bookings?|page ?views?)\b",
    re.I,
)
OF_THEM = re.compile(
    r"\b(?P<n>\d+|one|two|three|four|five|six|seven|eight|nine|ten) "
    r"of (?:them|these|those|which)\b",
    re.I,
)
WEEKS_OF = {"sprint": (1.0, 2.0, 4.0), "fortnight": (2.0, 2.0, 2.0)}
STILL_AHEAD = re.compile(r"\b(?:within|left|deadline|next)\b", re.IGNORECASE)
IN_ALL = re.compile(
    r"\b(?:in|within|have|has|had|gives? (?:us|them|me)|gets?|got|only|just)\s+"
    r"(?:only |just |about |at most |the next |another )*$",
    re.IGNORECASE,
)
A_MOMENT = re.compile(
    r"\b(?:under|below|less than|sub-?)\s?(?P<said>(?:a|one|half a)[ -]?(?P<unit>second|minute))\b",
    re.I,
)
