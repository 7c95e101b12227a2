"""A ranking as Markdown, page and image: names do no harm, nothing is fetched, bytes repeat."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from briefstar.cli.feasibility import feasibility
from briefstar.cli.output import Format
from briefstar.errors import UsageError
from briefstar.translator.ideas import Ranking, placing, rank_ideas
from briefstar.translator.ideas.chart import chart_of
from briefstar.translator.ideas.image import to_image
from briefstar.translator.ideas.markdown import to_markdown
from briefstar.translator.ideas.picture import to_html

HOSTILE = "<script>alert(1)</script> | `x` $\\frac$ <a href='http://evil.test'>"


@pytest.fixture(scope="module")
def ranking() -> Ranking:
    ideas = [
        {"name": HOSTILE, "impact": "10k to 30k EUR a year", "effort": "2 to 4 weeks"},
        {"name": "Sort 検索", "impact": "20k EUR a year", "effort": "1 week", "risk": HOSTILE},
        {"name": "Poor", "impact": "1k EUR a year", "effort": "9 weeks", "needs": ["a | b"]},
        {"name": "Dear", "impact": "90k EUR a year", "effort": "9 weeks", "cost": "5k EUR"},
        {"name": "Unknown"},
    ]
    return rank_ideas({"budget": "1k EUR", "ideas": ideas})


def test_the_markdown_has_all_sections_and_no_markup_of_a_name(ranking: Ranking) -> None:
    text = to_markdown(ranking)
    for title in (
        "The ranking", "Order of doing", "Quick wins", "Fill-ins", "Don'ts", "Dominated",
        "Filtered out", "Find out first", "Not ranked yet", "What each needs",
        "How this was computed",
    ):  # fmt: skip
        assert f"\n## {title}\n" in text or title in ("Fill-ins", "Don'ts")
    assert not re.search(r"(?<!\\)<", text)
    cells = [len(re.findall(r"(?<!\\)\|", line)) for line in text.splitlines() if line[:1] == "|"]
    assert set(cells) == {9}
    assert "It costs EUR 5,000; the budget is EUR 1,000." in text
    assert "said, “10k to 30k EUR a year”" in text and "assumed" in text


def test_the_markdown_of_nothing_and_of_nothing_that_can_be_done() -> None:
    assert "Nothing can be ranked yet" in to_markdown(rank_ideas("- A\n- B"))
    idea = {"name": "A", "impact": "3", "effort": "4 weeks"}
    none = rank_ideas({"people": 1, "deadline": "1 week", "ideas": [idea]})
    assert "Nothing can be done as things stand" in to_markdown(none)


class Page(HTMLParser):
    """What a page asks for, and its text outside scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.asks: list[str] = []
        self.tags: list[str] = []
        self.shown = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.asks += [f"{name}={value}" for name, value in attrs if name in ("src", "href")]

    def handle_data(self, data: str) -> None:
        self.shown += data if self.tags[-1:] != ["script"] else ""


def test_the_page_asks_nobody_and_runs_no_name(ranking: Ranking) -> None:
    text = to_html(ranking)
    page = Page(text)
    assert page.asks == [] and "link" not in page.tags and "a" not in page.tags
    assert "default-src 'none'" in text
    assert "<script>alert" not in text and "<a href='http://evil" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text  # in the list
    assert "&lt;script&gt;alert(1)&lt;\\u002fscript&gt;" in text  # in the chart
    assert HOSTILE in page.shown
    assert '"triangle-up"' in text or '"square"' in text
    assert text == to_html(ranking)


def test_images_have_their_signature_and_repeat(ranking: Ranking) -> None:
    png, svg = to_image(ranking, "png"), to_image(ranking, "svg")
    assert png.startswith(b"\x89PNG\r\n\x1a\n") and png == to_image(ranking, "png")
    assert b"<svg" in svg and svg == to_image(ranking, "svg")
    assert b"<script" not in svg


def test_many_ideas_far_apart_are_drawn_too() -> None:
    many = [
        {"name": f"Idea {n}", "impact": f"{10 ** (n % 7)} EUR", "effort": f"{n + 1}"}
        for n in range(60)
    ]
    ranking = rank_ideas({"ideas": many})
    assert to_image(ranking, "png")
    assert '"type":"log"' in to_html(ranking)


def test_nothing_to_draw() -> None:
    for draw in (to_html, lambda r: to_image(r, "png")):
        with pytest.raises(UsageError, match="nothing to draw"):
            draw(rank_ideas("- A\n- B"))


IDEAS = "- A: impact 10k EUR, effort 2 weeks\n- B: impact 5k to 9k EUR, effort 1 week\n"


def test_the_command_writes_document_and_picture(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, out = tmp_path / "ideas.md", tmp_path / "ranking.json"
    file.write_text(IDEAS)
    for suffix in ("html", "png", "svg"):
        feasibility([str(file)], picture=tmp_path / f"p.{suffix}", output=out)
        assert (tmp_path / f"p.{suffix}").stat().st_size > 1000
    assert len(json.loads(out.read_text())["ideas"]) == 2
    assert "written to" in capsys.readouterr().err
    feasibility([str(file)], format=Format.markdown)
    told = capsys.readouterr()
    assert told.out.startswith("# Ideas by feasibility") and "2 ranked" in told.err
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "ideas.md", "p.html", "p.png", "p.svg", "ranking.json",
    ]  # fmt: skip


def test_the_commands_mistakes(tmp_path: Path) -> None:
    file = tmp_path / "ideas.md"
    file.write_text(IDEAS)
    with pytest.raises(UsageError, match="name a file"):
        feasibility()
    with pytest.raises(UsageError, match=r"must end in \.html"):
        feasibility([str(file)], picture=tmp_path / "p.pdf")
    with pytest.raises(UsageError, match="does not exist"):
        feasibility([str(file)], picture=tmp_path / "none" / "p.png")
    with pytest.raises(UsageError, match="same file"):
        feasibility([str(file)], picture=tmp_path / "p.html", output=tmp_path / "p.html")
    with pytest.raises(UsageError, match="stands alone"):
        feasibility(["-", str(file)])
    assert [p.name for p in tmp_path.iterdir()] == ["ideas.md"]


CLUSTERED = "\n".join(
    f"- {name}: impact {impact}k EUR a year, effort {weeks} weeks"
    for name, impact, weeks in (
        ("Replace the rule-based routing of incoming tickets", 200, 11),
        ("Show delivery windows before the customer chooses", 190, 10.5),
        ("Automatic translation of product descriptions", 195, 11),
        ("Fraud checks on vouchers", 60, 2),
        ("Donaudampfschifffahrtsgesellschaftskapitänsmütze", 30, 1),
        ("Rebuild the catalogue", 500, 40),
    )
)


@pytest.mark.parametrize("text", [CLUSTERED, CLUSTERED.replace("impact 500k", "impact 9000k")])
def test_no_name_leaves_a_narrow_picture_or_hides_another(text: str) -> None:
    chart = chart_of(rank_ideas(text))
    at = [(p.effort[1], p.impact[1]) for p in chart.points]
    wide = (chart.wide_effort, chart.wide_impact)
    labels = [(p.label, str(p.place)) for p in chart.points]
    shown = placing.placed(at, labels, chart.frame, wide, (chart.quick.value, chart.much.value))
    assert all(
        " ".join(lines).startswith(short)
        for (lines, _), (_, short) in zip(shown, labels, strict=True)
    )
    boxes = placing.boxes(at, shown, chart.frame, wide)
    for number, box in enumerate(boxes):
        assert box[0] > -placing.MARGIN and box[2] < placing.WIDTH + placing.MARGIN
        for other in boxes[:number]:
            assert placing.overlap(box, other) <= 0.12 * placing.area(box)
