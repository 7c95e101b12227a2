"""Call briefstar's tools from any MCP client: here the official one, over stdio."""

import asyncio
import sys

from mcp import Client
from mcp.client.stdio import StdioServerParameters

IDEAS = """
- Mend the filters: impact 40k to 60k EUR a year, effort 1 week, confidence 90%
- Rank search results: impact 100k to 300k EUR a year, effort 4 to 8 weeks, confidence 60%
"""
SERVER = StdioServerParameters(command=sys.executable, args=["-m", "briefstar.cli", "mcp"])


async def main() -> None:
    """Rank two ideas and run one calculator; neither needs a model."""
    async with Client(SERVER) as client:
        ranking = await client.call_tool("rank_ideas", {"ideas": IDEAS})
        print(ranking.content[0].text.splitlines()[2])
        inputs = {"investment": "90k USD", "saving": "9k USD a month"}
        payback = await client.call_tool("calculate", {"name": "payback", "inputs": inputs})
        print(payback.content[0].text)


asyncio.run(main())
