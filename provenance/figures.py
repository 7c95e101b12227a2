"""Figures with their source: said (quoted), computed (formula and inputs) or assumed (tagged).

A `Ledger` keeps the figures of one document and hands out marks: a model writes "{f1}" where a
figure belongs and code puts it in (`expand`), so that it cannot write one of its own. Imports
only `briefstar.errors` and its neighbours here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_serializer, model_validator

from ..errors import CheckFailed, UsageError
from .formulas import describe, evaluate
from .numbers import Number, find_numbers
from .quotes import Quote

_MARK = re.compile(r"\{(f\d+)\}")


class Input(BaseModel):
    """One input of a formula: its name there, and the figure that it stands for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    figure: str = Field(description="Id of the figure.")
    text: str


class Figure(BaseModel):
    """A number that may appear in a document, and why it may.

    `value` is in `unit` (canonical: "%", "week", "EUR"; None for a count). A said figure carries
    its quote, a computed one its formula and inputs, an assumed one a note that says why.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^f[1-9]\d*$")
    text: str = Field(min_length=1)
    value: Decimal
    unit: str | None = None
    source: Literal["said", "computed", "assumed"]
    quote: Quote | None = None
    formula: str | None = None
    inputs: tuple[Input, ...] = ()
    note: str | None = None

    @field_serializer("value", when_used="json")
    def _plain(self, value: Decimal) -> int | float:
        return int(value) if value == value.to_integral_value() else float(value)

    @model_validator(mode="after")
    def _traceable(self) -> Figure:
        if _MARK.search(self.text):
            raise ValueError("a figure's text must not hold a mark such as {f1}")
        if self.source == "said" and (self.quote is None or self.text not in self.quote.text):
            raise ValueError("a said figure needs a quote that contains its text")
        if self.source == "computed" and not (self.formula and self.inputs):
            raise ValueError("a computed figure needs its formula and its inputs")
        if self.source == "assumed" and not (self.note and self.note.strip()):
            raise ValueError("an assumed figure needs a note that says why it is assumed")
        return self


def format_value(value: Decimal, unit: str | None = None) -> str:
    """A value as English text: "42,000", "4.2%", "EUR 31", "3 weeks", to three decimals."""
    shown = value
    if value % 1:
        shown = (round(value, 3) if abs(value) >= 1 else _rounded(value)).normalize()
    number = f"{shown:,f}"
    if unit in (None, ""):
        return number
    if unit in ("%", "‰", "x"):
        return f"{number}{unit}"
    if len(unit) == 3 and unit.isupper():
        return f"{unit} {number}"
    plural = "s" if unit.isalpha() and len(unit) > 3 and shown != 1 else ""
    return f"{number} {unit}{plural}"


class Ledger:
    """The figures of one document, in the order in which they were noted."""

    def __init__(self, figures: Iterable[Figure] = ()) -> None:
        self._figures: dict[str, Figure] = {}
        for figure in figures:
            if figure.id in self._figures:
                raise UsageError(f"two figures have the id {figure.id}")
            self._figures[figure.id] = figure

    def __len__(self) -> int:
        return len(self._figures)

    def figures(self) -> list[Figure]:
        """All figures, in order."""
        return list(self._figures.values())

    def get(self, id: str) -> Figure:
        """The figure with an id; `UsageError` if there is none."""
        if id not in self._figures:
            raise UsageError(f"there is no figure {id!r}; known are: {self._known()}")
        return self._figures[id]

    def say(self, quote: Quote, number: Number | None = None) -> Figure:
        """Note what the user said. The same quote and number again give the same figure.

        The figure's text is the whole quote, so quote what the number counts along with it
        ("42,000 returns a month"). `number`, one of `find_numbers(quote.text)`, picks one out of
        a quote with several; then the figure's text is that number alone.
        """
        numbers = find_numbers(quote.text)
        if not numbers:
            raise UsageError(f"there is no number in {quote.text!r}")
        chosen = number or numbers[0]
        text = quote.text if number is None else chosen.text
        if _MARK.search(text):
            text = chosen.text
        for figure in self._figures.values():
            if figure.quote == quote and figure.text == text and figure.value == chosen.value:
                return figure
        return self._add(
            Figure(
                id=self._next(),
                text=text,
                value=chosen.value,
                unit=chosen.unit,
                source="said",
                quote=quote,
            )
        )

    def compute(
        self,
        name: str,
        formula: str,
        inputs: Mapping[str, Figure],
        value: Decimal | float | None = None,
        unit: str | None = None,
    ) -> Figure:
        """Note a computed figure; `formula` is arithmetic over the inputs' names.

        The formula is evaluated here ("%" inputs count as hundredths, and the result as hundreds
        if `unit` is "%"). A `value` that differs by more than its own rounding is refused, and
        so is a formula with a number of its own other than unit conversions: make that number
        an assumed figure.
        """
        if not inputs:
            raise UsageError(f"{name!r} needs the figures that it is computed from")
        for figure in inputs.values():
            if self._figures.get(figure.id) != figure:
                raise UsageError(f"{figure.text!r} is not a figure of this ledger")
        exact = evaluate(formula, {k: (f.value, f.unit) for k, f in inputs.items()}, unit)
        shown = exact if value is None else Decimal(str(value))
        if abs(shown - exact) > abs(exact) * Decimal("0.005"):
            raise UsageError(f"{formula!r} gives {exact:f}, not {shown:f}")
        shown = _rounded(shown)
        return self._add(
            Figure(
                id=self._next(),
                text=format_value(shown, unit),
                value=shown,
                unit=unit,
                source="computed",
                formula=f"{name} = {describe(formula)}",
                inputs=tuple(Input(name=k, figure=f.id, text=f.text) for k, f in inputs.items()),
            )
        )

    def assume(self, text: str, note: str) -> Figure:
        """Note an assumption, such as "2 weeks"; `note` says why and what would settle it."""
        numbers = find_numbers(text)
        if not numbers:
            raise UsageError(f"there is no number in {text!r}")
        return self._add(
            Figure(
                id=self._next(),
                text=text,
                value=numbers[0].value,
                unit=numbers[0].unit,
                source="assumed",
                note=note,
            )
        )

    def mark(self, figure: Figure) -> str:
        """The mark that stands for a figure in what a model writes: "{f1}"."""
        return "{" + self.get(figure.id).id + "}"

    def table(self) -> str:
        """The figures for a prompt, one a line: `{f1} = "42,000 returns a month"`."""
        return "\n".join(f'{self.mark(f)} = "{f.text}"' for f in self.figures())

    def expand(self, text: str) -> str:
        """The text with every mark replaced; `CheckFailed` if a mark stands for nothing."""

        def put(match: re.Match[str]) -> str:
            figure = self._figures.get(match[1])
            if figure is None:
                raise CheckFailed(
                    f"{match.group()} stands for no figure; use only: {self._known('{%s}')}"
                )
            return figure.text

        return _MARK.sub(put, text)

    def _known(self, style: str = "%s") -> str:
        return ", ".join(style % id for id in self._figures) or "none"

    def _next(self) -> str:
        return f"f{len(self._figures) + 1}"

    def _add(self, figure: Figure) -> Figure:
        self._figures[figure.id] = figure
        return figure


def _rounded(value: Decimal) -> Decimal:
    """Rounded to what a reader can use: whole numbers from 100 on, else three digits."""
    if value == 0:
        return value
    places = max(0, 2 - value.adjusted())
    return round(value, places).normalize() if places else round(value, 0)


def pattern(figures: int, *, min_length: int = 40, max_length: int = 420) -> str:
    """Anchored JSON-schema pattern for a text with no digit outside a mark {f1} to {fN}.

    No look-around and no shorthand classes, so llama.cpp and strict schemas honour it. A mark
    counts as one of the characters. Quotation marks, backslashes and line breaks are left out:
    llama.cpp copies the class into its grammar as it is, and they would end the JSON string.
    """
    if figures < 0 or not 0 <= min_length <= max_length:
        raise UsageError("pattern() needs figures >= 0 and 0 <= min_length <= max_length")
    plain = r'[^0-9{}"\\\n\r\t]'
    if figures == 0:
        return f"^{plain}{{{min_length},{max_length}}}$"
    if figures < 10:
        ids = f"[1-{figures}]"
    else:
        ids = "(" + "|".join(str(n) for n in range(figures, 0, -1)) + ")"
    return rf"^({plain}|\{{f{ids}\}}){{{min_length},{max_length}}}$"
