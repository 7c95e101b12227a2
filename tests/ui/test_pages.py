"""What the pages' handlers yield, called as plain generators: no server, no browser."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Callable, Iterator
from typing import Any

import gradio as gr
import markdown_it
import pytest
from briefstar import Library, rank_ideas
from briefstar.calculators import everything, get
from briefstar.coach.bank import load_bank
from briefstar.coach.grade import Grade
from briefstar.serving.services import Services
from briefstar.translator.lint import lint_text
from briefstar.ui import parts, shelf
from briefstar.ui.app import build_app
from briefstar.ui.graded import marked
from briefstar.ui.pages import pages
from briefstar.ui.pages.brief import BriefPage
from briefstar.ui.pages.calculate import MAX_INPUTS, CalculatePage
from briefstar.ui.pages.check import told
from briefstar.ui.pages.coach import CoachPage
from briefstar.ui.pages.grade import GradePage
from briefstar.ui.pages.ideas import LIMITS, IdeasPage, rows_of, source_of
from briefstar.ui.pages.impact import ImpactPage
from briefstar.ui.pages.library import NOT_SURE, LibraryPage
from briefstar.ui.pages.model import ModelPage
from briefstar.ui.pages.publish import PublishPage
from briefstar.ui.pages.stories import StoriesPage

from tests.publish_fakes import TOKEN, FakeConfluence
from tests.ui_fakes import ANSWER, CONSTRAINT, CONTEXT, GOAL, IDEAS, QUESTION, AppScript

HOSTILE = '<img src=x onerror=alert(1)> [x](javascript:alert(1)) =cmd|"/c calc"'


def asker(user: str = "", **query: str) -> gr.Request:
    return gr.Request(username=user or None, query_params=query)


def built(make: Callable[[], Any]) -> Any:
    """Make something of Gradio's inside a loop: outside one it leaves a loop of its own open."""

    async def inside() -> Any:
        return make()

    return asyncio.run(inside())


def page(kind: type[Any], services: Services) -> Any:
    def make() -> Any:
        with gr.Blocks() as blocks:
            return kind(blocks, services)

    return built(make)


def merged(changes: Any) -> dict[Any, Any]:
    """All changes of a handler, the last of each component."""
    found: dict[Any, Any] = {}
    for each in changes:
        found |= each
    return found


def value(change: Any) -> Any:
    return change["value"] if isinstance(change, dict) and "value" in change else change


def test_every_page_has_a_name_an_address_and_a_place() -> None:
    found = pages()
    assert [p.name for p in found][:4] == ["Brief", "Impact", "Ideas", "Coach"]
    assert len({p.path for p in found}) == len({p.place for p in found}) == len(found)


def test_the_app_is_built_and_its_endpoints_are_named(services: Services) -> None:
    app = built(lambda: build_app(services))
    named = app.get_api_info()["named_endpoints"]
    assert set(named) == {"/draft_brief", "/explain_impact", "/grade_answer", "/rank_ideas"}
    assert [p["parameter_name"] for p in named["/explain_impact"]["parameters"]] == [
        "text", "audience", "toward",
    ]  # fmt: skip


def test_a_brief_streams_and_an_answer_makes_its_second_version(services: Services) -> None:
    on = page(BriefPage, services)
    steps = list(on.begin(GOAL, CONTEXT, asker()))
    texts = [value(s[on.document]) for s in steps if on.document in s and value(s[on.document])]
    # The last one stands without its questions, which have boxes by then.
    lengths = [len(t) for t in texts if t != texts[-1]]
    assert lengths == sorted(lengths) and "## Success metrics" in texts[-1]
    last = merged(steps)
    id, ids = last[on.work.id], last[on.asked]
    assert last[on.fields[0]]["visible"] and GOAL not in last[on.fields[0]]["label"]
    answered = merged(on.again(asker(), id, ids, *(["12% today"] + [""] * (len(ids) - 1))))
    assert "12% today" in value(answered[on.document])
    assert "What changed" in value(answered[on.document])
    assert services.library().work(id).versions == 2
    assert ids[0] not in answered[on.asked]


def test_nothing_answered_is_told_where_it_belongs(services: Services) -> None:
    on = page(BriefPage, services)
    last = merged(on.begin(GOAL, "", asker()))
    told = merged(on.again(asker(), last[on.work.id], last[on.asked], "", " "))
    assert "answer at least one" in told[on.work.status]
    assert 'role="alert"' in told[on.work.status]


def test_a_link_opens_the_same_again_and_not_for_others(services: Services) -> None:
    on = page(BriefPage, services)
    id = merged(on.begin(GOAL, CONTEXT, asker("ann")))[on.work.id]
    opened = merged(on.reopen(asker("ann", work=id)))
    assert opened[on.goal] == GOAL and "## Success metrics" in value(opened[on.document])
    assert (
        parts.NOTHING_THERE.split(":")[0]
        in merged(on.reopen(asker("bob", work=id)))[on.work.status]
    )
    assert merged(on.reopen(asker("ann"))) == {on.work.status: ""}


def test_an_impact_with_a_slider_moved_and_kept(services: Services) -> None:
    on = page(ImpactPage, services)
    way = next(iter(on.way.choices))[0]
    last = merged(on.begin(CONSTRAINT, way, "finance", asker()))
    id = last[on.work.id]
    labels = [last[s].get("label", "") for s in on.sliders]
    at = next(n for n, label in enumerate(labels) if "share of alerts that are right" in label)
    values = [last[s].get("value") for s in on.sliders]
    values[at] = 35
    table = value(on.turn(asker(), id, *values))
    assert "650 false alerts a day" in table
    kept = merged(on.again(asker(), id, None, *[""] * len(on.needs), *values))
    assert "650 false alerts a day" in value(kept[on.document])
    assert services.library().work(id).versions == 2


def test_the_other_direction_needs_no_slider(services: Services) -> None:
    on = page(ImpactPage, services)
    way = list(on.way.choices)[1][0]
    last = merged(on.begin("Two people, 40k EUR, until 1 March.", way, "product", asker()))
    assert value(last[on.document])
    assert last[on.turning]["visible"] is False


def test_ideas_are_ranked_and_the_table_ranks_the_same(services: Services) -> None:
    on = page(IdeasPage, services)
    first = merged(on.rank_text(IDEAS, asker()))
    id, rows = first[on.id], first[on.table]
    assert rows[0][0] == "Mend the filters" and first[on.picture.box]["visible"]
    rows[0][1] = "1k to 2k EUR a year"
    again = merged(on.rank_table(asker(), id, rows, *[""] * len(LIMITS)))
    assert again[on.table][0][0] == "Rank search results"
    assert services.library().work(id).versions == 2
    assert (
        "no ideas yet"
        in merged(on.rank_table(asker(), "", [["", None]], *[""] * len(LIMITS)))[on.status]
    )


def test_the_table_holds_what_was_told() -> None:
    told = rank_ideas(IDEAS)
    again = rank_ideas(source_of(rows_of(told), [""] * len(LIMITS)))
    assert [i.rate.text for i in again.ideas] == [i.rate.text for i in told.ideas]


def test_an_answer_is_marked_by_part_and_escaped(services: Services) -> None:
    on = page(GradePage, services)
    last = merged(on.begin(QUESTION, f"{ANSWER} Then {HOSTILE} came.", asker()))
    html = last[on.graded.marked]
    assert '<mark class="part-result">Late parcels fell' in html and "<b>Result</b>" in html
    assert "<img" not in html
    assert "They would ask next" in last[on.follow_up]
    found = services.library().get(last[on.work.id]).result
    assert isinstance(found, Grade) and marked(found) == html


def test_a_session_asks_grades_follows_up_and_reports(services: Services) -> None:
    on = page(CoachPage, services)
    scene = merged(on.begin("any", "any", "Product manager", 1, "", asker()))
    id = scene[on.work.id]
    assert "Question 1 of 1" in scene[on.asked] and scene[on.telling]["visible"]
    told = merged(on.tell(id, ANSWER, 3, asker()))
    assert told[on.graded.column]["visible"] and told[on.telling]["visible"]
    first_question = scene[on.asked]
    assert told[on.asked] != first_question  # it follows up
    while told[on.telling]["visible"]:
        told = merged(on.pass_on(id, asker()))
    assert "Practice report" in value(told[on.report])


def test_a_part_told_anew_says_what_it_changed(services: Services) -> None:
    on = page(CoachPage, services)
    id = merged(on.begin("any", "any", "Product manager", 2, "", asker()))[on.work.id]
    told = merged(on.tell(id, ANSWER, 0, asker()))
    for _ in range(3):
        if told[on.following]["visible"]:
            break
        told = merged(on.tell(id, ANSWER, 0, asker()))
    changed = merged(on.again(id, "result", "Late parcels fell from 9% to 4% in May.", asker()))
    assert "→" in changed[on.changed]
    with on._session(id, "") as session:
        assert len(session.state.turn.reanswers) == 1


def test_a_session_is_opened_by_its_link_alone(services: Services) -> None:
    on = page(CoachPage, services)
    id = merged(on.begin("any", "any", "Product manager", 1, "", asker("ann")))[on.work.id]
    opened = merged(on.reopen(asker("ann", work=id)))
    assert "Question 1 of 1" in opened[on.asked]
    assert "nothing under this link" in merged(on.reopen(asker("bob", work=id)))[on.work.status]
    assert "no unfinished session" in merged(on.last(asker("bob")))[on.work.status]


def test_an_answer_without_words_is_refused_and_nothing_is_lost(services: Services) -> None:
    on = page(CoachPage, services)
    id = merged(on.begin("any", "any", "Product manager", 1, "", asker()))[on.work.id]
    told = merged(on.tell(id, "  ", 0, asker()))
    assert 'role="alert"' in told[on.work.status] and on.answer not in told


def test_the_library_finds_compares_renames_and_deletes(services: Services) -> None:
    brief = page(BriefPage, services)
    last = merged(brief.begin(GOAL, CONTEXT, asker()))
    id = last[brief.work.id]
    merged(brief.again(asker(), id, last[brief.asked], "12% today"))
    on = page(LibraryPage, services)
    assert value(on.search("parcels late", "everything", None, asker())[on.listed]) is None
    shown = on.reopen("", "everything", asker(work=id))
    assert "12% today" in value(shown[on.document]) and shown[on.version]["choices"] == [1, 2]
    diff = on.compare(id, 2, "1", asker())
    assert "<ins>+" in diff and "12% today" in diff
    assert on.renamed(id, "Parcels", "", "everything", asker())[on.listed]["choices"] == [
        ("Parcels (brief, 2 versions, " + services.library().work(id).changed_at[:10] + ")", id)
    ]
    assert NOT_SURE in on.deleted(id, False, "", "everything", asker())[on.status]
    on.deleted(id, True, "", "everything", asker())
    assert services.library().works() == []


def test_a_search_shows_the_best_first_and_where_the_words_stand(services: Services) -> None:
    library = services.library()
    for name, note in (("x", "The parcel went."), ("Parcel", "The parcel came."), ("y", "None.")):
        sheet = {"ideas": [{"name": name, "impact": "4", "effort": "3 weeks"}]}
        library.save(rank_ideas(sheet).model_copy(update={"notes": [note]}))
    on = page(LibraryPage, services)
    shown = on.search("PARCEL", "everything", None, asker())
    lines = [line for line, _ in shown[on.listed]["choices"]]
    assert [line.split(" (")[0] for line in lines] == ["Ideas: Parcel", "Ideas: x"]
    assert "The parcel went." in lines[1].split("\n")[1]
    assert "the best first" in shown[on.listed]["label"]
    listed = on.search("", "everything", None, asker())[on.listed]
    assert len(listed["choices"]) == 3 and "\n" not in listed["choices"][0][0]
    assert "at most" in on.search("x" * 2000, "everything", None, asker())[on.status]


def test_all_that_is_taken_out_can_be_taken_in(services: Services, tmp_path: Any) -> None:
    services.library("ann").save(_ranking())
    on = page(LibraryPage, services)
    packed = on.all_out(asker("ann"))
    file = tmp_path / "export.json"
    file.write_bytes(base64.b64decode(packed["base64"]))
    services.library("ann").delete(services.library("ann").works()[0].id)
    told = on.all_in(str(file), "", "everything", asker("bob"))
    assert "1 work added" in told[on.status] and not file.exists()
    assert len(services.library("bob").works()) == 1
    bad = tmp_path / "bad.json"
    bad.write_text("no")
    assert "no JSON" in on.all_in(str(bad), "", "everything", asker())[on.status]


def test_the_model_page_tries_and_says_what_answers(services: Services) -> None:
    on = page(ModelPage, services)
    assert "No model was needed" in on.show()
    last = merged(on.tried())
    assert "It answered in" in last[on.status] and "fake" in last[on.told]


def test_a_wrong_address_is_told_and_the_key_is_emptied(services: Services) -> None:
    on = page(ModelPage, services)
    last = merged(on.taken("an OpenAI-compatible endpoint", "ftp://x", "", "sk-secret"))
    assert last[on.key] == "" and 'role="alert"' in last[on.status]
    assert "sk-secret" not in str(last)


def test_nobody_switches_the_model_of_a_shared_server(services: Services) -> None:
    services.shared = True
    on = page(ModelPage, services)
    assert "only who runs" in merged(on.taken("the embedded model", "", "", ""))[on.status]


@pytest.mark.parametrize("form", parts.FORMS)
def test_every_form_can_be_downloaded(services: Services, form: str) -> None:
    id = services.library().save(_ranking()).work
    file = parts.file_of(services, "", id, form, "2027-03-01")
    content = base64.b64decode(file["base64"])
    assert len(content) > 100 and file["name"].startswith(f"briefstar-{id}.")
    if file["type"] == "application/json":
        json.loads(content)


def test_hostile_words_are_words_on_every_page(services: Services, script: AppScript) -> None:
    on = page(BriefPage, services)
    last = merged(on.begin(HOSTILE, HOSTILE, asker()))
    document = value(last[on.document])
    shown = str(markdown_it.MarkdownIt().render(document))
    assert "<img" not in shown and "<a " not in shown
    assert "<img" not in last[on.work.status]
    line = shelf.line(services.library().works()[0])
    assert HOSTILE.split(maxsplit=1)[0] in line  # a radio's label is text, not markup


def test_differences_are_escaped() -> None:
    assert (
        shelf.diff_html("+<b>x</b>") == '<div class="diff"><ins>+&lt;b&gt;x&lt;/b&gt;</ins></div>'
    )


def _ranking() -> Any:
    return rank_ideas(IDEAS)


def test_the_library_of_the_command_line_is_the_same(services: Services, tmp_path: Any) -> None:
    id = services.library().save(_ranking()).work
    with Library(tmp_path / "work.db") as library:
        assert library.work(id).kind == "ranking"


@pytest.fixture
def wiki(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeConfluence]:
    fake = FakeConfluence(cloud=True)
    monkeypatch.setenv("BRIEFSTAR_CONFLUENCE_URL", fake.url)
    monkeypatch.setenv("BRIEFSTAR_CONFLUENCE_TOKEN", TOKEN)
    monkeypatch.setenv("BRIEFSTAR_CONFLUENCE_CLOUD", "1")
    yield fake
    fake.close()


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_a_work_is_published_once_and_then_updated(
    services: Services, wiki: FakeConfluence
) -> None:
    id = services.library().save(_ranking()).work
    on = page(PublishPage, services)
    assert value(on.reopen("Confluence", asker(work=id))[on.work]) == id
    asked = (id, "Confluence", "TEAM", "", "", False, asker())
    looked = merged(on.planned(*asked))
    assert "Nothing was sent" in looked[on.status] and "Mend the filters" in value(looked[on.plan])
    assert "new page" in merged(on.published(*asked))[on.status]
    assert "Updated the page" in merged(on.published(*asked))[on.status]
    assert TOKEN not in str(looked)


def test_a_wiki_that_is_not_set_up_says_what_to_set(services: Services) -> None:
    id = services.library().save(_ranking()).work
    on = page(PublishPage, services)
    untouched = merged(on.planned(id, "Confluence", None, None, None, False, asker()))
    assert "BRIEFSTAR_CONFLUENCE_URL" in untouched[on.status]
    told = merged(on.published(id, "Confluence", "TEAM", "", "", False, asker()))
    assert "BRIEFSTAR_CONFLUENCE_URL" in told[on.status]
    assert "choose the work" in merged(
        on.planned("", "Notion", "", "", "", False, asker())
    )[on.status]  # fmt: skip


@pytest.mark.parametrize(
    ("where", "variables"),
    [
        ("Confluence", ["BRIEFSTAR_CONFLUENCE_URL", "BRIEFSTAR_CONFLUENCE_TOKEN"]),
        ("Notion", ["BRIEFSTAR_NOTION_TOKEN"]),
    ],
)
def test_what_a_wiki_lacks_is_said_before_anything_is_clicked(
    services: Services, monkeypatch: pytest.MonkeyPatch, where: str, variables: list[str]
) -> None:
    on = page(PublishPage, services)
    opened = on.reopen(where, asker())
    assert all(name in opened[on.ready] for name in variables)
    assert opened[on.send]["interactive"] is False
    monkeypatch.setenv("BRIEFSTAR_CONFLUENCE_URL", "https://wiki.example.com")
    for name in variables:
        if not name.endswith("URL"):
            monkeypatch.setenv(name, TOKEN)
    for seen in (on.told(where), on.reopen(where, asker())):
        assert seen[on.ready] == "" and seen[on.send]["interactive"] is True


def test_a_wiki_whose_settings_cannot_be_used_is_told_without_them(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFSTAR_NOTION_TOKEN", f"{TOKEN} with blanks")
    on = page(PublishPage, services)
    said = on.told("Notion")[on.ready]
    assert "BRIEFSTAR_NOTION_TOKEN" in said and TOKEN not in said


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_a_page_that_is_there_already_is_written_over_and_remembered(
    services: Services, wiki: FakeConfluence
) -> None:
    first, second = (services.library().save(_ranking()).work for _ in range(2))
    on = page(PublishPage, services)
    merged(on.published(first, "Confluence", "TEAM", "", "", False, asker()))
    (number,) = wiki.pages
    told = merged(on.published(second, "Confluence", "", "", f" {number} ", False, asker()))
    assert "Updated the page" in told[on.status] and list(wiki.pages) == [number]
    both = merged(on.published(second, "Confluence", "", "", number, True, asker()))
    assert "not both" in both[on.status]


def test_questions_stand_once_on_the_page_and_leave_with_the_document(services: Services) -> None:
    on = page(BriefPage, services)
    last = merged(on.begin(GOAL, CONTEXT, asker()))
    asked = [last[field]["label"] for field in on.fields if last[field].get("label")]
    text, _ = on.copied.outputs
    assert asked and "Questions to answer first" not in value(last[on.document])
    assert "## Questions to answer first" in last[text]
    exported = parts.file_of(services, "", last[on.work.id], "Markdown")
    assert base64.b64decode(exported["base64"]).decode() == last[text]


def test_questions_without_a_box_of_their_own_stay_in_the_document(services: Services) -> None:
    on = page(BriefPage, services)
    id = merged(on.begin(GOAL, CONTEXT, asker()))[on.work.id]
    brief = services.library().get(id).result
    many = brief.model_copy(update={"questions": [brief.questions[0]] * (len(on.fields) + 1)})
    assert "## Questions to answer first" in value(on.whole(many)[on.document])


def test_what_a_text_is_about_is_asked_and_can_be_chosen(services: Services) -> None:
    on = page(ImpactPage, services)
    way = next(iter(on.way.choices))[0]
    last = merged(on.begin("The nightly run falls over 9 times a month.", way, "product", asker()))
    choices = last[on.about]["choices"]
    assert last[on.about]["visible"] and choices and "--set" not in value(last[on.document])
    empty = [""] * len(on.needs) + [None] * len(on.sliders)
    chosen = merged(on.again(asker(), last[on.work.id], choices[0][1], *empty))
    assert chosen[on.about]["visible"] is False and value(chosen[on.document])


def test_a_calculator_computes_and_says_what_it_lacks(services: Services) -> None:
    on = page(CalculatePage, services)
    chosen = on.choose("payback")
    labels = [chosen[field].get("label", "") for field in on.fields]
    assert labels[0] and "Payback" in value(chosen[on.about])
    keys = list(get("payback").inputs)
    texts = [{"investment": "90k USD", "saving": "9k USD a month"}.get(key, "") for key in keys]
    assert "10 months" in value(on.computed("payback", *texts)[on.result])
    assert "needs" in on.computed("payback", *[""] * len(keys))[on.status]
    assert "choose a calculator" in on.computed(None)[on.status]


def test_every_calculator_has_a_field_for_each_input() -> None:
    assert max(len(each.inputs) for each in everything().values()) <= MAX_INPUTS


def test_a_text_is_checked_and_escaped() -> None:
    shown = told(lint_text(f"Search should be fast. {HOSTILE}"))
    assert "fast" in shown and "<img" not in str(markdown_it.MarkdownIt().render(shown))
    assert told([]) == "Nothing vague was found."


def test_stories_are_kept_found_and_deleted_by_their_teller_alone(services: Services) -> None:
    on = page(StoriesPage, services)
    assert "No story yet for" in value(on.show(asker("ann"))[on.told])
    assert "Kept, for" in on.kept("Parcel delays", ANSWER, asker("ann"))[on.status]
    assert 'role="alert"' in on.kept("Parcel delays", ANSWER, asker("ann"))[on.status]
    question = load_bank().questions[0].id
    assert "Parcel delays" in value(on.find(question, asker("ann")))
    assert "No story is kept" in value(on.find(question, asker("bob")))
    assert "choose the story" in on.deleted("parcel-delays", asker("bob"))[on.status]
    assert on.deleted("parcel-delays", asker("ann"))[on.which]["choices"] == []
