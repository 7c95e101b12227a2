"""Judge: what the inputs give by themselves (work, labels, evidence, a test), and what is asked."""

from __future__ import annotations

from collections.abc import Sequence

from ...calculators import Value, calculate_partly
from ...errors import UsageError
from ..impact.figures import figures_of, needs_of
from ..impact.impact import ImpactFigure, Need, Way
from ..impact.judge import Bound, Outcome
from .chances import bounds
from .data import way_data
from .said import Reading

_HELD_OUT = 0.2
_FULL_TEST = 1.0
"""Whole weeks that a test needs at least (see the source `two-weeks` in ways.yaml)."""
_NAMES = {"labels-for-budget": {"price": "label_price"}}


def figures_from(reading: Reading, ways: Sequence[Way]) -> tuple[list[ImpactFigure], list[str]]:
    """The figures that do not hang on one way, and what stood in the way of some."""
    figures, problems = list[ImpactFigure](), list[str]()
    for outcome in (*_capacity(reading), *_money(reading), *_evidence(reading)):
        figures += figures_of(outcome)
    test, problem = _test(reading, ways)
    for outcome in test:
        figures += figures_of(outcome)
    if problem:
        problems.append(problem)
    kept = {
        "available",
        "items",
        "work",
        "lowest",
        "highest",
        "lift",
        "relative",
        "majority",
        "gain",
    }
    return [f for f in figures if f.name in kept], problems


def needs_from(reading: Reading, ways: Sequence[Way], when: str) -> list[Need]:
    """What is asked for, the most decisive first."""
    needs = list[Need]()
    if "weeks" not in reading.said:
        question = "On which date does it have to be done?"
        if reading.events:
            question = f"On which date is it “{reading.events[0]}”?"
        needs.append(_need("deadline", "weeks", "product manager", question, when, "2027-03-01"))
    if "people" not in reading.said:
        question = "How many people build it, and with what share of their time?"
        needs.append(_need("people", "people", "engineering manager", question, when, "2"))
    budget = reading.value("budget")
    if budget is not None and budget.value and reading.currency not in way_data().money_in:
        coins = ", ".join(way_data().money_in)
        question = f"What is the budget in one of {coins}?"
        needs.append(_need("budget", "budget", "finance", question, when, "40,000 EUR"))
    elif budget is not None and budget.value and "paid" not in reading.said:
        question = "Does the budget pay the people too, or only what is bought?"
        needs.append(_need("paid", "paid", "finance", question, when, "yes"))
    if "labels" not in reading.said and _turns_on(ways, "labels"):
        question = "How many labelled or decided cases are there?"
        needs.append(_need("labels", "labels", "data scientist", question, when, "3,000"))
    if "users" not in reading.said and any(w.named for w in ways if w.id == "ranking"):
        question = "How many users a day can take part in a test?"
        needs.append(_need("users", "users", "product manager", question, when, '"5,000 a day"'))
    elif "users" in reading.said and "baseline" not in reading.said:
        outcome = _test_inputs(reading, Value(2, 2, 2, "computed"))
        needs += [n.model_copy(update={"when": when}) for n in needs_of(outcome)]
    if "accuracy" in reading.said and "base_rate" not in reading.said:
        outcome = _outcome("accuracy-against-majority", reading, {"accuracy": "accuracy"})
        needs += [n.model_copy(update={"when": when}) for n in needs_of(outcome)]
    return needs


def _turns_on(ways: Sequence[Way], limit: str) -> bool:
    """Whether an open input decides about a way that is named or otherwise open."""
    return any(
        h.limit == limit for w in ways if w.named or w.verdict != "ruled out" for h in w.hurdles
    )


def _need(name: str, formula: str, who: str, question: str, when: str, example: str) -> Need:
    formulas = {
        "weeks": ("plan-chance", "finish = before + max(work, beside) + after"),
        "people": (
            "plan-chance",
            "work = effort × (1 + overrun) ÷ (min(people, at once) × share × focus)",
        ),
        "budget": ("plan-cost", "spare = budget − total"),
        "paid": ("plan-cost", "salaries = effort × (1 + overrun) × rate × paid"),
        "labels": ("plan-chance", "before = the labelling that is missing"),
        "users": ("ab-test-detectable", "per arm = users × duration × 7 ÷ arms"),
    }
    calculator, told = formulas[formula]
    means = {
        "deadline": "the date", "people": "the people", "budget": "the budget in a known currency",
        "paid": "whether the budget pays the people", "labels": "the labelled cases",
        "users": "the users a day",
    }[name]  # fmt: skip
    return Need(
        name=name, calculator=calculator, means=means, question=question, who=who, when=when,
        formula=told, example=example.strip('"'), set=f"{name}={example}",
    )  # fmt: skip


def _outcome(id: str, reading: Reading, names: dict[str, str], **more: Value) -> Outcome:
    """A calculation whose inputs are values of the reading, by the names of both."""
    values = {key: v for key, name in names.items() if (v := reading.value(name))} | more
    said = {
        key: Bound(found.quantity, found.value, 1.0)
        for key, name in names.items()
        if (found := reading.said.get(name)) and found.quantity and key not in more
    }
    return Outcome(calculate_partly(id, values), said)


def _capacity(reading: Reading) -> list[Outcome]:
    """The work that the people can do until the date, after everything else that they do."""
    if "people" not in reading.said or "weeks" not in reading.said:
        return []
    focus = calculate_partly("team-capacity", {}).inputs["focus"]
    own = reading.value("focus") or focus
    part = reading.value("share")
    if part:
        note = f"{own.note}; of the share of time that they have: {part.note or part.text}"
        own = Value(
            own.value * part.value, own.low * part.low, own.high * part.high, own.source, note=note
        )
    values = {"focus": own, "weeks": reading.said["weeks"].value}
    values["people"] = reading.said["people"].value
    return [Outcome(calculate_partly("team-capacity", values), bounds(reading, values))]


def _money(reading: Reading) -> list[Outcome]:
    """What the budget would buy if all of it went into labels, or into people."""
    budget = reading.value("budget")
    if budget is None or budget.value <= 0 or budget.currency not in way_data().money_in:
        return []
    found = list[Outcome]()
    try:
        names = {"budget": "budget", "price": "label_price"}
        found.append(_outcome("labels-for-budget", reading, names))
        if "people" not in reading.said or reading.value("paid"):
            found.append(_outcome("work-for-budget", reading, {"budget": "budget", "rate": "rate"}))
    except UsageError:  # a price in another currency
        return found
    return found


def _evidence(reading: Reading) -> list[Outcome]:
    """How exactly the labels that there are could show the accuracy that was promised."""
    labels, found = reading.value("labels"), list[Outcome]()
    if {"accuracy", "base_rate"} <= reading.said.keys():
        names = {"accuracy": "accuracy", "base_rate": "base_rate"}
        found.append(_outcome("accuracy-against-majority", reading, names))
    if labels is None or "accuracy" not in reading.said or labels.value * _HELD_OUT < 1:
        return found
    aside = max(1.0, round(labels.value * _HELD_OUT))
    note = f"a fifth of {labels.text or 'the labels'} kept aside, practice estimate of this project"
    size = Value(aside, aside, aside, "assumed", note=note)
    return [*found, _outcome("wilson-interval", reading, {"share": "accuracy"}, test_size=size)]


def _test(reading: Reading, ways: Sequence[Way]) -> tuple[list[Outcome], str]:
    """Whether a test with users fits before the date, and what it could show."""
    weeks, users = reading.value("weeks"), reading.value("users")
    if weeks is None or users is None:
        return [], ""
    built = [w.weeks_needed.value for w in ways if w.weeks_needed and w.verdict == "allowed"]
    left = weeks.value - min(built, default=weeks.value)
    if left < _FULL_TEST:
        return [], "No whole week is left for a test with users after the quickest allowed way."
    if "baseline" not in reading.said:
        return [], ""
    note = "the weeks left after the quickest allowed way, done in four cases of five"
    try:
        return [_test_inputs(reading, Value(left, left, left, "computed", note=note))], ""
    except UsageError as error:
        return [], str(error)


def _test_inputs(reading: Reading, duration: Value) -> Outcome:
    names = {"users": "users", "baseline": "baseline"}
    return _outcome("ab-test-detectable", reading, names, duration=duration)
