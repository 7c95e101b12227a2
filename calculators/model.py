"""What a calculator is: a small pure function with declared inputs, outputs, formula and source.

    @calculator(
        "alert-cost",
        title="Cost of false alerts",
        outputs=[Output("wasted", "money/year", "alerts * (1 - precision) * …", "spent on …")],
        source="…",
    )
    def alert_cost(alerts: Annotated[float, Input("1/day", "alerts raised")], …) -> Mapping[…]:

The function takes plain floats in the declared units (shares as fractions of one) and returns one
float an output. It knows nothing of ranges, texts or currencies.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Literal, get_args, get_origin, get_type_hints

from .units import SHARE

Function = Callable[..., Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Default:
    """What is assumed when an input is not given, the range that is plausible, and who says so.

    In the input's unit, shares as fractions of one.
    """

    value: float
    low: float
    high: float
    source: str


@dataclass(frozen=True, slots=True)
class Input:
    """One input: its unit, what it means, and what values it can have.

    `low` and `high` bound what is possible at all (by default a share is 0 to 1 and anything else
    is not negative). `cues` are words that stand near such a number in a text. `ask` is how to
    ask for it, of `who` (a role). `per_many` is for prices that are told for so many. `turned` is
    what the opposite means, where people state that as often: the share that is right for the
    share that is wrong, how many an hour for the minutes each; `turned_cues` are its words.
    `better` says which way helps. An `extra` input leads on to further figures: where it is not
    given these are left out, and nobody is asked for it. `unlike` are words beside which a number
    is something else, however well it fits.
    """

    unit: str
    means: str
    ask: str = ""
    who: str = "product manager"
    default: Default | None = None
    low: float = 0.0
    high: float | None = None
    whole: bool = False
    per_many: int = 1
    turned: str = ""
    turned_cues: tuple[str, ...] = ()
    better: Literal["up", "down", ""] = ""
    cues: tuple[str, ...] = ()
    name: str = ""
    extra: bool = False
    unlike: tuple[str, ...] = ()

    @property
    def needed(self) -> bool:
        """Whether it has to be given."""
        return self.default is None and not self.extra

    @property
    def most(self) -> float:
        """The highest possible value."""
        return (
            self.high if self.high is not None else (1.0 if self.unit.startswith(SHARE) else 1e18)
        )


@dataclass(frozen=True, slots=True)
class Output:
    """One result: its unit, its formula over the inputs and earlier outputs, and what it means.

    `formula` is arithmetic that `formulas.evaluate` can check, unless `steps` says in words how
    an algorithm goes that no line of arithmetic tells; then `formula` names it ("erlang_c(…)").
    `main` marks the figure that a decision hangs on.
    """

    name: str
    unit: str
    formula: str
    means: str
    steps: str = ""
    main: bool = False


@dataclass(frozen=True, slots=True)
class Calculator:
    """A calculator, as `CALCULATORS` lists it."""

    id: str
    title: str
    about: str
    family: str
    inputs: Mapping[str, Input]
    outputs: Sequence[Output]
    source: str
    function: Function
    checks: Callable[[Mapping[str, float]], str | None] | None = None
    cues: tuple[str, ...] = field(default=())
    instead: str | None = None

    def output(self, name: str) -> Output:
        """The output of that name."""
        return next(o for o in self.outputs if o.name == name)


CALCULATORS: dict[str, Calculator] = {}
"""All calculators by id, once `calculators.load` has imported the families."""


def calculator(
    id: str,
    *,
    title: str,
    outputs: Sequence[Output],
    source: str,
    cues: Sequence[str] = (),
    checks: Callable[[Mapping[str, float]], str | None] | None = None,
    instead: str | None = None,
) -> Callable[[Function], Function]:
    """Register a function as a calculator.

    `source` says where the formula comes from. `checks` returns what is contradictory in a set of
    inputs, or None; it does not see extra ones. `cues` are phrases of texts that the calculator is
    for. `instead` is the calculator that people mean who give its inputs and not all of these, or
    such as contradict each other here.
    """

    def register(function: Function) -> Function:
        if id in CALCULATORS:
            raise ValueError(f"two calculators are called {id!r}")
        CALCULATORS[id] = Calculator(
            id=id,
            title=title,
            about=inspect.cleandoc(function.__doc__ or "").split("\n\n")[0].replace("\n", " "),
            family=function.__module__.rpartition(".")[2],
            inputs=_inputs(function),
            outputs=tuple(outputs),
            source=source,
            function=function,
            checks=checks,
            cues=tuple(cues),
            instead=instead,
        )
        return function

    return register


def _inputs(function: Function) -> dict[str, Input]:
    hints = get_type_hints(function, include_extras=True)
    found = dict[str, Input]()
    for name in inspect.signature(function).parameters:
        hint = hints[name]
        if get_origin(hint) is not Annotated:
            raise ValueError(f"{function.__name__}: {name} declares no Input")
        declared = next(a for a in get_args(hint) if isinstance(a, Input))
        found[name] = Input(
            **{s: getattr(declared, s) for s in Input.__slots__ if s != "name"}, name=name
        )
    return found
