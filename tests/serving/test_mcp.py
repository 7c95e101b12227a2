"""The MCP server through the official client: in memory and over stdio."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import anyio
import jsonschema
import pytest
from briefstar.serving.mcp_server import build_server
from briefstar.serving.services import Services
from briefstar.translator.brief import json_schema
from mcp import Client
from mcp.client.stdio import StdioServerParameters

from tests.ui_fakes import ANSWER, CONSTRAINT, CONTEXT, GOAL, IDEAS, QUESTION, AppScript

pytestmark = [
    pytest.mark.block_network(allowed_hosts=["127.0.0.1"]),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


PAYBACK = {"investment": "90k USD", "saving": "9k USD a month"}


async def call(services: Services, tool: str, /, **arguments: Any) -> Any:
    async with Client(build_server(services)) as client:
        return await client.call_tool(tool, arguments)


async def test_the_tools_are_named_described_and_none_deletes(services: Services) -> None:
    async with Client(build_server(services)) as client:
        tools = (await client.list_tools()).tools
    assert {tool.name for tool in tools} == {
        "draft_brief", "explain_impact", "rank_ideas", "grade_answer", "lint_text", "calculate",
        "list_calculators", "search_library", "get_work",
    }  # fmt: skip
    assert all(tool.description and len(tool.description) > 30 for tool in tools)
    assert not any(tool.annotations and tool.annotations.destructive_hint for tool in tools)
    impact = next(tool for tool in tools if tool.name == "explain_impact")
    assert impact.input_schema["properties"]["audience"]["enum"][0] == "product"
    assert "ctx" not in impact.input_schema["properties"]


async def test_a_brief_tells_its_steps_and_is_kept(services: Services) -> None:
    steps: list[str | None] = []

    async def told(progress: float, total: float | None, message: str | None) -> None:
        steps.append(message)

    async with Client(build_server(services)) as client:
        found = await client.call_tool(
            "draft_brief", {"goal": GOAL, "context": CONTEXT}, progress_callback=told
        )
    body = found.structured_content
    jsonschema.validate(body["result"], json_schema())
    assert found.content[0].text.startswith("# Collaboration brief")
    assert services.library().work(body["work"]).kind == "brief"


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("explain_impact", {"text": CONSTRAINT}, "800 false alerts a day"),
        ("grade_answer", {"question": QUESTION, "answer": ANSWER}, "Late parcels fell"),
        ("rank_ideas", {"ideas": IDEAS}, "Mend the filters"),
        ("lint_text", {"text": "Search should be fast."}, "fast"),
        ("calculate", {"name": "payback", "inputs": PAYBACK}, "10 months"),
        ("list_calculators", {}, "alert-cost"),
        ("search_library", {"words": "nothing"}, "Nothing was found"),
    ],
)  # fmt: skip
async def test_each_tool_answers(
    services: Services, name: str, arguments: dict[str, Any], said: str
) -> None:
    found = await call(services, name, **arguments)
    assert not found.is_error, found.content
    assert said in found.content[0].text
    json.dumps(found.structured_content)


async def test_kept_work_is_found_and_read(services: Services) -> None:
    made = await call(services, "rank_ideas", ideas=IDEAS)
    id = made.structured_content["work"]
    listed = await call(services, "search_library", words="filters")
    assert [work["id"] for work in listed.structured_content["works"]] == [id]
    read = await call(services, "get_work", id=id)
    assert read.structured_content["result"] == made.structured_content["result"]


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("draft_brief", {"goal": " "}, "goal"),
        ("calculate", {"name": "nothing", "inputs": {}}, "no calculator"),
        ("get_work", {"id": "x"}, "no work"),
        ("rank_ideas", {"ideas": ""}, "no ideas"),
    ],
)
async def test_a_mistake_is_told_in_one_line(
    services: Services, name: str, arguments: dict[str, Any], said: str
) -> None:
    found = await call(services, name, **arguments)
    text = found.content[0].text
    assert found.is_error and said in text and "\n" not in text and "Traceback" not in text


async def test_a_cancelled_request_stops_the_work(services: Services, script: AppScript) -> None:
    script.delay = 0.3
    async with Client(build_server(services)) as client:
        with anyio.move_on_after(0.8):
            await client.call_tool("draft_brief", {"goal": GOAL})
        with anyio.fail_after(5):
            while services.jobs.unfinished():
                await anyio.sleep(0.05)
    asked = script.asked
    await anyio.sleep(0.5)
    assert script.asked <= asked + 1
    assert services.library().works() == []


def test_over_stdio_nothing_but_the_protocol_is_said(tmp_path: Path) -> None:
    server = StdioServerParameters(
        command=sys.executable,
        args=["-m", "briefstar.cli", "mcp"],
        env={"BRIEFSTAR_DATA_DIR": str(tmp_path), "BRIEFSTAR_CACHE_DIR": str(tmp_path)},
    )

    async def talk() -> Any:
        async with Client(server) as client:
            return await client.call_tool("rank_ideas", {"ideas": IDEAS})

    found = anyio.run(talk)
    assert found.structured_content["result"]["ideas"][0]["idea"]["name"] == "Mend the filters"
