"""Sentence boundaries in prose, bullets, e-mails and other scripts."""

from __future__ import annotations

import pytest
from briefstar.provenance import Span, sentences, without_marker

CASES = {
    "One. Two! Three? Four": ["One.", "Two!", "Three?", "Four"],
    "Use rules, e.g. a list. Then stop.": ["Use rules, e.g. a list.", "Then stop."],
    "Use tools, e.g. Excel. Then stop.": ["Use tools, e.g. Excel.", "Then stop."],
    "That is, i.e. Ana's team.": ["That is, i.e. Ana's team."],
    "Mail vs. phone. Cost approx. 5 €.": ["Mail vs. phone.", "Cost approx. 5 €."],
    "Dr. Meyer and Mr. Cho agreed. Good.": ["Dr. Meyer and Mr. Cho agreed.", "Good."],
    "It costs 1.8 % or €3.50 each. Fine.": ["It costs 1.8 % or €3.50 each.", "Fine."],
    "In the U.S. market we lead. OK.": ["In the U.S. market we lead.", "OK."],
    "We sell in the U.S. Next year we grow.": ["We sell in the U.S.", "Next year we grow."],
    "Returns, refunds, etc. We pay.": ["Returns, refunds, etc.", "We pay."],
    "J. Smith signed. So did A. B. Jones.": ["J. Smith signed.", "So did A. B. Jones."],
    "Go to example.com. Then buy v2.1.": ["Go to example.com.", "Then buy v2.1."],
    "She said “stop.” We stopped.": ["She said “stop.”", "We stopped."],
    "(We tried.) It failed.": ["(We tried.)", "It failed."],
    "Really?! Yes.": ["Really?!", "Yes."],
    "Wait... there is more. End…": ["Wait... there is more.", "End…"],
    "Goals:\n- first\n- second one. With two.\n": [
        "Goals:",
        "- first",
        "- second one.",
        "With two.",
    ],
    "1. First thing\n2. Second thing": ["1. First thing", "2. Second thing"],
    "# Title\nText here\n\nMore": ["# Title", "Text here", "More"],
    "| a | b |\n| 1. | 2. |": ["| a | b |", "| 1. | 2. |"],
    "Hi Ana,\nplease check.\nThanks": ["Hi Ana,", "please check.", "Thanks"],
    "This long line of an e-mail was wrapped by the mail\nprogram here. Next.": [
        "This long line of an e-mail was wrapped by the mail\nprogram here.",
        "Next.",
    ],
    "This long line of an e-mail was ended by the author\nThis one is new.": [
        "This long line of an e-mail was ended by the author",
        "This one is new.",
    ],
    "今天很忙。明天呢？好！": ["今天很忙。", "明天呢？", "好！"],
    "हम थके हैं। कल आना।": ["हम थके हैं।", "कल आना।"],
    "Wir liefern z.B. Schuhe bzw. Hemden. Gut.": [
        "Wir liefern z.B. Schuhe bzw. Hemden.",
        "Gut.",
    ],
    "¿Qué pasa? Nada. ¡Ya!": ["¿Qué pasa?", "Nada.", "¡Ya!"],
    "Windows\r\nline one.\r\nTwo.": ["Windows", "line one.", "Two."],
    "We ask: 1. who pays? 2. when?": ["We ask: 1. who pays?", "2. when?"],
    "   ": [],
    "": [],
}


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_sentences(text: str, expected: list[str]) -> None:
    assert [span.text for span in sentences(text)] == expected


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("- a bullet", "a bullet"),
        ("  3. a point", "a point"),
        ("## A title", "A title"),
        ("- [x] a task", "a task"),
        ("no marker", "no marker"),
        ("-5 degrees", "-5 degrees"),
        ("-", "-"),
    ],
)
def test_without_marker(text: str, bare: str) -> None:
    span = without_marker(Span(10, 10 + len(text), text))
    assert span.text == bare
    assert span.end - span.start == len(bare)
    assert span.end == 10 + len(text)
