"""Search: all words, parts of words, any script; the best first, and where they stand."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from briefstar import Ranking, UsageError, rank_ideas
from briefstar.library.library import Library
from briefstar.library.search import MAX_WORDS
from briefstar.library.snippets import WIDTH, plain, snippet
from hypothesis import given
from hypothesis import strategies as st


def idea(name: str, *notes: str) -> Ranking:
    sheet = {"ideas": [{"name": name, "impact": "2 to 4", "effort": "3 weeks"}]}
    return rank_ideas(sheet).model_copy(update={"notes": list(notes)})


@pytest.fixture
def library(place: Path | str) -> Iterator[Library]:
    with Library(place) as opened:
        yield opened


def titles(library: Library, query: str) -> list[str]:
    return [work.title.removeprefix("Ideas: ") for work in library.works(query)]


def test_all_words_are_found_in_any_case_and_script_and_taken_literally(library: Library) -> None:
    for name in ("Größe der Suche", "A_B% recall", "検索の改善", "R&D of C:\\temp/x"):
        library.save(idea(name))
    assert titles(library, "suche GRÖSSE") == ["Größe der Suche"]
    assert titles(library, "röße") == ["Größe der Suche"]
    assert titles(library, "a_b%") == ["A_B% recall"]
    assert titles(library, "改善") == titles(library, "索") == ["検索の改善"]
    assert titles(library, "r&d c:\\temp/") == ["R&D of C:\\temp/x"]
    assert titles(library, "suche recall") == titles(library, "a%l") == []
    assert titles(library, "gr_sse") == []
    assert len(library.works(kind="ranking")) == 4
    assert library.works(kind="brief") == []
    with pytest.raises(UsageError, match="no kind of work"):
        library.works(kind="poem")


def test_marks_that_markdown_escapes_are_found_in_the_text(library: Library) -> None:
    library.save(idea("x", "Keep user_id & [team] as *they* are"))
    for query in ("user_id", "& [team]", "*they*"):
        assert titles(library, query) == ["x"]
    (work,) = library.works("user_id")
    found = library.snippets([work], "user_id & [team]")
    assert "user_id & [team]" in plain(found[work.id])


def test_a_title_goes_before_a_text_and_often_before_once(library: Library) -> None:
    library.save(idea("once", "parcels"))
    library.save(idea("often", "parcels " * 9))
    library.save(idea("Parcels first"))
    library.save(idea("long", "parcels " * 9 + "and more words " * 900))
    assert titles(library, "parcels") == ["Parcels first", "often", "long", "once"]


def test_among_equals_the_last_changed_is_the_first(library: Library) -> None:
    works = [library.save(idea("same")).work for _ in range(3)]
    library.rename(works[1], "Ideas: same")
    library.save(idea("same"), to=works[0])
    assert [work.id for work in library.works("same")] == [works[0], works[2], works[1]]
    assert [work.id for work in library.works()] == [works[0], works[2], works[1]]


def test_only_the_newest_version_is_searched(library: Library) -> None:
    work = library.save(idea("x", "zebra")).work
    library.save(idea("x", "gnu"), to=work)
    assert titles(library, "zebra") == []
    assert titles(library, "gnu") == ["x"]


def test_a_snippet_shows_where_the_words_stand(library: Library) -> None:
    library.save(idea("x", "Nothing of it here.", "Then the Straße to the depot was closed."))
    (work,) = library.works("STRASSE depot")
    found = library.snippets([work], "STRASSE depot")[work.id]
    assert [piece.text for piece in found if piece.found] == ["Straße", "depot"]
    library.rename(work.id, "Autumn")
    (renamed,) = library.works("autumn")
    assert library.snippets([renamed], "autumn") == {}
    library.delete(work.id)
    assert library.snippets([work], "depot") == {}


def test_the_snippets_of_many_works_are_each_their_own(library: Library) -> None:
    for number in range(120):
        library.save(idea(f"idea {number}", f"parcels of depot{number} here"))
    works = library.works("parcels")
    found = library.snippets(works, "parcels")
    assert found.keys() == {work.id for work in works}
    for work in works:
        own = work.title.removeprefix("Ideas: idea ")
        assert f"depot{own} here" in plain(found[work.id])
    older = dataclasses.replace(works[0], versions=2)
    assert library.snippets([older], "parcels") == {}


def test_a_snippet_is_its_owners(place: Path | str) -> None:
    with Library(place, user="ann") as ann, Library(place, user="bob") as bob:
        ann.save(idea("x", "secret"))
        (work,) = ann.works("secret")
        assert ann.snippets([work], "secret")
        assert bob.snippets([work], "secret") == {}


def test_a_search_has_its_limits(library: Library) -> None:
    library.save(idea("x"))
    for query in (" ".join(map(str, range(MAX_WORDS + 1))), "x" * 60_000):
        with pytest.raises(UsageError, match="search for at most"):
            library.works(query)
    assert titles(library, "x " * 400) == ["x"]
    assert titles(library, "\0 x") == ["x"]


def test_the_passage_with_the_most_words_is_taken() -> None:
    text = "alpha " + "filler " * 60 + "alpha beta " + "filler " * 60
    found = snippet(text, ["alpha", "beta"])
    assert found is not None
    assert "alpha beta" in plain(found)
    assert plain(found).startswith("…") and plain(found).endswith("…")
    assert snippet("# A heading\n\n- **bold** item\n| a | b |", ["item"]) is not None
    assert plain(snippet("# A heading\n\n- **bold** item", ["item"]) or ()) == (
        "A heading bold item"
    )
    assert snippet(text, ["gamma"]) is None


@given(
    st.text(st.sampled_from("aßİﬁ |*#é\n1. "), max_size=400),
    st.lists(st.text(st.sampled_from("asfi1é"), min_size=1, max_size=3), min_size=1, max_size=3),
)
def test_a_snippet_is_a_passage_with_one_of_the_words(text: str, words: list[str]) -> None:
    found = snippet(text, words)
    if found is None:
        return
    marked = [piece.text.casefold() for piece in found if piece.found]
    assert marked
    assert all(any(word in mark for word in words) for mark in marked)
    assert len(plain(found)) <= WIDTH + 2
