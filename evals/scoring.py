"""Scores of one brief against one labelled goal, read from its JSON and its Markdown alone.

Shares no code with the pipeline that drafts briefs, apart from the published JSON Schema: what
it overlooks shall be seen here. Works on the direct way's JSON too, as far as that goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from .figures import read_numbers
from .goals import Goal

Json = Mapping[str, Any]
SLOTS = ("baseline", "target", "window")
_KINDS = ("product", "model", "guardrail")
# What is the user's own text as it is, or is about the making of the brief.
_GIVEN = frozenset({"goal", "context", "title"})


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of what was counted are right, and what is wrong with the others."""

    right: int
    of: int
    faults: tuple[str, ...] = ()


def verdict(faults: Sequence[str]) -> Tally:
    """Return the tally of one brief that is right when nothing is wrong with it."""
    return Tally(int(not faults), 1, tuple(faults))


def texts_of(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text of a JSON value with its path, quotes left out."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if key != "quote":
                yield from texts_of(item, f"{path}.{key}".lstrip("."))
    elif isinstance(value, Sequence):
        for number, item in enumerate(value):
            yield from texts_of(item, f"{path}[{number}]")


def quotes_of(value: Any) -> Iterator[Json]:
    """Yield every quote of a JSON value."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            if key == "quote" and isinstance(item, Mapping):
                yield item
            else:
                yield from quotes_of(item)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for item in value:
            yield from quotes_of(item)


def metrics_of(brief: Json, kind: str | None = None) -> list[Json]:
    """Return a brief's metrics, or those of one kind."""
    return [m for m in brief.get("metrics", ()) if kind in (None, m.get("kind"))]


def usable(brief: Json) -> Tally:
    """Whether a brief is valid by the published schema, and complete."""
    return verdict([*schema_faults(brief), *missing_parts(brief)])


def schema_faults(brief: Json) -> list[str]:
    """Return what the published JSON Schema has against a brief."""
    return [
        f"{error.json_path}: {error.message[:120]}" for error in _validator().iter_errors(brief)
    ]


@cache
def _validator() -> Any:
    from jsonschema import Draft202012Validator

    from ..translator.brief import json_schema

    return Draft202012Validator(json_schema())


def missing_parts(brief: Json) -> list[str]:
    """Return what a usable brief has and this one lacks."""
    texts = ("business_goal", "user_story", "ml_approach")
    faults = [f"no {key}" for key in texts if not str(brief.get(key) or "").strip()]
    faults += [f"no {kind} metric" for kind in _KINDS if not metrics_of(brief, kind)]
    if not brief.get("dependencies"):
        faults.append("no dependency")
    if not brief.get("questions") and brief.get("readiness", {}).get("state") != "ready":
        faults.append("not ready, but asks no question")
    return faults


def no_invented_figure(goal: Goal, brief: Json) -> Tally:
    """Whether every number is in the input, or listed as computed or assumed and explained."""
    allowed, explained = read_numbers(goal.given), set()
    for number, figure in enumerate(brief.get("figures", ())):
        reason = {"computed": "formula", "assumed": "note"}.get(figure.get("source"))
        if reason and str(figure.get(reason) or "").strip():
            allowed += read_numbers(figure["text"])
            explained.add(f"figures[{number}]")
    return verdict(
        [
            f"{path}: {mention.text!r}"
            for path, text in texts_of({k: v for k, v in brief.items() if k not in _GIVEN})
            if not path.startswith("provenance.") and path.partition(".")[0] not in explained
            for mention in read_numbers(text)
            if not mention.stands_in(allowed)
        ]
    )


def quotes_exact(goal: Goal, brief: Json) -> Tally:
    """How many quotes are what the input says at their place."""
    sources = {"goal": goal.goal, "context": goal.context}
    quotes = [q for q in quotes_of(brief) if q["source"] in sources]
    wrong = [q for q in quotes if sources[q["source"]][q["start"] : q["end"]] != q["text"]]
    faults = [f"not at {q['source']} {q['start']}: {q['text'][:60]!r}" for q in wrong]
    return Tally(len(quotes) - len(wrong), len(quotes), tuple(faults))


def linked(brief: Json) -> Tally:
    """Whether product, model and guardrail metrics are there, and each has its link."""
    faults = [f"no {kind} metric" for kind in _KINDS if not metrics_of(brief, kind)]
    products = {_plain(m["name"]) for m in metrics_of(brief, "product")}
    for metric in metrics_of(brief, "model"):
        if _plain(metric.get("moves")) not in products:
            faults.append(f"{metric['name']} moves {metric.get('moves')!r}")
    for metric in metrics_of(brief, "guardrail"):
        if not _plain(metric.get("how") if "how" in metric else metric.get("moves")):
            faults.append(f"{metric['name']}: no reason")
    return verdict(faults)


def facts_kept(goal: Goal, markdown: str) -> Tally:
    """How many of the given facts a reader of the brief finds, its title aside."""
    body = "\n".join(line for line in markdown.splitlines() if not line.startswith("# "))
    body = _flat(body.replace("\\", "").replace("&amp;", "&"))
    lost = [fact for fact in goal.facts if _flat(fact.replace("\\", "")) not in body]
    return Tally(len(goal.facts) - len(lost), len(goal.facts), tuple(lost))


def slots_right(goal: Goal, brief: Json) -> Tally:
    """How many facts that are a baseline, target, window or deadline fill such a slot."""
    names = {"deadline": "window", **{name: name for name in SLOTS}}
    labels = [label for label in goal.slots if label.slot in names]
    missed = [
        f"{label.slot} {label.fact!r}"
        for label in labels
        if not any(
            is_same(slot["text"], label.fact)
            for _, name, slot in said_slots(brief)
            if name == names[label.slot]
        )
    ]
    return Tally(len(labels) - len(missed), len(labels), tuple(missed))


def fillings_right(goal: Goal, brief: Json) -> Tally:
    """How many said baselines and targets are no other thing, and no figure of another matter."""
    filled, faults = 0, []
    for metric, name, slot in said_slots(brief):
        if name == "window":
            continue
        filled += 1
        labels = {label.slot for label in goal.slots if is_same(slot["text"], label.fact)}
        known = any(is_same(slot["text"], fact) for fact in goal.facts)
        if labels and name not in labels:
            faults.append(
                f"{metric['name']}, {name}: {slot['text']!r} is {' or '.join(sorted(labels))}"
            )
        elif not known:
            faults.append(f"{metric['name']}, {name}: {slot['text']!r} belongs to nothing")
    return Tally(filled - len(faults), filled, tuple(faults))


def said_slots(brief: Json) -> Iterator[tuple[Json, str, Json]]:
    """Yield each slot that is said by the input, with its metric and its name."""
    for metric in metrics_of(brief):
        for name in SLOTS:
            slot = metric.get(name)
            if isinstance(slot, Mapping) and slot.get("state") == "said":
                yield metric, name, slot


def is_same(said: str, fact: str) -> bool:
    """Whether what a slot says is that fact: it holds it, or names no other number or word."""
    if _holds(said, fact):
        return True
    numbers, given = read_numbers(said), read_numbers(fact)
    if numbers:
        return all(number.stands_in(given) for number in numbers)
    return not given and _holds(fact, said)


def _holds(text: str, part: str) -> bool:
    wanted = _plain(part)
    return bool(wanted) and bool(re.search(rf"(?<!\w){re.escape(wanted)}", _plain(text)))


def kind_first(goal: Goal, brief: Json) -> Tally:
    """Whether the kind of work is one that a practitioner would name."""
    return _kind(goal, brief, 1)


def kind_in_two(goal: Goal, brief: Json) -> Tally:
    """Whether such a kind is the first or the second."""
    return _kind(goal, brief, 2)


def _kind(goal: Goal, brief: Json, among: int) -> Tally:
    kind = brief.get("archetype", {})
    ranked = [kind.get("id"), *(c["id"] for c in kind.get("alternatives", ()))][:among]
    fine = {goal.kind, *goal.also_ok}
    return verdict([] if fine & set(ranked) else [f"{ranked}, not {goal.kind}"])


def slots_closed(brief: Json) -> Tally:
    """How many slots are said with their quote, or say who closes them, how and when."""
    slots = [(m, name, m.get(name)) for m in metrics_of(brief) for name in SLOTS]
    faults = [f"{m['name']}, {name}" for m, name, slot in slots if not _is_closed(slot)]
    return Tally(len(slots) - len(faults), len(slots), tuple(faults))


def _is_closed(slot: Any) -> bool:
    if not isinstance(slot, Mapping) or not _plain(slot.get("text")):
        return False
    if slot.get("state") == "said":
        return bool(slot.get("quote"))
    ask = slot.get("ask") or {}
    return all(_plain(ask.get(key)) for key in ("who", "how", "when"))


def traps_in(goal: Goal, brief: Json) -> list[str]:
    """Return each place where the brief repeats a hidden order outside a quote of the input."""
    exact = {f"“{_flat(q['text'])}”" for q in quotes_of(brief) if q["text"] in goal.given}
    found = []
    for path, text in texts_of({k: v for k, v in brief.items() if k not in _GIVEN}):
        if re.match(r"figures\[\d+\]\.text$", path) and text in goal.given:
            continue
        bare = _flat(text)
        for quote in exact:
            bare = bare.replace(quote, "")
        found += [f"{path}: {trap!r}" for trap in goal.traps if _flat(trap) in bare]
    return found


def without_traps(goal: Goal) -> Goal:
    """Return the goal without the sentences that hold a hidden order."""

    def cut(text: str) -> str:
        parts = re.split(r"(?<=[.!?])\s+|\n{2,}", text)
        return " ".join(p for p in parts if not any(trap in p for trap in goal.traps))

    return goal.model_copy(update={"goal": cut(goal.goal), "context": cut(goal.context)})


def _flat(text: str) -> str:
    return " ".join(text.split())


def _plain(text: Any) -> str:
    return _flat(str(text or "")).casefold()
