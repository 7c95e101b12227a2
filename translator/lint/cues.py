"""Cues in lower-case text: a baseline, an open point, a question, a demand, a section's role.

Patterns alone; `facts` says which of them hold for a statement.
"""

from __future__ import annotations

import re

BASELINE = re.compile(
    r"\bcompared (?:with|to)\b|\bin comparison|\bcomparison (?:with|to)\b|\brelative to\b"
    r"|\bversus\b|\bvs\b\.?"
    r"|(?<!guard )(?<!protect )(?<!defend )(?<!insure )(?<!discriminate )(?<!appeal )"
    r"\bagainst (?:the|an?|our|its|their|today|current|last|that|those|what|\d|q\d|20\d\d|baseline)"
    r"|\b(?:versus|against|(?:over|on|above|below|from) (?:the|our|its|their)) (?:20\d\d\b"
    r"|q[1-4] 20|[a-z]+ 20\d\d|last (?:year|quarter|month)"
    r"|current \w+|present|previous (?:year|quarter|month))(?! on)"
    r"|\bover (?:the (?:current|existing|same|previous|present|old|rule|control|baseline|last"
    r"|random"
    r"|production|popularity|incumbent|heuristic)|last (?:year|quarter|month)|today|random|baseline"
    r"|(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|q[1-4]|20\d\d)\b)"
    r"|\bthan (?:the|our|its|their|last|in|an?|today|current|currently|baseline|now|control|those"
    r"|that|what"
    r"|before|random|\d|when|with|without|at|on|for|during|production|any|it|we|they|under|human"
    r"|people|manual|popularity|sorting|simply|q[1-4]|january|february|march|april|may|june|july"
    r"|august|september|october|november|december|€|\$|£|competitor|is|this|previous|one|two|half"
    r"|they|among|from|by|guessing|chance|non|other|holdout|comparable|similar|unassisted|agents)\b"
    r"|\bbaseline\b|\bbeat(?:s|ing)? (?:the|a|our|today)|\boutperform|\bup from\b|\bdown from\b"
    r"|\byear[- ](?:on|over)[- ]year\b|\byoy\b|\bqoq\b|\bmonth[- ](?:on|over)[- ]month\b"
    r"|\bcontrol (?:group|arm|variant|stores?|week|period|region)\b|\bhold-?out (?:group|arm"
    r"|stores?|users?)\b|\bon last year\b"
    r"|\bvs the control\b"
    r"|\bstatus quo\b|\bthe same (?:period|week|month|quarter|season|weeks|months|time last)\b"
    r"|\btoday'?s? (?:value|rate|level|average|figure|median|\w+ (?:of|is))\b|\bthe (?:current"
    r"|existing) \d"
    r"|\bwhich is (?:now|currently|today)\b|\(?(?:now|today|currently|current|at present)[ :,]{1,2}"
    r"(?:at |is |it is |about |around )?[€$£]?\d|\d[\w.,%€$ ]{0,14} (?:today|now|at present"
    r"|currently)\b"
    r"|\b(?:last|previous|prior) (?:year|quarter|month|season|release)'s\b|\bnon-inferior"
    r"|\bfrom (?:its|their|the|today's|our|a) (?:current|present|\d{4}|last|baseline|average|level"
    r"|march"
    r"|april|may|june|july|august|january|february|september|october|november|december|q\d|average)"
    r"|\b(?:is|was|are|were) (?:now |currently |at )?[€$£]?\d[\w.,%€$ ]{0,12} (?:today|now|in 20"
    r"|in q)"
)
UNKNOWN = re.compile(
    r"\bunknown\b|\bnot (?:yet )?(?:known|measured|decided|agreed|clear who)\b|\bnot known yet\b"
    r"|\b(?:do|does) not (?:yet )?know\b|\bdon't (?:yet )?know\b|\bnobody knows\b|\bno one knows\b"
    r"|\bopen question\b|\bopen point\b|\b(?:is|are|remains?) (?:still )?open(?=[:;,])"
    r"|\bassumption\b|\bassumed\b"
    r"|\bhas not been (?:measured|agreed|decided)\b|\bwill (?:measure|find out|establish"
    r"|determine)\b"
    r"|\bto be (?:measured|established|determined|agreed|decided|confirmed|set|chosen) (?:by|with"
    r"|together)\b"
    r"|\bno (?:baseline|measurement|figure|value) (?:is )?(?:yet|exists|available|known)\b"
    r"|\bfinds? out (?:by|before|until|after|on|in)\b|\bopen:|(?:^|[|:;(] ?)testable\b"
    r"|\bto find out\b"
    r"|\bhave not (?:yet )?(?:measured|decided|agreed)\b|\bmissing baseline\b"
)
REQUIRED = re.compile(
    r"\b(?:is|are) (?:\w+ly )?(?:required|needed|expected|desired|mandatory|essential|key|crucial"
    r"|important|wanted"
    r"|demanded|allowed|permitted|a must|critical|the goal|the aim|our goal|requested)\b"
)
TAGGED = re.compile(
    r"(?:^|[|:;(\[—–-] ?)(?:unknown|testable|open|open question|assumed|assumption)\b"
)
QUESTION = re.compile(r"\?[\"')\]]*$")
MODAL = re.compile(
    r"\b(?:must|shall|should|will|may (?:not|only|at most)|needs? to|needs?|has to|have to|had to"
    r"|ought to|is to|are to"
    r"|wants?|would like|wish"
    r"|wishes|goal|goals|aims?|objective|objectives|target|targets|ambition|mission|vision|hope"
    r"|plan to"
    r"|so that|in order to|help|helps|let's|let us|priority|looking to|seek|expect|expects|require"
    r"|requires|required|requirement|expected|intend|would|strive|north star|success means|focus on"
    r"|focus is|requested|demands?|asks? for|committed to|challenge|trying to|try to|able to"
    r"|okr|key result|outcome|kr\d*|desired|desirable|wanted|welcome|preferred|appreciated"
    r"|success metric|kpi)\b"
)
FINITE = re.compile(
    r"\b(?:is|are|was|were|am|has|have|had|does|do|did|can|could|will|would|must|shall|should"
    r"|(?<!by )(?<!in )(?<!of )(?<!until )(?<!from )(?<!since )(?<!last )(?<!to )(?<!and )may"
    r"|might|cannot|go|goes|get|gets|run|runs|use|uses|take|takes|needs?|see|sees|pay|pays|makes?"
    r"|gives?|shows?|come|comes|keep|keeps|find|finds|hold|holds|means?|lasts|remains?|stays?"
    r"|begins?"
    r"|covers|contains?|includes?|receives?|fell|rose|grew|apply|applies|become|becomes|serves?"
    r"|stops|wants?|say|says|send|sends|tell|tells|accepts?|allows?|arrives?|belongs?|depends?"
    r"|differs?|happens?|misses|moves|opens|owns?|requires?|sell|sells|supports|waits|concern"
    r"|differ"
    r"|starts|ends|meets|work|wait|fall|rise|drop|carry|carries|describes?|lists|helps?)\b"
)
# A determiner needs a preposition or a verb before it; without a preposition it is a verb.
TRANSITIVE = re.compile(
    r"\b(?!(?:of|for|in|on|at|by|with|to|from|and|or|as|than|per|through|via|into|over|under"
    r"|between|within"
    r"|without|like|about|after|before|during|using|all|both|across|around|towards?|against|until"
    r"|onto|behind"
    r"|off|up|down|out|because|half|twice|but|not|even|\w+ing)\b)[a-z]+ (?:the|an?|their|its|our"
    r"|your|his|her)\b"
)
# "Lower floors are served first" orders nothing.
SUBJECT = re.compile(r"\w+ (?:[\w-]+ ){1,3}(?:is|are|was|were|has|have)\b")
IMPERATIVE = re.compile(
    r"^(?:please |also |always |never |do not |then )?(?:lift|decrease|shrink|trim|slash|curb"
    r"|shorten|push|nudge|squeeze|tackle|elevate|deepen|unlock|transform|refine|shave|knock|chop"
    r"|ramp|step|attain|close|recruit|sign|acquire|onboard|hold|make|get|give|show|build|use|help"
    r"|provide|deliver|ensure|enable"
    r"|allow|support|create|send|keep|find|offer|bring|have|let|put|add|design|develop|implement"
    r"|launch|introduce|recommend|suggest|predict|detect|identify|automate|personali[sz]e|answer"
    r"|handle"
    r"|serve|present|generate|produce|return|turn|become|be|win|grow|sell|reach|achieve|gain"
    r"|attract"
    r"|retain|earn|save|stop|start|convince|encourage|motivate|guide|inform|notify|target|go|order"
    r"|poll|heat|cool|free|bring|take|win|minimum|maximum|switch|connect|rebuild|store|have"
    r"|exercise|match|rank"
    r"|route|reward|respond|react|process|load|run|save|write|translate|summari[sz]e|extract"
    r"|classify"
    r"|improve|increase|reduce|lower|raise|cut|boost|optimi[sz]e|enhance|drive|minimi[sz]e"
    r"|maximi[sz]e"
    r"|simplify|streamline|accelerate|strengthen|speed|modernise|scale|test|track|monitor|measure"
    r"|update|review|replace|redesign|rework|fix|share|train|label|collect|understand|learn|apply"
    r"|leverage|store|secure|protect|prevent|avoid|limit|forecast|plan|schedule|assign|alert|flag"
    r"|prioriti[sz]e|surface|highlight|display|explain|engage|focus|treat|hire|staff|spend|invest"
    r"|move|expand|ship|release|roll|set|define|provide|maintain)\b"
)
DESCRIBED = re.compile(
    r"^(?:rejected|dropped|discarded|not chosen|declined|postponed|ruled out|parked)\b"
    r"|\b(?:out of scope|not in scope|non-goals?|will not do)\b"
)
# Under these headings a text lists what it does not promise, or explains words.
OUTSIDE = re.compile(
    r"[\W\d]*(?:out[ -]of[ -]scope|non-?goals?|not (?:in scope|doing|included|part)"
    r"|what we (?:will not|won't)"
    r"|glossary|references|change ?log|revision|open (?:questions|points|issues)|questions|sources"
    r"|further reading|appendix|history$|risks?\b|provenance|figures|rejected|alternatives"
    r"|cost of (?:not"
    r"|inaction|doing nothing)|problem|background|definitions|user quotes|terms)"
)
APPROACH = re.compile(
    r"\b(?:approach|solution|design|architecture|implementation|how we|method|methods|technical"
    r"|options?|modell?ing)\b"
)
