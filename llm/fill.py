"""Fill a schema, whoever answers: send, validate, re-ask once with the reason. No I/O.

The generators here know nothing of HTTP. They are given a `send`, itself a generator that
yields whatever its own transport understands and returns an `Answer`.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import from_json

from ..errors import CheckFailed, ModelError
from .requests import Choice, Choose, Message, Partial, Reply, Structured, Usage
from .schema import one_of

T = TypeVar("T", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model said, before anybody judged it.

    `tokens` are the likeliest first tokens with their log-probabilities, likeliest first; None
    where the endpoint gives none. `sent` counts the requests that it took, retries included.
    """

    text: str
    finish: str | None = "stop"
    refusal: str | None = None
    tokens: tuple[tuple[str, float], ...] | None = None
    usage: Usage = field(default_factory=Usage)
    sent: int = 1


Send: TypeAlias = Callable[[Structured[Any]], Generator[Any, Any, Answer]]
"""Sends a request once: its messages, its schema, its limit of tokens."""


def fill(request: Structured[T], send: Send) -> Generator[Any, Any, Reply[T]]:
    """Ask for the schema; re-ask once when the reply is cut off or breaks a rule.

    A cut-off reply is asked for again with twice the room. Any other fault is shown to the
    model with its own words. Raises `ModelError` after the second failure, or on a refusal.
    """
    asked = request
    usage, sent, faults = Usage(), 0, []
    for attempt in (1, 2):
        try:
            answer = yield from send(asked)
        except ModelError as error:
            _add_history(error, usage, sent)
            raise
        usage, sent = usage + answer.usage, sent + answer.sent
        stop = _stopped(answer)
        if stop is not None:
            raise ModelError(stop, attempts=sent, usage=usage, last_text=answer.text)
        try:
            return Reply(read_reply(answer.text, request), usage, attempt)
        except CheckFailed as fault:
            cut = answer.finish == "length"
            faults.append(f"it was cut off at {asked.max_tokens} tokens" if cut else str(fault))
        if attempt == 1:
            if cut:
                asked = replace(asked, max_tokens=2 * asked.max_tokens)
            else:
                asked = replace(asked, messages=asked.messages + _reask(answer.text, faults[0]))
            yield Partial({})
    name = request.schema.__name__
    raise ModelError(
        f"the model gave no usable {name} in two tries; first: {faults[0]}; then: {faults[1]}",
        attempts=sent,
        usage=usage,
        last_text=answer.text,
    )


def pick(request: Choose, send: Send, spent: Usage) -> Generator[Any, Any, Choice]:
    """Choose by one answer that may only be an option; `spent` is added to the usage."""
    schema = one_of(request.options)
    room = 16 + max(len(option.encode()) for option in request.options)
    asked = Structured(
        messages=request.messages, schema=schema, max_tokens=room, fresh=request.fresh
    )
    try:
        reply = yield from fill(asked, send)
    except ModelError as error:
        _add_history(error, spent, spent.calls)
        raise
    picked = reply.value.model_dump()["answer"]
    chances = {option: float(option == picked) for option in request.options}
    return Choice(chances, "constrained", spent + reply.usage)


def read_reply(text: str, request: Structured[T]) -> T:
    """Validate a reply. Raises `CheckFailed` with a message addressed to the model."""
    if not text.strip():
        raise CheckFailed("the reply is empty")
    try:
        value = request.schema.model_validate_json(json_part(text))
    except ValidationError as error:
        raise CheckFailed(_explain(error)) from None
    if request.check is not None:
        request.check(value)
    return value


def json_part(text: str) -> str:
    """The JSON object in a reply: without code fences and talk around it."""
    start, end = text.find("{"), text.rfind("}")
    return text[start : end + 1] if 0 <= start < end else text


def partial_fields(text: str) -> Mapping[str, Any] | None:
    """The fields of an unfinished JSON object; None while there is no object yet."""
    start = text.find("{")
    if start < 0:
        return None
    try:
        value = from_json(text[start:], allow_partial="trailing-strings")
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _explain(error: ValidationError) -> str:
    faults = []
    for item in error.errors(include_url=False, include_context=False)[:8]:
        if item["type"] == "json_invalid":
            return f"the reply is not valid JSON ({item['msg']})"
        place = ".".join(str(part) for part in item["loc"]) or "the whole object"
        given = repr(item["input"])
        shown = "" if item["type"] == "missing" else f", not {given[:80]}"
        faults.append(f"{place}: {item['msg']}{shown}")
    return "; ".join(faults)


def _reask(text: str, fault: str) -> tuple[Message, ...]:
    fault = fault.rstrip(".")
    said = (Message("assistant", text),) if text.strip() else ()
    return (
        *said,
        Message(
            "user",
            f"That reply cannot be used: {fault}. "
            "Reply again with the whole corrected JSON object.",
        ),
    )


def _stopped(answer: Answer) -> str | None:
    if answer.refusal:
        return f"the model refused to answer: {answer.refusal[:300]}"
    if answer.finish == "content_filter":
        return "the endpoint's content filter stopped the reply; reword the text that was sent"
    return None


def _add_history(error: ModelError, usage: Usage, sent: int) -> None:
    """Add what earlier answers cost to an error of a later one."""
    if sent:
        error.attempts += sent
        error.usage = usage if error.usage is None else usage + error.usage
