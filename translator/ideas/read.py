"""Fields into ideas: every figure read, checked and in one unit; what is missing asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from ...errors import UsageError
from ...provenance import find_numbers
from ...provenance.units import is_currency
from .amounts import EXAMPLES, READERS, Amount, computed, said, tell_range
from .sources import Given, Source, gather
from .types import Estimate, Idea, Limits, Need

MAX_IDEAS, MAX_NAME, MAX_TEXT = 200, 200, 2_000
SETTINGS = ("currency", "people", "deadline", "budget", "much_from", "quick_up_to")
FIELDS = ("name", "impact", "effort", "confidence", "needs", "cost", "blocked_by", "risk")
_FIGURES = ("impact", "effort", "confidence", "cost")
_ASSUMED = Estimate(
    value=0.5, low=0.3, high=0.7, unit="share", text=tell_range(0.3, 0.7, "share"),
    source="assumed", note="No confidence was given: an even chance, give or take.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where the groups part, as far as it was given: an expected impact, and an effort."""

    much_from: Estimate | None = None
    quick_up_to: Estimate | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that was given, read; `unit` is the impacts' unit, empty if there is no impact."""

    unit: str
    ideas: list[Idea]
    limits: Limits
    thresholds: Thresholds
    needs: list[Need]
    notes: list[str]


@dataclass(frozen=True, slots=True)
class _Row:
    """An idea with its amounts, before their common unit is known."""

    name: str
    amounts: dict[str, Amount]
    needs: list[str]
    blocked_by: list[str]
    risk: str


def read(source: Source) -> Sheet:
    """Read ideas from a file, a text, a mapping or briefs. Raises `UsageError`."""
    given = gather(source)
    if not given.ideas:
        raise UsageError("there are no ideas: give at least one, with its impact and effort")
    if len(given.ideas) > MAX_IDEAS:
        raise UsageError(
            f"{len(given.ideas)} ideas are too many to compare: give {MAX_IDEAS} or fewer"
        )
    settings = _settings(given)
    rows = [_row(where, fields) for where, fields in given.ideas]
    _check_names(rows)
    code = _currency(given, settings, rows)
    unit = _unit(rows, code)
    ideas = [_idea(row, unit, code) for row in rows]
    limits, notes = _limits(settings, code)
    thresholds = _thresholds(settings, unit)
    return Sheet(unit, ideas, limits, thresholds, _needs(ideas), [*given.notes, *notes])


def _settings(given: Given) -> dict[str, Amount]:
    _known_keys(given.settings, SETTINGS, "the file")
    texts = {key: _text(value, key) for key, value in given.settings.items()}
    return {k: READERS[k](k, text) for k, text in texts.items() if text and k != "currency"}


def _row(where: str, fields: Mapping[str, Any]) -> _Row:
    _known_keys(fields, FIELDS, where)
    name = _text(fields.get("name"), f"{where}: the name")
    if not name:
        raise UsageError(f"{where} has no name: give it one")
    if len(name) > MAX_NAME:
        raise UsageError(f"{where}: the name is longer than {MAX_NAME} characters: shorten it")
    texts = {key: _text(fields.get(key), f"{where}: {key}") for key in _FIGURES}
    try:
        amounts = {key: READERS[key](key, text) for key, text in texts.items() if text}
    except UsageError as error:
        raise UsageError(f"{name}: {error}") from None
    return _Row(
        name,
        amounts,
        _list(fields.get("needs"), f"{where}: needs"),
        _list(fields.get("blocked_by"), f"{where}: blocked_by"),
        _text(fields.get("risk"), f"{where}: risk"),
    )


def _known_keys(fields: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    for key in fields:
        if key not in known:
            close = get_close_matches(str(key), known, n=1)
            hint = f"did you mean {close[0]}?" if close else f"known are {', '.join(known)}"
            raise UsageError(f"{where}: unknown key {str(key)[:60]!r}: {hint}")


def _text(value: Any, where: str) -> str:
    """A scalar as one line of text without control characters."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise UsageError(f"{where} must be a text or a number")
    text = "".join(c if c.isprintable() else "\ufffd" for c in " ".join(str(value).split()))
    if len(text) > MAX_TEXT:
        raise UsageError(f"{where} is longer than {MAX_TEXT:,} characters: shorten it")
    return "" if text in ("~", "null") else text


def _list(value: Any, where: str) -> list[str]:
    if isinstance(value, str):
        value = re.split(r"\s*[;,]\s*", value)
    if value is None:
        return []
    if not isinstance(value, list | tuple):
        raise UsageError(f"{where} must be a list of texts")
    texts = (_text(item, where) for item in value)
    return list(dict.fromkeys(text for text in texts if text))


def _check_names(rows: list[_Row]) -> None:
    """Refuse two ideas of one name, and a `blocked_by` that names none or goes in a circle."""
    names: dict[str, str] = {}
    for row in rows:
        if row.name.casefold() in names:
            raise UsageError(f"two ideas are called {row.name!r}: rename one")
        names[row.name.casefold()] = row.name
    for row in rows:
        for at, blocker in enumerate(row.blocked_by):
            if blocker.casefold() not in names:
                close = get_close_matches(blocker, names.values(), n=1)
                hint = f"did you mean {close[0]!r}?" if close else "add it to the ideas"
                raise UsageError(f"{row.name}: blocked_by names no idea {blocker!r}: {hint}")
            row.blocked_by[at] = names[blocker.casefold()]
    blockers = {row.name: row.blocked_by for row in rows}
    done: set[str] = set()
    for name in blockers:
        _walk(name, blockers, [], done)


def _walk(name: str, blockers: Mapping[str, list[str]], path: list[str], done: set[str]) -> None:
    if name in path:
        circle = " → ".join([*path[path.index(name) :], name])
        raise UsageError(f"blocked_by goes in a circle, {circle}: take one of them out")
    if name not in done:
        for blocker in blockers[name]:
            _walk(blocker, blockers, [*path, name], done)
        done.add(name)


def _currency(given: Given, settings: dict[str, Amount], rows: list[_Row]) -> str | None:
    """The one currency of all that is money, or None if nothing names one."""
    codes: dict[str, str] = {}
    if text := _text(given.settings.get("currency"), "currency"):
        found = [n.unit for n in find_numbers(f"1 {text}")]
        if len(found) != 1 or found[0] is None or not is_currency(found[0]):
            raise UsageError(f"currency {text!r} is not known: write its code, as in EUR")
        codes[found[0]] = "the file"
    money = {"budget": "the budget", "much_from": "much_from"}
    told = [(money[key], a) for key, a in settings.items() if key in money]
    told += [(f"{key} of {row.name}", a) for row in rows for key, a in row.amounts.items()]
    for where, amount in told:
        if amount.currency:
            codes.setdefault(amount.currency, where)
    if len(codes) > 1:
        listed = " and ".join(f"{code} ({where})" for code, where in list(codes.items())[:2])
        raise UsageError(
            f"money is in two currencies, {listed}: convert to one, no exchange rate is assumed"
        )
    return next(iter(codes), None)


def _unit(rows: list[_Row], code: str | None) -> str:
    impacts = {row.name: row.amounts["impact"] for row in rows if "impact" in row.amounts}
    scores = [name for name, amount in impacts.items() if amount.is_score]
    money = [name for name in impacts if name not in scores]
    if scores and money:
        raise UsageError(
            f"the impact of {scores[0]} is a score and that of {money[0]} is money: "
            "give all as money a year, or all as scores"
        )
    if money and code is None:
        raise UsageError(f"the impact of {money[0]} has no currency: write one, as in EUR")
    return f"{code} a year" if money else "point" if scores else ""


def _idea(row: _Row, unit: str, code: str | None) -> Idea:
    told = row.amounts
    impact = told.get("impact")
    no_period = impact is not None and not impact.is_score and impact.period is None
    return Idea(
        name=row.name,
        impact=said(impact, unit, "No period was said: taken as a year." * no_period)
        if impact
        else None,
        effort=said(told["effort"], "person-week") if "effort" in told else None,
        confidence=said(told["confidence"], "share") if "confidence" in told else _ASSUMED,
        cost=said(told["cost"], _code(code, f"the cost of {row.name}")) if "cost" in told else None,
        needs=row.needs,
        blocked_by=row.blocked_by,
        risk=row.risk,
    )


def _limits(settings: dict[str, Amount], code: str | None) -> tuple[Limits, list[str]]:
    people = said(settings["people"], "person") if "people" in settings else None
    deadline = said(settings["deadline"], "week") if "deadline" in settings else None
    budget = None
    if "budget" in settings:
        budget = said(settings["budget"], _code(code, "the budget"))
    capacity = None
    if people and deadline:
        weeks = people.value * deadline.value
        capacity = computed(weeks, "person-week", f"{people.text} × {deadline.text}")
    notes = []
    if (people is None) != (deadline is None):
        lacking = "how many people there are" if deadline else "by when it has to be done"
        given = "The deadline" if deadline else "The number of people"
        notes.append(f"{given} filters nothing out: say {lacking} as well.")
    limits = Limits(people=people, deadline=deadline, budget=budget, capacity=capacity)
    return limits, notes


def _thresholds(settings: dict[str, Amount], unit: str) -> Thresholds:
    much = settings.get("much_from")
    if much and unit and much.is_score != (unit == "point"):
        raise UsageError(
            f"much_from {much.quote!r} is {'a score' if much.is_score else 'money'}, the "
            f"impacts are {'scores' if unit == 'point' else 'money'}: give it as they are"
        )
    quick = settings.get("quick_up_to")
    return Thresholds(
        said(much, unit) if much and unit else None,
        said(quick, "person-week") if quick else None,
    )


def _code(code: str | None, what: str) -> str:
    if code is None:
        raise UsageError(f"{what} has no currency: write one, as in 10,000 EUR")
    return code


def _needs(ideas: list[Idea]) -> list[Need]:
    """What to ask for the ideas that cannot be ranked yet."""
    asked = []
    for idea in ideas:
        if idea.impact is None:
            text = f"Ask product: what would “{idea.name}” bring a year, from least to most?"
            asked.append(
                Need(
                    idea=idea.name, input="impact", who="product", question=text,
                    example=f"impact: {EXAMPLES['impact']}",
                )
            )  # fmt: skip
        if idea.effort is None:
            text = f"Ask engineering: how many person-weeks does “{idea.name}” take, least to most?"
            asked.append(
                Need(
                    idea=idea.name, input="effort", who="engineering", question=text,
                    example=f"effort: {EXAMPLES['effort']}",
                )
            )  # fmt: skip
    return asked
