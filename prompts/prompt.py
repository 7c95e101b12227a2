"""One prompt file: parsed strictly, rendered strictly, identified by a content hash."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from ..errors import BriefstarError
from .neutralise import fence, neutralise

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

_REQUIRED = {"id", "version", "purpose"}
_OPTIONAL = {"follows", "variables", "data", "inline"}
_SLOT = re.compile(r"\{([a-z_]+)\}")
_TURN = re.compile(r"^## (system|user|assistant)\s*$", re.MULTILINE)


class PromptError(BriefstarError):
    """A prompt file, or a call that renders it, is wrong: a developer's mistake."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt: its turns after those of the prompt that it follows, and its identity.

    `data` and `inline` are the variables that hold text from a user: the first are fenced, the
    second stand within a sentence and are held to one line. `sha256` covers the file and all
    that it follows, so a changed example changes the hash of each question that stands on it.
    """

    id: str
    version: int
    purpose: str
    turns: tuple[tuple[str, str], ...]
    variables: frozenset[str]
    data: frozenset[str]
    inline: frozenset[str]
    sha256: str

    def render(self, **values: str) -> tuple[tuple[str, str], ...]:
        """Return `(role, content)` turns; refuse missing and unknown variables by name."""
        known = self.variables | self.data | self.inline
        if missing := sorted(known - values.keys()):
            raise PromptError(f"prompt {self.id}: missing {', '.join(missing)}")
        if unknown := sorted(values.keys() - known):
            raise PromptError(f"prompt {self.id}: unknown {', '.join(unknown)}")
        safe = {k: self._harmless(k, v) for k, v in values.items()}
        return tuple((role, _SLOT.sub(lambda m: safe[m[1]], text)) for role, text in self.turns)

    def _harmless(self, name: str, value: str) -> str:
        if name in self.data:
            return fence(value)
        return " ".join(neutralise(value).split()) if name in self.inline else value

    def as_langchain(self) -> Runnable[dict[str, Any], Any]:
        """Return the prompt as a LangChain Runnable from its variables to a prompt value."""
        from langchain_core.prompt_values import ChatPromptValue
        from langchain_core.runnables import RunnableLambda

        def to_value(values: dict[str, Any]) -> ChatPromptValue:
            from langchain_core.messages.utils import convert_to_messages

            return ChatPromptValue(messages=convert_to_messages(list(self.render(**values))))

        return RunnableLambda(to_value, name=self.id)


def parse_prompt(text: str, name: str = "prompt", before: Prompt | None = None) -> Prompt:
    """Parse a prompt file's text; raise `PromptError` naming the file and what is wrong."""
    meta, body = _front_matter(text, name)
    parts = _TURN.split(body)
    if parts[0].strip() or len(parts) == 1:
        raise PromptError(f"{name}: text must stand under '## system', '## user' or '## assistant'")
    own = tuple(zip(parts[1::2], (p.strip() for p in parts[2::2]), strict=True))
    turns = (before.turns if before else ()) + own
    if any(role == "system" for role, _ in turns[1:]) or turns[0][0] != "system":
        raise PromptError(f"{name}: exactly the first turn must be '## system'")
    variables, data, inline = (
        frozenset(meta.get(key, [])) for key in ("variables", "data", "inline")
    )
    used = {slot for _, content in own for slot in _SLOT.findall(content)}
    listed = sorted([*variables, *data, *inline])
    if sorted(used) != listed:
        raise PromptError(f"{name}: front matter lists {listed}, text uses {sorted(used)}")
    if any(
        role == "system" and (data | inline) & set(_SLOT.findall(content)) for role, content in own
    ):
        raise PromptError(f"{name}: text from a user may not stand in the system turn")
    return Prompt(
        id=str(meta["id"]),
        version=int(meta["version"]),
        purpose=str(meta["purpose"]),
        turns=turns,
        variables=variables | (before.variables if before else frozenset()),
        data=data | (before.data if before else frozenset()),
        inline=inline | (before.inline if before else frozenset()),
        sha256=hashlib.sha256(((before.sha256 if before else "") + text).encode()).hexdigest(),
    )


def _front_matter(text: str, name: str) -> tuple[dict[str, Any], str]:
    import yaml

    head, _, body = text.removeprefix("---\n").partition("\n---\n")
    try:
        meta = yaml.safe_load(head) if text.startswith("---\n") and body else None
    except yaml.YAMLError as error:
        raise PromptError(f"{name}: front matter is not YAML: {error}") from error
    if not isinstance(meta, dict):
        raise PromptError(f"{name}: no front matter between two lines of ---")
    if unknown := sorted(meta.keys() - _REQUIRED - _OPTIONAL):
        raise PromptError(f"{name}: unknown front-matter keys {', '.join(unknown)}")
    if missing := sorted(_REQUIRED - meta.keys()):
        raise PromptError(f"{name}: missing front-matter keys {', '.join(missing)}")
    return meta, body


@cache
def load_prompt(prompt_id: str) -> Prompt:
    """Load `<prompt_id>.md` and all that it follows; raise `PromptError` where there is none."""
    file = resources.files(__package__) / f"{prompt_id}.md"
    if not file.is_file():
        raise PromptError(f"no prompt {prompt_id!r}; there are: {', '.join(prompt_ids())}")
    text = file.read_text("utf-8")
    follows = _front_matter(text, f"{prompt_id}.md")[0].get("follows")
    prompt = parse_prompt(text, f"{prompt_id}.md", load_prompt(follows) if follows else None)
    if prompt.id != prompt_id:
        raise PromptError(f"{prompt_id}.md: its id says {prompt.id!r}")
    return prompt


def prompt_ids() -> list[str]:
    """Return the ids of all shipped prompts, sorted."""
    names = (f.name for f in resources.files(__package__).iterdir())
    return sorted(n.removesuffix(".md") for n in names if n.endswith(".md"))
