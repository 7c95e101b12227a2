"""Read: what takes part of the time, of which kind it is, and when it runs. No model."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .data import Phase, WaitKind

_WORDS: Mapping[WaitKind, str] = {
    "store": "app[- ]?store|play store|store review",
    "labelling": "label+ing|annotation|annotating",
    "security": r"security|pen(?:etration)?[- ]?test\w*|infosec",
    "legal": r"legal\w*|privacy|dpo|dpia|gdpr|compliance|works council|betriebsrat|ethics|irb|"
    r"data protection|contract(?:s|ual)? review|clinical governance",
    "procurement": r"procurement|purchas\w+|tender|contract(?:s|ing)?|vendor|sourcing",
    "access": r"(?:data )?access|permissions?|data (?:delivery|extract\w*|export)|onboarding",
    "test": r"a/b[- ]test\w*|ab[- ]test\w*|pilots?|trials?|experiments?|uat|user tests?|"
    r"field tests?|acceptance|shadow(?: run)?|beta|validation|testing|hardening|qa",
    "approval": r"approv\w+|reviews?|sign-?off|certificat\w+|audits?|committee|"
    r"accreditation|training of|roll-?out|change advisory|cab",
}
_KINDS = {kind: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for kind, words in _WORDS.items()}
FREEZE_WORDS = re.compile(
    r"\b(?:freezes?|frozen|lock-?down|change stop|no (?:changes|deploys?|deployments|releases?)|"
    r"code lock)\b",
    re.IGNORECASE,
)
BLOCKED = re.compile(
    r"\b(?:vacations?|on leave|closed|shut ?down|off-?site|sick|parental leave|out of office|away|"
    r"holidays?(?= (?:off|closure|break))|winter break|company holidays?)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\b(?:in parallel|meanwhile|at the same time|alongside|while we|concurrent\w*|"
    r"simultaneous\w*)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"\b(?:before we (?:can )?(?:start|begin)|to get|until we get|first|data access|access to|"
    r"before any work)\b",
    re.IGNORECASE,
)


def kind_of(words: str) -> WaitKind | None:
    """Which kind of wait the words about a time speak of, if of any."""
    return next((kind for kind, pattern in _KINDS.items() if pattern.search(words)), None)


def phase_of(sentence: str, words: str) -> Phase:
    """When a wait that was said runs: after the work, unless its words say otherwise."""
    if _BESIDE.search(sentence):
        return "beside"
    kind = kind_of(words)
    if kind == "procurement":
        return "beside"
    return "before" if _FIRST.search(words) or kind in ("access", "labelling") else "after"
