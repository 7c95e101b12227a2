"""From turns and LangChain's messages to ours, and back.

Imports LangChain only to make its messages.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from ..errors import UsageError
from .requests import Message

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

_ROLES: dict[str, Literal["system", "user", "assistant"]] = {
    "system": "system",
    "human": "user",
    "ai": "assistant",
}


def from_turns(turns: Sequence[tuple[str, str]]) -> tuple[Message, ...]:
    """Our messages of `(role, content)` turns, as a prompt file renders them."""
    return tuple(Message(role, content) for role, content in turns)  # type: ignore[arg-type]


def as_messages(prompt: Any) -> tuple[Message, ...]:
    """Our messages of a LangChain prompt value, of a list of its messages, or of a text.

    Raises `UsageError` for what a text model cannot be told: tool results, pictures, sound.
    """
    if isinstance(prompt, str):
        return (Message("user", prompt),)
    listed = prompt.to_messages() if hasattr(prompt, "to_messages") else prompt
    return tuple(_as_message(message) for message in listed)


def _as_message(message: Any) -> Message:
    role = _ROLES.get(getattr(message, "type", "").removesuffix("MessageChunk").lower())
    if role is None:
        raise UsageError(
            f"a prompt may hold system, human and AI messages, not {type(message).__name__}"
        )
    blocks = message.content if isinstance(message.content, list) else ()
    if any(isinstance(block, dict) and block.get("type") != "text" for block in blocks):
        raise UsageError("a prompt may hold text only; take out other content blocks")
    return Message(role, str(message.text))


def to_langchain(messages: Sequence[Message]) -> list[BaseMessage]:
    """LangChain's messages of ours."""
    from langchain_core.messages import AIMessage, HumanMessage, SystemMessage

    kinds = {"system": SystemMessage, "user": HumanMessage, "assistant": AIMessage}
    return [kinds[message.role](message.content) for message in messages]
