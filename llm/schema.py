"""From a pydantic class to the JSON schema that endpoints are sent. Pure functions.

Strict endpoints want every property required and no others allowed; small models also do
better when each field is always written, in the order of the class.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal, cast

from pydantic import BaseModel, create_model

from .requests import Message


@lru_cache(maxsize=256)
def response_format(schema: type[BaseModel], strict: bool = True) -> Mapping[str, Any]:
    """The `response_format` value of a chat-completions request. Do not change it: it is kept."""
    name = "".join(char if char.isalnum() else "_" for char in schema.__name__)[:64]
    return {
        "type": "json_schema",
        "json_schema": {"name": name, "schema": strict_schema(schema), "strict": strict},
    }


def strict_schema(schema: type[BaseModel]) -> dict[str, Any]:
    """The class's JSON schema, every property required and no others allowed."""
    root = schema.model_json_schema()
    return _closed(root, root)


def _closed(
    node: Mapping[str, Any], root: Mapping[str, Any], inlined: tuple[str, ...] = ()
) -> dict[str, Any]:
    ref = node.get("$ref")
    if ref is not None and len(node) > 1:
        # Strict endpoints refuse a reference that has siblings, such as a description, so the
        # target takes its place; inside itself, a recursive one stays a bare reference.
        if ref in inlined:
            return {"$ref": ref}
        siblings = {key: value for key, value in node.items() if key != "$ref"}
        node, inlined = {**_target(ref, root), **siblings}, (*inlined, ref)
    out: dict[str, Any] = {}
    for key, value in node.items():
        if key in ("properties", "$defs"):
            out[key] = {name: _closed(child, root, inlined) for name, child in value.items()}
        elif key in ("anyOf", "allOf", "oneOf", "prefixItems"):
            out[key] = [_closed(child, root, inlined) for child in value]
        elif key in ("items", "additionalProperties") and isinstance(value, dict):
            out[key] = _closed(value, root, inlined)
        elif key != "default":
            out[key] = value
    if "properties" in out:
        out["required"] = list(out["properties"])
        out.setdefault("additionalProperties", False)
    return out


def _target(ref: str, root: Mapping[str, Any]) -> Mapping[str, Any]:
    target: Any = root
    for part in ref.removeprefix("#/").split("/"):
        target = target[part]
    return cast(Mapping[str, Any], target)


@lru_cache(maxsize=256)
def one_of(options: tuple[str, ...]) -> type[BaseModel]:
    """A class with one field, `answer`, that takes one of the options."""
    kind: Any = Literal[options]
    return create_model("Answer", answer=(kind, ...))


def with_schema(messages: Sequence[Message], schema: type[BaseModel]) -> tuple[Message, ...]:
    """Ask for the schema in words, for endpoints that cannot be held to one."""
    text = json.dumps(strict_schema(schema), ensure_ascii=False)
    rule = f"Reply with one JSON object and nothing else. It must fit this JSON schema:\n{text}"
    head, *rest = messages
    if head.role == "system":
        return (Message("system", f"{head.content}\n\n{rule}"), *rest)
    return (Message("system", rule), *messages)
