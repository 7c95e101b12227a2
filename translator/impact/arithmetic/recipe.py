"""A reading as a calculator of its own: named inputs, a formula for each step, figures to follow.

So ranges, sensitivity, what-ifs and needs work as they do for every other calculator. It exists for
one text only; `arithmetic_of` makes it again from the text, always the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ....calculators import Calculator, Input, Output, Value
from ....calculators.formulas import FUNCTIONS, evaluate
from ....calculators.units import MONEY
from ..quantities import Quantity
from .asks import PER_YEAR
from .formulas import Named, formula_of, scaled
from .items import Item, leaves_of, steps_of
from .names import input_title, slug, title
from .search import Reading, alike, readings
from .shown import Shown, a_year, shown
from .terms import Term
from .wording import means, noun_of, quoted, subject, told

ARITHMETIC = "text-arithmetic"
"""The id of the calculator that a text's own quantities make."""

_SOURCE = "The text's own quantities; units are checked at each step."
_MONEY_WORDS = re.compile(
    r"\b(?:costs?|money|price|bill|budget|damage|revenue|dollars|euros|pounds|worth|savings?|save|"
    r"margin|profit|pays?|charge[sd]?)\b|[$€£]"
)
_ORDER = ("first", "second")


@dataclass(frozen=True, slots=True)
class Recipe:
    """A calculator, the values of its inputs, and which quantity each came from."""

    calculator: Calculator
    values: Mapping[str, Value]
    said: Mapping[str, Quantity]
    cost: float

    @property
    def used(self) -> frozenset[str]:
        """The ids of the quantities that it uses."""
        return frozenset(q.id for q in self.said.values())


def arithmetic_of(text: str, quantities: Sequence[Quantity]) -> Recipe | None:
    """Return the likeliest reading of a text as a recipe; None where there is none."""
    found = readings(text, quantities)
    return _Writer(text).written(found) if found else None


@dataclass(slots=True)
class _Writer:
    text: str
    inputs: dict[str, Input] = field(default_factory=dict)
    outputs: list[Output] = field(default_factory=list)
    values: dict[str, Value] = field(default_factory=dict)
    said: dict[str, Quantity] = field(default_factory=dict)
    known: dict[object, Named] = field(default_factory=dict)

    def written(self, found: Sequence[Reading]) -> Recipe:
        best = found[0].item
        for at, item in enumerate(alike(found)):
            for step in steps_of(item):
                if at == 0 or _stands_alone(step):
                    self._step(step)
        if not best.parts:
            self._difference(best, self._named(best, None))
        roots = best.parts if best.type == "two" else (best,)
        mains = {name for root in roots for name in self._ends(root)}
        self.outputs = [_main(o) if o.name in mains else o for o in self.outputs]
        calculator = Calculator(
            id=ARITHMETIC,
            title="Worked out from the text",
            about="What follows from the quantities of the text, step by step.",
            family="arithmetic",
            inputs=self.inputs,
            outputs=tuple(self.outputs),
            source=_SOURCE,
            function=self._function(),
        )
        return Recipe(calculator, self.values, self.said, found[0].cost)

    def _function(self) -> Callable[..., Mapping[str, float]]:
        outputs = tuple(self.outputs)

        def function(**inputs: float) -> Mapping[str, float]:
            at, found = dict(inputs), dict[str, float]()
            for output in outputs:
                at[output.name] = found[output.name] = evaluate(output.formula, at)
            return found

        return function

    def _step(self, item: Item) -> Named:
        """Write the outputs of a step, once."""
        key = (item.type, tuple(round(v, 9) for v in item.values), item.places)
        if key in self.known:
            return self.known[key]
        a, b = (self._named(part, item) for part in item.parts)
        unit = shown(item)
        named = Named([], unit)
        for at in range(len(item.values)):
            name = self._free(slug(title(item)), at if len(item.values) > 1 else None)
            formula = formula_of(item, a, b, at, unit)
            label = told(item, at if len(item.values) > 1 else None)
            self.outputs.append(Output(name, unit.unit, formula, label))
            named.names.append(name)
        self.known[key] = named
        if len(item.values) > 1:
            self._difference(item, named)
        return named

    def _difference(self, item: Item, named: Named) -> None:
        """What lies between both sides of a contrast."""
        first, second = named.names
        if item.values[0] < item.values[1]:
            first, second = second, first
        unit = "pp" if named.shown.unit == "%" else named.shown.unit
        label = f"{told(item)}: the difference" if item.parts else f"between {_sides_of(item)}"
        short = title(item) if item.parts else input_title(item)
        name = self._free(slug(f"{short} difference"), None)
        self.outputs.append(Output(name, unit, f"{first} - {second}", label))
        self.known[("difference", *named.names)] = Named([name], Shown(unit))

    def _ends(self, root: Item) -> Iterator[str]:
        """The outputs that a decision hangs on, with what is still asked for or told a year."""
        key = (root.type, tuple(round(v, 9) for v in root.values), root.places)
        named = self.known.get(key) or self._named(root, None)
        last = self.known.get(("difference", *named.names), named)
        name, unit = last.names[-1], last.shown.unit
        self._needed(root)
        if more := self._priced(root, name, unit):
            yield name
            name, unit = more
        many = a_year(unit)
        if many and PER_YEAR.search(self.text) and root.type in ("flow", "money flow", "work flow"):
            label = next(o.means for o in self.outputs if o.name == name)
            over = unit.partition("/")[0]
            yearly = self._free(f"{name}_a_year", None)
            self.outputs.append(Output(yearly, f"{over}/year", f"{name} * {many}", label))
            name = yearly
        yield name

    def _needed(self, root: Item) -> None:
        """How many people it takes, where those who are there do less than what comes in."""
        if root.step != "sub" or root.type != "flow" or root.parts[1].step != "team":
            return
        arriving, able = root.parts
        people = next((p for p in able.parts if p.type == "people"), None)
        if people is None or len(root.values) > 1:
            return
        of_all, number = self._step(able), self._named(people, able)
        comes = self._named(arriving, root)
        rate = able.days / arriving.days
        formula = scaled(f"{comes.names[0]} / {of_all.names[0]} * {number.names[0]}", rate)
        name = self._free("needed", None)
        self.outputs.append(Output(name, "1", f"ceil({formula})", f"{noun_of(people)} needed"))

    def _priced(self, root: Item, name: str, unit: str) -> tuple[str, str] | None:
        """Ask for the price where a text wants money and gives none."""
        money = any(leaf.type in ("money", "wage", "money flow") for leaf in leaves_of(root))
        wanted = _MONEY_WORDS.search(self.text.lower())
        period = unit.partition("/")[2]
        if money or not wanted:
            return None
        if root.type in ("work flow", "work"):
            key, of = "hourly_cost", "an hour of that work"
            asked = Input("money/hour", f"what {of} costs", ask=f"What does {of} cost, all in?",
                          who="finance", better="down", name=key)  # fmt: skip
        elif root.type in ("flow", "count", "people") and root.step not in ("team", "capacity"):
            of = f"one of {'those needed' if root.type == 'people' else f'the {noun_of(root)}'}"
            key = "cost_each"
            asked = Input(MONEY, f"what {of} costs or is worth", name=key, who="finance",
                          ask=f"What does {of} cost, or what is it worth?")  # fmt: skip
        else:
            return None
        self.inputs[key] = asked
        cost = self._free("cost", None)
        unit = f"{MONEY}/{period}" if period else MONEY
        label = f"for {subject(root)}"
        self.outputs.append(Output(cost, unit, f"{name} * {key}", label))
        return cost, unit

    def _named(self, item: Item, step: Item | None) -> Named:
        if item.parts:
            return self._step(item)
        key = ("term", item.places)
        if key in self.known:
            return self.known[key]
        unit = shown(item)
        named = Named([], unit)
        terms = [t for t in (item.term, item.partner) if t is not None]
        for at, term in enumerate(terms):
            name = self._free(slug(input_title(item)), at if len(terms) > 1 else None)
            self.inputs[name] = Input(
                unit.unit, means(item, step), name=name, high=_highest(unit.unit, step)
            )
            self.values[name] = _value(term, item.values[at], unit)
            self.said[name] = term.quantity
            named.names.append(name)
        self.known[key] = named
        if len(terms) > 1 and step is not None:
            self._difference(item, named)
        return named

    def _free(self, name: str, at: int | None) -> str:
        """A name that nothing has yet."""
        taken = {*self.inputs, *(o.name for o in self.outputs), *FUNCTIONS}
        name = name if at is None else f"{name}_{_ORDER[at]}"
        if name not in taken:
            return name
        return next(f"{name}_{n}" for n in range(2, 99) if f"{name}_{n}" not in taken)


def _stands_alone(step: Item) -> bool:
    """Whether a step of another order is a figure on its own: nothing is taken of it later."""
    if step.type in ("flow", "count", "people", "share", "points") or step.step == "unit-wage":
        return True
    return step.step in ("price", "effort", "wage") and _is_counted_out(step)


def _is_counted_out(step: Item) -> bool:
    """Whether all shares were taken before it was priced."""
    return any(s.step.startswith("share-") for s in steps_of(step))


def _main(output: Output) -> Output:
    return Output(output.name, output.unit, output.formula, output.means, main=True)


def _value(term: Term, value: float, unit: Shown) -> Value:
    """The term's value in the unit that it is shown in, with the ends of a range."""
    ends = [float(n.value) for n in term.quantity.numbers]
    at = unit.number(value)
    low, high = (at * end / term.raw if term.raw else at for end in (min(ends), max(ends)))
    if unit.inverse:
        low, high = at, at
    return Value(at, low, high, "said", term.quantity.text, term.code)


def _highest(unit: str, step: Item | None) -> float | None:
    """A share that comes on top may be more than all."""
    return 10.0 if unit == "%" and step is not None and step.step == "share-more" else None


def _sides_of(item: Item) -> str:
    """Both sides of a contrast."""
    return f"{quoted(item, 0)} and {quoted(item, 1)}"
