"""Sources and quotes: exact places, forgiving search, refusal of what is not there."""

from __future__ import annotations

import pytest
from briefstar.errors import UsageError
from briefstar.provenance import Quote, Sources
from pydantic import ValidationError

GOAL = "We get 42,000 returns a month.\n“Customers   hate waiting” – said Ana. Straße, naïve plan."


@pytest.fixture
def sources() -> Sources:
    return Sources({"goal": GOAL, "answer:cost": "€31, ana said"})


def test_sources_are_a_mapping_that_cannot_change(sources: Sources) -> None:
    assert list(sources) == ["goal", "answer:cost"]
    assert len(sources) == 2
    more = sources.with_source("context", "more")
    assert "context" in more
    assert "context" not in sources
    with pytest.raises(TypeError):
        sources["goal"] = "other"  # type: ignore[index]


def test_texts_do_not_show_in_the_repr(sources: Sources) -> None:
    assert "returns" not in repr(sources)


def test_quote_is_the_text_at_its_offsets(sources: Sources) -> None:
    quote = sources.quote("goal", 7, 21)
    assert quote == Quote(source="goal", start=7, end=21, text="42,000 returns")
    assert sources.verify(quote)


def test_altered_quotes_do_not_verify(sources: Sources) -> None:
    assert not sources.verify(Quote(source="goal", start=7, end=21, text="43,000 returns"))
    assert not sources.verify(Quote(source="goal", start=8, end=22, text="42,000 returns"))
    assert not sources.verify(Quote(source="context", start=7, end=21, text="42,000 returns"))


def test_a_quote_as_long_as_it_says() -> None:
    with pytest.raises(ValidationError, match="as long as"):
        Quote(source="goal", start=0, end=3, text="four")


@pytest.mark.parametrize(
    ("label", "start", "end"), [("goal", 5, 5), ("goal", -1, 3), ("goal", 0, 9999), ("plan", 0, 1)]
)
def test_places_that_do_not_exist(sources: Sources, label: str, start: int, end: int) -> None:
    with pytest.raises(UsageError):
        sources.quote(label, start, end)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("42,000 returns", "42,000 returns"),
        ("42,000 RETURNS A MONTH", "42,000 returns a month"),
        ("customers hate waiting", "Customers   hate waiting"),
        ('"Customers hate waiting" - said Ana', "“Customers   hate waiting” – said Ana"),
        ("month. “customers", "month.\n“Customers"),
        ("'hate waiting'", "hate waiting"),
        ("hate waiting.", "hate waiting"),
        ("STRASSE", "Straße"),
        ("nai\u0308ve plan", "naïve plan"),
        ("€31", "€31"),
        ("ana said", "ana said"),
        ("urns a mon", "urns a mon"),
    ],
)
def test_locate(sources: Sources, asked: str, found: str) -> None:
    quote = sources.locate(asked)
    assert quote is not None
    assert quote.text == found
    assert sources.verify(quote)


@pytest.mark.parametrize(
    "asked", ["", "  ", "…", "43,000", "2,000 returns", "42", "000", "customers love waiting", "3"]
)
def test_locate_finds_nothing(sources: Sources, asked: str) -> None:
    assert sources.locate(asked) is None


def test_locate_prefers_whole_words_and_earlier_sources() -> None:
    sources = Sources(goal="Start the art class", context="art")
    quote = sources.locate("art")
    assert quote is not None
    assert (quote.source, quote.start) == ("goal", 10)
    quote = sources.locate("art", label="context")
    assert quote is not None
    assert quote.source == "context"
    assert sources.locate("art", label="plan") is None


def test_locate_in_scripts_without_spaces() -> None:
    quote = Sources(goal="每月退货四万件，客户在等待。").locate("客户在等待")
    assert quote is not None
    assert quote.text == "客户在等待"


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("Customers hate waiting", True),
        ('"Customers hate\nwaiting"', True),
        ("customers hate waiting", False),
        ("Customers hate", True),
        ("Custom", False),
    ],
)
def test_contains_forgives_space_and_marks_but_not_case(
    sources: Sources, text: str, inside: bool
) -> None:
    assert sources.contains(text) is inside
