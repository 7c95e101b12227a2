"""Judge: where a calculator and the text's own arithmetic both have an answer, which one stands.

Two ways to read a text that come to the same figure are the best sign that it is right; the worst
is a calculator that leaves unused what the text's own arithmetic uses, or what the text says while
nobody is sure that it is meant. The bounds were set on the
texts of `evals/constraints/` that may be read. What does not stand is asked, not shown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ...calculators import Calculator, Figure, Result, Value, compute
from ...calculators.formulas import names_in
from ...calculators.units import factor
from ...calculators.values import read_value
from ...errors import UsageError
from .arithmetic import ARITHMETIC, Recipe
from .arithmetic.formulas import self_contained
from .arithmetic.wording import requoted
from .choose import Candidate
from .impact import Doubt
from .judge import Bound, Judged, Outcome

ALONE, INSTEAD, AGAINST = 0.75, 0.5, 0.25
"""What a reading may cost at most to stand where no calculator has an answer; where one has that
uses fewer quantities; where one has that uses as many and comes to another figure."""
HELD = 1.3
"""Up to this a reading is good enough to doubt a calculator that uses fewer quantities."""
BESIDE = 1.0
"""Up to this its steps are told beside a calculator that comes to the same."""
NAMED = 0.9
"""How probable a calculator has to be to be told by its own names where both come to the same."""
SURE = 0.5
"""Up to this nothing that calculators lack is asked for beside it."""
_NEAR = 0.005


@dataclass(frozen=True, slots=True)
class Settled:
    """The outcomes that stand, and what is asked instead of shown."""

    judged: Judged
    doubts: tuple[Doubt, ...] = ()


def settle(
    judged: Judged,
    recipe: Recipe | None,
    chosen: Sequence[Candidate],
    settings: Mapping[str, str],
    seed: int,
    *,
    said: Collection[str],
    meant: bool,
) -> Settled:
    """Decide which outcomes stand.

    `said` are the ids of the text's quantities; `meant` says that its own arithmetic was asked for.

    Raises `UsageError` for a setting that its input cannot have.
    """
    own = _outcome(recipe, settings, seed) if recipe else None
    if recipe is None or own is None:
        return Settled(judged)
    about = next((o.result.calculator.id for o in judged.outcomes), "")
    own = replace(own, about=about)
    if meant:
        return Settled(_with(judged, [own], recipe))
    if _named_by(settings, judged.outcomes, own):
        return Settled(judged)
    whole = [o for o in judged.outcomes if o.result.main]
    sure = {c.calculator.id for c in chosen if c.p >= NAMED}
    if agreeing := [o for o in judged.outcomes if _agree(o.result, own.result)]:
        named = all(o.result.calculator.id in sure for o in agreeing)
        if named or not _uses_all(recipe, agreeing) or recipe.cost >= BESIDE:
            outcomes = list(agreeing) if settings else _together(agreeing, own, recipe)
            return Settled(_with(judged, outcomes, recipe))
        asked = [] if own.result.lacking else _asking(agreeing)
        return Settled(_with(judged, [own, *asked], recipe))
    used = {b.quantity.id for o in whole for b in o.said.values()}
    bound = ALONE if not whole else INSTEAD if len(used) < len(recipe.used) else AGAINST
    if len(used) <= len(recipe.used) and recipe.cost < bound:
        meant_too = [
            o
            for o in judged.outcomes
            if recipe.cost >= SURE or (o.result.figures and o.result.calculator.id in sure)
        ]
        asked = [] if own.result.lacking else _asking(meant_too)
        return Settled(_with(judged, [own, *asked], recipe))
    fewer = len(used) < len(recipe.used) and recipe.cost < HELD
    least = min((c.p for c in chosen), default=1.0)
    unsure = least < NAMED and bool(set(said) - used)
    if whole and (fewer or unsure):
        return _held(judged, whole, own)
    return Settled(judged)


def _outcome(recipe: Recipe, settings: Mapping[str, str], seed: int) -> Outcome | None:
    values: dict[str, Value | str | float] = dict(recipe.values)
    said = {key: Bound(q, recipe.values[key], 1.0) for key, q in recipe.said.items()}
    wanted, new = recipe.calculator.inputs, dict[str, str]()
    for key, text in settings.items():
        name = key.removeprefix(f"{ARITHMETIC}.")
        if name in wanted:
            values[name] = read_value(wanted[name], text)
            if bound := said.pop(name, None):
                new[bound.quantity.text] = text
    try:
        result = compute(_requoted(recipe.calculator, new), values, seed=seed)
    except UsageError:
        if any(k.removeprefix(f"{ARITHMETIC}.") in wanted for k in settings):
            raise
        return None
    return Outcome(_ends_only(result), said) if result.figures else None


def _ends_only(result: Result) -> Result:
    """The result with no main figure from which another one follows."""
    named = {n for f in result.figures if f.output.main for n in names_in(f.output.formula)}
    figures = tuple(
        replace(f, output=replace(f.output, main=f.output.main and f.output.name not in named))
        for f in result.figures
    )
    return replace(result, figures=figures)


def _requoted(calculator: Calculator, new: Mapping[str, str]) -> Calculator:
    """The calculator with outputs that quote what was set instead of what the text said."""
    outputs = tuple(replace(o, means=requoted(o.means, new)) for o in calculator.outputs)
    return replace(calculator, outputs=outputs)


def _with(judged: Judged, outcomes: Sequence[Outcome], recipe: Recipe) -> Judged:
    doubtful = tuple(s for s in judged.doubtful if s.quantity.id not in recipe.used)
    return replace(judged, outcomes=tuple(outcomes), doubtful=doubtful)


def _together(agreeing: Sequence[Outcome], own: Outcome, recipe: Recipe) -> list[Outcome]:
    """The calculators, and the steps of the text's own arithmetic that they do not tell."""
    if recipe.cost >= BESIDE or not _uses_all(recipe, agreeing):
        return list(agreeing)
    known = [f for o in agreeing for f in o.result.figures]
    more = [f for f in own.result.figures if not any(_same(f, k) for k in known)]
    if not more:
        return list(agreeing)
    dropped = {f.output.name for f in own.result.figures} - {f.output.name for f in more}
    told = tuple(
        replace(
            f, output=replace(self_contained(f.output, own.result.calculator, dropped), main=False)
        )
        for f in more
    )
    return [
        *agreeing,
        replace(own, result=replace(own.result, figures=told, lacking=()), beside=True),
    ]


def _uses_all(recipe: Recipe, outcomes: Sequence[Outcome]) -> bool:
    """Whether it uses no fewer quantities than these calculators."""
    return len(recipe.used) >= len({b.quantity.id for o in outcomes for b in o.said.values()})


def _held(judged: Judged, whole: Sequence[Outcome], own: Outcome) -> Settled:
    """Neither is shown: which one is meant is asked."""
    titles = {o.result.calculator.id: o.result.calculator.title for o in whole}
    main = own.result.main or own.result.figures[-1]
    choices = {**titles, ARITHMETIC: f"{own.result.calculator.title}: {main.output.means}"}
    told = ", ".join(f"“{b.quantity.text}”" for b in own.said.values())
    question = f"Is it about {' or '.join(titles.values())}, or does {told} all belong to one sum?"
    doubt = Doubt(quantity="", text="", question=question, choices=choices)
    rest = tuple(o for o in judged.outcomes if o not in whole)
    return Settled(replace(judged, outcomes=rest), (doubt,))


def _asking(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Of those that lack something what they ask for, without their figures."""
    lacking = (o for o in outcomes if o.result.lacking)
    return [replace(o, result=replace(o.result, figures=())) for o in lacking]


def _named_by(settings: Mapping[str, str], outcomes: Sequence[Outcome], own: Outcome) -> bool:
    """Whether a setting names an input of a calculator, so that this calculator is meant."""
    known = {key for o in outcomes for key in o.result.calculator.inputs}
    known |= {f"{o.result.calculator.id}.{k}" for o in outcomes for k in o.result.calculator.inputs}
    return bool(known & settings.keys() - own.result.calculator.inputs.keys())


def _agree(a: Result, b: Result) -> bool:
    """Whether what a calculator comes to, be it only in part, is a figure of the other."""
    if a.main:
        return any(_same(a.main, g) for g in b.figures)
    return b.main is not None and any(_same(f, b.main) for f in a.figures)


def _same(a: Figure, b: Figure) -> bool:
    """Whether two figures are one, in whatever period or unit of time they are told."""
    return any(
        abs(x - b.value) <= _NEAR * abs(b.value) for x in _as(a.value, a.output.unit, b.output.unit)
    )


def _as(value: float, unit: str, target: str) -> Iterable[float]:
    """A value in another unit of the same kind; none where it is not of that kind."""
    over, _, under = unit.partition("/")
    wanted, _, period = target.partition("/")
    if (over in ("1", "money", "%", "pp")) != (wanted in ("1", "money", "%", "pp")):
        return
    if over in ("1", "money", "%", "pp") and over != wanted:
        return
    try:
        times = 1.0 if over == wanted else factor(over, wanted)
        if under and period and under != period:
            times *= factor(period, under)
    except UsageError:
        return
    yield value * times
