"""Judge: from roles to inputs, from inputs to figures, needs and doubts. No model here.

An input takes the quantity that is most probably it. Where that is not clear the quantity is
asked about and stands in no figure; where an input is not there it is asked for by name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ...calculators import Result, Value, calculate_partly, compute, get
from ...calculators.values import of_numbers, read_value, turned
from ...errors import UsageError
from .arithmetic import ARITHMETIC
from .bind import TURNED, priors
from .choose import Candidate
from .days import DAYS, spoken_days
from .quantities import Quantity
from .roles import Seen, seen_alone
from .usual import in_usual_order

SURE = 0.5
"""Below this probability a quantity is asked about instead of used."""

LEAST = 0.06
"""A role that was less likely than this from the start is not taken because it is left over."""

SMALL = 12
"""Up to this a number may well come twice by chance."""

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Bound:
    """A quantity in its role."""

    quantity: Quantity
    value: Value
    p: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """One calculator's figures, which quantity each input came from, and what stood in the way.

    `about` names the calculator by whose theme it is told, if not its own. One that stands `beside`
    others only tells steps that they leave out.
    """

    result: Result
    said: Mapping[str, Bound]
    problem: str | None = None
    about: str = ""
    beside: bool = False

    @property
    def theme(self) -> str:
        """The id of the calculator by whose theme it is told; its own unless `about` names one."""
        return self.about or self.result.calculator.id


@dataclass(frozen=True, slots=True)
class Judged:
    """All outcomes that rest on something said, and the quantities that have to be asked about."""

    outcomes: tuple[Outcome, ...]
    doubtful: tuple[Seen, ...]
    problems: tuple[str, ...]


def judge(
    seen: Sequence[Seen],
    chosen: Sequence[Candidate],
    settings: Mapping[str, str],
    seed: int,
    also: Collection[str] = (),
) -> Judged:
    """Bind, compute and say what is open. `settings` maps names of inputs to given texts.

    `also` are further names that settings may have. Raises `UsageError` for a setting that no
    chosen calculator knows or can use.
    """
    bound, problems = _bind(seen, chosen)
    _check_settings(settings, chosen, also)
    outcomes = list[Outcome]()
    for candidate in chosen:
        calculator = candidate.calculator
        said = {key: b for (id, key), b in bound.items() if id == calculator.id}
        values: dict[str, Value | str | float] = {key: b.value for key, b in said.items()}
        for key, text in settings.items():
            name = key.removeprefix(f"{calculator.id}.")
            if name in calculator.inputs:
                values[name] = read_value(calculator.inputs[name], text)
                said.pop(name, None)
        if not values and outcomes:
            continue
        if DAYS in calculator.inputs and DAYS not in values:
            values |= spoken_days([b.quantity for b in said.values()], [s.quantity for s in seen])
        problem, result = "", None
        try:
            result = calculate_partly(calculator.id, values, seed=seed)
        except UsageError as error:
            problem = str(error)
        if (result is None or result.lacking) and (other := _instead(candidate, seen, seed)):
            outcomes.append(other)
            continue
        if result is None:
            problems.append(problem)
            continue
        # From assumptions alone nothing follows; what it needs is asked for all the same.
        figures = result.figures if values else ()
        outcomes.append(Outcome(replace(result, figures=figures), said))
    used = {b.quantity.id for o in outcomes for b in o.said.values()}
    doubtful = [s for s in seen if s.quantity.id not in used and s.roles and s.none < SURE]
    return Judged(tuple(outcomes), tuple(doubtful), tuple(problems))


def _instead(candidate: Candidate, seen: Sequence[Seen], seed: int) -> Outcome | None:
    """The outcome of the calculator that people mean who do not give this one's inputs.

    Only where all that it needs was said; which quantity is which is read without the model.
    """
    if candidate.calculator.instead is None:
        return None
    quantities = [s.quantity for s in seen]
    other = get(candidate.calculator.instead)
    found = tuple(priors(quantities, other))
    twin = replace(candidate, calculator=other, priors=found)
    told = [seen_alone(p, other.id) for p in found]
    bound, problems = _bind(told, [twin])
    said = {key: b for (_, key), b in bound.items()}
    if problems:
        return None
    try:
        result = calculate_partly(other.id, {k: b.value for k, b in said.items()}, seed=seed)
    except UsageError:
        return None
    return None if result.lacking else Outcome(result, said)


def recomputed(outcome: Outcome, changed: Mapping[str, Value], seed: int) -> Outcome:
    """The same calculation with some inputs changed. Raises `UsageError`."""
    inputs = {**outcome.result.inputs, **changed}
    result = compute(outcome.result.calculator, inputs, seed=seed)
    return replace(outcome, result=result)


def _bind(seen: Sequence[Seen], chosen: Sequence[Candidate]) -> tuple[dict[Key, Bound], list[str]]:
    """Give each input its likeliest quantity, the surest pair first; one role a calculator.

    When an input is taken, what is left of the others' probabilities counts anew. At last, inputs
    that stand in an unusual order change places if that is likely enough.
    """
    bound, problems = dict[Key, Bound](), list[str]()
    for candidate in chosen:
        id = candidate.calculator.id
        reader = _Reader(candidate)
        taken, open_ = dict[str, Seen](), {s.quantity.id: s for s in seen}
        odds = dict[str, float]()
        while pair := _surest(open_.values(), id, taken.keys()):
            p, key, s = pair
            for same in [o for o in open_.values() if _is_same(o.quantity, s.quantity)]:
                del open_[same.quantity.id]
            try:
                reader.read(s, key)
            except UsageError as error:
                problems.append(str(error))
            else:
                taken[key], odds[key] = s, p
        for key, s in in_usual_order(id, taken, reader.weight, reader.number).items():
            bound[id, key] = Bound(s.quantity, reader.read(s, key), odds[key])
    return bound, problems


def _is_same(a: Quantity, b: Quantity) -> bool:
    """Whether it is the same quantity, or said again: "46 of 50 … with fifty"."""
    if a.id == b.id:
        return True
    amounts = [(q.unit, q.per, tuple(n.value for n in q.numbers)) for q in (a, b)]
    return amounts[0] == amounts[1] and abs(amounts[0][2][0]) > SMALL


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads a quantity as an input of one calculator, on the side that is likelier."""

    candidate: Candidate

    def weight(self, seen: Seen, key: str) -> float:
        """How likely the quantity is the input."""
        return max((p for _, p in self._sides(seen, key)), default=0.0)

    def number(self, seen: Seen, key: str) -> float | None:
        """The quantity as the input's value; None if it cannot be it."""
        try:
            return self.read(seen, key).value if self._sides(seen, key) else None
        except UsageError:
            return None

    def read(self, seen: Seen, key: str) -> Value:
        """The quantity as the input. Raises `UsageError` for a value that it cannot have."""
        side = max(self._sides(seen, key), key=lambda pair: pair[1])[0]
        prior = next(p for p in self.candidate.priors if p.quantity.id == seen.quantity.id)
        wanted = self.candidate.calculator.inputs[key]
        read = turned if side.endswith(TURNED) else of_numbers
        return read(wanted, list(prior.fits[side].numbers), seen.quantity.text, "said")

    def _sides(self, seen: Seen, key: str) -> list[tuple[str, float]]:
        id = self.candidate.calculator.id
        sides = ((side, seen.roles.get((id, side))) for side in (key, key + TURNED))
        return [(side, p) for side, p in sides if p is not None]


def _surest(
    seen: Iterable[Seen], id: str, taken: Collection[str]
) -> tuple[float, str, Seen] | None:
    """The surest input that is left in a calculator, if one is sure."""
    found = []
    for s in seen:
        own = {
            side: p
            for (other, side), p in s.roles.items()
            if other == id and side.removesuffix(TURNED) not in taken
        }
        total = sum(own.values()) + s.none
        found += [
            (p / total, side.removesuffix(TURNED), s) for side, p in own.items() if p >= LEAST
        ]
    best = max(found, key=lambda pair: pair[0], default=None)
    return best if best and best[0] >= SURE else None


def _check_settings(
    settings: Mapping[str, str], chosen: Sequence[Candidate], also: Collection[str]
) -> None:
    known = {*also, *(f"{ARITHMETIC}.{name}" for name in also)}
    known |= {key for c in chosen for key in c.calculator.inputs}
    known |= {f"{c.calculator.id}.{key}" for c in chosen for key in c.calculator.inputs}
    if unknown := sorted(set(settings) - known):
        told = ", ".join(sorted(k for k in known if "." not in k)) or "nothing in this text"
        raise UsageError(f"{unknown[0]!r} cannot be set here; what can be: {told}")
