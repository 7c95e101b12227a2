"""Tasks for trackers and calendars: whole, and harmless whatever the texts hold."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest
from briefstar import UsageError, rank_ideas
from briefstar.library.formats import TaskForm, convert_result
from briefstar.library.formats.github import MAX_BODY, harmless, to_issue
from briefstar.library.formats.tasks import Task, day_in, tasks
from briefstar.library.formats.tickets import safe_cell, to_jira, to_linear, wiki
from briefstar.translator.brief import Brief
from briefstar.translator.ideas import Ranking
from briefstar.translator.impact import Impact
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from icalendar import Calendar
from markdown_it import MarkdownIt

from tests.results import HOSTILE, KINDS, TEXTS, a_result, results

DUE = date(2027, 3, 1)
OPEN = tuple(kind for kind in KINDS if kind != "grade")
DANGEROUS = tuple("=+-@\t\r＝＋－＠")


def rows(made: bytes) -> list[list[str]]:
    text = made.decode()
    assert text.endswith('"\r\n')
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def entries(made: bytes) -> list:
    return list(Calendar.from_ical(made).walk("VEVENT"))


def test_a_brief_gives_its_questions_slots_and_dependencies_with_their_owners() -> None:
    brief = a_result("brief")
    assert isinstance(brief, Brief)
    found = tasks(brief)
    kinds = [task.kind for task in found]
    assert kinds.count("Open question") == len(brief.questions) > 0
    assert kinds.count("Open slot") == len(list(brief.open_slots())) > 0
    assert kinds.count("Dependency") == len(brief.dependencies) + len(brief.data) > 0
    assert [task.role for task in found[: len(brief.questions)]] == [
        question.who for question in brief.questions
    ]
    assert all(task.role and task.due is None for task in found)
    assert {task.priority for task in found if task.kind != "Open question"} == {None}


def test_an_impact_gives_needs_and_options_and_a_ranking_its_order() -> None:
    impact = a_result("impact")
    assert isinstance(impact, Impact)
    assert [t.kind for t in tasks(impact)] == ["Need"] * len(impact.needs) + ["Option"] * len(
        impact.options
    )
    ranking = a_result("ranking")
    assert isinstance(ranking, Ranking)
    assert [t.title for t in tasks(ranking)] == [step.idea for step in ranking.order]


def test_an_idea_that_cannot_be_done_comes_last_and_says_why() -> None:
    ranking = rank_ideas(
        {
            "budget": "1000 EUR",
            "ideas": [
                {"name": "Dear", "impact": "9", "effort": "1 week", "cost": "9000 EUR"},
                {"name": "Fair", "impact": "1", "effort": "3 weeks", "cost": "10 EUR"},
            ],
        }
    )
    assert [(t.title, t.kind) for t in tasks(ranking)] == [
        ("Fair", "Idea"), ("Dear", "Filtered out"),
    ]  # fmt: skip
    assert "Not as things stand" in dict(tasks(ranking)[1].notes)


@pytest.mark.parametrize("form", TaskForm)
def test_what_leaves_no_task_is_told_in_one_line(form: TaskForm) -> None:
    with pytest.raises(UsageError, match="a grade leaves no tasks: take a brief, impact, ranking"):
        convert_result(a_result("grade"), form, on=DUE)
    if form is not TaskForm.ics:
        nothing = a_result("ranking").model_copy(update={"ideas": []})
        with pytest.raises(UsageError, match="this ranking leaves no tasks"):
            convert_result(nothing, form)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-03-01", DUE),
        ("before the pilot, by 2027-03-01", DUE),
        ("Sign-off, due 2027-03-01.", DUE),
        ("counted since 2027-03-01", None),
        ("by 2027-13-01", None),
        ("before the work is scoped", None),
    ],
)
def test_a_day_is_taken_only_where_it_is_set(text: str, day: date | None) -> None:
    assert day_in(text) == day


def test_a_known_day_is_due_everywhere() -> None:
    task = Task("Need", "Ask legal", "legal counsel", (("Why", "a, b"),), "High", DUE)
    head, jira = rows(to_jira([task]))
    assert dict(zip(head[:5], jira, strict=False)) == {
        "Summary": "Ask legal", "Issue Type": "Task", "Priority": "High", "Due Date": "2027-03-01",
        "Description": "Owner: legal counsel\nWhy: a, b\nDue: 2027-03-01",
    }  # fmt: skip
    assert jira[5:] == ["briefstar", "need", "legal-counsel"]
    head, linear = rows(to_linear([task]))
    assert head == ["Title", "Description", "Status", "Priority", "Labels", "Due Date"]
    assert linear[2:] == ["Backlog", "High", "Need, Legal counsel", "2027-03-01"]
    assert "  - Due: 2027-03-01" in to_issue("x", [task])


def check_csv(made: bytes, count: int, width: int) -> None:
    found = rows(made)
    assert len(found) == count + 1
    for row in found:
        assert len(row) == width
        for cell in row:
            assert not cell.lstrip().startswith(DANGEROUS)
            assert not cell.startswith(DANGEROUS)


@settings(max_examples=60, deadline=None)
@given(results(OPEN))
def test_any_text_is_a_harmless_row(result) -> None:
    count = len(tasks(result))
    check_csv(convert_result(result, TaskForm.jira), count, 8)
    check_csv(convert_result(result, TaskForm.linear), count, 6)
    for row in rows(convert_result(result, TaskForm.jira))[1:]:
        assert len(row[0].encode("utf-16-le")) // 2 <= 255
        assert all(re.fullmatch(r"[\w-]+", label) for label in row[5:])


@given(st.sampled_from(HOSTILE) | TEXTS | st.text())
def test_no_cell_is_a_formula_and_its_text_is_kept(text: str) -> None:
    cell = safe_cell(text)
    assert not cell.lstrip().startswith(DANGEROUS)
    assert cell in (text, f"'{text}")


@given(TEXTS)
def test_jira_reads_no_macro_link_or_picture_of_a_text(text: str) -> None:
    shown = wiki(text)
    for found in re.finditer(r"[{}\[\]!|]", shown):
        before = shown[: found.start()]
        assert (len(before) - len(before.rstrip("\\"))) % 2 == 1


def visible(issue: str) -> str:
    """What GitHub looks for mentions and links in: the text as it is shown."""
    tokens = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(issue)
    inline = [token for token in tokens if token.type == "inline"]
    assert not [t for t in tokens if t.type in ("html_block", "fence", "code_block", "table_open")]
    kinds = {child.type for token in inline for child in token.children or ()}
    assert kinds <= {"text", "strong_open", "strong_close"}
    return "\n".join("".join(child.content for child in token.children or ()) for token in inline)


def check_issue(issue: str, items: int) -> None:
    assert issue.startswith("# ")
    shown = visible(issue)
    assert not re.search(r"@[\w-]|#\d|gh-\d|://|www\.", shown, re.I)
    assert len(re.findall(r"^- \[ \] \*\*", issue, re.M)) == items
    assert not re.search(r"\b(?=\d*[a-f])[0-9a-f]{7,40}\b", shown)


@pytest.mark.parametrize("commit", ["0123abc", "0123abc0123abc", "0123abc" * 6])
def test_a_commit_of_any_length_makes_no_link(commit: str) -> None:
    check_issue(f"# {harmless(commit)}", 0)


@settings(max_examples=60, deadline=None)
@given(results(OPEN))
def test_any_text_is_a_harmless_issue(result) -> None:
    try:
        issue = convert_result(result, TaskForm.github).decode()
    except UsageError as error:  # many hostile texts together are more than an issue holds
        assert "GitHub takes" in str(error)
        reject()
    check_issue(issue, len(tasks(result)))


@given(TEXTS | st.text())
def test_an_issue_keeps_the_words(text: str) -> None:
    shown = visible(f"x: {harmless(text)}").replace("\u200b", "")
    kept = " ".join(
        re.sub("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text).split()
    )
    assert shown == f"x: {kept}".strip().replace("\u200b", "")


def test_an_issue_beyond_githubs_limit_is_refused_with_a_way_out() -> None:
    task = Task("Need", "x", "legal", (("Why", "w" * MAX_BODY),))
    with pytest.raises(UsageError, match="take --to jira or --to linear"):
        to_issue("x", [task])


def test_a_calendar_has_the_days_that_the_result_knows() -> None:
    (entry,) = entries(convert_result(a_result("dated"), TaskForm.ics))
    assert entry["dtstart"].dt == date(2027, 6, 1)
    assert str(entry["summary"]).startswith("Deadline: Three engineers until 1 June 2027")
    assert "until 1 June 2027" in entry["description"]


def test_a_review_day_is_given_never_made_up() -> None:
    brief = a_result("brief")
    with pytest.raises(UsageError, match="this brief knows no day: give a review day, such as"):
        convert_result(brief, TaskForm.ics)
    (entry,) = entries(convert_result(brief, TaskForm.ics, on=DUE))
    assert entry["dtstart"].dt == DUE
    assert all(task.title in entry["description"] for task in tasks(brief))


def test_a_later_file_replaces_the_entries_of_an_earlier_one() -> None:
    brief, at = a_result("brief"), "2026-11-24T10:00:00.000+00:00"

    def entry(**options):
        (found,) = entries(convert_result(brief, TaskForm.ics, **options))
        return found

    first = entry(on=DUE, id="a", at=at)
    moved = entry(on=date(2027, 4, 1), id="a", at="2026-11-25T10:00:00.000+00:00")
    assert first["uid"] == moved["uid"] != entry(on=DUE, id="b", at=at)["uid"]
    assert first["dtstamp"].dt < moved["dtstamp"].dt
    assert convert_result(brief, TaskForm.ics, on=DUE, id="a", at=at) == convert_result(
        brief, TaskForm.ics, on=DUE, id="a", at=at
    )


@settings(max_examples=60, deadline=None)
@given(results(OPEN), st.dates())
def test_any_text_is_a_whole_calendar(result, on: date) -> None:
    made = convert_result(result, TaskForm.ics, on=on)
    assert all(len(folded) <= 75 for folded in made.split(b"\r\n"))
    assert b"\n" not in made.replace(b"\r\n", b"")
    calendar = Calendar.from_ical(made)
    assert {part.name for part in calendar.walk()} == {"VCALENDAR", "VEVENT"}
    found = entries(made)
    assert not [part.errors for part in calendar.walk() if part.errors]
    assert found[-1]["dtstart"].dt == on
    assert len({entry["uid"] for entry in found}) == len(found)
    assert [t.title in found[-1]["description"] for t in tasks(result)]
