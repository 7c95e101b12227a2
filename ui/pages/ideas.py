"""Ideas: what is worth doing first, from a table that can be changed, and a picture of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import gradio as gr

from ...errors import BriefstarError, UsageError
from ...translator.ideas import rank_ideas
from ...translator.ideas.markdown import to_markdown
from ...translator.ideas.picture import draw
from .. import look, parts, working
from ..parts import Changes
from ..picture import Picture
from . import Page

if TYPE_CHECKING:
    from ...serving.services import Services
    from ...translator.ideas.types import Ranking

COLUMNS = ("name", "impact", "effort", "confidence", "cost", "blocked_by")
HEADERS = ["Idea", "Impact", "Effort", "Confidence", "Cost", "Blocked by"]
LIMITS = ("people", "deadline", "budget", "quick_up_to", "much_from")
EXAMPLE = """\
- Rank search results: impact 100k to 300k EUR a year, effort 4 to 8 weeks, confidence 60%
- Mend the filters: impact 40k to 60k EUR a year, effort 1 week, confidence 90%
- Rebuild the catalogue: impact 200k to 500k EUR a year, effort 20 to 40 weeks, confidence 40%
- New logo: impact 0 to 5k EUR a year, effort 2 weeks, confidence 50%
"""


class IdeasPage:
    """The page: its components, and what each button does."""

    def __init__(self, page: gr.Blocks, services: Services) -> None:
        self.services = services
        self._lay_out()
        self._connect(page)

    def _lay_out(self) -> None:
        parts.header(
            "Ideas",
            "What is worth doing first? Give each idea an impact and an effort, as ranges where "
            "you are not sure. Everything here is computed; no model is asked.",
        )
        self.pasted = gr.Textbox(
            label="Paste ideas, one a line",
            info="“- Name: impact 40k to 60k EUR a year, effort 1 week, confidence 90%”",
            lines=4,
            max_lines=12,
            elem_id="ideas",
        )
        with gr.Row():
            self.read = gr.Button("Rank", variant="primary", elem_id="rank")
            self.example = gr.Button("Example", size="md")
        self.id = gr.Textbox(visible="hidden", elem_id="ideas-id", label="Id", container=False)
        self.status = gr.HTML(elem_classes="status", elem_id="ideas-status")
        self.picture = Picture("Impact against effort", "picture")
        with gr.Column(visible=False) as self.changing:
            self.table = gr.Dataframe(
                headers=HEADERS,
                column_count=len(HEADERS),
                row_count=1,
                type="array",
                interactive=True,
                wrap=True,
                label="Change any cell, such as “2 to 4 weeks”, and rank again",
                elem_id="table",
            )
            with gr.Row():
                self.limits = [
                    gr.Textbox(label=label, placeholder=such)
                    for label, such in (
                        ("People (optional)", "2"),
                        ("Deadline (optional)", "12 weeks"),
                        ("Budget (optional)", "40k EUR"),
                        ("Quick up to (optional)", "2 weeks"),
                        ("Much impact from (optional)", "50k EUR a year"),
                    )
                ]
            self.again = gr.Button("Rank the table again", elem_id="rank-table")
        self.document = parts.document("ranking")
        self.delivery = parts.Delivery()

    def _connect(self, page: gr.Blocks) -> None:
        changed = [
            self.id, self.status, self.pasted, self.table, *self.limits, self.changing,
            *self.picture.outputs, self.document, self.delivery.row,
        ]  # fmt: skip
        table = [self.id, self.table, *self.limits]
        self.read.click(self.rank_text, self.pasted, changed, **parts.PRIVATE)
        self.again.click(self.rank_table, table, changed, **parts.PRIVATE)
        self.id.change(None, self.id, None, js=look.SHOW_LINK, **parts.PRIVATE)
        self.delivery.delivers(self.services, self.id)
        parts.offers([self.example], [(EXAMPLE,)], [self.pasted])
        parts.keeps(self.pasted, "ideas", page)
        page.load(self.reopen, None, changed, **parts.PRIVATE)

    def rank_text(self, text: str, request: gr.Request) -> Changes:
        """Rank the lines that were pasted, as a new work."""
        yield self.ranked(lambda: text, parts.user_of(request))

    def rank_table(
        self, request: gr.Request, id: str, rows: list[list[Any]], *limits: str
    ) -> Changes:
        """Rank the table, as the next version of the work."""
        yield self.ranked(lambda: source_of(rows, limits), parts.user_of(request), id or None)

    def ranked(self, source: Callable[[], Any], user: str, to: str | None = None) -> dict[Any, Any]:
        """Rank, keep, and return the changes that show it."""
        try:
            ranking = rank_ideas(source())
            version = self.services.library(user).save(ranking, to=to)
        except BriefstarError as error:
            return {self.status: parts.problem_html(str(error))}
        told = f"<p>{len(ranking.ideas)} ranked, {len(ranking.needs)} figures missing; kept.</p>"
        return {self.id: version.work, self.status: told} | self.whole(ranking)

    def whole(self, ranking: Ranking) -> dict[Any, Any]:
        """Return the ranking with its picture and its table."""
        can_draw = ranking.quick_up_to is not None
        return {
            **self.picture.shown(draw(ranking) if can_draw else None),
            self.document: parts.text(to_markdown(ranking)),
            self.table: rows_of(ranking),
            **dict(zip(self.limits, limits_of(ranking), strict=True)),
            self.changing: gr.update(visible=True),
            self.delivery.row: gr.update(visible=True),
        }

    def reopen(self, request: gr.Request) -> Changes:
        """Open the ranking that the page's link names."""
        if not (id := parts.asked_for(request)):
            yield {self.status: ""}
        elif found := working.newest(self.services, id, parts.user_of(request)):
            yield {self.id: id} | self.whole(found)
        else:
            yield {self.status: parts.problem_html(parts.NOTHING_THERE)}


def rows_of(ranking: Ranking) -> list[list[str]]:
    """Return the ideas as rows of the table, the best first, each figure as it was told."""
    rows = []
    for ranked in ranking.ideas:
        idea = ranked.idea
        figures = (idea.impact, idea.effort, idea.confidence, idea.cost)
        told = [
            f.quote if f and f.source == "said" else f.text if f and f.source == "computed" else ""
            for f in figures
        ]
        rows.append([idea.name, *told, "; ".join(idea.blocked_by)])
    listed = {row[0] for row in rows}
    rows += [[need.idea, "", "", "", "", ""] for need in ranking.needs if need.idea not in listed]
    return rows or [[""] * len(COLUMNS)]


def limits_of(ranking: Ranking) -> list[str]:
    """Return the limits and thresholds as they were told, in the order of `LIMITS`."""
    limits = ranking.limits
    given = (
        limits.people, limits.deadline, limits.budget, ranking.quick_up_to, ranking.much_from,
    )  # fmt: skip
    return [each.quote if each else "" for each in given]


def source_of(rows: list[list[Any]], limits: Sequence[str]) -> dict[str, Any]:
    """Return what `rank_ideas` takes. Raises `UsageError` for a table without ideas."""
    ideas = [
        {key: str(cell).strip() for key, cell in zip(COLUMNS, row, strict=False) if _told(cell)}
        for row in rows
        if any(_told(cell) for cell in row)
    ]
    if not ideas:
        raise UsageError("there are no ideas yet: fill a row, or paste some lines above")
    given = {key: text.strip() for key, text in zip(LIMITS, limits, strict=True) if text.strip()}
    return {"ideas": ideas, **given}


def _told(cell: Any) -> bool:
    return cell is not None and bool(str(cell).strip())


PAGE = Page("Ideas", "ideas", 3, IdeasPage)
