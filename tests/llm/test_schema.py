"""The JSON schema that endpoints are sent."""

from __future__ import annotations

from typing import Annotated, Literal

from briefstar.llm.fill import json_part, partial_fields
from briefstar.llm.requests import Message
from briefstar.llm.schema import one_of, response_format, strict_schema, with_schema
from jsonschema import Draft202012Validator
from pydantic import BaseModel, Field


class Owner(BaseModel):
    """Who."""

    name: str
    team: str = "product"


class Tree(BaseModel):
    label: Literal["a", "b"]
    owner: Annotated[Owner, Field(description="Who owns it.")]
    note: str | None = None
    children: list[Tree] = []
    parent: Annotated[Tree | None, Field(description="Above.")] = None


def walk(node):
    if isinstance(node, dict):
        yield node
        for child in node.values():
            yield from walk(child)
    elif isinstance(node, list):
        for child in node:
            yield from walk(child)


def test_every_property_is_required_and_no_other_allowed():
    schema = strict_schema(Tree)
    Draft202012Validator.check_schema(schema)
    objects = [node for node in walk(schema) if isinstance(node.get("properties"), dict)]
    assert len(objects) >= 2
    for node in objects:
        assert node["required"] == list(node["properties"])
        assert node["additionalProperties"] is False


def test_strict_endpoints_refuse_defaults_and_references_with_siblings():
    for node in walk(strict_schema(Tree)):
        assert "default" not in node
        assert "$ref" not in node or len(node) == 1


def test_a_described_reference_keeps_its_description():
    owner = strict_schema(Tree)["$defs"]["Tree"]["properties"]["owner"]
    assert owner["description"] == "Who owns it."
    assert owner["required"] == ["name", "team"]


def test_what_the_schema_allows_pydantic_takes():
    value = {
        "label": "a",
        "owner": {"name": "Ada", "team": "data"},
        "note": None,
        "children": [],
        "parent": None,
    }
    assert not list(Draft202012Validator(strict_schema(Tree)).iter_errors(value))
    assert Tree.model_validate(value).owner.team == "data"


def test_a_property_may_be_called_default():
    class Odd(BaseModel):
        default: str
        properties: int

    assert strict_schema(Odd)["required"] == ["default", "properties"]


def test_the_format_is_made_once_and_has_a_plain_name():
    assert response_format(Tree) is response_format(Tree)

    class Box(BaseModel):
        value: int

    Box.__name__ = "Box[int]"
    assert response_format(Box)["json_schema"]["name"] == "Box_int_"


def test_one_of_takes_only_its_options():
    answer = one_of(("yes", "no"))
    assert answer is one_of(("yes", "no"))
    assert strict_schema(answer)["properties"]["answer"]["enum"] == ["yes", "no"]


def test_a_schema_in_words_joins_the_system_message_or_makes_one():
    joined = with_schema((Message("system", "Be brief."), Message("user", "x")), Owner)
    assert joined[0].content.startswith("Be brief.\n\nReply with one JSON object")
    made = with_schema((Message("user", "x"),), Owner)
    assert [message.role for message in made] == ["system", "user"]
    assert '"team"' in made[0].content


def test_unfinished_json_shows_what_has_arrived():
    assert partial_fields('{"a": "one", "b": "tw') == {"a": "one", "b": "tw"}
    assert partial_fields('```json\n{"a": [1, 2') == {"a": [1, 2]}
    assert partial_fields("Sure") is None
    assert partial_fields('{"a": nonsense') is None
    assert json_part('Here: {"a": {"b": 1}} done') == '{"a": {"b": 1}}'
    assert json_part("no object") == "no object"
