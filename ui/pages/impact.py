"""Impact: what a constraint means for the business, its arithmetic beside it, inputs to turn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import gradio as gr

from ...errors import BriefstarError, UsageError
from ...translator.impact.impact import AUDIENCES
from ...translator.impact.markdown import figure_table, to_markdown
from ...translator.impact.pipeline import ABOUT
from ...translator.impact.what_if import Knob, knobs, what_if
from .. import parts, working
from ..parts import Changes
from ..picture import Picture
from ..pictures import sensitivity
from . import Page

if TYPE_CHECKING:
    from ...serving.services import Services
    from ...translator.impact.impact import Impact

MAX_KNOBS, MAX_NEEDS = 8, 6
WAYS = {
    "what a technical constraint costs the business": "business",
    "what a deadline, budget or promise allows technically": "technical",
}
EXAMPLES = (
    ("Alerts", "We raise 1,000 alerts a day at 20% precision; each takes an analyst 5 minutes at "
     "60 USD an hour.", "business"),
    ("Late labels", "Labels arrive 45 days late and we retrain every two weeks.", "business"),
    ("Deadline", "Two people, 40k EUR, until 1 March; nothing may leave the EU.", "technical"),
)  # fmt: skip


class ImpactPage(working.WorkPage):
    """The page: its components, and what each button and slider does."""

    kind = "impact"

    def _lay_out(self) -> None:
        parts.header(
            "Impact",
            "Paste a constraint; read what it means, with the arithmetic to check. Or paste a "
            "deadline or budget; read what it allows.",
        )
        self.text = gr.Textbox(
            label="Constraint, deadline or budget",
            info="In your own words, with the figures that you know.",
            lines=3,
            max_lines=12,
            elem_id="constraint",
        )
        with gr.Row():
            self.way = gr.Dropdown(list(WAYS), value=next(iter(WAYS)), label="Explain", scale=2)
            self.audience = gr.Dropdown(list(AUDIENCES), value="product", label="For", scale=1)
        with gr.Row():
            self.explain = gr.Button("Explain", variant="primary", elem_id="explain")
            self.examples = [gr.Button(f"Example: {name}", size="md") for name, *_ in EXAMPLES]
        self.work = working.Work("impact")
        with gr.Row():
            with gr.Column(scale=3, min_width=320):
                self.document = parts.document("statement")
                self.delivery = parts.Delivery()
            with gr.Column(
                scale=2, min_width=320, visible=False, elem_classes="beside"
            ) as self.beside:
                self.about = gr.Radio([], label="What is it about?", visible=False, elem_id="about")
                with gr.Column(visible=False) as self.asking:
                    gr.Markdown("## Still missing")
                    self.needs = [
                        gr.Textbox(visible=False, elem_id=f"need-{n}") for n in range(MAX_NEEDS)
                    ]
                with gr.Column(visible=False) as self.turning:
                    gr.Markdown("## What if")
                    self.sliders = [
                        gr.Slider(0, 1, visible=False, elem_id=f"knob-{n}")
                        for n in range(MAX_KNOBS)
                    ]
                    self.figures = parts.document("what-if")
                self.keep = gr.Button("Explain again with these values", elem_id="keep")
        self.swings = Picture("What matters most", "sensitivity")

    def _connect(self, page: gr.Blocks) -> None:
        changed = [
            *self.work.outputs, self.text, self.way, self.audience, self.document, self.beside,
            self.about, self.asking, self.turning, *self.needs, *self.sliders, self.figures,
            *self.swings.outputs, self.delivery.row,
        ]  # fmt: skip
        self.connect(page, changed)
        self.work.starts(self.explain, self.keep)
        given = [(text, _way(toward)) for _, text, toward in EXAMPLES]
        parts.offers(self.examples, given, [self.text, self.way])
        told = [self.text, self.way, self.audience]
        self.explain.click(self.begin, told, changed, **parts.PRIVATE)
        self.keep.click(
            self.again,
            [self.work.id, self.about, *self.needs, *self.sliders],
            changed,
            **parts.PRIVATE,
        )
        for slider in self.sliders:
            slider.release(self.turn, [self.work.id, *self.sliders], self.figures, **parts.PRIVATE)
        parts.keeps(self.text, "constraint", page)

    def begin(self, text: str, way: str, audience: str, request: gr.Request) -> Changes:
        """Explain what was typed."""
        order = {
            "text": text, "audience": audience, "toward": WAYS[way],
            "today": date.today().isoformat(),
        }  # fmt: skip
        yield from self.start(order, request)

    def turn(self, request: gr.Request, id: str, *values: float) -> Any:
        """Show the figures as the sliders stand; no model is asked."""
        impact = working.newest(self.services, id, parts.user_of(request))
        if impact is None:
            return parts.text("")
        try:
            return parts.text("\n".join(figure_table(what_if(impact, turned(impact, values)))))
        except BriefstarError as error:
            return parts.text(f"**{parts.plain(str(error))}**")

    def again(self, request: gr.Request, id: str, about: str | None, *values: Any) -> Changes:
        """Explain the text again with what was answered and as the sliders stand."""
        user = parts.user_of(request)
        told, at = values[:MAX_NEEDS], values[MAX_NEEDS:]
        yield from self.revised(
            lambda: revision(self.services, id, user, about, told, at), id, user
        )

    def typed(self, order: Any) -> dict[Any, Any]:
        """Return what was typed and chosen for an order."""
        return {
            self.text: order["text"],
            self.way: _way(order["toward"]),
            self.audience: order["audience"],
        }

    def order_of(self, result: Impact) -> dict[str, Any]:
        """Return what an impact was made from."""
        audience = result.statement.audience
        return {"text": result.text, "toward": result.direction, "audience": audience}

    def whole(self, result: Impact) -> dict[Any, Any]:
        """Return the impact with its picture, its sliders and a box for each missing input."""
        found = turnable(result)
        choices = next((d.choices for d in result.doubts if d.choices), {})
        return {
            self.document: parts.text(to_markdown(result)),
            self.beside: gr.update(visible=bool(found or result.needs or choices)),
            self.about: gr.update(
                choices=[(title, id) for id, title in choices.items()],
                value=None,
                visible=bool(choices),
            ),
            self.asking: gr.update(visible=bool(result.needs)),
            self.turning: gr.update(visible=bool(found)),
            self.figures: parts.text(""),
            **self.swings.shown(sensitivity.draw(result)),
            self.delivery.row: gr.update(visible=True),
            **dict(zip(self.needs, need_boxes(result), strict=True)),
            **dict(zip(self.sliders, slider_updates(found), strict=True)),
        }

    def cleared(self) -> dict[Any, Any]:
        """Hide what belongs to an earlier impact."""
        hidden = {part: gr.update(visible=False) for part in (self.beside, self.delivery.row)}
        return hidden | self.swings.hidden() | {self.document: parts.text("")}


def turnable(impact: Impact) -> list[Knob]:
    """Return the inputs that get a slider."""
    return knobs(impact)[:MAX_KNOBS]


def slider_updates(found: list[Knob]) -> list[Any]:
    """Return a slider for each input; those that are not needed are hidden."""
    shown = [
        gr.update(
            visible=True,
            label=f"{knob.input.means}{f', {knob.input.unit}' if knob.input.unit else ''}",
            info=f"{knob.input.source}: {knob.input.text}",
            minimum=knob.least,
            maximum=knob.most,
            step=1 if knob.whole else _step(knob.most - knob.least),
            value=knob.input.value,
        )
        for knob in found
    ]
    return parts.padded(shown, MAX_KNOBS)


def need_boxes(impact: Impact) -> list[Any]:
    """Return a box for each missing input; those that are not needed are hidden."""
    boxes = [
        gr.update(
            visible=True,
            value="",
            label=f"{need.question} ({need.who})",
            info=f"Then: {need.formula}",
            placeholder=f"such as {need.example}",
        )
        for need in impact.needs[:MAX_NEEDS]
    ]
    return parts.padded(boxes, MAX_NEEDS)


def turned(impact: Impact, values: Sequence[Any]) -> dict[tuple[str, str], float]:
    """Return the inputs whose sliders stand elsewhere than they were told."""
    return {
        (knob.calculator, knob.input.name): float(value)
        for knob, value in zip(turnable(impact), values, strict=False)
        if value is not None and abs(float(value) - knob.input.value) > 1e-9
    }


def revision(
    services: Services,
    id: str,
    user: str,
    about: str | None,
    told: Sequence[Any],
    at: Sequence[Any],
) -> dict[str, Any]:
    """Return the order of an impact with other inputs. Raises `UsageError` for none."""
    version = services.library(user).get(id)
    impact: Any = version.result
    units = {(k.calculator, k.input.name): k.input.unit for k in turnable(impact)}
    given = {
        f"{calculator}.{name}": f"{value:.10g} {units[calculator, name]}".strip()
        for (calculator, name), value in turned(impact, at).items()
    } | {
        f"{need.calculator}.{need.name}": text
        for need, text in zip(impact.needs, told, strict=False)
        if text and text.strip()
    }
    if about:
        given[ABOUT] = about
    if not given:
        raise UsageError("answer what is missing or move a slider first")
    return {
        "text": impact.text,
        "audience": impact.statement.audience,
        "toward": impact.direction,
        "settings": impact.settings | given,
        "today": impact.today or date.today().isoformat(),
        "base": version.number,
    }


def _way(toward: str) -> str:
    return next(name for name, value in WAYS.items() if value == toward)


def _step(width: float) -> float:
    """A step of about a thousandth, as a power of ten."""
    step = 10.0
    while step * 200 > width and step > 1e-6:
        step /= 10
    return step


PAGE = Page("Impact", "impact", 2, ImpactPage)
