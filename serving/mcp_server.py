"""The MCP server: briefstar's tools for assistants, over stdio or HTTP.

A tool that asks a model begins a job, tells its steps as progress and stops it when its request
is cancelled. Results are the published JSON forms and a document to read. Nothing here deletes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from importlib.metadata import version
from typing import TYPE_CHECKING, Annotated, Any, Literal

import anyio
from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import CallToolResult, TextContent, ToolAnnotations
from pydantic import Field

from ..calculators import calculate as calculated
from ..calculators import everything
from ..calculators.writing import to_dict, to_markdown
from ..errors import BriefstarError
from ..translator.ideas import rank_ideas as ranked
from ..translator.impact.impact import Audience
from ..translator.lint import lint_text as linted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..library.library import Version
    from .services import Services

_LOOK = 0.1  # seconds between two looks at a job
_READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
_KEEPS = ToolAnnotations(read_only_hint=False, destructive_hint=False, open_world_hint=False)
_ABOUT = (
    "Collaboration briefs, business impacts, rankings of ideas and interview grades. Every figure "
    "in a result was said by the user, computed by a formula that is shown, or is marked as an "
    "assumption: pass figures on as they are. Results are kept in the user's library."
)

Answers = Annotated[
    dict[str, str], Field(description="Answers to earlier questions, by the question's id.")
]


def build_server(services: Services) -> MCPServer:
    """Return the server with its tools."""
    server = MCPServer(
        "briefstar", instructions=_ABOUT, version=version("briefstar"), log_level="WARNING"
    )
    tools = Tools(services)
    keeping: tuple[Callable[..., Any], ...] = (
        tools.draft_brief, tools.explain_impact, tools.grade_answer, tools.rank_ideas,
    )  # fmt: skip
    reading: tuple[Callable[..., Any], ...] = (
        tools.lint_text, tools.calculate, tools.list_calculators, tools.search_library,
        tools.get_work,
    )  # fmt: skip
    for tool in keeping:
        server.tool(annotations=_KEEPS)(tool)
    for tool in reading:
        server.tool(annotations=_READS)(tool)
    return server


class Tools:
    """The tools; each docstring is what an assistant chooses by."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def draft_brief(
        self, goal: str, ctx: Context, context: str = "", answers: Answers | None = None
    ) -> CallToolResult:
        """Turn a vague goal into a collaboration brief: business goal, user story, proposed ML
        approach, product and model metrics with guardrails, dependencies, and the questions to
        answer first. `context` is what is known already, word for word.
        """
        order = {"goal": goal, "context": context, "answers": answers or {}}
        return await self._job("brief", order, ctx)

    async def explain_impact(
        self,
        text: str,
        ctx: Context,
        audience: Audience = "product",
        toward: Literal["business", "technical"] = "business",
        settings: dict[str, str] | None = None,
    ) -> CallToolResult:
        """Compute what a technical constraint means for the business, with formulas; or, toward
        `technical`, what a deadline or budget allows. `settings` gives inputs by name, such as
        {"precision": "35%"}.
        """
        order = {
            "text": text, "audience": audience, "toward": toward, "settings": settings or {},
            "today": date.today().isoformat(),
        }  # fmt: skip
        return await self._job("impact", order, ctx)

    async def grade_answer(self, question: str, answer: str, ctx: Context) -> CallToolResult:
        """Grade an answer to an interview question by its STAR parts, with quotes, what is
        missing and the follow-up question.
        """
        return await self._job("grade", {"question": question, "answer": answer}, ctx)

    def rank_ideas(self, ideas: str) -> CallToolResult:
        """Rank ideas by expected impact per effort. One a line, such as "- Mend the filters:
        impact 40k to 60k EUR a year, effort 1 week, confidence 90%".
        """
        with _told():
            return _result(self._services.library().save(ranked(ideas)))

    def lint_text(self, text: str) -> CallToolResult:
        """Find vague requirements in a text, each with its quote and a rewrite."""
        found = linted(text)
        lines = [f"- “{f.text}”: {f.why} Rewrite: {f.rewrite}" for f in found]
        body = {"findings": [asdict(finding) for finding in found]}
        return _answer("\n".join(lines) or "Nothing was found.", body)

    def calculate(self, name: str, inputs: dict[str, str]) -> CallToolResult:
        """Run one calculator by its name, with inputs as texts, such as {"alerts": "1,000 a
        day", "precision": "20%"}. `list_calculators` names them.
        """
        with _told():
            done = calculated(name, dict(inputs))
        return _answer(to_markdown(done), to_dict(done))

    def list_calculators(self) -> CallToolResult:
        """List the calculators with their inputs and units."""
        listed = [
            {
                "name": each.id,
                "title": each.title,
                "inputs": {key: f"{i.means}, {i.unit}" for key, i in each.inputs.items()},
                "source": each.source,
            }
            for each in everything().values()
        ]
        lines = [f"- {each['name']}: {each['title']}" for each in listed]
        return _answer("\n".join(lines), {"calculators": listed})

    def search_library(self, words: str = "") -> CallToolResult:
        """Find kept work in which all the words stand; without words, all of it."""
        with _told():
            found = self._services.library().works(words)
        works = [
            {"id": w.id, "kind": w.kind, "title": w.title, "versions": w.versions,
             "changed_at": w.changed_at}
            for w in found
        ]  # fmt: skip
        lines = [f"- {w.id}: {w.title} ({w.kind})" for w in found] or ["Nothing was found."]
        return _answer("\n".join(lines), {"works": works})

    def get_work(self, id: str, version: int | None = None) -> CallToolResult:
        """Return a kept work by its id, by default its newest version."""
        with _told():
            return _result(self._services.library().get(id, version))

    async def _job(self, kind: str, order: Mapping[str, Any], ctx: Context) -> CallToolResult:
        """Run a job; tell its steps; stop it and forget it if the request is cancelled."""
        jobs = self._services.jobs
        with _told():
            job = jobs.start(kind, order)
        told, count = "", 0
        try:
            while not (view := job.view).over:
                if view.step != told:
                    told, count = view.step, count + 1
                    await ctx.report_progress(count, message=told)
                await anyio.sleep(_LOOK)
        except BaseException:
            jobs.forget(view.id)
            raise
        if view.state != "done":
            jobs.forget(view.id)
            raise ToolError(view.problem or "the work was stopped")
        with _told():
            return _result(self._services.library().get(view.id))


@contextmanager
def _told() -> Iterator[None]:
    """Tell what the caller can mend as a tool's error, in one line."""
    try:
        yield
    except BriefstarError as error:
        raise ToolError(str(error)) from None


def _result(version: Version) -> CallToolResult:
    kept = {"work": version.work, "version": version.number}
    body = kept | {"result": version.result.model_dump(mode="json")}
    return _answer(f"{version.markdown}\nKept in the library as {version.work}.\n", body)


def _answer(text: str, body: dict[str, Any]) -> CallToolResult:
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=body)
