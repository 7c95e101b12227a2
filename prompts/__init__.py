"""Prompt files and the strict renderer.

A prompt is a Markdown file beside this module: front matter (id, version, purpose, what it
follows, variables), then chat turns under `## system`, `## user` and `## assistant`.
A prompt may `follow` another: its turns come after that prompt's, so that worked examples are
written once, stand first, and stay in the endpoint's prompt cache. Variables listed under
`data` come from a user: the renderer neutralises and fences them, so that no caller can forget.
"""

from .neutralise import fence, neutralise
from .prompt import Prompt, PromptError, load_prompt, parse_prompt, prompt_ids

__all__ = [
    "Prompt",
    "PromptError",
    "fence",
    "load_prompt",
    "neutralise",
    "parse_prompt",
    "prompt_ids",
]
