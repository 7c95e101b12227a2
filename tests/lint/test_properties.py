"""What holds for any text: exact spans, one order, no crash, no reach beyond the statement."""

from __future__ import annotations

import time
from pathlib import Path

from briefstar.translator.lint import Finding, lint_text
from hypothesis import given, settings
from hypothesis import strategies as st

HERE = Path(__file__).parent
VAGUE = (HERE / "vague.txt").read_text("utf-8").splitlines()
PRECISE = (HERE / "precise.txt").read_text("utf-8").splitlines()
CLEAN = "The page shows the ten newest listings."
MARKUP = [
    "# ",
    "- ",
    "* ",
    "1. ",
    "> ",
    "```\n",
    "| ",
    "|-|\n",
    "**",
    "`",
    "<",
    ">",
    "[",
    "](",
    "\n",
]
WORDS = [
    "improve",
    "by 10%",
    "TBD",
    "<x y>",
    "etc.",
    "always",
    "from 1 to 2",
    "...",
    "?",
    "a",
    "AI",
]

statements = st.lists(st.sampled_from([*VAGUE, *PRECISE]), min_size=1, max_size=4)
any_text = st.one_of(
    st.text(),
    st.lists(
        st.one_of(st.sampled_from([*VAGUE, *WORDS, *MARKUP]), st.text(max_size=5)), max_size=12
    ).map(" ".join),
    st.lists(st.sampled_from([*WORDS, *MARKUP]), max_size=20).map("".join),
)
quick = settings(deadline=None, max_examples=150)


def gist(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(f.rule, " ".join(f.text.split())) for f in findings]


@quick
@given(any_text)
def test_spans_are_exact_sorted_and_lines_count_from_one(text: str) -> None:
    findings = lint_text(text)
    assert [(f.start, f.end, f.rule) for f in findings] == sorted(
        (f.start, f.end, f.rule) for f in findings
    )
    for f in findings:
        assert 0 <= f.start < f.end <= len(text)
        assert text[f.start : f.end] == f.text
        before = text[: f.start].replace("\r\n", "\n").replace("\r", "\n")
        assert f.line == before.count("\n") + 1
        assert f.column == len(before) - (before.rfind("\n") + 1) + 1
        assert f.rewrite and f.why and f.standard


@quick
@given(any_text)
def test_the_same_text_gives_the_same_findings(text: str) -> None:
    assert lint_text(text) == lint_text(text)


@quick
@given(st.one_of(statements.map("\n".join), statements.map("\n\n".join)))
def test_a_clean_statement_on_a_new_line_changes_nothing_before_it(text: str) -> None:
    assert lint_text(f"{text}\n{CLEAN}") == lint_text(text)


@quick
@given(statements, st.sampled_from(["\n", "\r\n", "\n\n", "\n \n\n"]))
def test_white_space_changes_no_finding(lines: list[str], newline: str) -> None:
    tidy = gist(lint_text("\n".join(lines)))
    loose = newline.join(f"  {line.replace(' ', '  ')} \t" for line in lines)
    assert gist(lint_text(loose)) == tidy


@quick
@given(statements)
def test_a_list_has_the_findings_of_its_items(lines: list[str]) -> None:
    bullets = "\n".join(f"- {line}" for line in lines)
    wanted = {rule for line in lines for rule, _ in gist(lint_text(line))}
    found = {rule for rule, _ in gist(lint_text(bullets))}
    # An item of one weak word is read as a demand, so a list may show more, never less.
    assert wanted - {"BS111"} <= found


def test_time_grows_with_the_text_and_a_page_takes_little() -> None:
    page = "\n\n".join(" ".join(VAGUE[i : i + 3] + PRECISE[i : i + 9]) for i in range(0, 50, 10))
    lint_text(page)

    def seconds(pages: int) -> float:
        start = time.process_time()
        lint_text("\n\n".join([page] * pages))
        return time.process_time() - start

    seconds(2)
    few, many = seconds(4), seconds(16)
    assert many < 10 * few
    assert many / 16 < 0.1


def test_no_pattern_backtracks_on_repeated_characters() -> None:
    for piece in ("?", "…", "a", "-", "a-", "(", "[", "`", "*", "|", "<", "_", "{{", "to ", "1"):
        start = time.process_time()
        lint_text(piece * (20_000 // len(piece)))
        assert time.process_time() - start < 3, piece
