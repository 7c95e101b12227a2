"""Quotations nobody said and names nobody mentioned."""

from __future__ import annotations

import pytest
from briefstar.provenance import Sources, scan_quotes, unknown_names

SAID = Sources(goal="Ana of Acme Corp says “our customers hate\nwaiting for refunds” in São Paulo.")


@pytest.mark.parametrize(
    "text",
    [
        'She says "our customers hate waiting for refunds".',
        "She says “our customers hate waiting for refunds,” and more.",
        "Elle dit «customers hate waiting for refunds».",
        'The "cold start" problem',
        'The so-called "very long tail"',
        'size 5" and 6" or "a b"',
        "no quotation, just Ana's don't and can't and won't and shan't",
    ],
)
def test_true_or_short_quotations_pass(text: str) -> None:
    assert scan_quotes(text, SAID) == []


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('She says "our customers love waiting for refunds".', None),
        ("“Our customers hate waiting for refunds”", None),
        ("„alle Kunden hassen das Warten“", None),
        ("«les clients détestent attendre longtemps»", None),
    ],
)
def test_invented_quotations_do_not(text: str, quoted: str | None) -> None:
    (violation,) = scan_quotes(text, {"goal": SAID["goal"]})
    assert violation.kind == "quote"
    assert text[violation.start : violation.end] == violation.text
    assert "word for word" in violation.why


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We ask Acme and Ana about refunds.", []),
        ("We ask Google Cloud and Ana.", ["Google Cloud"]),
        ("We ask Globex, Initech and Acme's Ana.", ["Globex", "Initech"]),
        ("Globex starts a sentence.", []),
        ("- Globex starts a bullet", []),
        ("Owner: Globex follows a colon", []),
        ("# A Heading About Globex", []),
        ("| Cell | Globex |", []),
        ("The ML team in March, as I said on Monday.", ["ML"]),
        ("We ship to SÃO Paulo.", []),
        ("Then we compare iPhone users.", []),
        ("It moves to Postgres-Cloud soon.", ["Postgres-Cloud"]),
        ("The Acme-Ana plan", []),
        (
            "Wir bauen ein Modell, das die Kunden mit einer Nachricht über die Lieferung im Lager "
            "und den Versand der Ware in der Filiale informiert.",
            [],
        ),
    ],
)
def test_unknown_names(text: str, names: list[str]) -> None:
    found = unknown_names(text, SAID)
    assert [n.text for n in found] == names
    assert all(text[n.start : n.end] == n.text for n in found)


def test_allowed_names_pass_whatever_their_case() -> None:
    assert (
        unknown_names("We ask the ML and Google Cloud teams.", SAID, ["ml", "google cloud"]) == []
    )
