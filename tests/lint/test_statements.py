"""What counts as a statement in Markdown, and where it stands in the source."""

from __future__ import annotations

import textwrap

import pytest
from briefstar.translator.lint import lint_text
from briefstar.translator.lint.statements import statements


def texts(source: str) -> list[str]:
    return [s.text for s in statements(textwrap.dedent(source))]


def rules(source: str) -> set[str]:
    return {f.rule for f in lint_text(textwrap.dedent(source)) if f.severity != "advice"}


def test_sentences_items_rows_and_headings_each_are_a_statement() -> None:
    assert texts("""\
        # Search

        Show results. Log e.g. queries at 3.5 s! Why?
        - First item
        - Second **item**
          goes on

        | metric | target |
        |---|---|
        | recall | 0.8 |
        """) == [
        "Search",
        "Show results.",
        "Log e.g. queries at 3.5 s!",
        "Why?",
        "First item",
        "Second item goes on",
        "recall | 0.8",
    ]


def test_wrapped_lines_are_joined_and_lists_of_goals_are_not() -> None:
    assert texts("We raise the share of\nsellers from 2% to\nGermany.") == [
        "We raise the share of sellers from 2% to Germany."
    ]
    assert texts("Improve search\nReduce churn") == ["Improve search", "Reduce churn"]


@pytest.mark.parametrize(
    "source",
    [
        "---\ntitle: improve search\n---\n",
        "```\nimprove search\n```\n",
        "~~~~ text\nimprove search\n~~~\nimprove search\n~~~~\n",
        "> Improve search relevance.\n",
        "<!-- Improve search\nrelevance -->\n",
        "[1]: http://llm.test/improve-search\n",
        "# Improve search relevance\n",
        "Improve search relevance\n===\n",
        "The function `improve_search()` and `TODO` are in `make it better`.\n",
    ],
)
def test_what_is_not_a_statement_of_the_author_is_skipped(source: str) -> None:
    assert lint_text(source) == []


def test_a_fence_in_front_matter_style_text_does_not_swallow_the_rest() -> None:
    assert rules("---\n\nImprove search relevance.\n") == {"BS102"}
    assert rules("```\ncode\n```\nImprove search relevance.\n") == {"BS102"}


def test_findings_point_through_markup_into_the_source() -> None:
    source = (
        "\ufeff# Goal\r\n\r\n* The app must be **very\u00a0user-friendly**, [fast](u) & so on.\r\n"
    )
    found = {f.text: f for f in lint_text(source)}
    assert set(found) == {"user-friendly", "fast", "so on"} or set(found) == {
        "user-friendly",
        "fast",
    }
    for f in found.values():
        assert source[f.start : f.end] == f.text
        assert f.line == 3
        assert source.split("\r\n")[2][f.column - 1 :].startswith(f.text)


def test_an_item_is_read_as_a_whole() -> None:
    vague = "- Improve search relevance. The page stays blue.\n"
    precise = "- Improve search relevance. nDCG@10 rises from 0.61 to 0.65 by 30 June.\n"
    assert "BS102" in rules(vague)
    assert rules(precise) == set()


def test_a_table_is_read_with_its_header() -> None:
    table = """\
        | metric | baseline | target | by when |
        |---|---|---|---|
        | conversion | 2% | 3% | {when} |
        """
    assert rules(table.format(when="30 June")) == set()
    assert "BS117" in rules(table.format(when="TBD"))


def test_sections_and_lead_ins_say_what_is_not_promised() -> None:
    assert rules("## Out of scope\n\n- Improve the tablet app\n") == set()
    assert rules("**Not in scope:**\n\n- Improve the tablet app\n") == set()
    assert rules("## Scope\n\n- Improve the tablet app\n") == {"BS102"}
    assert rules("## Proposed approach\n\nUse machine learning on the clicks.\n") == set()
    assert rules("Use machine learning on the clicks.\n") == {"BS112"}


def test_open_points_with_an_owner_are_no_findings() -> None:
    assert (
        rules("""\
        | metric | baseline | target |
        |---|---|---|
        | Relevance of results | unknown: ask the analyst, before scoping | unknown: ask product |

        - Baseline: unknown: ask the analyst, before scoping
        - Churn: unknown: owner Ana, by 3 May
        - Improve retention: testable, the A/B test in June tells
        """)
        == set()
    )


def test_reported_speech_is_not_a_requirement_but_scare_quotes_are() -> None:
    assert rules('The goal as given: "Improve user engagement".') == set()
    assert rules('The button "Learn more" opens the page.') == set()
    assert rules('The word "seamless" is banned.') == set()
    assert rules('The results must feel "snappy".') == {"BS101"}
